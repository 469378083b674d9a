"""A year's reflections gathered on a page: for supervision or appraisal, as their author wishes to show them."""

from __future__ import annotations

from datetime import date, timedelta

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.queries.desk_pages import MyReflections, ReflectionRow
from trainerpool.queries.own_work import HeldFileRow
from trainerpool.reports.document import Document, Fact, Footer, Section


def year_of_reflections(found: MyReflections, held: HeldFileRow, today: date) -> Document:
    """The reflections of the last twelve months, latest first, each whole."""
    since = add_months(today, -12) + timedelta(days=1)
    rows = [row for row in found.rows if since <= row.on <= today]
    shared = sum(row.shared for row in rows)
    said = f"{count_of(len(rows), 'reflection')} of {found.of} asked for a year; {shared or 'none'} shared with the Business Unit."
    footer = Footer(held.partnership or held.pool_name, held.name, "From their own desk", today)
    subtitle = f"{held.name}, {in_words(since)} to {in_words(today)}"
    return Document(
        "own-reflections",
        "My reflections of a year",
        subtitle,
        footer,
        (said,),
        (),
        tuple(_section(row) for row in rows),
    )


def _section(row: ReflectionRow) -> Section:
    """One page of the journal: in own words first, then the questions with what was answered."""
    title = f"{in_words(row.on, weekday=True)}{f': {row.session}' if row.session else ''}"
    words = tuple(part.strip() for part in row.text.split("\n") if part.strip())
    return Section(title, sentences=words, facts=tuple(Fact(question, answer) for question, answer in row.answers))
