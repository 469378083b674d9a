"""Calendar files (RFC 5545): civil times in the pool's zone, one entry for each part of a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Event, Timezone

ZONE = "Europe/London"
_MAKER = "-//Trainer Pool//Trainer Pool//EN"


class EntryStatus(StrEnum):
    """How sure an entry is."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of a session. `start` and `end` are civil, without offset; a date alone is a whole day.

    `uid` never changes for the part it names; `sequence` is how often day, time, venue or status changed before.
    """

    uid: str
    sequence: int
    start: datetime | date
    end: datetime | None
    summary: str
    location: str
    description: str
    status: EntryStatus


def uid_of(session_id: str, part: int) -> str:
    """The name of a part (counted from 1) for ever, as RFC 7986 wants it: nothing in it names a computer or a person."""
    return f"{session_id}-{part}@trainerpool"


def calendar(entries: Sequence[Entry], name: str, stamp: datetime) -> bytes:
    """A calendar of these entries as a file: folded lines, CRLF, the rule of the zone written out.

    `stamp` is the aware moment at which it is made. Raises ValueError for a stamp without an offset or an entry
    whose time carries one, since a session's times are civil and never converted.
    """
    # Imported when the first file is made: most sittings make none.
    from icalendar import Calendar, vText

    if stamp.tzinfo is None:
        raise ValueError("a stamp is an aware moment")
    made = Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", vText(name))
    made.add("x-wr-timezone", vText(ZONE))
    made.add_component(_zone())
    for entry in entries:
        made.add_component(_event(entry, stamp))
    content: bytes = made.to_ical()
    return content


def _zone() -> Timezone:
    """Summer time from the last Sunday of March, 01:00 Greenwich, to the last of October: so since 1996 by law.

    The library's own listing of each change has the March ones an hour late, and ends with the years it lists.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", ZONE)
    winter, summer = timedelta(0), timedelta(hours=1)
    changes = (
        (TimezoneDaylight(), "BST", datetime.fromisoformat("1996-03-31T01:00"), 3, winter, summer),
        (TimezoneStandard(), "GMT", datetime.fromisoformat("1996-10-27T02:00"), 10, summer, winter),
    )
    for change, name, first, month, before, after in changes:
        change.add("dtstart", first)
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        change.add("tzname", name)
        change.add("tzoffsetfrom", before)
        change.add("tzoffsetto", after)
        zone.add_component(change)
    return zone


def _event(entry: Entry, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("status", entry.status.value)
    if isinstance(entry.start, datetime):
        event.add("dtstart", _in_zone(entry.start))
        if entry.end is not None:
            event.add("dtend", _in_zone(entry.end))
    else:
        event.add("dtstart", entry.start)
        event.add("dtend", entry.start + timedelta(days=1))
    event.add("summary", entry.summary)
    if entry.location:
        event.add("location", entry.location)
    if entry.description:
        event.add("description", entry.description)
    event.add("transp", "TRANSPARENT" if entry.status is EntryStatus.CANCELLED else "OPAQUE")
    return event


def _in_zone(civil: datetime) -> datetime:
    if civil.tzinfo is not None:
        raise ValueError("a session's times are civil")
    return civil.replace(tzinfo=ZoneInfo(ZONE))
