"""How each session is staffed: places, who is confirmed, how near it is, and how urgent that makes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trainerpool.domain.policy import Policy, policy_on
from trainerpool.domain.standing import Meaning
from trainerpool.domain.working_days import WorkingDays
from trainerpool.queries.allocation_problem import places_of
from trainerpool.queries.sessions import SessionRow, sessions
from trainerpool.queries.settings import policies, working_days
from trainerpool.store.pool import Reader

SURE = frozenset({"accepted", "confirmed", "delivered"})


@dataclass(frozen=True)
class StaffingRow:
    """A session with how it is staffed on a day. `working_days` until it starts (negative: it is over)."""

    session: SessionRow
    places: int
    filled: int
    sure: int
    offered: int
    working_days: int
    meaning: Meaning
    words: str

    @property
    def id(self) -> str:
        """The session's id."""
        return self.session.id

    @property
    def is_short(self) -> bool:
        """Whether a place has nobody who was offered, accepted or confirmed it."""
        return self.session.status == "planned" and self.filled < self.places


def staffing(
    reader: Reader, today: date, start: date | None = None, end: date | None = None
) -> tuple[StaffingRow, ...]:
    """Every session between two days with its staffing, in order of date."""
    versions, days = policies(reader), working_days(reader)
    return tuple(staffed(row, policy_on(versions, row.first_date), days, today) for row in sessions(reader, start, end))


def staffed(row: SessionRow, policy: Policy, days: WorkingDays, today: date) -> StaffingRow:
    """How one session is staffed. Rule: attention inside 30 working days, stop inside 10 (policy: confirm_amber, confirm_red)."""
    places = places_of(row, policy)
    filled = sum(one.state != "proposed" for one in row.trainers)
    sure = sum(one.state in SURE for one in row.trainers)
    left = days.between(today, row.first_date)
    meaning, words = _in_words(row, policy, places, filled, sure, left)
    return StaffingRow(
        row, places, filled, sure, sum(one.state == "offered" for one in row.trainers), left, meaning, words
    )


def _in_words(row: SessionRow, policy: Policy, places: int, filled: int, sure: int, left: int) -> tuple[Meaning, str]:
    if row.status == "cancelled":
        return Meaning.NEUTRAL, "cancelled"
    if row.status == "to agree":
        return Meaning.INFORMATION, "to agree"
    if row.status == "delivered":
        return Meaning.GOOD, "delivered"
    if sure >= places:
        return Meaning.GOOD, f"{sure} of {places}"
    if filled >= places:
        return (Meaning.ATTENTION if 0 <= left <= policy.confirm_working_days else Meaning.INFORMATION), "offered"
    said = f"{filled} of {places}"
    if left < 0:
        return Meaning.NEUTRAL, said
    if left <= policy.confirm_red_working_days:
        return Meaning.STOP, said
    return (Meaning.ATTENTION if left <= policy.confirm_amber_working_days else Meaning.NEUTRAL), said


def count_staffed(rows: Iterable[StaffingRow]) -> tuple[int, int]:
    """(fully staffed, all) of the sessions that are planned."""
    planned = [row for row in rows if row.session.status == "planned"]
    return sum(row.sure >= row.places for row in planned), len(planned)
