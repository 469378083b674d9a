"""Backups: verified copies by a rule, put back by one command."""

from __future__ import annotations

import contextlib
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from trainerpool.domain.problem import Problem
from trainerpool.host.files import cannot_write, make_folder, sync_folder
from trainerpool.host.locks import PoolLock
from trainerpool.store.engine import open_engine
from trainerpool.store.keys import Anchor, Cost, KeyFile
from trainerpool.store.pool import Store, key_path
from trainerpool.store.trail import check_chain, read_head

KEEP_LATEST = 14
KEEP_MONTHS = 12
_STAMP = re.compile(r" (\d{4}-\d{2}-\d{2} \d{6})( .*)?$")


@dataclass(frozen=True)
class Backup:
    """A backup that was written and read back."""

    path: Path
    taken: datetime
    deeds: int


def back_up(store: Store, folder: Path, at: datetime, why: str = "") -> Backup:
    """Copy the pool into a folder and verify the copy before it gets its name.

    Problem where the folder cannot be written, or the copy does not read back whole.
    """
    make_folder(folder)
    stem = f"{store.path.stem} {at:%Y-%m-%d %H%M%S}{' ' + why if why else ''}"
    target = folder / f"{stem}.tpool"
    copy_verified(store, target)
    prune(folder, store.path.stem)
    return Backup(target, at, store.head.count)


def copy_verified(store: Store, target: Path) -> None:
    """Write a whole, verified copy of the pool and its key file at a place, over an older copy if there is one."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        _copy_database(store, part)
        faults = faults_of(part, store.key, (store.head,))
        if faults:
            raise Problem(
                f"The backup did not read back whole: {faults[0]}",
                kept="The pool is unchanged; the copy was thrown away.",
                todo="Check the disk.",
            )
        store.keys.with_anchor(store.head).save(key_path(target))
        part.replace(target)
        sync_folder(target.parent)
        _copy_files(store.path.with_suffix(".tpfiles"), target.with_suffix(".tpfiles"))
    except OSError as error:
        raise cannot_write(target, error) from error
    except DatabaseError as error:
        raise cannot_write(
            target, OSError(28 if "full" in str(error) else 5, "the copy could not be written")
        ) from error
    finally:
        for left in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def _copy_database(store: Store, part: Path) -> None:
    target = open_engine(part, store.key)
    try:
        with store.engine.connect() as source, target.connect() as copy:
            for connection in (source, copy):
                connection.rollback()
            raw_source: Any = source.connection.driver_connection
            raw_copy: Any = copy.connection.driver_connection
            raw_source.backup(raw_copy, pages=2000)
            raw_copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw_copy.execute("PRAGMA journal_mode = DELETE")
        part.chmod(0o600)
    finally:
        target.dispose()


def _copy_files(source: Path, target: Path) -> None:
    """File bodies are named by their digest, so each is copied once."""
    if not source.is_dir():
        return
    target.mkdir(mode=0o700, exist_ok=True)
    for body in source.iterdir():
        if not (target / body.name).exists():
            shutil.copy2(body, target / body.name)


def faults_of(path: Path, key: bytes, anchors: tuple[Anchor, ...] = ()) -> list[str]:
    """Everything wrong with a pool's file: pages, structure, references, trail. Empty when it is whole."""
    engine = open_engine(path, key)
    try:
        with engine.connect() as connection:
            found = _page_faults(connection)
            return found or check_chain(connection, anchors)
    except DatabaseError as error:
        return [f"{path.name} cannot be read: {str(error.orig).splitlines()[0]}."]
    finally:
        engine.dispose()


def _page_faults(connection: Connection) -> list[str]:
    pages = [str(row[0]) for row in connection.execute(text("PRAGMA cipher_integrity_check"))]
    if pages:
        return [f"Damaged: {pages[0]}" + (f", and {len(pages) - 1} more." if len(pages) > 1 else ".")]
    structure = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check"))]
    if structure != ["ok"]:
        return [f"Damaged: {structure[0]}."]
    return [
        f"A {row[0]} points to a {row[2]} that is not there."
        for row in connection.execute(text("PRAGMA foreign_key_check"))
    ]


def backups_in(folder: Path, stem: str) -> list[tuple[datetime, Path]]:
    """The backups of a pool in a folder, latest first."""
    found = []
    for path in folder.glob("*.tpool") if folder.is_dir() else ():
        match = _STAMP.search(path.stem)
        if match and path.stem[: match.start()] == stem:
            with contextlib.suppress(ValueError):
                found.append((datetime.strptime(match[1], "%Y-%m-%d %H%M%S"), path))  # noqa: DTZ007 - a name, not a moment
    return sorted(found, reverse=True)


def is_backup_due(folder: Path, stem: str, at: datetime) -> bool:
    """The rule: one a day, taken at the first opening or change of that day."""
    latest = backups_in(folder, stem)
    return not latest or latest[0][0].date() < at.date()


def prune(folder: Path, stem: str) -> list[Path]:
    """Thin old backups by the rule: the latest 14 stay, and the last of each of the latest 12 months."""
    all_of_them = backups_in(folder, stem)
    keep = {path for _, path in all_of_them[:KEEP_LATEST]}
    months: dict[str, Path] = {}
    for taken, path in all_of_them:
        months.setdefault(f"{taken:%Y-%m}", path)
    keep |= set(list(months.values())[:KEEP_MONTHS])
    gone = [path for _, path in all_of_them if path not in keep]
    for path in gone:
        for part in (path, key_path(path)):
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    return gone


def restore(
    backup: Path,
    target: Path,
    at: datetime,
    key: bytes | None = None,
    new_slot: tuple[str, str, Cost | None] | None = None,
) -> Path | None:
    """Put a backup back as the pool at `target`; a pool already there is set aside whole, and where is returned.

    With `key` (from a recovery sheet) no key file is needed: `new_slot` (name, passphrase, cost) makes one.
    """
    if not backup.exists():
        raise Problem(f"There is no backup at {backup}.", kept="Nothing was changed.")
    make_folder(target.parent)
    if key is None:
        keys = KeyFile.load(key_path(backup))
    else:
        faults = faults_of(backup, key)
        if faults:
            raise Problem(
                f"The recovery sheet does not open {backup.name}, or it is damaged: {faults[0]}",
                kept="Nothing was changed.",
            )
        keys = _keys_for(backup, key, new_slot)
    lock = PoolLock(target)
    lock.take()
    try:
        aside = set_aside(target, at)
        part = target.with_name(f".{target.name}.part")
        shutil.copy2(backup, part)
        keys.save(key_path(target))
        part.replace(target)
        sync_folder(target.parent)
        _copy_files(backup.with_suffix(".tpfiles"), target.with_suffix(".tpfiles"))
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        lock.release()
    return aside


def _keys_for(backup: Path, key: bytes, new_slot: tuple[str, str, Cost | None] | None) -> KeyFile:
    engine = open_engine(backup, key)
    try:
        with engine.connect() as connection:
            head = read_head(connection)
            pool_id = connection.execute(
                text("SELECT json_extract(value, '$') FROM setting WHERE key = 'pool_id'")
            ).scalar()
    finally:
        engine.dispose()
    keys = KeyFile(str(pool_id or backup.stem)).with_anchor(head)
    if new_slot is None:
        raise Problem(
            "A new passphrase is needed with the recovery sheet.",
            kept="Nothing was changed.",
            todo="Give one with --passphrase-file.",
        )
    name, passphrase, cost = new_slot
    return keys.with_slot(name, passphrase, key, cost)


def set_aside(pool: Path, at: datetime) -> Path | None:
    """Rename a pool (and its key file and log) out of the way, whole; gives its new place."""
    if not pool.exists():
        return None
    stem = f"{pool.stem} set aside {at:%Y-%m-%d %H%M%S}"
    for suffix in (".tpool", ".tpkey", ".tpool-wal", ".tpool-shm"):
        old = pool.with_name(pool.stem + suffix)
        if old.exists():
            old.replace(pool.with_name(stem + suffix))
    return pool.with_name(stem + ".tpool")
