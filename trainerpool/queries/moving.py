"""What a move would do: the clash said before a session is put on another day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from trainerpool.allocation.rules import findings
from trainerpool.domain.dates import count_of
from trainerpool.domain.policy import Level, policy_on
from trainerpool.queries.allocation_problem import AllocationProblem, allocation_problem
from trainerpool.queries.day_checks import DayChecks, day_checks
from trainerpool.queries.sessions import AllocationRow, SessionRow, session
from trainerpool.queries.settings import policies
from trainerpool.store.pool import Reader

TOLD = frozenset({"offered", "accepted", "confirmed"})


@dataclass(frozen=True, slots=True)
class Move:
    """A session on another day: its parts there, and what speaks against it in sentences (empty: nothing does).

    `told` are those who know of the old day and are to answer again; `good` is what was looked at and found free.
    """

    session_id: str
    title: str
    to: date
    parts: tuple[tuple[str, str, str], ...]
    against: tuple[str, ...]
    left: int
    places: int
    told: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    minutes: int = 0

    def as_parts(self) -> list[dict[str, str]]:
        """The parts as a deed wants them."""
        return [
            {"start": f"{day}T{start}" if start else day, **({"end": f"{day}T{end}"} if end else {})}
            for day, start, end in self.parts
        ]


@dataclass(frozen=True, eq=False)
class Moves:
    """One session's moves over some days, everything needed read once: each answer is worked out in memory."""

    row: SessionRow
    start: date
    end: date
    checks: DayChecks
    problem: AllocationProblem

    def covers(self, day: date) -> bool:
        """Whether a day lies within what was read."""
        return self.start <= day and day + (self.row.last_date - self.row.first_date) <= self.end

    def to(self, to: date, minutes: int = 0) -> Move:
        """The session so that it begins on a day, and so many minutes later (earlier when negative).

        Parts keep their distance and times; the rules are asked about everybody on it as if it were there.
        """
        row, shift = self.row, to - self.row.first_date
        parts = tuple(
            (
                (date.fromisoformat(part.date) + shift).isoformat(),
                later(part.start, minutes),
                later(part.end, minutes),
            )
            for part in row.parts
            if len(part.date) == 10
        )
        venue = None if row.virtual else row.venue_id
        taken = self.checks.of_venue(parts, venue, (row.id,))
        material = self.checks.of_material(parts, row.course.id if row.course else None)
        against = [*self.checks.of_days(parts), *taken, *(text for text in material if text not in self._said_now())]
        stopped, said = self._team(shift, minutes)
        against += said
        if stopped:
            against.append(f"{count_of(len(row.trainers) - stopped, 'trainer')} of {len(row.trainers)} would be left.")
        good = (f"{row.venue} is free then.",) if venue and row.venue and not taken else ()
        told = tuple(one.name for one in row.team if one.state in TOLD)
        left = len(row.trainers) - stopped
        return Move(row.id, row.title, to, parts, tuple(against), left, len(row.trainers), told, good, minutes)

    def _said_now(self) -> list[str]:
        """What is said of the material where it stands: no news of the move."""
        now = [(part.date, part.start, part.end) for part in self.row.parts if len(part.date) == 10]
        return self.checks.of_material(now, self.row.course.id if self.row.course else None)

    def _team(self, shift: timedelta, minutes: int) -> tuple[int, list[str]]:
        """How many of the team a rule stops, and the first thing the rules say of each."""
        held = self.problem.instance.session_by_id.get(self.row.id)
        if held is None:
            return 0, []
        blocks = tuple(
            replace(block, on=block.on + shift, start=block.start + minutes, end=block.end + minutes)
            for block in held.blocks
        )
        moved = replace(held, blocks=blocks)
        others = tuple(moved if one.id == self.row.id else one for one in self.problem.instance.sessions)
        instance = replace(self.problem.instance, sessions=others)
        stopped, said = 0, []
        for member in self.row.trainers:
            if member.person_id not in instance.trainer_by_id:
                continue
            asked = findings(instance, member.person_id, self.row.id, self.problem.standing_plan, self.problem.profile)
            found = [one for one in asked if one.stops or one.level is Level.WARN]
            stopped += any(one.stops for one in found)
            said += [_naming(member, one.text) for one in found[:1]]
        return stopped, said


def moves(reader: Reader, session_id: str, start: date, end: date, today: date) -> Moves | None:
    """The moves of a session over the days between two; None where it is gone.

    The days end where another policy takes effect: rules about a session use the policy of its day.
    """
    row = session(reader, session_id)
    if row is None:
        return None
    first, last = min(row.first_date, start), max(row.last_date, end)
    versions = policies(reader)
    while last > first and policy_on(versions, last) != policy_on(versions, first):
        last -= timedelta(days=1)
    checks = day_checks(reader, first, last)
    problem = allocation_problem(reader, first - timedelta(days=1), last + timedelta(days=1), today, placed_only=True)
    return Moves(row, start, last, checks, problem)


def move_to(reader: Reader, session_id: str, to: date, today: date, minutes: int = 0) -> Move | None:
    """What would become of a session moved so that it begins on a day; None where it is gone."""
    row = session(reader, session_id)
    if row is None:
        return None
    found = moves(reader, session_id, to, to + (row.last_date - row.first_date), today)
    return found.to(to, minutes) if found is not None else None


def later(time: str, minutes: int) -> str:
    """A time so many minutes later, kept within the day."""
    if not time or not minutes:
        return time
    moved = min(max(int(time[:2]) * 60 + int(time[3:]) + minutes, 0), 24 * 60 - 1)
    return f"{moved // 60:02}:{moved % 60:02}"


def _naming(member: AllocationRow, text: str) -> str:
    """What a rule says, after the name it is about."""
    return f"{member.name}: {text}"
