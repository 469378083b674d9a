"""The programme as a table."""

from __future__ import annotations

from trainerpool.domain.dates import in_words
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.screens.programme.painting import STAFFING_ICONS, STATUS_ICONS
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.queries.staffing import StaffingRow as Row

_WORDS = {"planned": "Planned", "to agree": "To agree", "cancelled": "Cancelled", "delivered": "Delivered"}


def _times(row: Row) -> str:
    first, last = row.session.parts[0], row.session.parts[-1]
    return f"{first.start} to {last.end}" if first.start and last.end else first.start


def _day(row: Row) -> str:
    first = row.session.parts[0]
    words = in_words(row.session.first_date, weekday=len(first.date) == 10, month_only=len(first.date) == 7)
    return f"{words} +{len(row.session.parts) - 1}" if len(row.session.parts) > 1 else words


def _staffing(row: Row) -> Mark:
    meaning = Meaning(row.meaning.value)
    return Mark(row.words.capitalize(), meaning, STATUS_ICONS.get(row.session.status, STAFFING_ICONS[meaning]))


def _team(row: Row) -> str:
    return ", ".join(one.name for one in row.session.trainers)


def columns() -> tuple[ColumnSpec[Row], ...]:
    """Day, course, staffing, who, where, learners."""
    return (
        ColumnSpec("Day", _day, lambda r: r.session.parts[0].moment(), width=150, kind=CellKind.STRONG, tip=_times),
        ColumnSpec("Time", _times, lambda r: r.session.parts[0].start, width=110, priority=4),
        ColumnSpec("Course", lambda r: r.session.title, lambda r: r.session.title.casefold(), width=190, stretches=True),
        ColumnSpec("Staffing", _staffing, lambda r: (r.sure - r.places, r.filled), width=120, kind=CellKind.PILL, marks_search=False),
        ColumnSpec("Trainers", _team, lambda r: _team(r).casefold(), width=180, priority=2, stretches=True),
        ColumnSpec("Venue", lambda r: "online" if r.session.virtual else r.session.venue, lambda r: r.session.venue.casefold(), width=150, priority=3),
        ColumnSpec("Learners", lambda r: r.session.max_learners, lambda r: r.session.max_learners or 0, width=80, kind=CellKind.NUMBER, priority=5),
    )  # fmt: skip


def says(row: Row) -> str:
    """How a row is read out."""
    return f"{_day(row)}, {row.session.title}, {row.words}, {_WORDS.get(row.session.status, row.session.status)}"
