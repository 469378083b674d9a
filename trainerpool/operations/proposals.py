"""Proposals: the solver asked, its answer explained. Nothing is written; confirming is a deed of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from trainerpool.allocation.explain import EmptyPlace, explain_empty
from trainerpool.allocation.helping import lifting_one_rule, near_days, other_days
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.reasons import reasons
from trainerpool.allocation.solve import Progress, Result, solve
from trainerpool.allocation.training import Training, whom_to_train
from trainerpool.allocation.why import Why, why
from trainerpool.domain.dates import in_words
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import AllocationProblem, allocation_problem
from trainerpool.queries.broken_places import BrokenPlace

_MOST_RULES = 3


@dataclass(frozen=True, eq=False)
class Proposal:
    """A proposal for the sessions asked for: the plan, why each is on it, and why each empty place is empty."""

    problem: AllocationProblem
    result: Result
    reasons: Mapping[tuple[str, str], str]
    empty: tuple[EmptyPlace, ...]
    broken: tuple[BrokenPlace, ...] = ()
    """What it mends, where it is a repair."""

    @property
    def plan(self) -> Plan:
        """The plan proposed, with what is pinned."""
        return self.result.plan

    @property
    def places(self) -> int:
        """Places of the sessions asked for; of a repair those that came undone."""
        if self.broken:
            return len(self.broken)
        return sum(self.problem.instance.session_by_id[key].need for key in self.problem.asked)

    @property
    def filled(self) -> int:
        """How many of these places the proposal fills."""
        if self.broken:
            return len(self.broken) - sum(one.places for one in self.empty)
        return sum(len(self.plan.team(key)) for key in self.problem.asked)


def state_problem(desk: Desk, start: date, end: date) -> AllocationProblem:
    """The problem of staffing the sessions between two days. Problem where there is nothing to staff."""
    problem = desk.ask(allocation_problem, start, end, desk.today)
    if not problem.asked:
        raise Problem(
            f"No session is planned from {in_words(start)} to {in_words(end)}.",
            todo="Choose other days, or add sessions.",
        )
    return problem


def propose(
    problem: AllocationProblem, *, seconds: float = 10.0, seed: int = 0, workers: int = 2,
    progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None,
) -> Proposal:  # fmt: skip
    """The best plan found in the time given, explained. Pure: it needs no desk, so it may run in a worker of its own."""
    result = solve(
        problem.instance,
        seconds=seconds,
        seed=seed,
        workers=workers,
        profile=problem.profile,
        progress=progress,
        cancelled=cancelled,
    )
    return explained(problem, result)


def explained(problem: AllocationProblem, result: Result) -> Proposal:
    """A result with a sentence for each choice and each empty place."""
    asked = set(problem.asked)
    empty = explain_empty(problem.instance, result.plan, problem.profile, optimal=result.optimal)
    return Proposal(
        problem,
        result,
        reasons(problem.instance, result.plan, problem.profile),
        tuple(one for one in empty if one.session in asked),
    )


def why_this_one(problem: AllocationProblem, plan: Plan, session: str, trainer: str) -> Why:
    """Why this trainer is on the session, or why not and what would have to change."""
    return why(problem.instance, plan, session, trainer, problem.profile)


def why_empty(desk: Desk, start: date, end: date) -> dict[str, str]:
    """Session -> why its empty places are empty as the pool stands, in a sentence; a session that is whole is not named."""
    problem = desk.ask(allocation_problem, start, end, desk.today)
    asked = set(problem.asked)
    found = explain_empty(problem.instance, problem.standing_plan, problem.profile)
    return {one.session: one.text for one in found if one.session in asked}


def what_would_help(
    problem: AllocationProblem, plan: Plan, session: str, today: date, *, other_day: bool = True
) -> tuple[str, ...]:
    """What would fill a place that nobody can take, each in a sentence: one rule less, or (where asked) another day."""
    instance, profile = problem.instance, problem.profile
    place = next(iter(explain_empty(instance, plan, profile, deadline=0.0, only=(session,))), None)
    if place is None or any(not one.rules for one in place.trainers):
        return ()  # whole, or somebody could simply be put on
    held = instance.session_by_id[session]
    lifted = [one.text for one in lifting_one_rule(place, instance)[:_MOST_RULES]]
    near = [day for day in near_days(held, 7) if day > today] if other_day else []
    days = other_days(instance, plan, session, near, profile)
    return (*lifted, *(one.text for one in days[:1]))


def whose_training_would_help(
    problem: AllocationProblem, plan: Plan, session: str | None = None
) -> tuple[Training, ...]:
    """Whose training would fill most of the empty places of each course, or of the course of one session."""
    courses = None if session is None else (problem.instance.session_by_id[session].course,)
    wanted = set(problem.asked)
    # Only what was asked to be staffed is short by anybody's wish.
    instance = replace(
        problem.instance,
        sessions=tuple(
            one if one.id in wanted else replace(one, need=len(plan.team(one.id)))
            for one in problem.instance.sessions
        ),
    )  # fmt: skip
    return whom_to_train(instance, plan, problem.profile, courses)
