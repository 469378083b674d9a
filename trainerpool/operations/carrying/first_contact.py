"""First contact with assignments: the invitation brings what a first carry file would, and joining lays it on the new desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from trainerpool.operations.carrying.handing_out import first_payload
from trainerpool.operations.carrying.opening import take_in_carry
from trainerpool.operations.desk import Desk
from trainerpool.operations.trust import Invited, Joined, invite, pool_of
from trainerpool.problem import Problem
from trainerpool.queries.carried_slice import sorts_of
from trainerpool.queries.trust import person_meant


def invite_with_assignments(
    desk: Desk, person: str, write: Callable[[bytes, str], None], start: date | None = None, end: date | None = None
) -> Invited:
    """Invite somebody, with the assignments of a period inside; somebody who neither delivers nor observes gets none.

    One piece of work, one-way: where `write` (given the file and the words) fails, nobody was invited.
    """
    person_id, name = desk.ask(person_meant, person)
    with desk.together(f"Invite {name}") as work:
        first, number = (
            first_payload(desk, person_id, start, end) if desk.ask(sorts_of, person_id, desk.today) else (None, 0)
        )
        invited = invite(desk, person_id, write, first=first, number=number)
        work.about(person_id)
    return replace(invited, done=work.done)


@dataclass(frozen=True, slots=True)
class FirstLaid:
    """What became of the first assignments of an invitation, in sentences; `is_new` where they are on the desk now."""

    is_new: bool
    said: tuple[str, ...]


def lay_first(joined: Joined) -> FirstLaid:
    """Lay the first assignments on the desk that was joined with; what is there already and newer stays."""
    if joined.first is None:
        return FirstLaid(False, ())
    try:
        opened = take_in_carry(joined.desk, joined.first, person=pool_of(joined.desk).person_id)
    except Problem as problem:
        return FirstLaid(False, (f"Its assignments were not taken over: {problem}",))
    return FirstLaid(opened.is_new, opened.said)
