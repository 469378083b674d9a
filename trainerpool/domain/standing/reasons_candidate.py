"""Why a candidate is still one: the stages done and the one that is next."""

from __future__ import annotations

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.path import Stage
from trainerpool.domain.standing.answers import Meaning, Reason, StageProgress, StageState
from trainerpool.domain.standing.approval import why_observed_fails
from trainerpool.domain.standing.observers import mentors_until
from trainerpool.domain.standing.path_progress import next_stage, path_progress
from trainerpool.domain.standing.reckoning import Reckoned
from trainerpool.domain.standing.voice import who


def candidate_summary(now: Reckoned) -> str:
    """The standing of a candidate in a sentence."""
    _, words = next_stage(now)
    ttt = now.dossier.of(EvidenceKind.TTT_COURSE, now.on)
    after = f" Train-the-Trainer course {ttt[-1].when}." if ttt else ""
    return f"Candidate. Next: {words}.{after}" if words else f"Candidate.{after}"


def candidate_reasons(now: Reckoned) -> list[Reason]:
    """What is next, a course too long ago, observed deliveries that do not count, then the stages done."""
    strip = path_progress(now)
    found = [_next(now, strip)]
    found += _too_long(now)
    found += _observed_in_vain(now)
    upcoming = [item for item in now.dossier.every(EvidenceKind.TRANSFERRED_APPROVAL) if item.counts_from > now.on]
    if upcoming:
        first = upcoming[0]
        found.append(
            Reason(
                Meaning.INFORMATION,
                f"The register says approved from {first.on_in_words}.",
                "Until then delivery is not allowed.",
                (first.id,),
                "transferred_approval",
            )
        )
    return found + [_done(stage) for stage in strip if stage.state in (StageState.DONE, StageState.DECISION)]


def _next(now: Reckoned, strip: tuple[StageProgress, ...]) -> Reason:
    stage, words = next_stage(now)
    done = [one for one in strip if one.state in (StageState.DONE, StageState.DECISION) and one.on is not None]
    last = max(done, key=lambda one: one.on or now.on) if done else None
    said = "No step of the path is recorded yet."
    if last is not None and last.on is not None:
        said = f"The last step recorded is {last.stage.kind.label} on {in_words(last.on, month_only=last.month_only)}."
    if stage is Stage.SIGN_OFF:
        said += " Sign-off is by someone named who is neither mentor nor observer."
    ids = last.evidence if last is not None else ()
    return Reason(Meaning.NEUTRAL, f"Candidate, next stage: {words}.", said, ids, "path")


def _too_long(now: Reckoned) -> list[Reason]:
    ttt = now.dossier.of(EvidenceKind.TTT_COURSE, now.on)
    if not ttt:
        return []
    policy = now.dossier.book.on(ttt[-1].counts_from)
    end = add_months(ttt[-1].counts_from, policy.ttt_months)
    if end > now.on:
        return []
    return [
        Reason(
            Meaning.ATTENTION,
            f"The Train-the-Trainer course was {ttt[-1].when}; the time to complete ended on {in_words(end)}.",
            f"{count_of(policy.ttt_months, 'month')} from the course are allowed. Agree with the Business Unit how to go on.",
            (ttt[-1].id,),
            "ttt_months",
        )
    ]


def _observed_in_vain(now: Reckoned) -> list[Reason]:
    mentors = mentors_until(now.dossier, now.on)
    found: list[Reason] = []
    for item in now.dossier.of(EvidenceKind.OBSERVED_DELIVERY, now.on):
        text = _why(item, why_observed_fails(now.dossier, item, ("", ""), mentors))
        if text:
            found.append(
                Reason(
                    Meaning.ATTENTION,
                    f"The delivery observed {item.when} does not count: {text}.",
                    "Another observed delivery is needed.",
                    (item.id,),
                    "observed_delivery",
                )
            )
    return found


def _why(item: Evidence, code: str) -> str:
    if code == "starred":
        return (
            "not every starred criterion was met" if item.starred_met is False else "starred criteria are not recorded"
        )
    if code == "outcome":
        return f'its outcome was "{item.outcome}"'
    if code == "mentor":
        return f"{who(item)}, who observed, is a mentor"
    return "the trainer is named as observer" if code == "self" else ""


def _done(stage: StageProgress) -> Reason:
    day = in_words(stage.on, month_only=stage.month_only) if stage.on is not None else ""
    how = " by decision" if stage.state is StageState.DECISION else ""
    text = f"{stage.stage.kind.label}{how} on {day}." if day else f"{stage.stage.kind.label}: not asked."
    return Reason(Meaning.GOOD, text, stage.detail, stage.evidence, stage.stage.value)
