"""The reviews of a version: who read it by which list, what they said of each item, and what stands in the way of approval."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.domain.approval import Reading, approval_obstacles
from trainerpool.domain.checklists import Answer, ChecklistItem, Judged
from trainerpool.domain.frameworks import Framework, Sort, answer_of
from trainerpool.domain.materials import MaterialState
from trainerpool.domain.standing import Meaning
from trainerpool.queries.frameworks import framework_by_id, framework_in_force
from trainerpool.queries.material_versions import VersionRow, named_of
from trainerpool.store import records
from trainerpool.store.pool import Reader


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One reading of a version; `outcome` is approved or returned once it is ended."""

    id: str
    reviewer: str
    reviewer_id: str
    started_on: date
    ended_on: date | None
    outcome: str
    note: str
    checklist: str
    checklist_number: int
    judged: int
    of: int
    is_checklist: bool

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return self.ended_on is None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as a review judged it."""

    no: str
    text: str
    short: str
    starred: bool
    group: str
    answer: Answer | None
    where_seen: str
    note: str
    reply: str
    replied_on: date | None

    @property
    def note_wanted(self) -> bool:
        """Whether its note is still to be written."""
        return self.judged.note_wanted

    @property
    def stops(self) -> bool:
        """Whether it stops approval whatever else is said."""
        return self.starred and self.answer is Answer.NO

    @property
    def judged(self) -> Judged:
        """What is said of it, as the domain knows it."""
        return Judged(self.answer, self.where_seen, self.note, self.reply)


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """One thing approval asks for: in the way, or met (meaning good)."""

    code: str
    text: str
    detail: str
    meaning: Meaning


def reviews_of(reader: Reader, version_id: str) -> tuple[tuple[ReviewRow, tuple[ItemRow, ...]], ...]:
    """The reviews of a version with what they say, the one under way first, then the latest."""
    review, said = records.MaterialReview, records.ReviewJudgement
    rows = list(reader.scalars(select(review).where(review.version_id == version_id)))
    by_review: dict[str, dict[str, records.ReviewJudgement]] = defaultdict(dict)
    for one in reader.scalars(select(said).where(said.review_id.in_([row.id for row in rows]))):
        by_review[one.review_id][one.item] = one
    known: dict[str | None, Framework] = {}
    found = []
    for row in rows:
        if row.framework_id not in known:
            kept = framework_by_id(reader, row.framework_id)
            known[row.framework_id] = (
                kept.framework if kept else framework_in_force(reader, Sort.CHECKLIST.value, row.started_on).framework
            )
        found.append(_review(row, known[row.framework_id], by_review[row.id]))
    return tuple(
        sorted(found, key=lambda one: (one[0].is_open, one[0].is_checklist, one[0].started_on, one[0].id), reverse=True)
    )


def _review(
    row: records.MaterialReview, by: Framework, said: dict[str, records.ReviewJudgement]
) -> tuple[ReviewRow, tuple[ItemRow, ...]]:
    items = tuple(item_row(item, said.get(item.no)) for item in by.items)
    return (
        ReviewRow(
            row.id, row.reviewer, row.reviewer_id or "", row.started_on, row.ended_on, row.outcome or "", row.note or "", by.name, by.number,
            sum(item.answer is not None for item in items), len(items), by.sort is Sort.CHECKLIST,
        ),
        items,
    )  # fmt: skip


def item_row(item: ChecklistItem, said: records.ReviewJudgement | None = None) -> ItemRow:
    """An item with what is recorded of it."""
    if said is None:
        return ItemRow(item.no, item.text, item.short, item.starred, item.group, None, "", "", "", None)
    return ItemRow(
        item.no, item.text, item.short, item.starred, item.group, answer_of(said.judgement) if said.judgement else None,
        said.where_seen or "", said.note or "", said.answer or "", said.answered_on,
    )  # fmt: skip


def checklist_of(reader: Reader, today: date) -> tuple[ItemRow, ...]:
    """The items of the checklist in force, with nothing said of them."""
    return tuple(item_row(item) for item in framework_in_force(reader, Sort.CHECKLIST.value, today).items)


_MEANINGS = {"unjudged": Meaning.NEUTRAL, "notes": Meaning.ATTENTION, "review": Meaning.NEUTRAL}


def obstacles_of(reader: Reader, version: VersionRow, person: str = "") -> tuple[ObstacleRow, ...]:
    """What stands in the way of approving a version, and what of it is met; `person` is who would approve it."""
    if version.state is MaterialState.DRAFT:
        return (ObstacleRow("draft", "It has not been sent to review", "A draft is sent to somebody who did not write it.", Meaning.NEUTRAL),)  # fmt: skip
    if version.state is not MaterialState.IN_REVIEW:
        return ()
    author = named_of(reader, version.author, version.author_id)
    who = named_of(reader, person, person_called(reader, person)) if person else None
    return tuple(
        ObstacleRow(one.code, one.text, one.detail, Meaning.GOOD if one.is_met else _MEANINGS.get(one.code.split(",")[0], Meaning.STOP))
        for one in approval_obstacles(author, readings_of(reader, version.id), who)
        if not (one.is_met and one.code == "approver")  # who would approve is only told where it cannot be
    )  # fmt: skip


def readings_of(reader: Reader, version_id: str) -> tuple[Reading, ...]:
    """The reviews of a version as the rule of approval reads them, the older first."""
    told = sorted(reviews_of(reader, version_id), key=lambda one: (one[0].started_on, one[0].id))
    return tuple(
        Reading(
            row.checklist, row.is_checklist, named_of(reader, row.reviewer, row.reviewer_id or None),
            tuple(ChecklistItem(item.no, item.text, item.short, item.starred, item.group) for item in items),
            {item.no: item.judged for item in items}, "" if row.is_open else row.outcome or "ended",
        )
        for row, items in told
    )  # fmt: skip


def person_called(reader: Reader, name: str) -> str | None:
    """The id of the one person of the pool of this name; None where there is none, or more than one."""
    person = records.Person
    full = (person.given_name + " " + person.family_name) == name.strip()
    found = list(reader.scalars(select(person.id).where(full).limit(2)))
    return found[0] if len(found) == 1 else None
