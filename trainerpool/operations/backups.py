"""The backups of a pool as rows, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import pool_backups
from trainerpool.store.backup import backups_in


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup: when it was taken (civil, from its name), why, how large it is in bytes, and where it lies."""

    path: Path
    taken: datetime
    why: str
    size: int

    @property
    def id(self) -> str:
        """Its path."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Backups:
    """The folder backups go to, what is in it, and where the pool itself lies."""

    folder: Path
    rows: tuple[BackupRow, ...]
    pool: Path


def backups_of(desk: Desk) -> Backups:
    """Every backup of the open pool, latest first."""
    folder, pool = pool_backups(desk), desk.store.path
    rows = []
    for taken, path in backups_in(folder, pool.stem):
        why = path.stem.partition(f" {taken:%Y-%m-%d %H%M%S}")[2].strip() or "by hand"
        try:
            size = path.stat().st_size
        except OSError:
            continue  # gone since the folder was read
        rows.append(BackupRow(path, taken, why, size))
    return Backups(folder, tuple(rows), pool)
