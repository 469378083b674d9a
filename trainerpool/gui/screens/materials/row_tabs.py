"""The columns of the smaller tabs: learning absorbed, sessions, and who has read a version."""

from __future__ import annotations

from trainerpool.domain.dates import in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.materials.words import meaning_of
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.queries.material_page import AbsorbedRow, PackSessionRow
from trainerpool.queries.material_readers import ReaderRow

LEARNING: tuple[ColumnSpec[AbsorbedRow], ...] = (
    ColumnSpec("Learning", lambda r: r.title, lambda r: r.title.casefold(), 200, kind=CellKind.STRONG, stretches=True, tip=lambda r: r.title),
    ColumnSpec("From", lambda r: r.source_kind, lambda r: r.source_kind, 130, priority=3),
    ColumnSpec("Day", lambda r: r.on, lambda r: r.on, 96, kind=CellKind.DATE, priority=2),
    ColumnSpec("Where in the pack", lambda r: r.where_seen, width=140, kind=CellKind.MUTED, stretches=True, tip=lambda r: r.where_seen),
)  # fmt: skip
SESSIONS: tuple[ColumnSpec[PackSessionRow], ...] = (
    ColumnSpec("Day", lambda r: in_words(r.day, weekday=True), lambda r: r.day, 146, kind=CellKind.STRONG),
    ColumnSpec("Where", lambda r: r.words or None, width=120, stretches=True, tip=lambda r: r.words),
    ColumnSpec("Planned with", lambda r: r.planned or None, lambda r: r.planned or None, 112),
    ColumnSpec("Delivered with", lambda r: r.delivered or None, lambda r: r.delivered or None, 124,
               meaning=lambda r: Meaning.ATTENTION if r.delivered and r.planned and r.delivered != r.planned else None),
    ColumnSpec("State", lambda r: r.status, lambda r: r.status, 84, priority=3),
)  # fmt: skip
READERS: tuple[ColumnSpec[ReaderRow], ...] = (
    ColumnSpec("Trainer", lambda r: r.name, lambda r: r.name.casefold(), 150, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Agency", lambda r: r.agency, lambda r: r.agency.casefold(), 130, priority=4, stretches=True),
    ColumnSpec("Next session", lambda r: r.next_session, lambda r: r.next_session, 116, kind=CellKind.DATE, priority=2),
    ColumnSpec("Told", lambda r: r.told_on, lambda r: r.told_on, 96, kind=CellKind.DATE, priority=3),
    ColumnSpec("Has read it", lambda r: r.read_on or ("not yet" if r.told_on else "not told yet"), lambda r: r.read_on, 130, "right", meaning=meaning_of),
)  # fmt: skip


def learning_says(row: AbsorbedRow) -> str:
    """A row as it is read out."""
    return ", ".join(part for part in (row.title, row.source_kind, in_words(row.on), row.where_seen) if part)


def session_says(row: PackSessionRow) -> str:
    """A row as it is read out."""
    planned = f"planned with {row.planned}" if row.planned else "no version planned"
    delivered = f"delivered with {row.delivered}" if row.delivered else ""
    return ", ".join(
        part for part in (in_words(row.day, weekday=True), row.words or row.title, planned, delivered) if part
    )


def reader_says(row: ReaderRow) -> str:
    """A row as it is read out."""
    soon = f"next session {in_words(row.next_session)}" if row.next_session else ""
    return ", ".join(part for part in (row.name, row.agency, row.words, soon) if part)
