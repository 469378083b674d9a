"""Deeds of a review: start, judge item by item, answer a remark, return to the author, approve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from trainerpool.domain.approval import UNFINISHED, approval_obstacles
from trainerpool.domain.checklists import Answer, another_person, checklist_obstacles, remarks_without_note
from trainerpool.domain.dates import add_months, in_words
from trainerpool.domain.frameworks import Sort, answer_of
from trainerpool.domain.materials import MaterialState
from trainerpool.domain.policy import policy_on
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.fields import refuse_emptying
from trainerpool.operations.materials.finding import (
    as_judged,
    as_named,
    checked_past,
    framework_of_review,
    is_about,
    judgements_of,
    kept_id,
    named,
    open_review,
    open_reviews,
    refuse_unless,
    the_open_review,
    the_version,
    versions_of,
)
from trainerpool.operations.materials.settling import settle
from trainerpool.problem import Problem
from trainerpool.queries.frameworks import FrameworkRow, framework_in_force, frameworks
from trainerpool.queries.material_reviews import readings_of
from trainerpool.queries.settings import policies
from trainerpool.store.records import MaterialReview, MaterialVersion, ReviewJudgement, TriggerFlag
from trainerpool.store.work import Done, Work

APPROVED, RETURNED = "approved", "returned"
_MAY_BE_EMPTY = frozenset({"judgement", "where_seen", "note"})
_KEPT_OVER = (Answer.YES.value, Answer.NOT_APPLICABLE.value)


@deed
def start_material_review(
    desk: Desk, version: str, reviewer: str, on: date | None = None, checklist: str | None = None, carry: bool = False
) -> Done:
    """Start a review by somebody who is not the author; `carry` takes over what the last review of it said Yes to."""
    day = checked_past(on, desk.today, "The review")
    with desk.work("Start a review") as work:
        found = the_version(work, version)
        is_about(work, found, "Start the review of")
        refuse_unless(work, found, desk.today, (MaterialState.IN_REVIEW,), "reviewed")
        begin_review(desk, work, found, reviewer, day, checklist or "", carry=carry)
    return work.done


def begin_review(
    desk: Desk,
    work: Work,
    version: MaterialVersion,
    reviewer: str,
    on: date,
    checklist: str = "",
    *,
    carry: bool = False,
) -> MaterialReview:
    """Begin a review within a piece of work; Problem where the reviewer is or may be the author, or one is under way."""
    name, person = named(work, reviewer)
    if name is None:
        raise Problem("A review needs a reviewer.", kept="Nothing was changed.")
    _refuse_author(work, version, name, person, "reviewer")
    by = _chosen(desk, on, checklist)
    if open_review(work, version, by.sort.value) is not None:
        raise Problem(
            f"Version {version.version} is under review already.", kept="Nothing was changed.", todo="Return it to the author first."
        )  # fmt: skip
    judged_by = kept_id(work, by)
    last = _last_review(work, version, judged_by)
    review = work.add(
        MaterialReview(version_id=version.id, framework_id=judged_by, reviewer=name, reviewer_id=person, started_on=on)
    )
    if carry and last is not None:
        for item, row in judgements_of(work, last).items():
            if row.judgement in _KEPT_OVER:
                work.add(ReviewJudgement(
                    review_id=review.id, item=item, judgement=row.judgement, where_seen=row.where_seen, note=row.note
                ))  # fmt: skip
    return review


def _chosen(desk: Desk, on: date, name: str) -> FrameworkRow:
    """What a review judges by: the checklist in force, or the checklist or principles of a name."""
    if name:
        for sort in (Sort.CHECKLIST, Sort.PRINCIPLES):
            for row in desk.ask(frameworks, sort.value, on):
                if row.name.casefold() == name.strip().casefold():
                    return row
    return desk.ask(framework_in_force, Sort.CHECKLIST.value, on, name)


def _last_review(work: Work, version: MaterialVersion, framework_id: str) -> MaterialReview | None:
    """The review of this version by the same list that was ended last."""
    asked = select(MaterialReview).where(
        MaterialReview.version_id == version.id, MaterialReview.framework_id == framework_id, MaterialReview.ended_on.is_not(None)
    )  # fmt: skip
    return max(work.find(asked), key=lambda one: (one.started_on, one.id), default=None)


def _refuse_author(work: Work, version: MaterialVersion, name: str, person: str | None, role: str) -> None:
    """Problem where whoever reviews or approves is, or may be, the author."""
    author = as_named(work, version.author, version.author_id)
    found = another_person("author", author, as_named(work, name, person), role)
    if not found.is_met:
        raise Problem(f"{found.text}. {found.detail}".strip(), kept="Nothing was changed.")


@deed
def judge_material(
    desk: Desk, version: str, item: str, judgement: str | None = None, where_seen: str | None = None, note: str | None = None,
    clear: list[str] | None = None, checklist: str | None = None,
) -> Done:  # fmt: skip
    """Judge one item of the review under way: Yes, Partly, No or Not applicable; what is not given stays, `clear` empties."""
    given = {"item": item, "judgement": judgement, "where_seen": where_seen, "note": note, "clear": clear}
    return judge_material_items(desk, version, [given], checklist)


@deed
def judge_material_items(desk: Desk, version: str, items: list[Any], checklist: str | None = None) -> Done:
    """Judge several items of the review under way at once, each {"item", "judgement", "where_seen", "note"}.

    `checklist` names the list where a version is read against two at once.
    """
    with desk.work("Judge items") as work:
        found = the_version(work, version)
        review = the_open_review(work, found, checklist or "")
        by, rows = framework_of_review(work, review), judgements_of(work, review)
        numbers = []
        for one in items:
            if not isinstance(one, Mapping):
                raise Problem(f"{one!r} is no judgement of an item.", kept="Nothing was changed.")
            number = by.item(str(one.get("item") or "")).no
            numbers.append(number)
            row = _judge(work, review, number, rows.get(number), one)
            if row in work.session:  # nothing said of an item leaves no row
                rows[number] = row
        is_about(work, found, f"Judge {'item' if len(numbers) == 1 else 'items'} {_listed(numbers)} of")
    return work.done


def _listed(numbers: Sequence[str]) -> str:
    return ", ".join(numbers[:3]) + (" and more" if len(numbers) > 3 else "")


def _judge(
    work: Work, review: MaterialReview, number: str, row: ReviewJudgement | None, given: Mapping[str, Any]
) -> ReviewJudgement:
    clear = list(given.get("clear") or ())
    refuse_emptying("judgement", clear, _MAY_BE_EMPTY)
    said = given.get("judgement")
    values: dict[str, str | None] = {"judgement": answer_of(str(said)).value} if said else {}
    for name in ("where_seen", "note"):
        if given.get(name) is not None and str(given[name]).strip():
            values[name] = str(given[name]).strip()
    values |= dict.fromkeys(clear)
    if row is None:
        row = ReviewJudgement(review_id=review.id, item=number, **values)
        return work.add(row) if any(values.values()) else row
    for name, value in values.items():
        setattr(row, name, value)
    return row


@deed
def answer_material_remark(desk: Desk, version: str, item: str, answer: str, on: date | None = None) -> Done:
    """Record the author's answer to a remark of the review under way, or of the last one."""
    day = checked_past(on, desk.today, "The answer")
    if not answer.strip():
        raise Problem("The answer is empty.", kept="Nothing was changed.")
    with desk.work("Answer a remark") as work:
        found = the_version(work, version)
        is_about(work, found, f"Answer the remark on item {item} of")
        reviews = work.find(select(MaterialReview).where(MaterialReview.version_id == found.id))
        for review in sorted(reviews, key=lambda one: (one.ended_on is None, one.started_on, one.id), reverse=True):
            row = judgements_of(work, review).get(item.strip())
            if row is not None and (row.note or row.judgement in (Answer.NO.value, Answer.PARTLY.value)):
                row.answer, row.answered_on = answer.strip(), day
                break
        else:
            raise Problem(f"There is no remark on item {item} to answer.", kept="Nothing was changed.")
    return work.done


@deed
def return_material_version(desk: Desk, version: str, note: str | None = None, on: date | None = None) -> Done:
    """End the review and return the version to its author; every No and Partly says why."""
    day = checked_past(on, desk.today, "The return")
    with desk.work("Return a version") as work:
        found = the_version(work, version)
        is_about(work, found, "Return")
        refuse_unless(work, found, desk.today, (MaterialState.IN_REVIEW,), "returned")
        the_open_review(work, found)
        is_said = bool((note or "").strip())
        for review in open_reviews(work, found):
            judged = as_judged(judgements_of(work, review))
            silent = remarks_without_note(framework_of_review(work, review).items, judged)
            if silent:
                raise Problem(
                    f"Item {silent[0].no} says {judged[silent[0].no].answer} without saying why.", kept="Nothing was changed.",
                    todo="Write its note: the author has to know what to change.",
                )  # fmt: skip
            is_said = is_said or any(one.answer and one.answer.needs_note for one in judged.values())
        if not is_said:
            raise Problem("Nothing is said of what is to change.", kept="Nothing was changed.", todo="Give a note, or judge an item No or Partly.")  # fmt: skip
        _end_reviews(work, found, day, RETURNED, (note or "").strip() or None)
        found.submitted_on = None
    return work.done


@deed
def break_off_review(desk: Desk, version: str, why: str, checklist: str | None = None, on: date | None = None) -> Done:
    """End a review without a verdict, with the reason: it stays on record as unfinished and approves nothing."""
    day = checked_past(on, desk.today, "The end")
    if not why.strip():
        raise Problem("Say why the review is broken off.", kept="Nothing was changed.")
    with desk.work("Break off a review") as work:
        found = the_version(work, version)
        review = the_open_review(work, found, checklist or "")
        by = framework_of_review(work, review)
        is_about(work, found, f"Break off the review by “{by.name}” of")
        judged = as_judged(judgements_of(work, review))
        if any(one.code.startswith("starred:") for one in checklist_obstacles(by.items, judged)):
            raise Problem(
                "A review that says No to a starred item is not broken off.", kept="Nothing was changed.", todo="Return the version to its author."
            )  # fmt: skip
        review.ended_on, review.outcome, review.note = max(day, review.started_on), UNFINISHED, why.strip()
    return work.done


def _end_reviews(work: Work, version: MaterialVersion, day: date, outcome: str, note: str | None = None) -> None:
    for review in open_reviews(work, version):
        review.ended_on, review.outcome, review.note = max(day, review.started_on), outcome, note or review.note


@deed
def approve_material_version(
    desk: Desk, version: str, by: str | None = None, on: date | None = None, review_due: date | None = None,
    settles: list[str] | None = None,
) -> Done:  # fmt: skip
    """Approve a version after its review, by somebody who is not its author; the one in use is superseded.

    It is reviewed again after the months of policy unless a day is given; `settles` are flags of triggers it answers.
    """
    day = checked_past(on, desk.today, "The approval")
    months = policy_on(desk.ask(policies), day).material_review_months
    due = review_due or add_months(day, months)
    if due <= day:
        raise Problem(f"The review date {in_words(due)} is not after the approval.", kept="Nothing was changed.")
    with desk.work("Approve a version") as work:
        found = the_version(work, version)
        is_about(work, found, "Approve")
        refuse_unless(work, found, desk.today, (MaterialState.IN_REVIEW,), "approved")
        name, person = named(work, by or desk.person)
        _refuse_unready(work, found, day)
        _refuse_author(work, found, name or "", person, "approver")
        found.approved_by, found.approved_by_id, found.approved_on, found.review_due = name, person, day, due
        _end_reviews(work, found, day, APPROVED)
        for other in versions_of(work, found.course_id):
            if (
                other.id != found.id
                and other.approved_on
                and other.superseded_on is None
                and other.withdrawn_on is None
            ):
                other.superseded_on = max(day, other.approved_on)
        for flag in settles or ():
            settle(work, work.get(TriggerFlag, flag), desk.today, day, found)
    return work.done


def _refuse_unready(work: Work, version: MaterialVersion, day: date) -> None:
    """Problem with everything that stands in the way of approval."""
    review = open_review(work, version)
    if review is None:
        raise Problem(
            f"Version {version.version} has not been reviewed against the checklist.", kept="Nothing was changed.", todo="Start a review."
        )  # fmt: skip
    if day < max(one.started_on for one in open_reviews(work, version)):
        raise Problem("The approval lies before its review began.", kept="Nothing was changed.")
    work.session.flush()
    author = as_named(work, version.author, version.author_id)
    found = [one for one in approval_obstacles(author, readings_of(work.session, version.id)) if not one.is_met]
    if found:
        said = " ".join(f"{one.text}." for one in found)
        todo = next((one.detail for one in found if one.detail.startswith("Have it read")), "")
        raise Problem(f"Version {version.version} cannot be approved. {said}", kept="Nothing was changed.", todo=todo)
