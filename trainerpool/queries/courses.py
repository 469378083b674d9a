"""Courses and the state of their material."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from trainerpool.store.pool import Reader
from trainerpool.store.records import Course, CourseAlias, EvidenceItem, MaterialVersion, TrainingSession


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
    tier: str = ""
    audience: str = ""
    outcomes: str = ""
    active: bool = True
    strand: str = ""
    prerequisites: str = ""

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
        Course.multi_agency, Course.two_agencies_required, Course.external, Course.tier, Course.audience, Course.outcomes,
        Course.active, Course.strand, Course.prerequisites,
    )  # fmt: skip
    return tuple(
        CourseRow(
            row.id, row.code or "", row.title, row.short_name, row.minutes, row.days, row.max_learners, row.multi_agency,
            row.two_agencies_required, row.external, tuple(spellings[row.id]), row.tier or "", row.audience or "",
            row.outcomes or "", row.active, row.strand or "", row.prerequisites or "",
        )
        for row in reader.execute(select(*columns).order_by(Course.title))
    )  # fmt: skip


def courses_by_id(reader: Reader) -> dict[str, CourseRow]:
    """Id -> course."""
    return {course.id: course for course in courses(reader)}


@dataclass(frozen=True, slots=True)
class CourseUse:
    """What hangs on a course: its sessions (and how many of them are yet to come), evidence, material versions."""

    sessions: int
    coming: int
    evidence: int
    materials: int

    @property
    def is_used(self) -> bool:
        """Whether anything at all names the course."""
        return bool(self.sessions or self.evidence or self.materials)


def course_use(reader: Reader, course_id: str, today: str) -> CourseUse:
    """How much hangs on a course; `today` as YYYY-MM-DD."""

    def count(*where: Any) -> int:
        return int(reader.execute(select(func.count()).where(*where)).scalar() or 0)

    of_it = TrainingSession.course_id == course_id
    return CourseUse(
        count(of_it),
        count(of_it, TrainingSession.first_date >= today, TrainingSession.status != "cancelled"),
        count(EvidenceItem.course_id == course_id),
        count(MaterialVersion.course_id == course_id),
    )
