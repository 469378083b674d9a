"""Deeds on whole pools: make, open, close, back up, restore, verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trainerpool.host.clock import Clock, SystemClock
from trainerpool.host.files import write_whole
from trainerpool.host.folders import backups_folder
from trainerpool.host.keychain import stored_passphrase
from trainerpool.operations.desk import Desk
from trainerpool.operations.kept_files import sweep_bodies
from trainerpool.operations.settings import put_setting
from trainerpool.problem import Problem
from trainerpool.queries.settings import pool_settings
from trainerpool.store import backup
from trainerpool.store.home_copy import write_home_copy
from trainerpool.store.keys import Cost, KeyFile, key_of_words
from trainerpool.store.pool import Store, key_path
from trainerpool.store.verify import verify


@dataclass(frozen=True)
class NewPool:
    """A pool just made, open, with the words of its recovery sheet: shown once, kept nowhere."""

    desk: Desk
    words: str


def make_pool(
    path: Path, person: str, passphrase: str, clock: Clock | None = None, cost: Cost | None = None
) -> NewPool:
    """Make an empty, encrypted pool. Problem where the place is taken, far away or cannot be written."""
    store, words = Store.create(path, person, passphrase, cost)
    desk = Desk(store, person, clock or SystemClock())
    with desk.work(f"Make the pool {path.stem}", one_way=True) as work:
        put_setting(work, "pool_id", store.keys.pool_id)
        put_setting(work, "pool_name", path.stem)
        put_setting(work, "made_on", desk.today.isoformat())
    return NewPool(desk, words)


def keychain_passphrase(path: Path) -> str | None:
    """The passphrase this system's keychain keeps for a pool, or None."""
    return stored_passphrase(KeyFile.load(key_path(path)).pool_id) if key_path(path).exists() else None


def open_pool(path: Path, passphrase: str, clock: Clock | None = None, person: str | None = None) -> Desk:
    """Open a pool with its passphrase; whoever owns the key slot sits at the desk unless another is named."""
    store = Store.open(path, passphrase)
    return Desk(store, person or store.person, clock or SystemClock())


def open_remembered(path: Path, clock: Clock | None = None) -> Desk | None:
    """Open a pool with the passphrase this computer's keychain keeps; None where it keeps none, or not the right one."""
    passphrase = keychain_passphrase(path)
    if passphrase is None:
        return None
    try:
        KeyFile.load(key_path(path)).read_key(passphrase)
    except Problem:
        return None  # it was changed elsewhere; whoever sits here types it
    return open_pool(path, passphrase, clock)


def key_cost_is_high() -> bool:
    """Whether a new key slot costs what it should: at least 64 MiB and 3 passes a guess (asserted in the built program)."""
    cost = Cost()
    return cost.memory_kib >= 65536 and cost.passes >= 3


def close_pool(desk: Desk) -> None:
    """Close the pool, everything being saved already; nothing happens where it was given up before."""
    if not desk.is_closed:
        desk.is_closed = True
        desk.store.close()


def recovery_sheet(words: str, pool: str) -> str:
    """The recovery sheet as text to print."""
    listed = words.split()
    lines = [f"{number:>2}. {word}" for number, word in enumerate(listed, 1)]
    columns = [f"{lines[row]:<20}{lines[row + 8]:<20}{lines[row + 16]}" for row in range(8)]
    return "\n".join([
        f"Recovery sheet of the pool {pool}", "",
        "These 24 words open the pool and every backup of it without a passphrase.",
        "Print this sheet, lock it away, and delete the file. Whoever has it can read the pool.", "", *columns, "",
    ])  # fmt: skip


def write_recovery_sheet(words: str, pool: str, path: Path) -> None:
    """Write the recovery sheet as a file, readable by this person only."""
    write_whole(path, recovery_sheet(words, pool).encode())


def pool_backups(desk: Desk) -> Path:
    """The folder this pool's backups go to unless told otherwise."""
    return desk.backups or backups_folder() / desk.store.path.stem


def back_up_pool(desk: Desk, folder: Path | None = None, why: str = "by hand") -> backup.Backup:
    """Copy the pool to a folder and verify the copy."""
    return backup.back_up(desk.store, folder or pool_backups(desk), desk.clock.now(), why)


def back_up_if_due(desk: Desk) -> backup.Backup | None:
    """One backup a day, by the rule; None where today's is there."""
    folder = pool_backups(desk)
    if not backup.is_backup_due(folder, desk.store.path.stem, desk.clock.now()):
        return None
    sweep_bodies(desk)
    return backup.back_up(desk.store, folder, desk.clock.now(), "daily")


def last_backup_moment(desk: Desk) -> datetime | None:
    """When the latest backup was taken, or None (a civil moment: it is read from the copy's name)."""
    found = backup.backups_in(pool_backups(desk), desk.store.path.stem)
    return found[0][0] if found else None


def restore_pool(
    copy: Path,
    target: Path,
    clock: Clock | None = None,
    words: str | None = None,
    passphrase: str | None = None,
    cost: Cost | None = None,
) -> Path | None:
    """Put a backup back; a pool already there is set aside whole, and where is returned.

    With `words` (the recovery sheet) the backup needs no key file; `passphrase` then becomes the new way in.
    """
    now = clock or SystemClock()
    if words is not None and not passphrase:
        raise Problem(
            "With a recovery sheet a new passphrase is needed.",
            kept="Nothing was changed.",
            todo="Give one with --passphrase-file.",
        )
    if words is not None and passphrase:
        aside = backup.restore(copy, target, now.now(), key_of_words(words), ("recovered", passphrase, cost))
    else:
        key = KeyFile.load(key_path(copy)).read_key(passphrase)[0] if passphrase and key_path(copy).exists() else None
        aside = backup.restore(copy, target, now.now(), key)
    if aside is not None and passphrase:
        Store.open(target, passphrase).close()  # by opening, what was erased since is erased from it as well
    return aside


def verify_pool(path: Path, passphrase: str, against: Sequence[Path] = ()) -> list[str]:
    """Everything wrong with a pool: file, references, trail, and the head in its key file; empty when it is whole.

    `against` are backups whose heads must be part of its trail too. They are named, not looked for: after an older
    backup was put back, later ones rightly hold deeds that this pool does not have.
    """
    keys = KeyFile.load(key_path(path))
    key, _ = keys.read_key(passphrase)
    return verify(path, key, keys, [KeyFile.load(key_path(copy)).anchor for copy in against])


def bring_home(desk: Desk) -> Path | None:
    """Bring the home copy up to date, where a folder is chosen for it; gives where it lies."""
    if desk.is_closed:
        return None
    folder = desk.ask(pool_settings).home_copy
    return write_home_copy(desk.store, Path(folder)) if folder else None
