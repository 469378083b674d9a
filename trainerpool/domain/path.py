"""The stages of the path from application to sign-off."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trainerpool.domain.evidence import EvidenceKind


class Stage(StrEnum):
    """One stage of the path; the value is the kind of evidence that fulfils it."""

    APPLICATION = "application"
    RELEASE_AGREEMENT = "release_agreement"
    ELIGIBILITY_CHECK = "eligibility_check"
    TTT_COURSE = "ttt_course"
    SHADOW = "shadow"
    CO_DELIVERY = "co_delivery"
    OBSERVED_DELIVERY = "observed_delivery"
    SIGN_OFF = "sign_off"

    @property
    def label(self) -> str:
        """The stage as the path strip names it: "Co-deliver"."""
        return _LABELS[self]

    @property
    def kind(self) -> EvidenceKind:
        """The kind of evidence that fulfils the stage."""
        return _KINDS[self]


_LABELS: dict[Stage, str] = {
    Stage.APPLICATION: "Application",
    Stage.RELEASE_AGREEMENT: "Agreement",
    Stage.ELIGIBILITY_CHECK: "Eligibility check",
    Stage.TTT_COURSE: "TtT course",
    Stage.SHADOW: "Shadow",
    Stage.CO_DELIVERY: "Co-deliver",
    Stage.OBSERVED_DELIVERY: "Observed delivery",
    Stage.SIGN_OFF: "Sign-off",
}


_KINDS: dict[Stage, EvidenceKind] = {stage: EvidenceKind(stage.value) for stage in Stage}


@dataclass(frozen=True, slots=True)
class PathStage:
    """A stage as a policy asks for it: so many pieces of evidence."""

    stage: Stage
    count: int = 1


DEFAULT_PATH: tuple[PathStage, ...] = (
    PathStage(Stage.APPLICATION),
    PathStage(Stage.RELEASE_AGREEMENT),
    PathStage(Stage.ELIGIBILITY_CHECK),
    PathStage(Stage.TTT_COURSE),
    PathStage(Stage.SHADOW),
    PathStage(Stage.CO_DELIVERY, 2),
    PathStage(Stage.OBSERVED_DELIVERY),
    PathStage(Stage.SIGN_OFF),
)
