"""Standing held against a second reckoning over random lives, asked on the days around every boundary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from tests.domain.oracle.second import second_reckoning
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.path import PathStage, Stage
from trainerpool.domain.policy import Policy, PolicyVersion
from trainerpool.domain.standing import standing

NAME = "Nadia Farouk"
FIRST = date(2023, 1, 1)
COMPARED = (
    "state", "may_deliver", "co_deliver_only", "on_notice_until", "approved_until", "transferred", "agreement_until",
    "deliveries_12_months", "courses", "last_observed", "observation_due",
)  # fmt: skip
PATH: tuple[tuple[str, int, dict[str, Any]], ...] = (
    ("application", -200, {}), ("release_agreement", -150, {"by": "Jo Ackroyd"}), ("eligibility_check", -140, {}),
    ("ttt_course", -120, {"course": "NEG"}), ("shadow", -90, {"course": "NEG", "by": "Dana Barlow"}),
    ("co_delivery", -60, {"course": "NEG", "by": "Dana Barlow"}), ("co_delivery", -40, {"course": "NEG", "by": "Callum Iveson"}),
    ("observed_delivery", -20, {"course": "NEG", "by": "Asha Thwaite", "starred_met": True}),
    ("sign_off", 0, {"course": "NEG", "by": "Marian Holt"}),
)  # fmt: skip
EVENTS = (
    "hold", "hold", "hold_end", "suspension", "suspension_end", "withdrawal", "notice_extension", "status_lapsed", "return_step",
    "return_step", "transfer_confirmed", "transferred_approval", "observed_delivery", "observed_delivery", "application",
    "co_delivery", "shadow", "course_briefing", "equivalence", "release_agreement", "sign_off", "delivery",
)  # fmt: skip
OUTCOMES = (None, "Continue", "Continue with actions", "Co-deliver only until re-seen", "Pause and refer")
AROUND = (-31, -1, 0, 1, 29, 30, 31, 59, 60, 364, 365, 366, 730, 1095, 1096)


@dataclass(frozen=True)
class Asked:
    """One question put to both reckonings."""

    items: tuple[Evidence, ...]
    versions: tuple[PolicyVersion, ...]
    begin: date | None
    on: date

    def differences(self) -> dict[str, tuple[object, object]]:
        """What the program says, and what the second reckoning says, where they are not of one mind."""
        said = standing(self.items, self.versions, self.on, records_begin=self.begin, name=NAME)
        other = second_reckoning(self.items, self.versions, self.on, self.begin, NAME)
        names = COMPARED if said.state.value == other.state == "approved" else ("state", "may_deliver")
        pairs = {name: (getattr(said, name), getattr(other, name)) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def smallest(self) -> Asked:
        """The same question with every item left out that the difference does not need."""
        for item in self.items:
            fewer = replace(self, items=tuple(one for one in self.items if one is not item))
            if fewer.differences().keys() == self.differences().keys():
                return fewer.smallest()
        return self

    def told(self) -> str:
        lines = [
            f"  {one.id} {one.kind.value} {one.when} until={one.until} {one.course} by={one.by} {one.outcome} {one.starred_met} "
            f"replaces={one.replaces} retracted={one.retracted}"
            for one in sorted(self.items, key=lambda one: one.on)
        ]
        return "\n".join(
            [f"on {self.on}, records begin {self.begin}: {self.differences()}", *lines, str(self.versions)]
        )


class Lives:
    """Random lives: a path nearly whole, years kept up with gaps, and whatever else; each from its seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.items: list[Evidence] = []

    def day(self) -> date:
        return FIRST + timedelta(days=self.random.randrange(1900))

    def add(self, kind: str, on: date, **more: Any) -> None:
        monthly = self.random.random() < 0.08
        at = datetime(2022, 1, 1, tzinfo=UTC) + timedelta(hours=len(self.items))
        day = on.replace(day=1) if monthly else on
        self.items.append(Evidence(f"e{len(self.items)}", EvidenceKind(kind), day, monthly, recorded_at=at, **more))

    def life(self) -> tuple[Evidence, ...]:
        chance, start = self.random.random, FIRST + timedelta(days=self.random.randrange(700))
        if chance() < 0.1:
            start = self.random.choice((date(2024, 2, 29), date(2024, 3, 31), date(2023, 10, 29), date(2023, 8, 31)))
        gaps = 0.12 if chance() < 0.25 else 0
        for kind, days, more in PATH:
            if chance() >= gaps:
                self.add(kind, start + timedelta(days=days + self.random.randrange(-5, 6) * (days != 0)), **more)
        for kind, steps, kept in (
            ("delivery", (100, 150, 170, 200, 300, 365, 366), 0.85), ("release_agreement", (330, 360, 364, 365, 366, 395), 0.9),
            ("development_event", (300, 330, 360, 365, 366, 395, 400), 0.9),
        ):  # fmt: skip
            day = start
            while day < start + timedelta(days=1500):
                day += timedelta(days=self.random.choice(steps))
                if chance() < kept:
                    self.add(kind, day, **({"course": "NEG"} if kind == "delivery" else {}))
        for _ in range(self.random.randrange(5)):
            self.event(self.random.choice(EVENTS))
        for _ in range(self.random.choice((0, 0, 1, 2))):
            self.correct(self.random.choice(self.items))
        return tuple(self.items)

    def event(self, kind: str) -> None:
        pick, more = self.random.choice, dict[str, Any]()
        if self.random.random() < 0.4:
            more["until"] = self.day()
        if kind in ("co_delivery", "shadow", "course_briefing", "transferred_approval", "equivalence", "status_lapsed"):
            more["course"] = pick((None, "NEG", "DA", "DA"))
        if kind == "observed_delivery":
            by = pick(("Asha Thwaite", "Rosa Penhale", "Dana Barlow", "Marian Holt", NAME, None))
            more |= {"by": by, "starred_met": pick((True, False, None)), "outcome": pick(OUTCOMES), "course": "NEG"}
        if kind == "sign_off":
            more |= {
                "by": pick(("Marian Holt", "Asha Thwaite", "Dana Barlow", NAME, None)),
                "course": pick((None, "NEG", "DA")),
            }
        if kind == "equivalence":
            more["outcome"] = pick(("shadow", "delivery", "observed_delivery", "co_delivery", "development_event", ""))
        self.add(kind, self.day(), **more)

    def correct(self, item: Evidence) -> None:
        """A later revision: another day, or the item taken back."""
        again = item.on + timedelta(days=self.random.choice((-40, -1, 1, 40)))
        self.add(
            item.kind.value, again, course=item.course, by=item.by, starred_met=item.starred_met, outcome=item.outcome
        )
        last = self.items[-1]
        self.items[-1] = replace(last, replaces=item.id, until=item.until, retracted=self.random.random() < 0.4)

    def versions(self) -> tuple[PolicyVersion, ...]:
        pick = self.random.choice
        first = Policy(
            approval_months=pick((12, 36)), path=pick((Policy().path, Policy().path[:5] + Policy().path[6:]))
        )
        if self.random.random() < 0.5:
            return (PolicyVersion(None, Policy()),)
        later = Policy(
            approval_months=pick((12, 24, 60)), agreement_months=pick((6, 12, 18)), least_deliveries=pick((0, 1, 3)),
            notice_days=pick((0, 10, 30)), development_events=pick((0, 1, 2)), hold_months=pick((6, 12)),
            deliveries_grace_months=pick((6, 12)), transition_months=pick((3, 6)), further_course_co_deliveries=pick((0, 1, 2)),
            same_course_stages=pick(((), (Stage.SHADOW,), (Stage.SHADOW, Stage.CO_DELIVERY))),
            path=pick((Policy().path, (*Policy().path, PathStage(Stage.SHADOW)))),
        )  # fmt: skip
        return (PolicyVersion(None, first), PolicyVersion(self.day(), later, self.random.random() < 0.5))

    def questions(self, versions: Sequence[PolicyVersion]) -> list[date]:
        """Any day, and the days around what happened."""
        near = [self.random.choice(self.items).on + timedelta(days=self.random.choice(AROUND)) for _ in range(5)]
        took = [one.effective_from for one in versions if one.effective_from is not None]
        return [self.day(), *near, *(day + timedelta(days=self.random.choice((-1, 0, 1))) for day in took)]


@pytest.mark.parametrize("seed", range(5))
def test_a_second_reckoning_says_the_same(seed: int, dose: int) -> None:
    for number in range(5 * dose):
        lives = Lives(seed * 1_000_000 + number)
        items, versions = lives.life(), lives.versions()
        begin = lives.random.choice((None, None, lives.day()))
        for on in lives.questions(versions):
            asked = Asked(items, versions, begin, on)
            assert not asked.differences(), asked.smallest().told()
