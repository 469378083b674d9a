"""The panel that writes letters: which kind, to whom, how each reads, and the ways it leaves the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.exchange.letters import LetterKind, Template
from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.chips import ChoiceChips
from trainerpool.gui.parts.header import FilterBar
from trainerpool.gui.parts.labels import Hairline, Label
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.allocation.offers.letters_list import LettersList
from trainerpool.gui.screens.allocation.offers.preview import LetterPreview
from trainerpool.gui.screens.allocation.offers.words import LETTER_WORDS
from trainerpool.gui.shell import Shell
from trainerpool.queries.offers import OfferRow
from trainerpool.reports.offer_letters import Letter, calls_for, offer_letters

_SIDE_BY_SIDE = 640
_ROWS = 4
_NO_LIMIT = 16_777_215
_NOTES = {
    LetterKind.OFFER: "Nothing is sent from here. Record the offers once the letters have left: from then on an answer is waited for, "
    "by {until}. Undo takes the offers back; whoever has had the letter is then to be told, and that letter waits under Taken back.",
    LetterKind.REMINDER: "A reminder offers the place again. Once recorded, an answer is asked for by {until}.",
    LetterKind.CHANGE: "Whoever knew of the old day is asked again. Record it once the letters have left: an answer is then asked for by {until}.",
}
_TOLD_NOTE = "Nothing is sent from here. Once they have been told, record it, and they leave this list."


class LettersPanel(QWidget):
    """`changed()` when the letters shown or their ticks changed; `wished(word)` for a way one letter leaves the program."""

    changed = Signal()
    wished = Signal(str)

    def __init__(self, shell: Shell, write_all: Callable[[], None], edit_words: Callable[[], None]) -> None:
        super().__init__()
        self._shell = shell
        self._rows: tuple[OfferRow, ...] = ()
        self._words: Template | None = None
        self._trainer = ""
        self.kind = LetterKind.OFFER
        self.chips = ChoiceChips("Kind of letter")
        self._counts: dict[LetterKind, int] = {}
        self.edit = Button("Words of this letter", "link").does(edit_words)
        bar = FilterBar(self.chips)
        bar.stretch()
        bar.row.addWidget(self.edit)
        self.list = LettersList()
        self.preview = LetterPreview()
        self.write = Button("Write the drafts", icon="folder-open").does(write_all)
        self.ticks = Button("Tick none", "link").does(self._tick_all)
        self.note = Label("", tone="muted", wraps=True)
        self._lay_out(bar)
        self.chips.chosen.connect(lambda key: self.choose(LetterKind(key)))
        self.list.chosen.connect(self.preview.show_letter)
        self.list.ticked.connect(self._on_ticks)
        self.preview.wished.connect(self.wished.emit)

    def _lay_out(self, bar: QWidget) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(Hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(13, 2, 8, 2)
        foot.addWidget(self.write)
        foot.addStretch(1)
        foot.addWidget(self.ticks)
        column.addLayout(foot)
        self._left = left
        self._line = Hairline(upright=True)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(0)
        self._sides.addWidget(left)
        self._sides.addWidget(self._line)
        self._sides.addWidget(self.preview, 1)
        self._both = QScrollArea()
        self._both.setWidgetResizable(True)
        self._both.setFrameShape(QScrollArea.Shape.NoFrame)
        self._both.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._both.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        both = QVBoxLayout(inner)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        note = QHBoxLayout()
        note.setContentsMargins(16, 4, 16, 6)
        note.addWidget(self.note)
        both.addLayout(note)
        both.addWidget(Hairline())
        both.addLayout(self._sides, 1)
        self._both.setWidget(inner)
        self._nothing = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(self._both, 1)
        whole.addWidget(self._nothing, 1)
        self._nothing.hide()

    def show_rows(self, rows: Sequence[OfferRow]) -> None:
        """Show the letters these places call for; the kind, the ticks and the current letter stay."""
        self._rows = tuple(rows)
        counts = {kind: len({row.trainer.id for row in rows if calls_for(row, kind)}) for kind in LetterKind}
        self._counts = counts
        self._say_counts()
        self.ask()

    def choose(self, kind: LetterKind, trainer: str = "") -> None:
        """Show another kind of letter, and where given the one to this trainer."""
        if kind is not self.kind:
            self._words = None
        self.kind, self._trainer = kind, trainer
        self._say_counts()
        self.chips.choose(kind.value)
        self.ask()

    def _say_counts(self) -> None:
        """A chip for each kind of letter there is one of, and for the kind shown."""
        shown = [kind for kind in LetterKind if self._counts.get(kind) or kind is self.kind]
        self.chips.set_choices([(kind.value, f"{LETTER_WORDS[kind]} {self._counts.get(kind, 0)}") for kind in shown])
        self.chips.choose(self.kind.value)

    def try_words(self, words: Template | None) -> None:
        """Show how the letters read with these words; None: with those the pool keeps."""
        self._words = words
        self.ask()

    def ask(self) -> None:
        """Compose the letters anew."""
        kind, words, today = self.kind, self._words, self._shell.today()
        wanted = [row for row in self._rows if calls_for(row, kind)]

        def work(desk: Any) -> tuple[Letter, ...]:
            return offer_letters(desk.ask, kind, wanted, desk.person, desk.clock.now(), today, words)

        self._shell.work(work, then=self._show, latest="letters", owner=self)

    def focus_here(self) -> None:
        """Put the keyboard into the letters, or where there are none on the kind that is chosen."""
        (self.list if self.list.letters else self.chips.findChild(QAbstractButton) or self.list).setFocus()

    def until(self) -> date | None:
        """The first day by which an answer is asked for in the letters shown."""
        return min((one.answer_by for one in self.list.letters if one.answer_by is not None), default=None)

    def _show(self, letters: tuple[Letter, ...]) -> None:
        self.list.show_letters(letters, self._trainer)
        self._trainer = ""
        self._fit_list()
        until = self.until()
        note = _NOTES.get(self.kind, _TOLD_NOTE)
        self.note.setText(note.replace("{until}", in_words(until, weekday=True) if until else "the day it says"))
        self._both.setVisible(bool(letters))
        self._say_nothing(not letters)
        self.changed.emit()

    def _say_nothing(self, is_empty: bool) -> None:
        self._nothing.hide()
        if not is_empty:
            return
        said = {
            LetterKind.OFFER: ("No offer is to be written", "A trainer who is proposed for a session is written to from here."),
            LetterKind.REMINDER: ("Nobody has to be reminded", "An offer without an answer can be repeated from here."),
            LetterKind.CHANGE: ("No session has moved", "Whoever knew of the old day is asked again from here."),
            LetterKind.TAKEN_BACK: ("No offer was taken back", "Whoever was told of an offer that no longer holds is written to from here."),
            LetterKind.WITHDRAWAL: ("Nobody has withdrawn", "Whoever is no longer down for a session is written to from here."),
            LetterKind.TEAM: ("No team has changed", "Whoever delivers with somebody else than they know is written to from here."),
            LetterKind.CANCELLED: ("No session was cancelled", "Whoever knew of a session that will not take place is written to from here."),
            LetterKind.SUBSTITUTION: ("Nobody was substituted", "Whoever somebody stands in for is written to from here."),
        }[self.kind]  # fmt: skip
        old, column = self._nothing, self.layout()
        assert isinstance(column, QVBoxLayout)
        deeds = (
            [("Open the board", lambda: self._shell.navigate("allocation"))] if self.kind is LetterKind.OFFER else []
        )
        self._nothing = stack(EmptyState(*said, deeds, "send"))
        column.addWidget(self._nothing, 1)
        column.removeWidget(old)
        old.deleteLater()

    def _on_ticks(self) -> None:
        number = len(self.list.ticked_letters())
        self.write.set_text(f"Write {count_of(number, 'draft')}..." if number else "Write the drafts...")
        self.write.block("" if number else "No letter is ticked.")
        self.ticks.set_text("Tick none" if number else "Tick all")
        self.changed.emit()

    def _tick_all(self) -> None:
        self.list.tick_all(not self.list.ticked_letters())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.scaled(_SIDE_BY_SIDE)
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._sides.direction() != wanted:
            self._sides.setDirection(wanted)
            self._line.setVisible(beside)
        self._left.setMaximumWidth(theme.scaled(300) if beside else _NO_LIMIT)
        self._left.setMinimumWidth(theme.scaled(240) if beside else 0)
        self._fit_list()
        self.edit.setVisible(self.width() >= theme.scaled(_SIDE_BY_SIDE))

    def _fit_list(self) -> None:
        """One below the other, the whole panel scrolls: the list is as high as its first letters, the text can be read."""
        beside = self._sides.direction() == QBoxLayout.Direction.LeftToRight
        rows = min(_ROWS, max(1, len(self.list.letters))) * theme.row_height("two_line") + 2
        self.list.setMinimumHeight(96 if beside else rows)
        self.list.setMaximumHeight(_NO_LIMIT if beside else rows)
        self.preview.body.setMinimumHeight(96 if beside else 12 * theme.line_height())
