"""The lines of Today about trainers: on notice, agreements, approvals, holds, transferred approvals, observations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from trainerpool.domain.dates import count_of
from trainerpool.domain.standing import Meaning, State
from trainerpool.queries.standings import TrainerRow
from trainerpool.queries.today_rows import (
    SOON_DAYS,
    WEEK_DAYS,
    TodayRow,
    Urgency,
    about_people,
    days_left,
    names,
    with_day,
)
from trainerpool.queries.trainer_words import short_day

_NOTICE_FIXES = {
    "release_agreement": "Renew",
    "delivery": "Find a session",
    "development_event": "Record event",
}


def on_notice(pool: Iterable[TrainerRow], today: date) -> Iterable[TodayRow]:
    """Everybody who lapses unless something is done; `argument` is the trainer, the fix what would mend it."""
    for row in pool:
        until = row.standing.on_notice_until
        if until is None:
            continue
        left = (until - today).days
        urgent = left <= WEEK_DAYS
        cause = notice_cause(row, until)
        yield TodayRow(
            f"notice:{row.id}/{cause}", Urgency.CANNOT_WAIT if urgent else Urgency.THIS_WEEK,
            Meaning.STOP if urgent else Meaning.ATTENTION, f"{row.person.name} lapses after {with_day(until, today)}",
            _cause_words(row.standing.reasons[0].text), days_left(left), _NOTICE_FIXES.get(cause, "Open page"), "trainer", row.id,
            left, row.standing.reasons, about_people([(until, row, "lapses after")]),
        )  # fmt: skip


def notice_cause(row: TrainerRow, until: date) -> str:
    """The kind of evidence whose want began the notice."""
    return next((due.kind for due in row.standing.next_due if due.by == until and due.kind in _NOTICE_FIXES), "")


def _cause_words(text: str) -> str:
    """The cause in a reason that begins with what follows from it: "On notice until ...: the agreement ended ..."."""
    said = text.split(". After ", maxsplit=1)[0].split(": ", 1)[-1]
    return f"{said[:1].upper()}{said[1:].rstrip('.')}."


def transferred(pool: Sequence[TrainerRow], today: date) -> Iterable[TodayRow]:
    """Approvals taken over from a register, whose sign-off is not held."""
    waiting = [row for row in pool if row.standing.transferred and row.standing.state is State.APPROVED]
    if waiting:
        ends = min((row.standing.approved_until for row in waiting if row.standing.approved_until), default=None)
        soon = ends is not None and (ends - today).days <= SOON_DAYS
        about = about_people((row.standing.approved_until, row, "until") for row in waiting)
        yield TodayRow(
            "transferred", Urgency.THIS_WEEK if soon else Urgency.COMING_UP, Meaning.ATTENTION if soon else Meaning.INFORMATION,
            f"{count_of(len(waiting), 'trainer')} approved on transfer; sign-off evidence not held",
            f"The register says so. {names([one.name for one in about])}", f"from {short_day(ends, today)}" if ends else "",
            "Confirm", "trainers", "transferred", about=about,
        )  # fmt: skip


def agreements(pool: Iterable[TrainerRow], today: date) -> Iterable[TodayRow]:
    """Release agreements that end within 30 days; those already on notice have a line of their own."""
    last = today + timedelta(days=SOON_DAYS)
    soon = [
        (due.by, row)
        for row in pool
        if row.standing.may_deliver and row.standing.on_notice_until is None
        for due in row.standing.next_due
        if due.kind == "release_agreement" and due.by is not None and due.by <= last
    ]
    if soon:
        soon.sort(key=lambda pair: (pair[0], pair[1].person.listed))
        left = (soon[0][0] - today).days
        yield TodayRow(
            "agreements", Urgency.THIS_WEEK if left <= WEEK_DAYS else Urgency.COMING_UP, Meaning.ATTENTION,
            f"{count_of(len(soon), 'release agreement')} to be renewed by {with_day(soon[-1][0], today)}",
            names([row.person.name for _, row in soon]), days_left(left), "Renew", "trainers", "agreements", left,
            about=about_people((by, row, "ends") for by, row in soon),
        )  # fmt: skip


def approvals(pool: Iterable[TrainerRow], today: date) -> Iterable[TodayRow]:
    """Approvals by sign-off that end within 60 days; transferred ones have a line of their own."""
    last = today + timedelta(days=2 * SOON_DAYS)
    soon = [
        (row.standing.approved_until, row)
        for row in pool
        if row.standing.state is State.APPROVED and not row.standing.transferred and row.standing.approved_until
    ]
    soon = sorted(((by, row) for by, row in soon if by <= last), key=lambda pair: (pair[0], pair[1].person.listed))
    if soon:
        left = (soon[0][0] - today).days
        number = len(soon)
        yield TodayRow(
            "approvals", Urgency.THIS_WEEK if left <= WEEK_DAYS else Urgency.COMING_UP, Meaning.ATTENTION,
            f"{count_of(number, 'approval')} {'end' if number > 1 else 'ends'} by {with_day(soon[-1][0], today)}",
            f"A new sign-off renews them. {names([row.person.name for _, row in soon])}", days_left(left), "Sign off", "trainers",
            tuple(row.id for _, row in soon), left, about=about_people((by, row, "until") for by, row in soon),
        )  # fmt: skip


def holds(pool: Iterable[TrainerRow], today: date) -> Iterable[TodayRow]:
    """Holds that come to their end within 30 days, or have gone past it."""
    last = today + timedelta(days=SOON_DAYS)
    ending = sorted(
        ((row.standing.hold_until, row) for row in pool if row.standing.state is State.ON_HOLD and row.standing.hold_until),
        key=lambda pair: (pair[0], pair[1].person.listed),
    )  # fmt: skip
    ending = [pair for pair in ending if pair[0] <= last]
    if ending:
        left = (ending[0][0] - today).days
        yield TodayRow(
            "holds", Urgency.THIS_WEEK if left <= WEEK_DAYS else Urgency.COMING_UP, Meaning.INFORMATION,
            f"{count_of(len(ending), 'hold')} {'come' if len(ending) > 1 else 'comes'} to an end by {with_day(ending[-1][0], today)}",
            f"{names([row.person.name for _, row in ending])} Back, or longer on hold?", days_left(left), "See who", "trainers",
            tuple(row.id for _, row in ending), left, about=about_people((by, row, "until") for by, row in ending),
        )  # fmt: skip


def observations(pool: Iterable[TrainerRow], today: date) -> Iterable[TodayRow]:
    """Observations due within 60 days, and those overdue."""
    last = today + timedelta(days=2 * SOON_DAYS)
    due = [
        (row.standing.observation_due, row)
        for row in pool
        if row.standing.may_deliver
        and row.standing.observation_due is not None
        and row.standing.observation_due <= last
    ]
    if due:
        late = sum(by < today for by, _ in due)
        first = min(by for by, _ in due)
        about = about_people((by, row, "due") for by, row in due)
        yield TodayRow(
            "observations", Urgency.THIS_WEEK if late else Urgency.COMING_UP, Meaning.ATTENTION,
            f"{count_of(len(due), 'observation')} due by {short_day(last, today)}" + (f", {late} overdue" if late else ""),
            names([one.name for one in about]), f"from {short_day(first, today)}", "See who", "trainers", "observations",
            about=about,
        )  # fmt: skip
