"""Duties of an approved trainer: agreement, deliveries, development, and the notice a missed one gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trainerpool.domain.dates import add_months
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.outcomes import Outcome, outcome_of
from trainerpool.domain.policy import Policy
from trainerpool.domain.standing.approval import Approval, agreement_until
from trainerpool.domain.standing.dossier import ONE_DAY, Dossier
from trainerpool.domain.standing.observers import last_seen
from trainerpool.domain.standing.pauses import Hold, paused


@dataclass(frozen=True, slots=True)
class Duty:
    """A requirement as it stands on a day.

    `unmet_from` is the first day on which it is not met unless something is recorded; on and after that day notice
    runs, `notice_until` inclusive. `extended` is the decision that extended the notice.
    """

    name: str
    unmet_from: date
    notice_until: date
    extended: Evidence | None = None

    def is_missed(self, on: date) -> bool:
        """Whether the requirement is not met on a day."""
        return self.unmet_from <= on

    def has_lapsed(self, on: date) -> bool:
        """Whether its notice has run out."""
        return self.notice_until < on


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The deliveries that count, and those that do not because the trainer was out or not approved on their day."""

    counted: tuple[Evidence, ...] = ()
    not_counted: tuple[Evidence, ...] = ()
    decided: tuple[Evidence, ...] = ()
    days: Sequence[date] = ()


class Clock:
    """What the duties of one trainer are reckoned from on one day."""

    __slots__ = ("dossier", "holds", "on", "resets", "start")

    def __init__(
        self, dossier: Dossier, on: date, alive: list[Approval], holds: list[Hold], returns: Iterable[date] = ()
    ) -> None:
        self.dossier = dossier
        self.on = on
        self.holds = holds
        self.start = alive[-1].start
        # Each approval and each agreed return begins afresh: nothing is demanded in the first months after it.
        self.resets = sorted({approval.start for approval in alive}.union(returns))

    def notice(self, name: str, unmet_from: date) -> Duty:
        """A duty with the notice that runs once it is missed; one recorded decision may extend it."""
        policy = self.dossier.book.on(min(unmet_from, self.on))
        if unmet_from >= date.max - timedelta(days=policy.notice_days):
            return Duty(name, unmet_from, date.max)
        base = paused(self.holds, unmet_from, unmet_from + timedelta(days=policy.notice_days)) - ONE_DAY
        for item in self.dossier.of(EvidenceKind.NOTICE_EXTENSION, self.on):
            until = item.until or item.counts_from + timedelta(days=policy.notice_extension_days)
            if item.counts_from <= base and until >= unmet_from:
                return Duty(name, unmet_from, max(base, until), item if until > base else None)
        return Duty(name, unmet_from, base)

    def covered_until(self, days: Sequence[date], least: int, window: int, grace: int, on: date) -> date:
        """The first day not covered, seen from `on`, by enough events in the rolling window or by a time of grace.

        Each run of `least` events covers from its last one until its first one leaves the window of `window` months.
        Before any approval there is no duty, so nothing is uncovered.
        """
        holds = self.holds
        for began in reversed(self.resets):
            if began <= on:
                break
        else:
            return date.max
        # No clock starts before the records begin (2-domain "Records begin").
        began = max(began, self.dossier.records_begin)
        end = add_months(began, grace)
        if holds:
            end = paused(holds, began, end)
        for first in range(len(days) - least, -1, -1):
            leaves = add_months(days[first], window)
            if holds:
                leaves = paused(holds, days[first], leaves)
            if leaves <= end:
                break
            if days[first + least - 1] < leaves:
                return leaves
        return end

    def missed_from(self, covered: Callable[[Policy, date], date]) -> date:
        """The first day of the stretch in which a duty is or will be unmet, each day judged by its own policy.

        `covered(policy, on)` is the first day not covered under one policy. A policy that asks for more misses from
        its own first day at the earliest, unless the one before it was already missed.
        """
        on = self.on
        book = self.dossier.book
        version = book.version(on)
        missed = covered(version.policy, on)
        while version is not book.versions[0] and version.effective_from is not None:
            begins = version.effective_from
            if missed > on or missed >= begins:
                break
            on = begins - ONE_DAY
            version = book.version(on)
            before = covered(version.policy, on)
            if before > on:
                return begins
            missed = before
        return missed


def agreement_duty(clock: Clock) -> tuple[Duty, date]:
    """The yearly release agreement, and the last day of the present one."""
    last = agreement_until(clock.dossier, clock.on, clock.start)
    due = date.max if last == date.max else paused(clock.holds, _agreement_start(clock), last + ONE_DAY)
    return clock.notice("agreement", max(due, clock.start)), last


def _agreement_start(clock: Clock) -> date:
    signed = clock.dossier.of(EvidenceKind.RELEASE_AGREEMENT, clock.on)
    return max(signed[-1].counts_from if signed else clock.start, clock.dossier.records_begin)


def count_deliveries(clock: Clock, approvals: list[Approval], suspended: Callable[[date], bool]) -> Deliveries:
    """Sort the deliveries into those that count and those made while the trainer was not entitled to deliver.

    A candidate's co-deliveries are another kind of evidence and never count; neither does a delivery before approval,
    during a suspension, or after the deliveries' own notice had run out.
    """
    decided = tuple(clock.dossier.decisions("delivery", clock.on))
    counted: list[Evidence] = []
    not_counted: list[Evidence] = []
    days: list[date] = []
    policy, covered = None, date.min
    for day, item in clock.dossier.dated(EvidenceKind.DELIVERY, clock.on):
        if clock.dossier.book.on(day) is not policy:
            policy, covered = clock.dossier.book.on(day), date.min
        for approval in approvals:
            if approval.start <= day <= approval.until:
                break
        else:
            not_counted.append(item)
            continue
        # What covered an earlier delivery still does; only past its end is the cover reckoned anew.
        lasts = covered if day < covered else _lasts_until(clock, days, day, policy)
        if lasts != date.max:
            covered = lasts
        if day < lasts and not suspended(day):
            counted.append(item)
            days.append(day)
        else:
            not_counted.append(item)
    return Deliveries(tuple(counted), tuple(not_counted), decided, days)


def _lasts_until(clock: Clock, days: list[date], on: date, policy: Policy) -> date:
    """The first day, seen from `on`, on which want of deliveries would have lapsed the trainer."""
    least, window = policy.least_deliveries, policy.deliveries_window_months
    if least == 0:
        return date.max
    end = clock.covered_until(days, least, window, policy.deliveries_grace_months, on)
    return end if end > on else _after(clock.notice("deliveries", end).notice_until)


def _after(day: date) -> date:
    return day if day == date.max else day + ONE_DAY


def delivery_days(deliveries: Deliveries, policy: Policy) -> Sequence[date]:
    """The days that count as deliveries, decisions among them as far as a year allows."""
    if not deliveries.decided:
        return deliveries.days
    granted: list[date] = []
    for item in deliveries.decided:
        year_ago = add_months(item.counts_from, -12)
        if sum(1 for day in granted if day > year_ago) < policy.equivalent_deliveries_per_year:
            granted.append(item.counts_from)
    return sorted([*deliveries.days, *granted])


def deliveries_duty(clock: Clock, deliveries: Deliveries) -> Duty | None:
    """The least deliveries in the rolling window; None where the policy asks for none."""
    if clock.dossier.book.on(clock.on).least_deliveries == 0:
        return None

    def covered(policy: Policy, on: date) -> date:
        if policy.least_deliveries == 0:
            return date.max
        days = delivery_days(deliveries, policy)
        if on < clock.on:
            days = [day for day in days if day <= on]
        window, grace = policy.deliveries_window_months, policy.deliveries_grace_months
        return clock.covered_until(days, policy.least_deliveries, window, grace, on)

    return clock.notice("deliveries", clock.missed_from(covered))


def development_days(clock: Clock) -> list[Evidence]:
    """The development events on record, decisions among them, oldest first."""
    events = clock.dossier.of(EvidenceKind.DEVELOPMENT_EVENT, clock.on)
    decided = clock.dossier.decisions("development_event", clock.on)
    return sorted([*events, *decided], key=lambda item: item.counts_from) if decided else events


def development_duty(clock: Clock, events: list[Evidence]) -> Duty | None:
    """The yearly development event; None where the policy asks for none."""
    if clock.dossier.book.on(clock.on).development_events == 0:
        return None

    def covered(policy: Policy, on: date) -> date:
        least, months = policy.development_events, policy.development_months
        if least == 0:
            return date.max
        days = [item.counts_from for item in events if item.counts_from <= on]
        return clock.covered_until(days, least, months, months, on)

    return clock.notice("development", clock.missed_from(covered))


def observation_until(clock: Clock, first_start: date) -> tuple[Evidence | None, date]:
    """The last observation since approval that counts, and the last day by which the next is due.

    The first falls due months after approval, the next after the outcome's interval; "Co-deliver only" and "Pause"
    ask for one at once (2-domain "Standing"). Overdue it warns and never lapses: the failing is the Business Unit's.
    """
    book, begin = clock.dossier.book, clock.dossier.records_begin
    last = last_seen(clock.dossier, clock.on, first_start)
    if last is None:
        start = max(first_start, begin)
        due = book.last_day(start, "first_observation_months", clock.on)
        return None, paused(clock.holds, start, due)
    outcome = outcome_of(last.outcome)
    if outcome in (Outcome.CO_DELIVER_ONLY, Outcome.PAUSE):
        return last, max(last.counts_from, begin)
    months = "observation_with_actions_months" if outcome is Outcome.WITH_ACTIONS else "observation_months"
    start = max(last.counts_from, begin)
    return last, paused(clock.holds, start, book.last_day(start, months, clock.on))
