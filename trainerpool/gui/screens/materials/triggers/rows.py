"""Triggers as rows of a table, and what became of each course they flag, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.queries.material_learning import TriggerRow
from trainerpool.queries.materials import FlagRow

ALL, OPEN, SETTLED = "all", "open", "settled"


def answer_by(row: TriggerRow) -> date | None:
    """The day by which the courses still open have to answer it."""
    return min((flag.answer_by for flag, _, _ in row.flags if flag.is_open), default=None)


def columns(today: date) -> tuple[ColumnSpec[TriggerRow], ...]:
    """The table on a day."""

    def late(row: TriggerRow) -> Meaning | None:
        by = answer_by(row)
        return None if by is None else Meaning.STOP if by < today else Meaning.ATTENTION

    return (
        ColumnSpec("Trigger", lambda r: r.title, lambda r: r.title.casefold(), 240, kind=CellKind.STRONG, stretches=True, tip=lambda r: r.note or r.title),
        ColumnSpec("Kind", lambda r: r.sort.capitalize(), lambda r: r.sort, 130, priority=3),
        ColumnSpec("In force from", lambda r: r.on, lambda r: r.on, 104, kind=CellKind.DATE, priority=2),
        ColumnSpec("Courses", lambda r: len(r.flags), lambda r: len(r.flags), 72, kind=CellKind.NUMBER),
        ColumnSpec("How it stands", stands, lambda r: answer_by(r) or date.max, 216, meaning=late,
                   icon=lambda r: "circle-check" if not r.open else "flag"),
    )  # fmt: skip


def stands(row: TriggerRow) -> str:
    """How far a trigger is answered, in short."""
    by = answer_by(row)
    return "Settled" if by is None else f"{row.open} to answer by {in_words(by)}"


def says(row: TriggerRow) -> str:
    """A trigger as a screen reader says it."""
    return f"{row.title}, {row.sort}, {count_of(len(row.flags), 'course')}, {stands(row)}"


def became(flag: FlagRow, version: str) -> str:
    """What became of a course that was flagged."""
    if flag.settled_on is None:
        return f"To answer by {in_words(flag.answer_by, weekday=True)}"
    on = in_words(flag.settled_on)
    why = f": {flag.why.rstrip('.')}" if flag.why else ""
    return f"Answered by {version} on {on}{why}" if version else f"Decided on {on}{why}"


def wanted(rows: Sequence[TriggerRow], which: str, words: str) -> list[TriggerRow]:
    """The triggers of a chip whose title, note, kind or courses have every word."""
    kept = {ALL: rows, OPEN: [one for one in rows if one.open], SETTLED: [one for one in rows if not one.open]}[which]
    sought = words.casefold().split()

    def text(row: TriggerRow) -> str:
        return " ".join((row.title, row.note, row.sort, *(name for _, name, _ in row.flags))).casefold()

    return [one for one in kept if all(word in text(one) for word in sought)]
