"""Trainer packs: versions, their files, reviews against a checklist, what they absorbed, and who has read them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class Framework(Record):
    """One version of something edited whole: `sort` is checklist, contents, observation, levels, principles or content.

    `body` holds its items; `number` counts the versions of one sort and name; `in_force_on` is its first day.
    """

    __tablename__ = "framework"
    sort: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    number: Mapped[int] = mapped_column(default=1)
    in_force_on: Mapped[date | None]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    active: Mapped[bool] = mapped_column(default=True)


class CourseLevel(Record):
    """A level of a framework of sort levels that a course is mapped to, by the level's own name."""

    __tablename__ = "course_level"
    course_id: Mapped[str] = mapped_column(ForeignKey("course.id"), index=True)
    framework: Mapped[str]
    level: Mapped[str]


class MaterialVersion(Record):
    """One version of a trainer pack, as facts with dates; its state on a day is computed from them.

    `plan` is the day as the pack has it: [{"at": "09:30", "title": text}]. People are named, and pointed to where known.
    """

    __tablename__ = "material_version"
    course_id: Mapped[str] = mapped_column(ForeignKey("course.id"), index=True)
    version: Mapped[str]
    author: Mapped[str | None]
    author_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    submitted_on: Mapped[date | None]
    approved_by: Mapped[str | None]
    approved_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    approved_on: Mapped[date | None]
    review_due: Mapped[date | None]
    superseded_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    withdrawn_why: Mapped[str | None]
    change_note: Mapped[str | None]
    extended_until: Mapped[date | None]
    extended_why: Mapped[str | None]
    kept_where: Mapped[str | None]
    source: Mapped[str | None]
    plan: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)


class MaterialReview(Record):
    """One reading of a version against a checklist by somebody; `outcome` is approved or returned once it is ended."""

    __tablename__ = "material_review"
    version_id: Mapped[str] = mapped_column(ForeignKey("material_version.id"), index=True)
    framework_id: Mapped[str | None] = mapped_column(ForeignKey("framework.id"), index=True)
    reviewer: Mapped[str]
    reviewer_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    outcome: Mapped[str | None]
    note: Mapped[str | None]


class ReviewJudgement(Record):
    """What a review says of one item of its checklist, where it was seen and why, and the author's answer."""

    __tablename__ = "review_judgement"
    review_id: Mapped[str] = mapped_column(ForeignKey("material_review.id"), index=True)
    item: Mapped[str]
    judgement: Mapped[str | None]
    where_seen: Mapped[str | None]
    note: Mapped[str | None]
    answer: Mapped[str | None]
    answered_on: Mapped[date | None]


class KeptFile(Record):
    """A file with its body sealed beside the pool: `body` is the keyed digest that names it, `size` in bytes.

    `owner_kind` and `owner_id` say what it belongs to; `contents` which of the expected contents it is.
    """

    __tablename__ = "kept_file"
    owner_kind: Mapped[str]
    owner_id: Mapped[str] = mapped_column(String(36), index=True)
    name: Mapped[str]
    body: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    contents: Mapped[str | None]
    added_on: Mapped[date]
    position: Mapped[int] = mapped_column(default=0)


class Trigger(Record):
    """Something that happened in law, guidance, a review or a procedure that material has to answer to."""

    __tablename__ = "trigger"
    sort: Mapped[str]
    title: Mapped[str]
    on: Mapped[date]
    note: Mapped[str | None]


class TriggerFlag(Record):
    """One course touched by a trigger; settled by a version, or by a decision with its reason."""

    __tablename__ = "trigger_flag"
    trigger_id: Mapped[str] = mapped_column(ForeignKey("trigger.id"), index=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("course.id"), index=True)
    settled_on: Mapped[date | None]
    version_id: Mapped[str | None] = mapped_column(ForeignKey("material_version.id"))
    why: Mapped[str | None]


class LearningPoint(Record):
    """What a review or an audit asks training to change; `source_kind` in the field's words, never bare initials."""

    __tablename__ = "learning_point"
    source_kind: Mapped[str]
    title: Mapped[str]
    on: Mapped[date]
    theme: Mapped[str | None]
    priority: Mapped[str | None]
    must_change: Mapped[str | None]
    note: Mapped[str | None]


class AbsorbedLearning(Record):
    """A version that took a learning point in, and where in the pack."""

    __tablename__ = "absorbed_learning"
    version_id: Mapped[str] = mapped_column(ForeignKey("material_version.id"), index=True)
    learning_point_id: Mapped[str] = mapped_column(ForeignKey("learning_point.id"), index=True)
    where_seen: Mapped[str | None]


class Acknowledgement(Record):
    """A trainer told of a version, and the day they said they had read it; `told_by` where somebody said so for them."""

    __tablename__ = "acknowledgement"
    version_id: Mapped[str] = mapped_column(ForeignKey("material_version.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    told_on: Mapped[date | None]
    read_on: Mapped[date | None]
    told_by: Mapped[str | None]


class ContentCheck(Record):
    """An agency's yearly check of one of its own courses against a content checklist; `judgements` by item."""

    __tablename__ = "content_check"
    framework_id: Mapped[str] = mapped_column(ForeignKey("framework.id"), index=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"), index=True)
    course_title: Mapped[str]
    year: Mapped[int]
    judgements: Mapped[dict[str, Any]] = mapped_column(JSON)
    checked_by: Mapped[str | None]
    completed_on: Mapped[date | None]
