"""Places that came undone: somebody declined or withdrew and nobody came, or who stands there is no longer allowed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trainerpool.allocation.levels import Finding
from trainerpool.allocation.rules import findings
from trainerpool.domain.policy import Level
from trainerpool.queries.allocation_problem import AllocationProblem, allocation_problem
from trainerpool.queries.findings import findings_of_leading
from trainerpool.queries.sessions import AllocationRow, SessionRow, sessions
from trainerpool.queries.settings import working_days
from trainerpool.store.derived import Derived
from trainerpool.store.pool import Reader

LEFT = frozenset({"declined", "withdrawn"})
# The kinds of record that decide who may stand on a session of the next weeks.
_DECIDED_BY = frozenset({
    "allocation", "training_session", "session_part", "evidence", "person", "agency", "membership", "unavailability", "weekday_pattern",
    "course", "material_version", "policy", "term", "exclusion", "venue", "setting", "closed_day",
})  # fmt: skip
# How far ahead the count beside the page's name looks for who is no longer allowed: past it there is time, and the page says it.
_LOOKED_AHEAD = timedelta(days=70)


@dataclass(frozen=True, slots=True)
class BrokenPlace:
    """One place that needs somebody else. `stands`: the trainer is still on the session and may not be.

    `trainer` and `name` are empty where nobody was on it yet.
    """

    session: str
    trainer: str
    name: str
    why: str
    on: date
    stands: bool


def broken_places(problem: AllocationProblem, today: date) -> tuple[BrokenPlace, ...]:
    """What came undone among the sessions asked for, in order of date; sessions that are over are left as they were."""
    found: list[BrokenPlace] = []
    for key in problem.asked:
        row = problem.sessions[key]
        if row.first_date < today or row.status != "planned":
            continue
        need = problem.instance.session_by_id[key].need
        gone = [one for one in row.team if one.state in LEFT and one.role != "extra" and not _is_back(row, one)]
        empty = max(0, need - len(row.trainers))
        found += [
            BrokenPlace(key, one.person_id, one.name, f"{one.name} has {one.state}.", row.first_date, False)
            for one in gone[-empty:] if empty
        ]  # fmt: skip
        for one in row.trainers:
            if (against := illegal(problem, row, one)) is not None:
                found.append(BrokenPlace(key, one.person_id, one.name, against.text, row.first_date, True))
    return tuple(found)


def places_never_filled(
    problem: AllocationProblem, sessions: Collection[str], broken: Sequence[BrokenPlace], today: date
) -> tuple[BrokenPlace, ...]:
    """The empty places of these sessions that nobody has left: of a session added, or that asks for more than it did."""
    found: list[BrokenPlace] = []
    for key in problem.asked:
        row = problem.sessions[key]
        if key not in sessions or row.first_date < today or row.status != "planned":
            continue
        left = sum(one.session == key and not one.stands for one in broken)
        empty = problem.instance.session_by_id[key].need - len(row.trainers) - left
        found += [BrokenPlace(key, "", "", "Nobody was on this place yet.", row.first_date, False)] * max(0, empty)
    return tuple(found)


def illegal(problem: AllocationProblem, row: SessionRow, one: AllocationRow) -> Finding | None:
    """What stops somebody who stands on a session, or None; a reason given overrides what may be overridden."""
    if one.state == "delivered" or one.person_id not in problem.instance.trainer_by_id:
        return None
    instance, plan = problem.instance, problem.standing_plan
    role = {"co-trainer": "co"}.get(one.role, one.role)
    leading = findings_of_leading(problem, row.id, one.person_id, one.role)
    found = (
        *findings(instance, one.person_id, row.id, plan, problem.profile, role),
        *(it for it in leading if it.level is Level.BLOCK),
    )
    given = bool(one.override_reason.strip())
    stops = (it for it in found if it.level is Level.BLOCK or (it.level is Level.OVERRIDE and not given))
    return next(stops, None)


def _is_back(row: SessionRow, one: AllocationRow) -> bool:
    return any(other.person_id == one.person_id for other in row.trainers)


def broken_ahead(reader: Reader, today: date) -> tuple[BrokenPlace, ...]:
    """What came undone on any day from today on."""
    ahead = [row for row in sessions(reader, today) if row.status == "planned" and len(row.parts[0].date) == 10]
    if not ahead:
        return ()
    return broken_places(allocation_problem(reader, today, ahead[-1].first_date, today, placed_only=True), today)


def broken_soon(reader: Reader, today: date) -> tuple[AllocationProblem, tuple[BrokenPlace, ...]]:
    """What came undone in the weeks to come, and the problem it was found in; kept until a deed touches what decides it."""
    derived: Derived | None = reader.info.get("derived")
    name = f"broken soon {today}"
    kept: tuple[AllocationProblem, tuple[BrokenPlace, ...]] | None = (
        derived.whole(name) if derived is not None else None
    )
    if kept is not None:
        return kept
    turn = derived.turn if derived is not None else 0
    problem = allocation_problem(reader, today, today + _LOOKED_AHEAD, today, placed_only=True)
    found = problem, broken_places(problem, today)
    if derived is not None:
        derived.keep_whole(name, found, _DECIDED_BY, turn)
    return found


def waiting_places(reader: Reader, today: date) -> int:
    """How many places wait for something: empty inside the days policy warns of, declined, or held by who may not."""
    problem, broken = broken_soon(reader, today)
    days, amber = working_days(reader), problem.policy.confirm_amber_working_days
    near = [
        problem.sessions[key] for key in problem.asked
        if problem.sessions[key].status == "planned"
        and 0 <= days.between(today, problem.sessions[key].first_date) <= amber
    ]  # fmt: skip
    empty = sum(_empty(problem, near).values())
    far = {row.id for row in near}
    return empty + sum(one.stands or one.session not in far for one in broken)


def _empty(problem: AllocationProblem, rows: Iterable[SessionRow]) -> dict[str, int]:
    return {row.id: max(0, problem.instance.session_by_id[row.id].need - len(row.trainers)) for row in rows}
