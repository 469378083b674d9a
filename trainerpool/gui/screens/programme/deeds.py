"""What can be done with sessions from the programme, each a deed of the pool."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.screens.programme import doing
from trainerpool.gui.screens.programme.clash import asked_again, said_move
from trainerpool.gui.shell import Question, Shell
from trainerpool.queries.moving import Move, move_to
from trainerpool.queries.planning import SeriesMove, series_move
from trainerpool.queries.programme import ProgrammePage, SeriesPlace
from trainerpool.queries.staffing import StaffingRow

Deeds = list[tuple[str, Callable[[], None]]]


class SessionDeeds:
    """Adds, changes, moves, cancels; says what a move would break before it is done."""

    def __init__(self, shell: Shell, owner: QWidget, on_added: Callable[[str, date], None]) -> None:
        self.shell, self.owner, self._on_added = shell, owner, on_added

    # forms

    def add(self, page: ProgrammePage, day: date, *, series: bool = False) -> None:
        """The form of a new session, or of several at once."""
        from trainerpool.gui.screens.programme.form import SessionForm

        def wanted(form: SessionForm) -> None:
            values, several = form.values(), form.several()
            first = several[0] if several else form.parts()
            day = date.fromisoformat(first[0]["start"][:10])

            def added(done: Any) -> None:
                form.accept()
                self._on_added(done.record, day)

            if several:
                self.shell.do(doing.add_series, several, values, then=added, failed=form.refuse, owner=self.owner)
            else:
                self.shell.do(doing.add, first, values, then=added, failed=form.refuse, owner=self.owner)

        SessionForm(self.owner, self.shell, page, day, wanted, repeats=series).open()

    def change(self, page: ProgrammePage, row: StaffingRow, *, agrees: bool = False) -> None:
        """The form of a session that is there; with `agrees` it is agreed to in the same deed."""
        from trainerpool.gui.screens.programme.form import SessionForm

        def wanted(form: SessionForm) -> None:
            parts = form.parts()
            same = parts == [{"start": one.moment(), "end": one.moment(end=True)} for one in row.session.parts]

            def store() -> None:
                self.shell.do(
                    doing.change,
                    row.id,
                    None if same else parts,
                    form.values(),
                    agrees,
                    then=lambda _: form.accept(),
                    failed=form.refuse,
                    owner=self.owner,
                )

            day = date.fromisoformat(parts[0]["start"][:10])
            if day == row.session.first_date:
                store()
            else:
                self._asked(row, day, 0, lambda _found: store(), form.wait_no_more)

        SessionForm(self.owner, self.shell, page, row.session.first_date, wanted, row.session, agrees=agrees).open()

    def attendance(self, page: ProgrammePage, row: StaffingRow) -> None:
        """The table of who came, by agency."""
        from trainerpool.gui.screens.programme.attendance_form import AttendanceForm

        AttendanceForm.ask(self.owner, self.shell, page, row)

    def copy_term(self, page: ProgrammePage) -> None:
        """The list of what a term made anew from another would be."""
        from trainerpool.gui.screens.programme.term_form import TermForm

        TermForm(self.owner, self.shell, page).open()

    def copy(self, row: StaffingRow) -> None:
        """The same session on another day, picked from a calendar."""
        from trainerpool.gui.screens.programme.copy_form import CopyForm

        CopyForm(self.owner, self.shell, row, self._on_added).open()

    # moving

    def move(self, row: StaffingRow, day: date, minutes: int = 0) -> None:
        """Say what speaks against the move, then do it; without anything against it, it is done at once."""
        self._asked(row, day, minutes, self.put)

    def put(self, found: Move) -> None:
        """Move it: what speaks against it was said. In a series, the later ones may come along."""

        def known(series: SeriesMove | None) -> None:
            if series is None or not series.later or found.minutes:
                self._put(found, whole=False)
                return
            question = Question(
                f"Move the {series.later} later ones as well?" if series.later > 1 else "Move the later one as well?",
                f"{found.title} is {series.number} of {series.count} in its series. The later ones would move by as many days.",
                "Move all of them", "Only this one", series.against,
            )  # fmt: skip
            self.shell.dialogs.confirm(self.owner, question, lambda yes: self._put(found, whole=yes))

        self.shell.ask(series_move, found.session_id, found.to, then=known, owner=self.owner)

    def _put(self, found: Move, *, whole: bool) -> None:
        if whole:
            self.shell.do(doing.move_series, found.session_id, found.to, owner=self.owner)
        else:
            self.shell.do(doing.move, found.session_id, found.as_parts(), owner=self.owner)

    def _asked(
        self, row: StaffingRow, day: date, minutes: int, go_on: Callable[[Move], None],
        left: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        def known(found: Move | None) -> None:
            if found is None:
                left()
            elif not found.against:
                go_on(found)
            else:
                again = (asked_again(found),) if found.told else ()
                question = Question(
                    f"Move {said_move(found)}", "The rules say of that day:", "Move it", "Leave it", (*found.against, *again),
                )  # fmt: skip
                self.shell.dialogs.confirm(self.owner, question, lambda yes: go_on(found) if yes else left())

        self.shell.ask(
            move_to, row.id, day, self.shell.today(), minutes, then=known, failed=lambda _: left(), owner=self.owner
        )

    # ending

    def _with_reason(self, title: str, deed: str, row: StaffingRow) -> None:
        def answered(reason: str | None) -> None:
            if reason is not None:
                self.shell.do(doing.named, deed, row.id, reason, owner=self.owner)

        self.shell.dialogs.ask_text(self.owner, title, "Reason", answered)

    def _do(self, deed: str, row: StaffingRow) -> None:
        self.shell.do(doing.named, deed, row.id, owner=self.owner)

    def of_day(self, page: ProgrammePage, day: date) -> Deeds:
        """What can be done with a day without a session."""
        return [
            ("Add a session on this day", lambda: self.add(page, day)),
            ("Add a series from this day", lambda: self.add(page, day, series=True)),
            ("Duplicate a term", lambda: self.copy_term(page)),
        ]

    def of(
        self, page: ProgrammePage, row: StaffingRow, carry: Callable[[], None], series: SeriesPlace | None = None
    ) -> Deeds:
        """Every deed that fits a session as it stands, in the same words wherever they are offered."""
        session, found = row.session, Deeds()
        status, title = session.status, session.title
        if status == "planned" and session.last_date <= self.shell.today():
            found.append(("Record it as delivered by its team", lambda: self._do("record_team_delivered", row)))
        if status == "planned":
            found.append(("Choose trainers on the board", lambda: self.shell.navigate("allocation", row.id)))
        if status == "to agree":
            found += [
                ("Agree to it", lambda: self._do("agree_session", row)),
                ("Agree with changes", lambda: self.change(page, row, agrees=True)),
                ("Decline it", lambda: self._with_reason(f"Decline {title}", "decline_session", row)),
            ]
        if status in {"planned", "to agree"}:
            found += [("Change it", lambda: self.change(page, row)), ("Move it to another day", carry)]
        if status in {"planned", "delivered"}:
            recorded = session.booked is not None or session.attended is not None
            found.append(
                (
                    "Change attendance" if recorded else "Record bookings and attendance",
                    lambda: self.attendance(page, row),
                )
            )
        found.append(("Duplicate it", lambda: self.copy(row)))
        if session.course is not None:
            pack = (session.course.id, "sessions")
            found.append(("Open its trainer pack", lambda: self.shell.navigate("materials", pack)))
        if status in {"planned", "to agree"}:
            found.append(("Cancel it", lambda: self._with_reason(f"Cancel {title}", "cancel_session", row)))
        if status == "cancelled":
            found.append(("Hold it after all", lambda: self._do("restore_session", row)))
        if session.series and status == "planned":
            words = (
                f"Cancel it and the {series.later - 1} later ones"
                if series and series.later > 2
                else "Cancel it and the later ones"
            )
            if series is None or series.later > 1:
                many = count_of(series.later, "session") if series else "the rest"
                found.append(
                    (words, lambda: self._with_reason(f"Cancel {many} of {session.series}", "cancel_series", row))
                )
        return found
