"""The pool's own settings, its policies, terms, closed days and what is put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from trainerpool.domain.policy import PolicyVersion, policy_from_json
from trainerpool.domain.working_days import WorkingDays
from trainerpool.host.bank_holidays import bank_holidays
from trainerpool.store.pool import Reader
from trainerpool.store.records import ClosedDay, ImportedFile, PolicyRecord, PoolSetting, Snooze, Term


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


def terms(reader: Reader) -> tuple[TermRow, ...]:
    """The terms in order."""
    rows = reader.execute(select(Term.id, Term.name, Term.start, Term.end).order_by(Term.start))
    return tuple(TermRow(*row) for row in rows)


def closed_days(reader: Reader) -> tuple[ClosedDayRow, ...]:
    """The pool's own closed days in order."""
    rows = reader.execute(
        select(ClosedDay.id, ClosedDay.start, ClosedDay.end, ClosedDay.label).order_by(ClosedDay.start)
    )
    return tuple(ClosedDayRow(*row) for row in rows)


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


def snoozes(reader: Reader) -> dict[str, date]:
    """What is put off, and until when."""
    return {row.subject: row.until for row in reader.execute(select(Snooze.subject, Snooze.until))}


def imported_files(reader: Reader) -> tuple[tuple[str, str, str], ...]:
    """The files taken in: name, digest, day."""
    rows = reader.execute(select(ImportedFile.name, ImportedFile.digest, ImportedFile.on).order_by(ImportedFile.on))
    return tuple((row.name, row.digest, row.on) for row in rows)
