"""Two proposals side by side: what each fills, changes and costs, and the sessions in which they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from trainerpool.allocation.judging import judge
from trainerpool.allocation.plan import Plan
from trainerpool.operations.proposals import Proposal
from trainerpool.queries.allocation_problem import AllocationProblem

# What a proposal may be asked to care for most: the solver's term, and the words for it.
EMPHASES: Mapping[str, str] = {
    "fairness": "the fairest shares of the agencies",
    "min_deliveries": "deliveries that are still needed",
    "observation": "observations that are due",
    "spread": "sessions spread over the weeks",
    "travel": "the least travel",
    "warning": "the fewest warnings",
}
_TEN_TIMES = 10


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One figure of two plans. `better` is 1 or 2, or 0 where they are alike."""

    what: str
    first: str
    second: str
    better: int = 0


@dataclass(frozen=True, slots=True)
class DifferingSession:
    """A session the two plans staff differently, each team in words."""

    session: str
    first: str
    second: str


@dataclass(frozen=True)
class Comparison:
    """Two plans of one problem."""

    figures: tuple[CompareRow, ...]
    sessions: tuple[DifferingSession, ...]


def emphasised(problem: AllocationProblem, term: str) -> AllocationProblem:
    """The same problem with one thing cared for ten times as much; a place filled still comes first."""
    weights = {**problem.instance.weights}
    weights[term] = max(1, problem.instance.weight(term)) * _TEN_TIMES
    return replace(problem, instance=replace(problem.instance, weights=weights))


def compare(problem: AllocationProblem, first: Proposal, second: Proposal) -> Comparison:
    """Look at both plans with the policy's own weights, whatever each was proposed for."""
    one, other = _figures(problem, first), _figures(problem, second)
    rows = tuple(_row(what, one[what], other[what]) for what in one)
    differing = tuple(
        DifferingSession(key, _team(problem, first.plan, key), _team(problem, second.plan, key))
        for key in problem.asked
        if _pairs(first.plan, key) != _pairs(second.plan, key)
    )
    return Comparison(rows, differing)


_FILLED = "Places filled"


def _figures(problem: AllocationProblem, proposal: Proposal) -> dict[str, int]:
    judged = judge(problem.instance, proposal.plan, problem.profile)
    stands = problem.standing_plan.pairs
    asked = set(problem.asked)
    mine = {pair for pair in proposal.plan.pairs if pair[0] in asked}
    terms = judged.terms
    found = {
        _FILLED: sum(len(proposal.plan.team(key)) for key in problem.asked),
        "Who stands and would go": len({pair for pair in stands if pair[0] in asked} - mine),
        "Trainers used": len({trainer for _, trainer in mine}),
        "Warnings": terms.get("warnings", 0),
        "Away from the agencies' fair shares, in sessions": terms["fairness"],
        "Deliveries still needed after it": terms["min_deliveries"],
        "Observations due that it leaves out": terms["observation"],
        "Second sessions of a trainer in one week": terms["spread"],
        "Travel, in minutes": terms["travel"],
    }
    return found | {"Cost in points, as the policy weighs it": judged.total}


def _row(what: str, first: int, second: int) -> CompareRow:
    more = what == _FILLED
    better = 0 if first == second or what == "Trainers used" else 1 if (first > second) == more else 2
    return CompareRow(what, f"{first:,}", f"{second:,}", better)


def _pairs(plan: Plan, session: str) -> frozenset[str]:
    return frozenset(plan.team(session))


def _team(problem: AllocationProblem, plan: Plan, session: str) -> str:
    team = sorted(plan.by_session.get(session, ()), key=lambda one: one.role != "lead")
    people = problem.instance.trainer_by_id
    return ", ".join(people[one.trainer].label for one in team if one.role != "extra") or "Nobody"
