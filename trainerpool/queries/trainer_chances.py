"""Coming sessions somebody could be put on, checked by the same rules as the allocation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from trainerpool.allocation.instance import CO, EXTRA
from trainerpool.allocation.levels import Finding
from trainerpool.allocation.rules import findings
from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import Level
from trainerpool.queries.allocation_problem import allocation_problem
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.staffing import staffing
from trainerpool.store.pool import Reader

_LOOK_AHEAD = timedelta(days=180)
_MOST_TRIED = 8


@dataclass(frozen=True, slots=True)
class Chance:
    """A session somebody could be put on: as co-trainer where a place is free, as an extra where they are a candidate."""

    session_id: str
    title: str
    on: date
    when: str
    role: str
    warning: str = ""


def chances(
    reader: Reader, person_id: str, codes: tuple[str, ...], today: date, *, extra: bool, most: int = 3
) -> tuple[Chance, ...]:
    """The next sessions of these courses this person could join, soonest first; nothing a rule blocks is offered."""
    known = courses_by_id(reader)
    wanted = {key for key, course in known.items() if course.called in codes}
    tried = []
    for row in staffing(reader, today, today + timedelta(days=1), today + _LOOK_AHEAD):
        session = row.session
        if session.course is None or session.course.id not in wanted or session.status != "planned":
            continue
        if len(session.parts[0].date) != 10 or any(one.person_id == person_id for one in session.team):
            continue
        if (row.sure > 0) if extra else row.is_short:
            tried.append(session)
        if len(tried) == _MOST_TRIED:
            break
    if not tried:
        return ()
    problem = allocation_problem(
        reader, tried[0].first_date, tried[-1].first_date, today, tuple(row.id for row in tried)
    )
    if person_id not in problem.instance.trainer_by_id:
        return ()
    found = []
    for session in tried:
        if session.id not in problem.instance.session_by_id:
            continue
        role = EXTRA if extra else CO
        against = findings(problem.instance, person_id, session.id, problem.standing_plan, problem.profile, role)
        if any(one.level in (Level.BLOCK, Level.OVERRIDE) for one in against):
            continue
        found.append(
            Chance(
                session.id, session.short_name, session.first_date, in_words(session.first_date, weekday=True),
                "extra" if extra else "co-trainer", _warning(against),
            )
        )  # fmt: skip
        if len(found) == most:
            break
    return tuple(found)


def _warning(against: tuple[Finding, ...]) -> str:
    return next((one.text for one in against if one.level is Level.WARN), "")
