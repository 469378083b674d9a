"""People: trainers, candidates, observers and the Business Unit, with the names they had before."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class Person(Record):
    """Somebody the pool knows. `role` is trainer (also candidates), observer or business unit.

    A trainer may observe others from `observer_since` on; `manager` is their line manager, pointed to where known.
    """

    __tablename__ = "person"
    given_name: Mapped[str]
    family_name: Mapped[str] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(default="trainer")
    known_as: Mapped[str | None]
    email: Mapped[str | None] = mapped_column(index=True)
    phone: Mapped[str | None]
    job_title: Mapped[str | None]
    home_zone: Mapped[str | None]
    manager: Mapped[str | None]
    manager_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    observer_since: Mapped[date | None]
    notes: Mapped[str | None]


class FormerName(Record):
    """A name a person had until a day; it stays searchable."""

    __tablename__ = "former_name"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    until: Mapped[date | None]


class Exclusion(Record):
    """A declared conflict: this person is not to be put with another person, or on a session."""

    __tablename__ = "exclusion"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    other_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    session_id: Mapped[str | None] = mapped_column(ForeignKey("training_session.id"))
    reason: Mapped[str | None]
