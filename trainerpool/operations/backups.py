"""The backups of a pool as rows, where they lie, whether they are whole, and putting one back in place of the open pool."""

from __future__ import annotations

import contextlib
import glob
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from trainerpool.domain.dates import count_of, in_words
from trainerpool.host.clock import Clock, SystemClock
from trainerpool.host.folders import backups_folder
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import bring_home, close_pool, open_pool, pool_backups, restore_pool
from trainerpool.problem import Problem
from trainerpool.queries.settings import pool_settings
from trainerpool.queries.trail import deeds_since
from trainerpool.store import backup
from trainerpool.store.keys import KeyFile
from trainerpool.store.pool import Store, key_path
from trainerpool.store.trail import has_link
from trainerpool.store.verify import verify

_STAMP = re.compile(r" (\d{4}-\d{2}-\d{2} \d{6})")
_ASIDE = re.compile(r" set aside (\d{4}-\d{2}-\d{2} \d{6})")


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
class HomeCopy:
    """The home copy: its folder ("" for none), when it was last brought up to date (civil), or why it cannot be."""

    folder: str = ""
    copied: datetime | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Backups:
    """The folder backups go to, what is in it, where the pool itself lies, and the pools set aside there by restoring."""

    folder: Path
    rows: tuple[BackupRow, ...]
    pool: Path
    aside: tuple[tuple[datetime, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What putting a backup back would do: how many deeds were done since, the latest of them by name."""

    row: BackupRow
    deeds: int
    latest: tuple[str, ...]
    has_home_copy: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """The consequences, for whoever confirms."""
        moment = f"{in_words(self.row.taken.date(), weekday=True)} {self.row.taken:%H:%M}"
        lost = f"{count_of(self.deeds, 'deed')} done since {'goes' if self.deeds == 1 else 'go'}"
        more = f"; and {self.deeds - len(self.latest)} more" if self.deeds > len(self.latest) else ""
        gone = f"{lost}: {'; '.join(self.latest)}{more}."
        home = "; its home copy steps aside as well" if self.has_home_copy else ""
        return (
            f"The pool becomes what it was on {moment}.",
            gone if self.deeds else "Nothing was done since.",
            f"The pool as it is now is set aside whole beside it, and can be opened like any pool{home}.",
            "What was erased since is erased from the backup as well. Who may open the pool stays as it is now.",
        )


def backups_of(desk: Desk) -> Backups:
    """Every backup of the open pool, latest first."""
    return backups_for(desk.store.path, pool_backups(desk))


def backups_for(pool: Path, folder: Path | None = None) -> Backups:
    """Every backup of the pool that lies (or lay) at a path, latest first; nothing of it is opened."""
    folder = folder or backups_folder() / pool.stem
    rows = []
    for taken, path in backup.backups_in(folder, pool.stem):
        with contextlib.suppress(OSError):  # gone since the folder was read
            rows.append(_row(path, taken, path.stat().st_size))
    return Backups(folder, tuple(rows), pool, _set_aside(pool))


def backup_row(path: Path) -> BackupRow:
    """A backup chosen from anywhere; one whose name says no moment counts as taken when the file was written."""
    try:
        known = path.stat()
    except OSError as error:
        raise Problem(f"There is no backup at {path}.", kept="Nothing was changed.") from error
    match = _STAMP.search(path.stem)
    with contextlib.suppress(ValueError):
        if match:
            return _row(path, datetime.strptime(match[1], "%Y-%m-%d %H%M%S"), known.st_size)  # noqa: DTZ007 - a name
    return _row(path, _civil(known.st_mtime), known.st_size)


def _row(path: Path, taken: datetime, size: int) -> BackupRow:
    why = path.stem.partition(f" {taken:%Y-%m-%d %H%M%S}")[2].strip() or "by hand"
    return BackupRow(path, taken, why, size)


def _civil(stamp: float) -> datetime:
    return datetime.fromtimestamp(stamp, UTC).astimezone().replace(tzinfo=None)


def _set_aside(pool: Path) -> tuple[tuple[datetime, Path], ...]:
    found = []
    for path in pool.parent.glob(f"{glob.escape(pool.stem)} set aside *.tpool"):
        match = _ASIDE.search(path.stem)
        if match:
            with contextlib.suppress(ValueError):
                found.append((datetime.strptime(match[1], "%Y-%m-%d %H%M%S"), path))  # noqa: DTZ007 - a name, not a moment
    return tuple(sorted(found, reverse=True))


def written_so_far(found: Backups) -> tuple[int, int]:
    """How many bytes of a backup under way are written, of how many; 0 before it begins."""
    parts = found.folder.glob(f".{glob.escape(found.pool.stem)} *.part")
    with contextlib.suppress(OSError):
        return max((part.stat().st_size for part in parts), default=0), found.pool.stat().st_size
    return 0, 0


def check_backup(desk: Desk, path: Path) -> tuple[str, ...]:
    """Everything wrong with a backup, in sentences; empty when every page, reference and deed of it is whole."""
    try:
        anchor = (KeyFile.load(key_path(path)).anchor,)
    except Problem as problem:
        return (problem.text,)
    return tuple(backup.faults_of(path, desk.store.key, anchor))


def check_open_pool(desk: Desk) -> tuple[str, ...]:
    """Everything wrong with the open pool, in sentences."""
    return tuple(verify(desk.store.path, desk.store.key, desk.store.keys))


def restore_preview(desk: Desk, row: BackupRow) -> RestorePreview:
    """What putting this backup back in place of the open pool would undo."""
    there = KeyFile.load(key_path(row.path)).anchor.count
    since = desk.ask(deeds_since, there)
    home = bool(desk.ask(pool_settings).home_copy)
    return RestorePreview(row, len(since), tuple(one.name for one in since[:3]), home)


def restore_in_place(desk: Desk, copy: Path) -> tuple[Desk, Path | None]:
    """Put a backup back in place of the open pool and open it: a desk in place of this one, and where the old pool lies.

    Who may open the pool stays as it is now. Problem where it cannot be done; the desk is then as it was.
    """
    store = desk.store
    path, key, keys, person = store.path, store.key, store.keys, store.person
    if backup.faults_of(copy, key):
        raise Problem(
            f"The backup {copy.name} is damaged, or it is of another pool.",
            kept="Nothing was changed.",
            todo="Choose another backup.",
        )
    home = _home_copy_of_ours(desk)
    close_pool(desk)
    try:
        aside = backup.restore(copy, path, desk.clock.now(), key, slots=keys.slots)
        opened = _seated(path, key, person)
    except BaseException:
        desk.store = _seated(path, key, person)
        desk.is_closed = False
        raise
    opened.save_keys(KeyFile(keys.pool_id, keys.slots))
    made = Desk(opened, desk.person, desk.clock, desk.backups)
    _tell(made, copy)
    if home is not None:
        _move_aside(home, desk.clock.now())
    return made, aside


def _home_copy_of_ours(desk: Desk) -> Path | None:
    """Where the home copy lies, if it is an earlier state of the open pool; None where it is none, or somebody went on in it."""
    folder = desk.ask(pool_settings).home_copy
    copy = Path(folder) / desk.store.path.name if folder else None
    if copy is None or not copy.exists():
        return None
    try:
        head = KeyFile.load(key_path(copy)).anchor
    except Problem:
        return None
    with desk.store.engine.connect() as connection:
        return copy if has_link(connection, head) else None


def _move_aside(copy: Path, at: datetime) -> None:
    """The home copy holds deeds the pool put back does not have: it steps aside, so that the next copy can be made."""
    aside = copy.with_name(f"{copy.stem} set aside {at:%Y-%m-%d %H%M%S}.tpool")
    for old, new in ((key_path(copy), key_path(aside)), (copy, aside)):
        with contextlib.suppress(OSError):  # the share may be away; the next copy says so
            old.replace(new)


def restore_closed(
    copy: Path, pool: Path, passphrase: str, clock: Clock | None = None, words: str | None = None
) -> tuple[Desk, Path | None]:
    """Put a backup back for a pool that does not open, and open it with the passphrase (a new one with the 24 `words`)."""
    aside = restore_pool(copy, pool, clock, words=words, passphrase=passphrase)
    made = open_pool(pool, passphrase, clock or SystemClock())
    _tell(made, copy)
    return made, aside


def _seated(path: Path, key: bytes, person: str) -> Store:
    return Store.open(path, key=key, person=person)


def _tell(desk: Desk, copy: Path) -> None:
    """Write in the trail that a backup was put back."""
    found = [taken for taken, path in backup.backups_in(copy.parent, desk.store.path.stem) if path == copy]
    when = f" of {in_words(found[0].date())} {found[0]:%H:%M}" if found else ""
    with desk.work(f"Put back the backup{when}", one_way=True):
        pass


def home_copy_of(desk: Desk) -> HomeCopy:
    """Where the home copy is kept and when it was last brought up to date."""
    folder = desk.ask(pool_settings).home_copy
    if not folder:
        return HomeCopy()
    try:
        stamp = (Path(folder) / desk.store.path.name).stat().st_mtime
    except OSError:
        if Path(folder).is_dir():
            return HomeCopy(folder)
        missing = Problem(
            "The folder is not there.", kept="The pool is safe on this computer.", todo="Connect the share."
        )
        return HomeCopy(folder, None, missing)
    return HomeCopy(folder, _civil(stamp))


def bring_home_now(desk: Desk) -> HomeCopy:
    """Bring the home copy up to date now; a Problem is told in the answer, as the pool itself is safe."""
    try:
        bring_home(desk)
    except Problem as problem:
        return HomeCopy(home_copy_of(desk).folder, None, problem)
    return home_copy_of(desk)
