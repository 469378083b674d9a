"""A long walk over every deed there is: each undone and redone to the letter, refused without a trace, kept by a restart."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.operations.small_pool import small_pool
from tests.operations.walk.arguments import ARGUMENTS
from tests.operations.walk.hand import Hand, NothingThereError
from tests.operations.walk.of_desks import add_returns
from tests.operations.walk.of_materials import add_packs
from tests.operations.walk.of_observations import add_visits
from tests.operations.walk.of_trust import add_trust
from tests.store.pools import content
from trainerpool.operations import DEEDS, agencies, allocations, courses, evidence, people, sessions, venues
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool, open_pool, verify_pool
from trainerpool.problem import Problem
from trainerpool.reports.exports import KINDS, records_of
from trainerpool.store.trail import check_chain

PASSPHRASE = "correct horse"
_MEMORY = Path("/dev/shm")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """The small pool with a few more of everything, in memory where the system has such a place."""
    place = Path(tempfile.mkdtemp(prefix="trainerpool-", dir=_MEMORY if _MEMORY.is_dir() else None))
    made = small_pool(place)
    agencies.add_agency(made, "Rowan Network")
    courses.add_course(made, "HID", "Hidden Harm")
    venues.add_venue(made, "Weir Hall")
    for given in ("Orla", "Piet", "Quim", "Rhian", "Sefa"):
        people.add_trainer(made, given, "Tindall", "Rowan Network")
        evidence.add_evidence(made, f"{given} Tindall", "transferred_approval", "2025-03-16")
        for course in ("NEG", "HID"):
            evidence.add_evidence(made, f"{given} Tindall", "transferred_approval", "2025-03-16", course=course)
    # One that was held already, with people on it: what happened on the day can be recorded.
    parts = [{"start": "2026-11-20T09:30", "end": "2026-11-20T12:30"}]
    sessions.add_session(made, "HID", parts, max_learners=20, reference="S0")
    for given in ("Orla", "Piet", "Quim"):
        allocations.allocate_trainer(made, "S0", f"{given} Tindall")
    add_visits(made)
    DEEDS["set_policy"].do(made, {"values": {"cap_week": 2}, "from": "2027-04-01"})  # one that can be withdrawn
    add_packs(made)
    add_trust(made)
    add_returns(made)
    yield made
    close_pool(made)
    shutil.rmtree(place)


def exports(desk: Desk) -> dict[str, Any]:
    """Everything the exports tell, but the trail: that only ever grows."""
    return {kind: records_of(desk.ask, kind, desk.today) for kind in KINDS if kind != "trail"}


def chain_is_whole(desk: Desk) -> bool:
    with desk.store.engine.connect() as connection:
        return check_chain(connection, (desk.store.keys.anchor,)) == []


def restart(desk: Desk) -> None:
    """The same desk with its pool closed and opened again."""
    path = desk.store.path
    close_pool(desk)
    assert verify_pool(path, PASSPHRASE) == []
    again = open_pool(path, PASSPHRASE, desk.clock)
    desk.store, desk.is_closed = again.store, False


def test_arguments_are_drawn_for_every_deed() -> None:
    assert set(ARGUMENTS) == set(DEEDS)


class Walk:
    """One walk: what was done of each deed, and how often it was refused."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.dice = desk, random.Random(seed)
        self.hand = Hand(desk, self.dice)
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.said: dict[str, str] = {}
        self.now = content(desk.store)

    def step(self, *, refusals_count: bool = True) -> None:
        """One deed: the least tried (or least done) of half of those there are. Where it is refused, nothing is changed."""
        self._one_of(self.dice.sample(sorted(DEEDS), len(DEEDS) // 2), refusals_count=refusals_count)

    def try_the_rest(self) -> None:
        """Each deed not done yet, once, after one that is about the same: what is changed has to be there."""
        for name in self.never():
            about = set(name.split("_")[1:])
            akin = [other for other in sorted(DEEDS) if other != name and about & set(other.split("_"))]
            self._one_of(self.dice.sample(akin, min(1, len(akin))))
            self._one_of([name])

    def go_back(self, steps: int) -> None:
        """The pool as it began: what a long walk has used up is there again."""
        while len(self.desk.store.stacks.undo) > steps:
            self.desk.undo()
        self.now = content(self.desk.store)

    def _one_of(self, names: list[str], *, refusals_count: bool = True) -> None:
        for name in sorted(names, key=lambda name: self.done[name] + self.refused[name] * refusals_count):
            try:
                given = ARGUMENTS[name](self.hand)
            except NothingThereError:
                continue
            self.do(name, given)
            return

    def do(self, name: str, given: dict[str, Any]) -> None:
        desk = self.desk
        before, head, undo = self.now, desk.store.head, len(desk.store.stacks.undo)
        try:
            DEEDS[name].do(desk, given)
        except Problem as problem:
            self.refused[name] += 1
            self.said[name] = problem.text
            assert (content(desk.store), desk.store.head) == (before, head), (name, given)
            return
        after = content(desk.store)
        if after == before:
            assert desk.store.head == head, f"{name} changed nothing and stands in the trail"
            return
        self.done[name] += 1
        assert len(desk.store.stacks.undo) == undo + 1, name
        desk.undo()
        assert content(desk.store) == before, (name, given)
        desk.redo()
        assert content(desk.store) == after, (name, given)
        self.now = after
        if self.dice.random() < 0.3:
            desk.undo()
            self.now = before

    def never(self) -> dict[str, str]:
        """The deeds not done yet, and what was said to the last try."""
        return {name: self.said.get(name, "never drawn") for name in DEEDS if not self.done[name]}


def test_every_deed_of_a_long_walk_is_undone_redone_and_kept(desk: Desk, dose: int) -> None:
    walk = Walk(desk, seed=20261121)
    begin, told, steps = content(desk.store), exports(desk), len(desk.store.stacks.undo)
    for number in range(300 * dose):
        walk.step()
        if number % 50 == 49:
            assert chain_is_whole(desk)
        if number % 100 == 99:
            said = exports(desk)
            restart(desk)
            assert (content(desk.store), exports(desk)) == (walk.now, said)
    for number in range(800):  # which deeds the pool is ripe for is for the dice to say; none is left out
        if not walk.never():
            break
        if number % 40 == 39:
            walk.go_back(steps)
        walk.try_the_rest()
        walk.step(refusals_count=number % 2 == 0)
    assert walk.never() == {}
    end, said = content(desk.store), exports(desk)
    back = len(desk.store.stacks.undo) - steps
    for _ in range(back):
        desk.undo()
    assert (content(desk.store), exports(desk)) == (begin, told)
    restart(desk)
    for _ in range(back):
        desk.redo()
    assert (content(desk.store), exports(desk)) == (end, said)
    assert chain_is_whole(desk)
