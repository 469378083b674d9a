"""The state of a course's material on a day, from dated facts about its versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trainerpool.domain.dates import in_words


class MaterialState(StrEnum):
    """Where a version of a trainer pack stands on a day."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class MaterialVersion:
    """The facts of one version: who wrote it, when it went to review, was approved, superseded or withdrawn."""

    version: str
    author: str = ""
    submitted_on: date | None = None
    approved_by: str = ""
    approved_on: date | None = None
    review_due: date | None = None
    superseded_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class MaterialOn:
    """What a course is delivered with on a day: the version, whether it is approved then, and why in a sentence."""

    version: MaterialVersion | None
    is_approved: bool
    text: str


def material_state(version: MaterialVersion, on: date) -> MaterialState:
    """The state of one version on a day; the author's own approval counts for nothing (2-domain "Materials")."""
    if version.withdrawn_on is not None and version.withdrawn_on <= on:
        return MaterialState.WITHDRAWN
    if version.superseded_on is not None and version.superseded_on <= on:
        return MaterialState.SUPERSEDED
    if is_approved_by_another(version) and version.approved_on is not None and version.approved_on <= on:
        return MaterialState.APPROVED
    return (
        MaterialState.IN_REVIEW
        if version.submitted_on is not None and version.submitted_on <= on
        else MaterialState.DRAFT
    )


def is_approved_by_another(version: MaterialVersion) -> bool:
    """Whether somebody other than the author approved it."""
    return bool(version.approved_by) and version.approved_by.casefold() != version.author.casefold()


def material_on(versions: Iterable[MaterialVersion], on: date) -> MaterialOn:
    """The version a session on this day would use; past its review date it is no longer approved."""
    approved = [one for one in versions if material_state(one, on) is MaterialState.APPROVED]
    if not approved:
        return MaterialOn(None, is_approved=False, text=f"No version of the material is approved on {in_words(on)}.")
    latest = max(approved, key=lambda one: one.approved_on or date.min)
    if latest.review_due is not None and latest.review_due < on:
        return MaterialOn(
            latest,
            is_approved=False,
            text=f"Version {latest.version} passes its review date on {in_words(latest.review_due)}.",
        )
    until = f", to be reviewed by {in_words(latest.review_due)}" if latest.review_due else ""
    return MaterialOn(latest, is_approved=True, text=f"Version {latest.version} is approved{until}.")
