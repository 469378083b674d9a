"""Why a trainer is approved, and what needs attention."""

from __future__ import annotations

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.standing.answers import Meaning, Reason
from trainerpool.domain.standing.approval import Approval
from trainerpool.domain.standing.dossier import person_of, stands_for_what
from trainerpool.domain.standing.duties import Duty
from trainerpool.domain.standing.observers import last_seen
from trainerpool.domain.standing.reasons_duties import duty_reasons, missed_text
from trainerpool.domain.standing.reckoning import Reckoned, co_deliver_only
from trainerpool.domain.standing.refusals import counting_observation
from trainerpool.domain.standing.voice import Voice, by_day, joined, who


def approved_summary(now: Reckoned) -> str:
    """The standing of an approved trainer in a sentence or two."""
    best = now.best
    if best is None:
        return ""
    missed = now.missed
    if missed:
        text = f"On notice until {by_day(missed[0].notice_until)}: {missed_text(now, missed[0])}."
        return f"{text} Approved until {in_words(best.until)}."
    if best.transferred:
        return f"Approved on transfer until {in_words(best.until)}; sign-off evidence not held."
    months = now.dossier.book.on(best.start).approval_months
    lasts = f"approval lasts {count_of(months, 'month')}"
    return f"Approved until {in_words(best.until)}. Signed off {best.source.when}; {lasts}."


def approved_reasons(now: Reckoned, voice: Voice) -> list[Reason]:
    """The reasons of an approved trainer: what is missed first, then what the approval rests on."""
    found = [_notice(now, duty, voice) for duty in now.missed]
    found += _limits(now, voice)
    if now.best is not None:
        found += approval_reasons(now, now.best)
    return found + duty_reasons(now)


def _notice(now: Reckoned, duty: Duty, voice: Voice) -> Reason:
    began = f"Notice began on {in_words(duty.unmet_from)}"
    days = now.dossier.book.on(duty.unmet_from).notice_days
    detail = f"{began} and lasts {count_of(days, 'day')}."
    ids: tuple[str, ...] = ()
    if duty.extended is not None:
        detail = f"{began}; a decision of {duty.extended.on_in_words} extended it once."
        ids = (duty.extended.id,)
    return Reason(
        Meaning.ATTENTION,
        f"On notice until {by_day(duty.notice_until)}: {missed_text(now, duty)}. "
        f"After that {voice.trainer} may not deliver.",
        detail,
        ids,
        duty.name,
    )


def _limits(now: Reckoned, voice: Voice) -> list[Reason]:
    found: list[Reason] = []
    last = last_seen(now.dossier, now.on)
    if co_deliver_only(now) and last is not None:
        by = f" by {who(last)}" if who(last) else ""
        found.append(
            Reason(
                Meaning.ATTENTION,
                f"Co-deliver only until seen again: observed {last.when}{by}.",
                f"{voice.trainer_first} may co-train, not lead.",
                (last.id,),
                "observation",
            )
        )
    if now.returned_on is not None:
        found.append(_returned(now, voice))
    if not now.held:
        found.append(
            Reason(
                Meaning.ATTENTION,
                "No course is named by the evidence, so there is none to deliver.",
                "Name the course on the sign-off, or record a decision for one.",
                tuple(approval.source.id for approval in now.alive),
                "course",
            )
        )
    return found


def _returned(now: Reckoned, voice: Voice) -> Reason:
    """A returner is paired, and takes the policy's steps (research "Returner > 12 months")."""
    day = now.returned_on or now.on
    policy = now.dossier.book.on(day)
    since = now.away_since or day
    steps = [item for item in now.dossier.of(EvidenceKind.RETURN_STEP, now.on) if item.counts_from >= since]
    done = {(item.outcome or item.note).casefold().strip() for item in steps}
    left = [step for step in policy.return_steps if step.casefold() not in done]
    todo = f" Still to do: {joined(left)}." if left else ""
    return Reason(
        Meaning.ATTENTION,
        f"Returned on {in_words(day)} after more than {count_of(policy.returner_months, 'month')} away.",
        f"{voice.trainer_first} delivers beside an experienced trainer.{todo}",
        tuple(item.id for item in steps),
        "returner",
    )


def approval_reasons(now: Reckoned, best: Approval) -> list[Reason]:
    """What an approval rests on: a sign-off with its observation, or a register."""
    dossier, item = now.dossier, best.source
    if best.transferred:
        return [_transferred(now, best)]
    months = count_of(dossier.book.on(best.start).approval_months, "month")
    found = [
        Reason(
            Meaning.GOOD,
            f"Signed off {item.when}.",
            f"By {who(item)}, who was neither mentor nor observer. Approval lasts {months}.",
            (item.id,),
            "sign_off",
        )
    ]
    if not best.by_path:
        found[0] = Reason(
            Meaning.GOOD,
            f"Signed off again {item.when}.",
            f"By {who(item)}; a renewal does not ask for the whole path. Approval lasts {months}.",
            (item.id,),
            "renewal",
        )
        return found
    seen = counting_observation(dossier, item)
    if seen is not None:
        found.append(_observed(seen))
    stages = {asked.stage.value for asked in dossier.book.on(best.start).path}
    decided = [
        one
        for one in dossier.of(EvidenceKind.EQUIVALENCE, best.start)
        if stands_for_what(one.outcome, one.note) in stages
    ]
    found += [
        Reason(
            Meaning.INFORMATION,
            f"By decision of {one.on_in_words}: {one.outcome or one.note or 'an equivalence'}.",
            f"Decided by {who(one)}." if who(one) else "",
            (one.id,),
            "equivalence",
        )
        for one in decided
    ]
    return found


def _observed(item: Evidence) -> Reason:
    if not person_of(item)[0]:
        return Reason(
            Meaning.ATTENTION,
            f"Observed {item.when}, all starred criteria met; the observer is not named.",
            "Name the observer, so that it can be seen that sign-off was independent.",
            (item.id,),
            "observed_delivery",
        )
    return Reason(
        Meaning.GOOD,
        f"Observed {item.when}.",
        f"All starred criteria met, seen by {who(item)}.",
        (item.id,),
        "observed_delivery",
    )


def _transferred(now: Reckoned, best: Approval) -> Reason:
    items = [approval.source for approval in now.alive if approval.transferred and approval.start == best.start]
    ids = tuple(sorted(item.id for item in items))
    begin, policy = now.dossier.records_begin, now.dossier.book.on(best.start)
    own_end = now.dossier.book.last_day(best.start, "approval_months", now.on)
    if best.source.until is not None:
        own_end = best.source.until
    if best.until > own_end:
        months = count_of(now.dossier.book.on(begin).transition_months, "month")
        runs = f"it runs {months} from {in_words(begin)}, when the records begin."
    else:
        runs = f"approval lasts {count_of(policy.approval_months, 'month')} from then."
    confirmed = now.dossier.of(EvidenceKind.TRANSFER_CONFIRMED, now.on)
    detail = f"The register says approved from {best.source.on_in_words}; {runs}"
    if confirmed:
        detail += f" Confirmed {confirmed[-1].when}."
        ids += (confirmed[-1].id,)
    return Reason(
        Meaning.INFORMATION,
        f"Approved on transfer until {in_words(best.until)}; sign-off evidence not held.",
        detail,
        ids,
        "transferred_approval",
    )
