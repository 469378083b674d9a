"""What of the programme is shown: one filter for every view of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trainerpool.domain.dates import count_of
from trainerpool.queries.programme import ProgrammePage
from trainerpool.queries.staffing import StaffingRow

STAFFING = {"": "any", "short": "places empty", "whole": "complete", "agree": "to agree"}
FIELDS = {"course": "Courses", "staffing": "Staffing", "agency": "Agency"}


@dataclass(frozen=True)
class Filters:
    """Words searched, and ids or keys chosen; empty is all."""

    words: str = ""
    course: str = ""
    staffing: str = ""
    agency: str = ""

    def fits(self, row: StaffingRow) -> bool:
        """Whether a session is shown."""
        session = row.session
        text = " ".join(
            [session.title, session.venue, session.short_name, session.notes, *(one.name for one in session.team)]
        )
        planned = session.status == "planned"
        staffed = {
            "": True,
            "short": planned and row.sure < row.places,
            "whole": planned and row.sure >= row.places,
            "agree": session.status == "to agree",
        }
        agencies = {session.host_agency_id, *(one.agency_id for one in session.trainers)}
        return (
            all(word in text.casefold() for word in self.words.casefold().split())
            and staffed[self.staffing]
            and (not self.course or bool(session.course and session.course.id == self.course))
            and (not self.agency or self.agency in agencies)
        )

    def is_on(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()

    def chosen(self, field: str) -> str:
        """The key chosen in a field."""
        found: str = getattr(self, field)
        return found

    def with_choice(self, field: str, key: str) -> Filters:
        """The same with another choice in a field."""
        return replace(self, **{field: key})


def choices(field: str, page: ProgrammePage) -> list[tuple[str, str]]:
    """Keys and words of a field, the first of them all."""
    if field == "staffing":
        return list(STAFFING.items())
    if field == "agency":
        return [("", "any"), *sorted(page.agencies.items(), key=lambda pair: pair[1].casefold())]
    return [("", f"all {len(page.courses)}"), *((one.id, one.title) for one in page.courses)]


def chosen_words(field: str, filters: Filters, page: ProgrammePage) -> str:
    """A field with its choice, short enough for a chip: "Course: Neglect"."""
    key = filters.chosen(field)
    if field == "course" and key:
        return "Course: " + next((one.short_name for one in page.courses if one.id == key), "?")
    words = dict(choices(field, page)).get(key, "?")
    return f"{FIELDS[field]}: {words}"


def counts(rows: Sequence[StaffingRow]) -> tuple[str, ...]:
    """The count of sessions: with how they are staffed, with what is left to staff, and alone."""
    if not rows:
        return ("No session",)
    planned = [row for row in rows if row.session.status == "planned"]
    whole, offered = sum(row.sure >= row.places for row in planned), sum(row.words == "offered" for row in planned)
    parts = [
        (whole, "staffed"),
        (offered, "on offer"),
        (len(planned) - whole - offered, "to staff"),
        (sum(row.session.status == "to agree" for row in rows), "to agree"),
        (sum(row.session.status == "delivered" for row in rows), "delivered"),
        (sum(row.session.status == "cancelled" for row in rows), "cancelled"),
    ]
    alone = count_of(len(rows), "session")
    short = f"{alone}, {parts[2][0]} to staff" if parts[2][0] else alone
    return f"{alone}: {', '.join(f'{number} {words}' for number, words in parts if number)}", short, alone
