"""Why a trainer is on hold, lapsed, suspended or gone, and the way back."""

from __future__ import annotations

from datetime import date, timedelta

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.standing.answers import Meaning, Reason, State
from trainerpool.domain.standing.approval import agreement_until
from trainerpool.domain.standing.dossier import ONE_DAY
from trainerpool.domain.standing.reasons_approved import approval_reasons
from trainerpool.domain.standing.reasons_duties import missed_text, not_counted_reason
from trainerpool.domain.standing.reckoning import Reckoned
from trainerpool.domain.standing.voice import Voice, by_day, who


def out_reason(now: Reckoned, voice: Voice) -> Reason:
    """The one reason why a trainer may not deliver."""
    if now.state is State.ALUMNI:
        return _alumni(now)
    if now.state is State.SUSPENDED:
        return _suspended(now)
    if now.state is State.ON_HOLD:
        return _on_hold(now)
    return _lapsed(now, voice)


def out_reasons(now: Reckoned, voice: Voice) -> list[Reason]:
    """What else is known of a trainer who is out: the approval held, and the courses kept as history."""
    found = _also_out(now, voice)
    if now.best is not None and now.best.until >= now.on and now.state is not State.LAPSED and not now.causes:
        found += approval_reasons(now, now.best)
    kept = sorted({grant.course for grant in now.grants})
    if kept:
        ids = tuple(dict.fromkeys(key for grant in now.grants for key in grant.evidence))
        rests = now.best is not None and now.state in (State.ON_HOLD, State.SUSPENDED)
        text = (
            f"The approval for {voice.courses(kept)} rests." if rests else f"Once approved for {voice.courses(kept)}."
        )
        found.append(Reason(Meaning.INFORMATION, text, "What was earned stays in the history.", ids, "history"))
    return found + not_counted_reason(now)


def _also_out(now: Reckoned, voice: Voice) -> list[Reason]:
    """What else stands in the way beside the first reason: mending that one alone would not bring the trainer back."""
    if now.state is State.ALUMNI:
        return [_suspended_by(now, now.suspension)] if now.suspension is not None else []
    found: list[Reason] = []
    if now.state is State.SUSPENDED:
        if now.suspension is not None and now.pause is not None:
            found.append(_paused_by(now.pause))
        found += [_lapse(now, voice, *cause) for cause in now.causes]
    elif now.state is State.LAPSED:
        found += [_lapse(now, voice, *cause) for cause in now.causes[1:]]
    return found


def _alumni(now: Reckoned) -> Reason:
    item = now.dossier.of(EvidenceKind.WITHDRAWAL, now.on)[-1]
    return Reason(
        Meaning.NEUTRAL,
        f"Left the pool {item.when}.",
        "A new application or a new sign-off would bring the trainer back.",
        (item.id,),
        "withdrawal",
    )


def _suspended(now: Reckoned) -> Reason:
    if now.suspension is not None:
        return _suspended_by(now, now.suspension)
    if now.pause is not None:
        return _paused_by(now.pause)
    return Reason(Meaning.STOP, "Suspended.", "", (), "suspension")


def _paused_by(seen: Evidence) -> Reason:
    by = f" by {who(seen)}" if who(seen) else ""
    return Reason(
        Meaning.STOP,
        f"Paused since {seen.on_in_words}: a delivery observed{by} ended in Pause and refer.",
        "Delivery is not allowed until seen again with another outcome, or until a decision ends the pause.",
        (seen.id,),
        "observation",
    )


def _suspended_by(now: Reckoned, item: Evidence) -> Reason:
    by = f", decided by {who(item)}" if who(item) else ""
    days = now.dossier.book.on(item.on).suspension_review_days
    review = item.until if item.until is not None else item.on + timedelta(days=days)
    return Reason(
        Meaning.STOP,
        f"Suspended since {item.on_in_words}{by}.",
        f"Review by {by_day(review)}.{_appeal(now, item.on)} The suspension lasts until its end is recorded.",
        (item.id,),
        "suspension",
    )


def _appeal(now: Reckoned, since: date) -> str:
    """Within how long an appeal may be made; nothing where the policy of the day knows of none."""
    days = now.dossier.book.on(since).suspension_appeal_working_days
    return f" An appeal is open for {count_of(days, 'working day')}, to someone unconnected." if days else ""


def _on_hold(now: Reckoned) -> Reason:
    hold = now.hold
    if hold is None:
        return Reason(Meaning.NEUTRAL, "On hold.", "", (), "hold")
    months = count_of(now.dossier.book.on(hold.start).hold_months, "month")
    limit = (
        f"at most {months}: the return is recorded before then."
        if hold.overran
        else "the clocks stand still meanwhile."
    )
    return Reason(
        Meaning.NEUTRAL,
        f"On hold from {hold.source.on_in_words} until {in_words(hold.last)}.",
        f"Asked for and free of blame; {limit}",
        (hold.source.id,),
        "hold",
    )


def _lapsed(now: Reckoned, voice: Voice) -> Reason:
    return _lapse(now, voice, now.lapsed_on, now.lapsed_by)


def _lapse(now: Reckoned, voice: Voice, since: date | None, cause: str) -> Reason:
    """One cause of a lapse, and what mends it."""
    day = in_words(since or now.on)
    signed = "a new sign-off" if _is_agreed(now) else "a release agreement in date with a new sign-off"
    if cause == "register" or since is None:
        item = now.ended_by or max((pair[1] for pair in now.lapsed.values()), key=lambda one: one.on, default=None)
        said = item.on_in_words if item is not None else day
        ids = (item.id,) if item is not None else ()
        todo = (
            f"{signed[:1].upper()}{signed[1:]}, or an approval transferred with a later date, brings the approval back."
            if now.approvals
            else "No approval is on record: the whole path with its sign-off, or a transferred approval, would give one."
        )
        return Reason(Meaning.STOP, f"Lapsed: the register says so, dated {said}.", todo, ids, "status_lapsed")
    if cause == "approval" and now.best is not None:
        source = now.best.source
        how = (
            f"transferred from the register's {source.on_in_words}"
            if now.best.transferred
            else f"signed off {source.when}"
        )
        return Reason(
            Meaning.STOP,
            f"Lapsed on {day}: approval ended on {in_words(now.best.until)}, {how}.",
            f"{signed[:1].upper()}{signed[1:]} by someone independent brings it back.",
            (source.id,),
            "approval",
        )
    if cause == "hold" and now.overrun is not None:
        hold = now.overrun
        months = count_of(now.dossier.book.on(hold.start).hold_months, "month")
        return Reason(
            Meaning.STOP,
            f"Lapsed on {day}: the hold of {hold.source.on_in_words} reached {months} without a return.",
            f"The end of the hold, a return step or {signed} brings the approval back.",
            (hold.source.id,),
            "hold",
        )
    duty = next(duty for duty in now.duties if duty.name == cause)
    events = now.dossier.book.on(now.on).development_events
    back = {
        "agreement": "A new release agreement brings the approval back.",
        "development": f"{'A development event brings' if events == 1 else 'Enough development events bring'} the approval back.",
        "deliveries": f"An agreed return or {signed} brings the approval back.",
    }[duty.name]
    if len(now.causes) > 1 or now.state is State.SUSPENDED:
        back = back.replace("the approval back", "this into order")
    notice = f"notice ran from {in_words(duty.unmet_from)} to {in_words(duty.notice_until)}"
    return Reason(
        Meaning.STOP,
        f"Lapsed on {in_words(duty.notice_until + ONE_DAY)}: {missed_text(now, duty)}.",
        f"{notice[:1].upper()}{notice[1:]}. While lapsed, {voice.trainer} may neither deliver nor co-deliver. {back}",
        _duty_evidence(now, duty.name),
        duty.name,
    )


def _is_agreed(now: Reckoned) -> bool:
    """Whether a sign-off of the day would find a release agreement in date."""
    return agreement_until(now.dossier, now.on, date.min) >= now.on


def _duty_evidence(now: Reckoned, name: str) -> tuple[str, ...]:
    items = {
        "agreement": now.dossier.of(EvidenceKind.RELEASE_AGREEMENT, now.on)[-1:],
        "development": now.development[-1:],
        "deliveries": list(now.deliveries.counted[-2:]),
    }[name]
    return tuple(item.id for item in items)
