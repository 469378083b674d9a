"""All the inspector says of a session, asked in one turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from trainerpool.queries.attendance import AttendanceRow, attendance
from trainerpool.queries.day_checks import day_checks
from trainerpool.queries.programme import SeriesPlace, answers_due, series_place
from trainerpool.queries.session_material import SessionMaterial, session_material
from trainerpool.queries.stepping_in import SteppingIn, stepping_in


@dataclass(frozen=True)
class Known:
    """All the inspector says of a session."""

    stepping: SteppingIn
    attendance: tuple[AttendanceRow, ...]
    series: SeriesPlace | None
    against: tuple[str, ...]
    due: Mapping[str, date]
    today: date
    material: SessionMaterial | None = None


def known_of(reader: Any, session_id: str, today: date) -> Known | None:
    """What is known of a session; None where it is gone."""
    found = stepping_in(reader, session_id, today)
    if found is None:
        return None
    row = found.staffing.session
    against: tuple[str, ...] = ()
    parts = tuple((part.date, part.start, part.end) for part in row.parts if len(part.date) == 10)
    if parts and row.status in {"planned", "to agree"} and row.last_date >= today:
        checks = day_checks(reader, row.first_date, row.last_date)
        venue = None if row.virtual else row.venue_id
        against = (*checks.of_days(parts), *checks.of_terms(parts), *checks.of_venue(parts, venue, (row.id,)))
    return Known(
        found,
        attendance(reader, session_id),
        series_place(reader, session_id),
        against,
        answers_due(reader, session_id),
        today,
        session_material(reader, session_id),
    )
