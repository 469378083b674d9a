"""What is next for a trainer, and by when."""

from __future__ import annotations

from datetime import date, timedelta

from trainerpool.domain.dates import add_months, count_of
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.path import Stage
from trainerpool.domain.standing.answers import Due, State
from trainerpool.domain.standing.dossier import ONE_DAY
from trainerpool.domain.standing.duties import Duty, delivery_days
from trainerpool.domain.standing.path_progress import next_stage
from trainerpool.domain.standing.reckoning import Reckoned
from trainerpool.domain.standing.voice import Voice, first_up


def next_due(now: Reckoned, voice: Voice) -> tuple[Due, ...]:
    """What is next and by when, the soonest first; what has no date comes last."""
    if now.state is State.CANDIDATE:
        found = [_next_stage(now)]
    elif now.state is State.APPROVED:
        found = _approved(now)
    else:
        found = _out(now, voice)
    return tuple(sorted(found, key=lambda due: (due.by is None, due.by or date.max, due.kind)))


def _next_stage(now: Reckoned) -> Due:
    stage, words = next_stage(now)
    ttt = now.dossier.of(EvidenceKind.TTT_COURSE, now.on)
    by = None
    if ttt:
        months = now.dossier.book.on(ttt[-1].counts_from).ttt_months
        by = add_months(ttt[-1].counts_from, months)
    if stage is Stage.SIGN_OFF and any(True for _ in now.refusals):
        words = "A new sign-off that counts"
    return Due(words, by, (stage or Stage.SIGN_OFF).value)


def _approved(now: Reckoned) -> list[Due]:
    found = [_duty(now, duty) for duty in now.duties if duty.unmet_from != date.max]
    if now.observation_due is not None:
        found.append(Due("Observation", now.observation_due, "observation"))
    if now.best is not None:
        what = "Sign-off to follow the transferred approval" if now.best.transferred else "Renewal by a new sign-off"
        found.append(Due(what, now.best.until, "sign_off"))
    return found


def _duty(now: Reckoned, duty: Duty) -> Due:
    """A duty's last day to be met; once missed, the last day of its notice."""
    by = duty.notice_until if duty.is_missed(now.on) else duty.unmet_from - ONE_DAY
    if duty.name == "agreement":
        signed = now.dossier.of(EvidenceKind.RELEASE_AGREEMENT, now.on)
        return Due("Release agreement renewed" if signed else "Release agreement", by, "release_agreement")
    if duty.name == "development":
        return Due("A development event", by, "development_event")
    policy = now.dossier.book.on(now.on)
    # What counts is how many deliveries will still lie in the window on the day after the last day to meet it.
    after = add_months(by + ONE_DAY, -policy.deliveries_window_months)
    have = sum(1 for day in delivery_days(now.deliveries, policy) if day > after)
    more = max(1, policy.least_deliveries - have)
    return Due(first_up(f"{count_of(more, 'more delivery')}" if have else count_of(more, "delivery")), by, "delivery")


def _out(now: Reckoned, voice: Voice) -> list[Due]:
    if now.state is State.SUSPENDED and now.suspension is not None:
        item = now.suspension
        days = now.dossier.book.on(item.on).suspension_review_days
        review = item.until if item.until is not None else item.on + timedelta(days=days)
        return [Due("Review of the suspension", review, "suspension_end")]
    if now.state is State.SUSPENDED:
        return [Due("Observed again, or a decision", None, "observed_delivery")]
    if now.state is State.ON_HOLD and now.hold is not None:
        return [Due("Return from hold", now.hold.last + ONE_DAY, "hold_end")]
    if now.state is State.LAPSED:
        what = {"agreement": "Release agreement", "development": "A development event", "hold": "Return from hold"}
        kind = {"agreement": "release_agreement", "development": "development_event", "hold": "hold_end"}
        return [Due(what.get(now.lapsed_by, "A new sign-off"), None, kind.get(now.lapsed_by, "sign_off"))]
    return [Due(f"Nothing is due of {voice.trainer}", None, "none")] if now.state is not State.ALUMNI else []
