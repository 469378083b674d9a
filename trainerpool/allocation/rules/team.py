"""The rules about the trainers of one session together; each is one function that finds what is wrong, or nothing."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from trainerpool.allocation import words
from trainerpool.allocation.instance import EXPERIENCED, EXTRA, LEAD, NEW, Session
from trainerpool.allocation.levels import Finding
from trainerpool.allocation.rules.case import TeamCase


def enough_trainers(case: TeamCase) -> Finding | None:
    """Every place is filled."""
    missing = case.session.need - len(case.team)
    if missing <= 0:
        return None
    return case.found(
        "enough_trainers",
        f"{words.count(missing, 'place')} of {case.session.need} still empty.",
        remedy=words.count(missing, "more trainer"),
    )


def lead(case: TeamCase) -> Finding | None:
    """One place is kept for a trainer who may lead."""
    others = [one for one in case.team if case.level(one) != LEAD]
    if len(others) < max(case.session.need, 1) or case.session.lead_later:
        return None
    names = words.listed([one.label for one in others])
    verb = "may" if len(others) == 1 else "may all"
    said = f"{names} {verb} co-train, not lead, and no place is left for a lead."
    return case.found("lead", said, "no lead among them", "a trainer who may lead", tuple(one.id for one in others))


def first_solo(case: TeamCase) -> Finding | None:
    """A newly approved trainer delivers only beside an experienced one."""
    new = [one for one in case.team if case.level(one) == NEW]
    if not new or any(case.level(one) in EXPERIENCED for one in case.team):
        return None
    names = words.listed([one.label for one in new])
    verb = "is" if len(new) == 1 else "are"
    return case.found(
        "first_solo",
        f"{names} {verb} newly approved and would have no experienced trainer beside.",
        "nobody experienced among them",
        "an experienced trainer beside",
        tuple(one.id for one in new),
    )


def multi_agency(case: TeamCase) -> Finding | None:
    """The full team of a multi-agency session comes from at least two agencies."""
    return _one_agency(case, "multi_agency")


def multi_agency_course(case: TeamCase) -> Finding | None:
    """The same, for a session of a course that blocks it whatever the policy's level."""
    return _one_agency(case, "multi_agency_course")


def _one_agency(case: TeamCase, code: str) -> Finding | None:
    session = case.session
    if session.agency_rule != code or not session.multi_agency:
        return None
    if session.need < 2 or len(case.team) < session.need:
        return None
    agencies = {one.agency for one in case.team}
    if len(agencies) > 1:
        return None
    agency = next(iter(agencies))
    name = case.instance.agency_names.get(agency, agency)
    return case.found(
        code,
        f"All from {name}; a multi-agency session asks for two agencies.",
        f"all from {name}",
        "a trainer from another agency",
        tuple(one.id for one in case.team),
    )


def same_pair(case: TeamCase) -> Finding | None:
    """The same two have not delivered together more often in a row than the limit, the sessions of the plan before it too."""
    limit = case.instance.same_pair_limit
    for one, other in combinations(case.team, 2):
        times = _together(case, one.id, other.id)
        if times >= limit:
            said = (
                f"{one.label} and {other.label} delivered their last {times} sessions together; the limit is {limit}."
                if times == case.ground.recent.get(frozenset((one.id, other.id)), 0)
                else f"{one.label} and {other.label} would be together for the {words.nth(times + 1)} session in a row; "
                f"the limit is {limit}."
            )
            return case.found("same_pair", said, "together again", "one of them changed", (one.id, other.id))
    return None


def _together(case: TeamCase, one: str, other: str) -> int:
    """How many sessions up to this one the two were a pair in a row: those of the plan, then those before it."""
    since, pair = case.instance.recent_before, {one, other}
    recent = case.ground.recent.get(frozenset(pair), 0)
    if since is not None and case.session.first_day < since:
        return recent
    mine, theirs = _before(case, one), _before(case, other)
    times = 0
    for first, second in zip(mine, theirs, strict=False):
        if first != second or set(case.plan.team(first)) != pair:
            return times
        times += 1
    return times + recent if len(mine) == len(theirs) else times


def _before(case: TeamCase, trainer: str) -> list[str]:
    """Somebody's sessions of the plan before this one, the latest first."""
    sessions, since, here = case.instance.session_by_id, case.instance.recent_before, _when(case.session)
    found = [sessions[one.session] for one in case.plan.by_trainer.get(trainer, ())
             if one.role != EXTRA and one.session in sessions]  # fmt: skip
    found = [one for one in found if _when(one) < here and (since is None or one.first_day >= since)]
    return [one.id for one in sorted(found, key=_when, reverse=True)]


def _when(session: Session) -> tuple[date, int, str]:
    return session.first_day, session.blocks[0].start, session.id


def material(case: TeamCase) -> Finding | None:
    """The course's material has an approved version on the day."""
    if case.session.material != "not approved":
        return None
    return case.found(
        "material",
        case.session.material_text or f"No version of the material is approved on {words.day(case.session.first_day)}.",
        "material not approved",
        "an approved version of the material",
    )


def material_unrecorded(case: TeamCase) -> Finding | None:
    """The course has a material version on record."""
    if case.session.material != "none recorded":
        return None
    text = case.session.material_text or "No approved version recorded."
    return case.found("material_unrecorded", text, "no material on record", "the material recorded")
