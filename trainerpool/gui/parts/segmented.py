"""The segmented choice: two to five views of one thing, each of fixed width, one chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from trainerpool.gui import drawing, theme

_ROOM = drawing.RING_ROOM


class _Segment(QAbstractButton):
    def __init__(self, words: str, is_first: bool, is_last: bool) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._is_first, self._is_last = is_first, is_last

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        high = max(theme.tokens().controls["button"], QFontMetrics(self.font()).height() + 10)
        ends = _ROOM * (self._is_first + self._is_last)
        return QSize(QFontMetrics(bold).horizontalAdvance(self.text()) + 24 + ends, high + 2 * _ROOM)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.tokens()
        painter = QPainter(self)
        left, right = _ROOM if self._is_first else 0, _ROOM if self._is_last else 0
        inside = QRectF(self.rect()).adjusted(left, _ROOM, -right, -_ROOM)
        fill = look.selected if self.isChecked() else look.hover if self.underMouse() else look.raised
        # Neighbours share one line: each part but the first starts on its neighbour's edge.
        drawing.box(painter, inside.adjusted(0 if self._is_first else -1, 0, 0, 0), fill, look.line_strong, 0)
        if self.isChecked():
            painter.fillRect(QRectF(inside.left() + 1, inside.bottom() - 3, inside.width() - 2, 3), look.accent)
        font = QFont(self.font())
        if self.isChecked():
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.text)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            drawing.inner_ring(painter, inside.adjusted(1, 1, -1, -1).toRect())


class SegmentedChoice(QWidget):
    """One of few views. `chosen(key)` when the person chooses; left and right move within."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """`choices`: key and words."""
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        self._parts: dict[str, _Segment] = {}
        for place, (key, words) in enumerate(choices):
            part = _Segment(words, place == 0, place == len(choices) - 1)
            part.setAccessibleDescription(name)
            part.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            group.addButton(part)
            row.addWidget(part)
            self._parts[key] = part
        if choices:
            self._parts[choices[0][0]].setChecked(True)

    def choice(self) -> str:
        return next((key for key, part in self._parts.items() if part.isChecked()), "")

    def choose(self, key: str) -> None:
        self._parts[key].setChecked(True)

    def set_words(self, key: str, words: str) -> None:
        """Change the words of one choice, such as a count in it."""
        self._parts[key].setText(words)
        self._parts[key].setAccessibleName(words)
        self._parts[key].updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        keys = list(self._parts)
        if step and keys:
            key = keys[(keys.index(self.choice()) + step) % len(keys)]
            self.choose(key)
            self._parts[key].setFocus()
            self.chosen.emit(key)
            return
        super().keyPressEvent(event)
