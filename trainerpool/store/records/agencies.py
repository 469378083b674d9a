"""Agencies: partner organisations, the ways their names are written, and who belonged to which and when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class Agency(Record):
    """A partner organisation. A merged agency points to the one it went into, so a merge can be undone."""

    __tablename__ = "agency"
    name: Mapped[str] = mapped_column(index=True)
    short_name: Mapped[str | None]
    merged_into_id: Mapped[str | None] = mapped_column(ForeignKey("agency.id"))
    note: Mapped[str | None]


class AgencyAlias(Record):
    """Another way the name of an agency is written; `grade` says how it was joined (same, likely, answered).

    `merged_from_id` is the agency it belonged to before a merge.
    """

    __tablename__ = "agency_alias"
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"), index=True)
    text: Mapped[str]
    grade: Mapped[str] = mapped_column(default="answered")
    merged_from_id: Mapped[str | None] = mapped_column(ForeignKey("agency.id"))


class Membership(Record):
    """Which agency a person belonged to, from and until when (empty: not known, or still).

    `merged_from_id` is the agency they were in before it was merged, so that a merge can be taken apart.
    """

    __tablename__ = "membership"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"), index=True)
    start: Mapped[date | None]
    end: Mapped[date | None]
    merged_from_id: Mapped[str | None] = mapped_column(ForeignKey("agency.id"))
