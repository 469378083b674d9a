"""What speaks against a session on some days before it stands there: days off, terms, its venue, its material."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import func, select

from trainerpool.domain.dates import in_words
from trainerpool.domain.materials import MaterialVersion, material_on
from trainerpool.queries.materials import versions_by_course
from trainerpool.queries.sessions import SessionRow, sessions
from trainerpool.queries.settings import TermRow, days_off, terms
from trainerpool.store.pool import Reader
from trainerpool.store.records import Venue

Part = tuple[str, str, str]
"""A day YYYY-MM-DD with its start and end HH:MM, each of which may be empty."""
_LONGEST_DAYS = 7


@dataclass(frozen=True)
class DayChecks:
    """Everything that is asked of a day, read once; the answers are sentences, none where nothing speaks against it."""

    off: Mapping[date, str]
    terms: Sequence[TermRow]
    versions: Mapping[str, Sequence[MaterialVersion]]
    by_day: Mapping[str, Sequence[SessionRow]] = field(repr=False)

    def of_days(self, parts: Iterable[Part]) -> list[str]:
        """Bank holidays, closed days and weekends, by name."""
        found = []
        for day in dict.fromkeys(day for day, _, _ in parts):
            on = date.fromisoformat(day)
            if on in self.off or on.weekday() > 4:
                found.append(f"{in_words(on, weekday=True)} is {self.off.get(on, 'a weekend day')}.")
        return found

    def of_terms(self, parts: Sequence[Part]) -> list[str]:
        """That its first day lies in no term, where the pool has terms around it."""
        if not parts or not self.terms:
            return []
        on = date.fromisoformat(parts[0][0])
        if any(term.start <= on <= term.end for term in self.terms):
            return []
        known = min(term.start for term in self.terms) <= on <= max(term.end for term in self.terms)
        return [f"{in_words(on, weekday=True)} is between terms."] if known else []

    def of_venue(self, parts: Sequence[Part], venue_id: str | None, ignore: Iterable[str] = ()) -> list[str]:
        """What else stands in its venue at those times."""
        if venue_id is None:
            return []
        left = frozenset(ignore)
        return [
            f"{other.venue} is taken by {other.short_name}, {theirs.start} to {theirs.end}."
            for day, start, end in parts
            for other in self.by_day.get(day, ())
            if other.venue_id == venue_id and not other.virtual and other.id not in left and other.status != "cancelled"
            for theirs in other.parts
            if theirs.date == day and overlap((start, end), (theirs.start, theirs.end))
        ]

    def of_material(self, parts: Sequence[Part], course_id: str | None) -> list[str]:
        """That no version of the course's material is approved on its first day, where the pool keeps versions of it."""
        held = self.versions.get(course_id or "", ())
        if not held or not parts:
            return []
        found = material_on(held, date.fromisoformat(parts[0][0]))
        return [] if found.is_approved else [found.text]

    def of(
        self, parts: Sequence[Part], venue_id: str | None, course_id: str | None, ignore: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """All of it, in this order."""
        return (
            *self.of_days(parts), *self.of_terms(parts), *self.of_venue(parts, venue_id, ignore), *self.of_material(parts, course_id),
        )  # fmt: skip


def overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two spans of a day overlap; one without an end lasts to the end of the day."""
    return one[0] < (other[1] or "24:00") and other[0] < (one[1] or "24:00")


def day_checks(reader: Reader, start: date, end: date) -> DayChecks:
    """The checks of the days between two, both included."""
    by_day: dict[str, list[SessionRow]] = defaultdict(list)
    # Sessions are found by their first day: a week back is longer than any of several days.
    for row in sessions(reader, start - timedelta(days=_LONGEST_DAYS), end):
        for day in dict.fromkeys(part.date for part in row.parts):
            by_day[day].append(row)
    return DayChecks(days_off(reader), terms(reader), versions_by_course(reader), by_day)


def session_warnings(
    reader: Reader, parts: tuple[Part, ...], venue: str, course_id: str | None, ignore: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """What speaks against a session that is being written down: `venue` by its name, empty when it is online."""
    days = [date.fromisoformat(day) for day, _, _ in parts]
    if not days:
        return ()
    key = (
        reader.scalar(select(Venue.id).where(func.lower(Venue.name) == venue.strip().lower()).limit(1))
        if venue
        else None
    )
    return day_checks(reader, min(days), max(days)).of(parts, key, course_id, ignore)
