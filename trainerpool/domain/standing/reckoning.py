"""The reckoning: evidence and policies on one day give a state, its dates and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from trainerpool.domain.dates import add_months
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.outcomes import Outcome, outcome_of
from trainerpool.domain.standing.answers import State
from trainerpool.domain.standing.approval import Approval, Refusal, approvals_until
from trainerpool.domain.standing.courses import (
    Grant,
    course_grants,
    ends_what_began_by,
    held_courses,
    lapsed_courses,
    run_out,
)
from trainerpool.domain.standing.dossier import ONE_DAY, Dossier
from trainerpool.domain.standing.duties import (
    Clock,
    Deliveries,
    Duty,
    agreement_duty,
    count_deliveries,
    deliveries_duty,
    development_days,
    development_duty,
    observation_until,
)
from trainerpool.domain.standing.observers import last_seen
from trainerpool.domain.standing.pauses import Hold, holds_until, pause_on, suspension_on, suspensions_until


@dataclass(slots=True)
class Reckoned:
    """Everything a standing and its sentences are made of, for one trainer on one day."""

    dossier: Dossier
    on: date
    state: State = State.CANDIDATE
    approvals: list[Approval] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    alive: list[Approval] = field(default_factory=list)
    best: Approval | None = None
    ended_by: Evidence | None = None
    suspension: Evidence | None = None
    pause: Evidence | None = None
    holds: list[Hold] = field(default_factory=list)
    hold: Hold | None = None
    overrun: Hold | None = None
    duties: list[Duty] = field(default_factory=list)
    deliveries: Deliveries = field(default_factory=Deliveries)
    development: list[Evidence] = field(default_factory=list)
    agreement_until: date | None = None
    last_observed: Evidence | None = None
    observation_due: date | None = None
    grants: list[Grant] = field(default_factory=list)
    held: tuple[str, ...] = ()
    lapsed: dict[str, tuple[date, Evidence]] = field(default_factory=dict)
    run_out: dict[str, tuple[date, Evidence]] = field(default_factory=dict)
    lapsed_on: date | None = None
    lapsed_by: str = ""
    causes: list[tuple[date, str]] = field(default_factory=list)
    returned_on: date | None = None
    away_since: date | None = None

    @property
    def missed(self) -> list[Duty]:
        """The duties not met on the day, the one whose notice ends first at the front."""
        return sorted((duty for duty in self.duties if duty.is_missed(self.on)), key=lambda duty: duty.notice_until)


def reckon(dossier: Dossier, on: date, *, look_back: bool = True) -> Reckoned:
    """Reckon where a trainer stands on a day; with `look_back` also whether the trainer has just come back."""
    now = Reckoned(dossier, on)
    now.approvals, now.refusals = approvals_until(dossier, on)
    withdrawn, register = _ends(now)
    signed = [approval.start for approval in now.alive]
    if dossier.every(EvidenceKind.HOLD):
        now.holds = holds_until(dossier, on, signed)
        now.hold = next((hold for hold in now.holds if hold.start <= on <= hold.last), None)
    if withdrawn is not None and not now.alive:
        now.lapsed_on = withdrawn.on
    now.suspension = suspension_on(dossier, on)
    now.lapsed = lapsed_courses(dossier, on)
    now.grants = course_grants(dossier, now.approvals, on)
    now.run_out = run_out(now.alive, now.grants, on)
    now.held = tuple(course for course in held_courses(now.grants, now.lapsed) if course not in now.run_out)
    if now.alive:
        _reckon_approved(now, signed)
        if now.suspension is not None or now.pause is not None:
            now.state = State.SUSPENDED
    elif withdrawn is not None and not _applied_after(dossier, withdrawn, on):
        now.state = State.ALUMNI
    elif now.suspension is not None:
        now.state = State.SUSPENDED
    elif register is not None or now.lapsed:
        now.state = State.LAPSED
        now.lapsed_by = "register"
        now.ended_by = register if register is not None else max(now.lapsed.values(), key=lambda pair: pair[0])[1]
        now.lapsed_on = now.ended_by.on
    elif now.hold is not None:
        now.state = State.ON_HOLD
    if look_back and now.alive and now.state in (State.APPROVED, State.ON_HOLD):
        now.returned_on, now.away_since = _returned_on(now)
    return now


def _ends(now: Reckoned) -> tuple[Evidence | None, Evidence | None]:
    """Find what ended earlier approvals, keep those still alive, and give the last withdrawal and register's lapse."""
    dossier, on = now.dossier, now.on
    withdrawals = dossier.of(EvidenceKind.WITHDRAWAL, on)
    lapses = [item for item in dossier.of(EvidenceKind.STATUS_LAPSED, on) if item.course is None]
    withdrawn = withdrawals[-1] if withdrawals else None
    register = lapses[-1] if lapses else None
    ended = [item for item in (withdrawn, register) if item is not None]
    if ended:
        last = max(ended, key=ends_what_began_by)
        day = ends_what_began_by(last)
        now.alive = [approval for approval in now.approvals if approval.start > day]
        now.ended_by = None if now.alive else last
    else:
        now.alive = now.approvals
    return withdrawn, register


def _applied_after(dossier: Dossier, withdrawn: Evidence, on: date) -> bool:
    applied = dossier.of(EvidenceKind.APPLICATION, on)
    return bool(applied) and applied[-1].counts_from > ends_what_began_by(withdrawn)


def _reckon_approved(now: Reckoned, signed: list[date]) -> None:
    """Reckon the duties of a trainer who has an approval, and whether it still holds."""
    dossier, on = now.dossier, now.on
    now.state = State.APPROVED
    now.best = best = max(now.alive, key=lambda approval: (approval.until, not approval.transferred, approval.start))
    now.pause = pause_on(dossier, on)
    clock = Clock(dossier, on, now.alive, now.holds, _returns(dossier, on))
    now.deliveries = count_deliveries(clock, now.approvals, _days_barred(dossier, on))
    now.development = development_days(clock)
    agreement, now.agreement_until = agreement_duty(clock)
    duties = [agreement, deliveries_duty(clock, now.deliveries), development_duty(clock, now.development)]
    now.duties = [duty for duty in duties if duty is not None]
    now.last_observed, now.observation_due = observation_until(clock, signed[0])
    causes = [(duty.notice_until + ONE_DAY, duty.name) for duty in now.duties if duty.has_lapsed(on)]
    if best.until < on:
        causes.append((best.until + ONE_DAY, "approval"))
    now.overrun = next((hold for hold in now.holds if hold.overran and hold.last < on and not _is_back(hold, on)), None)
    if now.overrun is not None:
        causes.append((now.overrun.last + ONE_DAY, "hold"))
    if now.lapsed and not now.held:
        causes.append((max(pair[1].on for pair in now.lapsed.values()), "register"))
    if causes:
        now.causes = sorted(causes)
        now.lapsed_on, now.lapsed_by = now.causes[0]
        now.state = State.LAPSED
    elif now.hold is not None:
        now.state = State.ON_HOLD


def _is_back(hold: Hold, on: date) -> bool:
    return hold.overrun_until is not None and hold.overrun_until <= on


def _returns(dossier: Dossier, on: date) -> list[date]:
    """The days of return steps by somebody who was out the day before: nobody returns who was never away."""
    steps = {item.counts_from for item in dossier.of(EvidenceKind.RETURN_STEP, on)}
    for day in sorted(steps - dossier.returns.keys()):
        dossier.returns[day] = reckon(dossier, day - ONE_DAY, look_back=False).lapsed_on is not None
    return [day for day in steps if dossier.returns[day]]


class _days_barred:  # noqa: N801 - reads as the question it answers
    """Whether a day lay in a suspension or a pause, read once for all deliveries."""

    __slots__ = ("dossier", "pauses", "spans")

    def __init__(self, dossier: Dossier, on: date) -> None:
        self.dossier = dossier
        self.spans = [(start, end or date.max) for start, end, _ in suspensions_until(dossier, on)]
        seen = dossier.of(EvidenceKind.OBSERVED_DELIVERY, on)
        self.pauses = any(outcome_of(item.outcome) is Outcome.PAUSE for item in seen)

    def __call__(self, day: date) -> bool:
        if self.spans and any(start <= day < end for start, end in self.spans):
            return True
        return self.pauses and pause_on(self.dossier, day) is not None


def _returned_on(now: Reckoned) -> tuple[date | None, date | None]:
    """The day of the last return after more than the policy's months away, while its effects still show, and since when."""
    dossier, on = now.dossier, now.on
    policy = dossier.book.on(on)
    recent = add_months(on, -policy.experienced_months)
    first = now.approvals[0].start
    days = {approval.start for approval in now.alive if approval.start > first}
    days |= {item.counts_from for item in dossier.of(EvidenceKind.RETURN_STEP, on)}
    days |= {hold.overrun_until for hold in now.holds if hold.overrun_until is not None}
    for day in sorted((day for day in days if recent < day <= on), reverse=True):
        before = reckon(dossier, day - ONE_DAY, look_back=False)
        if before.state is not State.APPROVED and before.lapsed_on is not None:
            away_since = before.overrun.start if before.overrun is not None else before.lapsed_on
            if add_months(away_since, policy.returner_months) < day:
                return day, away_since
    return None, None


def co_deliver_only(now: Reckoned) -> bool:
    """Whether the last observation left the trainer to co-deliver only until seen again; a sign-off does not end that."""
    last = last_seen(now.dossier, now.on) if now.alive else None
    return last is not None and outcome_of(last.outcome) is Outcome.CO_DELIVER_ONLY
