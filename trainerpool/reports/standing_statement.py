"""A trainer's statement of standing: where they stand and why, what is next by when, the path and the courses."""

from __future__ import annotations

from collections.abc import Mapping

from trainerpool.domain.dates import count_of, in_words
from trainerpool.problem import Problem
from trainerpool.queries.courses import CourseRow, courses_by_id
from trainerpool.queries.standings import TrainerRow, trainers
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Cell, Column, Document, Fact, Said, Section, Table
from trainerpool.reports.wanted import Wanted, footer

_MEANT = {"good": "Fulfilled", "attention": "To do", "stop": "Stops", "information": "Note", "neutral": "Note"}
_STAGES = {"done": "Done", "decision": "By decision", "now": "Now", "to come": "To come"}


def build(ask: Ask, wanted: Wanted) -> Document:
    """The statement of one trainer, or of everybody a page each, as on the last day of the period."""
    on = wanted.period.end
    rows = [row for row in ask(trainers, on) if wanted.trainer in (None, row.id)]
    if wanted.trainer and not rows:
        raise Problem("That trainer is not in the pool.", kept="Nothing was written.")
    courses = ask(courses_by_id)
    single = len(rows) == 1
    return Document(
        name="standing-statement",
        title=f"Standing of {rows[0].person.name}" if single else "Statements of standing",
        subtitle=f"As on {in_words(on, weekday=True)}",
        footer=footer(ask, wanted.today),
        summary=(rows[0].standing.summary,) if single else (count_of(len(rows), "trainer") + ".",),
        sections=tuple(_section(row, courses, single=single, first=not number) for number, row in enumerate(rows)),
    )


def _section(row: TrainerRow, courses: Mapping[str, CourseRow], *, single: bool, first: bool) -> Section:
    standing = row.standing
    state = standing.state.words
    if standing.on_notice_until:
        state += f", on notice until {in_words(standing.on_notice_until)}"
    facts = [Fact("Agency", row.person.agency or "none recorded"), Fact("Standing", state)]
    if standing.stage:
        facts.append(Fact("Next stage", standing.stage))
    if standing.approved_from:
        facts.append(
            Fact("Approved from", in_words(standing.approved_from, month_only=standing.approved_from_month_only))
        )
    if standing.approved_until:
        words = in_words(standing.approved_until)
        facts.append(Fact("Approved until", words + (", on transfer" if standing.transferred else "")))
    return Section(
        "" if single else row.person.name, sentences=() if single else (standing.summary,), facts=tuple(facts),
        tables=(_why(row), _next(row), _path(row), _courses(row, courses)), new_page=not single and not first,
    )  # fmt: skip


def _why(row: TrainerRow) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Said(_MEANT[reason.meaning.value], meaning=reason.meaning.value), Said(reason.text, reason.detail))
        for reason in row.standing.reasons
    )
    return Table("Why", (Column("Meaning", 1), Column("Reason", 6)), rows)


def _next(row: TrainerRow) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple((due.what, due.by) for due in row.standing.next_due)
    return Table("What is next", (Column("What", 5), Column("By", 2)), rows, "Nothing is due.")


def _path(row: TrainerRow) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for step in row.standing.path:
        day = in_words(step.on, month_only=step.month_only) if step.on else None
        rows.append((Said(step.stage.label, step.detail), _STAGES[step.state.value], day))
    return Table("The path", (Column("Stage", 4), Column("How far", 1.5), Column("Date", 1.5)), tuple(rows))


def _courses(row: TrainerRow, courses: Mapping[str, CourseRow]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for held in row.standing.by_course:
        title = courses[held.course].title if held.course in courses else held.course
        may = "Yes" if held.may_deliver else Said("No", "; ".join(held.lacks))
        rows.append((title, held.approved_from, held.deliveries, may))
    columns = (
        Column("Course", 3.6), Column("Approved from", 1.5), Column("Deliveries", 1.1, figures=True), Column("May deliver", 2.2)
    )  # fmt: skip
    return Table("Courses", columns, tuple(rows), "No course yet.")
