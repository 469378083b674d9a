"""The table of places: columns, and the single letters that do a deed while the table has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from trainerpool.gui import drawing, preferences, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.allocation.offers.words import (
    answer_of,
    day_of,
    mark_of,
    says,
    title_of,
    waited_of,
)
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.offers import GROUPS, OfferRow

LETTERS = {
    Qt.Key.Key_A: "accept",
    Qt.Key.Key_D: "decline",
    Qt.Key.Key_C: "confirm",
    Qt.Key.Key_O: "offer",
    Qt.Key.Key_W: "withdraw",
    Qt.Key.Key_S: "substitute",
    Qt.Key.Key_R: "letter",
}


def _wide(sample: str, room: int = 18) -> int:
    """The width for a sample text, before the table scales it with the text size."""
    return round((drawing.text_width(sample, theme.font()) + room) * 100 / theme.scaled(100))


def columns() -> tuple[ColumnSpec[OfferRow], ...]:
    """The columns, measured in the present font; made anew for every table."""
    return (
        ColumnSpec("Trainer", lambda r: r.trainer.name, lambda r: r.trainer.name.casefold(), 150, kind=CellKind.STRONG, stretches=True),
        ColumnSpec("Session", title_of, lambda r: title_of(r).casefold(), _wide("Dom. Abuse & C."), tip=lambda r: r.session.title),
        ColumnSpec("Day", day_of, lambda r: r.session.parts[0].moment(), _wide("Wed 28 Nov 2026"), "right"),
        ColumnSpec("Role", lambda r: r.role, lambda r: r.role, _wide("co-trainer", 22), priority=3),
        ColumnSpec("State", mark_of, lambda r: (GROUPS.index(r.group), r.state), _wide("Did not attend", 44), kind=CellKind.PILL,
                   marks_search=False),
        ColumnSpec("Answer", answer_of, lambda r: r.answer_by if r.state == "offered" else None, _wide("28 working days late", 38),
                   priority=2, meaning=lambda r: Meaning.ATTENTION if r.late else None, stretches=True, tip=answer_of),
        ColumnSpec("Waited", lambda r: r.waiting if r.state == "offered" else None, lambda r: r.waiting or None, _wide("Waited", 30),
                   kind=CellKind.NUMBER, priority=4, tip=waited_of, marks_search=False),
    )  # fmt: skip


class OffersTable(TableView):
    """`wished(word, row)` for a single letter on a row, where the person has letter keys on."""

    wished = Signal(str, object)

    def __init__(self) -> None:
        self.offers_model: RowsModel[OfferRow] = RowsModel(columns(), says=says)
        super().__init__("Places offered and answered", self.offers_model)
        self.offers_model.setParent(self)
        self.setAccessibleDescription(
            "A accepts, D declines, C confirms, O records the offer, W withdraws, S somebody stands in, R writes the letter"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        word = LETTERS.get(Qt.Key(event.key())) if plain and preferences.letter_keys() else None
        row = self.current_row()
        if word is not None and row is not None:
            self.wished.emit(word, row)
            return
        super().keyPressEvent(event)
