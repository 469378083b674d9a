"""Deeds on the pool's own settings: where its records begin, its policy, terms, closed days, what is put off."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import policy_from_json
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.store.records import ClosedDay, PolicyRecord, PoolSetting, Snooze, Term
from trainerpool.store.work import Done, Work


def put_setting(work: Work, key: str, value: Any) -> None:
    """Keep one setting of the pool."""
    found = work.find(select(PoolSetting).where(PoolSetting.key == key))
    if found:
        found[0].value = value
    else:
        work.add(PoolSetting(key=key, value=value))


@deed
def set_records_begin(desk: Desk, on: date) -> Done:
    """Set the day from which the pool's duties count time; nothing before it is held against anybody."""
    with desk.work(f"Records begin on {in_words(on)}") as work:
        put_setting(work, "records_begin", on.isoformat())
    return work.done


@deed
def set_pool_name(desk: Desk, name: str, partnership: str | None = None) -> Done:
    """Name the pool and the partnership it belongs to."""
    with desk.work(f"Name the pool {name}") as work:
        put_setting(work, "pool_name", name.strip())
        if partnership is not None:
            put_setting(work, "partnership", partnership.strip())
    return work.done


@deed
def set_home_copy(desk: Desk, folder: str) -> Done:
    """Choose the folder (a share is fine) that gets a verified, encrypted copy of the pool; empty for none."""
    with desk.work("Choose the home copy's folder") as work:
        put_setting(work, "home_copy", folder.strip())
    return work.done


@deed
def set_policy(
    desk: Desk,
    values: dict[str, Any],
    from_: date | None = None,
    applies_to_running: bool = False,
    reason: str | None = None,
) -> Done:
    """Put a policy in force from a day (none given: for all earlier days too); numbers not given keep their default."""
    policy_from_json(values)
    with desk.work(f"Policy from {in_words(from_)}" if from_ else "The pool's first policy") as work:
        for same in work.find(select(PolicyRecord).where(PolicyRecord.effective_from == from_)):
            work.remove(same)
        work.add(PolicyRecord(effective_from=from_, applies_to_running=applies_to_running, body=values, reason=reason))
    return work.done


@deed
def add_term(desk: Desk, name: str, from_: date, to: date) -> Done:
    """Add a term by its first and last day."""
    if to < from_:
        raise Problem("A term ends after it begins.", kept="Nothing was changed.")
    with desk.work(f"Add term {name}") as work:
        work.add(Term(name=name.strip(), start=from_, end=to))
    return work.done


@deed
def add_closed_day(desk: Desk, from_: date, label: str, to: date | None = None) -> Done:
    """Record days on which the pool does not work, beside bank holidays."""
    with desk.work(f"Closed: {label}") as work:
        work.add(ClosedDay(start=from_, end=to or from_, label=label.strip()))
    return work.done


@deed
def snooze(desk: Desk, subject: str, until: date, reason: str) -> Done:
    """Put something on Today off until a day, with the reason."""
    if until <= desk.today:
        raise Problem("It can be put off to a later day only.")
    with desk.work(f"Put off until {in_words(until)}") as work:
        for old in work.find(select(Snooze).where(Snooze.subject == subject)):
            work.remove(old)
        work.add(Snooze(subject=subject, until=until, reason=reason.strip() or None))
    return work.done
