"""A plan's whole penalty and what it breaks, under the file form's rules or a pool's own profile."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from trainerpool.allocation.ground import PERIODS, ground_of
from trainerpool.allocation.instance import Instance, Session, Trainer
from trainerpool.allocation.levels import FORMAT_1, Profile
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.rules import RULES, check_plan
from trainerpool.allocation.rules.case import Case, team_case
from trainerpool.allocation.scorer import Score, Violation, score, soft_terms
from trainerpool.allocation.shape import STATIC, year_limit

# What the solver cannot mend: empty places are a soft term, and material is made elsewhere. Of the same pair again it
# knows what came before the plan; that it comes about within the plan is found afterwards, and said.
_NOT_THE_SOLVERS = ("enough_trainers", "material", "material_unrecorded", "same_pair")


def judge(instance: Instance, plan: Plan, profile: Profile = FORMAT_1) -> Score:
    """Return the plan's penalty, terms and violations.

    Under `format-1` this is the judge of the file form, alone. Under another profile the hard rules are the profile's, and a
    term `warnings` is added: how often a rule that only warns is broken, each worth the weight `warning`.
    """
    if profile is FORMAT_1:
        return score(instance, plan)
    terms = soft_terms(instance, plan)
    terms["warnings"] = warnings(instance, plan, profile)
    total = sum(instance.weight(term) * quantity for term, quantity in terms.items())
    total += instance.weight("warning") * terms["warnings"]
    found = [
        Violation(one.code, one.session, one.trainer, one.text)
        for one in check_plan(instance, plan, profile).everything
        if one.stops and one.code not in _NOT_THE_SOLVERS
    ]
    return Score(total, terms, tuple(found))


def warnings(instance: Instance, plan: Plan, profile: Profile) -> int:
    """Return how often rules that only warn are broken.

    Counted once for a pair and rule, for each session over a cap, for each two of a trainer's sessions that clash, for each
    two who should not be together, and once for each other rule about a team.
    """
    sessions, trainers = instance.session_by_id, instance.trainer_by_id
    teams = {key: plan.team(key) for key in plan.by_session if key in sessions}
    placed = [(sessions[key], trainers[one]) for key, team in teams.items() for one in team if one in trainers]
    found = sum(_of_pair(instance, session, trainer, profile) for session, trainer in placed)
    of: dict[str, list[Session]] = {}
    for session, trainer in placed:
        of.setdefault(trainer.id, []).append(session)
    found += sum(_of_days(instance, trainers[key], mine, profile) for key, mine in of.items())
    return found + sum(_of_team(instance, sessions[key], team, profile) for key, team in teams.items())


def _of_pair(instance: Instance, session: Session, trainer: Trainer, profile: Profile) -> int:
    case = Case(instance, ground_of(instance), trainer, session, Plan(), profile)
    found = 0
    for code in STATIC:
        rule = RULES[code].person
        found += profile.warns(code) and rule is not None and rule(case) is not None
    return found


def _of_days(instance: Instance, trainer: Trainer, mine: list[Session], profile: Profile) -> int:
    ground, found = ground_of(instance), 0
    if profile.warns("overlap"):
        found += sum(ground.clash(one, other) for one, other in combinations(mine, 2))
    for period in PERIODS:
        cap = getattr(trainer, f"cap_{period}")
        if cap is None or not profile.warns(f"cap_{period}"):
            continue
        keys = Counter(ground.periods[period][ground.session_no[one.id]] for one in mine)
        for key, number in keys.items():
            limit = year_limit(trainer, key) if period == "year" else cap
            found += max(0, number - limit) if key is not None else 0
    return found


def _of_team(instance: Instance, session: Session, team: tuple[str, ...], profile: Profile) -> int:
    case = team_case(instance, session, team, Plan(), profile)
    found = 0
    for code in ("lead", "first_solo", "multi_agency", "multi_agency_course"):
        rule = RULES[code].team
        found += profile.warns(code) and rule is not None and rule(case) is not None
    ground = case.ground
    pairs = [frozenset(one.id for one in pair) for pair in combinations(case.team, 2)]
    if profile.warns("same_pair"):
        found += sum(ground.recent.get(pair, 0) >= instance.same_pair_limit for pair in pairs)
    if profile.warns("conflict"):
        found += sum(
            any(other in ground.partners.get(one, ()) for other in pair) for pair in pairs for one in list(pair)[:1]
        )
    return found
