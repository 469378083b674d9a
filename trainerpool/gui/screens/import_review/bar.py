"""The bar over the rows: which sheet, and which outcome; two lists to choose from where there is no room for both rows of choices."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.marks import IMPORT
from trainerpool.gui.parts.chips import ChoiceChips
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.import_review.rows import Review, counts

ALL = "all"
MOST_SEGMENTS = 4
LONGEST = 22  # letters of a sheet's name


class ReviewBar(QWidget):
    """`changed` when another sheet or outcome is chosen; `sheet` is a place in the review, `outcome` a key or "all"."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sheet, self.outcome = 0, ALL
        self._review: Review | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(13, 2, 13, 3)
        self._row.setSpacing(8)
        self._sheets: SegmentedChoice | None = None
        self._sheet_list, self._outcome_list = QComboBox(), QComboBox()
        self._sheet_list.setAccessibleName("Sheet")
        self._outcome_list.setAccessibleName("Outcome")
        self.chips = ChoiceChips("Outcome")
        for part in (self._sheet_list, self.chips, self._outcome_list):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._sheet_list.activated.connect(self._on_sheet)
        self._outcome_list.activated.connect(lambda place: self._on_outcome(self._outcome_list.itemData(place)))
        self.chips.chosen.connect(self._on_outcome)
        self.setMinimumHeight(theme.tokens().layout["filter_bar"])

    def show_review(self, review: Review) -> None:
        """Show the sheets of this review and the counts of the sheet that is chosen."""
        is_new = self._review is None or self._review.names != review.names
        self._review = review
        if is_new:
            self.sheet, self.outcome = 0, ALL
            self._make_sheets(review)
        self._say()
        self._fit()

    def choose(self, sheet: int, outcome: str = ALL) -> None:
        """Show this sheet and outcome, as if the person had chosen them."""
        if (sheet, outcome) != (self.sheet, self.outcome):
            self.sheet, self.outcome = sheet, outcome
            self._say()
            self.changed.emit()

    def _make_sheets(self, review: Review) -> None:
        if self._sheets is not None:
            self._sheets.hide()
            self._sheets.deleteLater()
        choices = [(str(place), words) for place, words in enumerate(_sheet_words(review))]
        self._sheets = SegmentedChoice("Sheet", choices)
        self._sheets.chosen.connect(lambda key: self._on_sheet(int(key)))
        self._row.insertWidget(0, self._sheets)
        QWidget.setTabOrder(self._sheets, self._sheet_list)
        self._sheet_list.clear()
        self._sheet_list.addItems([words for _, words in choices])

    def _say(self) -> None:
        if self._review is None or self._sheets is None:
            return
        rows = self._review.sheets[self.sheet].rows
        found = counts(rows)
        if self.outcome != ALL and not found[self.outcome]:
            self.outcome = ALL
        choices = [(ALL, f"All {len(rows)}")]
        choices += [(key, f"{IMPORT[key].word} {number}") for key, number in found.items() if number]
        self.chips.set_choices(choices)
        self.chips.choose(self.outcome)
        self._outcome_list.clear()
        for key, words in choices:
            self._outcome_list.addItem(words, key)
        self._outcome_list.setCurrentIndex([key for key, _ in choices].index(self.outcome))
        for place, words in enumerate(_sheet_words(self._review)):
            self._sheets.set_words(str(place), words)
            self._sheet_list.setItemText(place, words)
        self._sheets.choose(str(self.sheet))
        self._sheet_list.setCurrentIndex(self.sheet)
        self._fit()
        QTimer.singleShot(0, self, self._fit)  # a chip that is new has no width before it is shown

    def _on_sheet(self, place: int) -> None:
        self.choose(place)

    def _on_outcome(self, key: str) -> None:
        self.choose(self.sheet, key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """The chips give way first, then the sheets."""
        if self._sheets is None or self._review is None:
            return
        many = len(self._review.sheets) > MOST_SEGMENTS
        sheets = self._sheets.sizeHint().width()
        chips = self.chips.sizeHint().width()
        room = self.width() - 26 - self._row.spacing()
        folded = self._outcome_list.sizeHint().width()
        shows_chips = (self._sheet_list.sizeHint().width() if many else sheets) + chips <= room
        shows_sheets = not many and sheets + (chips if shows_chips else folded) <= room
        self._sheets.setVisible(shows_sheets and len(self._review.sheets) > 1)
        self._sheet_list.setVisible(not shows_sheets and len(self._review.sheets) > 1)
        self.chips.setVisible(shows_chips)
        self._outcome_list.setVisible(not shows_chips)


def _sheet_words(review: Review) -> list[str]:
    made = []
    for sheet in review.sheets:
        name = sheet.name if len(sheet.name) <= LONGEST else f"{sheet.name[: LONGEST - 1]}…"
        made.append(f"{name} {len(sheet.rows)}{' (hidden)' if sheet.account.hidden else ''}")
    return made
