"""Whether a pool's file is whole: every page, the structure, the references, and the trail against every head known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from trainerpool.store.engine import open_engine
from trainerpool.store.keys import Anchor, KeyFile
from trainerpool.store.trail import check_chain

_PAGE = re.compile(r"page (\d+)")


def verify(path: Path, key: bytes, keys: KeyFile, anchors: Iterable[Anchor] = ()) -> list[str]:
    """Everything wrong with a pool, in sentences that say where; empty when it is whole.

    The trail is held against the head in the key file, against heads found missing before, and against any others
    handed in (of backups, carry files, reports).
    """
    return faults_of(path, key, (keys.anchor, *keys.lost, *anchors))


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
        said = str(getattr(error, "orig", error)).splitlines()[0]
        return [f"{path.name} cannot be read from its first page on (page 1): {said}."]
    finally:
        engine.dispose()


def _page_faults(connection: Connection) -> list[str]:
    pages = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    if pages:
        numbers = [found[1] for found in map(_PAGE.search, pages) if found]
        where = f"page {', '.join(numbers[:10])}" if numbers else pages[0]
        return [f"Damaged: {where}" + (f", and {len(numbers) - 10} more." if len(numbers) > 10 else ".")]
    structure = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check"))]
    if structure != ["ok"]:
        return [f"Damaged: {structure[0]}."]
    return [
        f"A {str(row[0]).replace('_', ' ')} points to a {str(row[2]).replace('_', ' ')} that is not there."
        for row in connection.execute(text("PRAGMA foreign_key_check"))
    ]
