"""Calls for availability: who was asked when they are free in a period, who has answered, what they said, who was written to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.standing import State
from trainerpool.queries.asked import about_calls
from trainerpool.queries.availability import AwayRow, WeekdaysRow, absences, weekday_patterns
from trainerpool.queries.carrying import CarriedRow, carried_files
from trainerpool.queries.people import PersonRow
from trainerpool.queries.return_words import weekdays_in_words
from trainerpool.queries.returns import WAITING, returned_files
from trainerpool.queries.standings import TrainerRow, trainers
from trainerpool.queries.trust import HAS_KEYS, people_trust
from trainerpool.store.pool import Reader
from trainerpool.store.records import AvailabilityAnswer, AvailabilityCall

ANSWERED, OPEN, LATE = "answered", "open", "late"
NOT_ASKED = frozenset({State.ALUMNI, State.SUSPENDED})
"""Who has left or may not deliver is not among everybody; they can be asked by name."""


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One person of a call: whether and when they answered, what they said, which carry file took it, when they were written to.

    `said` is what is known of them in that time, in words; `returned` is a return of theirs that waits to be looked at.
    """

    id: str
    name: str
    listed: str
    called: str
    agency: str
    email: str
    has_keys: bool
    state: str
    answered_on: date | None
    told_by: str
    said: tuple[str, ...]
    carried: CarriedRow | None
    written_on: date | None
    returned: str

    @property
    def is_answered(self) -> bool:
        """Whether they have said when they are free."""
        return self.state == ANSWERED

    @property
    def was_reached(self) -> bool:
        """Whether the call went to them, in a carry file or by e-mail."""
        return self.carried is not None or self.written_on is not None


@dataclass(frozen=True, slots=True)
class CallPageRow:
    """A call with everybody asked: whose return waits, who has not answered, who has; `of_all` where everybody was asked."""

    id: str
    start: date
    end: date
    opened_on: date
    answer_by: date
    note: str
    of_all: bool
    asked: tuple[AskedRow, ...]

    @property
    def answered(self) -> int:
        """How many have answered."""
        return sum(one.is_answered for one in self.asked)

    @property
    def waiting(self) -> tuple[AskedRow, ...]:
        """Who has not answered."""
        return tuple(one for one in self.asked if not one.is_answered)

    def is_late(self, today: date) -> bool:
        """Whether answers are missing whose day has passed, while they would still be of use."""
        return bool(self.waiting) and self.answer_by < today <= self.end

    @property
    def period(self) -> str:
        """The days asked about, as sentences say them."""
        return f"{in_words(self.start)} to {in_words(self.end)}"

    @property
    def summary(self) -> str:
        """How many of how many have answered, in a few words."""
        return f"{self.answered} of {count_of(len(self.asked), 'person', 'people')} answered"


def availability_calls(reader: Reader, today: date) -> tuple[CallPageRow, ...]:
    """Every call, those that ask about days to come first, the soonest to be answered first; those over at the end."""
    rows = reader.scalars(select(AvailabilityCall).order_by(AvailabilityCall.answer_by, AvailabilityCall.id)).all()
    if not rows:
        return ()
    ground = _Ground(reader, today)
    found = [ground.call(row) for row in rows]
    ahead = [one for one in found if one.end >= today]
    return (*ahead, *reversed([one for one in found if one.end < today]))


class _Ground:
    """What the calls are told from, asked for once."""

    def __init__(self, reader: Reader, today: date) -> None:
        self.today = today
        self.pool: dict[str, TrainerRow] = {row.id: row for row in trainers(reader, today)}
        self.about = about_calls(reader)
        self.keys = {row.person_id for row in people_trust(reader, today) if row.state == HAS_KEYS}
        self.returned = {row.person_id: row.id for row in returned_files(reader, WAITING)}
        self.answers: dict[str, dict[str, AvailabilityAnswer]] = defaultdict(dict)
        for answer in reader.scalars(select(AvailabilityAnswer)):
            self.answers[answer.call_id][answer.person_id] = answer
        self.carried: dict[str, list[CarriedRow]] = defaultdict(list)
        for row in carried_files(reader):
            self.carried[row.person_id].append(row)
        self.away: dict[str, list[AwayRow]] = defaultdict(list)
        for away in absences(reader):
            self.away[away.person_id].append(away)
        self.patterns: dict[str, list[WeekdaysRow]] = defaultdict(list)
        for pattern in weekday_patterns(reader):
            self.patterns[pattern.person_id].append(pattern)

    def call(self, row: AvailabilityCall) -> CallPageRow:
        """One call with everybody asked."""
        about, answers = self.about.get(row.id, {}), self.answers[row.id]
        named = about.get("asked")
        asked = [
            one.person
            for one in self.pool.values()
            if one.id in answers
            or (one.standing.state not in NOT_ASKED if named is None else one.id in named)
        ]  # fmt: skip
        people = [self._asked(row, one, answers.get(one.id), about.get("written", {})) for one in asked]
        people.sort(key=lambda one: (one.is_answered, not one.returned, one.listed.casefold()))
        return CallPageRow(
            row.id, row.start, row.end, row.opened_on, row.answer_by, row.note or "", named is None, tuple(people)
        )

    def _asked(
        self, row: AvailabilityCall, one: PersonRow, answer: AvailabilityAnswer | None, written: Mapping[str, str]
    ) -> AskedRow:
        state = ANSWERED if answer is not None else LATE if row.answer_by < self.today else OPEN
        said = _said(row, self.away[one.id], self.patterns[one.id])
        if not said and answer is not None:
            said = ("Not away",)
        # The latest that went out while the call stood is the one that brings it.
        carried = next((file for file in self.carried[one.id] if file.issued_on >= row.opened_on), None)
        day = written.get(one.id)
        return AskedRow(
            one.id, one.name, one.listed, one.known_as or one.given_name, one.agency, one.email, one.id in self.keys, state,
            answer.on if answer is not None else None, (answer.told_by or "") if answer is not None else "", said, carried,
            date.fromisoformat(day) if day else None, self.returned.get(one.id, "") if answer is None else "",
        )  # fmt: skip


def _said(row: AvailabilityCall, away: list[AwayRow], patterns: list[WeekdaysRow]) -> tuple[str, ...]:
    """What is known of somebody's availability in the days of a call, in words."""
    said = []
    for one in away:
        if one.end >= row.start and one.start <= row.end:
            first, last = max(one.start, row.start), min(one.end, row.end)
            said.append(f"Away {_day(first, row)}" + (f" to {_day(last, row)}" if last > first else ""))
    for held in patterns:
        if (held.end or row.end) >= row.start and (held.start or row.start) <= row.end:
            digits = "".join(str(day) for day in held.weekdays)
            said.append(f"Can deliver on {weekdays_in_words(digits)}")
    return tuple(said)


def _day(day: date, row: AvailabilityCall) -> str:
    """A day of a call's period: without its year, where that goes without saying."""
    return in_words(day).rsplit(" ", 1)[0] if row.start.year == row.end.year else in_words(day)
