"""What the page asks of the pool in one turn: the periods to choose from, and the problem of the chosen one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from trainerpool.allocation.words import span
from trainerpool.host import remembered
from trainerpool.operations.desk import Desk
from trainerpool.operations.proposals import state_problem
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import AllocationProblem, allocation_problem
from trainerpool.queries.periods import PeriodRow, periods
from trainerpool.queries.sessions import AllocationRow, SessionRow, session
from trainerpool.queries.settings import pool_settings, working_days
from trainerpool.queries.staffing import StaffingRow, staffed

_NEXT_TERM_DAYS = 70
_TO, _KEPT = "..", "allocation_period"


@dataclass(frozen=True, eq=False)
class Loaded:
    """One period as the pool stands now. `period` is None where the pool has neither terms nor sessions."""

    periods: tuple[PeriodRow, ...]
    period: PeriodRow | None
    problem: AllocationProblem | None
    staffing: Mapping[str, StaffingRow] = field(default_factory=dict)
    pool: str = ""

    @property
    def asked(self) -> tuple[str, ...]:
        """The sessions of the period, in order of date."""
        return self.problem.asked if self.problem is not None else ()

    def row(self, session_id: str) -> SessionRow:
        """One of its sessions."""
        assert self.problem is not None
        return self.problem.sessions[session_id]

    def standing(self, session_id: str, trainer: str) -> AllocationRow | None:
        """The allocation of this pair that stands: somebody who is gone only where nothing else does."""
        found = [one for one in self.row(session_id).team if one.person_id == trainer]
        here = [one for one in found if one.state not in GONE]
        return (here or found)[-1] if found else None

    def name(self, trainer: str) -> str:
        """The whole name of a trainer."""
        assert self.problem is not None
        known = self.problem.instance.trainer_by_id.get(trainer)
        return known.label if known is not None else "Somebody no longer in the pool"


GONE = frozenset({"declined", "withdrawn", "substituted", "did not attend"})
SURE = frozenset({"accepted", "confirmed", "delivered"})


def load(desk: Any, chosen: str = "", sought: str = "") -> Loaded:
    """Read the period chosen; where a session is sought, the one that holds it; else what is most likely wanted."""
    found: tuple[PeriodRow, ...] = desk.ask(periods)
    pool = desk.ask(pool_settings).pool_id
    period = _wanted(desk, found, chosen or ("" if sought else kept_period(pool)), sought)
    if period is None:
        return Loaded(found, None, None, pool=pool)
    problem: AllocationProblem = desk.ask(allocation_problem, period.start, period.end, desk.today)
    return replace(_staffed(desk, found, period, problem), pool=pool)


def state(desk: Desk, chosen: str) -> Loaded:
    """Read the period chosen as a problem to be solved. Problem where there is nothing to staff."""
    found = desk.ask(periods)
    period = _named(found, chosen)
    if period is None:
        raise Problem("This term is no longer in the pool.", todo="Choose another.")
    return _staffed(desk, found, period, state_problem(desk, period.start, period.end))


def _staffed(desk: Any, found: tuple[PeriodRow, ...], period: PeriodRow, problem: AllocationProblem) -> Loaded:
    days = desk.ask(working_days)
    rows = {key: staffed(problem.sessions[key], problem.policy, days, desk.today) for key in problem.asked}
    return Loaded(found, period, problem, rows)


def _wanted(desk: Any, found: Sequence[PeriodRow], chosen: str, sought: str) -> PeriodRow | None:
    if sought and (row := desk.ask(session, sought)) is not None:
        day = row.first_date
        here = [one for one in found if one.start <= day <= one.end]
        held = next((one for one in here if one.key == chosen), None)
        if held or here:
            return held or here[0]
    return _named(found, chosen) or likely(found, desk.today)


def _named(found: Sequence[PeriodRow], key: str) -> PeriodRow | None:
    """The period of this key: one of those found, or any two days."""
    return next((one for one in found if one.key == key), None) or period_of_days(key)


def days_key(start: date, end: date) -> str:
    """The key of a period of any two days."""
    return f"{start.isoformat()}{_TO}{end.isoformat()}"


def period_of_days(key: str) -> PeriodRow | None:
    """The period such a key stands for, or None for another kind of key."""
    first, is_days, last = key.partition(_TO)
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return PeriodRow(key, f"{span(start, end)} {end.year}", start, end, 0, False) if is_days and start <= end else None


def keep_period(pool: str, key: str) -> None:
    """Remember on this computer which period of a pool was looked at."""
    kept = remembered.load().get(_KEPT)
    remembered.save({_KEPT: {**(kept if isinstance(kept, dict) else {}), pool: key}})


def kept_period(pool: str) -> str:
    """The key of the period looked at before; empty for none."""
    kept = remembered.load().get(_KEPT)
    key = kept.get(pool) if isinstance(kept, dict) else None
    return key if isinstance(key, str) else ""


def likely(found: Sequence[PeriodRow], today: date) -> PeriodRow | None:
    """The term being staffed: the next one when it begins within ten weeks, else the present one, else what comes next."""
    terms = [one for one in found if one.is_term and one.sessions] or [one for one in found if one.sessions]
    if not terms:
        return found[-1] if found else None
    coming = [one for one in terms if today < one.start <= today + timedelta(days=_NEXT_TERM_DAYS)]
    present = [one for one in terms if one.start <= today <= one.end]
    later = [one for one in terms if one.start > today]
    return (coming or present or later or terms[-1:])[0]
