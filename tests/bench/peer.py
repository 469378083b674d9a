"""The same problem given to Timefold, in an environment of its own: `python peer.py PROBLEM.json SECONDS OUT.json`.

Places are planned one by one, each with the trainers eligible for it, by the peer's own defaults (first fit, then late
acceptance with moves and swaps). What it says of a plan is not used: whoever asked judges the plan.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from timefold.solver import SolverFactory
from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig, TerminationConfig
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningPin,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import ConstraintFactory, HardSoftScore, Joiners, constraint_provider


@dataclass
class Person:
    """A trainer with all that constraints ask."""

    id: Annotated[str, PlanningId]
    number: int
    agency: str
    cap_month: int
    cap_term: int
    lacking: int
    target: int


@dataclass
class Session:
    """A session, with whom it clashes by number."""

    id: Annotated[str, PlanningId]
    number: int
    need: int
    worth: int
    month: str
    term: str
    week: str
    many_agencies: bool
    clashes: set[int]
    follower: int
    costs: dict[int, int]
    leads: set[int]
    news: set[int]
    observes: set[int]


@planning_entity
@dataclass
class Place:
    """One place of a session."""

    id: Annotated[str, PlanningId]
    session: Session
    able: Annotated[list[Person], ValueRangeProvider(id="able")]
    pinned: Annotated[bool, PlanningPin] = field(default=False)
    person: Annotated[Person | None, PlanningVariable(allows_unassigned=True, value_range_provider_refs=["able"])] = (
        field(default=None)
    )


@planning_solution
@dataclass
class Programme:
    """The whole problem."""

    people: Annotated[list[Person], ProblemFactCollectionProperty]
    places: Annotated[list[Place], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


WEIGHTS: dict[str, int] = {}
NEVER: set[str] = set()
HARD, SOFT = HardSoftScore.ONE_HARD, HardSoftScore.ONE_SOFT


@constraint_provider
def constraints(factory: ConstraintFactory) -> list:
    """Return the rules and the wishes of the file form."""
    from timefold.solver.score import ConstraintCollectors as Collect

    spread, fairness = WEIGHTS.get("spread", 0), WEIGHTS.get("fairness", 0)
    lacking, observed = WEIGHTS.get("min_deliveries", 0), WEIGHTS.get("observation", 0)
    goes_on, used = WEIGHTS.get("continuity", 0), WEIGHTS.get("trainers_used", 0)
    same_person = Joiners.equal(lambda place: place.person)
    same_session = Joiners.equal(lambda place: place.session.number)
    return [
        factory.for_each_unique_pair(Place, same_person)
        .filter(lambda a, b: b.session.number in a.session.clashes or a.session.number == b.session.number)
        .penalize(HARD)
        .as_constraint("overlap"),
        factory.for_each(Place)
        .group_by(lambda p: p.person, lambda p: p.session.month, Collect.count())
        .filter(lambda person, month, n: n > person.cap_month)
        .penalize(HARD, lambda person, month, n: n - person.cap_month)
        .as_constraint("cap_month"),
        factory.for_each(Place)
        .group_by(lambda p: p.person, lambda p: p.session.term, Collect.count())
        .filter(lambda person, term, n: n > person.cap_term)
        .penalize(HARD, lambda person, term, n: n - person.cap_term)
        .as_constraint("cap_term"),
        factory.for_each(Place)
        .filter(lambda p: p.person.number not in p.session.leads)
        .group_by(lambda p: p.session, Collect.count())
        .filter(lambda session, n: n > session.need - 1)
        .penalize(HARD)
        .as_constraint("lead"),
        factory.for_each(Place)
        .group_by(
            lambda p: p.session,
            Collect.count(),
            Collect.sum(lambda p: 1 if p.person.number in p.session.news else 0),
        )
        .filter(lambda session, n, new: new > 0 and new == n)
        .penalize(HARD)
        .as_constraint("first_solo"),
        factory.for_each(Place)
        .filter(lambda p: p.session.many_agencies)
        .group_by(lambda p: p.session, Collect.count(), Collect.count_distinct(lambda p: p.person.agency))
        .filter(lambda session, n, agencies: n >= session.need and agencies < 2)
        .penalize(HARD)
        .as_constraint("multi_agency"),
        factory.for_each_unique_pair(Place, same_session)
        .filter(lambda a, b: (a.person.id + "/" + b.person.id) in NEVER)
        .penalize(HARD)
        .as_constraint("conflict"),
        factory.for_each_including_unassigned(Place)
        .filter(lambda p: p.person is None)
        .penalize(SOFT, lambda p: p.session.worth)
        .as_constraint("unfilled"),
        factory.for_each(Place).penalize(SOFT, lambda p: p.session.costs[p.person.number]).as_constraint("pairs"),
        factory.for_each(Place)
        .group_by(lambda p: p.person, lambda p: p.session.week, Collect.count())
        .filter(lambda person, week, n: n > 1)
        .penalize(SOFT, lambda person, week, n: (n - 1) * spread)
        .as_constraint("spread"),
        factory.for_each(Place)
        .group_by(lambda p: p.person, Collect.count())
        .reward(SOFT, lambda person, n: (min(person.lacking, n)) * lacking)
        .as_constraint("min_deliveries"),
        factory.for_each(Place)
        .group_by(lambda p: p.person)
        .penalize(SOFT, lambda person: used)
        .as_constraint("trainers_used"),
        factory.for_each(Place)
        .filter(lambda p: p.person.number in p.session.observes)
        .group_by(lambda p: p.person)
        .reward(SOFT, lambda person: observed)
        .as_constraint("observation"),
        factory.for_each(Place)
        .group_by(lambda p: p.person.agency, lambda p: p.person.target, Collect.count())
        .penalize(SOFT, lambda agency, target, n: (n - target if n > target else target - n) * fairness)
        .as_constraint("fairness"),
        factory.for_each(Place)
        .filter(lambda p: p.session.follower >= 0)
        .if_not_exists(
            Place,
            Joiners.equal(lambda p: p.person, lambda p: p.person),
            Joiners.equal(lambda p: p.session.follower, lambda p: p.session.number),
        )
        .penalize(SOFT, lambda p: goes_on)
        .as_constraint("continuity"),
    ]


def programme(given: dict) -> Programme:
    """Return the problem as the peer sees it."""
    people = [Person(**one) for one in given["people"]]
    places = []
    for one in given["sessions"]:
        able, start, held = one.pop("able"), one.pop("start"), one.pop("pins")
        for key in ("clashes", "leads", "news", "observes"):
            one[key] = set(one[key])
        one["costs"] = {int(key): cost for key, cost in one["costs"].items()}
        session = Session(**one)
        range_of = [people[number] for number in able]
        for n in range(session.need):
            person = people[start[n]] if n < len(start) else None
            places.append(Place(f"{session.id}/{n}", session, range_of, n < held, person))
    return Programme(people, places)


def main() -> None:
    """Solve the file for so many seconds and write the pairs chosen."""
    given = json.loads(Path(sys.argv[1]).read_text())
    WEIGHTS.update(given["weights"])
    NEVER.update(given["never"])
    config = SolverConfig(
        solution_class=Programme,
        entity_class_list=[Place],
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=constraints),
        termination_config=TerminationConfig(spent_limit=Duration(milliseconds=int(1000 * float(sys.argv[2])))),
        random_seed=0,
    )
    best = SolverFactory.create(config).build_solver().solve(programme(given))
    lines = [(place.session.id, place.person.id) for place in best.places if place.person is not None]
    Path(sys.argv[3]).write_text(json.dumps({"pairs": lines, "score": str(best.score)}))


if __name__ == "__main__":
    main()
