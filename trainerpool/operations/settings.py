"""Deeds on the pool's own settings: where its records begin, its policy, terms, closed days, what is put off."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, select

from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import policy_from_json
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.store.records import ClosedDay, PolicyRecord, PoolSetting, Record, Snooze, Term
from trainerpool.store.work import Done, Work

HALF_TERM = "half-term"
R = TypeVar("R", bound=Record)


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
def withdraw_policy(desk: Desk, from_: date) -> Done:
    """Withdraw a policy that is not yet in force; one that has been in force stays, as what counted then."""
    if from_ <= desk.today:
        raise Problem(
            f"The policy of {in_words(from_)} is in force.",
            kept="It was kept: what was decided under it must stay explained.",
            todo="Put another policy in force from a day on.",
        )
    with desk.work(f"Withdraw the policy of {in_words(from_)}") as work:
        found = work.find(select(PolicyRecord).where(PolicyRecord.effective_from == from_))
        if not found:
            raise Problem(f"No policy takes effect on {in_words(from_)}.", kept="Nothing was changed.")
        for record in found:
            work.remove(record)
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
def change_term(
    desk: Desk, term: str, name: str | None = None, from_: date | None = None, to: date | None = None
) -> Done:
    """Change the name or days of a term or a half-term."""
    with desk.work("Change term") as work:
        found = _the_term(work, term)
        work.name = f"Change term {found.name}"
        work.about(found.id)
        found.name = (name or "").strip() or found.name
        found.start, found.end = from_ or found.start, to or found.end
        if found.end < found.start:
            raise Problem("A term ends after it begins.", kept="Nothing was changed.")
    return work.done


@deed
def remove_term(desk: Desk, term: str) -> Done:
    """Take out a term or a half-term; its sessions stay."""
    with desk.work("Take out a term") as work:
        found = _the_term(work, term)
        work.name = f"Take out term {found.name}"
        work.about(found.id)
        work.remove(found)
    return work.done


@deed
def add_half_term(desk: Desk, name: str, from_: date, to: date) -> Done:
    """Add a half-term by its first and last day: schools are away, the pool goes on working."""
    name = name.strip()
    if not name:
        raise Problem("A half-term needs a name.", kept="Nothing was changed.")
    if to < from_:
        raise Problem("A half-term ends after it begins.", kept="Nothing was changed.")
    with desk.work(f"Add half-term {name}") as work:
        work.add(Term(name=name, start=from_, end=to, sort=HALF_TERM))
    return work.done


@deed
def add_closed_day(desk: Desk, from_: date, label: str, to: date | None = None) -> Done:
    """Record days on which the pool does not work, beside bank holidays."""
    if to is not None and to < from_:
        raise Problem("The last closed day is before the first.", kept="Nothing was changed.")
    with desk.work(f"Closed: {label}") as work:
        work.add(ClosedDay(start=from_, end=to or from_, label=label.strip()))
    return work.done


@deed
def change_closed_day(
    desk: Desk, closed_day: str, label: str | None = None, from_: date | None = None, to: date | None = None
) -> Done:
    """Change closed days, given by their id or what they are called."""
    with desk.work("Change closed days") as work:
        found = _the_closed_day(work, closed_day)
        work.name = f"Change closed days: {found.label}"
        work.about(found.id)
        found.label = (label or "").strip() or found.label
        found.start, found.end = from_ or found.start, to or found.end
        if found.end < found.start:
            raise Problem("The last closed day is before the first.", kept="Nothing was changed.")
    return work.done


@deed
def remove_closed_day(desk: Desk, closed_day: str) -> Done:
    """Work on closed days after all."""
    with desk.work("Take out closed days") as work:
        found = _the_closed_day(work, closed_day)
        work.name = f"No longer closed: {found.label}"
        work.about(found.id)
        work.remove(found)
    return work.done


def _the_term(work: Work, text: str) -> Term:
    by_id = work.session.get(Term, text)
    found = [by_id] if by_id else work.find(select(Term).where(func.lower(Term.name) == text.strip().lower()))
    return _only(found, text, "term")


def _the_closed_day(work: Work, text: str) -> ClosedDay:
    by_id = work.session.get(ClosedDay, text)
    same = func.lower(ClosedDay.label) == text.strip().lower()
    return _only([by_id] if by_id else work.find(select(ClosedDay).where(same)), text, "closed day")


def _only(found: list[R], text: str, noun: str) -> R:
    if len(found) != 1:
        how = "No" if not found else "More than one"
        raise Problem(f"{how} {noun} is called {text!r}.", kept="Nothing was changed.")
    return found[0]


@deed
def snooze(desk: Desk, subject: str, until: date, reason: str, urgency: int = 0) -> Done:
    """Put something on Today off until a day, with the reason; it comes back before, should it become more urgent.

    `urgency` is how urgent it is now; 0, the most urgent, keeps it off until the day.
    """
    if until <= desk.today:
        raise Problem("It can be put off to a later day only.")
    if not reason.strip():
        raise Problem("Putting it off asks for a reason.", kept="Nothing was changed.")
    with desk.work(f"Put off until {in_words(until)}") as work:
        for old in _snoozes_of(work, subject):
            work.remove(old)
        work.add(Snooze(subject=subject, until=until, reason=reason.strip(), urgency=urgency))
    return work.done


@deed
def wake(desk: Desk, subject: str) -> Done:
    """Show something on Today again that was put off."""
    with desk.work("Show again on Today") as work:
        found = _snoozes_of(work, subject)
        if not found:
            raise Problem("It is not put off.", kept="Nothing was changed.")
        for old in found:
            work.remove(old)
    return work.done


def _snoozes_of(work: Work, subject: str) -> list[Snooze]:
    return work.find(select(Snooze).where(Snooze.subject == subject))
