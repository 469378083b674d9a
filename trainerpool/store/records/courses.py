"""Courses, the other ways their titles are written, and the versions of their trainer packs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class Course(Record):
    """A course of the partnership. `code` may be missing; `short_name` has at most 12 letters; lengths in minutes."""

    __tablename__ = "course"
    code: Mapped[str | None] = mapped_column(index=True)
    title: Mapped[str]
    short_name: Mapped[str] = mapped_column(String(12))
    minutes: Mapped[int | None]
    days: Mapped[int] = mapped_column(default=1)
    max_learners: Mapped[int | None]
    multi_agency: Mapped[bool] = mapped_column(default=True)
    two_agencies_required: Mapped[bool] = mapped_column(default=False)
    external: Mapped[bool] = mapped_column(default=False)
    tier: Mapped[str | None]
    audience: Mapped[str | None]
    outcomes: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)


class CourseAlias(Record):
    """Another way a course is written in somebody's spreadsheet."""

    __tablename__ = "course_alias"
    course_id: Mapped[str] = mapped_column(ForeignKey("course.id"), index=True)
    text: Mapped[str]


class MaterialVersion(Record):
    """One version of a trainer pack, as facts with dates; its state on a day is computed from them."""

    __tablename__ = "material_version"
    course_id: Mapped[str] = mapped_column(ForeignKey("course.id"), index=True)
    version: Mapped[str]
    author: Mapped[str | None]
    submitted_on: Mapped[date | None]
    approved_by: Mapped[str | None]
    approved_on: Mapped[date | None]
    review_due: Mapped[date | None]
    superseded_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    change_note: Mapped[str | None]
