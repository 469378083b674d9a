"""What the programme's page shows at once: sessions with their staffing, days off, and what its forms offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.domain.dates import in_words, month_end
from trainerpool.queries.agencies import agency_names
from trainerpool.queries.courses import CourseRow, courses
from trainerpool.queries.settings import TermRow, days_off, terms
from trainerpool.queries.staffing import StaffingRow, staffing
from trainerpool.store.pool import Reader
from trainerpool.store.records import Venue


@dataclass(frozen=True)
class ProgrammePage:
    """The sessions of some days in order, and what belongs to showing and changing them."""

    start: date
    end: date
    rows: tuple[StaffingRow, ...]
    off: Mapping[date, str]
    courses: tuple[CourseRow, ...]
    venues: tuple[str, ...]
    agencies: Mapping[str, str]
    terms: tuple[TermRow, ...]

    def term_in_words(self, day: date) -> tuple[str, str]:
        """The term that the month of a day touches, and its days: "Spring term 2027", "11 Jan to 26 Mar 2027"."""
        last = month_end(day)
        found = next((term for term in self.terms if term.start <= last and term.end >= day), None)
        if found is None:
            return "", ""
        start = in_words(found.start)
        return found.name, f"{start[:-5] if found.start.year == found.end.year else start} to {in_words(found.end)}"


def programme(reader: Reader, start: date, end: date, today: date) -> ProgrammePage:
    """The programme between two days, both included."""
    venues = tuple(reader.scalars(select(Venue.name).order_by(Venue.name)))
    rows = staffing(reader, today, start, end)
    return ProgrammePage(
        start, end, rows, days_off(reader), courses(reader), venues, agency_names(reader), terms(reader)
    )
