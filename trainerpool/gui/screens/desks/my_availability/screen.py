"""The page of My availability: what is asked, the weekdays that suit, and a year on which absences are painted."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from trainerpool.domain.dates import in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.notices import Notice
from trainerpool.gui.screens.desks.own_page import OwnPage
from trainerpool.gui.screens.trainer.availability_tab import AvailabilityTab
from trainerpool.gui.shell import Shell
from trainerpool.operations.desk_deeds.asking import answer_availability
from trainerpool.queries.desk_pages import CallRow, MyAvailability, my_availability
from trainerpool.queries.own_work import HeldFileRow
from trainerpool.queries.trainer_page import TrainerPage, trainer_page


class MyAvailabilityScreen(OwnPage):
    """The same year as on a trainer's page in the pool; what is changed goes with what is sent next."""

    title = "My availability"

    def __init__(self, shell: Shell) -> None:
        self.year = AvailabilityTab(shell, sessions_on="my_sessions")
        self._notices: list[Notice] = []
        super().__init__(shell)
        self.roll = QScrollArea()
        self.roll.setWidgetResizable(True)
        self.roll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.roll.setWidget(self.year)
        self.pile.addWidget(self.roll)

    def question(self, desk: Any, held: HeldFileRow, today: date) -> tuple[MyAvailability, TrainerPage | None]:
        return desk.ask(my_availability, held.person, today), desk.ask(trainer_page, held.person, today)

    def tell(self, found: tuple[MyAvailability, TrainerPage | None]) -> None:
        known, page = found
        asked = [one for one in known.calls if one.answered_on is None]
        said = f"{len(known.absences) or 'No'} {'absence' if len(known.absences) == 1 else 'absences'} to come."
        self.header.set_summary([said + (" Your answer is wanted." if asked else "")])
        self.shell.set_badge("my_availability", len(asked))
        for old in self._notices:
            self.above.removeWidget(old)
            old.deleteLater()
        self._notices = [self._call(one) for one in known.calls]
        for row in known.sessions_inside:
            words = f"You are away on {row.day_text}, when you are {row.role_words.removeprefix('as ')} at {row.title}."
            link = ("Open the session", lambda key=row.id: self.shell.navigate("my_sessions", key))
            self._notices.append(Notice(words, Meaning.ATTENTION, link))
        for one in self._notices:
            self.above.addWidget(one)
        self.shell.set_inspector(None)
        if page is not None:
            had_keyboard = self.has_keyboard()
            self.pile.setCurrentWidget(self.roll)
            self.year.show_page(page)
            if had_keyboard:
                self.take_keyboard()

    def _call(self, one: CallRow) -> Notice:
        days = f"{in_words(one.start, weekday=True)} to {in_words(one.end, weekday=True)}"
        if one.answered_on is not None:
            return Notice(
                f"You said on {in_words(one.answered_on, weekday=True)} when you are free from {days}.", Meaning.GOOD
            )
        note = f" {one.note.rstrip('.')}." if one.note else ""
        words = f"When are you free from {days}?{note} Paint the days you are away, then say so by {in_words(one.answer_by, weekday=True)}."
        return Notice(words, Meaning.INFORMATION, ("I have said when", lambda: self._answer(one)))

    def _answer(self, one: CallRow) -> None:
        self.shell.do(answer_availability, one.id, self.person, owner=self)

    def take_keyboard(self) -> None:
        if self.pile.currentWidget() is self.roll:
            self.year.focus_days()
