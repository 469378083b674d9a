"""What is typed is found: accents, apostrophes, beginnings; and nothing that is typed can break it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from tests.store.pools import fill, stamp
from trainerpool.store.pool import Store
from trainerpool.store.records import Agency, AgencyAlias, Course, FormerName, Person, Venue
from trainerpool.store.search import find, match_pattern


@pytest.fixture
def people(store: Store) -> Store:
    names = [("Siân", "O'Neill"), ("Zoë", "Smith-Jones"), ("Łukasz", "Müller"), ("Rose", "D’Arcy"), ("José", "Peña")]
    with store.work("Add", stamp()) as work:
        for given_name, family_name in names:
            work.add(Person(given_name=given_name, family_name=family_name, phone="01632 960 123"))
    return store


def titles(store: Store, words: str, *kinds: str) -> list[str]:
    with store.reader() as reader:
        return [hit.title for hit in find(reader, words, kinds)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sian", "Siân O'Neill"), ("SIÂN", "Siân O'Neill"), ("o'n", "Siân O'Neill"), ("oneill", "Siân O'Neill"),
        ("o’neill", "Siân O'Neill"), ("neill si", "Siân O'Neill"), ("smith jones", "Zoë Smith-Jones"), ("jon zo", "Zoë Smith-Jones"),
        ("muller", "Łukasz Müller"), ("darcy", "Rose D’Arcy"), ("d'arcy", "Rose D’Arcy"), ("peña", "José Peña"),
        (unicodedata.normalize("NFD", "José Peña"), "José Peña"), ("  siân,,, ", "Siân O'Neill"), ('"siân" (neill)*', "Siân O'Neill"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_typed(people: Store, typed: str, found: str) -> None:
    assert titles(people, typed) == [found]


def test_a_number_is_found_with_and_without_its_spaces(people: Store) -> None:
    assert len(titles(people, "01632960")) == len(titles(people, "01632 960")) == 5


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "'", "\"'*^-()", "_", "___ _", "\x00", "\ud800", "NEAR(", "—…", "a" * 1_000_000 + "zzz", "the " * 9000],
)
def test_marks_empty_and_endless_input_find_nothing_and_break_nothing(people: Store, typed: str) -> None:
    assert titles(people, typed) == []


@given(st.text(max_size=200))
def test_any_typing_makes_a_pattern_the_index_understands(typed: str) -> None:
    pattern = match_pattern(typed)
    assert pattern.count('"') % 2 == 0
    assert len(pattern) < 16 * 70


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_typing_gets_an_answer(typed: str) -> None:
    import sqlite3

    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE i USING fts5(t, tokenize='unicode61 remove_diacritics 2')")
    if pattern := match_pattern(typed):
        index.execute("SELECT * FROM i WHERE i MATCH ?", [pattern]).fetchall()
    index.close()


def test_everything_is_found_by_what_it_is_connected_with(store: Store) -> None:
    ids = fill(store)
    assert len(titles(store, "northshire", "person")) == 3
    assert len(titles(store, "county hall", "person")) == 3
    assert titles(store, "foundations", "training_session") == ["Foundations, spring"]
    assert (
        titles(store, "saf1 given1") == ["Given1 Family1", "Foundations, spring"]
        or len(titles(store, "saf1 given1")) == 2
    )
    assert titles(store, "weir nx1", "training_session") == ["Foundations, spring"]
    with store.work("Rename all", stamp(9)) as work:
        work.get(Agency, ids["agency"]).name = "Southshire"
        work.get(AgencyAlias, ids["alias"]).text = "Town Hall"
        work.get(Course, ids["course"]).title = "Basics"
        work.get(Venue, ids["venue"]).name = "Mill House"
        work.get(Person, ids["person1"]).family_name = "Renamed"
        work.add(FormerName(person_id=ids["person1"], given_name="Given1", family_name="Family1"))
    for old in ("northshire", "county", "weir", "safeguarding"):
        assert titles(store, old) == [], old
    assert len(titles(store, "southshire", "person")) == len(titles(store, "town hall", "person")) == 3
    for new in ("southshire", "basics", "mill", "renamed"):
        assert titles(store, new, "training_session") == ["Foundations, spring"], new
    assert titles(store, "family1", "person") == ["Given1 Renamed"]
    with store.work("Take the alias away", stamp(10)) as work:
        work.remove(work.get(AgencyAlias, ids["alias"]))
    assert titles(store, "town") == []


def test_the_name_counts_more_than_what_is_said_besides(store: Store) -> None:
    with store.work("Add", stamp()) as work:
        work.add(Person(given_name="Ann", family_name="Other", notes="works with Marlowe"))
        work.add(Person(given_name="Ben", family_name="Marlowe"))
    assert titles(store, "marlowe") == ["Ben Marlowe", "Ann Other"]


def test_the_index_fits_its_text_after_undo(store: Store) -> None:
    fill(store)
    for number in range(3):
        store.undo(stamp(number))
    with store.engine.connect() as connection:
        connection.execute(text("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"))
        assert connection.execute(text("SELECT count(*) FROM search_text")).scalar() == 0
