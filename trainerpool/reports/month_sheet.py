"""Who is delivering what: the programme of a month with its trainers, a section for each month of a longer period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainerpool.domain.dates import count_of
from trainerpool.domain.policy import PolicyVersion
from trainerpool.queries.sessions import SessionRow, sessions
from trainerpool.queries.settings import policies
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Cell, Column, Document, Said, Section, Table
from trainerpool.reports.teams import (
    agency_words,
    in_order,
    is_in,
    lead_and_others,
    said_times,
    short_days,
    staffing_of,
    where,
)
from trainerpool.reports.wanted import Wanted, footer

_COLUMNS = (
    Column("Day", 1.25, strong=True),
    Column("Time", 1.15),
    Column("Course", 2.7),
    Column("Venue", 2.1),
    Column("Lead", 2.3),
    Column("Co-trainer", 2.3),
    Column("Learners", 0.95, figures=True),
)


def build(ask: Ask, wanted: Wanted) -> Document:
    """Every session that begins in the period, by day; cancelled ones stay, said to be so."""
    period = wanted.period
    found = in_order(ask(sessions, period.start, period.end), period.start, period.end)
    versions, homes = ask(policies), agency_words(ask, wanted.today)
    sections: list[Section] = []
    for month in period.months():
        rows = [row for row in found if is_in(row, month.start, month.end)]
        if rows:
            table = Table("", _COLUMNS, tuple(_row(row, versions, homes) for row in rows))
            sections.append(Section(month.words, tables=(table,), new_page=bool(sections)))
    if len(sections) == 1:
        only = sections[0]
        sections = [Section("", tables=only.tables)]
    return Document(
        name="month-sheet", title="Who is delivering what", subtitle=period.words, footer=footer(ask, wanted.today),
        summary=(_summary(found, versions),), sections=tuple(sections), landscape=True,
    )  # fmt: skip


def _summary(found: Sequence[SessionRow], versions: Sequence[PolicyVersion]) -> str:
    if not found:
        return "No session begins in this period."
    held = [row for row in found if row.status != "cancelled"]
    empty = sum(staffing_of(row, versions).empty for row in held)
    words = count_of(len(held), "session")
    if len(held) < len(found):
        words += f", and {len(found) - len(held)} cancelled"
    return f"{words}. {count_of(empty, 'place')} empty." if empty else f"{words}. Every place is filled."


def _row(session: SessionRow, versions: Sequence[PolicyVersion], homes: Mapping[str, str]) -> tuple[Cell, ...]:
    lead, others = lead_and_others(session, staffing_of(session, versions), homes)
    title = session.course.title if session.course else session.title
    if session.status == "cancelled":
        lead, others = Said("Cancelled", meaning="stop"), None
    note = "waits for agreement" if session.status == "to agree" else ""
    learners: Cell = session.max_learners
    if session.booked is not None and session.max_learners is not None:
        learners = f"{session.booked} of {session.max_learners}"
    return (
        short_days(session), said_times(session), Said(title, note), where(session), lead, others, learners
    )  # fmt: skip
