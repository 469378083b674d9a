"""File bodies beside the pool: one sealed file each in NAME.tpfiles, named by a keyed digest, there whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from sqlalchemy import Connection, text

from trainerpool.host.files import cannot_write, make_folder, sync_folder
from trainerpool.problem import Problem

CHUNK = 1 << 20
_MAGIC = b"TPFILE1\n"
_TAG = 16
_NAME = re.compile(r"[0-9a-f]{64}")
Told = Callable[[int, int], None]
Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that is kept: its name and its size in bytes."""

    name: str
    size: int


def folder_of(pool: Path) -> Path:
    """Where the bodies of a pool lie."""
    return pool.with_suffix(".tpfiles")


class Bodies:
    """The bodies of one pool. A body is sealed in pieces with a key of its own, which only the pool's key gives.

    The same content has the same name, so it is kept once. Nonces count the pieces: no key seals two contents.
    """

    def __init__(self, pool: Path, key: bytes) -> None:
        self.folder = folder_of(pool)
        self._key = key

    @cached_property
    def _naming(self) -> bytes:
        return self._derived(b"names of bodies")

    def _derived(self, what: bytes) -> bytes:
        return HKDFExpand(hashes.SHA256(), 32, b"trainerpool-files/1|" + what).derive(self._key)

    def _cipher(self, name: str) -> AESGCM:
        return AESGCM(self._derived(b"body|" + name.encode("ascii")))

    def path(self, name: str) -> Path:
        """Where a body lies; Problem where the name is none of ours."""
        if not _NAME.fullmatch(name):
            raise Problem("This is not the name of a kept file.", kept="Nothing was changed.")
        return self.folder / name

    def name_of(self, content: bytes) -> str:
        """The name that this content has here, whether or not it is kept."""
        return hmac.new(self._naming, content, hashlib.sha256).hexdigest()

    def has(self, name: str) -> bool:
        """Whether a body of this name is kept here."""
        return self.path(name).is_file()

    def keep(self, source: Path, most: int, told: Told | None = None, stopped: Stopped | None = None) -> Body:
        """Take a file in and give its body. `told(done, of)` in bytes; nothing is left where `stopped` says so.

        Problem where it cannot be read, is larger than `most` bytes, changes meanwhile, or there is no room.
        """
        size = _size(source, most)
        tell = told or (lambda _done, _of: None)
        digest, done = hmac.new(self._naming, digestmod=hashlib.sha256), 0
        for piece in _pieces(source, stopped):
            digest.update(piece)
            done += len(piece)
            tell(done // 2, size)
        name = digest.hexdigest()
        if done != size:
            raise _changed(source)
        if self._fault(name) != (size, ""):  # one that was damaged is put right by the way
            self._seal(source, name, size, tell, stopped)
        tell(size, size)
        return Body(name, size)

    def _seal(self, source: Path, name: str, size: int, tell: Told, stopped: Stopped | None) -> None:
        make_folder(self.folder)
        part = self.folder / f".{name}.{secrets.token_hex(4)}.part"
        cipher, again, done = self._cipher(name), hmac.new(self._naming, digestmod=hashlib.sha256), 0
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_MAGIC)
                for number, piece, last in _numbered(_pieces(source, stopped), size):
                    again.update(piece)
                    done += len(piece)
                    file.write(cipher.encrypt(_nonce(number, last=last), piece, _MAGIC))
                    tell((size + done) // 2, size)
                if again.hexdigest() != name:
                    raise _changed(source)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path(name))
            sync_folder(self.folder)
        except OSError as error:
            raise cannot_write(self.folder / source.name, error) from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def pieces(self, name: str, stopped: Stopped | None = None) -> Iterator[bytes]:
        """The content of a body, in pieces; Problem where it is missing, was changed, or `stopped` says so."""
        path, cipher = self.path(name), self._cipher(name)
        digest = hmac.new(self._naming, digestmod=hashlib.sha256)
        try:
            with path.open("rb") as file:
                if file.read(len(_MAGIC)) != _MAGIC:
                    raise _damaged()
                number, sealed = 0, file.read(CHUNK + _TAG)
                while True:
                    following = file.read(CHUNK + _TAG)
                    piece = cipher.decrypt(_nonce(number, last=not following), sealed, _MAGIC)
                    _stop(stopped)
                    digest.update(piece)
                    yield piece
                    if not following:
                        break
                    number, sealed = number + 1, following
        except FileNotFoundError as error:
            raise Problem(
                "The body of this file is not beside the pool.", kept="Nothing was changed.", todo="Take it from a backup."
            ) from error  # fmt: skip
        except InvalidTag as error:
            raise _damaged() from error
        except OSError as error:
            raise Problem(f"A kept file cannot be read: {error.strerror}.", kept="Nothing was changed.") from error
        if digest.hexdigest() != name:
            raise _damaged()

    def read(self, name: str) -> bytes:
        """The whole content of a body."""
        return b"".join(self.pieces(name))

    def write_copy(
        self, name: str, target: Path, size: int, told: Told | None = None, stopped: Stopped | None = None
    ) -> None:
        """Write the content as a file for this person only: whole, or not at all."""
        part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                done = 0
                for piece in self.pieces(name, stopped):
                    done += file.write(piece)
                    if told is not None:
                        told(done, size)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except OSError as error:
            raise cannot_write(target, error) from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def faults(self, wanted: Iterable[tuple[str, str, int]]) -> list[str]:
        """What is wrong with the bodies of these (file's name, body, size), in sentences that name no content."""
        found, looked = [], {}
        for title, name, size in wanted:
            if name not in looked:
                looked[name] = self._fault(name)
            length, fault = looked[name]
            if not fault and length != size:
                fault = "has another length than was recorded"
            if fault:
                found.append(f"The kept file “{title}” {fault}.")
        return found

    def _fault(self, name: str) -> tuple[int, str]:
        try:
            return sum(len(piece) for piece in self.pieces(name)), ""
        except Problem:
            return 0, "is damaged" if self.path(name).exists() else "is missing from the folder of files"

    def sweep(self, keep: frozenset[str], before: float) -> int:
        """Delete what a killed program left, and every body not among those to keep; gives how many bodies went.

        What was written after the moment `before` (seconds) stays: a body is there before the record that names it.
        """
        gone = 0
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            unfinished = path.name.startswith(".") and path.name.endswith(".part")
            if unfinished or (_NAME.fullmatch(path.name) and path.name not in keep):
                with contextlib.suppress(OSError):
                    if path.stat().st_mtime <= before:
                        path.unlink(missing_ok=True)
                        gone += not unfinished
        return gone


def sealed_size(size: int) -> int:
    """How long the sealed file of a content of this size is."""
    return len(_MAGIC) + size + _TAG * max(1, -(-size // CHUNK))


def body_faults(connection: Connection, bodies: Bodies) -> list[str]:
    """What is wrong with the bodies that the pool's kept files point to."""
    rows = connection.execute(text("SELECT name, body, size FROM kept_file ORDER BY name, id"))
    return bodies.faults((row.name, row.body, row.size) for row in rows)


def _size(source: Path, most: int) -> int:
    try:
        if not source.is_file():
            raise Problem(f"{source.name} is not a file.", kept="Nothing was added.")
        size = source.stat().st_size
    except OSError as error:
        raise Problem(f"{source.name} cannot be read: {error.strerror}.", kept="Nothing was added.") from error
    if size > most:
        raise Problem(
            f"{source.name} has {-(-size // 1_000_000)} MB; a kept file has at most {most // 1_000_000} MB.",
            kept="Nothing was added.",
            todo="Make it smaller, or keep it elsewhere and write down where.",
        )
    return size


def _pieces(source: Path, stopped: Stopped | None) -> Iterator[bytes]:
    """The pieces of a file; an empty file is one empty piece."""
    try:
        with source.open("rb") as file:
            piece = file.read(CHUNK)
            while True:
                _stop(stopped)
                yield piece
                piece = file.read(CHUNK)
                if not piece:
                    return
    except OSError as error:
        raise Problem(f"{source.name} cannot be read: {error.strerror}.", kept="Nothing was added.") from error


def _numbered(pieces: Iterable[bytes], size: int) -> Iterator[tuple[int, bytes, bool]]:
    last = max(1, -(-size // CHUNK)) - 1
    for number, piece in enumerate(pieces):
        yield number, piece, number == last


def _nonce(number: int, *, last: bool) -> bytes:
    """The piece's number, and whether it is the last: a body cut short or put in another order does not open."""
    return b"\0" * 7 + number.to_bytes(4, "big") + (b"\1" if last else b"\0")


def _stop(stopped: Stopped | None) -> None:
    if stopped is not None and stopped():
        raise Problem("Stopped.", kept="Nothing was added or changed.")


def _changed(source: Path) -> Problem:
    return Problem(f"{source.name} was changed while it was read.", kept="Nothing was added.", todo="Save it, and add it again.")  # fmt: skip


def _damaged() -> Problem:
    return Problem("The body of this file is damaged.", kept="It was not opened.", todo="Take it from a backup.")
