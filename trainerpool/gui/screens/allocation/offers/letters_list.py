"""The list of letters, one a trainer: Space ticks, and what is ticked is written or recorded together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from trainerpool.domain.dates import count_of
from trainerpool.gui.screens.allocation.offers.letter_line import MISSING, SECOND, LetterLine
from trainerpool.gui.screens.allocation.offers.words import day_of, title_of
from trainerpool.reports.offer_letters import Letter

_ID = Qt.ItemDataRole.UserRole + 3


class LettersList(QListWidget):
    """`chosen(letter)` when another one is current (None: there is none); `ticked()` when a tick changed."""

    chosen = Signal(object)
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Letters")
        self.setAccessibleDescription("Space ticks the letters that are written or recorded together")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setItemDelegate(LetterLine(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.letters: tuple[Letter, ...] = ()
        self._left_out: set[str] = set()
        self.currentRowChanged.connect(lambda place: self.chosen.emit(self.letter_at(place)))
        self.itemChanged.connect(self._on_tick)

    def letter_at(self, place: int) -> Letter | None:
        """The letter at a place of the list."""
        return self.letters[place] if 0 <= place < len(self.letters) else None

    def current(self) -> Letter | None:
        """The letter the keyboard is on."""
        return self.letter_at(self.currentRow())

    def ticked_letters(self) -> tuple[Letter, ...]:
        """The letters that are ticked."""
        return tuple(one for one in self.letters if one.id not in self._left_out)

    def show_letters(self, letters: Sequence[Letter], trainer: str = "") -> None:
        """Show these; the current one, the ticks and the scroll stay, or the letter to `trainer` becomes current."""
        held, scroll = self.current(), self.verticalScrollBar().value()
        wanted = trainer or (held.trainer if held is not None else "")
        self.letters = tuple(letters)
        with QSignalBlocker(self):
            self.clear()
            for one in self.letters:
                self.addItem(self._item(one))
            place = next((place for place, one in enumerate(self.letters) if one.trainer == wanted), 0)
            self.setCurrentRow(place if self.letters else -1)
        self.verticalScrollBar().setValue(scroll)
        self.chosen.emit(self.current())
        self.ticked.emit()

    def tick_all(self, on: bool) -> None:
        """Tick every letter, or none."""
        for place in range(self.count()):
            self.item(place).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _item(self, one: Letter) -> QListWidgetItem:
        first = one.places[0]
        more = f" and {len(one.places) - 1} more" if len(one.places) > 1 else ""
        second = f"{title_of(first)}, {day_of(first)}{more}"
        made = QListWidgetItem(one.name)
        made.setData(_ID, one.id)
        made.setData(SECOND, second)
        made.setData(MISSING, not one.draft.has_address)
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        made.setCheckState(Qt.CheckState.Unchecked if one.id in self._left_out else Qt.CheckState.Checked)
        address = "" if one.draft.has_address else ", no e-mail address on record"
        made.setData(
            Qt.ItemDataRole.AccessibleTextRole, f"{one.name}, {count_of(len(one.places), 'session')}: {second}{address}"
        )
        made.setToolTip("" if not address else "No e-mail address is on record")
        return made

    def _on_tick(self, item: QListWidgetItem) -> None:
        key = str(item.data(_ID))
        (self._left_out.discard if item.checkState() == Qt.CheckState.Checked else self._left_out.add)(key)
        self.ticked.emit()
