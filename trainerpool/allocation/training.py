"""Whose training would fill most of the places left empty: one or two people for a course, and the places they would take."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from trainerpool.allocation import words
from trainerpool.allocation.instance import NEW, Approval, Instance, Pair, Trainer
from trainerpool.allocation.levels import FORMAT_1, Profile
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally

_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Training:
    """Who would be trained for which course, and the places they could take beside the plan as it is, of how many empty."""

    course: str
    trainers: tuple[str, ...]
    places: tuple[Pair, ...]
    empty: int
    text: str


def whom_to_train(
    instance: Instance, plan: Plan, profile: Profile = FORMAT_1, courses: Collection[str] | None = None
) -> tuple[Training, ...]:
    """Return for each course with empty places (or of these) the two whose approval would fill most of them, or the one.

    Whoever is trained counts as newly approved, so that they need somebody experienced beside; nobody else is moved. The
    course that would gain most comes first; one that nobody could be trained for does not occur.
    """
    short = [
        number
        for number, one in enumerate(instance.sessions)
        if len(plan.team(one.id)) < one.need and (courses is None or one.course in courses)
    ]
    wanted = dict.fromkeys(instance.sessions[number].course for number in short)
    if not wanted:
        return ()
    learners = {
        course: [number for number, one in enumerate(instance.trainers) if _could_learn(one, course)]
        for course in wanted
    }
    taught = replace(instance, trainers=tuple(_taught(one, instance, wanted) for one in instance.trainers))
    shape = Shape(taught, profile, set(short))
    tally = Tally(shape, shape.teams_of(plan))
    found = []
    for course in wanted:
        places = [number for number in short if instance.sessions[number].course == course]
        some = _best(shape, tally, learners[course], places)
        if some:
            found.append(_told(instance, tally, course, places, some))
    return tuple(sorted(found, key=lambda one: (-len(one.places), one.course)))


def _could_learn(one: Trainer, course: str) -> bool:
    """Say whether training could make a trainer of them: candidates, and whoever may deliver something else."""
    if any(held.course == course for held in one.approvals):
        return False
    return one.candidate or not one.may_deliver or any(span.allowed for span in one.may_deliver)


def _taught(one: Trainer, instance: Instance, courses: Iterable[str]) -> Trainer:
    days = [block.on for session in instance.sessions for block in session.blocks]
    more = tuple(Approval(course, min(days), max(days), NEW) for course in courses if _could_learn(one, course))
    if not more:
        return one
    if one.candidate:
        return replace(one, approvals=(*one.approvals, *more), candidate=False, may_deliver=())
    return replace(one, approvals=(*one.approvals, *more))


def _best(shape: Shape, tally: Tally, learners: Sequence[int], places: Sequence[int]) -> list[tuple[int, int]]:
    """Return the (session, trainer) pairs of the two, or the one, who fill most; of equal ones the first."""
    alone = {one: _filled(shape, tally, [one], places) for one in learners}
    able = sorted((one for one in learners if alone[one]), key=lambda one: (-len(alone[one]), one))[:_LOOKED_AT]
    best = alone[able[0]] if able else []
    for pair in combinations(able, 2):
        both = _filled(shape, tally, pair, places)
        if len(both) > len(best):
            best = both
    return best


def _filled(shape: Shape, tally: Tally, learners: Sequence[int], places: Sequence[int]) -> list[tuple[int, int]]:
    """Return the places these could take one after the other; the tally is as before afterwards."""
    found: list[tuple[int, int]] = []
    for session in places:
        for one in sorted(learners, key=lambda one: (sum(it == one for _, it in found), one)):
            room = len(tally.teams[session]) < shape.needs[session]
            if room and one in shape.eligible[session] and tally.fits(session, one):
                tally.add(session, one)
                found.append((session, one))
    for session, one in found:
        tally.remove(session, one)
    return found


def _told(
    instance: Instance, tally: Tally, course: str, places: Sequence[int], pairs: Sequence[tuple[int, int]]
) -> Training:
    trainers = tuple(dict.fromkeys(instance.trainers[one].id for _, one in sorted(pairs, key=lambda it: it[1])))
    empty = sum(instance.sessions[one].need - len(tally.teams[one]) for one in places)
    names = words.listed([instance.trainer_by_id[one].label for one in trainers])
    named = instance.course_names.get(course, course)
    if empty == 1:
        gain = "its empty place"
    elif len(pairs) == empty:
        gain = f"all {empty} of its empty places"
    else:
        gain = f"{len(pairs)} of its {empty} empty places"
    text = f"Training {names} for {named} would fill {gain}, everybody else staying where they are."
    filled = tuple(Pair(instance.sessions[k].id, instance.trainers[i].id) for k, i in pairs)
    return Training(course, trainers, filled, empty, text)
