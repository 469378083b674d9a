"""Erasures owed: a note beside a pool put back from a backup, until what was erased since is erased from it again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trainerpool.host.files import sync_folder, write_whole


@dataclass(frozen=True, slots=True)
class Owed:
    """The pool set aside, whose erasures the one put back still has to follow, and when it was put back."""

    newer: Path
    at: datetime


def _note(pool: Path) -> Path:
    return pool.with_name(f"{pool.stem}.erasures-owed")


def owe(pool: Path, newer: Path, at: datetime) -> None:
    """Note, before a backup is put in a pool's place, that it is not to be used before erasures are done again.

    What the pool owed already, after a restore that was broken off, is owed by both from now on.
    """
    before = owed_by(pool)
    if before:
        _write(newer, before)
    _write(pool, (*before, Owed(newer, at)))


def _write(pool: Path, owed: tuple[Owed, ...]) -> None:
    said = [{"pool": one.newer.name, "at": one.at.isoformat()} for one in owed]
    write_whole(_note(pool), json.dumps(said).encode())
    sync_folder(pool.parent)


def owed_by(pool: Path) -> tuple[Owed, ...]:
    """Which pools set aside this one has to follow before it may be used; nothing where none."""
    try:
        said = json.loads(_note(pool).read_bytes())
        return tuple(Owed(pool.with_name(Path(one["pool"]).name), datetime.fromisoformat(one["at"])) for one in said)
    except FileNotFoundError:
        return ()
    except (ValueError, KeyError, TypeError):
        return ()  # written whole or not at all: what cannot be read was never ours


def settle(pool: Path) -> None:
    """Nothing is owed any more."""
    _note(pool).unlink(missing_ok=True)
    sync_folder(pool.parent)
