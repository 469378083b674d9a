"""The rows of Calls: each call in the list at the left, and everybody it asked in the table beside it."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import CALLED, Mark, Meaning
from trainerpool.gui.screens.materials.side_list import SideLine
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.queries.calls import AskedRow, CallPageRow

RETURN_WAITS = "return waits"


def mark_of(one: AskedRow) -> Mark:
    """How it stands with somebody's answer, as a pill shows it."""
    return CALLED[RETURN_WAITS if one.returned else one.state]


def short_period(call: CallPageRow) -> str:
    """The days of a call where there is little room: "11 Jan to 26 Mar 2027"."""
    start = in_words(call.start)
    return f"{start.rsplit(' ', 1)[0] if call.start.year == call.end.year else start} to {in_words(call.end)}"


def call_line(call: CallPageRow, today: date) -> SideLine:
    """A call in the list at the left."""
    over, late = call.end < today, call.is_late(today)
    if over:
        icon, words, meaning = "archive", "Over", None
    elif not call.waiting:
        icon, words, meaning = "circle-check", "All answered", Meaning.GOOD
    elif late:
        icon, words, meaning = "clock", f"{len(call.waiting)} late", Meaning.ATTENTION
    else:
        icon, words, meaning = "hourglass", f"By {in_words(call.answer_by).rsplit(' ', 1)[0]}", None
    right = f"{call.answered} of {len(call.asked)}"
    says = f"{call.period}, {call.summary}, {words}"
    return SideLine(call.id, short_period(call), says, icon, words, right, None, meaning, is_quiet=over)


def says(one: AskedRow) -> str:
    """A row as it is read out."""
    return ", ".join(part for part in (one.name, mark_of(one).word, what_they_said(one)) if part)


def how_reached(one: AskedRow) -> str:
    """How the call went to somebody, in the few words of a cell."""
    if one.carried is not None:
        return f"Carry file {one.carried.number}"
    return "E-mail" if one.written_on is not None else "Not yet"


def what_they_said(one: AskedRow) -> str:
    """What somebody who has answered has said, in a line; what was known before stands in the inspector."""
    return "; ".join(one.said) if one.is_answered else ""


COLUMNS: tuple[ColumnSpec[AskedRow], ...] = (
    ColumnSpec("Name", lambda one: one.name, lambda one: one.listed.casefold(), 150, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Answer", mark_of, lambda one: mark_of(one).word, 150, kind=CellKind.PILL),
    ColumnSpec(
        "What they said", what_they_said, what_they_said, 190, stretches=True, priority=2, tip=what_they_said,
    ),
    ColumnSpec("On", lambda one: one.answered_on, lambda one: one.answered_on or date.max, 100, kind=CellKind.DATE, priority=4),
    ColumnSpec("Reached by", how_reached, how_reached, 105, kind=CellKind.MUTED, priority=3),
    ColumnSpec(
        "Written to", lambda one: one.written_on, lambda one: one.written_on or date.min, 100, kind=CellKind.DATE, priority=5
    ),
    ColumnSpec("Agency", lambda one: one.agency, lambda one: one.agency.casefold(), 150, kind=CellKind.MUTED, priority=6),
)  # fmt: skip


def summary_of(call: CallPageRow | None) -> str:
    """The line under the title."""
    if call is None:
        return "Nobody was asked when they are free."
    waiting = len(call.waiting)
    return (
        f"{call.summary}, due {in_words(call.answer_by, weekday=True)}." if waiting else "Everybody asked has answered."
    )


def write_words(call: CallPageRow) -> str:
    """The deed that writes to everybody who has not answered."""
    return f"Write to {count_of(len(call.waiting), 'person', 'people')}..."
