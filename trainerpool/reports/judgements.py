"""Judgements over time: how often each criterion was met in a period, by course, or one trainer's own in order of day."""

from __future__ import annotations

from trainerpool.domain.dates import count_of
from trainerpool.problem import Problem
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.observations_over_time import CriterionCount, SeenRow, criterion_counts, judgements_over_time
from trainerpool.queries.people import people
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Cell, Column, Document, Said, Section, Table
from trainerpool.reports.wanted import Wanted, footer

_NOTE = (
    "Counts of judgements, for what courses and briefings should take up. No person has a score, and nobody is ranked."
)


def build(ask: Ask, wanted: Wanted) -> Document:
    """Over everybody and by course; of one trainer every judgement with its evidence."""
    start, end = wanted.period.start, wanted.period.end
    seen = ask(judgements_over_time, person=wanted.trainer, start=start, end=end)
    title, subtitle = "Judgements over time", wanted.period.words
    if wanted.trainer:
        name = next((row.name for row in ask(people, wanted.today) if row.id == wanted.trainer), None)
        if name is None:
            raise Problem("That trainer is not in the pool.", kept="Nothing was written.")
        title = f"Judgements of {name}'s delivery"
        sections: tuple[Section, ...] = (Section("", tables=(_own(seen),)),)
    else:
        sections = _by_course(ask, wanted, seen)
    visits = len({row.observation_id for row in seen})
    summary = (
        f"{count_of(len(seen), 'judgement')} in {count_of(visits, 'observation')}."
        if seen
        else "No observation of this period has judgements."
    )
    return Document(
        name="judgements", title=title, subtitle=subtitle, footer=footer(ask, wanted.today), summary=(summary,), sections=sections,
        notes=() if wanted.trainer else (_NOTE,),
    )  # fmt: skip


def _by_course(ask: Ask, wanted: Wanted, seen: tuple[SeenRow, ...]) -> tuple[Section, ...]:
    start, end = wanted.period.start, wanted.period.end
    found = [Section("All courses", tables=(_counts(ask(criterion_counts, start=start, end=end)),))]
    titles = {key: course.title for key, course in ask(courses_by_id).items()}
    courses = sorted({row.course_id for row in seen if row.course_id in titles}, key=lambda one: titles[one or ""])
    for course in courses if len(courses) > 1 else ():
        counts = ask(criterion_counts, course=course, start=start, end=end)
        found.append(Section(titles[course or ""], tables=(_counts(counts),)))
    return tuple(found)


def _counts(counts: tuple[CriterionCount, ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.number,
            Said(one.text, "starred" if one.starred else ""),
            one.met,
            one.developing,
            one.not_met,
            one.not_seen,
        )
        for one in counts
    )
    figures = tuple(Column(name, 0.9, figures=True) for name in ("Met", "Developing", "Not met", "Not seen"))
    return Table(
        "", (Column("No.", 0.5, figures=True), Column("Criterion", 4.5), *figures), rows, "Nothing was judged."
    )


def _own(seen: tuple[SeenRow, ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            row.on,
            row.course or None,
            row.number,
            Said(row.text, "starred" if row.starred else ""),
            row.judgement,
            row.evidence or None,
        )
        for row in seen
    )
    columns = (
        Column("On", 1.2), Column("Course", 1.2), Column("No.", 0.5, figures=True), Column("Criterion", 3), Column("Judgement", 1.2), Column("Evidence", 3),
    )  # fmt: skip
    return Table("", columns, rows, "Nothing was judged.")
