"""What is done with one of one's own sessions: answered, read up on, got ready for, reported on, taken along on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.outside import Outside, SystemOutside
from trainerpool.gui.screens.desks import session_forms as forms
from trainerpool.gui.shell import Shell
from trainerpool.operations.carrying.sending import the_held_file
from trainerpool.operations.desk_deeds.getting_ready import do_ready_step
from trainerpool.operations.kept_files import open_private_copy
from trainerpool.operations.materials import record_read
from trainerpool.operations.offers import respond
from trainerpool.problem import Problem
from trainerpool.queries.desk_pages import MySessionPage

PIXELS_PER_INCH = 84.0


class SessionDeeds(QObject):
    """`show(form)` lays a form over the inspector, `left()` takes it away."""

    def __init__(self, shell: Shell, owner: QWidget, show: Callable[[FormPane | None], None]) -> None:
        super().__init__(owner)
        self._shell, self._owner, self._show = shell, owner, show
        self.outside: Outside = SystemOutside()

    def do(self, page: MySessionPage, person: str, word: str, about: str = "") -> None:
        """Do one deed by its word."""
        shell, session = self._shell, page.row.id
        match word:
            case "accept":
                shell.do(respond, session, person, accepted=True, owner=self, said=f"Accepted: {page.row.title}")
            case "decline" | "withdraw":
                self._show(forms.decline(shell, page, person, self._left, withdraws=word == "withdraw"))
            case "read":
                shell.do(record_read, about, person, owner=self)
            case "step":
                self._step(page, person, about)
            case "report":
                self._report(page, person)
            case "reflect":
                self._show(forms.reflect(shell, person, self._left, page))
            case "support":
                self._show(forms.support(shell, person, self._left))
            case "print":
                self._print(page)
            case "calendar":
                self.save_calendar(person, page)
            case "file":
                self._open(about, next((one.name for one in page.files if one.id == about), "the file"))

    def _left(self) -> None:
        self._show(None)

    def _step(self, page: MySessionPage, person: str, step: str) -> None:
        row = next(one for one in page.steps if one.step == step)
        if step == "material" and page.pack is not None and row.done_on is None:
            self._shell.do(record_read, page.pack.version_id, person, owner=self)
            return
        self._shell.do(do_ready_step, page.row.id, person, step, done=row.done_on is None, owner=self)

    def _report(self, page: MySessionPage, person: str) -> None:
        def show(found: tuple[Any, Any]) -> None:
            self._show(forms.report(self._shell, page, person, found[0], found[1], self._left))

        self._shell.work(forms.known_of_report(page), then=show, latest="report", owner=self)

    def _print(self, page: MySessionPage) -> None:
        """The session's sheet, looked at before it is printed or saved."""
        today = self._shell.today()

        def made(found: tuple[Any, list[bytes]]) -> None:
            from trainerpool.gui.screens.programme.preview import Preview

            Preview(self._owner, self._shell, found[0], found[1], f"Session {in_words(page.row.day)}").open()

        def work(desk: Any) -> tuple[Any, list[bytes]]:
            from trainerpool.reports.own_session import session_sheet
            from trainerpool.reports.paper import pages_of

            document = session_sheet(page, the_held_file(desk), today)
            return document, pages_of(document, PIXELS_PER_INCH)

        self._shell.work(work, then=made, title="Laying out the page", owner=self)

    def save_calendar(self, person: str, page: MySessionPage | None = None) -> None:
        """Write one's sessions, or one of them, as a calendar file for the calendar on a telephone or at work."""
        one = page.row.id if page is not None else ""

        def work(desk: Any, path: Path) -> None:
            from trainerpool.reports.calendars import trainer_calendar, write_calendar

            write_calendar(trainer_calendar(desk.ask, person, desk.clock.now(), session=one), path)

        def chosen(path: Path | None) -> None:
            if path is not None:
                said = f"Saved as {path.name}. Open it to put {'the session' if one else 'your sessions'} into your calendar."
                self._shell.work(
                    lambda desk: work(desk, path), title="Writing the calendar", owner=self,
                    then=lambda _none: self._shell.toast(said),
                )  # fmt: skip

        name = f"Session {in_words(page.row.day)}.ics" if page is not None else "My sessions.ics"
        self._shell.dialogs.save_file(self._owner, "Add to my calendar", name, ("Calendars (*.ics)",), chosen)

    def _open(self, file: str, name: str) -> None:
        """A private copy is opened, and wiped when the program closes."""

        def opened(path: Path) -> None:
            if not self.outside.open_file(path):
                self._shell.problem(Problem(f"No program of this computer opened {name}.", kept="Nothing was changed."))

        self._shell.work(
            lambda desk: open_private_copy(desk, file), then=opened, title="Opening the file", reads=False, owner=self
        )
