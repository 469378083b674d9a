"""Repair: what came undone is staffed again with the fewest changes, as one deed that is one undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.allocation.repairing import Step, chains, mend, repair_instance
from trainerpool.allocation.solve import Progress
from trainerpool.allocation.words import day, listed
from trainerpool.domain.offers import GONE, SUBSTITUTED
from trainerpool.operations.allocations import allocate_trainer, release_trainer
from trainerpool.operations.desk import Desk
from trainerpool.operations.offers import confirm_place
from trainerpool.operations.places import present_place, step
from trainerpool.operations.proposals import Proposal, explained
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import AllocationProblem
from trainerpool.queries.broken_places import BrokenPlace, broken_places, places_never_filled
from trainerpool.store.records import Allocation
from trainerpool.store.work import Done, Work

_ROLES = {"lead": "lead", "co": "co-trainer", "": "co-trainer"}


@dataclass(frozen=True)
class Repaired:
    """What a repair did: places filled again, and how many more people moved up for them."""

    places: int
    moved: int


def repair_of(
    problem: AllocationProblem, today: date, only: Collection[str] = ()
) -> tuple[AllocationProblem, tuple[BrokenPlace, ...]]:
    """The problem of mending what came undone in a period (or in just these sessions), and what it is.

    Of sessions named, places that nobody was on yet are filled too: that is how a session added comes into a plan.
    Whoever was offered, accepted, confirmed or pinned stays where they are.
    """
    broken = tuple(one for one in broken_places(problem, today) if not only or one.session in only)
    broken += places_never_filled(problem, only, broken, today)
    out = {(one.session, one.trainer) for one in broken if one.stands}
    stands = Plan(tuple(one for one in problem.standing_plan.assignments if (one.session, one.trainer) not in out))
    movable = {
        (key, one.person_id)
        for key in problem.asked
        if problem.sessions[key].first_date >= today
        for one in problem.sessions[key].trainers
        if one.state == "proposed" and not one.pinned and (key, one.person_id) not in out
    }
    fill = Counter(one.session for one in broken)
    instance = repair_instance(problem.instance, stands, fill, movable)
    return replace(problem, instance=instance, standing_plan=stands, asked=tuple(fill)), broken


def propose_repair(
    problem: AllocationProblem, broken: Sequence[BrokenPlace], *, seconds: float = 10.0, workers: int = 2,
    progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None,
) -> Proposal:  # fmt: skip
    """The repair with the fewest changes, explained. Pure, as `propose`."""
    found = mend(
        problem.instance,
        seconds=seconds,
        workers=workers,
        profile=problem.profile,
        progress=progress,
        cancelled=cancelled,
    )
    return replace(explained(problem, found), broken=tuple(broken))


def chain_words(proposal: Proposal) -> tuple[str, ...]:
    """Each chain of the repair in a sentence, then each place that nobody can take."""
    problem = proposal.problem
    told = [_told(problem, chain) for chain in repair_chains(proposal)]
    told += [
        f"{_where(problem, one.session)}: {one.text[:1].lower()}{one.text[1:]}"
        for one in proposal.empty
        if one.session in problem.asked
    ]
    return tuple(told)


def repair_chains(proposal: Proposal) -> tuple[tuple[Step, ...], ...]:
    """Who comes to each place, and who comes where they were."""
    return chains(proposal.problem.standing_plan, proposal.plan, proposal.problem.asked)


def _told(problem: AllocationProblem, chain: Sequence[Step]) -> str:
    parts = [
        f"{problem.instance.trainer_by_id[step.comes.trainer].label} takes {_where(problem, step.session)}"
        for step in chain
    ]
    return "; for that ".join(parts) + "."


def _where(problem: AllocationProblem, session: str) -> str:
    row = problem.sessions[session]
    return f"{row.short_name} on {day(row.first_date)}"


def confirm_repair(desk: Desk, proposal: Proposal) -> Done:
    """Do a repair as one piece of work, every rule being looked at again; `result` is Repaired.

    Who comes to a place that came undone is confirmed; who moves up for them is proposed, as the one before was. Who may
    not stay is kept as substituted, with the reason. All of it is done or none.
    """
    problem, before, after = proposal.problem, proposal.problem.standing_plan, proposal.plan
    comes = [one for one in after.assignments if (one.session, one.trainer) not in before.pairs and one.role != "extra"]
    if not comes:
        raise Problem("The repair changes nothing.", kept="Nothing was changed.", todo="Nobody can take these places.")
    goes = [one for one in before.assignments if (one.session, one.trainer) not in after.pairs and one.role != "extra"]
    filled = {one.session for one in comes}
    with desk.together(_name(proposal, comes)) as work:
        for one in proposal.broken:
            if one.stands and one.session in filled:
                step(work, desk, _here(work, one.session, one.trainer), SUBSTITUTED, one.why)
        for one_gone in goes:
            _take_off(work, one_gone)
            release_trainer(desk, one_gone.session, one_gone.trainer)
        for one_come in sorted(comes, key=lambda it: it.role != "lead"):
            allocate_trainer(desk, one_come.session, one_come.trainer, _ROLES[one_come.role])
            if one_come.session in problem.asked:
                confirm_place(desk, one_come.session, one_come.trainer)
        _say_for_whom(work, proposal, comes)
        places = sum(one.session in problem.asked for one in comes)
        work.result = Repaired(places, len(comes) - places)
    return work.done


def _name(proposal: Proposal, comes: Sequence[Assignment]) -> str:
    problem = proposal.problem
    names = [
        f"{problem.instance.trainer_by_id[one.trainer].label} on {_where(problem, one.session)}"
        for one in comes
        if one.session in problem.asked
    ]
    if len(names) > 2:
        return f"Repair {len(names)} places"
    return f"Repair: {listed(names)}"


def _here(work: Work, session: str, trainer: str) -> Allocation:
    here = present_place(work, session, trainer)
    if here is None:
        raise Problem(
            "The plan changed since this repair was worked out.", kept="Nothing was changed.", todo="Repair again."
        )
    return here


def _take_off(work: Work, one: Assignment) -> None:
    if (here := _here(work, one.session, one.trainer)).state != "proposed" or here.pinned:
        raise Problem(
            "Somebody who was to move up has been asked or pinned since.",
            kept="Nothing was changed.",
            todo="Repair again.",
        )


def _say_for_whom(work: Work, proposal: Proposal, comes: Sequence[Assignment]) -> None:
    """Keep with whoever came whose place it was."""
    before = {key: [one for one in proposal.broken if one.session == key] for key in proposal.problem.asked}
    for one in comes:
        whose = before.get(one.session)
        if not whose:
            continue
        gone = whose.pop(0)
        rows = work.find(
            select(Allocation).where(Allocation.session_id == gone.session, Allocation.person_id == gone.trainer)
        )
        left = next((it for it in rows if it.state in GONE), None)
        if left is not None:
            _here(work, one.session, one.trainer).instead_of_id = left.id
