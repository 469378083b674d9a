"""Who may open the pool: let in, a passphrase changed, taken out; the trail says who, never what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import pytest

from tests.builders import QUICK, a_pool
from trainerpool.operations import key_holders as keys
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool, open_pool, open_remembered, verify_pool
from trainerpool.problem import Problem
from trainerpool.queries.trail import trail
from trainerpool.store.keys import key_of_words

MINE, THEIRS = "correct horse", "seven green bicycles"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_pool(tmp_path)
    yield made
    close_pool(made)


def test_somebody_let_in_opens_the_pool_under_their_own_name(desk):
    keys.add_key_holder(desk, "Aled Thwaite", THEIRS, QUICK)
    rows = keys.key_holders(desk).rows
    assert [(row.name, row.since, row.is_here) for row in rows] == [
        ("Business Unit", None, True),
        ("Aled Thwaite", desk.today, False),
    ]
    close_pool(desk)
    close_pool(desk)  # nothing happens the second time
    again = open_pool(desk.store.path, THEIRS)
    assert again.person == "Aled Thwaite"
    close_pool(again)


def test_the_trail_names_who_and_holds_no_secret(desk):
    keys.add_key_holder(desk, "Aled Thwaite", THEIRS, QUICK)
    keys.change_passphrase(desk, MINE, "nine blue umbrellas", QUICK)
    keys.remove_key_holder(desk, "Aled Thwaite")
    told = str(desk.ask(trail))
    assert "Let Aled Thwaite open the pool" in told
    assert "No longer let Aled Thwaite open the pool" in told
    assert not any(secret in told for secret in (MINE, THEIRS, "umbrellas", desk.store.key.hex()))


def test_whoever_is_taken_out_is_refused_and_the_pool_stays_whole(desk):
    keys.add_key_holder(desk, "Aled Thwaite", THEIRS, QUICK)
    keys.remove_key_holder(desk, "Aled Thwaite")
    path = desk.store.path
    close_pool(desk)
    with pytest.raises(Problem, match="does not open the pool"):
        open_pool(path, THEIRS)
    assert verify_pool(path, MINE) == []


def test_a_passphrase_is_changed_only_by_who_knows_it(desk):
    with pytest.raises(Problem, match="does not open"):
        keys.change_passphrase(desk, "a guess", "nine blue umbrellas", QUICK)
    keys.add_key_holder(desk, "Aled Thwaite", THEIRS, QUICK)
    with pytest.raises(Problem, match="not the passphrase of Business Unit"):
        keys.change_passphrase(desk, THEIRS, "nine blue umbrellas", QUICK)
    keys.change_passphrase(desk, MINE, "nine blue umbrellas", QUICK)
    close_pool(desk)
    with pytest.raises(Problem):
        open_pool(desk.store.path, MINE)
    close_pool(open_pool(desk.store.path, "nine blue umbrellas"))


def test_nobody_takes_away_the_way_they_came_in_or_gives_a_name_twice(desk):
    with pytest.raises(Problem, match="sit here with"):
        keys.remove_key_holder(desk, "Business Unit")
    with pytest.raises(Problem, match="has a passphrase already"):
        keys.add_key_holder(desk, "business unit", THEIRS, QUICK)
    with pytest.raises(Problem, match="has no passphrase"):
        keys.remove_key_holder(desk, "Nobody Known")


def test_letting_in_is_not_undone_by_an_undo(desk):
    keys.add_key_holder(desk, "Aled Thwaite", THEIRS, QUICK)
    with pytest.raises(Problem, match="nothing to undo"):
        desk.undo()


def test_the_recovery_sheet_is_shown_again_for_the_passphrase_only(desk):
    with pytest.raises(Problem):
        keys.recovery_words_again(desk, "a guess")
    assert key_of_words(keys.recovery_words_again(desk, MINE)) == desk.store.key
    assert desk.ask(trail) is not None


def test_without_a_keychain_nothing_is_remembered(desk):
    with pytest.raises(Problem, match="no keychain"):
        keys.remember_passphrase(desk, MINE)
    assert not keys.key_holders(desk).is_remembered


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [("", "weak"), ("password", "weak"), ("aaaaaaaaaaaaaaaaaaaa", "weak"), ("Marian2026", "weak"),
     ("four plain words here", "fair"), ("xkH7#pQ2vL9!m", "fair")],
)  # fmt: skip
def test_the_strength_of_a_passphrase_is_judged_cautiously(passphrase, word):
    assert keys.strength_of(passphrase).word == word


def test_words_drawn_at_random_are_strong_and_never_the_same():
    drawn = {keys.word_passphrase() for _ in range(20)}
    assert len(drawn) == 20
    strengths = {keys.strength_of(one).word for one in drawn if len(set(one.split())) == 6}
    assert strengths == {"strong"}


class MemoryKeychain(keyring.backend.KeyringBackend):
    """A keychain that forgets when the test ends."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture
def keychain() -> Iterator[MemoryKeychain]:
    before, made = keyring.get_keyring(), MemoryKeychain()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_what_the_keychain_remembers_opens_the_pool_until_it_is_told_to_forget(desk, keychain):
    with pytest.raises(Problem, match="does not open"):
        keys.remember_passphrase(desk, "a guess")
    keys.remember_passphrase(desk, MINE)
    assert keys.key_holders(desk).is_remembered
    keys.change_passphrase(desk, MINE, "nine blue umbrellas", QUICK)  # the keychain follows
    path = desk.store.path
    close_pool(desk)
    again = open_remembered(path)
    assert again is not None
    assert again.person == "Business Unit"
    keys.stop_remembering(again)
    close_pool(again)
    assert open_remembered(path) is None
    keychain.kept["Trainer Pool", desk.store.keys.pool_id] = "an old one"
    assert open_remembered(path) is None
