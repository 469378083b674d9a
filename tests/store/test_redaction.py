"""Erasure: what the trail said of somebody is gone from every file, the chain holds, and no way leads back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store.pools import WORDS, add_person, fill, names_in, reopened, stamp
from trainerpool.problem import Problem
from trainerpool.store import backup
from trainerpool.store.pool import Store
from trainerpool.store.records import EvidenceItem, Membership, Person
from trainerpool.store.redaction import erase, replay_erasures
from trainerpool.store.search import find
from trainerpool.store.verify import verify


def _erase_person(store: Store, ids: dict[str, str], number: int = 2) -> None:
    """Take somebody out for good, with everything said about them."""
    with store.work("Erase a person", stamp(50), one_way=True) as work:
        gone = [ids[f"membership{number}"], ids[f"person{number}"]]
        work.remove(work.get(Membership, gone[0]))
        work.remove(work.get(Person, gone[1]))
        erase(work, gone)


def _everything_said(store: Store) -> str:
    """All text of all tables, index included, as one string."""
    with store.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        return " ".join(str(row) for table in tables for row in connection.execute(text(f'SELECT * FROM "{table}"')))


def test_nothing_of_an_erased_person_is_left_and_the_chain_holds(store: Store) -> None:
    ids = fill(store)
    with store.work("Note", stamp(9)) as work:
        work.get(Person, ids["person2"]).notes = "Quillfeather"
    assert "Quillfeather" in _everything_said(store)
    _erase_person(store, ids)
    said = _everything_said(store)
    for trace in ("Quillfeather", "quillfeather", "Given2", "Family2", "p2@north"):
        assert trace not in said, trace
    assert "Given1" in said
    with store.reader() as reader:
        assert find(reader, "quill") == []
    again = reopened(store)
    again.close()
    assert verify(again.path, again.key, again.keys) == []


def test_an_erasure_cuts_the_undo_of_what_it_touched_and_of_nothing_else(store: Store) -> None:
    ids = fill(store)
    add_person(store, 60)
    _erase_person(store, ids)
    assert [step.name for step in store.stacks.undo] == ["Add agencies and courses", "Add a session", "Add person 60"]
    again = reopened(store)
    assert [step.name for step in again.stacks.undo] == ["Add agencies and courses", "Add a session", "Add person 60"]
    again.undo(stamp(70))
    assert names_in(again) == ["Given1", "Given3"]
    again.undo(stamp(71))
    with pytest.raises(Problem):
        again.undo(stamp(72))  # people of the agency are still there
    again.close()


def test_an_undone_deed_that_was_erased_is_not_redone(store: Store) -> None:
    person = add_person(store, 1)
    store.undo(stamp(2))
    with store.work("Erase", stamp(3), one_way=True) as work:
        erase(work, [person])
    with pytest.raises(Problem, match="nothing to redo"):
        store.redo(stamp(4))


def test_an_erasure_is_one_way(store: Store) -> None:
    person = add_person(store, 1)
    with pytest.raises(RuntimeError, match="one-way"), store.work("Erase", stamp(2)) as work:
        erase(work, [person])
    assert "Given1" in _everything_said(store)


def test_a_blanked_record_stays_and_counts(store: Store) -> None:
    ids = fill(store)
    with store.work("Blank", stamp(9), one_way=True) as work:
        person = work.get(Person, ids["person1"])
        person.given_name, person.family_name, person.email = "", "Erased", None
        erase(work, [person.id])
    assert "Given1" not in _everything_said(store)
    with store.reader() as reader:
        assert reader.get(EvidenceItem, ids["evidence"]).person_id == ids["person1"]
        assert find(reader, "given1") == []
    assert verify(store.path, store.key, store.keys) == []


def test_what_was_erased_since_is_erased_again_after_a_restore(store: Store, tmp_path: Path) -> None:
    ids = fill(store)
    taken = backup.back_up(store, tmp_path / "backups", stamp().at)
    _erase_person(store, ids)
    with store.work("Blank", stamp(51), one_way=True) as work:
        person = work.get(Person, ids["person3"])
        person.given_name, person.family_name = "Somebody", "Erased"
        erase(work, [person.id])
    store.close()
    aside = backup.restore(taken.path, store.path, stamp(60).at)
    assert aside is not None
    again = Store.open(store.path, WORDS)
    assert names_in(again) == ["Given1", "Somebody"]
    said = _everything_said(again)
    assert "Given2" not in said
    assert "Given3" not in said
    assert replay_erasures(again, aside, stamp(62)) is None
    again.close()
    assert verify(again.path, again.key, again.keys) == []


def test_a_pool_of_another_key_or_damaged_replays_nothing(store: Store, tmp_path: Path) -> None:
    add_person(store, 1)
    (tmp_path / "odd.tpool").write_bytes(bytes(9000))
    assert replay_erasures(store, tmp_path / "odd.tpool", stamp(2)) is None
    assert names_in(store) == ["Given1"]
