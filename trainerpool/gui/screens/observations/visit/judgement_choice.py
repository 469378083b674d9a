"""The four judgements of one criterion as one painted control: keys 1 to 4 choose, an icon stands with the chosen word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainerpool.gui import drawing, icons, spoken, theme
from trainerpool.gui.marks import OUTCOME

JUDGEMENTS = ("Met", "Developing", "Not met", "Not seen")
_ROOM = drawing.RING_ROOM
_ICON = 14
_SIDE = 8
_KEYS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2, Qt.Key.Key_4: 3}


class JudgementChoice(QWidget):
    """`chosen(word)` when the person judges; "" when Del takes the judgement back. `entered()` when it gets the keyboard."""

    chosen = Signal(str)
    entered = Signal()
    spoken_role = spoken.Role.List

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about
        self._judgement = ""
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription("1 Met, 2 Developing, 3 Not met, 4 Not seen, Del takes it back")
        self._say()

    @property
    def judgement(self) -> str:
        """The word chosen, or "" where nothing is judged."""
        return self._judgement

    def show_judgement(self, word: str) -> None:
        """Show this judgement; nothing is told."""
        if word != self._judgement:
            self._judgement = word
            self._say()
            self.update()

    def _say(self) -> None:
        self.setAccessibleName(f"{self.about}: {self._judgement or 'not judged yet'}")

    def choose(self, word: str) -> None:
        """Judge, as by a key."""
        if word != self._judgement:
            self.show_judgement(word)
            self.chosen.emit(word)
            if word:
                spoken.tell_current(self, JUDGEMENTS.index(word))

    # size and painting

    def _widths(self) -> list[int]:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        icon = theme.icon_size(_ICON) + 5
        return [metrics.horizontalAdvance(word) + icon + 2 * _SIDE for word in JUDGEMENTS]

    def sizeHint(self) -> QSize:
        high = max(theme.tokens().controls["chip"], QFontMetrics(self.font()).height() + 8)
        return QSize(sum(self._widths()) + 2 * _ROOM, high + 2 * _ROOM)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _spots(self) -> list[QRectF]:
        made, left = [], float(_ROOM)
        for wide in self._widths():
            made.append(QRectF(left, _ROOM, wide, self.height() - 2 * _ROOM))
            left += wide
        return made

    def spoken_parts(self) -> Sequence[spoken.SpokenPart]:
        """The four words, for screen readers; the one chosen is the selected one."""
        return [
            spoken.SpokenPart(word, spot.toRect(), word == self._judgement, spoken.Role.RadioButton)
            for word, spot in zip(JUDGEMENTS, self._spots(), strict=True)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.tokens()
        painter = QPainter(self)
        spots = self._spots()
        whole = QRectF(spots[0].topLeft(), spots[-1].bottomRight())
        radius = look.radii["button"]
        drawing.box(painter, whole, look.raised, look.line_strong, radius)
        for place, (word, spot) in enumerate(zip(JUDGEMENTS, spots, strict=True)):
            inside = spot.adjusted(1, 1, -1 if place == len(spots) - 1 else 0, -1)
            if word == self._judgement:
                self._paint_chosen(painter, word, inside)
            else:
                if place == self._hovered:
                    painter.fillRect(inside, look.hover)
                painter.setFont(self.font())
                painter.setPen(look.text)
                painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, word)
            if place:
                painter.fillRect(QRectF(spot.left(), spot.top() + 1, 1, spot.height() - 2), look.line_strong)
        if self.hasFocus():
            drawing.ring(painter, whole, radius)

    def _paint_chosen(self, painter: QPainter, word: str, inside: QRectF) -> None:
        look, mark = theme.tokens(), OUTCOME[word.casefold()]
        painter.fillRect(inside, look.selected)
        painter.fillRect(QRectF(inside.left(), inside.bottom() - 3, inside.width(), 3), look.accent)
        size = theme.icon_size(_ICON)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        wide = size + 6 + QFontMetrics(font).horizontalAdvance(word)
        left = inside.center().x() - wide / 2
        icons.paint(painter, mark.shown_icon, look.text, QRectF(left, inside.top(), size, inside.height()))
        painter.setFont(font)
        painter.setPen(look.text)
        words = QRectF(left + size + 6, inside.top(), inside.right() - left - size - 6, inside.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)

    # keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _KEYS:
            self.choose(JUDGEMENTS[_KEYS[key]])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            at = JUDGEMENTS.index(self._judgement) if self._judgement else -1
            step = 1 if key == Qt.Key.Key_Right else -1
            self.choose(JUDGEMENTS[min(max(at + step, 0), len(JUDGEMENTS) - 1)])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.choose("")
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(event.position().x())

    def leaveEvent(self, event: object) -> None:  # noqa: ARG002
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for word, spot in zip(JUDGEMENTS, self._spots(), strict=True):
            if spot.contains(event.position()):
                self.choose(word)

    def _hover(self, left: float) -> None:
        spots = enumerate(self._spots())
        self._hovered = next((place for place, spot in spots if spot.left() <= left < spot.right()), -1)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
