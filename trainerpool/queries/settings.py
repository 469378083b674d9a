"""The pool's own settings, its policies, terms, closed days and what is put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from trainerpool.domain.policy import PolicyVersion, policy_from_json
from trainerpool.domain.working_days import WorkingDays
from trainerpool.host.bank_holidays import bank_holidays
from trainerpool.store.pool import Reader
from trainerpool.store.records import (
    ClosedDay,
    PolicyRecord,
    PoolSetting,
    SessionPart,
    Term,
    TrainingSession,
)


@dataclass(frozen=True)
class PoolSettings:
    """What the pool says of itself. `records_begin` is None until set or until the first import."""

    name: str = ""
    partnership: str = ""
    pool_id: str = ""
    records_begin: date | None = None
    made_on: date | None = None
    home_copy: str = ""
    day_first: bool = True

    def begin(self, today: date) -> date:
        """The day from which duties count time: as set, else the day the pool was made, else today."""
        return self.records_begin or self.made_on or today


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term: its name, first and last day."""

    id: str
    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class ClosedDayRow:
    """Days on which the pool does not work."""

    id: str
    start: date
    end: date
    label: str


@dataclass(frozen=True, slots=True)
class PolicyVersionRow:
    """A version of the policy as the pool keeps it: the version, and why it was put in force."""

    version: PolicyVersion
    reason: str


@dataclass(frozen=True, slots=True)
class OnDayRow:
    """A part of a session that falls on certain days."""

    id: str
    day: date
    title: str


def pool_settings(reader: Reader) -> PoolSettings:
    """The pool's settings."""
    found = {row.key: row.value for row in reader.execute(select(PoolSetting.key, PoolSetting.value))}
    days = {key: date.fromisoformat(found[key]) if found.get(key) else None for key in ("records_begin", "made_on")}
    return PoolSettings(
        name=found.get("pool_name", ""), partnership=found.get("partnership", ""), pool_id=found.get("pool_id", ""),
        records_begin=days["records_begin"], made_on=days["made_on"], home_copy=found.get("home_copy", ""),
        day_first=bool(found.get("day_first", True)),
    )  # fmt: skip


def policies(reader: Reader) -> tuple[PolicyVersion, ...]:
    """Every policy of the pool by the day it takes effect; the defaults are in force before the first of them."""
    rows = reader.execute(select(PolicyRecord.effective_from, PolicyRecord.body, PolicyRecord.applies_to_running)).all()
    found = [PolicyVersion(row.effective_from, policy_from_json(row.body), row.applies_to_running) for row in rows]
    if not any(version.effective_from is None for version in found):
        found.append(PolicyVersion(None, policy_from_json({})))
    return tuple(sorted(found, key=lambda version: version.effective_from or date.min))


def policy_versions(reader: Reader) -> tuple[PolicyVersionRow, ...]:
    """Every policy with the reason given for it, in the order they take effect."""
    rows = reader.execute(select(PolicyRecord.effective_from, PolicyRecord.reason))
    reasons = {row.effective_from: row.reason or "" for row in rows}
    return tuple(PolicyVersionRow(one, reasons.get(one.effective_from, "")) for one in policies(reader))


def terms(reader: Reader) -> tuple[TermRow, ...]:
    """The terms in order."""
    return _terms(reader, "term")


def half_terms(reader: Reader) -> tuple[TermRow, ...]:
    """The half-terms in order: schools are away, the pool works."""
    return _terms(reader, "half-term")


def _terms(reader: Reader, sort: str) -> tuple[TermRow, ...]:
    columns = (Term.id, Term.name, Term.start, Term.end)
    return tuple(
        TermRow(*row) for row in reader.execute(select(*columns).where(Term.sort == sort).order_by(Term.start))
    )


def closed_days(reader: Reader) -> tuple[ClosedDayRow, ...]:
    """The pool's own closed days in order."""
    rows = reader.execute(
        select(ClosedDay.id, ClosedDay.start, ClosedDay.end, ClosedDay.label).order_by(ClosedDay.start)
    )
    return tuple(ClosedDayRow(*row) for row in rows)


def key_holder_days(reader: Reader) -> dict[str, date]:
    """Who was given a passphrase of their own on which day, as far as the pool knows; the key file says who has one."""
    found = reader.execute(select(PoolSetting.value).where(PoolSetting.key == "key_holders")).scalar() or {}
    return {name: date.fromisoformat(day) for name, day in found.items()}


def sessions_on_days(reader: Reader, first: date, last: date) -> tuple[OnDayRow, ...]:
    """The sessions not cancelled of which a part falls on one of these days, both included, in order."""
    rows = reader.execute(
        select(SessionPart.session_id, SessionPart.date, TrainingSession.title)
        .join(TrainingSession, TrainingSession.id == SessionPart.session_id)
        .where(SessionPart.date >= first.isoformat(), SessionPart.date <= last.isoformat())
        .where(TrainingSession.status != "cancelled")
        .order_by(SessionPart.date, TrainingSession.title)
    )
    return tuple(
        OnDayRow(row.session_id, date.fromisoformat(row.date), row.title) for row in rows if len(row.date) == 10
    )


def working_days(reader: Reader) -> WorkingDays:
    """The working days: without weekends, the bank holidays of England and Wales, and the pool's closed days."""
    return WorkingDays(frozenset(days_off(reader)))


def days_off(reader: Reader) -> dict[date, str]:
    """Bank holidays and the pool's closed days, with what each is called."""
    named = dict(bank_holidays())
    for row in closed_days(reader):
        for number in range((row.end - row.start).days + 1):
            named[row.start + timedelta(days=number)] = row.label
    return named
