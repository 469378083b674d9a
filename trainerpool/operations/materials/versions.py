"""Deeds on the versions of trainer packs: begin, change, send to review, extend, withdraw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.domain.materials import MaterialState
from trainerpool.domain.same_person import Sameness, same_person
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.fields import change_fields, refuse_emptying
from trainerpool.operations.materials.finding import (
    IN_USE,
    OPEN,
    as_named,
    checked_past,
    is_about,
    named,
    refuse_same_number,
    refuse_unless,
    state_of,
    the_version,
    versions_of,
)
from trainerpool.operations.materials.reviews import begin_review
from trainerpool.operations.references import the_course
from trainerpool.problem import Problem
from trainerpool.store.records import KINDS, AbsorbedLearning, KeptFile, MaterialReview, MaterialVersion
from trainerpool.store.work import Done, Work

_MAY_BE_EMPTY = frozenset({"change_note", "kept_where", "plan"})
ON_RECORD = "Recorded as approved; the review is not held here"


@deed
def add_material_version(
    desk: Desk, course: str, version: str, author: str | None = None, approved_by: str | None = None,
    approved_on: date | None = None, review_due: date | None = None, change_note: str | None = None,
    from_version: str | None = None, kept_where: str | None = None, superseded_on: date | None = None,
    source: str | None = None,
) -> Done:  # fmt: skip
    """Begin a version of a course's trainer pack, or record one approved before; whoever wrote it cannot approve it."""
    if bool(approved_by) != bool(approved_on):
        raise Problem("An approval needs both the day and who approved.", kept="Nothing was changed.")
    if from_version and approved_on:
        raise Problem(
            "A version that begins from another is reviewed before it is approved.", kept="Nothing was changed.",
            todo="Begin it as a draft, and send it to review.",
        )  # fmt: skip
    if review_due and approved_on and review_due <= approved_on:
        raise Problem("The review date lies before the approval.", kept="Nothing was changed.")
    checked_past(approved_on, desk.today, "The approval")
    if approved_by is None and not (author or "").strip():
        author = desk.person
    with desk.work(f"Record material {version} of {course}") as work:
        found = the_course(work, course)
        number = refuse_same_number(work, found.id, version)
        written, author_id = named(work, author)
        by, by_id = named(work, approved_by)
        made = MaterialVersion(
            course_id=found.id, version=number, author=written, author_id=author_id, approved_by=by, approved_by_id=by_id,
            approved_on=approved_on, review_due=review_due, change_note=(change_note or "").strip() or None, superseded_on=superseded_on,
            kept_where=(kept_where or "").strip() or None, source=source or (ON_RECORD if approved_on else None), plan=[],
        )  # fmt: skip
        if approved_on:
            refuse_author(work, made)
            _fit_in(made, versions_of(work, found.id), approved_on)
        work.add(made)
        work.result = made.id
        is_about(work, made, "Record" if approved_on else "Begin")
        if from_version:
            _take_over(work, the_version(work, from_version), made, desk.today)
    return work.done


def refuse_author(work: Work, version: MaterialVersion) -> None:
    """Problem where whoever approves a version wrote it, or may have written it."""
    author = as_named(work, version.author, version.author_id)
    approver = as_named(work, version.approved_by, version.approved_by_id)
    if not author.is_told:
        return
    match same_person(author, approver):
        case Sameness.ONE:
            raise Problem("The author of a version cannot approve it.", kept="Nothing was changed.")
        case Sameness.PERHAPS:
            raise Problem(
                f"{approver.text} may be the author, {author.text}; the author of a version cannot approve it.",
                kept="Nothing was changed.",
                todo="Write both names in full, or name people of the pool.",
            )


def _fit_in(made: MaterialVersion, others: Sequence[MaterialVersion], approved_on: date) -> None:
    """A version approved supersedes those approved before it, and is superseded by those approved after it."""
    later = [one.approved_on for one in others if one.approved_on and one.approved_on > approved_on]
    if later and made.superseded_on is None:
        made.superseded_on = min(later)
    for other in others:
        if other.approved_on and other.approved_on <= approved_on and other.superseded_on is None:
            other.superseded_on = approved_on


def _take_over(work: Work, old: MaterialVersion, made: MaterialVersion, today: date) -> None:
    """A new version begins with the files and the plan of the one it comes from."""
    if old.course_id != made.course_id:
        raise Problem(f"Version {old.version} is of another course.", kept="Nothing was changed.")
    made.plan = list(old.plan)
    made.kept_where = made.kept_where or old.kept_where
    about = work.record
    for file in work.find(select(KeptFile).where(KeptFile.owner_id == old.id).order_by(KeptFile.position)):
        work.add(KeptFile(
            owner_kind=file.owner_kind, owner_id=made.id, name=file.name, body=file.body, size=file.size, contents=file.contents,
            added_on=today, position=file.position,
        ))  # fmt: skip
    work.record = about


@deed
def change_material_version(
    desk: Desk, version: str, number: str | None = None, author: str | None = None, change_note: str | None = None,
    kept_where: str | None = None, plan: list[Any] | None = None, clear: list[str] | None = None,
) -> Done:  # fmt: skip
    """Change what a draft or a version in review says of itself, and empty what `clear` names; the plan is [{"at", "title"}]."""
    refuse_emptying("version", clear, _MAY_BE_EMPTY)
    with desk.work("Change a version") as work:
        found = the_version(work, version)
        is_about(work, found, "Change")
        others = (author, change_note, kept_where, plan, *(clear or ()))
        if number is None or any(others) or not _has_twin(work, found):
            refuse_unless(work, found, desk.today, OPEN, "changed")
        if number is not None and number.strip():
            found.version = refuse_same_number(work, found.course_id, number, but=found.id)
        if author is not None and author.strip():
            found.author, found.author_id = named(work, author)
        change_fields(
            found, {"change_note": change_note, "kept_where": kept_where}, [one for one in clear or () if one != "plan"]
        )
        if plan is not None or "plan" in (clear or ()):
            found.plan = _checked_plan(plan or ())
    return work.done


def _has_twin(work: Work, version: MaterialVersion) -> bool:
    """Whether another version of the course has the same number: then it may be told apart at any time."""
    numbers = [row.version.casefold() for row in versions_of(work, version.course_id)]
    return numbers.count(version.version.casefold()) > 1


def _checked_plan(plan: Sequence[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for number, step in enumerate(plan, 1):
        if not isinstance(step, Mapping) or not str(step.get("title") or "").strip():
            raise Problem(f"Step {number} of the plan has no title.", kept="Nothing was changed.")
        at = str(step.get("at") or "").strip()
        if at and not (len(at) == 5 and at[2] == ":" and at[:2].isdigit() and at[3:].isdigit() and at < "24:00"):
            raise Problem(
                f"Step {number} of the plan begins at {at!r}, which is no time (HH:MM).", kept="Nothing was changed."
            )
        found.append({"at": at, "title": str(step["title"]).strip()})
    return found


@deed
def remove_material_version(desk: Desk, version: str) -> Done:
    """Take out a draft that was never reviewed; any other version stays, and can be withdrawn."""
    with desk.work("Remove a draft") as work:
        found = the_version(work, version)
        is_about(work, found, "Remove")
        refuse_unless(work, found, desk.today, (MaterialState.DRAFT,), "removed")
        if work.find(select(MaterialReview).where(MaterialReview.version_id == found.id)):
            raise Problem(
                f"Version {found.version} was reviewed and stays on record.", kept="Nothing was changed.", todo="Withdraw it instead."
            )  # fmt: skip
        for file in work.find(select(KeptFile).where(KeptFile.owner_id == found.id)):
            work.remove(file)
        for absorbed in work.find(select(AbsorbedLearning).where(AbsorbedLearning.version_id == found.id)):
            work.remove(absorbed)
        work.session.flush()
        refuse_pointed_to(work, found)
        work.session.flush()
        work.remove(found)
    return work.done


def refuse_pointed_to(work: Work, version: MaterialVersion) -> None:
    """Problem where something else names a version that is to go."""
    for record_class in KINDS.values():
        for column in record_class.__table__.columns:
            if any(key.column.table.name == "material_version" for key in column.foreign_keys) and work.find(
                select(record_class).where(column == version.id).limit(1)
            ):
                raise Problem(
                    f"Version {version.version} is named by a {record_class.kind().replace('_', ' ')}.",
                    kept="Nothing was changed.",
                    todo="Take that out first, or withdraw the version.",
                )


@deed
def submit_material_version(desk: Desk, version: str, reviewer: str | None = None, on: date | None = None) -> Done:
    """Send a draft to review; with a reviewer, who is not the author, the review begins at once."""
    day = checked_past(on, desk.today, "The review")
    with desk.work("Send a version to review") as work:
        found = the_version(work, version)
        is_about(work, found, "Send to review")
        refuse_unless(work, found, desk.today, (MaterialState.DRAFT,), "sent to review")
        found.submitted_on = day
        if reviewer and reviewer.strip():
            begin_review(desk, work, found, reviewer, day)
    return work.done


@deed
def extend_material_version(desk: Desk, version: str, until: date, why: str) -> Done:
    """Let an approved version be used beyond its review date, until a day and with the reason."""
    if not why.strip():
        raise Problem("Say why the version is extended.", kept="Nothing was changed.")
    with desk.work("Extend a version") as work:
        found = the_version(work, version)
        is_about(work, found, "Extend")
        refuse_unless(work, found, desk.today, IN_USE, "extended")
        ends = max((day for day in (found.review_due, found.extended_until) if day), default=None)
        if ends is None:
            raise Problem(f"Version {found.version} has no review date.", kept="Nothing was changed.")
        if until <= ends:
            raise Problem(f"Version {found.version} runs to {in_words(ends)} already.", kept="Nothing was changed.")
        found.extended_until, found.extended_why = until, why.strip()
    return work.done


@deed
def withdraw_material_version(desk: Desk, version: str, why: str, on: date | None = None) -> Done:
    """Take a version out of use at once, with the reason; what was delivered with it stays on record."""
    day = checked_past(on, desk.today, "The withdrawal")
    if not why.strip():
        raise Problem("Say why the version is withdrawn.", kept="Nothing was changed.")
    with desk.work("Withdraw a version") as work:
        found = the_version(work, version)
        is_about(work, found, "Withdraw")
        if state_of(work, found, desk.today) is MaterialState.WITHDRAWN:
            raise Problem(f"Version {found.version} is withdrawn already.", kept="Nothing was changed.")
        found.withdrawn_on, found.withdrawn_why = day, why.strip()
        for review in work.find(
            select(MaterialReview).where(MaterialReview.version_id == found.id, MaterialReview.ended_on.is_(None))
        ):
            review.ended_on, review.outcome = day, "returned"
    return work.done
