"""What the rules find against the allocations that stand."""

from __future__ import annotations

from datetime import date

from trainerpool.allocation.ground import ground_of
from trainerpool.allocation.instance import CO, LEAD
from trainerpool.allocation.levels import Finding
from trainerpool.allocation.rules import check_plan
from trainerpool.domain.policy import Level
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
    for row in problem.sessions.values():
        for one in row.trainers:
            if one.person_id in problem.instance.trainer_by_id:
                leading = findings_of_leading(problem, row.id, one.person_id, one.role)
                said = [finding.text for finding in leading if finding.level is Level.BLOCK]
                if said:
                    found[row.id, one.person_id] = found.get((row.id, one.person_id), []) + said
    return found


def findings_of_leading(problem: AllocationProblem, session: str, trainer: str, role: str) -> tuple[Finding, ...]:
    """What speaks against leading: being new asks for a reason, "Co-deliver only until re-seen" allows none."""
    instance = problem.instance
    person = instance.trainer_by_id[trainer]
    level = ground_of(instance).level(person, instance.session_by_id[session])
    if role != "lead" or level == LEAD or person.candidate:
        return ()
    if level == CO:
        text = "Cannot lead: co-deliver only until seen again."
        return (Finding("lead", Level.BLOCK, text, session=session, trainer=trainer),)
    text = "Cannot lead yet: newly approved, or back after a long time away."
    return (Finding("lead", problem.profile.level("lead"), text, session=session, trainer=trainer),)
