"""The pool's own settings and its policies, versioned and dated."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from trainerpool.store.records.base import Record


class PoolSetting(Record):
    """One setting of the pool, as JSON."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[Any] = mapped_column(JSON)


class PolicyRecord(Record):
    """A policy and the day from which it is in force (empty: for all earlier days too)."""

    __tablename__ = "policy"
    effective_from: Mapped[date | None]
    applies_to_running: Mapped[bool] = mapped_column(default=False)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str | None]


class Snooze(Record):
    """Something on Today put off until a day, with the reason and how urgent it was then (0: as urgent as can be)."""

    __tablename__ = "snooze"
    subject: Mapped[str] = mapped_column(index=True)
    until: Mapped[date]
    reason: Mapped[str | None]
    urgency: Mapped[int] = mapped_column(default=0)
