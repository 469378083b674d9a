"""Observations of delivery: visits, timed notes, judgements, actions, and every revision of what was said."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class Visit(Record):
    """One observer's visit to one session; each trainer seen there has an observation of their own.

    `seen_from` and `seen_until` (HH:MM) are set where only part of it was seen. `entered_by` and `told_by` are set where
    it was keyed in from paper for somebody else. Nothing of wellbeing or of a disclosure is kept but that it was seen to.
    """

    __tablename__ = "visit"
    session_id: Mapped[str | None] = mapped_column(ForeignKey("training_session.id"), index=True)
    course_id: Mapped[str | None] = mapped_column(ForeignKey("course.id"), index=True)
    observer_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    observer_name: Mapped[str | None]
    on: Mapped[str] = mapped_column(String(10), index=True)
    purpose: Mapped[str] = mapped_column(default="routine")
    framework_id: Mapped[str | None] = mapped_column(ForeignKey("framework.id"))
    version_id: Mapped[str | None] = mapped_column(ForeignKey("material_version.id"))
    in_person: Mapped[bool] = mapped_column(default=True)
    learners: Mapped[int | None]
    seen_from: Mapped[str | None] = mapped_column(String(5))
    seen_until: Mapped[str | None] = mapped_column(String(5))
    started_at: Mapped[str | None]
    finished_at: Mapped[str | None]
    cancelled_on: Mapped[date | None]
    cancelled_why: Mapped[str | None]
    entered_by: Mapped[str | None]
    told_by: Mapped[str | None]
    wellbeing_offered: Mapped[bool] = mapped_column(default=False)
    reported_through_procedure: Mapped[bool] = mapped_column(default=False)


class Observation(Record):
    """What one visit, or a row of an older log, says of one trainer. Its state is computed from its days.

    `starred_met` is what an older record states without judgements; `local_grade` the words a log used.
    """

    __tablename__ = "observation"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    course_id: Mapped[str | None] = mapped_column(ForeignKey("course.id"))
    session_id: Mapped[str | None] = mapped_column(ForeignKey("training_session.id"), index=True)
    observer_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    observer_name: Mapped[str | None]
    on: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="routine")
    outcome: Mapped[str | None]
    starred_met: Mapped[bool | None]
    state: Mapped[str] = mapped_column(default="closed")
    note: Mapped[str | None]
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visit.id"), index=True)
    role: Mapped[str | None]
    number: Mapped[int] = mapped_column(default=1)
    reflected_on: Mapped[date | None]
    went_as_planned: Mapped[str | None]
    would_change: Mapped[str | None]
    what_i_need: Mapped[str | None]
    spoken_on: Mapped[date | None]
    submitted_on: Mapped[date | None]
    seconded_by: Mapped[str | None]
    seconded_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    seconded_on: Mapped[date | None]
    copied_on: Mapped[date | None]
    reply: Mapped[str | None]
    reply_agrees: Mapped[bool | None]
    replied_on: Mapped[date | None]
    moderated_by: Mapped[str | None]
    moderated_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    moderated_on: Mapped[date | None]
    moderation_note: Mapped[str | None]
    closed_on: Mapped[date | None]
    local_grade: Mapped[str | None]
    source: Mapped[str | None]


class TimedNote(Record):
    """A note of a visit at a time (HH:MM), about one trainer or none, tied to criteria as evidence by their numbers."""

    __tablename__ = "timed_note"
    visit_id: Mapped[str] = mapped_column(ForeignKey("visit.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(String(5))
    text: Mapped[str]
    criteria: Mapped[list[str]] = mapped_column(JSON, default=list)


class Judgement(Record):
    """One trainer judged on one criterion of the visit's framework, with the evidence."""

    __tablename__ = "judgement"
    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"), index=True)
    criterion: Mapped[str]
    judgement: Mapped[str | None]
    evidence: Mapped[str | None]


class Strength(Record):
    """One of up to three strengths."""

    __tablename__ = "strength"
    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]


class ObservationAction(Record):
    """One of up to three actions, with who does it and by when; open until done, then looked for at the next visit."""

    __tablename__ = "observation_action"
    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    owner: Mapped[str | None]
    due: Mapped[date | None]
    done_on: Mapped[date | None]
    done_note: Mapped[str | None]


class ObservationRevision(Record):
    """What an observation said before a correction, whole, with who corrected it, when and why."""

    __tablename__ = "observation_revision"
    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"), index=True)
    number: Mapped[int]
    on: Mapped[date]
    by: Mapped[str]
    why: Mapped[str]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
