"""Training sessions in civil parts, the venues they are held at, and the terms they fall in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class Venue(Record):
    """A place; `zone` is the travel band it lies in, `access` how one gets in, `capacity` how many the room holds."""

    __tablename__ = "venue"
    name: Mapped[str] = mapped_column(index=True)
    postcode: Mapped[str | None]
    zone: Mapped[str | None]
    virtual: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    access: Mapped[str | None]
    capacity: Mapped[int | None]
    active: Mapped[bool] = mapped_column(default=True)


class TrainingSession(Record):
    """One session of a course. `status` is planned, to agree, cancelled or delivered; staffing is computed."""

    __tablename__ = "training_session"
    course_id: Mapped[str | None] = mapped_column(ForeignKey("course.id"), index=True)
    title: Mapped[str]
    venue_id: Mapped[str | None] = mapped_column(ForeignKey("venue.id"), index=True)
    virtual: Mapped[bool] = mapped_column(default=False)
    max_learners: Mapped[int | None]
    booked: Mapped[int | None]
    attended: Mapped[int | None]
    status: Mapped[str] = mapped_column(default="planned")
    places: Mapped[int | None]
    host_agency_id: Mapped[str | None] = mapped_column(ForeignKey("agency.id"))
    arranged_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    series: Mapped[str | None]
    observable: Mapped[bool] = mapped_column(default=True)
    reference: Mapped[str | None]
    notes: Mapped[str | None]
    planned_version_id: Mapped[str | None] = mapped_column(ForeignKey("material_version.id"))
    delivered_version_id: Mapped[str | None] = mapped_column(ForeignKey("material_version.id"))
    first_date: Mapped[str] = mapped_column(String(10), index=True)


class SessionPart(Record):
    """One civil part: date YYYY-MM-DD (YYYY-MM: day unknown), times HH:MM in the pool's zone, never converted."""

    __tablename__ = "session_part"
    session_id: Mapped[str] = mapped_column(ForeignKey("training_session.id"), index=True)
    date: Mapped[str] = mapped_column(String(10), index=True)
    start: Mapped[str | None] = mapped_column(String(5))
    end: Mapped[str | None] = mapped_column(String(5))
    assumed: Mapped[bool] = mapped_column(default=False)


class Attendance(Record):
    """How many of one agency (none: not told by agency) came to a session, and what became of the others' places."""

    __tablename__ = "attendance"
    session_id: Mapped[str] = mapped_column(ForeignKey("training_session.id"), index=True)
    agency_id: Mapped[str | None] = mapped_column(ForeignKey("agency.id"), index=True)
    booked: Mapped[int] = mapped_column(default=0)
    attended: Mapped[int] = mapped_column(default=0)
    left_early: Mapped[int] = mapped_column(default=0)
    cancelled_in_time: Mapped[int] = mapped_column(default=0)
    cancelled_late: Mapped[int] = mapped_column(default=0)
    substitute: Mapped[int] = mapped_column(default=0)
    no_show: Mapped[int] = mapped_column(default=0)
    unscheduled: Mapped[int] = mapped_column(default=0)


class Term(Record):
    """A term or a half-term (`sort`), by its first and last day."""

    __tablename__ = "term"
    name: Mapped[str]
    start: Mapped[date]
    end: Mapped[date]
    sort: Mapped[str] = mapped_column(default="term")


class ClosedDay(Record):
    """Days on which the pool does not work, beside bank holidays."""

    __tablename__ = "closed_day"
    start: Mapped[date]
    end: Mapped[date]
    label: Mapped[str]
