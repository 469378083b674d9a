"""The programme as it is handed out: every date at a glance, then each course with whom it is for, its outcomes and its dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trainerpool.domain.dates import count_of
from trainerpool.queries.courses import CourseRow
from trainerpool.queries.sessions import SessionRow, sessions
from trainerpool.queries.settings import pool_settings
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Cell, Column, Document, Fact, Said, Section, Table
from trainerpool.reports.figures import said_day
from trainerpool.reports.teams import in_order, said_times, where
from trainerpool.reports.wanted import Wanted, footer

_GLANCE = (
    Column("Day", 1.5, strong=True),
    Column("Time", 1.2),
    Column("Course", 3.2),
    Column("Venue", 2.2),
)
_DATES = (
    Column("Day", 1.5, strong=True),
    Column("Time", 1.2),
    Column("Venue", 2.4),
    Column("Places", 0.8, figures=True),
    Column("Reference", 1.1),
)


def build(ask: Ask, wanted: Wanted) -> Document:
    """What is planned and agreed in the period; cancelled sessions, and those that wait for agreement, are not in it."""
    period = wanted.period
    found = [
        row
        for row in in_order(ask(sessions, period.start, period.end), period.start, period.end)
        if row.status in {"planned", "delivered"}
    ]
    settings = ask(pool_settings)
    partnership = settings.partnership or settings.name
    sections: list[Section] = []
    if found:
        glance = Table("", _GLANCE, tuple(_glance(row) for row in found))
        sections = [Section("Dates at a glance", tables=(glance,)), _booking(partnership)]
        sections += [_course(rows, first=not number) for number, rows in enumerate(by_course(found))]
    courses = len({row.course.id if row.course else row.title for row in found})
    summary = (
        f"{count_of(len(found), 'session')} of {count_of(courses, 'course')}."
        if found
        else "No session is planned in this period."
    )
    return Document(
        name="programme", title="Training programme", subtitle=f"{partnership}, {period.words}" if partnership else period.words,
        footer=footer(ask, wanted.today), summary=(summary,), sections=tuple(sections),
    )  # fmt: skip


def by_course(rows: Iterable[SessionRow]) -> list[list[SessionRow]]:
    """The sessions of each course together, courses by title."""
    found: dict[str, list[SessionRow]] = {}
    for row in rows:
        found.setdefault(row.course.id if row.course else row.title, []).append(row)
    return sorted(found.values(), key=lambda some: _title(some[0]).casefold())


def outcomes_of(course: CourseRow | None) -> tuple[str, ...]:
    """The outcomes of a course, one in a line as they were written, without the marks in front of them."""
    text = course.outcomes if course is not None else ""
    lines = (line.strip().lstrip("-*•").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def _booking(partnership: str) -> Section:
    whom = f"the Business Unit of {partnership}" if partnership else "the Business Unit"
    return Section(
        "How to book",
        (
            f"Book with {whom}. Name the course, the day and its reference where there is one, your agency and your line manager.",
            "A place is yours once it is confirmed. Whoever cannot come sends a colleague from the same agency, or cancels as early as possible.",
        ),
    )


def _course(rows: Sequence[SessionRow], *, first: bool) -> Section:
    course = rows[0].course
    facts: list[Fact] = []
    if course is not None:
        facts = [
            Fact(what, which)
            for what, which in (
                ("Level", course.tier),
                ("Length", _length(course)),
                ("Code", course.code),
            )
            if which
        ]
    outcomes = outcomes_of(course)
    sentences: list[str] = []
    if course is not None and course.audience:
        sentences.append(f"For {course.audience[:1].lower()}{course.audience[1:].rstrip('.')}.")
    if outcomes:
        sentences.append("By the end you will be able to:")
    columns = _DATES if any(row.reference for row in rows) else _DATES[:-1]
    table = Table("Dates", columns, tuple(_date(row)[: len(columns)] for row in rows))
    return Section(_title(rows[0]), tuple(sentences), tuple(facts), None, (table,), new_page=first, points=outcomes)


def _length(course: CourseRow) -> str:
    if not course.minutes:
        return count_of(course.days, "day") if course.days > 1 else ""
    hours, minutes = divmod(course.minutes, 60)
    words = count_of(hours, "hour") if hours else ""
    words += f"{' ' if hours else ''}{minutes} minutes" if minutes else ""
    return f"{words}, over {count_of(course.days, 'day')}" if course.days > 1 else words


def _title(row: SessionRow) -> str:
    return row.course.title if row.course else row.title


def _glance(row: SessionRow) -> tuple[Cell, ...]:
    return _days(row), said_times(row), _title(row), where(row) or "to be told"


def _date(row: SessionRow) -> tuple[Cell, ...]:
    return _days(row), said_times(row), where(row) or "to be told", row.max_learners, row.reference


def _days(row: SessionRow) -> Said:
    lines = [said_day(part.date) for part in row.parts]
    one = len(row.parts) == 1 and len(row.parts[0].date) == 10
    return Said("\n".join(dict.fromkeys(lines)), value=row.first_date if one else None)
