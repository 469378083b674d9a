"""What the page asks of the pool in one turn: the periods to choose from, and the problem of the chosen one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from trainerpool.operations.desk import Desk
from trainerpool.operations.proposals import state_problem
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import AllocationProblem, allocation_problem
from trainerpool.queries.periods import PeriodRow, periods
from trainerpool.queries.sessions import AllocationRow, SessionRow, session
from trainerpool.queries.settings import working_days
from trainerpool.queries.staffing import StaffingRow, staffed

_NEXT_TERM_DAYS = 70


@dataclass(frozen=True, eq=False)
class Loaded:
    """One period as the pool stands now. `period` is None where the pool has neither terms nor sessions."""

    periods: tuple[PeriodRow, ...]
    period: PeriodRow | None
    problem: AllocationProblem | None
    staffing: Mapping[str, StaffingRow] = field(default_factory=dict)

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
    period = _wanted(desk, found, chosen, sought)
    if period is None:
        return Loaded(found, None, None)
    problem: AllocationProblem = desk.ask(allocation_problem, period.start, period.end, desk.today)
    return _staffed(desk, found, period, problem)


def state(desk: Desk, chosen: str) -> Loaded:
    """Read the period chosen as a problem to be solved. Problem where there is nothing to staff."""
    found = desk.ask(periods)
    period = next((one for one in found if one.key == chosen), None)
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
    kept = next((one for one in found if one.key == chosen), None)
    return kept or likely(found, desk.today)


def likely(found: Sequence[PeriodRow], today: date) -> PeriodRow | None:
    """The term being staffed: the next one when it begins within ten weeks, else the present one, else what comes next."""
    terms = [one for one in found if one.is_term and one.sessions] or [one for one in found if one.sessions]
    if not terms:
        return found[-1] if found else None
    coming = [one for one in terms if today < one.start <= today + timedelta(days=_NEXT_TERM_DAYS)]
    present = [one for one in terms if one.start <= today <= one.end]
    later = [one for one in terms if one.start > today]
    return (coming or present or later or terms[-1:])[0]
