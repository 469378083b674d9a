"""What the rules find against the allocations that stand."""

from __future__ import annotations

from datetime import date

from trainerpool.allocation.rules import check_plan
from trainerpool.queries.allocation_problem import AllocationProblem, allocation_problem
from trainerpool.store.pool import Reader


def findings_between(reader: Reader, start: date, end: date, today: date) -> dict[tuple[str, str], list[str]]:
    """(session, trainer) -> sentences; (session, "") holds what is found against the team as a whole."""
    return findings_of(allocation_problem(reader, start, end, today))


def findings_of(problem: AllocationProblem) -> dict[tuple[str, str], list[str]]:
    """The same for a problem built already."""
    checked = check_plan(problem.instance, problem.standing_plan, problem.profile)
    found = {pair: [one.text for one in some] for pair, some in checked.by_assignment.items()}
    for session, some in checked.by_session.items():
        found[session, ""] = [one.text for one in some]
    return found
