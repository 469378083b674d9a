"""Deeds on attendance: who came to a session, by agency."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select

from trainerpool.domain.attendance import FIELDS, WORDS, Counts, totals, what_is_wrong
from trainerpool.exchange.carrying.ids import derived_id
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_agency, the_session
from trainerpool.operations.sessions.ending import put_delivered
from trainerpool.operations.sessions.parts import called
from trainerpool.problem import Problem
from trainerpool.store.records import Agency, Attendance
from trainerpool.store.work import Done, Work

_KEPT = "Nothing was changed."


@deed
def record_attendance(desk: Desk, session: str, rows: list[dict[str, object]], delivered: bool = False) -> Done:
    """Record who came, in place of what was recorded: one row for each agency (none: not told by agency).

    A row may hold booked, attended, left_early, cancelled_in_time, cancelled_late, substitute, no_show, unscheduled.
    With `delivered` the session is recorded as delivered by its team too.
    """
    with desk.work("Record attendance") as work:
        found = the_session(work, session)
        work.name = f"Record attendance of {called(found)}"
        work.about(found.id)
        counted = counts_by_agency(work, rows)
        for old in work.find(select(Attendance).where(Attendance.session_id == found.id)):
            work.remove(old)
        for key, counts in counted.items():
            values = {name: getattr(counts, name) for name in FIELDS}
            # The same fact told by two of a team, here and at their own desks, has one id.
            row_id = derived_id("attendance", found.id, key)
            work.add(Attendance(id=row_id, session_id=found.id, agency_id=key, **values))
        # What single figures said before is said by the rows now.
        found.booked = found.attended = None
        if delivered:
            put_delivered(work, desk, found)
            work.name = f"Record {called(found)}, as delivered, {totals(counted.values()).in_the_room} there"
        work.about(found.id)
    return work.done


def counts_by_agency(work: Work, rows: list[dict[str, object]]) -> dict[str | None, Counts]:
    """The figures of each agency (None: not told by agency), without those that say nothing; Problem where they cannot be."""
    counted: dict[str | None, Counts] = {}
    for row in rows:
        key, counts = _read(work, row)
        if key in counted:
            raise Problem(f"{_named(row)} is there twice.", kept=_KEPT, todo="Give each agency one line.")
        if counts != Counts():
            counted[key] = counts
    return counted


def is_told_by_agency(work: Work, session_id: str) -> bool:
    """Whether attendance of a session is recorded by agency."""
    return bool(work.session.scalar(select(func.count()).where(Attendance.session_id == session_id)))


def _read(work: Work, row: object) -> tuple[str | None, Counts]:
    if not isinstance(row, Mapping):
        raise Problem('A line of attendance has the form {"agency": ..., "booked": ..., "attended": ...}.', kept=_KEPT)
    unknown = set(row) - {"agency", *FIELDS}
    if unknown:
        raise Problem(
            f"Attendance knows no {min(unknown)!r}.", kept=_KEPT, todo=f"It takes: agency, {', '.join(FIELDS)}."
        )
    figures = {name: row.get(name) or 0 for name in FIELDS}
    for name, value in figures.items():
        if not isinstance(value, int) or isinstance(value, bool):
            raise Problem(f"{_named(row)}: {WORDS[name].lower()} is {value!r}, which is no number.", kept=_KEPT)
    counts = Counts(**{name: int(str(value)) for name, value in figures.items()})
    if wrong := what_is_wrong(counts):
        raise Problem(f"{_named(row)}: {wrong}", kept=_KEPT)
    agency = row.get("agency")
    if agency and work.session.get(Agency, str(agency)) is not None:
        return str(agency), counts  # as it was recorded: an agency merged since keeps its line
    return (the_agency(work, str(agency)).id if agency else None), counts


def _named(row: Mapping[str, object]) -> str:
    return str(row.get("agency") or "Without an agency")
