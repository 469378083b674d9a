"""What trainers keep at their own desk: getting ready, reports of delivery, reflections, and asking for support."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class ReadyStep(Record):
    """One step of getting ready for a session, done by one trainer on a day (empty: not done any more)."""

    __tablename__ = "ready_step"
    session_id: Mapped[str] = mapped_column(ForeignKey("training_session.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    step: Mapped[str]
    done_on: Mapped[date | None]
    note: Mapped[str | None]


class SessionReport(Record):
    """What one trainer reports of a session after it: whether it went as planned, with which version, what was amiss."""

    __tablename__ = "session_report"
    session_id: Mapped[str] = mapped_column(ForeignKey("training_session.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    on: Mapped[date]
    as_planned: Mapped[bool | None]
    version_id: Mapped[str | None] = mapped_column(ForeignKey("material_version.id"))
    who_did_what: Mapped[str | None]
    issues: Mapped[str | None]
    entered_by: Mapped[str | None]


class Reflection(Record):
    """A trainer's reflection, free or by prompts (`answers`); it leaves their own desk only where `shared`."""

    __tablename__ = "reflection"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    session_id: Mapped[str | None] = mapped_column(ForeignKey("training_session.id"), index=True)
    on: Mapped[date]
    text: Mapped[str | None]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    shared: Mapped[bool] = mapped_column(default=False)


class SupportRequest(Record):
    """A trainer asks to be rung or helped; what it is about in a few words, and the day it was seen to."""

    __tablename__ = "support_request"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    on: Mapped[date]
    text: Mapped[str | None]
    settled_on: Mapped[date | None]
    settled_note: Mapped[str | None]


class AvailabilityCall(Record):
    """The Business Unit asks when trainers are free in a period, to be answered by a day."""

    __tablename__ = "availability_call"
    start: Mapped[date]
    end: Mapped[date]
    opened_on: Mapped[date]
    answer_by: Mapped[date]
    note: Mapped[str | None]


class AvailabilityAnswer(Record):
    """A trainer has answered a call, on a day, themselves or through somebody."""

    __tablename__ = "availability_answer"
    call_id: Mapped[str] = mapped_column(ForeignKey("availability_call.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    on: Mapped[date]
    told_by: Mapped[str | None]
