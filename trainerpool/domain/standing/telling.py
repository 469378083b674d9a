"""Everything a standing says: summary, reasons, what is next, the path and the forecast."""

from __future__ import annotations

from trainerpool.domain.dates import in_words
from trainerpool.domain.standing.answers import Meaning, Reason, State, Told
from trainerpool.domain.standing.course_standings import course_standings
from trainerpool.domain.standing.forecast import forecast
from trainerpool.domain.standing.next_due import next_due
from trainerpool.domain.standing.path_progress import path_progress
from trainerpool.domain.standing.reasons_approved import approved_reasons, approved_summary
from trainerpool.domain.standing.reasons_candidate import candidate_reasons, candidate_summary
from trainerpool.domain.standing.reasons_out import out_reason, out_reasons
from trainerpool.domain.standing.reckoning import Reckoned
from trainerpool.domain.standing.refusals import refusal_reason
from trainerpool.domain.standing.voice import Voice, joined


def tell(now: Reckoned, voice: Voice) -> Told:
    """All the sentences of a standing."""
    return Told(
        _summary(now, voice), reasons(now, voice), next_due(now, voice), path_progress(now), forecast(now, voice)
    )


def _summary(now: Reckoned, voice: Voice) -> str:
    if now.state is State.APPROVED:
        return approved_summary(now)
    if now.state is State.CANDIDATE:
        return candidate_summary(now)
    reason = out_reason(now, voice)
    return f"{reason.text} {reason.detail}".strip()


def reasons(now: Reckoned, voice: Voice) -> tuple[Reason, ...]:
    """Why, the weightiest first; always at least one."""
    if now.state is State.APPROVED:
        found = approved_reasons(now, voice)
    elif now.state is State.CANDIDATE:
        found = candidate_reasons(now)
    else:
        found = [out_reason(now, voice), *out_reasons(now, voice)]
    latest = now.alive[-1].start if now.alive else None
    found += [
        refusal_reason(now.dossier, refusal)
        for refusal in now.refusals
        if latest is None or refusal.sign_off.counts_from > latest
    ]
    if now.state is not State.ALUMNI:
        found += _courses_on_the_way(now, voice)
    # What an approval wants comes first; what a candidate or somebody who is out is, opens the list all the same.
    opening = 0 if now.state is State.APPROVED else 1
    return (*found[:opening], *sorted(found[opening:], key=_weight))


def _weight(reason: Reason) -> int:
    return {Meaning.STOP: 0, Meaning.ATTENTION: 1}.get(reason.meaning, 2)


def first_reason(now: Reckoned, voice: Voice) -> str:
    """The weightiest reason why a trainer may not deliver, in a sentence."""
    if now.state is State.CANDIDATE:
        return candidate_summary(now)
    return out_reason(now, voice).text


def _courses_on_the_way(now: Reckoned, voice: Voice) -> list[Reason]:
    if not now.alive:
        return []
    found: list[Reason] = []
    for course in course_standings(now):
        if not course.lacks:
            continue
        more = course.lacks.count("co_delivery")
        lacking = ["its briefing"] if "course_briefing" in course.lacks else []
        lacking += [f"{more} co-deliver{'y' if more == 1 else 'ies'}"] if more else []
        found.append(
            Reason(
                Meaning.INFORMATION,
                f"Not yet approved for {voice.course(course.course)}: {joined(lacking)} to do.",
                "A further course asks for its briefing and a co-delivery.",
                course.evidence,
                "further_course",
            )
        )
    for course_key, (last, item) in now.run_out.items():
        found.append(
            Reason(
                Meaning.ATTENTION,
                f"{voice.course(course_key)}: approval on transfer ended on {in_words(last)}.",
                "A sign-off, or its briefing and a co-delivery, brings it back.",
                (item.id,),
                "approval",
            )
        )
    for course_key, (_, item) in now.lapsed.items():
        if course_key not in now.held:
            found.append(
                Reason(
                    Meaning.INFORMATION,
                    f"{voice.course(course_key)} lapsed {item.when}, the register says.",
                    "It stays in the history.",
                    (item.id,),
                    "status_lapsed",
                )
            )
    return found
