"""The reviews a version has had, each with its items: what was said, where it was seen, and what the author answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui import theme
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.materials.words import pack_name
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.material_reviews import ItemRow, ReviewRow, reviews_of
from trainerpool.queries.material_versions import VersionRow

Reviewed = tuple[ReviewRow, tuple[ItemRow, ...]]
_MARKS = {
    "Yes": Mark("Yes", Meaning.GOOD, "check"), "Partly": Mark("Partly", Meaning.ATTENTION, "minus"),
    "No": Mark("No", Meaning.STOP, "x"), "Not applicable": Mark("N/A", Meaning.NEUTRAL, "circle-slash"),
}  # fmt: skip
_COLUMNS: tuple[ColumnSpec[ItemRow], ...] = (
    ColumnSpec("No.", lambda r: r.no, width=52, align="right"),
    ColumnSpec("Item", lambda r: r.short or r.text, width=210, kind=CellKind.STRONG, stretches=True, tip=lambda r: r.text,
               icon=lambda r: "star" if r.starred else ""),
    ColumnSpec("Judgement", lambda r: _MARKS.get(r.answer.value) if r.answer is not None else None, width=90, kind=CellKind.PILL),
    ColumnSpec("Where seen", lambda r: r.where_seen or None, width=100, kind=CellKind.MUTED, priority=4),
    ColumnSpec("Why", lambda r: r.note or None, width=200, stretches=True, priority=2, tip=lambda r: r.note),
    ColumnSpec("The author", lambda r: r.reply or None, width=170, stretches=True, priority=3, tip=lambda r: r.reply),
)  # fmt: skip


def _says(row: ItemRow) -> str:
    answer = row.answer.value if row.answer is not None else "no judgement"
    told = ". ".join(part for part in (row.note.rstrip("."), f"The author: {row.reply}" if row.reply else "") if part)
    return f"Item {row.no}, {row.short or row.text}: {answer}{'. ' + told if told else ''}"


def open_reviews(parent: QWidget, shell: Shell, version: VersionRow) -> None:
    """Ask for the reviews of a version, and show them."""

    def found(reviews: Sequence[Reviewed]) -> None:
        ReviewsDialog(parent, version, reviews).open()

    shell.ask(reviews_of, version.id, then=found, latest="reviews", owner=parent)


class ReviewsDialog(FormDialog):
    """One review at a time, the latest first; Ctrl+Enter or Esc closes."""

    def __init__(self, parent: QWidget, version: VersionRow, reviews: Sequence[Reviewed]) -> None:
        super().__init__(parent, f"Reviews of {pack_name(version)}", "Close", wide=980)
        self.setWindowTitle("Reviews")
        self.cancel_button.hide()
        self._reviews = tuple(reviews)
        self.which = choice_box()
        for place, (one, _items) in enumerate(self._reviews):
            self.which.addItem(_named(one), place)
        self.field = Field("Review", self.which)
        self.field.setMaximumWidth(theme.scaled(460))
        self.note = Label("", wraps=True)
        self.model: RowsModel[ItemRow] = RowsModel(_COLUMNS, says=_says, key=lambda row: row.no)
        self.table = TableView("Items of the review", self.model)
        self.table.setMinimumHeight(theme.scaled(340))
        for widget in (self.field, self.note, self.table):
            self.body.addWidget(widget)
        self.which.currentIndexChanged.connect(self._show_review)
        self._show_review(0)
        self.table.setFocus()

    def finish(self) -> None:
        self.accept()

    def _show_review(self, place: int) -> None:
        if not 0 <= place < len(self._reviews):
            self.note.setText("No review is on record.")
            self.table.hide()
            return
        review, items = self._reviews[place]
        self.note.setText(review.note or f"{review.judged} of {review.of} items judged against {review.checklist}.")
        self.model.set_rows(items)
        if items:
            self.table.selectRow(0)


def _named(review: ReviewRow) -> str:
    by = f"{review.reviewer}, {review.checklist}"
    if review.ended_on is None:
        return f"{by}, begun on {in_words(review.started_on)}"
    return f"{by}, {review.outcome} on {in_words(review.ended_on)}"
