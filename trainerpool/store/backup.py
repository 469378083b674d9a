"""Backups: verified copies by a rule, put back by one command."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from trainerpool.host.drives import not_local
from trainerpool.host.files import cannot_write, make_folder, sync_folder
from trainerpool.host.locks import PoolLock
from trainerpool.problem import Problem
from trainerpool.store.engine import DATABASE_ERRORS, open_engine
from trainerpool.store.files import folder_of
from trainerpool.store.keys import Cost, KeyFile, Slot
from trainerpool.store.owed import owe
from trainerpool.store.pool import Store, key_path, logs_of, refuse_far_places
from trainerpool.store.trail import read_head
from trainerpool.store.verify import faults_of

__all__ = [
    "Backup",
    "back_up",
    "backups_in",
    "copy_verified",
    "faults_of",
    "is_backup_due",
    "prune",
    "restore",
    "set_aside",
]

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
    _sweep_unfinished(folder, store.path.stem)
    stem = f"{store.path.stem} {at:%Y-%m-%d %H%M%S}{' ' + why if why else ''}"
    target = folder / f"{stem}.tpool"
    copy_verified(store, target)
    prune(folder, store.path.stem, target)
    return Backup(target, at, store.head.count)


def copy_verified(store: Store, target: Path) -> None:
    """Write a whole, verified copy of the pool and its key file at a place, over an older copy if there is one.

    The database itself is never opened on a share: there the copy is made beside the pool and carried over whole.
    """
    far = not_local(target) is not None
    part = (store.path if far else target).with_name(f".{target.name}.part")
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
        _copy_files(folder_of(store.path), folder_of(target))  # first: no copy is ever there without its bodies
        keys = store.keys.with_anchor(store.head)
        if not target.exists():
            keys.save(key_path(target))  # a copy is never there without its key file
        if far:
            carry(part, target)
        else:
            part.replace(target)
            sync_folder(target.parent)
        keys.save(key_path(target))
    except OSError as error:
        raise cannot_write(target, error) from error
    except DATABASE_ERRORS as error:
        full = "full" in str(error)
        raise cannot_write(target, OSError(errno.ENOSPC if full else errno.EIO, "")) from error
    finally:
        for left in (part, *logs_of(part)):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def carry(source: Path, target: Path) -> None:
    """Copy one file so that it is there complete and reads back the same, or the old one is as it was.

    Raises OSError where the place cannot be written, or gives back other bytes than it took.
    """
    part = target.with_name(f".{target.name.lstrip('.')}.carry.part")
    try:
        with source.open("rb") as giving, part.open("wb") as taking:
            part.chmod(0o600)
            shutil.copyfileobj(giving, taking, 1 << 20)
            taking.flush()
            os.fsync(taking.fileno())
        if _digest(part) != _digest(source):
            raise OSError(errno.EIO, "the copy does not read back the same")
        part.replace(target)
        sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _copy_database(store: Store, part: Path) -> None:
    target = open_engine(part, store.key, "make")
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


def _copy_files(source: Path, target: Path, *, renew: bool = False) -> None:
    """File bodies are named by their digest, so each is copied once; with `renew` one that differs is put right."""
    if not source.is_dir():
        return
    target.mkdir(mode=0o700, exist_ok=True)
    for body in source.iterdir():
        if not body.is_file() or body.name.startswith("."):
            continue
        there = target / body.name
        if not there.exists() or (renew and _digest(there) != _digest(body)):
            carry(body, there)


def backups_in(folder: Path, stem: str) -> list[tuple[datetime, Path]]:
    """The backups of a pool in a folder, latest first."""
    found = []
    for path in folder.glob("*.tpool") if folder.is_dir() else ():
        match = _STAMP.search(path.stem)
        if match and path.stem[: match.start()] == stem:
            with contextlib.suppress(ValueError):
                found.append((datetime.strptime(match[1], "%Y-%m-%d %H%M%S"), path))  # noqa: DTZ007 - a name, not a moment
    return sorted(found, reverse=True)


def _sweep_unfinished(folder: Path, stem: str) -> None:
    """Delete what a killed program left of a backup it had not finished: it never had its name."""
    for path in (*folder.glob(".*.tpool.*part*"), *folder.glob(".*.tpkey.*part*")):
        name = path.name[1:].split(".tpkey")[0].split(".tpool")[0]
        match = _STAMP.search(name)
        if match and name[: match.start()] == stem:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
    for bodies in folder.glob("*.tpfiles"):
        match = _STAMP.search(bodies.stem)
        if match and bodies.stem[: match.start()] == stem and not bodies.with_suffix(".tpool").exists():
            shutil.rmtree(bodies, ignore_errors=True)


def is_backup_due(folder: Path, stem: str, at: datetime) -> bool:
    """The rule: one a day, taken at the first opening or change of that day.

    A backup dated ahead (this computer's clock was wrong once) does not stand for today's.
    """
    return all(taken.date() != at.date() for taken, _ in backups_in(folder, stem))


def prune(folder: Path, stem: str, fresh: Path | None = None) -> list[Path]:
    """Thin old backups by the rule: the latest 14 stay, and the last of each of the latest 12 months.

    The `fresh` one stays whatever its date: this computer's clock may have gone back.
    """
    all_of_them = backups_in(folder, stem)
    keep = {path for _, path in all_of_them[:KEEP_LATEST]} | ({fresh} if fresh else set())
    months: dict[str, Path] = {}
    for taken, path in all_of_them:
        months.setdefault(f"{taken:%Y-%m}", path)
    keep |= set(list(months.values())[:KEEP_MONTHS])
    gone = [path for _, path in all_of_them if path not in keep]
    for path in gone:
        for part in (path, key_path(path)):
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        shutil.rmtree(folder_of(path), ignore_errors=True)
    return gone


def restore(
    backup: Path,
    target: Path,
    at: datetime,
    key: bytes | None = None,
    new_slot: tuple[str, str, Cost | None] | None = None,
    slots: tuple[Slot, ...] = (),
) -> Path | None:
    """Put a backup back as the pool at `target`; a pool already there is set aside whole, and where is returned.

    With `key` the copy is verified first. With a key from a recovery sheet no key file is needed: `new_slot` (name,
    passphrase, cost) makes one. Where `slots` are given they are its ways in, at no moment those the backup was taken
    with. Problem where anything stands in the way; the pool at `target` is then as it was.
    """
    if not backup.is_file():
        raise Problem(f"There is no backup at {backup}.", kept="Nothing was changed.")
    refuse_far_places(target)
    make_folder(target.parent)
    faults = faults_of(backup, key) if key is not None else []
    if faults:
        raise Problem(
            f"{backup.name} does not open with this recovery sheet or passphrase, or it is damaged: {faults[0]}",
            kept="Nothing was changed.",
            todo="Try an older backup.",
        )
    keys = KeyFile.load(key_path(backup)) if key is None else _keys_for(backup, key, new_slot)
    keys = replace(keys, slots=slots) if slots else keys
    lock = PoolLock(target)
    lock.take()
    part = target.with_name(f".{target.name}.restore.part")
    try:
        carry(backup, part)
        aside = set_aside(target, at)
        for log in logs_of(target):
            log.unlink(missing_ok=True)  # it belongs to the pool set aside, where a copy of it lies
        _copy_files(folder_of(backup), folder_of(target), renew=True)
        keys.save(key_path(target))
        if aside is not None:
            owe(target, aside, at)
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        lock.release()
    return aside


def _keys_for(backup: Path, key: bytes, new_slot: tuple[str, str, Cost | None] | None) -> KeyFile:
    if new_slot is None:
        if key_path(backup).exists():
            return KeyFile.load(key_path(backup))
        raise Problem(
            "A new passphrase is needed with the recovery sheet.",
            kept="Nothing was changed.",
            todo="Give one with --passphrase-file.",
        )
    engine = open_engine(backup, key, "look")
    try:
        with engine.connect() as connection:
            head = read_head(connection)
            pool_id = connection.execute(
                text("SELECT json_extract(value, '$') FROM setting WHERE key = 'pool_id'")
            ).scalar()
    finally:
        engine.dispose()
    name, passphrase, cost = new_slot
    return KeyFile(str(pool_id or backup.stem)).with_anchor(head).with_slot(name, passphrase, key, cost)


def set_aside(pool: Path, at: datetime) -> Path | None:
    """Copy a pool (with its key file and its log) out of the way, whole; gives where it lies now.

    Copied, not renamed: at no moment is there no pool, and none is ever parted from its log.
    """
    if not pool.exists():
        return None
    stem = f"{pool.stem} set aside {at:%Y-%m-%d %H%M%S}"
    number = 1
    while pool.with_name(stem + ".tpool").exists():
        number += 1
        stem = f"{pool.stem} set aside {at:%Y-%m-%d %H%M%S} ({number})"
    for suffix in (".tpool-wal", ".tpkey", ".tpool"):
        old = pool.with_name(pool.stem + suffix)
        if old.exists():
            carry(old, pool.with_name(stem + suffix))
    _copy_files(folder_of(pool), folder_of(pool.with_name(stem + ".tpool")))
    return pool.with_name(stem + ".tpool")
