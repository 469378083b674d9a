"""What is next for a trainer, in the few words a list has room for, and what the lists of Today are asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.standing import Due, Meaning, Standing, State

SOON = timedelta(days=30)
OBSERVED_SOON = timedelta(days=60)
DELIVERED_SOON = timedelta(days=90)
_COUNTED = re.compile(r"(?P<stage>.+), (?P<have>\d+) of (?P<asked>\d+)")
_SHORT = {"release_agreement": "Agreement", "observation": "Observation", "development_event": "Event"}


@dataclass(frozen=True, slots=True)
class NextDue:
    """What is next in a few words, its day, and how near it is: None is nothing to worry about."""

    words: str = ""
    by: date | None = None
    meaning: Meaning | None = None


def short_day(day: date, on: date) -> str:
    """A day as a narrow cell says it: "27 Nov" within six months of this year, else with its year."""
    plain = day.year == on.year and add_months(on, -6) <= day <= add_months(on, 6)
    return in_words(day).rsplit(" ", 1)[0] if plain else in_words(day)


def next_due_in_short(standing: Standing) -> NextDue:
    """The next thing due of a trainer; what is overdue or near is marked (30 days, 90 for deliveries)."""
    on = standing.on
    if standing.on_notice_until is not None:
        until = standing.on_notice_until
        return NextDue(f"Lapses {short_day(until, on)}", until, Meaning.STOP)
    if standing.state is State.ON_HOLD and standing.hold_until is not None:
        return NextDue(f"Hold ends {short_day(standing.hold_until, on)}", standing.hold_until)
    if standing.state is State.ALUMNI or not standing.next_due:
        return NextDue()
    first = standing.next_due[0]
    if standing.state is State.CANDIDATE:
        return NextDue(next_step(first.what), first.by, _nearness(first, on, SOON))
    if standing.state is State.SUSPENDED and first.by is not None:
        return NextDue(f"Review {short_day(first.by, on)}", first.by, _nearness(first, on, SOON))
    if first.by is None:
        return NextDue(first.what.removeprefix("A ").capitalize(), None, None)
    named = _SHORT.get(first.kind, "Sign-off" if standing.transferred else "Renewal")
    if first.by < on and first.kind != "delivery":
        return NextDue(f"{named} overdue", first.by, Meaning.ATTENTION)
    if first.kind == "delivery":
        more = re.match(r"\d+", first.what)
        words = f"{count_of(int(more[0]) if more else 1, 'delivery')} by {short_day(first.by, on)}"
        return NextDue(words, first.by, _nearness(first, on, DELIVERED_SOON))
    return NextDue(f"{named} {short_day(first.by, on)}", first.by, _nearness(first, on, SOON))


def next_step(words: str) -> str:
    """A stage with how far it has come, said as the step that is next: "Co-deliver, 1 of 2" is "Co-deliver 2 of 2"."""
    found = _COUNTED.fullmatch(words)
    return f"{found['stage']} {int(found['have']) + 1} of {found['asked']}" if found else words


def waits_for(standing: Standing) -> frozenset[str]:
    """Which of the lists that Today opens this trainer is on: "transferred", "agreements", "observations", "notice"."""
    found = set()
    if standing.transferred and standing.state is State.APPROVED:
        found.add("transferred")
    if standing.on_notice_until is not None:
        found.add("notice")
    elif standing.may_deliver:
        days = [due.by for due in standing.next_due if due.kind == "release_agreement" and due.by is not None]
        if days and min(days) <= standing.on + SOON:
            found.add("agreements")
    due = standing.observation_due
    if standing.may_deliver and due is not None and due <= standing.on + OBSERVED_SOON:
        found.add("observations")
    return frozenset(found)


def delivers_too_little(standing: Standing) -> bool:
    """Whether the deliveries of the last 12 months are fewer than asked, and asked soon."""
    if not standing.may_deliver or standing.deliveries_12_months >= standing.least_deliveries:
        return False
    due = standing.deliveries_due
    return due is not None and due <= standing.on + DELIVERED_SOON


def _nearness(due: Due, on: date, soon: timedelta) -> Meaning | None:
    return Meaning.ATTENTION if due.by is not None and due.by <= on + soon else None
