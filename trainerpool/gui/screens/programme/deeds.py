"""What can be done with sessions from the programme, each a deed of the pool."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui.screens.programme.form import SessionForm
from trainerpool.gui.shell import Question, Shell
from trainerpool.queries.moving import Move, move_to
from trainerpool.queries.programme import ProgrammePage
from trainerpool.queries.staffing import StaffingRow

Deeds = list[tuple[str, Callable[[], None]]]


class SessionDeeds:
    """Adds, changes, moves, cancels; says what a move would break before it is done."""

    def __init__(self, shell: Shell, owner: QWidget, on_added: Callable[[str, date], None]) -> None:
        self.shell, self.owner, self._on_added = shell, owner, on_added

    def add(self, page: ProgrammePage, day: date) -> None:
        """The form of a new session."""

        def wanted(form: SessionForm) -> None:
            parts, values = form.parts(), form.values()

            def added(done: Any) -> None:
                form.accept()
                self._on_added(done.record, date.fromisoformat(parts[0]["start"][:10]))

            self.shell.do(_add, parts, values, then=added, failed=form.refuse, owner=self.owner)

        SessionForm(self.owner, page.courses, page.venues, day, wanted).open()

    def change(self, page: ProgrammePage, row: StaffingRow) -> None:
        """The form of a session that is there."""

        def wanted(form: SessionForm) -> None:
            parts = form.parts()
            same = parts == [{"start": one.moment(), "end": one.moment(end=True)} for one in row.session.parts]

            def store() -> None:
                self.shell.do(
                    _change,
                    row.id,
                    None if same else parts,
                    form.values(),
                    then=lambda _: form.accept(),
                    failed=form.refuse,
                    owner=self.owner,
                )

            day = date.fromisoformat(parts[0]["start"][:10])
            if day == row.session.first_date:
                store()
            else:
                self._asked(row, day, lambda _found: store(), form.wait_no_more)

        SessionForm(self.owner, page.courses, page.venues, row.session.first_date, wanted, row.session).open()

    def move(self, row: StaffingRow, day: date) -> None:
        """Say what speaks against the move, then do it; without anything against it, it is done at once."""
        self._asked(row, day, self.put)

    def put(self, found: Move) -> None:
        """Move it: what speaks against it was said."""
        self.shell.do(_move, found.session_id, found.as_parts(), owner=self.owner)

    def _asked(
        self, row: StaffingRow, day: date, go_on: Callable[[Move], None], left: Callable[[], None] = lambda: None
    ) -> None:
        def known(found: Move | None) -> None:
            if found is None:
                left()
            elif not found.against:
                go_on(found)
            else:
                question = Question(
                    f"Move {row.session.title} to {in_words(day, weekday=True)}", "The rules say of that day:", "Move it", "Leave it",
                    found.against,
                )  # fmt: skip
                self.shell.dialogs.confirm(self.owner, question, lambda yes: go_on(found) if yes else left())

        self.shell.ask(move_to, row.id, day, self.shell.today(), then=known, failed=lambda _: left(), owner=self.owner)

    def cancel(self, row: StaffingRow) -> None:
        """Cancel it, with the reason."""

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.shell.do(_status, "cancel_session", row.id, reason, owner=self.owner)

        self.shell.dialogs.ask_text(self.owner, f"Cancel {row.session.title}", "Reason", answered)

    def _do(self, deed: Callable[..., Any], *args: str) -> None:
        self.shell.do(deed, *args, owner=self.owner)

    def of(self, page: ProgrammePage, row: StaffingRow, carry: Callable[[], None]) -> Deeds:
        """Every deed that fits a session as it stands, in the same words wherever they are offered."""
        status, found = row.session.status, Deeds()
        if status == "planned":
            found.append(("Choose trainers on the board", lambda: self.shell.navigate("allocation", row.id)))
        if status == "to agree":
            found.append(("Agree to it", lambda: self._do(_status, "agree_session", row.id)))
        if status in {"planned", "to agree"}:
            found += [
                ("Change it", lambda: self.change(page, row)),
                ("Move it to another day", carry),
                ("Cancel it", lambda: self.cancel(row)),
            ]
        if status == "planned" and row.session.last_date <= self.shell.today():
            found.append(
                (
                    "Record it as delivered by its team",
                    lambda: self._do(_delivered, row.id),
                )
            )
        return found


def _add(desk: Any, parts: list[dict[str, str]], values: dict[str, Any]) -> Any:
    from trainerpool.operations.sessions import add_session

    return add_session(desk, parts=parts, **values)


def _change(desk: Any, session: str, parts: list[dict[str, str]] | None, values: dict[str, Any]) -> Any:
    from trainerpool.operations.sessions import change_session, move_session

    if parts is None:
        return change_session(desk, session, **values)
    with desk.together("Change session") as work:
        move_session(desk, session, parts)
        change_session(desk, session, **values)
    return work.done


def _move(desk: Any, session: str, parts: list[dict[str, str]]) -> Any:
    from trainerpool.operations.sessions import move_session

    return move_session(desk, session, parts)


def _status(desk: Any, deed: str, session: str, *reason: str) -> Any:
    from trainerpool.operations import sessions

    return getattr(sessions, deed)(desk, session, *reason)


def _delivered(desk: Any, session: str) -> Any:
    from trainerpool.operations.sessions import record_team_delivered

    return record_team_delivered(desk, session)
