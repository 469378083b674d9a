"""Facts in two columns for the inspector, and two records side by side with what differs marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.labels import ElidedLabel, Label

_NAMES, _GAP, _LINE = 92, 8, 4
_WRAPS = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere) | int(Qt.AlignmentFlag.AlignTop)


class Facts(QWidget):
    """Names in one column, values beside them, each as long as it is.

    Painted: a file of many headings would be some hundred labels. Read out as one text.
    """

    def __init__(self, name: str, facts: Sequence[tuple[str, str]], names: int = _NAMES) -> None:
        super().__init__()
        self._facts, self._names = tuple(facts), names
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{words}: {value}" for words, value in facts))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def texts(self) -> tuple[str, ...]:
        """Every text shown, name and value in turn."""
        return tuple(text for fact in self._facts for text in fact)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(high + _LINE for high in self._heights(width)) - _LINE

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def _heights(self, width: int) -> list[int]:
        return [max(one.height(), other.height()) for one, other in self._boxes(width)]

    def _boxes(self, width: int) -> list[tuple[QRect, QRect]]:
        metrics = QFontMetrics(theme.font())
        names = theme.scaled(self._names)
        room = max(40, width - names - _GAP)
        return [
            (metrics.boundingRect(0, 0, names, 10_000, _WRAPS, words), metrics.boundingRect(0, 0, room, 10_000, _WRAPS, value))
            for words, value in self._facts
        ]  # fmt: skip

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter, look = QPainter(self), theme.tokens()
        painter.setFont(theme.font())
        names, top = theme.scaled(self._names), 0
        for (words, value), high in zip(self._facts, self._heights(self.width()), strict=True):
            painter.setPen(look.muted)
            painter.drawText(QRect(0, top, names, high), _WRAPS, words)
            painter.setPen(look.text)
            painter.drawText(QRect(names + _GAP, top, self.width() - names - _GAP, high), _WRAPS, value)
            top += high + _LINE


class ComparedLine(QWidget):
    """One field of two records; what differs is bold on the surface of attention."""

    def __init__(self, name: str, one: str, other: str, is_head: bool = False, differs: bool = False) -> None:
        super().__init__()
        self._differs = differs
        self.setAccessibleName(f"{name}: {one or 'empty'}; {other or 'empty'}{', differs' if differs else ''}")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(8)
        label = Label(name, tone="muted")
        label.setFixedWidth(theme.scaled(92))
        row.addWidget(label)
        # What both say stands once over both columns: only what differs needs the two beside each other.
        for text in (one, other) if is_head or differs else (one,):
            row.addWidget(_value(text, "strong" if is_head or differs else "body"), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._differs:
            painter, colours = QPainter(self), theme.tokens().meaning(Meaning.ATTENTION)
            painter.fillRect(self.rect(), colours.background)
            painter.fillRect(QRect(0, 0, 2, self.height()), colours.border)  # seen where meanings have no fill
        super().paintEvent(event)


def _value(text: str, step: str) -> Label:
    """Wrapped where it has words to wrap at, else cut in its middle."""
    return Label(text, step, wraps=True) if " " in text else ElidedLabel(text, step)
