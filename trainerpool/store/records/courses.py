"""Courses, and the other ways their titles are written."""

from __future__ import annotations

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
    strand: Mapped[str | None]
    prerequisites: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)


class CourseAlias(Record):
    """Another way a course is written in somebody's spreadsheet."""

    __tablename__ = "course_alias"
    course_id: Mapped[str] = mapped_column(ForeignKey("course.id"), index=True)
    text: Mapped[str]
