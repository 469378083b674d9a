"""What a move would do: the clash said before a session is put on another day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from trainerpool.allocation.rules import findings
from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.policy import Level
from trainerpool.queries.allocation_problem import allocation_problem
from trainerpool.queries.sessions import SessionRow, session, sessions
from trainerpool.queries.settings import days_off
from trainerpool.store.pool import Reader


@dataclass(frozen=True, slots=True)
class Move:
    """A session on another day: its parts there, and what speaks against it in sentences (empty: nothing does)."""

    session_id: str
    title: str
    to: date
    parts: tuple[tuple[str, str, str], ...]
    against: tuple[str, ...]
    left: int
    places: int

    def as_parts(self) -> list[dict[str, str]]:
        """The parts as a deed wants them."""
        return [
            {"start": f"{day}T{start}" if start else day, **({"end": f"{day}T{end}"} if end else {})}
            for day, start, end in self.parts
        ]


def move_to(reader: Reader, session_id: str, to: date, today: date) -> Move | None:
    """What would become of a session moved so that it begins on a day; None where it is gone.

    Parts keep their distance and times; the rules are asked about everybody on it as if it were there.
    """
    row = session(reader, session_id)
    if row is None:
        return None
    shift = to - row.first_date
    parts = tuple(
        ((date.fromisoformat(part.date) + shift).isoformat(), part.start, part.end)
        for part in row.parts
        if len(part.date) == 10
    )
    against: list[str] = []
    off = days_off(reader)
    for day, _, _ in parts:
        on = date.fromisoformat(day)
        if on in off or on.weekday() > 4:
            against.append(f"{in_words(on, weekday=True)} is {off.get(on, 'a weekend day')}.")
    against += _taken(reader, row, parts)
    first, last = min(row.first_date, to), max(row.last_date, to + (row.last_date - row.first_date))
    problem = allocation_problem(reader, first - timedelta(days=1), last + timedelta(days=1), today)
    held = problem.instance.session_by_id.get(session_id)
    stopped = 0
    if held is not None:
        moved = replace(held, blocks=tuple(replace(block, on=block.on + shift) for block in held.blocks))
        others = tuple(moved if one.id == session_id else one for one in problem.instance.sessions)
        instance = replace(problem.instance, sessions=others)
        for member in row.trainers:
            if member.person_id not in instance.trainer_by_id:
                continue
            asked = findings(instance, member.person_id, session_id, problem.standing_plan, problem.profile)
            found = [one for one in asked if one.stops or one.level is Level.WARN]
            stopped += any(one.stops for one in found)
            against += [f"{member.name}: {one.text}" for one in found[:1]]
    if stopped:
        against.append(f"{count_of(len(row.trainers) - stopped, 'trainer')} of {len(row.trainers)} would be left.")
    return Move(session_id, row.title, to, parts, tuple(against), len(row.trainers) - stopped, len(row.trainers))


def _taken(reader: Reader, row: SessionRow, parts: tuple[tuple[str, str, str], ...]) -> list[str]:
    """What else stands in its venue at those times."""
    if row.venue_id is None or row.virtual or not parts:
        return []
    days = [date.fromisoformat(day) for day, _, _ in parts]
    found = []
    # Sessions are found by their first day: a week back is longer than any of several days.
    for other in sessions(reader, min(days) - timedelta(days=7), max(days)):
        if other.id == row.id or other.venue_id != row.venue_id or other.status == "cancelled":
            continue
        found += [
            f"{row.venue} is taken by {other.short_name}, {theirs.start} to {theirs.end}."
            for day, start, end in parts
            for theirs in other.parts
            if theirs.date == day and start < (theirs.end or "24:00") and theirs.start < (end or "24:00")
        ]
    return found
