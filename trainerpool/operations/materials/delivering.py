"""The version a session was delivered with, as far as the pool knows it when the session is recorded as delivered."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.materials import material_on
from trainerpool.queries.materials import versions_by_course
from trainerpool.store.records import TrainingSession
from trainerpool.store.work import Work


def note_version_delivered(work: Work, session: TrainingSession) -> None:
    """Put down the version planned, else the one approved on the day; what is put down already stays."""
    if session.delivered_version_id is not None or session.course_id is None:
        return
    if session.planned_version_id is not None:
        session.delivered_version_id = session.planned_version_id
        return
    first = session.first_date
    day = date.fromisoformat(first if len(first) == 10 else f"{first}-01")
    used = material_on(versions_by_course(work.session, session.course_id).get(session.course_id, ()), day).version
    session.delivered_version_id = used.id if used is not None else None
