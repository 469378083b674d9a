"""Travel as the pool keeps it: the minutes by band, the pairs said of their own, and the bands and venues to name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from trainerpool.domain.travel import Travel, key_of, travel_from
from trainerpool.store.pool import Reader
from trainerpool.store.records import Person, PoolSetting, Venue

TRAVEL = "travel"


@dataclass(frozen=True, slots=True)
class TravelPairRow:
    """Minutes between two bands or venues, as they were written."""

    first: str
    second: str
    minutes: int

    @property
    def id(self) -> str:
        """What tells the pair from others."""
        return "\n".join(sorted((key_of(self.first), key_of(self.second))))


@dataclass(frozen=True, slots=True)
class TravelPage:
    """Everything about travel: minutes within and between bands, pairs of their own, and what a pair may name."""

    within: int | None
    between: int | None
    pairs: tuple[TravelPairRow, ...]
    bands: tuple[str, ...]
    venues: tuple[str, ...]


def travel(reader: Reader) -> Travel:
    """The minutes of the pool."""
    return travel_from(_kept(reader))


def travel_page(reader: Reader) -> TravelPage:
    """What Settings shows of travel."""
    kept = _kept(reader)
    found = travel_from(kept)
    pairs = [
        TravelPairRow(str(one["from"]), str(one["to"]), int(one["minutes"]))
        for one in (kept or {}).get("pairs", ())
    ]  # fmt: skip
    rows = reader.execute(
        select(Venue.name, Venue.zone, Venue.virtual).where(Venue.active.is_(True)).order_by(Venue.name)
    ).all()
    homes = reader.scalars(select(Person.home_zone).where(Person.home_zone.is_not(None)).distinct())
    bands = {key_of(band): band for band in (*(row.zone for row in rows), *homes) if band and band.strip()}
    return TravelPage(
        found.within,
        found.between,
        tuple(sorted(pairs, key=lambda one: (one.first.casefold(), one.second.casefold()))),
        tuple(sorted(bands.values(), key=str.casefold)),
        tuple(row.name for row in rows if not row.virtual),
    )


def _kept(reader: Reader) -> Any:
    return reader.scalar(select(PoolSetting.value).where(PoolSetting.key == TRAVEL))
