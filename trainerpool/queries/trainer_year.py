"""A year of one trainer: when they are away, which weekdays suit, the sessions they are on, and the days off of the pool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from trainerpool.domain.dates import in_words
from trainerpool.queries.availability import AwayRow, WeekdaysRow, absences, pattern_on, weekday_patterns
from trainerpool.queries.sessions import GONE, allocations, sessions
from trainerpool.queries.settings import TermRow, days_off, terms
from trainerpool.store.pool import Reader

_ONE_DAY = timedelta(days=1)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class OnSession:
    """A session a trainer is on: its days, and what it is in words: "lead for Neglect, 09:30 to 12:30, confirmed"."""

    id: str
    days: tuple[date, ...]
    title: str
    words: str
    over: bool


@dataclass(frozen=True)
class TrainerYear:
    """What a year's plan of one trainer shows; everything asked of one day is answered from it."""

    today: date
    away: tuple[AwayRow, ...]
    patterns: tuple[WeekdaysRow, ...]
    sessions: tuple[OnSession, ...]
    off: Mapping[date, str]
    terms: tuple[TermRow, ...]

    def away_on(self, day: date) -> AwayRow | None:
        """The absence that covers a day."""
        return next((row for row in self.away if row.start <= day <= row.end), None)

    def pattern_on(self, day: date) -> WeekdaysRow | None:
        """The weekday pattern in force on a day: of several the one that began last."""
        return pattern_on(self.patterns, day)

    def works(self, day: date) -> bool:
        """Whether the weekday suits, as told."""
        found = self.pattern_on(day)
        return found is None or day.weekday() in found.weekdays

    def sessions_on(self, day: date) -> tuple[OnSession, ...]:
        """The sessions the trainer is on that day."""
        return tuple(row for row in self.sessions if day in row.days)

    def term_of(self, day: date) -> TermRow | None:
        """The term a day falls in."""
        return next((row for row in self.terms if row.start <= day <= row.end), None)

    def clashes(self, start: date, end: date) -> tuple[str, ...]:
        """The sessions still to come between two days, each as "Wed 28 Apr 2027: lead for Neglect"."""
        return tuple(
            f"{in_words(day, weekday=True)}: {row.words}"
            for row in self.sessions
            for day in row.days
            if start <= day <= end and not row.over
        )

    def clashes_of_weekdays(self, weekdays: tuple[int, ...], start: date | None) -> tuple[str, ...]:
        """The sessions still to come on weekdays that would no longer suit, from a day on."""
        first = max(start or self.today, self.today)
        return tuple(
            f"{in_words(day, weekday=True)}: {row.words}"
            for row in self.sessions
            for day in row.days
            if day >= first and day.weekday() not in weekdays and not row.over
        )


def trainer_year(reader: Reader, person_id: str, today: date) -> TrainerYear:
    """What the plan of any year of one trainer is painted from."""
    own = sessions(reader, ids=tuple(row.session_id for row in allocations(reader, person_id=person_id)) or ("",))
    held = []
    for row in own:
        mine = next((one for one in row.team if one.person_id == person_id and one.state not in GONE), None)
        if mine is None or row.status == "cancelled":
            continue
        days = tuple(date.fromisoformat(part.date) for part in row.parts if len(part.date) == 10)
        part = row.parts[0]
        times = f", {part.start} to {part.end}" if part.start and part.end else ""
        role = "an extra on" if mine.role == "extra" else f"{mine.role} for"
        over = mine.state == "delivered" or row.last_date < today
        held.append(OnSession(row.id, days, row.short_name, f"{role} {row.short_name}{times}, {mine.state}", over))
    return TrainerYear(
        today,
        absences(reader, person_id),
        weekday_patterns(reader, person_id),
        tuple(held),
        days_off(reader),
        terms(reader),
    )


def day_in_words(plan: TrainerYear, day: date) -> str:
    """Everything known of one day, as it is read out: "Wed 28 Apr 2027, away, lead for Neglect, confirmed"."""
    parts = [in_words(day, weekday=True)]
    if (away := plan.away_on(day)) is not None:
        parts.append(f"away{f' ({away.note})' if away.note else ''}")
    parts += [row.words for row in plan.sessions_on(day)]
    if day in plan.off:
        parts.append(plan.off[day])
    elif not plan.works(day):
        parts.append(f"does not work {WEEKDAYS[day.weekday()]}s")
    if (term := plan.term_of(day)) is not None:
        parts.append(term.name)
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class YearSpan:
    """One marked stretch of a year for its table: what it is, from when to when; `id` names an absence or a session."""

    key: str
    start: date
    end: date
    what: str
    detail: str
    id: str = ""
    kind: str = ""


def year_spans(plan: TrainerYear, first: date, last: date) -> tuple[YearSpan, ...]:
    """Everything the plan paints between two days, in order of date."""
    found = []
    for row in plan.away:
        clash = plan.clashes(row.start, row.end)
        detail = row.note or (f"told on {in_words(row.told_on)}" if row.told_on else "")
        found.append(
            YearSpan(
                f"a{row.id}", row.start, row.end, "Away", f"Clash: {clash[0]}" if clash else detail, row.id, "away"
            )
        )
    for held in plan.sessions:
        found += [
            YearSpan(f"s{held.id}{day}", day, day, "Session", held.words, held.id, "session") for day in held.days
        ]
    found += [YearSpan(f"t{term.id}", term.start, term.end, "Term", term.name, kind="term") for term in plan.terms]
    found += _closed(plan.off)
    return tuple(
        sorted((one for one in found if one.start <= last and one.end >= first), key=lambda one: (one.start, one.key))
    )


def _closed(off: Mapping[date, str]) -> list[YearSpan]:
    """Days off that follow each other under one name are one stretch."""
    found: list[YearSpan] = []
    for day in sorted(off):
        before = found[-1] if found else None
        if before is not None and before.detail == off[day] and before.end + _ONE_DAY == day:
            found[-1] = YearSpan(before.key, before.start, day, before.what, before.detail, kind="closed")
        else:
            found.append(YearSpan(f"c{day}", day, day, "Closed", off[day], kind="closed"))
    return found
