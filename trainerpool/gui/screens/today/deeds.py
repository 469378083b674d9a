"""The deeds of Today, each run in the worker by the shell and told with a toast that can undo it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.shell import Shell
from trainerpool.queries.today import Concerned, TodayRow


class TodayDeeds:
    """`done` is called after each deed, before the page has asked again."""

    def __init__(self, shell: Shell, owner: QObject, done: Callable[[], None]) -> None:
        self._shell, self._owner, self._done = shell, owner, done

    def _do(self, said: str, work: Callable[[Any], Any]) -> None:
        self._shell.do(work, said=said, then=lambda _result: self._done(), owner=self._owner)

    def offer(self, session: str, trainer: str, name: str, role: str, reason: str | None = None) -> None:
        """Put somebody on a session and offer them the place."""

        def work(desk: Any) -> Any:
            from trainerpool.operations.allocations import offer_to_trainer

            return offer_to_trainer(desk, session, trainer, role, reason)

        self._do(f"Offered to {name}", work)

    def respond(self, one: Concerned, accepted: bool, reason: str) -> None:
        """Enter an answer on somebody's behalf."""

        def work(desk: Any) -> Any:
            from trainerpool.operations.allocations import respond

            return respond(desk, one.session, one.person, accepted=accepted, reason=reason or None)

        self._do(f"{one.note.partition(',')[0]} {'accepts' if accepted else 'declines'}: {one.name}", work)

    def agree(self, one: Concerned) -> None:
        """Agree to a session a trainer arranged."""

        def work(desk: Any) -> Any:
            from trainerpool.operations.sessions import agree_session

            return agree_session(desk, one.session)

        self._do(f"Agreed to {one.name}", work)

    def record_delivered(self, some: Sequence[Concerned]) -> None:
        """Record these sessions as delivered by whoever was confirmed: one undo."""

        def work(desk: Any) -> Any:
            from trainerpool.operations.sessions import record_team_delivered

            if len(some) == 1:
                return record_team_delivered(desk, some[0].session)
            with desk.together(f"Record {count_of(len(some), 'session')} as delivered") as joined:
                for one in some:
                    record_team_delivered(desk, one.session)
            return joined.done

        what = some[0].name if len(some) == 1 else count_of(len(some), "session")
        self._do(f"Recorded as delivered: {what}", work)

    def renew(self, people: Sequence[str], on: date) -> None:
        """Record release agreements as renewed on a day."""

        def work(desk: Any) -> Any:
            from trainerpool.operations.agreements import renew_agreements

            return renew_agreements(desk, list(people), on)

        self._do(f"{count_of(len(people), 'release agreement')} renewed from {in_words(on)}", work)

    def record_event(self, person: str, name: str, on: date) -> None:
        """Record a development event somebody came to."""
        self._add(person, "development_event", on, f"Development event of {name} recorded")

    def sign_off(self, one: Concerned, on: date, by: str) -> None:
        """Record the sign-off that stands behind an approval."""
        self._add(one.person, "sign_off", on, f"Sign-off of {one.name} recorded", by)

    def _add(self, person: str, kind: str, on: date, said: str, by: str = "") -> None:
        def work(desk: Any) -> Any:
            from trainerpool.operations.evidence import add_evidence

            return add_evidence(desk, person, kind, on.isoformat(), by=by or None)

        self._do(said, work)

    def take_off(self, session: str, trainer: str, reason: str) -> None:
        """Take somebody off a session they may no longer deliver."""

        def work(desk: Any) -> Any:
            from trainerpool.operations.allocations import release_trainer

            return release_trainer(desk, session, trainer, reason)

        self._do("Taken off the session; the place is open again", work)

    def back_up(self) -> None:
        """Take a verified backup now; it is no deed in the trail and has no undo."""

        def work(desk: Any) -> Any:
            from trainerpool.operations.pools import back_up_pool

            return back_up_pool(desk)

        def done(_made: Any) -> None:
            self._shell.toast("Backed up, and the copy verified")
            self._done()
            self._shell.touched.emit(frozenset({"setting"}))

        self._shell.work(work, then=done, title="Backing up", reads=False, owner=self._owner)

    def snooze(self, row: TodayRow, until: date, reason: str) -> None:
        """Put a line off until a day."""

        def work(desk: Any) -> Any:
            from trainerpool.operations.settings import snooze

            return snooze(desk, row.subject, until, reason, int(row.urgency))

        self._do(f"Put off until {in_words(until, weekday=True)}", work)

    def wake(self, row: TodayRow) -> None:
        """Show a line again that was put off."""

        def work(desk: Any) -> Any:
            from trainerpool.operations.settings import wake

            return wake(desk, row.subject)

        self._do("Shown again", work)
