"""The state of a course's material on a day, from dated facts about its versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trainerpool.domain.dates import in_words
from trainerpool.domain.same_person import Named, Sameness, same_person


class MaterialState(StrEnum):
    """Where a version of a trainer pack stands on a day."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class MaterialVersion:
    """The facts of one version: who wrote it, when it went to review, was approved, superseded or withdrawn.

    `extended_until` moves its review date; `answer_by` is the day a trigger (`answer_to`) has to be answered by. `review`
    is how its last review ended ("approved", "returned"), "open" while it is under way, empty where none is held.
    `author_also` and `approved_by_also` are what the pool calls the two besides; `read_by` are those whose reviews it was
    approved on.
    """

    version: str
    author: str = ""
    submitted_on: date | None = None
    approved_by: str = ""
    approved_on: date | None = None
    review_due: date | None = None
    superseded_on: date | None = None
    withdrawn_on: date | None = None
    extended_until: date | None = None
    author_id: str = ""
    approved_by_id: str = ""
    answer_by: date | None = None
    answer_to: str = ""
    id: str = ""
    review: str = ""
    author_also: tuple[str, ...] = ()
    approved_by_also: tuple[str, ...] = ()
    read_by: tuple[Named, ...] = ()

    @property
    def review_by(self) -> date | None:
        """Its review date, as extended."""
        if self.review_due is None or self.extended_until is None:
            return self.review_due
        return max(self.review_due, self.extended_until)

    @property
    def good_until(self) -> date | None:
        """The last day it may be delivered with: its review date, or the day a trigger is to be answered by."""
        known = [day for day in (self.review_by, self.answer_by) if day is not None]
        return min(known, default=None)


@dataclass(frozen=True, slots=True)
class MaterialOn:
    """What a course is delivered with on a day: the version, whether it is approved then, and why in a sentence."""

    version: MaterialVersion | None
    is_approved: bool
    text: str


def material_state(version: MaterialVersion, on: date) -> MaterialState:
    """The state of one version on a day.

    The author's own approval counts for nothing (2-domain "Materials"), nor does one beside a review that is under way
    or sent it back, whoever wrote it down: a register cannot approve what the checklist stops.
    """
    if version.withdrawn_on is not None and version.withdrawn_on <= on:
        return MaterialState.WITHDRAWN
    if version.superseded_on is not None and version.superseded_on <= on:
        return MaterialState.SUPERSEDED
    was_stopped = version.review in ("open", "returned")
    is_approved = version.approved_on is not None and version.approved_on <= on and not was_stopped
    if is_approved and is_approved_by_another(version):
        return MaterialState.APPROVED
    return (
        MaterialState.IN_REVIEW
        if version.submitted_on is not None and version.submitted_on <= on
        else MaterialState.DRAFT
    )


def is_approved_by_another(version: MaterialVersion) -> bool:
    """Whether somebody other than the author approved it, and read it; who is perhaps the author does not count as another."""
    return not self_approval(version) and _approver(version).is_told


def self_approval(version: MaterialVersion) -> str:
    """Why an approval on record does not count, in a sentence: who approved or reviewed it is, or may be, its author; "" else.

    Two records of one person may be found to be so long after the approval.
    """
    author = Named(version.author, version.author_id, version.author_also)
    if version.approved_on is None or not author.is_told:
        return ""
    for who, role in ((_approver(version), "approved"), *((one, "reviewed") for one in version.read_by)):
        if who.is_told and (found := same_person(author, who)) is not Sameness.TWO:
            is_or_may_be = "is" if found is Sameness.ONE else "may be"
            return f"{who.text or 'Whoever'} {role} it, and {is_or_may_be} its author"
    return ""


def _approver(version: MaterialVersion) -> Named:
    return Named(version.approved_by, version.approved_by_id, version.approved_by_also)


def material_on(versions: Iterable[MaterialVersion], on: date) -> MaterialOn:
    """The version a session on this day would use; past its review date, or a trigger's, it is no longer approved."""
    approved = [one for one in versions if material_state(one, on) is MaterialState.APPROVED]
    if not approved:
        return MaterialOn(None, is_approved=False, text=f"No version of the material is approved on {in_words(on)}.")
    latest = max(approved, key=lambda one: one.approved_on or date.min)
    ends, review = latest.good_until, latest.review_by
    if ends is not None and ends < on:
        said = (
            f"Version {latest.version} passes its review date on {in_words(ends)}."
            if ends == review
            else f"Version {latest.version} was to answer “{latest.answer_to}” by {in_words(ends)}."
        )
        return MaterialOn(latest, is_approved=False, text=said)
    if ends is None:
        return MaterialOn(latest, is_approved=True, text=f"Version {latest.version} is approved.")
    what = "be reviewed" if ends == review else f"answer “{latest.answer_to}”"
    return MaterialOn(
        latest, is_approved=True, text=f"Version {latest.version} is approved, to {what} by {in_words(ends)}."
    )


def material_planned(versions: Iterable[MaterialVersion], planned: str, on: date) -> MaterialOn:
    """What a session on a day is delivered with: the version it is planned with by id, else the one approved then.

    A version named on the session is held to the same: draft, superseded or withdrawn by then, it is not approved.
    """
    known = list(versions)
    named = next((one for one in known if planned and one.id == planned), None)
    if named is None:
        return material_on(known, on)
    found = material_on([named], on)
    if found.version is not None:
        return found
    state = material_state(named, on).value
    return MaterialOn(
        named, is_approved=False, text=f"Version {named.version} is planned, and {state} on {in_words(on)}."
    )
