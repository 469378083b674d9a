"""A clash side by side: what the pool holds and what the return says, each with who and when, to choose one of two."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.exchange.words import moment_words
from trainerpool.operations.carrying.taking_in import POOL, RETURN
from trainerpool.queries.returns import ClashRow

_BESIDE = 270  # from this width on the two stand beside each other


class _Radio(QRadioButton):
    """While neither side is chosen Tab comes to both; Qt would leave it to the one that had the focus last."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        group: QButtonGroup | None = self.group()
        if group is not None and group.checkedButton() is None:
            for one in group.buttons():
                one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class SideCard(QFrame):
    """One of the two: its radio button, the values in bold, who and when. A click anywhere chooses it."""

    def __init__(self, title: str, clashes: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.radio = _Radio(title)
        said = [", ".join(part for part in one if part) for one in clashes]
        self.radio.setAccessibleName(f"{title}: {'; '.join(said)}")
        self.radio.toggled.connect(lambda _on: self.update())
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(4)
        column.addWidget(self.radio)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2)
        for field, value, who in clashes:
            if field:
                inner.addWidget(Label(field, tone="muted", wraps=True))
            inner.addWidget(Label(value, "strong", wraps=True))
            if who:
                inner.addWidget(Label(who, tone="muted", wraps=True))
        column.addLayout(inner)
        column.addStretch(1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.radio.setChecked(True)
            self.radio.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, chosen = theme.tokens(), self.radio.isChecked()
        painter = QPainter(self)
        wide = 2 if chosen else 1
        painter.fillRect(self.rect(), look.raised)
        painter.setPen(QPen(look.accent if chosen else look.line_strong, wide))
        painter.drawRect(QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2))


class Sides(QWidget):
    """`decided(side)` when one of the two is chosen; beside each other where there is room."""

    decided = Signal(str)

    def __init__(self, clashes: Sequence[ClashRow], name: str, side: str) -> None:
        super().__init__()
        self.setAccessibleName("Which side is taken")
        many = len(clashes) > 1

        def label(one: ClashRow) -> str:
            return one.field[:1].upper() + one.field[1:] if many else ""

        self.pool = SideCard(
            "In the pool",
            [(label(one), one.pool, _who(one.pool_by, moment_words(one.pool_at, year=False))) for one in clashes],
        )
        self.returned = SideCard(
            "In the return",
            [(label(one), one.returned, _who(name, moment_words(one.returned_at, year=False))) for one in clashes],
        )
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for card, value in ((self.pool, POOL), (self.returned, RETURN)):
            self._group.addButton(card.radio)
            card.radio.setChecked(value == side)
            self._row.addWidget(card, 1)
        self._group.buttonToggled.connect(self._on_toggled)

    def focus(self) -> None:
        """Put the focus on the side that is chosen, on the pool's where none is."""
        (self._group.checkedButton() or self.pool.radio).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_side(self, side: str) -> None:
        """Show this side as chosen; nothing is told of it."""
        self._group.blockSignals(True)
        for card, value in ((self.pool, POOL), (self.returned, RETURN)):
            if value == side:
                card.radio.setChecked(True)
        self._group.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.scaled(_BESIDE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _on_toggled(self, button: object, on: bool) -> None:
        if on:
            for card in (self.pool, self.returned):  # from here on arrows go from side to side
                chosen = card.radio is button
                card.radio.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
            self.decided.emit(POOL if button is self.pool.radio else RETURN)


def _who(name: str, when: str) -> str:
    return ", ".join(part for part in (name, when) if part)
