"""The merge of returns: without clashes any order of any, any number of times, is the same pool; with clashes the same set."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.carrying.people_at_desks import DeskOf, Pool, fresh_pool
from trainerpool.exchange.carrying.merging import Fate, plan_of, writes_of, written
from trainerpool.exchange.carrying.returned import ADDED, CHANGED, REMOVED, Change, Returned

# One step somebody does at their desk: which desk, what, and with which value; or a return sent, or a newer carry file.
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["phone", "numbers"]), st.sampled_from(["1", "2", "3"])),
        st.tuples(st.sampled_from("ab"), st.sampled_from(["absent", "present", "answer"]), st.sampled_from(["x", "y"])),
        st.tuples(st.sampled_from("ab"), st.just("send"), st.just("")),
    ),
    min_size=3, max_size=14,
)  # fmt: skip


def returns_of(steps: list[tuple[str, str, str]]) -> list[tuple[str, Returned]]:
    """What two desks send, working as told from carry files of the same pool."""
    pool = fresh_pool()
    desks = {key: DeskOf(key, pool.carried(key)) for key in "ab"}
    found = []
    for moment, (key, what, value) in enumerate(steps, 1):
        desk = desks[key]
        if what == "send":
            sent = desk.send(moment)
            found += [(key, sent)] if sent else []
        else:
            desk.do(what, value, moment)
    for key, desk in desks.items():
        sent = desk.send(len(steps) + 1)
        found += [(key, sent)] if sent else []
    return found


def taken(order: list[tuple[str, Returned]]) -> Pool:
    pool = fresh_pool()
    for key, returned in order:
        pool.take_in(key, returned)
    return pool


@given(steps=STEPS, dice=st.randoms(use_true_random=False))
def test_any_order_of_any_returns_any_number_of_times(steps: list[tuple[str, str, str]], dice: Any) -> None:
    found = returns_of(steps)
    plain = taken(found)
    again = [*found, *(dice.choice(found) for _ in range(3) if found)]
    dice.shuffle(again)
    mixed = taken(again)
    assert mixed.clashed == plain.clashed
    if not plain.clashed:
        assert mixed.rows == plain.rows


@given(steps=STEPS)
def test_every_order_of_a_few(steps: list[tuple[str, str, str]]) -> None:
    found = returns_of(steps)[:4]
    outcomes = [taken(list(order)) for order in itertools.permutations(found)]
    assert len({frozenset(one.clashed) for one in outcomes}) == 1
    if not outcomes[0].clashed:
        assert all(one.rows == outcomes[0].rows for one in outcomes)


@given(steps=STEPS)
def test_what_a_desk_shows_is_what_the_pool_holds_after_its_last_return(steps: list[tuple[str, str, str]]) -> None:
    """The oracle: of one desk alone nothing clashes, and the pool ends as that desk does."""
    steps = [one for one in steps if one[0] == "a"]
    pool = fresh_pool()
    desk = DeskOf("a", pool.carried("a"))
    for moment, (_, what, value) in enumerate(steps, 1):
        if what != "send":
            desk.do(what, value, moment)
        elif (sent := desk.send(moment)) is not None:
            pool.take_in("a", sent)
    if (sent := desk.send(99)) is not None:
        pool.take_in("a", sent)
    assert not pool.clashed
    assert pool.carried("a") == desk.rows


def test_what_is_lost_on_the_way_is_said_again_by_the_next_return() -> None:
    pool = fresh_pool()
    desk = DeskOf("a", pool.carried("a"))
    desk.do("phone", "1", 1)
    assert desk.send(2) is not None
    desk.do("phone", "2", 3)
    last = desk.send(4)
    assert last is not None
    pool.take_in("a", last)
    assert pool.rows["person"]["a"]["phone"] == "2"


def test_what_was_taken_back_after_it_was_sent_is_taken_back_in_the_pool_too() -> None:
    pool = fresh_pool()
    desk = DeskOf("a", pool.carried("a"))
    desk.do("absent", "x", 1)
    desk.do("phone", "1", 2)
    first = desk.send(3)
    desk.do("present", "x", 4)
    desk.do("phone", "0", 5)
    second = desk.send(6)
    assert first is not None
    assert second is not None
    for order in ((first, second), (second, first)):
        pool = fresh_pool()
        for one in order:
            pool.take_in("a", one)
        assert pool.rows == fresh_pool().rows


def test_a_newer_carry_file_lets_the_pools_word_count_for_what_it_took_in_and_keeps_the_rest() -> None:
    pool = fresh_pool()
    desk = DeskOf("a", pool.carried("a"))
    desk.do("phone", "1", 1)
    first = desk.send(2)
    assert first is not None
    pool.take_in("a", first)
    pool.rows["person"]["a"]["phone"] = "9"
    desk.do("absent", "x", 3)
    desk.carry(pool.carried("a"), {first.file})
    assert desk.rows["person"]["a"]["phone"] == "9"
    assert "a x" in desk.rows["unavailability"], "unsent work survives"
    desk.do("phone", "2", 4)
    second = desk.send(5)
    assert second is not None
    pool.take_in("a", second)
    assert (pool.rows["person"]["a"]["phone"], pool.clashed) == ("2", set())


def test_a_return_that_was_not_taken_in_yet_keeps_its_work_under_a_newer_carry_file() -> None:
    pool = fresh_pool()
    desk = DeskOf("a", pool.carried("a"))
    desk.do("phone", "1", 1)
    first = desk.send(2)
    desk.carry(pool.carried("a"), set())
    assert desk.rows["person"]["a"]["phone"] == "1"
    desk.do("phone", "2", 3)
    second = desk.send(4)
    assert first is not None
    assert second is not None
    for order in ((first, second), (second, first)):
        fresh = fresh_pool()
        for one in order:
            fresh.take_in("a", one)
        assert (fresh.rows["person"]["a"]["phone"], fresh.clashed) == ("2", set())


def a_return(*changes: Change) -> Returned:
    return Returned("f", 1, "pool", "a", "c", 1, "2026-11-22T09:00:00+00:00", changes)


@pytest.mark.parametrize(
    ("change", "pool", "fate"),
    [
        (Change("unavailability", "u", ADDED, {}, {"start": "1"}), {}, Fate.READY),
        (Change("unavailability", "u", ADDED, {}, {"start": "1"}), {"u": {"start": "1"}}, Fate.SAME),
        (Change("unavailability", "u", ADDED, {}, {"start": "1"}), {"u": {"start": "2"}}, Fate.CLASH),
        (Change("unavailability", "u", CHANGED, {"start": "0"}, {"start": "1"}), {"u": {"start": "0"}}, Fate.READY),
        (Change("unavailability", "u", CHANGED, {"start": "0"}, {"start": "1"}), {"u": {"start": "2"}}, Fate.CLASH),
        (Change("unavailability", "u", CHANGED, {"start": "0"}, {"start": "1"}), {}, Fate.REFUSED),
        (Change("unavailability", "u", REMOVED, {"start": "0"}, {}), {"u": {"start": "0"}}, Fate.READY),
        (Change("unavailability", "u", REMOVED, {"start": "0"}, {}), {"u": {"start": "2"}}, Fate.CLASH),
        (Change("unavailability", "u", REMOVED, {"start": "0"}, {}), {}, Fate.SAME),
    ],
)
def test_each_change_against_each_pool(change: Change, pool: dict[str, Any], fate: Fate) -> None:
    (item,) = plan_of(a_return(change), {"unavailability": pool})
    assert item.fate is fate


def test_the_return_wins_only_where_it_was_chosen() -> None:
    change = Change("person", "a", CHANGED, {"phone": "0"}, {"phone": "1"})
    rows = {"person": {"a": {"phone": "2"}}}
    items = plan_of(a_return(change), rows)
    assert written(rows, writes_of(items, {items[0].key})) == rows
    chosen = written(rows, writes_of(items, (), returned_wins={items[0].key}))
    assert chosen["person"]["a"]["phone"] == "1"
