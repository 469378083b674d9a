"""Deeds that settle what becomes of a session: agreed or declined, delivered, cancelled."""

from __future__ import annotations

from sqlalchemy import func, select

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.materials.delivering import note_version_delivered
from trainerpool.operations.places import refuse_not_held
from trainerpool.operations.references import the_session
from trainerpool.operations.sessions.parts import called
from trainerpool.problem import Problem
from trainerpool.store.records import Allocation, AllocationStep, Attendance, TrainingSession
from trainerpool.store.work import Done, Work


@deed
def cancel_session(desk: Desk, session: str, reason: str | None = None) -> Done:
    """Cancel a session; it stays in the programme as cancelled."""
    with desk.work("Cancel") as work:
        found = the_session(work, session)
        if found.status == "delivered":
            raise Problem("The session was delivered; it cannot be cancelled.", kept="Nothing was changed.")
        _put_status(work, found, "cancelled", "Cancel", reason)
    return work.done


@deed
def restore_session(desk: Desk, session: str) -> Done:
    """Take a cancelled session back into the programme as planned."""
    with desk.work("Restore") as work:
        found = the_session(work, session)
        if found.status != "cancelled":
            raise Problem(f"The session is {found.status}, not cancelled.", kept="Nothing was changed.")
        _put_status(work, found, "planned", "Hold after all:", None)
    return work.done


@deed
def agree_session(desk: Desk, session: str) -> Done:
    """Agree to a session that a trainer arranged."""
    with desk.work("Agree to") as work:
        found = the_session(work, session)
        _refuse_unless_waiting(found)
        _put_status(work, found, "planned", "Agree to", None)
    return work.done


@deed
def decline_session(desk: Desk, session: str, reason: str) -> Done:
    """Decline a session that a trainer arranged, with the reason; it stays in the programme as cancelled."""
    if not reason.strip():
        raise Problem("Say why the session is declined.", kept="Nothing was changed.")
    with desk.work("Decline") as work:
        found = the_session(work, session)
        _refuse_unless_waiting(found)
        _put_status(work, found, "cancelled", "Decline", f"Not agreed: {reason.strip()}")
    return work.done


@deed
def record_session_delivered(desk: Desk, session: str, attended: int | None = None) -> Done:
    """Record that a session took place, with how many attended."""
    with desk.work("Record as delivered") as work:
        found = the_session(work, session)
        refuse_not_held(desk, found)
        _put_status(work, found, "delivered", "Record as delivered:", None)
        note_version_delivered(work, found)
        if attended is not None:
            _put_attended(work, found, attended)
    return work.done


@deed
def record_team_delivered(desk: Desk, session: str, attended: int | None = None) -> Done:
    """Record a session as delivered by everybody who was confirmed or had accepted, with how many attended."""
    with desk.work("Record as delivered") as work:
        found = the_session(work, session)
        work.name = f"Record {called(found)}, as delivered"
        work.about(found.id)
        put_delivered(work, desk, found)
        if attended is not None:
            _put_attended(work, found, attended)
    return work.done


def put_delivered(work: Work, desk: Desk, session: TrainingSession) -> None:
    """Mark a session, and everybody of its team who was certain, as delivered. Problem before its day.

    What happened is recorded whatever the rules say of it; what they say stays beside it as a finding.
    """
    refuse_not_held(desk, session)
    session.status = "delivered"
    note_version_delivered(work, session)
    team = select(Allocation).where(
        Allocation.session_id == session.id, Allocation.state.in_(("confirmed", "accepted"))
    )
    for one in work.find(team):
        one.state = "delivered"
        work.add(AllocationStep(allocation_id=one.id, state="delivered", on=desk.today, entered_by=desk.person))


def _put_attended(work: Work, session: TrainingSession, attended: int) -> None:
    if work.session.scalar(select(func.count()).where(Attendance.session_id == session.id)):
        raise Problem(
            "Attendance of this session is recorded by agency, and adds up from there.",
            kept="Nothing was changed.",
            todo="Change it with record_attendance.",
        )
    session.attended = attended


def _refuse_unless_waiting(found: TrainingSession) -> None:
    if found.status != "to agree":
        raise Problem(f"The session is {found.status}: nothing waits for an agreement.", kept="Nothing was changed.")


def _put_status(work: Work, found: TrainingSession, status: str, verb: str, reason: str | None) -> None:
    work.name = f"{verb} {called(found)}"
    work.about(found.id)
    found.status = status
    if reason:
        found.notes = f"{found.notes}\n{reason}" if found.notes else reason
