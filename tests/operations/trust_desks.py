"""A small pool whose Business Unit has invited Nadia, and Nadia's own desk, which has answered: made once, copied for each test."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from tests.builders import QUICK, TODAY
from tests.operations.small_pool import small_pool
from trainerpool.exchange.sealing import OwnKeys, make_keys
from trainerpool.host.clock import FixedClock
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool, open_pool
from trainerpool.operations.trust import Invited, invite, join, open_here, open_profile, take_in_reply
from trainerpool.operations.trust.replies import ReplyTaken

NADIA, DENZIL = "Nadia Farouk", "Denzil Barlow"
OWN_WORDS = "a passphrase of my own"


def on(days: int = 0) -> FixedClock:
    """A clock so many days from today."""
    return FixedClock.on(TODAY + timedelta(days=days))


def quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Age's passphrases without the second each takes: the library's own seal to a key, kept by the words, in their place.

    What was sealed to words for good is opened for good.
    """
    keys: dict[bytes, OwnKeys] = {}
    opens: Callable[[bytes, str], bytes] = pyrage.passphrase.decrypt

    def mark(words: str) -> bytes:
        return b"age-encryption.org/v1\n-> scrypt " + hashlib.sha256(words.encode()).hexdigest().encode() + b"\n"

    def encrypt(plain: bytes, words: str) -> bytes:
        key = keys.setdefault(mark(words), make_keys())
        return mark(words) + bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(key.receive_public)]))

    def decrypt(data: bytes, words: str) -> bytes:
        held = next((mark for mark in keys if data.startswith(mark)), None)
        if held is None:
            return opens(data, words)
        if held != mark(words):
            raise pyrage.DecryptError("Decryption failed")
        identity = pyrage.x25519.Identity.from_str(keys[held].receive_secret)
        return bytes(pyrage.decrypt(data.removeprefix(held), [identity]))

    monkeypatch.setattr(pyrage.passphrase, "encrypt", encrypt)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)


@dataclass(frozen=True)
class Sent:
    """An invitation as it was sent, and its words as they were told."""

    data: bytes
    words: str
    said: Invited


def invited(desk: Desk, person: str = NADIA, first: bytes | None = None) -> Sent:
    """Invite somebody; it takes a second, as it should."""
    written: list[tuple[bytes, str]] = []
    said = invite(desk, person, lambda data, words: written.append((data, words)), first=first)
    return Sent(*written[0], said)


def reply_to(sent: Sent, folder: Path, days: int = 0, own_words: str = OWN_WORDS) -> bytes:
    """Join in a folder, and give the reply."""
    joined = join(sent.data, sent.words, folder, own_words, on(days), QUICK)
    close_pool(joined.desk)
    return joined.reply


def taken(desk: Desk, data: bytes) -> ReplyTaken:
    """A reply taken in as the command does it."""
    return take_in_reply(desk, open_here(desk, data, sorts={"reply", "return"}))


@dataclass(frozen=True)
class Met:
    """What stands after first contact, the reply not taken in yet."""

    folder: Path
    sent: Sent
    reply: bytes

    def copied(self, to: Path) -> Met:
        """The same in another folder."""
        shutil.copytree(self.folder, to, dirs_exist_ok=True)
        return Met(to, self.sent, self.reply)

    def pool(self, days: int = 0) -> Desk:
        """The pool, open."""
        return open_pool(self.folder / "Moorshire.tpool", "correct horse", on(days))

    def desk(self, days: int = 0) -> Desk:
        """Nadia's desk, open."""
        return open_profile(self.folder / "nadia", OWN_WORDS, on(days))


def first_contact(folder: Path) -> Met:
    """Invite Nadia, and let her join."""
    pool = small_pool(folder)
    sent = invited(pool)
    close_pool(pool)
    return Met(folder, sent, reply_to(sent, folder / "nadia"))
