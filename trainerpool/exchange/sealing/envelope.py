"""The sealed file: age around a stored zip of exactly the payload and its signature; every check before the payload is read."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

import pyrage

from trainerpool.domain.dates import in_words
from trainerpool.exchange.sealing import signing
from trainerpool.exchange.sealing.comment import INVITATION, TO_WORDS, Comment
from trainerpool.exchange.sealing.keys import OwnKeys, read_receive_public
from trainerpool.problem import Problem

MOST_BYTES = 300_000_000
_ROUND_IT = 1_000_000  # more than signature, zip and seal add to a payload
_MEMBERS = ("payload.zip", "payload.zip.minisig")
_AGE = b"age-encryption.org/v1\n"
_TO_WORDS = _AGE + b"-> scrypt "
_WORK = re.compile(rb"age-encryption\.org/v1\n-> scrypt [^ \n]* ([0-9]+)\n")
_MOST_WORK = 21  # 2 GB of memory and a few seconds; ours are 18 to 20, as this computer measures out a second
_WITHOUT_TIME = (1980, 1, 1, 0, 0, 0)
_CALLED = {
    INVITATION: "an invitation",
    "reply": "a reply to an invitation",
    "carry": "a carry file",
    "return": "a return",
}
_NOTHING = "Nothing of it was read."


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A signing key that is known here: whose it is, and the day and reason it was ended, if it was."""

    sign_public: str
    person_id: str | None = None
    owner: str = ""
    ended_on: date | None = None
    ended_why: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A sealed file that passed every check. `payload` has not been read yet."""

    comment: Comment
    issuer: KnownKey
    payload: bytes


Known = Callable[[Comment], KnownKey | None]
Newest = Callable[[Comment, KnownKey], int | None]


def seal(payload: bytes, *, to: Sequence[str], signer: OwnKeys, comment: Comment) -> bytes:
    """The payload signed, and sealed to these public receiving keys."""
    return bytes(pyrage.encrypt(_signed(payload, signer, comment), [read_receive_public(key) for key in to]))


def seal_to_words(payload: bytes, *, words: str, signer: OwnKeys, comment: Comment) -> bytes:
    """The payload signed, and sealed to a passphrase; it takes about a second, so that guessing it takes ages."""
    return bytes(pyrage.passphrase.encrypt(_signed(payload, signer, comment), words))


def open_sealed(
    data: bytes,
    *,
    own: Sequence[OwnKeys],
    sorts: Collection[str],
    known: Known,
    newest: Newest | None = None,
    size_limit: int = MOST_BYTES,
) -> Opened:
    """Open a file sealed to one of our own keys.

    Checked in this order, each with a Problem of its own: the size, the seal, exactly two members, the signature by a key
    that is `known` and not ended, that the file is of one of these sorts, meant for us, and not older than the `newest`
    number held. `known` is given the comment before its signature is verified: it may only look a key up by it.
    """
    inner = _unsealed(data, size_limit, lambda: _with_keys(data, own))
    opened = _verified(inner, known)
    _check_sort(opened.comment, sorts)
    if opened.comment.recipient not in {keys.receive_id for keys in own}:
        raise Problem(
            "This file was written for somebody else, and sealed again for this desk.",
            kept=_NOTHING,
            todo="Tell the Business Unit: somebody has opened what was not meant to be passed on.",
        )
    held = newest(opened.comment, opened.issuer) if newest is not None else None
    if held is not None and opened.comment.number < held:
        raise Problem(
            f"This file is older than what is held here: it has number {opened.comment.number}, and number {held} came already.",
            kept="What is held here was kept as it is.",
            todo="Use the newest file; this one can be deleted.",
        )
    return opened


def open_with_words(data: bytes, *, words: str, known: Known, size_limit: int = MOST_BYTES) -> Opened:
    """Open an invitation with its six words: the same checks in the same order."""
    inner = _unsealed(data, size_limit, lambda: _with_words(data, words))
    opened = _verified(inner, known)
    _check_sort(opened.comment, {INVITATION})
    if opened.comment.recipient != TO_WORDS:
        raise Problem("This file is not sealed to words, though it says it is an invitation.", kept=_NOTHING)
    return opened


def is_sealed_to_words(data: bytes) -> bool:
    """Whether a file is sealed to a passphrase, as invitations are."""
    return data.startswith(_TO_WORDS)


def digest_of(data: bytes) -> str:
    """The digest by which the same file is known again."""
    return hashlib.sha256(data).hexdigest()


def too_large(size_limit: int) -> Problem:
    """The sentence for a file larger than any that is sent."""
    return Problem(
        f"This file is larger than any that Trainer Pool sends ({size_limit // 1_000_000} MB).",
        kept=_NOTHING,
        todo="Ask the sender what it is.",
    )


# Writing


def _signed(payload: bytes, signer: OwnKeys, comment: Comment) -> bytes:
    if comment.issuer != signer.sign_id:
        raise ValueError("the comment names another issuer than the signer")
    if len(payload) > MOST_BYTES - _ROUND_IT:
        raise Problem(
            f"What would be sent is larger than a file may be ({MOST_BYTES // 1_000_000} MB).",
            kept="Nothing was written.",
            todo="Leave the files of trainer packs out, or choose a shorter period.",
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as stored:
        for name, body in zip(_MEMBERS, (payload, signing.sign(payload, signer, comment.text)), strict=True):
            info = zipfile.ZipInfo(name, _WITHOUT_TIME)
            info.create_system = 3  # else the bytes would tell which system made them
            stored.writestr(info, body)
    return packed.getvalue()


# Reading


def _unsealed(data: bytes, size_limit: int, opening: Callable[[], bytes]) -> bytes:
    """What is inside the seal; nothing in it is looked at yet."""
    if len(data) > size_limit:
        raise too_large(size_limit)
    if not data.startswith(_AGE):
        raise Problem(
            "This is not a file of Trainer Pool: it does not begin as a sealed file does.",
            kept=_NOTHING,
            todo="Save it again from the message it came with, without opening it in between.",
        )
    return opening()


def _with_keys(data: bytes, own: Sequence[OwnKeys]) -> bytes:
    if is_sealed_to_words(data):
        raise Problem(
            "This is an invitation: it opens with the six words that are told by telephone.",
            kept=_NOTHING,
            todo="Use join, with the words in a file.",
        )
    identities = [pyrage.x25519.Identity.from_str(keys.receive_secret) for keys in own]
    try:
        return bytes(pyrage.decrypt(data, identities))
    except pyrage.DecryptError as error:
        if "matching keys" in str(error):
            raise Problem(
                "This file is sealed for somebody else, or for keys that are no longer here.",
                kept=_NOTHING,
                todo="Look whether it is the right file; after a change of laptop, ask for it again.",
            ) from error
        raise _damaged() from error


def _with_words(data: bytes, words: str) -> bytes:
    if not is_sealed_to_words(data):
        raise Problem("This file is no invitation: no words open it.", kept=_NOTHING, todo="Open it at your desk.")
    work = _WORK.match(data[:200])
    if work is not None and int(work.group(1)) > _MOST_WORK:
        raise _too_much_work()
    try:
        return bytes(pyrage.passphrase.decrypt(data, words))
    except pyrage.DecryptError as error:
        if "Excessive work" in str(error):
            raise Problem(
                "This invitation would take this computer minutes or hours to open, as none of ours does.",
                kept=_NOTHING,
            ) from error
        if str(error) == "Decryption failed":
            raise Problem(
                "These are not the words of this invitation.",
                kept="Nothing was opened; the invitation stays good.",
                todo="Ask the Business Unit to read them out again, and look whether it is the newest invitation.",
            ) from error
        raise _damaged() from error


def _verified(inner: bytes, known: Known) -> Opened:
    """The two members, the signature verified; Problem where anything is not as it should be."""
    payload, minisig = _two_members(inner)
    signature = signing.read_signature(minisig)
    comment = Comment.read(signature.comment)
    key = known(comment)
    if key is None or comment.issuer != signature.key_id:
        raise Problem(
            "This file is signed with a key that is not known here.",
            kept=_NOTHING,
            todo="Ask who sent it; where it is somebody of the pool, invite them again.",
        )
    if key.ended_on is not None:
        whose = f" of {key.owner}" if key.owner else ""
        why = f" ({key.ended_why})" if key.ended_why else ""
        raise Problem(
            f"This file is signed with keys{whose} that were ended on {in_words(key.ended_on)}{why}.",
            kept=_NOTHING,
            todo="Where it should count, ask for it to be sent again with new keys.",
        )
    signing.verify(payload, signature, key.sign_public)
    return Opened(comment, key, payload)


def _two_members(inner: bytes) -> tuple[bytes, bytes]:
    """The payload and its signature, where there is nothing else in the zip and both are stored as they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(inner)) as stored:
            infos = stored.infolist()
            plain = all(
                info.compress_type == zipfile.ZIP_STORED and info.file_size == info.compress_size for info in infos
            )
            if tuple(info.filename for info in infos) != _MEMBERS or not plain:
                raise _other_members()
            if sum(info.file_size for info in infos) > len(inner) or infos[1].file_size > signing.MOST_BYTES:
                raise _other_members()
            return stored.read(infos[0]), stored.read(infos[1])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, KeyError) as error:
        raise _other_members() from error


def _check_sort(comment: Comment, sorts: Collection[str]) -> None:
    if comment.sort not in sorts:
        wanted = " or ".join(_CALLED[sort] for sort in sorted(sorts))
        raise Problem(f"This is {_CALLED[comment.sort]}; {wanted} is taken in here.", kept=_NOTHING)


def _too_much_work() -> Problem:
    return Problem(
        "This invitation would take this computer more time or memory to open than any of ours does.",
        kept=_NOTHING,
        todo="Ask the sender what it is.",
    )


def _damaged() -> Problem:
    return Problem(
        "This file is damaged or was cut short: its seal does not hold.",
        kept=_NOTHING,
        todo="Save it again from the message it came with, or ask for it to be sent again.",
    )


def _other_members() -> Problem:
    return Problem(
        "This file holds something else than a payload and its signature.",
        kept=_NOTHING,
        todo="Ask the sender for the file again, and tell them what this says.",
    )
