"""Minutes of travel by travel band: within one band, between two, and for pairs of bands or places as they really are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Place:
    """A venue with the band it lies in, or a home, of which only the band is known; either may be empty."""

    band: str = ""
    name: str = ""


@dataclass(frozen=True)
class Travel:
    """The minutes of a pool. `within` and `between` are None where nobody has said; `pairs` go before both.

    A pair is of two names, each a band or a venue; a pair that names a venue goes before one that names its band.
    """

    within: int | None = None
    between: int | None = None
    pairs: Mapping[frozenset[str], int] = field(default_factory=dict)

    def minutes(self, one: Place, other: Place, otherwise: int) -> int:
        """The minutes from one place to the other, in either direction; `otherwise` where nothing is known of them."""
        if one.name and one.name == other.name:
            return 0
        for names in _named(one, other):
            if names in self.pairs:
                return self.pairs[names]
        if not one.band or not other.band:
            return otherwise
        known = self.within if key_of(one.band) == key_of(other.band) else self.between
        return otherwise if known is None else known


def _named(one: Place, other: Place) -> Iterable[frozenset[str]]:
    for first, second in (
        (one.name, other.name),
        (one.name, other.band),
        (one.band, other.name),
        (one.band, other.band),
    ):
        if first and second:
            yield pair_of(first, second)


def key_of(name: str) -> str:
    """A band or venue as it is looked up: however it is written."""
    return " ".join(name.split()).casefold()


def pair_of(one: str, other: str) -> frozenset[str]:
    """Two bands or venues in no order."""
    return frozenset((key_of(one), key_of(other)))


def travel_from(value: Any) -> Travel:
    """Read what the pool keeps; what is not in the form counts as not said."""
    if not isinstance(value, dict):
        return Travel()
    pairs = {
        pair_of(str(one["from"]), str(one["to"])): int(one["minutes"])
        for one in value.get("pairs", ())
        if isinstance(one, dict) and {"from", "to", "minutes"} <= one.keys()
    }
    return Travel(value.get("within"), value.get("between"), pairs)
