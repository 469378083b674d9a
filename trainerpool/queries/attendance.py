"""Attendance by agency, and what it adds up to for each session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from trainerpool.domain.attendance import FIELDS, Counts, totals
from trainerpool.queries.agencies import agency_names
from trainerpool.store.pool import Reader
from trainerpool.store.records import Attendance


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """The figures of one agency at a session; without an agency where they were not told by agency."""

    agency_id: str | None
    agency: str
    counts: Counts


def attendance(reader: Reader, session_id: str) -> tuple[AttendanceRow, ...]:
    """The agencies at a session, most booked first."""
    names = agency_names(reader)
    rows = [
        AttendanceRow(
            row.agency_id, names.get(row.agency_id or "", ""), Counts(**{name: getattr(row, name) for name in FIELDS})
        )
        for row in reader.scalars(select(Attendance).where(Attendance.session_id == session_id))
    ]
    return tuple(sorted(rows, key=lambda row: (not row.agency_id, -row.counts.booked, row.agency.casefold())))


def attendance_totals(reader: Reader, session_ids: Sequence[str] | Select[str] | None = None) -> dict[str, Counts]:
    """Session -> all its agencies together, of these sessions or of those a question chooses; without any, it is not there."""
    columns = [getattr(Attendance, name) for name in FIELDS]
    statement = select(Attendance.session_id, *columns)
    if session_ids is not None:
        statement = statement.where(Attendance.session_id.in_(session_ids))
    found: dict[str, list[Counts]] = defaultdict(list)
    for session_id, *figures in reader.execute(statement):
        found[session_id].append(Counts(*figures))
    return {session_id: totals(counts) for session_id, counts in found.items()}
