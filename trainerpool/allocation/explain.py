"""Every empty place explained: who might have come and why not, and the rules that together prevent one more."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass

from trainerpool.allocation import words
from trainerpool.allocation.instance import Instance, Session, Trainer
from trainerpool.allocation.levels import FORMAT_1, Finding, Profile
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.proof import Blocked, Blocking, as_it_stands
from trainerpool.allocation.rules.case import Case
from trainerpool.allocation.rules.registry import PERSON_RULES, RULES
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally

_PLACE_SECONDS = 1.0
# So long after the deadline nothing more is looked at, where great problems in little time have very many empty places.
_LATE_SECONDS, _MANY = 0.3, 300
_NO_TIME = "Place left empty: there was no time to find out why, nor whether anybody could still be added."
_TEAM_PHRASES = {
    "lead": "may not lead, and the last place is kept for a lead",
    "first_solo": "is newly approved and would have no experienced trainer beside",
    "multi_agency": "is from the same agency as the others",
    "multi_agency_course": "is from the same agency as the others",
    "same_pair": "would be with the same trainer too often in a row",
}
_TEAM_REMEDIES = {
    "lead": "leave to lead this course",
    "first_solo": "an experienced trainer beside",
    "multi_agency": "somebody from another agency beside",
    "multi_agency_course": "somebody from another agency beside",
    "same_pair": "another pair",
}


@dataclass(frozen=True, slots=True)
class TrainerReason:
    """Why one trainer is not in the place: every rule that keeps them out, and a sentence."""

    trainer: str
    rules: tuple[str, ...]
    text: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class EmptyPlace:
    """The empty places of one session.

    `blocking` is empty where no rule prevents one more, and the text says so. `proven` says that the blocking rules prevent
    it however the others are moved; otherwise they prevent it as the plan stands.
    """

    session: str
    places: int
    blocking: tuple[str, ...]
    trainers: tuple[TrainerReason, ...]
    text: str
    proven: bool = True
    settled: bool = True
    """Whether it is also proven that none of the blocking rules can be left out."""


def explain_empty(
    instance: Instance,
    plan: Plan,
    profile: Profile = FORMAT_1,
    *,
    optimal: bool = False,
    deadline: float | None = None,
    only: Collection[str] | None = None,
) -> tuple[EmptyPlace, ...]:
    """Return an explanation for every session with empty places, in file order.

    `optimal` says the plan is proven best; `deadline` (a `time.monotonic()` moment) ends the proofs: what is left then is
    explained by the plan as it stands. None is left without a text. `only` these sessions are looked at, where given.
    """
    if deadline is not None and time.monotonic() >= deadline:
        lacking = [
            (one, one.need - len(plan.team(one.id))) for one in instance.sessions if only is None or one.id in only
        ]
        if sum(places > 0 for _, places in lacking) > _MANY:
            return tuple(_unexplained(one, places) for one, places in lacking if places > 0)
    explaining = _Explaining(instance, plan, profile, optimal=optimal)
    teams = explaining.tally.teams
    empty = [
        number
        for number, session in enumerate(instance.sessions)
        if session.need > len(teams[number]) and (only is None or session.id in only)
    ]
    until = time.monotonic() + _PLACE_SECONDS * len(empty)
    until = until if deadline is None else min(until, deadline)
    late = max(until, time.monotonic()) + _LATE_SECONDS
    found: dict[int, EmptyPlace] = {}
    # The first places find out much that holds for the others, so what time did not tell of them is asked once more.
    for _ in range(2):
        waiting = [one for one in empty if one not in found or not found[one].settled]
        for done, number in enumerate(waiting):
            left = until - time.monotonic()
            share = max(_PLACE_SECONDS, 3 * left / (len(waiting) - done))
            places = instance.sessions[number].need - len(teams[number])
            if number not in found and time.monotonic() > late:
                found[number] = _unexplained(instance.sessions[number], places)
            elif number not in found or left > 0:
                found[number] = explaining.place(number, places, min(left, share))
    return tuple(found[number] for number in empty)


def _unexplained(session: Session, places: int) -> EmptyPlace:
    return EmptyPlace(session.id, places, (), (), _NO_TIME, False, False)


def in_the_way(
    instance: Instance, plan: Plan, session_id: str, trainer_id: str, profile: Profile = FORMAT_1
) -> tuple[Finding, ...]:
    """Return every rule that keeps the trainer from being the session's next member beside this plan."""
    explaining = _Explaining(instance, plan, profile, optimal=False)
    return tuple(explaining.findings(instance.session_by_id[session_id], instance.trainer_by_id[trainer_id]))


class _Explaining:
    def __init__(self, instance: Instance, plan: Plan, profile: Profile, *, optimal: bool) -> None:
        self.instance, self.plan, self.profile = instance, plan, profile
        # An empty shape is enough to count; team rules ask only for levels, which are looked up here.
        self.shape = Shape(instance, profile, ())
        teams = self.shape.teams_of(plan)
        self.tally = Tally(self.shape, teams)
        self.blocked = Blocked(instance, teams, profile)
        self.sure = optimal and self._staffing_first()

    def _staffing_first(self) -> bool:
        """Say whether one more place is worth more than all other terms could ever cost, so that best means fullest."""
        weights = self.instance.weights
        return weights.get("unfilled", 0) >= 5_000 and sum(weights.values()) - weights["unfilled"] < 2_500

    def findings(self, session: Session, trainer: Trainer) -> list[Finding]:
        """Return all that keeps the trainer from being the session's next member as the plan stands."""
        ground = self.shape.ground
        case = Case(self.instance, ground, trainer, session, self.plan, self.profile)
        stopping = (code_rule for code_rule in PERSON_RULES if self.profile.stops(code_rule[0]))
        found = [one for _, rule in stopping if (one := rule(case)) is not None]
        number = ground.session_no[session.id]
        levels = self.shape.levels[number]
        for member in (*self.tally.teams[number], ground.trainer_no[trainer.id]):
            levels[member] = ground.level(ground.trainers[member], session)
        for code in self.tally.team_rules(number, ground.trainer_no[trainer.id]):
            if code in _TEAM_PHRASES:
                level, said, kind = self.profile.level(code), RULES[code].words, code.removesuffix("_course")
                phrase, takes = _TEAM_PHRASES[code], _TEAM_REMEDIES[code]
                found.append(Finding(code, level, f"{said}.", phrase, kind, takes, session.id, trainer.id))
        return found

    def place(self, number: int, places: int, seconds: float) -> EmptyPlace:
        session, ground = self.instance.sessions[number], self.shape.ground
        team = self.tally.teams[number]
        near = sorted(one for one in ground.approved.get(session.course, ()) if one not in team)
        far = sorted(set(range(len(ground.trainers))) - team - set(near))
        against = {one: self.findings(session, ground.trainers[one]) for one in near}
        prices = self._prices(number, [one for one in near if not against[one]])
        reasons = tuple(self._reason(ground.trainers[one], against[one], prices.get(one, 0)) for one in near)
        broken = {frozenset(finding.code for finding in found) for found in against.values()}
        if seconds > 0 or not self.profile.stops("approval"):
            others = (self.findings(session, ground.trainers[one]) for one in far)
            broken |= {frozenset(finding.code for finding in found) for found in others}
        elif far:
            # No time for the rest: what is known of all who never had an approval is enough to be true.
            broken.add(frozenset({"approval"}))
        blocked = Blocking(()) if not broken else self.blocked.minimal(number, broken, known=self.sure, seconds=seconds)
        text = self._text(session, near, against, prices, blocked)
        codes = as_it_stands(broken) if blocked.codes is None else blocked.codes
        return EmptyPlace(session.id, places, codes, reasons, text, blocked.codes is not None, blocked.settled)

    def _prices(self, number: int, free: list[int]) -> dict[int, int]:
        """Return how much dearer the plan would be with each of these added, the filled place taken off."""
        if not free:
            return {}
        shape, tally = self.shape, self.tally
        shape.look_at(number)
        worth = self.instance.weight("unfilled") * self.instance.sessions[number].priority
        return {one: tally.cost(number, one) - worth for one in free if one in shape.costs[number]}

    def _reason(self, trainer: Trainer, found: list[Finding], price: int) -> TrainerReason:
        codes = tuple(dict.fromkeys(one.code for one in found))
        said = "; ".join(one.phrase for one in found) or f"could be added; {_dearer(price)}"
        return TrainerReason(trainer.id, codes, f"{trainer.label} {said}.", tuple(found))

    def _text(
        self,
        session: Session,
        near: list[int],
        against: dict[int, list[Finding]],
        prices: dict[int, int],
        blocked: Blocking,
    ) -> str:
        course = self.instance.course_names.get(session.course, session.course)
        if not near:
            placed = self.tally.teams[self.shape.ground.session_no[session.id]]
            nobody = "Nobody else" if placed else "Nobody"
            return f"Place left empty: {nobody.lower()} holds an approval for {course}."
        parts = self._grouped(near, against)
        if prices:
            cheapest = min(prices, key=lambda one: (prices[one], one))
            name = self.shape.ground.trainers[cheapest].label
            parts.append(f"{name} could be added, but {_dearer(prices[cheapest])}" if prices[cheapest] > 0
                         else f"{name} could be added; {_dearer(prices[cheapest])}")  # fmt: skip
        text = words.sentence(f"Place left empty: {', '.join(parts)}")
        if blocked.codes is None and all(against[one] for one in near):
            text += " " + _ROOM[blocked.settled]
        return text

    def _grouped(self, near: list[int], against: dict[int, list[Finding]]) -> list[str]:
        """Return "3 are on other sessions", "Hari is away 18 to 22 Jan": one part for each kind of first reason."""
        groups: dict[str, list[tuple[Trainer, Finding]]] = {}
        for one in near:
            found = sorted(against[one], key=_telling)
            if found:
                groups.setdefault(found[0].kind, []).append((self.shape.ground.trainers[one], found[0]))
        parts = []
        for kind, members in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
            trainer, finding = members[0]
            if len(members) == 1 and trainer.name:
                parts.append(f"{trainer.name} {finding.phrase}")
            else:
                parts.append(_counted(kind, len(members), finding))
        return parts


_ROOM = {
    True: "That is how the plan stands; moving others about would make room.",
    False: "That is how the plan stands; moving others about is not ruled out.",
}
_ORDER = (
    "approval",
    "standing",
    "candidate",
    "agreement_lapsed",
    "conflict",
    "availability",
    "overlap",
    "cap_term",
    "cap_month",
    "cap_week",
    "cap_year",
)


def _telling(finding: Finding) -> int:
    return _ORDER.index(finding.code) if finding.code in _ORDER else len(_ORDER)


def _dearer(price: int) -> str:
    if not price:
        return "the plan would cost the same"
    return f"the plan would cost {words.count(abs(price), 'minute')} {'more' if price > 0 else 'less'}"


def _counted(kind: str, number: int, finding: Finding) -> str:
    many = number != 1
    be = "are" if many else "is"
    fixed = {
        "other session": f"{number} {be} on other sessions" if many else "1 is on another session",
        "too close": f"{number} could not travel in time from another session",
        "away": f"{number} {be} away",
        "no approval": f"{number} {'have' if many else 'has'} no approval",
        "approval dates": f"{number} {be} not approved on that day",
        "standing": f"{number} may not deliver on that day",
        "candidate": f"{number} {be} still {'candidates' if many else 'a candidate'}",
        "agreement": f"{number} {'have' if many else 'has'} no release agreement",
        "declared conflict": f"{number} {'have' if many else 'has'} a declared conflict",
        "never together": f"{number} {be} never put together with someone there",
        "host": f"{number} {be} from the host agency",
        "lead": f"{number} may not lead, and the last place is kept for a lead",
        "first_solo": f"{number} {be} newly approved with no experienced trainer beside",
        "multi_agency": f"{number} {be} from the same agency as the others",
    }
    if kind.startswith("weekday "):
        return f"{number} {'do' if many else 'does'} not work {kind.removeprefix('weekday ')}"
    if kind.endswith(" cap"):
        return f"{number} {be} at the cap for the {kind.removesuffix(' cap')}"
    return fixed.get(kind, f"{number} {finding.phrase}")
