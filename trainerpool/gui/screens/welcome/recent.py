"""The files opened lately as rows, and whether each can be opened now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from trainerpool.domain.dates import in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.host import remembered
from trainerpool.host.drives import not_local
from trainerpool.host.locks import PoolLock
from trainerpool.problem import Problem

MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class PoolState:
    """Whether a pool can be opened now; `problem` says why not, in words for the page."""

    words: str
    meaning: Meaning = Meaning.GOOD
    problem: Problem | None = None
    is_far: bool = False


HERE = PoolState("Here")


@dataclass(frozen=True, slots=True)
class RecentRow:
    """A file opened lately; `state` is None until it has been looked at."""

    path: Path
    opened: datetime
    state: PoolState | None = None

    @property
    def id(self) -> str:
        return str(self.path)

    @property
    def what(self) -> str:
        return f"Pool, opened {in_words(self.opened.date(), weekday=True)} {self.opened:%H:%M}"


COLUMNS: tuple[ColumnSpec[RecentRow], ...] = (
    ColumnSpec("Name", lambda row: row.path.name, width=280, kind=CellKind.STRONG),
    ColumnSpec("Where", lambda row: str(row.path.parent), width=200, kind=CellKind.MUTED, priority=3, stretches=True),
    ColumnSpec("What", lambda row: row.what, width=270, priority=2),
    ColumnSpec(
        "State",
        lambda row: row.state.words if row.state else "",
        width=240,
        meaning=lambda row: row.state.meaning if row.state else None,
    ),
)


def says(row: RecentRow) -> str:
    """The row as it is read out."""
    return ", ".join(part for part in (row.path.name, row.what, row.state.words if row.state else "") if part)


def recent_rows() -> tuple[RecentRow, ...]:
    """The latest files of the list, not looked at yet: a drive that is away may take seconds to say so."""
    return tuple(RecentRow(one.path, one.opened) for one in remembered.recent_files()[:MOST_SHOWN])


def looked_at(rows: Sequence[RecentRow]) -> tuple[RecentRow, ...]:
    """The rows with what was found where they point; to be run off the painted thread."""
    return tuple(replace(row, state=state_of(row.path)) for row in rows)


def state_of(path: Path) -> PoolState:
    """Whether a pool can be opened from here now."""
    found = _is_there(path)
    if not found:
        return _missing(path)
    if far := not_local(path):
        problem = Problem(
            f"A live pool is not opened from {far}: it could be damaged there.",
            kept="It was not opened or changed.",
            todo="Copy the file and its key file to this computer and open the copy; "
            "then set that folder as its home copy (Settings, Backups), which is kept up to date for you.",
        )
        return PoolState("On a share or synchronised", Meaning.ATTENTION, problem, is_far=True)
    if (holder := holder_of(path)) is not None:
        problem = Problem(
            f"{path.name} is open already: {holder}.",
            kept="Nothing was opened or changed.",
            todo="Close it there first, or ask them to.",
        )
        return PoolState(f"Open {holder}", Meaning.INFORMATION, problem)
    return HERE


def holder_of(path: Path) -> str | None:
    """Who has the pool open now, in words; None where nobody does. What a dead process left behind is cleared."""
    lock = PoolLock(path)
    if not Path(f"{path.resolve()}-holder").exists():
        return None
    try:
        lock.take()
    except Problem as problem:
        return lock.holder() if "is open already" in problem.text else None
    lock.release()
    return None


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _missing(path: Path) -> PoolState:
    root = Path(path.anchor)
    if path.drive and not _exists(root):
        words = f"Drive {path.drive} is not connected"
        todo = "Connect the drive, then open the pool again."
    elif not _exists(path.parent):
        words, todo = "The folder is gone", "Connect the drive it lies on, or look where the folder was moved."
    else:
        words = "The file is not there"
        todo = "Look where it was moved and open it there, or restore a backup."
    problem = Problem(
        f"{path.name} cannot be opened: {words[0].lower()}{words[1:]}.", kept="Nothing was changed.", todo=todo
    )
    return PoolState(words, Meaning.ATTENTION, problem)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
