"""Text in the type steps, and the hairlines and panes that divide a page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import MEANING_ICONS, Meaning


class Label(QLabel):
    """Plain text in a type step (small, body, strong, section, title, figure) and a tone.

    `tone` is "", "muted", "link", "accent" or a meaning's name. Wrapping text keeps its whole height.
    """

    def __init__(self, text: str = "", step: str = "body", tone: str = "", wraps: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("step", step)
        self.setProperty("tone", tone)
        self.setWordWrap(wraps)
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_tone(self, tone: str) -> None:
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(Label):
    """One line that gives way: elided in its middle, whole in the tool tip."""

    def __init__(self, text: str = "", step: str = "body", tone: str = "") -> None:
        super().__init__(text, step, tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        short = drawing.elided(self.text(), self.font(), self.width())
        self.setToolTip(self.text() if short != self.text() else "")
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), True, short, self.foregroundRole()
        )


class MeaningIcon(QWidget):
    """An icon that says a meaning; the word beside it says the same."""

    def __init__(self, meaning: Meaning | None = None, name: str = "", size: int = 16) -> None:
        super().__init__()
        self._meaning, self._name, self._size = meaning, name, size
        self.setAccessibleName(meaning.value if meaning else "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        size = theme.icon_size(self._size)
        return QSize(size, max(size, theme.line_height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def set_meaning(self, meaning: Meaning | None, name: str = "") -> None:
        self._meaning, self._name = meaning, name
        self.setAccessibleName(meaning.value if meaning else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        name = self._name or (MEANING_ICONS[self._meaning] if self._meaning else "")
        if name:
            size = theme.icon_size(self._size)
            spot = QRectF(0, max(0, (min(self.height(), theme.line_height()) - size) / 2), size, size)
            icons.paint(painter, name, theme.tokens().ink(self._meaning), spot)


class Hairline(QFrame):
    """The line between two panes or sections."""

    def __init__(self, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("pane", "line")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Pane(QFrame):
    """A surface with a vertical layout: raised, sunken, surface, card, or a meaning's own."""

    def __init__(self, kind: str = "surface", margin: int = 0, gap: int = 0) -> None:
        super().__init__()
        self.setProperty("pane", kind)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(gap)
