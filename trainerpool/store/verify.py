"""Whether a pool is whole: every page, the structure, the references, the trail against every head known, the bodies."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from trainerpool.store.engine import open_engine
from trainerpool.store.files import Bodies, body_faults
from trainerpool.store.keys import Anchor, KeyFile
from trainerpool.store.trail import check_chain

_PAGE = re.compile(r"page (\d+)")
_PAGE_BYTES, _SALT, _SEAL = 4096, 16, 64
_LOCK_PAGE = (1 << 30) // _PAGE_BYTES + 1


def verify(path: Path, key: bytes, keys: KeyFile, anchors: Iterable[Anchor] = ()) -> list[str]:
    """Everything wrong with a pool, in sentences that say where; empty when it is whole.

    The trail is held against the head in the key file, against heads found missing before, and against any others
    handed in (of backups, carry files, reports). Every kept file's body beside the pool is opened.
    """
    anchored = (keys.anchor, *keys.lost, *anchors)
    return faults_of(path, key, anchored) or _look(path, key, lambda found: body_faults(found, Bodies(path, key)))


def faults_of(path: Path, key: bytes, anchors: tuple[Anchor, ...] = ()) -> list[str]:
    """Everything wrong with a pool's file: pages, structure, references, trail. Nothing about the file is changed."""
    return _look(path, key, lambda connection: _page_faults(connection) or check_chain(connection, anchors))


def page_faults_of(path: Path, key: bytes) -> list[str]:
    """What is wrong with the pages, the structure and the references alone: of a pool in any format."""
    return _look(path, key, _page_faults)


def _look(path: Path, key: bytes, question: Callable[[Connection], list[str]]) -> list[str]:
    engine = open_engine(path, key, "look")
    try:
        with engine.connect() as connection:
            return question(connection)
    except (DatabaseError, ValueError, TypeError) as error:
        # Too damaged to be asked: where, the seals of its pages say.
        return _told(broken_pages(path, key)) or [
            f"{path.name} cannot be read: {str(getattr(error, 'orig', error)).splitlines()[0]}."
        ]
    finally:
        engine.dispose()


def broken_pages(path: Path, key: bytes) -> list[int]:
    """The pages whose seal does not fit, counted from 1; without asking the database, which may not open at all.

    Source: SQLCipher 4's page format: 4,096 bytes, of which the last 80 are 16 of initialisation and a 64-byte
    HMAC-SHA512 over all before it and the page's number; the first 16 bytes of the file are its salt.
    """
    try:
        with path.open("rb") as file:
            salt = file.read(_SALT)
            seal = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
            file.seek(0)
            pages = iter(lambda: file.read(_PAGE_BYTES), b"")
            return [number for number, page in enumerate(pages, 1) if not _is_sealed(page, number, seal)]
    except OSError:
        return []


def _is_sealed(page: bytes, number: int, seal: bytes) -> bool:
    if len(page) < _PAGE_BYTES:
        return False
    if number == _LOCK_PAGE:  # never written: the system's locks are taken here
        return True
    start = _SALT if number == 1 else 0
    told = hmac.digest(seal, page[start:-_SEAL] + number.to_bytes(4, "little"), "sha512")
    return hmac.compare_digest(told, page[-_SEAL:])


def _told(pages: list[int]) -> list[str]:
    if not pages:
        return []
    listed = ", ".join(str(number) for number in pages[:10])
    return [f"Damaged: page {listed}" + (f", and {len(pages) - 10} more." if len(pages) > 10 else ".")]


def _page_faults(connection: Connection) -> list[str]:
    pages = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    if pages:
        return _told([int(found[1]) for found in map(_PAGE.search, pages) if found]) or [f"Damaged: {pages[0]}."]
    structure = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check"))]
    if structure != ["ok"]:
        return [f"Damaged: {structure[0]}."]
    return [
        f"A {str(row[0]).replace('_', ' ')} points to a {str(row[2]).replace('_', ' ')} that is not there."
        for row in connection.execute(text("PRAGMA foreign_key_check"))
    ]
