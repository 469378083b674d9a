"""Who is on which session, every step of it, and when people are away."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class Allocation(Record):
    """A trainer on a session: role lead, co-trainer or extra; state as of its last step.

    `instead_of_id` is the allocation this one was the substitute for.
    """

    __tablename__ = "allocation"
    session_id: Mapped[str] = mapped_column(ForeignKey("training_session.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str]
    state: Mapped[str]
    pinned: Mapped[bool] = mapped_column(default=False)
    override_reason: Mapped[str | None]
    agency_id: Mapped[str | None] = mapped_column(ForeignKey("agency.id"))
    source: Mapped[str | None]
    instead_of_id: Mapped[str | None] = mapped_column(ForeignKey("allocation.id"))


class AllocationStep(Record):
    """One step of an allocation: the state it came to, when, why (`category` of a refusal, and words), who told whom.

    An offer asks for an answer by a day.
    """

    __tablename__ = "allocation_step"
    allocation_id: Mapped[str] = mapped_column(ForeignKey("allocation.id"), index=True)
    state: Mapped[str]
    on: Mapped[date]
    reason: Mapped[str | None]
    told_by: Mapped[str | None]
    entered_by: Mapped[str | None]
    category: Mapped[str | None]
    answer_by: Mapped[date | None]


class Unavailability(Record):
    """A range of days on which a person cannot deliver; both days included."""

    __tablename__ = "unavailability"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    start: Mapped[date]
    end: Mapped[date]
    note: Mapped[str | None]
    told_on: Mapped[date | None]


class WeekdayPattern(Record):
    """The weekdays a person can deliver (digits, 0 is Monday), from and until a day."""

    __tablename__ = "weekday_pattern"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    weekdays: Mapped[str]
    start: Mapped[date | None]
    end: Mapped[date | None]
