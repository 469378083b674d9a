"""The questions the board, the drag check, the solver and confirming ask of the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from trainerpool.allocation.ground import ground_of
from trainerpool.allocation.instance import EXTRA, Instance, Session, Trainer
from trainerpool.allocation.levels import SEVERITY, Finding, Profile
from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.allocation.rules.case import Case, TeamCase, team_case
from trainerpool.allocation.rules.registry import PERSON_RULES, TEAM_RULES
from trainerpool.domain.policy import Level

# Rules whose answer changes when one more trainer joins a team; the others speak of the session or of missing trainers.
_JOINING = ("lead", "first_solo", "multi_agency", "multi_agency_course", "same_pair")
ELIGIBLE, WARNING, OVERRIDE, BLOCKED = "eligible", "warning", "override", "blocked"
_STATES = {Level.WARN: WARNING, Level.OVERRIDE: OVERRIDE, Level.BLOCK: BLOCKED}


@dataclass(frozen=True, slots=True)
class Cell:
    """What the board shows for one trainer in one session: eligible, warning, override or blocked, and the first reason."""

    state: str
    finding: Finding | None = None


def findings(
    instance: Instance, trainer_id: str, session_id: str, plan: Plan, profile: Profile, role: str = ""
) -> tuple[Finding, ...]:
    """Return everything the rules find against the trainer in the session beside the plan, the worst first.

    Whether the pair is already in the plan makes no difference to the rules about the person. A trainer who is not in the
    team yet is also looked at as its next member. Raises KeyError for an unknown id.
    """
    case = _case(instance, trainer_id, session_id, plan, profile, role)
    found = [one for code, rule in PERSON_RULES if profile.asks(code) and (one := rule(case)) is not None]
    found += _joining(case)
    return tuple(sorted(found, key=lambda one: -SEVERITY[one.level]))


def cell(instance: Instance, trainer_id: str, session_id: str, plan: Plan, profile: Profile) -> Cell:
    """Return the board's answer for one trainer in one session; stops looking at the first rule that blocks."""
    case = _case(instance, trainer_id, session_id, plan, profile, "")
    worst: Finding | None = None
    for code, rule in PERSON_RULES:
        if not profile.asks(code) or (one := rule(case)) is None:
            continue
        if one.level is Level.BLOCK:
            return Cell(BLOCKED, one)
        if worst is None or SEVERITY[one.level] > SEVERITY[worst.level]:
            worst = one
    for one in _joining(case):
        if worst is None or SEVERITY[one.level] > SEVERITY[worst.level]:
            worst = one
    return Cell(ELIGIBLE) if worst is None else Cell(_STATES[worst.level], worst)


def team_findings(
    instance: Instance, session_id: str, team: tuple[str, ...], profile: Profile, plan: Plan | None = None
) -> tuple[Finding, ...]:
    """Return everything the rules find against these trainers together, the worst first. Raises KeyError for an unknown session."""
    session = instance.session_by_id[session_id]
    found = _of_team(team_case(instance, session, team, plan or Plan(), profile))
    return tuple(sorted(found, key=lambda one: -SEVERITY[one.level]))


@dataclass(frozen=True, eq=False)
class Checked:
    """Every finding against a plan: by (session, trainer), by session for its team, and about the plan itself."""

    plan: Plan
    by_assignment: Mapping[tuple[str, str], tuple[Finding, ...]]
    by_session: Mapping[str, tuple[Finding, ...]]
    about_plan: tuple[Finding, ...]

    @cached_property
    def everything(self) -> tuple[Finding, ...]:
        """Return all findings in one row."""
        pairs = [one for some in self.by_assignment.values() for one in some]
        teams = [one for some in self.by_session.values() for one in some]
        return (*self.about_plan, *pairs, *teams)

    @cached_property
    def in_the_way(self) -> tuple[Finding, ...]:
        """Return what keeps the plan from being confirmed: blocks, and overridable rules for which no reason is given.

        A reason given on any assignment of a session overrides the rules about its team.
        """
        given = {(one.session, one.trainer) for one in self.plan.assignments if one.override.strip()}
        given_sessions = {session for session, _ in given}
        found = list(self.about_plan)
        for pair, some in self.by_assignment.items():
            found += [one for one in some if _stands(one, pair in given)]
        for session, some in self.by_session.items():
            found += [one for one in some if _stands(one, session in given_sessions)]
        return tuple(found)


def check_plan(instance: Instance, plan: Plan, profile: Profile) -> Checked:
    """Return every finding against every assignment and team of the plan, sessions without anyone included."""
    about, counted = [], Counter((one.session, one.trainer) for one in plan.assignments)
    for (session_id, trainer_id), times in counted.items():
        if session_id not in instance.session_by_id or trainer_id not in instance.trainer_by_id:
            said = f"{trainer_id} in {session_id}: one of them is not known."
            about.append(Finding("unknown", Level.BLOCK, said, session=session_id, trainer=trainer_id))
        if times > 1:
            said = f"{trainer_id} is named {times} times for {session_id}."
            about.append(Finding("duplicate", Level.BLOCK, said, session=session_id, trainer=trainer_id))
    for pin in instance.pinned:
        if (pin.session, pin.trainer) not in plan.pairs:
            said = f"{instance.trainer_by_id[pin.trainer].label} is confirmed for {pin.session} and missing."
            about.append(Finding("pinned", Level.BLOCK, said, session=pin.session, trainer=pin.trainer))
    by_assignment = {}
    for one in plan.assignments:
        if one.session in instance.session_by_id and one.trainer in instance.trainer_by_id:
            found = _of_person(instance, one, plan, profile)
            if found:
                by_assignment[one.session, one.trainer] = found
    by_session = {}
    for session in instance.sessions:
        team = plan.team(session.id)
        if len(team) > session.need:
            said = f"{len(team)} trainers for {session.need} places."
            about.append(Finding("overfilled", Level.BLOCK, said, session=session.id))
        found = tuple(_of_team(team_case(instance, session, team, plan, profile)))
        if found:
            by_session[session.id] = found
    return Checked(plan, by_assignment, by_session, tuple(about))


def _stands(finding: Finding, reason_given: bool) -> bool:
    return finding.level is Level.BLOCK or (finding.level is Level.OVERRIDE and not reason_given)


def _case(instance: Instance, trainer_id: str, session_id: str, plan: Plan, profile: Profile, role: str) -> Case:
    trainer: Trainer = instance.trainer_by_id[trainer_id]
    session: Session = instance.session_by_id[session_id]
    return Case(instance, ground_of(instance), trainer, session, plan, profile, role)


def _of_person(instance: Instance, placed: Assignment, plan: Plan, profile: Profile) -> tuple[Finding, ...]:
    case = _case(instance, placed.trainer, placed.session, plan, profile, placed.role)
    found = [one for code, rule in PERSON_RULES if profile.asks(code) and (one := rule(case)) is not None]
    return tuple(sorted(found, key=lambda one: -SEVERITY[one.level]))


def _of_team(case: TeamCase) -> list[Finding]:
    return [one for code, rule in TEAM_RULES if case.profile.asks(code) and (one := rule(case)) is not None]


def _joining(case: Case) -> list[Finding]:
    session, profile = case.session, case.profile
    if case.role == EXTRA:
        return []
    team = case.plan.team(session.id)
    if case.trainer.id in team or len(team) >= session.need:
        return []
    before = team_case(case.instance, session, team, case.plan, profile)
    after = team_case(case.instance, session, (*team, case.trainer.id), case.plan, profile)
    full = len(team) + 1 == session.need
    found = []
    for code, rule in TEAM_RULES:
        # A newly approved trainer may join a team with room for an experienced one.
        if code not in _JOINING or not profile.asks(code) or (code == "first_solo" and not full):
            continue
        one = rule(after)
        if one is not None and rule(before) is None:
            found.append(
                Finding(
                    one.code,
                    one.level,
                    one.text,
                    one.phrase,
                    one.kind,
                    one.remedy,
                    session.id,
                    case.trainer.id,
                    one.partners,
                )
            )
    return found
