"""Where a trainer stands, reckoned a second time: day by day, from the words of the field, with no line in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.domain.oracle.facts import DAY, from_day, limit_of, month_last, months_on
from tests.domain.oracle.life import Approval, Life
from trainerpool.domain.evidence import Evidence
from trainerpool.domain.policy import Policy, PolicyVersion


@dataclass(frozen=True)
class Verdict:
    """What the second reckoning says of one day."""

    state: str
    may_deliver: bool = False
    co_deliver_only: bool = False
    on_notice_until: date | None = None
    approved_from: date | None = None
    approved_until: date | None = None
    transferred: bool = False
    courses: tuple[str, ...] = ()
    agreement_until: date | None = None
    observation_due: date | None = None
    last_observed: date | None = None
    deliveries_12_months: int = 0


def told(life: Life, on: date) -> Verdict:
    """The verdict of a day, every day before it lived through once."""
    lives = life.lives(on)
    gone, _ = life.ended(on)
    held = any(first <= on <= last for first, last, *_ in life.holds(on))
    if not lives:
        applied = [from_day(item) for item in life.of("application", on)]
        if gone and not any(day > gone for day in applied[-1:]):
            return Verdict("alumni")
        if life.suspended(on):
            return Verdict("suspended")
        return Verdict("lapsed" if life.of("status_lapsed", on) else "on hold" if held else "candidate")
    lived = Lived(life, on, lives)
    notices = lived.through()
    if life.suspended(on) or life.paused(on):
        return Verdict("suspended")
    own = [item for item in life.of("status_lapsed", on) if item.course]
    if lived.lapsed or (own and not courses_of(life, on, lives)):
        return Verdict("lapsed")
    if held:
        return Verdict("on hold")
    best = max(lives, key=lambda one: (one.end, not one.transferred, one.start))
    limit = life.last_limit(on)
    return Verdict(
        "approved",
        may_deliver=True,
        co_deliver_only=limit is not None and limit_of(limit) == 1,
        on_notice_until=min(notices, default=None),
        approved_until=best.end,
        transferred=best.transferred,
        agreement_until=life.agreement_end(on, lives[-1].start),
        deliveries_12_months=sum(
            months_on(on, -life.rules.on(on).deliveries_window_months) < day for day in lived.delivered_or_decided(on)
        ),
        courses=courses_of(life, on, lives),
        **observed(life, on, lives),
    )


class Lived:
    """The days of one approval and its renewals, one after the other."""

    def __init__(self, life: Life, on: date, lives: list[Approval]) -> None:
        self.life, self.on, self.lives = life, on, lives
        self.approvals = life.approvals(on)
        self.delivered: list[date] = []
        self.since: dict[str, date] = {}
        self.fresh = lives[0].start
        self.lapsed = False

    def through(self) -> list[date]:
        """Live every day; the ends of the notices that run on the last one."""
        events = [from_day(item) for item in self.life.of("delivery", self.on)]
        steps = {from_day(item) for item in self.life.of("return_step", self.on)}
        self.delivered = [day for day in events if day < self.fresh and self.entitled(day)]
        day = self.lives[0].start
        notices: list[date] = []
        while day <= self.on:
            if day in {one.start for one in self.lives} or (day in steps and self.lapsed):
                self.fresh = day
            notices = self.one_day(day)
            if day in events and not self.gone("deliveries", day) and self.entitled(day):
                self.delivered += [day] * events.count(day)
                notices = self.one_day(day)
            day += DAY
        return notices

    def entitled(self, day: date) -> bool:
        """Whether a delivery of a day counts as far as approval and suspension go."""
        approved = any(one.start <= day <= one.end for one in self.approvals)
        return approved and not self.life.suspended(day) and not self.life.paused(day)

    def gone(self, duty: str, day: date) -> bool:
        return duty in self.since and day > self.life.notice_end(self.since[duty], self.on)

    def one_day(self, day: date) -> list[date]:
        """Which duties are unmet on a day and since when; sets whether the trainer is lapsed on it."""
        life, policy = self.life, self.life.rules.on(day)
        agreed = [one for one in self.lives if one.start <= day]
        unmet = {
            "agreement": day >= life.agreement_due(day, agreed[-1].start),
            "deliveries": self.unmet(
                self.delivered_or_decided(day), day, policy.least_deliveries, policy, "deliveries"
            ),
            "development": self.unmet(self.developed(day), day, policy.development_events, policy, "development"),
        }
        for duty, is_unmet in unmet.items():
            if not is_unmet:
                self.since.pop(duty, None)
            else:
                self.since.setdefault(duty, day)
        if unmet["agreement"]:
            self.since["agreement"] = life.agreement_due(day, agreed[-1].start)
        ended = max(one.end for one in agreed) < day
        overran = any(
            is_over and last < day and (back is None or back > day) for _, last, is_over, back in life.holds(day)
        )
        self.lapsed = ended or overran or any(self.gone(duty, day) for duty in self.since)
        return [life.notice_end(since, self.on) for since in self.since.values()]

    def unmet(self, days: list[date], day: date, least: int, policy: Policy, duty: str) -> bool:
        window = policy.deliveries_window_months if duty == "deliveries" else policy.development_months
        grace = policy.deliveries_grace_months if duty == "deliveries" else window
        return least > 0 and not self.life.met(days, least, window, grace, day, self.fresh, self.on)

    def delivered_or_decided(self, day: date) -> list[date]:
        """Deliveries that count, with as many decisions as a year allows."""
        most = self.life.rules.on(day).equivalent_deliveries_per_year
        granted: list[date] = []
        for item in self.life.decided("delivery", day):
            when = from_day(item)
            if sum(one > months_on(when, -12) for one in granted) < most:
                granted.append(when)
        return [*self.delivered, *granted]

    def developed(self, day: date) -> list[date]:
        items = self.life.of("development_event", day) + self.life.decided("development_event", day)
        return [from_day(item) for item in items]


def courses_of(life: Life, on: date, lives: list[Approval]) -> tuple[str, ...]:
    """The courses that may be delivered on a day: the path's, transferred ones, decided ones, briefed and co-delivered."""
    approvals = life.approvals(on)
    first = approvals[0].start
    given: list[tuple[str, date, bool]] = []
    for one in approvals:
        known = any(course == one.course for course, *_ in given)
        if one.course and (one.transferred or known or life.whole_path(one.item)):
            given.append((one.course, one.start, one.transferred))
    given += [
        (item.course, max(from_day(item), first), False)
        for item in life.of("equivalence", on)
        if item.course and not item.outcome
    ]
    for course in {item.course for item in life.of("course_briefing", on) if item.course}:
        briefed = min(from_day(item) for item in life.of("course_briefing", on) if item.course == course)
        with_them = [
            from_day(item)
            for item in life.of("co_delivery", on) + life.decided("co_delivery", on)
            if item.course == course
        ]
        for count in range(len(with_them) + 1):
            day = max([briefed, first, *sorted(with_them)[:count]])
            if day <= on and count >= life.rules.on(day).further_course_co_deliveries:
                given.append((course, day, False))
                break
    held = set()
    whole = any(one.end >= on and (not one.transferred or one.course is None) for one in lives)
    for course, day, transferred in given:
        ended = [month_last(item) for item in life.of("status_lapsed", on) if item.course == course]
        if ended and day <= ended[-1]:
            continue
        own = [one.end for one in lives if one.transferred and one.course == course]
        if transferred and not whole and own and max(own) < on:
            continue
        held.add(course)
    return tuple(sorted(held))


def observed(life: Life, on: date, lives: list[Approval]) -> dict[str, date | None]:
    """When last seen by somebody independent since the approval, and by when next."""
    first = lives[0].start
    seen = [item for item in life.of("observed_delivery", on) if from_day(item) > first]
    seen = [item for item in seen if limit_of(item) or life.independent(item, from_day(item))]
    said = [item for item in seen if item.outcome]
    last = max(said, key=lambda item: (from_day(item), limit_of(item)), default=None)
    if last is None or not limit_of(last):
        silent = [item for item in seen if not item.outcome and (last is None or from_day(item) > from_day(last))]
        last = silent[-1] if silent else last
    if last is None:
        start = life.clock(first)
        return {
            "last_observed": None,
            "observation_due": life.pushed(start, life.rules.end(start, "first_observation_months", on), on),
        }
    start = life.clock(from_day(last))
    if limit_of(last):
        return {"last_observed": last.on, "observation_due": start}
    months = "observation_with_actions_months" if "actions" in (last.outcome or "") else "observation_months"
    return {"last_observed": last.on, "observation_due": life.pushed(start, life.rules.end(start, months, on), on)}


def second_reckoning(
    evidence: Sequence[Evidence], versions: Sequence[PolicyVersion], on: date, begin: date | None, name: str
) -> Verdict:
    """Where a trainer stands on a day."""
    return told(Life(evidence, versions, begin, name), on)
