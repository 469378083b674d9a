"""Evidence: one dated fact on a trainer's way. Appended, corrected by a new revision, never overwritten."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class EvidenceItem(Record):
    """One item. `on` is YYYY-MM-DD, or YYYY-MM where the day is not known; `recorded_at` is a UTC moment as text."""

    __tablename__ = "evidence"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    evidence_kind: Mapped[str] = mapped_column("evidence_kind", String(24))
    on: Mapped[str] = mapped_column(String(10))
    until: Mapped[date | None]
    course_id: Mapped[str | None] = mapped_column(ForeignKey("course.id"), index=True)
    by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    by_name: Mapped[str | None]
    starred_met: Mapped[bool | None]
    outcome: Mapped[str | None]
    note: Mapped[str | None]
    session_id: Mapped[str | None] = mapped_column(ForeignKey("training_session.id"), index=True)
    observation_id: Mapped[str | None] = mapped_column(ForeignKey("observation.id"), index=True)
    source: Mapped[str | None]
    recorded_at: Mapped[str]
    recorded_by: Mapped[str | None]
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("evidence.id"), index=True)
    retracted: Mapped[bool] = mapped_column(default=False)
