"""Deeds after a session: delivered as planned, with which version, who did what, numbers by agency, issues."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trainerpool.domain import offers
from trainerpool.domain.attendance import FIELDS
from trainerpool.exchange.carrying.ids import derived_id
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.places import full_name, present_place, refuse_not_held, step
from trainerpool.operations.references import the_person, the_session
from trainerpool.operations.sessions.attendance import counts_by_agency
from trainerpool.operations.sessions.parts import called
from trainerpool.problem import Problem
from trainerpool.store.records import Attendance, MaterialVersion, SessionReport, TrainingSession
from trainerpool.store.work import Done, Work


@deed
def report_session(
    desk: Desk, session: str, trainer: str, as_planned: bool | None = None, version: str | None = None,
    who_did_what: str | None = None, issues: str | None = None, rows: list[dict[str, object]] | None = None,
    delivered: bool = True, on: date | None = None,
) -> Done:  # fmt: skip
    """Report on a session as one of its trainers: delivered, as planned or not, version used, who did what, numbers, issues.

    What is not given stays as it was reported before. `rows` are the numbers by agency, as for recording attendance.
    """
    with desk.work("Report on a session") as work:
        held, person = the_session(work, session), the_person(work, trainer)
        work.name = f"{full_name(person)} reports on {called(held)}"
        refuse_not_held(desk, held)
        place = present_place(work, held.id, person.id)
        if place is None:
            raise Problem(f"{full_name(person)} is not on this session.", kept="Nothing was changed.")
        if delivered and place.state in {offers.ACCEPTED, offers.CONFIRMED, offers.OFFERED}:
            step(work, desk, place, offers.DELIVERED, told_by=person.given_name)
            if held.status == "planned":
                held.status = "delivered"
        used = work.get(MaterialVersion, version) if version else None
        if used is not None:
            held.delivered_version_id = used.id
        report = _the_report(work, held, person.id)
        report.on = on or desk.today
        report.entered_by = desk.person
        given = {"as_planned": as_planned, "version_id": used.id if used else None}
        texts = {"who_did_what": who_did_what, "issues": issues}
        for name, value in given.items():
            if value is not None:
                setattr(report, name, value)
        for name, text in texts.items():
            if text is not None:
                setattr(report, name, text.strip() or None)
        if rows is not None:
            put_numbers(work, held, rows)
        work.about(held.id)
    return work.done


def _the_report(work: Work, held: TrainingSession, person_id: str) -> SessionReport:
    found = work.find(
        select(SessionReport).where(SessionReport.session_id == held.id, SessionReport.person_id == person_id)
    )
    return found[0] if found else work.add(SessionReport(
        id=derived_id("session_report", held.id, person_id), session_id=held.id, person_id=person_id,
    ))  # fmt: skip


def put_numbers(work: Work, held: TrainingSession, rows: list[dict[str, object]]) -> None:
    """Numbers by agency in place of those recorded: one fact for each agency, whoever of the pair says it."""
    counted = counts_by_agency(work, rows)
    there = {row.agency_id: row for row in work.find(select(Attendance).where(Attendance.session_id == held.id))}
    for key, row in there.items():
        if key not in counted:
            work.remove(row)
    for key, counts in counted.items():
        values = {name: getattr(counts, name) for name in FIELDS}
        if key in there:
            for name, value in values.items():
                setattr(there[key], name, value)
        else:
            work.add(Attendance(id=derived_id("attendance", held.id, key), session_id=held.id, agency_id=key, **values))
