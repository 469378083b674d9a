"""Who the pool exchanges files with: keys, invitations, what was carried out and what came back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class OwnKeys(Record):
    """The keys of whoever this store belongs to: the Business Unit's in a pool, one person's in a profile."""

    __tablename__ = "own_keys"
    receive_secret: Mapped[str]
    receive_public: Mapped[str]
    sign_secret: Mapped[str]
    sign_public: Mapped[str]
    made_on: Mapped[date]
    ended_on: Mapped[date | None]


class PersonKeys(Record):
    """The public keys of a person, until they are revoked."""

    __tablename__ = "person_keys"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    receive_public: Mapped[str]
    sign_public: Mapped[str]
    made_on: Mapped[date]
    revoked_on: Mapped[date | None]
    revoked_why: Mapped[str | None]


class Invitation(Record):
    """A first contact: good once and until a day. `secret` binds the reply and is forgotten when it is used."""

    __tablename__ = "invitation"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    sort: Mapped[str]
    made_on: Mapped[date]
    until: Mapped[date]
    secret: Mapped[str | None]
    used_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]


class CarriedFile(Record):
    """A carry file that went out: its number for that person, the period and the days it opens, and what is in it."""

    __tablename__ = "carried_file"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[int]
    file: Mapped[str]
    issued_on: Mapped[date]
    start: Mapped[date | None]
    end: Mapped[date | None]
    opens_until: Mapped[date | None]
    inside: Mapped[dict[str, Any]] = mapped_column(JSON)


class ReturnedFile(Record):
    """A return that was taken in or refused; `digest` is of the whole file, so the same one is known again."""

    __tablename__ = "returned_file"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    file: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str] = mapped_column(index=True)
    number: Mapped[int | None]
    on: Mapped[date]
    outcome: Mapped[str]
    inside: Mapped[dict[str, Any]] = mapped_column(JSON)


class HeldFile(Record):
    """In a profile: the carry file it holds, with its number and the values it brought, by kind and id."""

    __tablename__ = "held_file"
    file: Mapped[str]
    number: Mapped[int]
    opened_on: Mapped[date]
    opens_until: Mapped[date | None]
    pool: Mapped[dict[str, Any]] = mapped_column(JSON)
    brought: Mapped[dict[str, Any]] = mapped_column(JSON)
