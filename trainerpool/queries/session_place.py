"""Where one session is held, how one gets in, and the link to a map of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote_plus

from trainerpool.queries.sessions import SessionRow
from trainerpool.store.pool import Reader
from trainerpool.store.records import Venue

_MAP = "openstreetmap.org/search?query="


@dataclass(frozen=True, slots=True)
class Where:
    """Where a session is and how one gets in."""

    venue: str
    address: str
    postcode: str
    access: str
    phone: str
    virtual: bool

    @property
    def words(self) -> str:
        """Venue and address in one line; what is said where there is none."""
        found = ", ".join(one for one in (self.venue, self.address, self.postcode) if one)
        return found or ("Online" if self.virtual else "The venue is to be agreed")

    @property
    def map_link(self) -> str:
        """The place on a map, as a link to copy; empty where nobody can be sent anywhere."""
        asked = self.postcode or self.address
        return f"{_MAP}{quote_plus(asked.replace(',', ''))}" if asked else ""


def where_of(reader: Reader, row: SessionRow) -> Where:
    """Where a session is, from its venue."""
    place = reader.get(Venue, row.venue_id) if row.venue_id else None
    if place is None:
        return Where(row.venue, "", "", "", "", row.virtual)
    return Where(
        row.venue, place.address or "", place.postcode or "", place.access or "", place.phone or "", row.virtual
    )
