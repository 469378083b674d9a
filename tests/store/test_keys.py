"""Ways in: a slot for each person, the recovery sheet's words, and every wrong or damaged one refused in words."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.pools import LOW, WORDS, add_person, names_in, stamp
from trainerpool.problem import Problem
from trainerpool.store import backup
from trainerpool.store.keys import Cost, KeyFile, key_of_words, new_key, recovery_words
from trainerpool.store.pool import Store, key_path


def test_two_people_open_one_pool_each_by_name(store: Store) -> None:
    store.save_keys(store.keys.with_slot("Sam Ferrier", "ten tall ships", store.key, LOW))
    store.close()
    for passphrase, name in ((WORDS, "Kim Ashdown"), ("ten tall ships", "Sam Ferrier")):
        again = Store.open(store.path, passphrase)
        assert again.person == name
        again.close()


def test_a_slot_taken_away_opens_no_more_and_the_last_stays(store: Store) -> None:
    store.save_keys(store.keys.with_slot("Sam Ferrier", "ten tall ships", store.key, LOW))
    store.save_keys(store.keys.without_slot("Kim Ashdown"))
    with pytest.raises(Problem, match="last passphrase"):
        store.keys.without_slot("Sam Ferrier")
    store.close()
    with pytest.raises(Problem, match="does not open"):
        Store.open(store.path, WORDS)


def test_a_wrong_passphrase_opens_nothing_and_leaves_no_lock(store: Store) -> None:
    store.close()
    for wrong in ("", "seven grey herons", WORDS.upper(), WORDS + " "):
        with pytest.raises(Problem, match="does not open"):
            Store.open(store.path, wrong)
    Store.open(store.path, WORDS).close()


def test_an_accent_typed_as_two_signs_is_the_same_passphrase() -> None:
    key = new_key()
    keys = KeyFile("p").with_slot("Kim", "café über", key, LOW)
    assert keys.read_key(unicodedata.normalize("NFD", "café über"))[0] == key


def test_a_guess_is_dear_unless_a_test_says_otherwise() -> None:
    assert Cost() == Cost(memory_kib=65536, passes=3, lanes=4)
    with pytest.raises(Problem, match="empty"):
        KeyFile("p").with_slot("Kim", "", new_key())


def test_a_slot_of_another_pool_or_person_does_not_open() -> None:
    keys = KeyFile("p").with_slot("Kim", WORDS, new_key(), LOW)
    with pytest.raises(Problem):
        KeyFile("another", keys.slots).read_key(WORDS)


@given(st.binary(min_size=32, max_size=32))
def test_words_give_back_the_key(key: bytes) -> None:
    words = recovery_words(key)
    assert len(words.split()) == 24
    listed = "\n".join(f"{number}. {word.title()}," for number, word in enumerate(words.split(), 1))
    assert key_of_words(words) == key_of_words(listed) == key


def test_wrong_words_say_what_is_wrong() -> None:
    words = recovery_words(bytes(range(32))).split()
    with pytest.raises(Problem, match="23 were given"):
        key_of_words(" ".join(words[:-1]))
    with pytest.raises(Problem, match="Word 3 is not"):
        key_of_words(" ".join([*words[:2], "xyzzy", *words[3:]]))
    with pytest.raises(Problem, match="wrong or out of order"):
        key_of_words(" ".join([words[1], words[0], *words[2:]]))


def test_words_open_a_bare_pool_and_a_bare_backup(store: Store, tmp_path: Path) -> None:
    add_person(store, 1)
    words = recovery_words(store.key)
    taken = backup.back_up(store, tmp_path / "backups", stamp().at)
    store.close()
    for bare in (store.path, taken.path):
        key_path(bare).unlink()
        target = tmp_path / "again" / f"{bare.stem}.tpool"
        backup.restore(bare, target, stamp().at, key_of_words(words), ("Sam", "ten tall ships", LOW))
        again = Store.open(target, "ten tall ships")
        assert names_in(again) == ["Given1"]
        again.close()


def test_words_of_another_pool_change_nothing(store: Store, tmp_path: Path) -> None:
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(Problem, match="does not open with this recovery sheet"):
        backup.restore(store.path, tmp_path / "b.tpool", stamp().at, new_key(), ("Sam", "ten", LOW))
    assert not (tmp_path / "b.tpool").exists()
    assert store.path.read_bytes() == before


DAMAGE: dict[str, Any] = {
    "no json": lambda body: "{",
    "a list": lambda body: "[]",
    "deep": lambda body: "[" * 200_000,
    "not utf-8": lambda body: b"\xff\xfe",
    "no slots": lambda body: json.dumps({k: v for k, v in body.items() if k != "slots"}),
    "slots a number": lambda body: json.dumps(body | {"slots": 5}),
    "salt short": lambda body: _with_slot(body, salt="AAAA"),
    "nonce empty": lambda body: _with_slot(body, nonce=""),
    "wrapped short": lambda body: _with_slot(body, wrapped="AAAA"),
    "not base64": lambda body: _with_slot(body, wrapped="!!"),
    "cost absurd": lambda body: _with_slot(body, argon2id={"memory_kib": 1 << 40, "passes": 1, "lanes": 1}),
    "cost nought": lambda body: _with_slot(body, argon2id={"memory_kib": 0, "passes": 0, "lanes": 0}),
    "head a word": lambda body: json.dumps(body | {"trail": {"count": "x", "digest": ""}}),
    "lost a number": lambda body: json.dumps(body | {"lost": [3]}),
}


def _with_slot(body: dict[str, Any], **changed: Any) -> str:
    return json.dumps(body | {"slots": [body["slots"][0] | changed]})


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_key_file_is_told(store: Store, damage: str) -> None:
    store.close()
    content = DAMAGE[damage](json.loads(key_path(store.path).read_text()))
    key_path(store.path).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(Problem, match="damaged"):
        Store.open(store.path, WORDS)


def test_a_missing_and_a_later_key_file_are_told(store: Store) -> None:
    store.close()
    body = json.loads(key_path(store.path).read_text())
    key_path(store.path).write_text(json.dumps(body | {"format": "trainerpool-key/9"}))
    with pytest.raises(Problem, match="later Trainer Pool"):
        Store.open(store.path, WORDS)
    key_path(store.path).unlink()
    with pytest.raises(Problem, match="not beside the pool"):
        Store.open(store.path, WORDS)
