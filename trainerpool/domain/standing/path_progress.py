"""The path strip: every stage with what fulfils it and what is still to come."""

from __future__ import annotations

from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.path import PathStage, Stage
from trainerpool.domain.standing.answers import StageProgress, StageState
from trainerpool.domain.standing.approval import fulfilling, observed_for_sign_off
from trainerpool.domain.standing.dossier import person_of
from trainerpool.domain.standing.observers import mentors_until
from trainerpool.domain.standing.reckoning import Reckoned
from trainerpool.domain.standing.voice import who

NOBODY = ("", "")


def path_progress(now: Reckoned) -> tuple[StageProgress, ...]:
    """Every stage of the path in order; for an approved trainer as the first sign-off found it."""
    signed = next((approval for approval in now.approvals if approval.by_path), None)
    day = signed.start if signed is not None else now.on
    policy = now.dossier.book.on(day)
    mentors = mentors_until(now.dossier, day)
    signer = person_of(signed.source) if signed is not None else NOBODY
    observed = observed_for_sign_off(now.dossier, day, signer, mentors)
    course = signed.course if signed is not None else None
    strip: list[StageProgress] = []
    ahead = False
    for asked in policy.path:
        if asked.stage is Stage.SIGN_OFF:
            items = [signed.source] if signed is not None else []
        else:
            items = fulfilling(now.dossier, asked.stage, day, policy, course, observed)
        progress = _progress(asked, items, now=not ahead and not now.approvals)
        ahead = ahead or progress.state in (StageState.NOW, StageState.TO_COME)
        strip.append(progress)
    return tuple(strip)


def _progress(asked: PathStage, items: list[Evidence], *, now: bool) -> StageProgress:
    ids = tuple(item.id for item in items)
    have = f"{len(items)} of {asked.count}" if asked.count > 1 or asked.stage is Stage.SHADOW else ""
    if len(items) >= asked.count:
        decided = any(item.kind is EvidenceKind.EQUIVALENCE for item in items[: asked.count])
        # The day the stage was fulfilled is that of the last piece it needed.
        needed = sorted(items, key=lambda item: item.counts_from)[asked.count - 1] if asked.count else None
        state = StageState.DECISION if decided else StageState.DONE
        if needed is None:
            return StageProgress(asked.stage, state, detail="not asked")
        detail = "by decision" if decided else have or _detail(needed)
        return StageProgress(asked.stage, state, needed.on, needed.month_only, detail, ids)
    last = items[-1] if items else None
    return StageProgress(
        asked.stage,
        StageState.NOW if now else StageState.TO_COME,
        last.on if last is not None else None,
        last.month_only if last is not None else False,
        have,
        ids,
    )


def _detail(item: Evidence) -> str:
    if item.kind is EvidenceKind.OBSERVED_DELIVERY:
        return "all starred met"
    return who(item)


def next_stage(now: Reckoned) -> tuple[Stage, str]:
    """A candidate's next stage and its words: "Co-deliver, 1 of 2" is the stage with how far it has come."""
    dossier, policy = now.dossier, now.dossier.book.on(now.on)
    for asked in policy.path:
        if asked.stage is Stage.SIGN_OFF:
            return asked.stage, asked.stage.label
        observed: list[Evidence] = []
        if asked.stage is Stage.OBSERVED_DELIVERY:
            observed = observed_for_sign_off(dossier, now.on, NOBODY, mentors_until(dossier, now.on))
        have = len(fulfilling(dossier, asked.stage, now.on, policy, None, observed))
        if have < asked.count:
            words = asked.stage.label if asked.count == 1 else f"{asked.stage.label}, {have} of {asked.count}"
            return asked.stage, words
    return Stage.SIGN_OFF, Stage.SIGN_OFF.label
