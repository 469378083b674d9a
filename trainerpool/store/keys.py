"""Keys: the pool's raw key, the key file with one slot a person, and the recovery sheet's words."""

from __future__ import annotations

import base64
import json
import re
import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from mnemonic import Mnemonic

from trainerpool.host.files import write_whole
from trainerpool.problem import Problem

FORMAT = "trainerpool-key/1"
KEY_BYTES = 32
_SALT, _NONCE, _TAG = 16, 12, 16
_MOST_SLOTS = 100


@dataclass(frozen=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, passes, lanes."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True)
class Slot:
    """One person's way in: the raw key wrapped under a passphrase."""

    name: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    cost: Cost


@dataclass(frozen=True)
class Anchor:
    """The head of the trail as last known: how many deeds, and the digest of the last."""

    count: int = 0
    digest: str = ""


@dataclass(frozen=True)
class KeyFile:
    """What `NAME.tpkey` holds. It opens nothing without a passphrase.

    `lost` are heads of the trail that were written here and later not found in the pool: its end was cut, or an older
    file was put in its place. They stay, so that going on working cannot hide it.
    """

    pool_id: str
    slots: tuple[Slot, ...] = ()
    anchor: Anchor = field(default_factory=Anchor)
    lost: tuple[Anchor, ...] = ()

    def read_key(self, passphrase: str) -> tuple[bytes, Slot]:
        """The raw key and the slot that gave it; Problem where no slot opens."""
        for slot in self.slots:
            try:
                return _cipher(passphrase, slot.salt, slot.cost).decrypt(
                    slot.nonce, slot.wrapped, self._context(slot.name)
                ), slot
            except InvalidTag:
                continue
        raise Problem(
            "This passphrase does not open the pool.",
            kept="Nothing was opened or changed.",
            todo="Try again, or use the recovery sheet.",
        )

    def with_slot(self, name: str, passphrase: str, key: bytes, cost: Cost | None = None) -> KeyFile:
        """The same key file with a slot for this person (in place of the one of that name, if there was one)."""
        if not passphrase:
            raise Problem("The passphrase is empty.", todo="Choose one of several words.")
        chosen = cost or Cost()
        salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
        wrapped = _cipher(passphrase, salt, chosen).encrypt(nonce, key, self._context(name))
        others = tuple(slot for slot in self.slots if slot.name != name)
        return replace(self, slots=(*others, Slot(name, salt, nonce, wrapped, chosen)))

    def without_slot(self, name: str) -> KeyFile:
        """The same key file without this person's way in; Problem where it is the last."""
        others = tuple(slot for slot in self.slots if slot.name != name)
        if not others:
            raise Problem(
                "This is the last passphrase of the pool.",
                kept="It was kept.",
                todo="Give somebody else a passphrase first.",
            )
        return replace(self, slots=others)

    def with_anchor(self, anchor: Anchor) -> KeyFile:
        """The same key file with the trail's head written in it."""
        return replace(self, anchor=anchor)

    def with_lost(self, anchor: Anchor) -> KeyFile:
        """The same key file remembering a head that the pool no longer has."""
        return self if anchor in self.lost else replace(self, lost=(*self.lost, anchor))

    def _context(self, name: str) -> bytes:
        return f"{FORMAT}|{self.pool_id}|{name}".encode()

    def save(self, path: Path) -> None:
        """Write it whole."""
        slots = [
            {"name": s.name, "salt": _text(s.salt), "nonce": _text(s.nonce), "wrapped": _text(s.wrapped),
             "argon2id": {"memory_kib": s.cost.memory_kib, "passes": s.cost.passes, "lanes": s.cost.lanes}}
            for s in self.slots
        ]  # fmt: skip
        body = {
            "format": FORMAT,
            "pool": self.pool_id,
            "slots": slots,
            "trail": _head(self.anchor),
            "lost": [_head(anchor) for anchor in self.lost],
        }
        write_whole(path, json.dumps(body, indent=1).encode())

    @classmethod
    def load(cls, path: Path) -> KeyFile:
        """Read a key file; Problem where it is missing, damaged or of a later program."""
        try:
            body = json.loads(path.read_text(encoding="utf-8"))
            if not str(body["format"]).startswith("trainerpool-key/"):
                raise ValueError  # noqa: TRY301 - one answer for every kind of damage
            if body["format"] != FORMAT:
                raise Problem(
                    f"{path.name} was made by a later Trainer Pool.",
                    kept="Nothing was changed.",
                    todo="Update this program.",
                )
            slots = tuple(_slot(item) for item in body["slots"][:_MOST_SLOTS])
            lost = tuple(_anchor(item) for item in body.get("lost", []))
            return cls(str(body["pool"]), slots, _anchor(body["trail"]), lost)
        except FileNotFoundError as error:
            raise Problem(
                f"The key file {path.name} is not beside the pool.",
                kept="The pool is unchanged, and cannot be read without it.",
                todo="Put it back, or restore with the recovery sheet: trainerpool restore POOL --to NEW --recovery-file WORDS.",
            ) from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Problem(
                f"The key file {path.name} is damaged.",
                kept="The pool is unchanged.",
                todo="Take it from a backup, or use the recovery sheet.",
            ) from error


def _slot(item: dict[str, Any]) -> Slot:
    """One slot as read; ValueError where a number in it could not be ours, or would use up this computer."""
    given = item["argon2id"]
    cost = Cost(int(given["memory_kib"]), int(given["passes"]), int(given["lanes"]))
    slot = Slot(str(item["name"]), _bytes(item["salt"]), _bytes(item["nonce"]), _bytes(item["wrapped"]), cost)
    fits = (len(slot.salt), len(slot.nonce), len(slot.wrapped)) == (_SALT, _NONCE, KEY_BYTES + _TAG)
    sane = 1 <= cost.passes <= 20 and 1 <= cost.lanes <= 16 and 8 * cost.lanes <= cost.memory_kib <= 1 << 20
    if not (fits and sane):
        raise ValueError
    return slot


def _head(anchor: Anchor) -> dict[str, Any]:
    return {"count": anchor.count, "digest": anchor.digest}


def _anchor(item: dict[str, Any]) -> Anchor:
    return Anchor(int(item["count"]), str(item["digest"]))


def _cipher(passphrase: str, salt: bytes, cost: Cost) -> AESGCM:
    derived = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    # One letter with an accent may be typed as one sign or as two; both are the same passphrase.
    return AESGCM(derived.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")))


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)


def new_key() -> bytes:
    """A fresh raw key."""
    return secrets.token_bytes(KEY_BYTES)


def recovery_words(key: bytes) -> str:
    """The raw key as 24 words; the last carries a check (BIP 39, English)."""
    return str(Mnemonic("english").to_mnemonic(key))


def list_words() -> tuple[str, ...]:
    """The 2,048 plain words recovery sheets are written in."""
    return tuple(Mnemonic("english").wordlist)


def key_of_words(words: str) -> bytes:
    """The raw key of a recovery sheet; Problem that says what is wrong with the words."""
    book = Mnemonic("english")
    given = re.findall(r"[^\W\d_]+", words.lower())
    if len(given) != 24:
        raise Problem(f"A recovery sheet has 24 words; {len(given)} were given.", kept="Nothing was changed.")
    unknown = [number for number, word in enumerate(given, 1) if word not in book.wordlist]
    if unknown:
        raise Problem(
            f"Word {unknown[0]} is not a word of any recovery sheet.",
            kept="Nothing was changed.",
            todo="Look at its spelling.",
        )
    try:
        return bytes(book.to_entropy(given))
    except (ValueError, LookupError) as error:
        raise Problem(
            "The check in the 24 words does not fit: a word is wrong or out of order.", kept="Nothing was changed."
        ) from error
