"""Courses and the state of their material."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from trainerpool.store.pool import Reader
from trainerpool.store.records import Course, CourseAlias


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course; lengths in minutes. `called` is its code, or its title where it has none."""

    id: str
    code: str
    title: str
    short_name: str
    minutes: int | None
    days: int
    max_learners: int | None
    multi_agency: bool
    two_agencies_required: bool
    external: bool
    aliases: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The code, or the title where there is none."""
        return self.code or self.title


def courses(reader: Reader) -> tuple[CourseRow, ...]:
    """Every course by title."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for alias in reader.execute(select(CourseAlias.course_id, CourseAlias.text).order_by(CourseAlias.text)):
        spellings[alias.course_id].append(alias.text)
    columns = (
        Course.id, Course.code, Course.title, Course.short_name, Course.minutes, Course.days, Course.max_learners,
        Course.multi_agency, Course.two_agencies_required, Course.external,
    )  # fmt: skip
    return tuple(
        CourseRow(
            row.id, row.code or "", row.title, row.short_name, row.minutes, row.days, row.max_learners, row.multi_agency,
            row.two_agencies_required, row.external, tuple(spellings[row.id]),
        )
        for row in reader.execute(select(*columns).order_by(Course.title))
    )  # fmt: skip


def courses_by_id(reader: Reader) -> dict[str, CourseRow]:
    """Id -> course."""
    return {course.id: course for course in courses(reader)}
