"""Sessions as reports tell of them: when, where, who is on them, and which places are empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.policy import PolicyVersion, policy_on
from trainerpool.queries.agencies import agencies
from trainerpool.queries.allocation_problem import places_of
from trainerpool.queries.sessions import GONE, AllocationRow, SessionRow
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Said
from trainerpool.reports.figures import day_of, said_day, said_hours

# States that need no word beside a name: the person will be there, or was.
_SETTLED = frozenset({"confirmed", "delivered"})
_NOT_THERE = GONE | {"proposed"}


@dataclass(frozen=True, slots=True)
class Staffing:
    """How many places a session has, how many of them are filled, how many are empty."""

    places: int
    filled: int

    @property
    def empty(self) -> int:
        """The places nobody is on."""
        return self.places - self.filled


def agency_words(ask: Ask, on: date) -> dict[str, str]:
    """Agency -> its short name, where there is one, else its name."""
    return {row.id: row.short_name or row.name for row in ask(agencies, on, merged=True)}


def on_it(session: SessionRow) -> tuple[AllocationRow, ...]:
    """The leads and co-trainers on a session; a proposal is nobody's business yet, and fills no place."""
    return tuple(one for one in session.trainers if one.state != "proposed")


def staffing_of(session: SessionRow, policies: Sequence[PolicyVersion]) -> Staffing:
    """Its places, as the allocation counts them; more trainers than places fill all of them."""
    places = places_of(session, policy_on(policies, session.first_date))
    return Staffing(places, min(places, len(on_it(session))))


def said_times(session: SessionRow) -> str:
    """The hours of a session: once when every part has the same, else a line for each part."""
    hours = [said_hours(part.start, part.end) for part in session.parts]
    days = [part.date for part in session.parts]
    if len(set(hours)) == 1 and len(set(days)) == len(days):
        return hours[0]
    return "\n".join(hours)


def when(session: SessionRow) -> str:
    """Days and hours in one line: "Tue 12 Jan 2027, 09:30 to 16:30; Wed 13 Jan 2027, ..."."""
    return "; ".join(
        ", ".join(word for word in (said_day(part.date), said_hours(part.start, part.end)) if word)
        for part in session.parts
    )


def where(session: SessionRow) -> str:
    """The venue, or that it is online; empty where neither is known."""
    return session.venue or ("Online" if session.virtual else "")


def said_people(people: Sequence[AllocationRow], homes: Mapping[str, str]) -> Said | None:
    """Names, with agency and any state that is not settled under them; None when there is nobody."""
    if not people:
        return None
    notes = []
    for person in people:
        words = [homes.get(person.agency_id or "", "")]
        if person.state not in _SETTLED:
            words.append(person.state)
        notes.append(", ".join(word for word in words if word))
    return Said("\n".join(person.name for person in people), "; ".join(note for note in notes if note))


def lead_and_others(
    session: SessionRow, staffing: Staffing, homes: Mapping[str, str]
) -> tuple[Said | None, Said | None]:
    """The lead's cell and the co-trainers', each saying in words which places are empty; candidates stand as notes."""
    leads = [row for row in on_it(session) if row.role == "lead"]
    others = [row for row in on_it(session) if row.role != "lead"]
    extras = [row.name for row in session.team if row.role == "extra" and row.state not in _NOT_THERE]
    empty = staffing.empty
    lead = said_people(leads, homes)
    if lead is None:
        lead = Said("Place empty" if empty else "No lead", meaning="attention")
        empty -= 1 if empty else 0
    other = said_people(others, homes)
    if empty:
        words = count_of(empty, "place") + " empty"
        other = (
            Said(f"{other.text}\n{words}", other.note, "attention")
            if other
            else Said(words.capitalize(), "", "attention")
        )
    if extras:
        note = f"with {', '.join(extras)} (candidate)"
        other = (
            Said(other.text, "; ".join(filter(None, (other.note, note))), other.meaning) if other else Said("", note)
        )
    return lead, other


def short_days(session: SessionRow) -> Said:
    """The days without their year, for a page whose heading names it: "Tue 12 Jan"; sheets get a single day as a day."""
    lines = []
    for part in session.parts:
        day, month_only = day_of(part.date)
        words = "Day open" if month_only else in_words(day, weekday=True).rsplit(" ", 1)[0]
        lines.append(words + (" (assumed)" if part.assumed else ""))
    one = len(session.parts) == 1 and len(session.parts[0].date) == 10
    return Said("\n".join(dict.fromkeys(lines)), value=session.first_date if one else None)


def in_order(rows: Sequence[SessionRow], start: date, end: date) -> list[SessionRow]:
    """The sessions that begin in a period, by day and hour."""
    found = [row for row in rows if is_in(row, start, end)]
    return sorted(found, key=lambda row: (row.parts[0].date, row.parts[0].start, row.title))


def is_in(session: SessionRow, start: date, end: date) -> bool:
    """Whether a session begins in a period."""
    return start <= session.first_date <= end
