"""The version of the trainer pack a session is planned with, and the one it was delivered with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trainerpool.domain.materials import material_on
from trainerpool.queries.materials import versions_by_course
from trainerpool.store import records
from trainerpool.store.pool import Reader


@dataclass(frozen=True, slots=True)
class SessionMaterial:
    """Versions by their numbers; without a choice, `planned` is the one in force on the day and `is_chosen` is off.

    `version_id` is the version to open: the one delivered, else the one planned.
    """

    planned: str
    delivered: str
    is_chosen: bool
    version_id: str


def session_material(reader: Reader, session_id: str) -> SessionMaterial | None:
    """The material of a session; None where its course has no pack on record."""
    session = reader.get(records.TrainingSession, session_id)
    if session is None or session.course_id is None:
        return None
    versions = {one.id: one for one in versions_by_course(reader, session.course_id).get(session.course_id, ())}
    if not versions:
        return None
    first = session.first_date if len(session.first_date) == 10 else f"{session.first_date}-01"
    chosen, delivered = versions.get(session.planned_version_id or ""), versions.get(session.delivered_version_id or "")
    planned = chosen or material_on(versions.values(), date.fromisoformat(first)).version
    opened = delivered or planned or next(iter(versions.values()))
    return SessionMaterial(
        planned.version if planned else "", delivered.version if delivered else "", chosen is not None, opened.id
    )
