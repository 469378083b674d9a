"""One trainer's facts as the second reckoning reads them: approvals, holds, suspensions, clocks and notices."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tests.domain.oracle.facts import DAY, Rules, from_day, limit_of, month_last, months_on, standing_items
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.policy import PolicyVersion


@dataclass(frozen=True)
class Approval:
    """One approval: a sign-off that stands, or a transferred one."""

    item: Evidence
    start: date
    end: date
    course: str | None

    @property
    def transferred(self) -> bool:
        return self.item.kind is EvidenceKind.TRANSFERRED_APPROVAL


class Life:
    """One trainer's facts and the policies."""

    def __init__(
        self, evidence: Sequence[Evidence], versions: Sequence[PolicyVersion], begin: date | None, name: str = ""
    ) -> None:
        self.items = standing_items(evidence)
        self.rules = Rules(tuple(versions))
        self.begin = begin
        self.name = name
        self.kinds: dict[str, tuple[list[date], list[Evidence]]] = {}
        for item in self.items:
            days, found = self.kinds.setdefault(item.kind.value, ([], []))
            days.append(from_day(item))
            found.append(item)
        self.holds = cache(self.holds_until)

    # -- facts ------------------------------------------------------------------------------------------------------

    def of(self, kind: str, until: date) -> list[Evidence]:
        days, found = self.kinds.get(kind, ([], []))
        return found[: bisect_right(days, until)]

    def decided(self, thing: str, until: date) -> list[Evidence]:
        return [item for item in self.of("equivalence", until) if (item.outcome or "") == thing]

    def clock(self, day: date) -> date:
        """No duty counts time before the records begin."""
        return max(day, self.begin) if self.begin else day

    # -- approval ---------------------------------------------------------------------------------------------------

    def mentors(self, until: date) -> set[str]:
        return {item.by for kind in ("shadow", "co_delivery") for item in self.of(kind, until) if item.by}

    def independent(self, item: Evidence, on: date) -> bool:
        """An observer is neither the trainer nor a mentor of theirs; one nobody named is taken, and said to be."""
        return not item.by or (item.by != self.name and item.by not in self.mentors(on))

    def stands(self, sign_off: Evidence, again: bool) -> bool:
        """Whether a sign-off makes approved: signed independently, by the whole path or, `again`, as a renewal."""
        day = from_day(sign_off)
        if not sign_off.by or sign_off.by == self.name or sign_off.by in self.mentors(day) or self.suspended(day):
            return False
        if again:
            observers = {item.by for item in self.of("observed_delivery", day)}
            in_date = self.agreement_end(day, date.min) >= day
            return in_date and (observers != {sign_off.by} or self.whole_path(sign_off))
        return self.whole_path(sign_off)

    def whole_path(self, sign_off: Evidence) -> bool:
        """Whether everything is on record that the policy of the day asks for before a sign-off."""
        day = from_day(sign_off)
        policy = self.rules.on(day)
        course = sign_off.course or self.path_course(sign_off)
        for asked in policy.path:
            kind = asked.stage.value
            found = self.observed_for(sign_off) if kind == "observed_delivery" else self.of(kind, day)
            if asked.stage in policy.same_course_stages and course:
                found = [item for item in found if item.course in (None, course)]
            if kind != "sign_off" and len(found) + len(self.decided(kind, day)) < asked.count:
                return False
        return True

    def observed_for(self, sign_off: Evidence) -> list[Evidence]:
        """Observed deliveries with every starred criterion met, by somebody independent who does not sign."""
        day = from_day(sign_off)
        return [
            item
            for item in self.of("observed_delivery", day)
            if item.starred_met is True and not limit_of(item) and self.independent_now(item, day, sign_off)
        ]

    def independent_now(self, item: Evidence, day: date, sign_off: Evidence) -> bool:
        return self.independent(item, day) and (not item.by or item.by != sign_off.by)

    def path_course(self, sign_off: Evidence) -> str | None:
        """The course of the path: that of the latest step which names one, the observed delivery first."""
        day = from_day(sign_off)
        kinds = [self.observed_for(sign_off), *(self.of(kind, day) for kind in ("ttt_course", "co_delivery", "shadow"))]
        return next((item.course for items in kinds for item in reversed(items) if item.course), None)

    def approvals(self, on: date) -> list[Approval]:
        found = []
        for item in self.of("transferred_approval", on):
            start = from_day(item)
            end = item.until or self.rules.end(start, "approval_months", on)
            if self.begin:
                end = max(end, months_on(self.begin, self.rules.on(self.begin).transition_months))
            found.append(Approval(item, start, end, item.course))
        for item in self.of("sign_off", on):
            start = from_day(item)
            if self.stands(item, again=any(one.start <= start for one in found)):
                end = self.rules.end(start, "approval_months", on)
                end = min(end, item.until) if item.until else end
                found.append(Approval(item, start, end, item.course or self.path_course(item)))
        return sorted(found, key=lambda one: one.start)

    # -- out for a time ---------------------------------------------------------------------------------------------

    def suspended(self, on: date) -> bool:
        """Begun and not ended: an end closes what ran before its day, or with nothing running what began that day."""
        if "suspension" not in self.kinds:
            return False
        running = False
        begun = {item.on for item in self.of("suspension", on)}
        ends = {from_day(item) for item in self.of("suspension_end", on)}
        for day in sorted(begun | ends):
            running = day in begun and (running or day not in ends)
        return running

    def holds_until(self, on: date) -> list[tuple[date, date, bool, date | None]]:
        """Every hold: first day, last day, whether it reached its limit without an end, and the day of return then."""
        spans = []
        for item in self.of("hold", on):
            limit = self.rules.end(item.on, "hold_months", on)
            ends = [from_day(end) for end in self.of("hold_end", on) if from_day(end) >= item.on]
            if ends and ends[0] <= limit:
                last = min(ends[0] - DAY, item.until) if item.until else ends[0] - DAY
                spans.append((item.on, last, False, None))
            elif item.until and item.until <= limit:
                spans.append((item.on, item.until, False, None))
            else:
                back = [from_day(one) for kind in ("hold_end", "return_step") for one in self.of(kind, on)]
                back += [one.start for one in self.lives(on)]
                after = [day for day in back if day > limit]
                spans.append((item.on, limit, True, min(after) if after else None))
        return spans

    def pushed(self, start: date, due: date, on: date) -> date:
        """A day on which something falls due, moved on by every day on hold since its clock began."""
        if "hold" not in self.kinds:
            return due
        days = {first + DAY * n for first, last, *_ in self.holds(on) for n in range((last - first).days + 1)}
        day = start
        while day < due:
            due += DAY if day in days else DAY * 0
            day += DAY
        return due

    def last_limit(self, on: date) -> Evidence | None:
        """The last observation with an outcome by somebody independent; of one day the strictest. Limits always count."""
        seen = [item for item in self.of("observed_delivery", on) if item.outcome]
        seen = [item for item in seen if limit_of(item) or self.independent(item, from_day(item))]
        return max(seen, key=lambda item: (from_day(item), limit_of(item)), default=None)

    def paused(self, on: date) -> bool:
        last = self.last_limit(on)
        if last is None or limit_of(last) != 2:
            return False
        return not any(from_day(end) > last.on for end in self.of("suspension_end", on))

    # -- duties -----------------------------------------------------------------------------------------------------

    def agreement_end(self, on: date, alive_from: date) -> date:
        """The last day of the agreement in date; without one, of its first term after the approval."""
        ends = []
        for item in self.of("release_agreement", on):
            gone_before = item.until is not None and self.begin is not None and item.until < self.begin
            asked = self.rules.end(self.clock(from_day(item)), "agreement_months", on)
            ends.append(asked if item.until is None or gone_before else item.until)
        return max(ends) if ends else self.rules.end(self.clock(alive_from), "agreement_months", on)

    def agreement_due(self, on: date, start: date) -> date:
        """The first day without an agreement."""
        signed = self.of("release_agreement", on)
        since = self.clock(from_day(signed[-1]) if signed else start)
        end = self.agreement_end(on, start)
        return max(self.pushed(since, end + DAY, on), start)

    def met(self, days: list[date], least: int, window: int, grace: int, day: date, fresh: date, on: date) -> bool:
        """Whether enough happened in the window that ends on a day, or the first months are not over."""
        began = self.clock(fresh)
        if day < self.pushed(began, months_on(began, grace), on):
            return True
        inside = [one for one in days if one <= day < self.pushed(one, months_on(one, window), on)]
        return len(inside) >= least

    def notice_end(self, unmet_from: date, on: date) -> date:
        policy = self.rules.on(unmet_from)
        last = self.pushed(unmet_from, unmet_from + timedelta(days=policy.notice_days), on) - DAY
        for item in self.of("notice_extension", on):
            until = item.until or from_day(item) + timedelta(days=policy.notice_extension_days)
            if from_day(item) <= last and until >= unmet_from:
                return max(last, until)
        return last

    # -- the verdict ------------------------------------------------------------------------------------------------

    def ended(self, on: date) -> tuple[date | None, date | None]:
        """The last day whose approvals a withdrawal ends, and the same for a register's lapse of the whole trainer."""
        gone = [month_last(item) for item in self.of("withdrawal", on)]
        out = [month_last(item) for item in self.of("status_lapsed", on) if item.course is None]
        return (gone[-1] if gone else None, out[-1] if out else None)

    def lives(self, on: date) -> list[Approval]:
        """The approvals begun since whatever ended the earlier ones."""
        last = max((day for day in self.ended(on) if day), default=date.min)
        return [one for one in self.approvals(on) if one.start > last]
