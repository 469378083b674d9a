"""What of the programme is shown: one filter for every view of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from trainerpool.domain.dates import count_of
from trainerpool.queries.programme import ProgrammePage
from trainerpool.queries.staffing import StaffingRow

STAFFING = {"": "any", "short": "places empty", "whole": "complete", "offered": "on offer"}
STATUS = {
    "": "any", "planned": "planned", "to agree": "to agree", "delivered": "delivered", "cancelled": "cancelled",
    "not cancelled": "not cancelled",
}  # fmt: skip
FIELDS = {
    "course": "Courses", "staffing": "Staffing", "agency": "Agency", "venue": "Venue", "trainer": "Trainer", "status": "Status",
}  # fmt: skip
MAIN = ("course", "staffing", "agency")
"""Always in the bar where there is room; the others once they are chosen."""
ONLINE = "online"


@dataclass(frozen=True)
class Filters:
    """Words searched, and ids or keys chosen; empty is all. A venue is known by its name."""

    words: str = ""
    course: str = ""
    staffing: str = ""
    agency: str = ""
    venue: str = ""
    trainer: str = ""
    status: str = ""

    def fits(self, row: StaffingRow) -> bool:
        """Whether a session is shown."""
        session = row.session
        if self.course and not (session.course and session.course.id == self.course):
            return False
        if self.agency and self.agency not in {session.host_agency_id, *(one.agency_id for one in session.trainers)}:
            return False
        if self.venue and not (session.virtual if self.venue == ONLINE else session.venue == self.venue):
            return False
        if self.trainer and self.trainer not in {one.person_id for one in session.team}:
            return False
        if self.status and not (
            session.status != "cancelled" if self.status == "not cancelled" else session.status == self.status
        ):
            return False
        return self._is_staffed_so(row) and self._has_words(row)

    def _is_staffed_so(self, row: StaffingRow) -> bool:
        if not self.staffing:
            return True
        if row.session.status != "planned":
            return False
        return {
            "short": row.sure < row.places, "whole": row.sure >= row.places, "offered": row.words == "offered",
        }[self.staffing]  # fmt: skip

    def _has_words(self, row: StaffingRow) -> bool:
        if not self.words:
            return True
        session = row.session
        text = " ".join([
            session.title, session.venue, session.short_name, session.notes, session.reference, session.series, session.host_agency,
            *(one.name for one in session.team),
        ]).casefold()  # fmt: skip
        return all(word in text for word in self.words.casefold().split())

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

    def as_plain(self) -> dict[str, str]:
        """What is remembered on this computer: ids and keys, never words that were searched, nor whom."""
        return {key: value for key, value in asdict(self).items() if value and key not in {"words", "trainer"}}

    def known_in(self, page: ProgrammePage) -> Filters:
        """The same without choices this pool does not have."""
        gone = {
            field: "" for field in FIELDS
            if field != "trainer" and self.chosen(field) and self.chosen(field) not in dict(choices(field, page))
        }  # fmt: skip
        return replace(self, **gone)


def filters_from_plain(kept: object) -> Filters:
    """Filters as they were remembered; none where they cannot be read."""
    if not isinstance(kept, Mapping):
        return Filters()
    return Filters(**{key: value for key, value in kept.items() if key in FIELDS and isinstance(value, str)})


def choices(field: str, page: ProgrammePage) -> list[tuple[str, str]]:
    """Keys and words of a field, the first of them all."""
    if field == "staffing":
        return list(STAFFING.items())
    if field == "status":
        return list(STATUS.items())
    if field == "agency":
        return [("", "any"), *sorted(page.agencies.items(), key=lambda pair: pair[1].casefold())]
    if field == "venue":
        return [("", "any"), (ONLINE, "online"), *((name, name) for name in page.venues)]
    if field == "trainer":
        named = {one.person_id: one.name for row in page.rows for one in row.session.team}
        return [("", "anybody"), *sorted(named.items(), key=lambda pair: pair[1].casefold())]
    return [("", f"all {len(page.courses)}" if page.courses else "any"), *((one.id, one.title) for one in page.courses)]


def chosen_words(field: str, filters: Filters, page: ProgrammePage) -> str:
    """A field with its choice, short enough for a chip: "Course: Neglect"."""
    key = filters.chosen(field)
    if field == "course" and key:
        return "Course: " + next((one.short_name for one in page.courses if one.id == key), "one")
    words = dict(choices(field, page)).get(key, "not in these days")
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
