"""Who may open the pool: one passphrase a person, written in the key file; the trail says who was let in and when."""

from __future__ import annotations

import math
import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from trainerpool.domain.dates import in_words
from trainerpool.host.keychain import forget_passphrase, store_passphrase, stored_passphrase
from trainerpool.operations.desk import Desk
from trainerpool.operations.settings import put_setting
from trainerpool.problem import Problem
from trainerpool.queries.settings import key_holder_days
from trainerpool.store.keys import Cost, KeyFile, list_words, recovery_words
from trainerpool.store.work import Done

WORDS = 6
FAIR_BITS, STRONG_BITS = 44, 66  # four and six words of the list
_WORD_BITS, _SYMBOLS = 11, 33
_HABITS = 0.7  # people choose letters less freely than dice do


@dataclass(frozen=True, slots=True)
class KeyHolderRow:
    """Somebody with a passphrase of their own; `since` is None where the pool does not know the day."""

    name: str
    since: date | None
    is_here: bool
    is_last: bool

    @property
    def id(self) -> str:
        """Their name."""
        return self.name


@dataclass(frozen=True, slots=True)
class KeyHolders:
    """Everybody who may open the pool, and whether this computer's keychain remembers a passphrase of it."""

    rows: tuple[KeyHolderRow, ...]
    is_remembered: bool


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess: about so many bits, and in a word."""

    bits: int
    word: str


def key_holders(desk: Desk) -> KeyHolders:
    """Everybody who may open the open pool, in the order they were let in."""
    days = desk.ask(key_holder_days)
    slots = desk.store.keys.slots
    rows = [
        KeyHolderRow(slot.name, days.get(slot.name), slot.name == desk.store.person, len(slots) == 1) for slot in slots
    ]
    return KeyHolders(tuple(rows), stored_passphrase(desk.store.keys.pool_id) is not None)


def add_key_holder(desk: Desk, name: str, passphrase: str, cost: Cost | None = None) -> Done:
    """Give somebody a passphrase of their own; they open the pool with it, and their deeds bear their name."""
    name = name.strip()
    if not name:
        raise Problem("Say who it is.", kept="Nothing was changed.")
    if any(slot.name.casefold() == name.casefold() for slot in desk.store.keys.slots):
        raise Problem(
            f"{name} has a passphrase already.",
            kept="Nothing was changed.",
            todo="Remove that one first, or give the name as it tells the two apart.",
        )
    keys = desk.store.keys.with_slot(name, passphrase, desk.store.key, cost)
    return _save(desk, keys, f"Let {name} open the pool", {name: desk.today.isoformat()})


def change_passphrase(desk: Desk, present: str, new: str, cost: Cost | None = None) -> Done:
    """Change the passphrase of whoever sits here; the present one is asked for."""
    person = desk.store.person
    _check_mine(desk, present)
    if new == present:
        raise Problem("The new passphrase is the present one.", kept="Nothing was changed.")
    keys = desk.store.keys.with_slot(person, new, desk.store.key, cost)
    done = _save(desk, keys, f"Change the passphrase of {person}", {})
    if stored_passphrase(keys.pool_id) is not None:
        store_passphrase(keys.pool_id, new)
    return done


def remove_key_holder(desk: Desk, name: str) -> Done:
    """Take somebody's way in away. Copies and backups they have already stay readable with their old passphrase."""
    if name == desk.store.person:
        raise Problem(
            "Nobody takes away the passphrase they sit here with.",
            kept="Nothing was changed.",
            todo="Ask somebody else who may open the pool to do it.",
        )
    if all(slot.name != name for slot in desk.store.keys.slots):
        raise Problem(f"{name} has no passphrase of this pool.", kept="Nothing was changed.")
    return _save(desk, desk.store.keys.without_slot(name), f"No longer let {name} open the pool", {name: None})


def remember_passphrase(desk: Desk, passphrase: str) -> None:
    """Keep the passphrase in this computer's keychain. Problem where it has none; never a plain file."""
    _check_mine(desk, passphrase)
    if not store_passphrase(desk.store.keys.pool_id, passphrase):
        raise Problem(
            "This computer has no keychain that could keep it.",
            kept="The passphrase is kept nowhere.",
            todo="Type it when you open the pool.",
        )


def stop_remembering(desk: Desk) -> None:
    """Take the pool's passphrase out of this computer's keychain."""
    forget_passphrase(desk.store.keys.pool_id)


def recovery_words_again(desk: Desk, passphrase: str) -> str:
    """The 24 words of the recovery sheet once more, for whoever gives their passphrase; that it was shown is in the trail."""
    _check_mine(desk, passphrase)
    with desk.work("Show the recovery sheet again", one_way=True):
        pass
    return recovery_words(desk.store.key)


def word_passphrase(count: int = WORDS) -> str:
    """A passphrase of words drawn at random from a list of 2,048: six of them are 66 bits."""
    words = list_words()
    return " ".join(secrets.choice(words) for _ in range(count))


def strength_of(passphrase: str) -> Strength:
    """How hard a passphrase is to guess, cautiously: words of the list count 11 bits each, other words little more."""
    text = passphrase.strip()
    words = text.split()
    spread = sum(
        size
        for size, is_there in (
            (26, any(letter.islower() for letter in text)),
            (26, any(letter.isupper() for letter in text)),
            (10, any(letter.isdigit() for letter in text)),
            (_SYMBOLS, any(not letter.isalnum() and not letter.isspace() for letter in text)),
        )
        if is_there
    )
    by_letters = len(set(text)) * math.log2(max(spread, 2)) * _HABITS
    if len(words) > 2 and all(word.isalpha() for word in words):
        by_letters = len({word.casefold() for word in words}) * _WORD_BITS
    elif text.replace(" ", "").isalpha():
        by_letters = min(by_letters, 14.0 * len(words))  # a word or a name is among the first things tried
    bits = int(by_letters)
    return Strength(bits, "strong" if bits >= STRONG_BITS else "fair" if bits >= FAIR_BITS else "weak")


def removal_consequence(row: KeyHolderRow, today: date) -> tuple[str, ...]:
    """What taking somebody's way in away does and does not do, in sentences."""
    return (
        f"From {in_words(today)} on, {row.name}'s passphrase does not open this pool or any later backup of it.",
        f"What {row.name} copied before, and every backup taken until now, stays readable with the old passphrase.",
        "The key of the pool itself stays the same: changing it would need everybody's passphrase at once. "
        "This cannot be undone; a new passphrase can be given at any time.",
    )


def _check_mine(desk: Desk, passphrase: str) -> None:
    """Problem where this is not the passphrase of whoever sits here."""
    _key, slot = desk.store.keys.read_key(passphrase)
    if slot.name != desk.store.person:
        raise Problem(f"This is not the passphrase of {desk.store.person}.", kept="Nothing was changed.")


def _save(desk: Desk, keys: KeyFile, name: str, days: dict[str, str | None]) -> Done:
    """Write the key file, then the trail; where the trail cannot be written the key file is as it was."""
    before = desk.store.keys
    known: dict[str, Any] = {who: day.isoformat() for who, day in desk.ask(key_holder_days).items()}
    for who, day in days.items():
        known.pop(who, None)
        if day is not None:
            known[who] = day
    desk.store.save_keys(keys)
    try:
        with desk.work(name, one_way=True) as work:
            put_setting(work, "key_holders", known)
    except BaseException:
        desk.store.save_keys(before)
        raise
    return work.done
