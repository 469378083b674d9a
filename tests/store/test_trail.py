"""The trail cannot be altered, shortened, reordered or rewritten unseen; one flipped byte of the file is found."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.store.pools import WORDS, add_person, fill, stamp, tampered
from trainerpool.store import backup
from trainerpool.store.engine import open_engine
from trainerpool.store.keys import KeyFile
from trainerpool.store.pool import Store, key_path
from trainerpool.store.records import Person
from trainerpool.store.trail import Head, check_chain, entries_digest, payload_digest
from trainerpool.store.verify import broken_pages, verify


def faults(store: Store) -> list[str]:
    return verify(store.path, store.key, KeyFile.load(key_path(store.path)))


def test_a_whole_pool_has_no_faults_open_or_closed(store: Store) -> None:
    fill(store)
    store.undo(stamp(9))
    assert faults(store) == []
    store.close()
    before = store.path.read_bytes()
    assert faults(store) == []
    assert store.path.read_bytes() == before
    assert not store.path.with_name(store.path.name + "-wal").exists()


TAMPERING = {
    "a payload": "UPDATE trail SET payload = replace(payload, 'Given1', 'Givem1') WHERE payload LIKE '%Given1%'",
    "a payload taken away": "UPDATE trail SET payload = NULL, salt = NULL WHERE seq = 2",
    "a salt": "UPDATE trail SET salt = x'00000000000000000000000000000000' WHERE seq = 1",
    "a digest": "UPDATE trail SET payload_digest = replace(payload_digest, substr(payload_digest, 1, 1), 'x') WHERE seq = 3",
    "a kind": "UPDATE trail SET kind = 'course' WHERE kind = 'agency'",
    "a record": "UPDATE trail SET record = 'another' WHERE seq = 4",
    "a change": "UPDATE trail SET change = 'removed' WHERE seq = 4",
    "an entry deleted": "DELETE FROM trail WHERE seq = 5",
    "an entry of another deed": "UPDATE trail SET deed = 1 WHERE seq = (SELECT max(seq) FROM trail)",
    "an entry out of its place": "UPDATE trail SET seq = 9000 WHERE seq = 1",
    "a name": "UPDATE deed SET name = name || '.' WHERE seq = 2",
    "a person": "UPDATE deed SET by = 'Sam' WHERE seq = 2",
    "a moment": "UPDATE deed SET at = replace(at, '2026', '2025') WHERE seq = 1",
    "a way": "UPDATE deed SET one_way = 1 WHERE seq = 1",
    "an undo": "UPDATE deed SET undo_of = 1 WHERE seq = 3",
    "a redo": "UPDATE deed SET redo_of = 1 WHERE seq = 3",
    "a count": "UPDATE deed SET entries = entries + 1 WHERE seq = 3",
    "entries' digest": "UPDATE deed SET entries_digest = 'x' WHERE seq = 3",
    "a link": "UPDATE deed SET digest = 'x' WHERE seq = 2",
    "the last link": "UPDATE deed SET digest = 'x' WHERE seq = (SELECT max(seq) FROM deed)",
}


@pytest.mark.parametrize("what", TAMPERING)
def test_every_kind_of_tampering_is_found(store: Store, what: str) -> None:
    fill(store)
    tampered(store, TAMPERING[what])
    assert faults(store)


def test_two_entries_or_two_deeds_exchanged_are_found(store: Store, tmp_path: Path) -> None:
    fill(store)
    whole = reopen_bytes(store)
    for table in ("trail", "deed"):
        swap = [
            f"UPDATE {table} SET seq = -1 WHERE seq = 1",
            f"UPDATE {table} SET seq = 1 WHERE seq = 2",
            f"UPDATE {table} SET seq = 2 WHERE seq = -1",
        ]
        tampered(store, *swap)
        assert faults(store), table
        store.path.write_bytes(whole)
    assert faults(store) == []


def reopen_bytes(store: Store) -> bytes:
    store.close()
    return store.path.read_bytes()


def test_a_cut_tail_is_found_by_the_head_in_the_key_file_and_by_a_backups(store: Store, tmp_path: Path) -> None:
    fill(store)
    taken = backup.back_up(store, tmp_path / "b", stamp().at)
    anchor = KeyFile.load(key_path(taken.path)).anchor
    tampered(
        store, "DELETE FROM trail WHERE deed = 3", "DELETE FROM deed WHERE seq = 3",
        "DELETE FROM allocation", "DELETE FROM session_part", "DELETE FROM training_session",
    )  # fmt: skip
    assert ["deed 3 is missing" in fault for fault in faults(store)] == [True]
    # The key file put back to an older state as well: the backup still knows.
    key_path(store.path).write_text(
        key_path(store.path).read_text().replace(anchor.digest, "").replace('"count": 3', '"count": 0')
    )
    keys = KeyFile.load(key_path(store.path))
    assert verify(store.path, store.key, keys) == []
    assert verify(store.path, store.key, keys, [anchor])


def test_going_on_after_a_cut_tail_does_not_hide_it(store: Store) -> None:
    for number in (1, 2, 3):
        add_person(store, number)
    tampered(store, "DELETE FROM trail WHERE deed = 3", "DELETE FROM deed WHERE seq = 3")
    again = Store.open(store.path, WORDS)
    assert "its end is missing" in again.warnings[0]
    add_person(again, 4)
    again.save_keys(again.keys.with_slot("Sam", "ten tall ships", again.key, again.keys.slots[0].cost))
    again.close()
    assert ["deed 3 is missing or another" in fault for fault in faults(store)] == [True]


def test_a_rest_written_anew_is_found(store: Store) -> None:
    """Somebody with the key who alters a deed and reckons the whole chain again from there."""
    for number in range(6):
        add_person(store, number)
    store.close()
    engine = open_engine(store.path, store.key)
    with engine.connect() as connection:
        for name in ("deed_unchanged", "trail_unchanged"):
            connection.execute(text(f"DROP TRIGGER {name}"))
        _rewrite(connection, since=3)
        connection.commit()
        assert check_chain(connection) == []
    engine.dispose()
    assert faults(store)


def _rewrite(connection, since: int) -> None:
    previous = connection.execute(text("SELECT digest FROM deed WHERE seq = :s"), {"s": since - 1}).scalar()
    for deed in connection.execute(text("SELECT * FROM deed WHERE seq >= :s ORDER BY seq"), {"s": since}).all():
        lines = []
        for row in connection.execute(text("SELECT * FROM trail WHERE deed = :d ORDER BY seq"), {"d": deed.seq}).all():
            payload = row.payload.replace("Given3", "Givem3")
            digest = payload_digest(payload, row.salt)
            connection.execute(
                text("UPDATE trail SET payload = :p, payload_digest = :d WHERE seq = :s"),
                {"p": payload, "d": digest, "s": row.seq},
            )
            lines.append((row.kind, row.record, row.change, digest))
        values = {name: getattr(deed, name) for name in Head.__slots__} | {"entries_digest": entries_digest(lines)}
        previous = Head(**values).digest(previous)
        connection.execute(
            text("UPDATE deed SET entries_digest = :e, digest = :d WHERE seq = :s"),
            {"e": values["entries_digest"], "d": previous, "s": deed.seq},
        )


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM deed", "UPDATE deed SET by = 'x'", "DELETE FROM trail", "UPDATE trail SET record = 'x'",
     "UPDATE trail SET payload = NULL, salt = NULL, kind = 'x'", "UPDATE trail SET payload = NULL"],
)  # fmt: skip
def test_the_database_itself_refuses_to_change_the_trail(store: Store, statement: str) -> None:
    fill(store)
    with store.engine.connect() as connection, pytest.raises(DatabaseError, match="only added to"):
        connection.execute(text(statement))


def test_one_flipped_byte_anywhere_is_found_and_its_page_told(store: Store, tmp_path: Path, dose: int) -> None:
    fill(store)
    for number in range(10):
        add_person(store, number, "note " * 100)
    whole = reopen_bytes(store)
    copy = tmp_path / "copy.tpool"
    dice = random.Random(3)
    each_page = [page * 4096 + dice.randrange(4096) for page in range(len(whole) // 4096)]
    offsets = [
        0,
        15,
        16,
        4095,
        4096,
        len(whole) - 1,
        *dice.sample(each_page, 60),
        *(dice.randrange(len(whole)) for _ in range(60 * (dose - 1))),
    ]
    for offset in offsets:
        content = bytearray(whole)
        content[offset] ^= 1 << dice.randrange(8)
        copy.write_bytes(content)
        found = verify(copy, store.key, store.keys)
        # A flipped salt opens nothing: then no seal fits, the first page's first of all.
        assert len(found) == 1, offset
        assert f"page {offset // 4096 + 1}{',' if offset < 16 else '.'}" in found[0], (offset, found)
    copy.write_bytes(whole)
    assert verify(copy, store.key, store.keys) == []
    assert broken_pages(copy, store.key) == []


def test_a_reference_to_nothing_is_found(store: Store) -> None:
    fill(store)
    tampered(store, "DELETE FROM course")
    assert any("points to a course that is not there" in fault for fault in faults(store))


def test_a_file_that_is_no_pool_is_a_fault_not_a_crash(store: Store, tmp_path: Path) -> None:
    for content in (b"", b"x", bytes(4096), b"SQLite format 3\x00" + bytes(5000)):
        (tmp_path / "odd.tpool").write_bytes(content)
        assert verify(tmp_path / "odd.tpool", store.key, store.keys), content[:10]
    assert verify(tmp_path / "none.tpool", store.key, store.keys)
    assert not (tmp_path / "none.tpool").exists()


def test_the_trail_says_who_when_and_what(store: Store) -> None:
    ids = fill(store)
    with store.work("Rename", stamp(30)) as work:
        work.get(Person, ids["person1"]).given_name = "Robin"
    with store.reader() as reader:
        row = reader.execute(
            text(
                "SELECT at, by, name, kind, change, payload FROM deed JOIN trail ON deed = deed.seq ORDER BY trail.seq DESC"
            )
        ).first()
    assert row == (
        "2026-11-21T09:30:00+00:00", "Kim Ashdown", "Rename", "person", "changed",
        '{"after": {"given_name": "Robin"}, "before": {"given_name": "Given1"}}',
    )  # fmt: skip
