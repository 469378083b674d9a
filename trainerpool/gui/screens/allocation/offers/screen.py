"""The page of offers: places with their answers, and the letters that go with them."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from trainerpool.exchange.letters import LetterKind, templates_from
from trainerpool.gui import preferences, theme
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import PageHeader
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.allocation.offers.about import about_chosen, about_letter
from trainerpool.gui.screens.allocation.offers.commands import (
    LETTERS,
    PLACES,
    commands,
    links_of,
    menu_of,
    record_words,
    summary,
)
from trainerpool.gui.screens.allocation.offers.deeds import OfferDeeds, deeds_of, several_of
from trainerpool.gui.screens.allocation.offers.panel import LettersPanel
from trainerpool.gui.screens.allocation.offers.places import PlacesView
from trainerpool.gui.screens.allocation.offers.sending import Sending
from trainerpool.gui.screens.allocation.offers.words_form import WordsForm
from trainerpool.gui.shell import Shell
from trainerpool.queries.offers import GROUPS, TO_SEND, TO_TELL, OfferRow, kept_letters, offers
from trainerpool.reports.offer_letters import letter_of

# So long the focus rests on a place before the inspector tells of it: leafing through the table builds nothing.
_RESTING_MS = 40


class OffersScreen(Screen):
    """Ctrl+Page Up and Down turn between places and letters; single letters on a place enter its answer."""

    shows: ClassVar[frozenset[str]] = frozenset({
        "allocation", "allocation_step", "training_session", "session_part", "person", "venue", "course", "setting", "policy",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Offers")
        self.rows: tuple[OfferRow, ...] | None = None
        self._form: FormPane | None = None
        self._pending: object = None
        self.choice = SegmentedChoice("View", ((PLACES, "Answers"), (LETTERS, "Letters")))
        self.record = Button("Record as sent", "filled", "check").does(self._record)
        self.write = Button("Write letters", "filled", "send").does(lambda: self.turn(LETTERS))
        self.header = PageHeader("Offers", (), [self.choice, self.write, self.record])
        self.header.deeds.setSpacing(4)
        self.places = PlacesView(lambda: shell.navigate("allocation"))
        self.table = self.places.table
        self.sending = Sending(shell, self)
        self.letters = LettersPanel(shell, self._write_drafts, self.edit_words)
        self.deeds = OfferDeeds(shell, self, self.show_form, self.refuse, self.write_letter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.places)
        self.stack.addWidget(self.letters)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.stack, 1)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(100)
        self._slow.timeout.connect(lambda: self.places.mute(True))
        self.resting = QTimer(self)
        self.resting.setSingleShot(True)
        self.resting.setInterval(_RESTING_MS)
        self.resting.timeout.connect(self._tell)
        self.choice.chosen.connect(self.turn)
        self.table.chosen.connect(lambda _row: self.resting.start())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.resting.start())
        self.table.opened.connect(self._open)
        self.table.wished.connect(self._on_wish)
        self.table.asked_menu.connect(lambda row, point: self.menu(row).popup(point))
        self.letters.changed.connect(self._say_deeds)
        self.letters.list.chosen.connect(lambda _letter: self.resting.start())
        self.letters.wished.connect(lambda way: self.sending.send(way, self.letters.list.current()))
        for keys, view in (("Ctrl+PgUp", PLACES), ("Ctrl+PgDown", LETTERS)):
            turn = QShortcut(QKeySequence(keys), self)
            turn.activated.connect(lambda view=view: self.turn(view))
        self.turn(PLACES)
        self.refresh()

    # what the window asks

    def arrive(self, argument: object) -> None:
        """`argument`: "places", "letters", a group ("waiting"), a kind of letter, or the id of a session or a place."""
        self._pending = argument
        if self.rows is not None:
            self._settle()
        self._focus()

    def refresh(self) -> None:
        """Ask again; the row in focus and the scroll stay."""
        self._slow.start()
        self.shell.ask(offers, self.shell.today(), then=self._show, latest="offers", owner=self)

    def focus_search(self) -> bool:
        self.turn(PLACES)
        self.places.begin_search()
        return True

    def leave_step(self) -> bool:
        """Esc: leave a form, then clear the search."""
        if self._form is not None:
            self.show_form(None)
            return True
        return self.places.clear_search()

    def turn(self, view: str) -> None:
        """Show the places or the letters."""
        self.choice.choose(view)
        self.show_form(None)
        self.stack.setCurrentWidget(self.letters if view == LETTERS else self.places)
        self._say_deeds()
        self.resting.start()
        self._focus()

    # what is shown

    def _show(self, rows: tuple[OfferRow, ...]) -> None:
        self._slow.stop()
        self.places.mute(False)
        self.rows = rows
        self.places.show_rows(rows)
        self.letters.show_rows(rows)
        self._sum_up()
        self._settle()
        self.resting.start()

    def _settle(self) -> None:
        """Go where the person wished to, once the rows are there."""
        wished, self._pending = self._pending, None
        if not isinstance(wished, str) or not wished:
            return
        if wished in (PLACES, LETTERS):
            self.turn(wished)
        elif wished in GROUPS:
            self.turn(PLACES)
            self.places.show_group(wished)
        elif wished in set(LetterKind):
            self.turn(LETTERS)
            self.letters.choose(LetterKind(wished))
        else:
            self.turn(PLACES)
            self.places.go_to(wished)
        self._focus()

    def _sum_up(self) -> None:
        rows = self.rows or ()
        self.header.set_summary(summary(rows, self._open_group))
        self.shell.set_commands(
            commands(self.turn, self._write_drafts, self.edit_words, self._toggle_letters, self._open_group, rows)
        )

    def _open_group(self, group: str) -> None:
        self.turn(PLACES)
        self.places.show_group(group)

    def _say_deeds(self) -> None:
        """Which filled deed the header shows, and in which words."""
        in_letters = self.stack.currentWidget() is self.letters
        to_write = sum(letter_of(row) is not None and row.group in (TO_SEND, TO_TELL) for row in self.rows or ())
        self.write.setVisible(not in_letters and to_write > 0)
        self.write.set_text("Write letters" if self.width() > theme.scaled(520) else "Write")
        ticked = self.letters.list.ticked_letters()
        self.record.setVisible(in_letters and bool(self.letters.list.letters))
        number = sum(len(one.places) for one in ticked)
        self.record.set_text(record_words(self.letters.kind, number))
        self.record.block("" if number else "No letter is ticked.")

    def _tell(self) -> None:
        """Show the place in focus in the inspector, unless a form lies over it."""
        if self._form is not None:
            return
        if self.stack.currentWidget() is not self.places:
            letter = self.letters.list.current()
            self.shell.set_inspector(about_letter(letter, self.shell.navigate) if letter is not None else None)
            return
        pane = about_chosen(
            self.table.selected_rows(), self.table.current_row(), self.shell.today(), self.deeds, self.shell.navigate
        )
        self.shell.set_inspector(pane)

    def show_form(self, form: FormPane | None) -> None:
        """Lay a form over the inspector; None takes it away, and the place is told again."""
        had, self._form = self._form, form
        if had is not None:
            had.setEnabled(False)  # a form that is gone takes no focus any more
        if form is not None:
            self.shell.set_inspector(form)
            self.shell.show_inspector(True)
            # At once, not with the next turn: whoever goes on typing types into the form.
            if form.first is not None:
                form.first.setFocus()
        elif had is not None:
            self.letters.try_words(None)
            self._tell()
            self._focus()

    def refuse(self, words: str) -> None:
        """Say why not, where the person looks, and aloud."""
        self.places.say(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _focus(self) -> None:
        if not self.isVisible() or self._form is not None:
            return
        if self.stack.currentWidget() is self.letters:
            self.letters.focus_here()
        else:
            self.table.setFocus()

    # deeds

    def menu(self, row: OfferRow) -> QMenu:
        """Every deed of a place, or of all that are chosen, in the inspector's words."""
        chosen, today = self.table.selected_rows(), self.shell.today()
        if len(chosen) > 1:
            return menu_of(self, several_of(chosen, today), lambda word: self.deeds.wish_several(word, chosen), ())
        links = links_of(row, self.shell.navigate)
        return menu_of(self, deeds_of(row, today), lambda word: self.deeds.wish(word, row), links)

    def _on_wish(self, word: str, row: OfferRow) -> None:
        """A single letter: for the place in focus, or for all that are chosen."""
        chosen = self.table.selected_rows()
        if len(chosen) > 1:
            self.deeds.wish_several(word, chosen)
        else:
            self.deeds.wish(word, row)

    def _open(self, row: OfferRow) -> None:
        """Enter: the first deed of the place."""
        deeds = deeds_of(row, self.shell.today())
        if deeds:
            self.deeds.wish(deeds[0].word, row)
        else:
            self.shell.navigate("trainer", row.trainer.id)

    def write_letter(self, row: OfferRow) -> None:
        """Show the letter a place calls for."""
        kind = letter_of(row)
        if kind is not None:
            self.turn(LETTERS)
            self.letters.choose(kind, row.trainer.id)

    def edit_words(self) -> None:
        """Open the form for the words of the kind of letter shown."""
        kind = self.letters.kind

        def opened(kept: Any) -> None:
            form = WordsForm(self.shell, kind, templates_from(kept)[kind], lambda: self.show_form(None))
            form.tried.connect(self.letters.try_words)
            self.show_form(form)

        self.shell.ask(kept_letters, then=opened, latest="words", owner=self)

    def _write_drafts(self) -> None:
        self.sending.write_all(self.letters.list.ticked_letters())

    def _record(self) -> None:
        self.sending.record(self.letters.kind, self.letters.list.ticked_letters())

    def _toggle_letters(self) -> None:
        preferences.set_letter_keys(not preferences.letter_keys())
        self.places.say("")
        self.shell.toast(f"Letter keys are {'on' if preferences.letter_keys() else 'off'}, here and on the board.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_deeds()
