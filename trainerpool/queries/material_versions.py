"""Courses with their packs, and the versions of a pack, as lists show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.materials import MaterialState, MaterialVersion, material_state
from trainerpool.domain.same_person import Named
from trainerpool.domain.standing import Meaning
from trainerpool.queries.courses import CourseRow, courses
from trainerpool.queries.frameworks import course_levels
from trainerpool.queries.materials import FlagRow, approving_readers, facts_of, flags, last_reviews, names_of_people
from trainerpool.store import records
from trainerpool.store.pool import Reader

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a trainer pack as it stands on a day; `words` beside its state are the day that matters.

    `plan` is the day as the pack has it, (HH:MM, title) by step; `facts` is what its state is computed from.
    """

    id: str
    course_id: str
    course: str
    short_name: str
    version: str
    state: MaterialState
    words: str
    meaning: Meaning
    day: date | None
    author: str
    author_id: str
    approved_by: str
    approved_by_id: str
    approved_on: date | None
    review_due: date | None
    extended_until: date | None
    extended_why: str
    submitted_on: date | None
    superseded_on: date | None
    withdrawn_on: date | None
    withdrawn_why: str
    change_note: str
    kept_where: str
    source: str
    plan: tuple[tuple[str, str], ...]
    reviewer: str
    files: int
    facts: MaterialVersion

    @property
    def called(self) -> str:
        """The version as sentences name it."""
        return f"{self.short_name} {self.version}"


@dataclass(frozen=True, slots=True)
class MaterialCourseRow:
    """A course with the version that matters now: the one in review, else approved, else a draft, else the newest.

    `levels` are those of frameworks it is mapped to: (framework, level).
    """

    id: str
    code: str
    title: str
    short_name: str
    tier: str
    strand: str
    active: bool
    version: str
    version_id: str
    state: MaterialState | None
    words: str
    meaning: Meaning
    until: date | None
    waiting: str
    flags: int
    versions: int
    levels: tuple[tuple[str, str], ...] = ()


def material_versions(reader: Reader, course_id: str, today: date) -> tuple[VersionRow, ...]:
    """The versions of a course's pack, the newest first."""
    known = {row.id: row for row in courses(reader)}
    return _of_courses(reader, known, today, course_id).get(course_id, ())


def version_row(reader: Reader, version_id: str, today: date) -> VersionRow | None:
    """One version; None where it is not in the pool."""
    found = reader.get(records.MaterialVersion, version_id)
    if found is None:
        return None
    return next((row for row in material_versions(reader, found.course_id, today) if row.id == version_id), None)


def all_versions(reader: Reader, today: date) -> tuple[VersionRow, ...]:
    """Every version of every course: by course, the newest first."""
    known = {row.id: row for row in courses(reader)}
    by_course = _of_courses(reader, known, today)
    return tuple(row for key in known for row in by_course.get(key, ()))


def material_courses(reader: Reader, today: date) -> tuple[MaterialCourseRow, ...]:
    """Every course in use, and retired ones that have versions, by title."""
    known = {row.id: row for row in courses(reader)}
    flagged: dict[str, int] = defaultdict(int)
    by_course = _of_courses(reader, known, today)
    for flag in flags(reader, open_only=True):
        flagged[flag.course_id] += 1
    mapped = course_levels(reader)
    return tuple(
        replace(
            _course_row(course, by_course.get(course.id, ()), flagged[course.id], today),
            levels=mapped.get(course.id, ()),
        )
        for course in known.values()
        if course.active or course.id in by_course
    )


def _of_courses(
    reader: Reader, known: Mapping[str, CourseRow], today: date, course_id: str | None = None
) -> dict[str, tuple[VersionRow, ...]]:
    asked = select(records.MaterialVersion)
    if course_id is not None:
        asked = asked.where(records.MaterialVersion.course_id == course_id)
    answers: dict[str, FlagRow] = {}
    for flag in flags(reader, open_only=True, course_id=course_id):
        answers.setdefault(flag.course_id, flag)
    kept, reviewers, reviewed = _files(reader), _reviewers(reader), last_reviews(reader)
    names, read_by = names_of_people(reader, course_id), approving_readers(reader)
    found: dict[str, list[VersionRow]] = defaultdict(list)
    for row in reader.scalars(asked):
        course = known.get(row.course_id)
        if course is not None:
            read = read_by.get(row.id, ())
            facts = facts_of(row, reviewed.get(row.id, ""), answers.get(row.course_id), names, read)
            found[course.id].append(_row(row, course, facts, reviewers.get(row.id, ""), kept.get(row.id, 0), today))
    return {key: tuple(sorted(rows, key=_newness, reverse=True)) for key, rows in found.items()}


def _files(reader: Reader) -> dict[str, int]:
    file = records.KeptFile
    rows = reader.execute(
        select(file.owner_id, func.count()).where(file.owner_kind == "material_version").group_by(file.owner_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def _reviewers(reader: Reader) -> dict[str, str]:
    review = records.MaterialReview
    return {
        row.version_id: row.reviewer
        for row in reader.execute(select(review.version_id, review.reviewer).where(review.ended_on.is_(None)))
    }


def _newness(row: VersionRow) -> tuple[object, ...]:
    """Numbers as numbers ("3.10" after "3.9"), then words."""
    parts = row.version.replace("-", ".").split(".")
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts)


def _row(
    row: records.MaterialVersion, course: CourseRow, facts: MaterialVersion, reviewer: str, files: int, today: date
) -> VersionRow:
    state = material_state(facts, today)
    words, meaning, day = _words(facts, state, today)
    return VersionRow(
        row.id, course.id, course.title, course.short_name, row.version, state, words, meaning, day, row.author or "", row.author_id or "",
        row.approved_by or "", row.approved_by_id or "", row.approved_on, row.review_due, row.extended_until, row.extended_why or "",
        row.submitted_on, row.superseded_on, row.withdrawn_on, row.withdrawn_why or "", row.change_note or "", row.kept_where or "",
        row.source or "", tuple((str(one.get("at", "")), str(one.get("title", ""))) for one in row.plan), reviewer, files, facts,
    )  # fmt: skip


def _words(facts: MaterialVersion, state: MaterialState, today: date) -> tuple[str, Meaning, date | None]:
    """The day that matters of a version in words, how it is meant, and the day itself."""
    match state:
        case MaterialState.WITHDRAWN:
            day, meaning, words = facts.withdrawn_on, Meaning.STOP, "{}"
        case MaterialState.SUPERSEDED:
            day, meaning, words = facts.superseded_on, Meaning.NEUTRAL, "{}"
        case MaterialState.IN_REVIEW:
            day, meaning, words = facts.submitted_on, Meaning.ATTENTION, "sent {}"
        case MaterialState.APPROVED:
            day, words = facts.good_until, "to {}"
            late = day is not None and day < today
            near = day is not None and day <= today + SOON
            meaning = Meaning.STOP if late else Meaning.ATTENTION if near else Meaning.GOOD
        case _:
            return "not sent yet", Meaning.NEUTRAL, None
    return words.format(in_words(day)) if day else "", meaning, day


_FIRST = (MaterialState.IN_REVIEW, MaterialState.APPROVED, MaterialState.DRAFT, MaterialState.SUPERSEDED)


def _course_row(course: CourseRow, rows: tuple[VersionRow, ...], flagged: int, today: date) -> MaterialCourseRow:
    shown = next((row for state in _FIRST for row in rows if row.state is state), next(iter(rows), None))
    in_use = current(rows)
    waiting = [row.version for row in rows if row.state is MaterialState.IN_REVIEW]
    until = in_use.facts.good_until if in_use else None
    words, meaning = _course_words(shown, flagged, today)
    return MaterialCourseRow(
        course.id, course.code, course.title, course.short_name, course.tier, course.strand, course.active,
        shown.version if shown else "", shown.id if shown else "", shown.state if shown else None, words, meaning, until,
        f"{' and '.join(waiting)} in review" if waiting else "", flagged, len(rows),
    )  # fmt: skip


def _course_words(shown: VersionRow | None, flagged: int, today: date) -> tuple[str, Meaning]:
    if shown is None:
        return "No pack yet", Meaning.NEUTRAL
    day = shown.day
    match shown.state:
        case MaterialState.APPROVED if day is not None and day < today:
            return f"Past review {in_words(day)}", Meaning.STOP
        case MaterialState.APPROVED if flagged:
            return f"{count_of(flagged, 'flag')} to settle", Meaning.ATTENTION
        case MaterialState.APPROVED:
            return (f"Until {in_words(day)}" if day else "Approved"), shown.meaning
        case MaterialState.IN_REVIEW:
            return "In review", Meaning.ATTENTION
        case state:
            return state.value.capitalize(), shown.meaning


def current(rows: Iterable[VersionRow]) -> VersionRow | None:
    """The version approved last, which sessions are delivered with."""
    approved = [row for row in rows if row.state is MaterialState.APPROVED]
    return max(approved, key=lambda row: row.approved_on or date.min, default=None)


def named_of(reader: Reader, text: str | None, person_id: str | None) -> Named:
    """Somebody named on a record, with every name the pool knows them by."""
    person = reader.get(records.Person, person_id) if person_id else None
    if person is None:
        return Named(text or "")
    former = reader.scalars(select(records.FormerName).where(records.FormerName.person_id == person.id))
    others = [f"{one.given_name} {one.family_name}" for one in former]
    if person.known_as:
        others.append(f"{person.known_as} {person.family_name}")
    full = f"{person.given_name} {person.family_name}"
    return Named(text or full, person.id, (full, *others))
