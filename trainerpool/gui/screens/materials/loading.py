"""What the page shows, asked for in one turn of the worker: courses, the versions of one, and one version whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trainerpool.queries.courses import CourseRow, courses_by_id
from trainerpool.queries.material_page import VersionPage, version_page
from trainerpool.queries.material_versions import MaterialCourseRow, VersionRow, material_courses, material_versions


@dataclass(frozen=True, slots=True)
class ShownMaterials:
    """The page as it stands; `course` and `page` are None where there is none; `person` is who sits here, `record` what is told of the course."""

    courses: tuple[MaterialCourseRow, ...]
    course: MaterialCourseRow | None
    versions: tuple[VersionRow, ...]
    page: VersionPage | None
    person: str
    record: CourseRow | None = None


def load(desk: Any, course: str, version: str, today: date, reading: str = "") -> ShownMaterials:
    """Read it all: a course by its id or code, a version, and the review of this id where one is under way.

    A course or version that is not there any more gives way to the one that wants something first.
    """
    courses: tuple[MaterialCourseRow, ...] = desk.ask(material_courses, today)
    row = _course_of(desk, courses, course, version, today)
    if row is None:
        return ShownMaterials(courses, None, (), None, desk.person)
    versions: tuple[VersionRow, ...] = desk.ask(material_versions, row.id, today)
    ids = [one.id for one in versions]
    wanted = version if version in ids else row.version_id or next(iter(ids), "")
    page = desk.ask(version_page, wanted, today, desk.person, reading) if wanted else None
    return ShownMaterials(courses, row, versions, page, desk.person, desk.ask(courses_by_id).get(row.id))


def _course_of(
    desk: Any, courses: Sequence[MaterialCourseRow], course: str, version: str, today: date
) -> MaterialCourseRow | None:
    by_id = {key: one for one in courses for key in (one.id, one.code) if key}
    if course in by_id:
        return by_id[course]
    if version:
        page = desk.ask(version_page, version, today, desk.person)
        if page is not None and page.version.course_id in by_id:
            return by_id[page.version.course_id]
    in_review = (one for one in courses if one.state is not None and one.state.value == "in review")
    flagged = (one for one in courses if one.flags)
    with_pack = (one for one in courses if one.version)
    return next(in_review, None) or next(flagged, None) or next(with_pack, None) or next(iter(courses), None)
