"""Why this trainer and not that one: what a pair costs, what the alternatives would cost, and what forbids it."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainerpool.allocation import words
from trainerpool.allocation.explain import in_the_way
from trainerpool.allocation.ground import ground_of
from trainerpool.allocation.instance import Instance, Session, Trainer
from trainerpool.allocation.judging import judge
from trainerpool.allocation.levels import FORMAT_1, Finding, Profile
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.rules import RULES, findings
from trainerpool.allocation.scorer import Score
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally
from trainerpool.domain.policy import Level
from trainerpool.problem import Problem

_MOST = 5
_LOOKED_AT = 24


@dataclass(frozen=True, slots=True)
class Alternative:
    """One other way: who comes, who goes (empty for nobody), and how much dearer the whole plan would be."""

    trainer: str
    instead_of: str
    difference: int
    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """The answer about one pair. `cost` is what it adds to the penalty, places left out; None where rules forbid it."""

    session: str
    trainer: str
    placed: bool
    cost: int | None
    parts: Mapping[str, int]
    alternatives: tuple[Alternative, ...]
    rules: tuple[Finding, ...]
    changes: tuple[str, ...]
    text: str


def why(
    instance: Instance, plan: Plan, session_id: str, trainer_id: str, profile: Profile = FORMAT_1,
    deadline: float = math.inf,
) -> Why:  # fmt: skip
    """Return why the trainer is, or is not, in the session of this plan.

    After `deadline` (a `time.monotonic()` moment) no further alternative is looked at: those likeliest come first.

    For a pair in the plan: its cost and the best alternatives. For another: the rules that forbid it and what would have to
    change, or what it would cost. Raises Problem for an id that is not in the instance.
    """
    session, trainer = instance.session_by_id.get(session_id), instance.trainer_by_id.get(trainer_id)
    if session is None or trainer is None:
        wrong = f"session {session_id}" if session is None else f"trainer {trainer_id}"
        raise Problem(f"There is no {wrong} in this problem.", todo="Look at the ids in the file.")
    asking = _Asking(instance, plan, session, trainer, profile, deadline)
    return asking.placed() if (session_id, trainer_id) in plan.pairs else asking.not_placed()


class _Asking:
    def __init__(
        self, instance: Instance, plan: Plan, session: Session, trainer: Trainer, profile: Profile, deadline: float
    ) -> None:
        self.instance, self.plan, self.profile, self.deadline = instance, plan, profile, deadline
        self.session, self.trainer = session, trainer
        self.now = judge(instance, plan, profile)
        ground = ground_of(instance)
        self.number = ground.session_no[session.id]
        self.shape = Shape(instance, profile, {self.number})
        self.pins = {pin.trainer for pin in instance.pinned if pin.session == session.id}

    def placed(self) -> Why:
        without = judge(self.instance, self.plan.without(self.session.id, self.trainer.id), self.profile)
        parts = self._parts(without, self.now)
        cost = sum(parts.values())
        alternatives = () if self.trainer.id in self.pins else self._alternatives()
        verb = "costs" if cost >= 0 else "saves"
        text = f"{self.trainer.label} {verb} {_minutes(abs(cost))} here{_most_of(parts)}."
        if self.trainer.id in self.pins:
            text += " Confirmed, so not open to change."
        elif not alternatives:
            text += " No other trainer could take this place as the plan stands."
        else:
            text += f" Next best: {alternatives[0].text}"
        broken = tuple(one for one in self._findings(self.trainer.id) if one.stops)
        return Why(self.session.id, self.trainer.id, True, cost, parts, alternatives, broken, (), text)

    def _findings(self, trainer: str) -> tuple[Finding, ...]:
        return findings(self.instance, trainer, self.session.id, self.plan, self.profile)

    def _parts(self, before: Score, after: Score) -> dict[str, int]:
        """Return what each term adds in minute equivalents, from one plan to another, the place itself left out."""
        weight = self.instance.weight
        names = {"warnings": "warning"}
        parts = {
            term: weight(names.get(term, term)) * (after.terms[term] - before.terms[term])
            for term in after.terms
            if term != "unfilled"
        }
        return {term: part for term, part in parts.items() if part}

    def _alternatives(self) -> tuple[Alternative, ...]:
        """Return the best trainers in this one's place, worked out by the judge; only plans that break nothing more count."""
        bare = self.plan.without(self.session.id, self.trainer.id)
        tally = Tally(self.shape, self.shape.teams_of(bare))
        mine = self.shape.ground.trainer_no[self.trainer.id]
        able = [one for one in self.shape.eligible[self.number] if one != mine and tally.fits(self.number, one)]
        able.sort(key=lambda one: (tally.cost(self.number, one), one))
        found: list[Alternative] = []
        for one in able[:_LOOKED_AT]:
            if found and time.monotonic() > self.deadline:
                break
            other = self.shape.ground.trainers[one]
            judged = judge(self.instance, bare.adding(self.session.id, other.id), self.profile)
            if len(judged.violations) <= len(self.now.violations):
                found.append(self._alternative(other, self.trainer, judged.total))
        return tuple(sorted(found, key=lambda one: (one.difference, one.trainer))[:_MOST])

    def _alternative(self, comes: Trainer, goes: Trainer | None, total: int) -> Alternative:
        difference = total - self.now.total
        instead = f" for {goes.label}" if goes is not None else ""
        said = (
            f"{_minutes(abs(difference))} {'worse' if difference > 0 else 'better'}"
            if difference
            else "at the same cost"
        )
        text = f"{comes.label}{instead}, {said}."
        return Alternative(comes.id, goes.id if goes is not None else "", difference, text)

    def not_placed(self) -> Why:
        team = self.plan.team(self.session.id)
        room = len(team) < self.session.need
        ways: list[str | None] = [None] if room else []
        ways += [one for one in team if one not in self.pins]
        against = {goes: self._against(goes) for goes in ways}
        tries = self._tries([goes for goes in ways if not against[goes]])
        if not tries:
            return self._forbidden(against)
        best = tries[0]
        parts = self._parts(self.now, judge(self.instance, self._with(best), self.profile))
        said = f"would cost {_minutes(best.difference)} more" if best.difference > 0 else "would cost no more"
        if not best.instead_of:
            text = f"{self.trainer.label} could fill an empty place; the plan {said}."
        else:
            goes = self.instance.trainer_by_id[best.instead_of].label
            text = f"{self.trainer.label} could come in place of {goes}; the plan {said}{_most_of(parts)}."
        return Why(self.session.id, self.trainer.id, False, best.difference, parts, tuple(tries[:_MOST]), (), (), text)

    def _against(self, goes: str | None) -> tuple[Finding, ...]:
        """Return all that keeps the trainer out of the session in an empty place, or in place of one who goes."""
        bare = self.plan.without(self.session.id, goes) if goes else self.plan
        return in_the_way(self.instance, bare, self.session.id, self.trainer.id, self.profile)

    def _with(self, best: Alternative) -> Plan:
        plan = self.plan.without(self.session.id, best.instead_of) if best.instead_of else self.plan
        return plan.adding(self.session.id, self.trainer.id)

    def _tries(self, goers: list[str | None]) -> list[Alternative]:
        """Return the ways to bring the trainer in, in an empty place or for one of the team, that break nothing more."""
        found = []
        for goes in goers:
            bare = self.plan.without(self.session.id, goes) if goes else self.plan
            judged = judge(self.instance, bare.adding(self.session.id, self.trainer.id), self.profile)
            if set(judged.violations) <= set(self.now.violations):
                leaver = self.instance.trainer_by_id[goes] if goes else None
                found.append(self._alternative(self.trainer, leaver, judged.total))
        return sorted(found, key=lambda one: (one.difference, one.instead_of))

    def _forbidden(self, ways: Mapping[str | None, tuple[Finding, ...]]) -> Why:
        """Return what keeps the trainer out of the place that is least closed to them."""
        if ways:
            against = min(ways.values(), key=len)
        else:
            alone = (one for one in self._against(None) if RULES[one.code].person is not None)
            against = (*alone, self._full())
        changes = tuple(dict.fromkeys(one.remedy or f'the rule "{RULES[one.code].words}" set aside' for one in against))
        if against:
            text = f"{self.trainer.label} {'; '.join(one.phrase for one in against)}. It would take {_all_of(changes)}."
        else:
            text = f"{self.trainer.label} cannot come without a rule broken for somebody else there."
        return Why(self.session.id, self.trainer.id, False, None, {}, (), against, changes, text)

    def _full(self) -> Finding:
        """Return why there is no place to come to: all are confirmed, or none is asked for."""
        if self.plan.team(self.session.id):
            said, phrase, takes = (
                "Everyone there is confirmed.",
                "would find everyone there confirmed",
                "a place given up",
            )
            return Finding("pinned", Level.BLOCK, said, phrase, "pinned", takes, self.session.id, self.trainer.id)
        said, phrase, takes = "No place is asked for.", "would find no place there", "one place more"
        return Finding("overfilled", Level.BLOCK, said, phrase, "overfilled", takes, self.session.id, self.trainer.id)


def _all_of(changes: Sequence[str]) -> str:
    """Return all changes in one row, told apart where one of them leaves a choice."""
    return "; and ".join(changes) if any(", or " in one for one in changes) else words.listed(changes)


def _minutes(number: int) -> str:
    return words.count(number, "minute")


_TERM_WORDS = {
    "travel": "travel",
    "preference": "courses liked less",
    "fairness": "shares of the agencies",
    "spread": "a second session that week",
    "continuity": "a change of trainer in the series",
    "min_deliveries": "deliveries still needed",
    "observation": "an observation due",
    "change": "change against the last plan",
    "trainers_used": "one more trainer used",
    "warnings": "warnings",
}


def _most_of(parts: Mapping[str, int]) -> str:
    """Return ", of which 45 travel, 25 a second session that week" with the three weightiest parts."""
    if len(parts) < 2:
        return "".join(f", all of it {_TERM_WORDS.get(term, term)}" for term in parts)
    weighty = sorted(parts.items(), key=lambda part: -abs(part[1]))[:3]
    return ": " + ", ".join(f"{part:+d} for {_TERM_WORDS.get(term, term)}" for term, part in weighty)
