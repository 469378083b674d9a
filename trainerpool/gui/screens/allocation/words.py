"""The words of the page: roles, states, days and short names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from trainerpool.allocation.words import day_with_weekday, span
from trainerpool.queries.people import PersonRow
from trainerpool.queries.periods import PeriodRow
from trainerpool.queries.sessions import SessionRow

ROLE_WORDS = {"lead": "lead", "co": "co-trainer", "co-trainer": "co-trainer", "extra": "extra", "": "co-trainer"}
STATE_WORDS = {
    "proposed": "Proposed",
    "offered": "Offered, no answer yet",
    "accepted": "Accepted",
    "confirmed": "Confirmed",
    "delivered": "Delivered",
    "declined": "Declined",
    "withdrawn": "Withdrawn",
    "substituted": "Substituted",
    "did not attend": "Did not attend",
}


def heading(row: SessionRow) -> str:
    """Say which session: "Thu 21 Jan, Self-neglect"."""
    return f"{day_with_weekday(row.first_date)}, {row.short_name}"


def period_words(period: PeriodRow) -> str:
    """The days of a period: "11 Jan to 26 Mar 2027"."""
    return f"{span(period.start, period.end)} {period.end.year}"


def short_term(period: PeriodRow) -> str:
    """A term's name inside a sentence: "the spring term", or the month as it is."""
    name = period.name.removesuffix(str(period.start.year)).strip()
    return f"the {name[:1].lower()}{name[1:]}" if period.is_term and name.lower().endswith("term") else name


def short_names(members: Sequence[PersonRow]) -> Mapping[str, str]:
    """Id -> "Achterberg I"; with more letters of the given name where two would be the same."""
    found: dict[str, str] = {}
    for letters in (1, 3, 40):
        counted = Counter(_short(one, letters) for one in members)
        for one in members:
            if one.id not in found and (counted[_short(one, letters)] == 1 or letters == 40):
                found[one.id] = _short(one, letters)
    return found


def _short(one: PersonRow, letters: int) -> str:
    return f"{one.family_name} {one.given_name[:letters]}".strip()
