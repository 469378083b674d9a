"""Deeds on travel: the minutes within one band and between two, and those of a pair of bands or venues."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from trainerpool.domain.travel import MOST_MINUTES, key_of, pair_of
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.settings import put_setting
from trainerpool.problem import Problem
from trainerpool.queries.travel import TRAVEL
from trainerpool.store.records import Person, PoolSetting, Venue
from trainerpool.store.work import Done, Work


@deed
def set_travel_bands(desk: Desk, within: int | None = None, between: int | None = None) -> Done:
    """Say how many minutes a way takes within one travel band, or from one band to another; what is not given stays."""
    given = {name: minutes for name, minutes in (("within", within), ("between", between)) if minutes is not None}
    if not given:
        raise Problem("Say how many minutes.", kept="Nothing was changed.")
    for minutes in given.values():
        _check(minutes)
    words = {"within": "within a band", "between": "between two bands"}
    said = ", ".join(f"{minutes} minutes {words[name]}" for name, minutes in given.items())
    with desk.work(f"Travel: {said}") as work:
        put_setting(work, TRAVEL, {**_kept(work), **given})
    return work.done


@deed
def set_travel_minutes(desk: Desk, first: str, second: str, minutes: int) -> Done:
    """Say how many minutes it takes between two travel bands or venues; this goes before what the bands say."""
    _check(minutes)
    with desk.work("Travel between two places") as work:
        first, second = _known(work, first), _known(work, second)
        work.name = f"Travel between {first} and {second}: {minutes} minutes"
        kept = _kept(work)
        others = [one for one in kept.get("pairs", ()) if pair_of(one["from"], one["to"]) != pair_of(first, second)]
        put_setting(work, TRAVEL, {**kept, "pairs": [*others, {"from": first, "to": second, "minutes": minutes}]})
    return work.done


@deed
def remove_travel_minutes(desk: Desk, first: str, second: str) -> Done:
    """Take out what was said of two travel bands or venues; what their bands say counts again."""
    with desk.work(f"Take out travel between {first} and {second}") as work:
        kept = _kept(work)
        pairs = kept.get("pairs", [])
        others = [one for one in pairs if pair_of(one["from"], one["to"]) != pair_of(first, second)]
        if len(others) == len(pairs):
            raise Problem(f"Nothing is said of travel between {first} and {second}.", kept="Nothing was changed.")
        put_setting(work, TRAVEL, {**kept, "pairs": others})
    return work.done


def _check(minutes: int) -> None:
    if not 0 <= minutes <= MOST_MINUTES:
        raise Problem(f"A way takes from 0 to {MOST_MINUTES} minutes.", kept="Nothing was changed.")


def _kept(work: Work) -> dict[str, Any]:
    found = work.find(select(PoolSetting).where(PoolSetting.key == TRAVEL))
    return dict(found[0].value) if found and isinstance(found[0].value, dict) else {}


def _known(work: Work, name: str) -> str:
    """The band or venue as the pool writes it."""
    for venue in work.find(select(Venue)):
        for known in (venue.name, venue.zone or ""):
            if known and key_of(known) == key_of(name):
                return known
    homes = [one.home_zone or "" for one in work.find(select(Person).where(Person.home_zone.is_not(None)))]
    for home in homes:
        if home and key_of(home) == key_of(name):
            return home
    raise Problem(
        f"No venue and no travel band is called {name.strip() or 'that'}.",
        kept="Nothing was changed.",
        todo="Give a venue or a trainer that band first.",
    )
