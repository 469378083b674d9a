"""The pool on disk: making it, opening it, one piece of work at a time, and closing it."""

from __future__ import annotations

import contextlib
import errno
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from trainerpool.host.drives import not_local
from trainerpool.host.files import cannot_write, make_folder, sweep_parts, sync_folder
from trainerpool.host.locks import PoolLock
from trainerpool.problem import Problem
from trainerpool.store.derived import Derived
from trainerpool.store.engine import DATABASE_ERRORS, WRITING, open_engine
from trainerpool.store.failures import damaged, gone, in_words
from trainerpool.store.files import Bodies
from trainerpool.store.keys import Anchor, Cost, KeyFile, new_key, recovery_words
from trainerpool.store.owed import owed_by, settle
from trainerpool.store.records import new_id
from trainerpool.store.redaction import replay_erasures
from trainerpool.store.schema import FORMAT, make_schema
from trainerpool.store.search import keep_in_step
from trainerpool.store.trail import has_link, netted, read_head, write_deed
from trainerpool.store.undo import Stacks, Step, bare_name, read_entries, read_stacks
from trainerpool.store.work import Done, Work

Reader = Session


@dataclass(frozen=True)
class Stamp:
    """Who does a deed, and the moment."""

    by: str
    at: datetime


def key_path(pool: Path) -> Path:
    """Where the key file of a pool lies."""
    return pool.with_suffix(".tpkey")


class Store:
    """An open pool. One opener at a time; every change goes through `work`."""

    def __init__(self, path: Path, key: bytes, keys: KeyFile, lock: PoolLock | None, person: str) -> None:
        self.path, self.key, self.keys, self.person = path, key, keys, person
        self._lock = lock
        self.engine: Engine = open_engine(path, key)
        self._writing = threading.Lock()
        self._busy_thread: int | None = None
        self._keys_unsaved = False
        try:
            with self.engine.connect() as connection:
                self.head: Anchor = read_head(connection)
                self.stacks: Stacks = read_stacks(connection)
                is_known = has_link(connection, keys.anchor)
        except DatabaseError as error:
            self.engine.dispose()
            raise in_words(error, path) or error from error
        if not is_known:
            self.keys = keys.with_lost(keys.anchor).with_anchor(self.head)
            self._keys_unsaved = True
        self._identity = _identity(path)
        self.changed = 0
        self.derived = Derived()
        self.bodies = Bodies(path, key)

    # Opening and closing

    @classmethod
    def create(cls, path: Path, person: str, passphrase: str, cost: Cost | None = None) -> tuple[Store, str]:
        """Make an empty, encrypted pool; gives it open, and the 24 words of its recovery sheet."""
        path = path.expanduser().absolute()
        refuse_far_places(path)
        if path.suffix != ".tpool":
            raise Problem(f"A pool's file ends in .tpool; {path.name} does not.", todo=f"Call it {path.stem}.tpool.")
        for there in (path, key_path(path)):
            if there.exists():
                raise Problem(
                    f"{there.name} is there already.", kept="It was not touched.", todo="Choose another name or folder."
                )
        make_folder(path.parent)
        key = new_key()
        keys = KeyFile(new_id()).with_slot(person, passphrase, key, cost)
        lock = PoolLock(path)
        lock.take()
        try:
            keys.save(key_path(path))
            engine = open_engine(path, key, "make")
            with engine.connect().execution_options(**WRITING) as connection, connection.begin():
                make_schema(connection)
            engine.dispose()
            path.chmod(0o600)
            sync_folder(path.parent)
            return cls(path, key, keys, lock, person), recovery_words(key)
        except BaseException as error:
            for made in (path, key_path(path), *logs_of(path)):
                with contextlib.suppress(OSError):
                    made.unlink(missing_ok=True)
            lock.release()
            if isinstance(error, (OSError, *DATABASE_ERRORS)):
                raise cannot_write(path, OSError(errno.ENOSPC if "full" in str(error) else 0, "")) from error
            raise

    @classmethod
    def open(
        cls, path: Path, passphrase: str | None = None, key: bytes | None = None, person: str = "recovery sheet"
    ) -> Store:
        """Open a pool with a passphrase, or with the raw key as `person`.

        A pool put back from a backup is first rid of what had been erased since, however the restore ended. Problem where
        it is far away, held, damaged or not yours.
        """
        if not path.exists():
            raise Problem(f"There is no pool at {path}.", todo="Look for the file, or restore a backup.")
        refuse_far_places(path)
        path = path.resolve()
        lock = PoolLock(path)
        lock.take()
        try:
            sweep_parts(path)
            sweep_parts(key_path(path))
            keys = KeyFile.load(key_path(path))
            if key is None:
                key, slot = keys.read_key(passphrase or "")
                person = slot.name
            check_readable(path, key)
            store = cls(path, key, keys, lock, person)
            store._erase_what_is_owed()
        except BaseException:
            lock.release()
            raise
        return store

    def _erase_what_is_owed(self) -> None:
        """Nobody reads a pool that was put back before those erased since are erased from it again."""
        owed = owed_by(self.path)
        if not owed:
            return
        try:
            for one in owed:
                replay_erasures(self, one.newer, Stamp(self.person, one.at))
            settle(self.path)
        except BaseException:
            self.engine.dispose()
            raise

    def close(self) -> None:
        """Close it: the write-ahead log goes back into the file, the lock is given back."""
        if self._keys_unsaved:
            self._save_anchor()
        with contextlib.suppress(DatabaseError), self.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()

    # Reading and writing

    @contextlib.contextmanager
    def reader(self) -> Iterator[Reader]:
        """A session to read with; what is changed in it is never written."""
        try:
            with Session(
                self.engine, autoflush=False, expire_on_commit=False, info={"derived": self.derived}
            ) as session:
                yield session
                session.rollback()
        except DatabaseError as error:
            raise in_words(error, self.path) or error from error

    @contextlib.contextmanager
    def work(
        self, name: str, stamp: Stamp, *, one_way: bool = False, undo_of: int | None = None, redo_of: int | None = None
    ) -> Iterator[Work]:
        """One named piece of work: all of it happens, with its trail, or none of it. `work.done` says what it did."""
        if self._busy_thread == threading.get_ident():
            raise RuntimeError("a piece of work does not nest")
        with self._writing:
            self._busy_thread = threading.get_ident()
            try:
                yield from self._work(name, stamp, one_way, undo_of, redo_of)
            finally:
                self._busy_thread = None

    def _work(self, name: str, stamp: Stamp, one_way: bool, undo_of: int | None, redo_of: int | None) -> Iterator[Work]:
        try:
            with Session(self.engine, expire_on_commit=False) as session:
                connection = session.connection(execution_options=WRITING)
                work = Work(session, name, one_way=one_way)
                yield work
                session.flush()
                if work.erased and not work.one_way:
                    raise RuntimeError("an erasure is one-way")
                entries, head = netted(work.entries), self.head
                deed = {
                    "at": stamp.at.isoformat(), "by": stamp.by, "name": work.name, "one_way": work.one_way,
                    "undo_of": undo_of, "redo_of": redo_of,
                }  # fmt: skip
                # An undo is written even where nothing differed, or it would be the next to undo for ever.
                if entries or work.one_way or undo_of is not None or redo_of is not None:
                    keep_in_step(session, entries)
                    head = write_deed(connection, self.head, deed, entries, frozenset(work.erased))
                self._check_in_place()
                session.commit()
        except (DatabaseError, StaleDataError) as error:
            raise in_words(error, self.path) or error from error
        told = work.record, work.one_way, work.result
        if head == self.head:
            work.done = Done(work.name, None, frozenset(), *told)
            return
        work.done = Done(work.name, head.count, frozenset(entry.kind for entry in entries), *told)
        step = Step(head.count, bare_name(work.name), stamp.at.isoformat(), stamp.by)
        self.stacks.push(step, one_way=work.one_way, undo_of=undo_of, redo_of=redo_of, entries=len(entries))
        self.head = head
        self.changed += 1
        self.derived.forget(entries)
        self.keys = self.keys.with_anchor(head)
        self._save_anchor()
        if work.erased:
            self._forget()

    def _save_anchor(self) -> None:
        """Write the trail's head beside the pool. The deed is done already: where this fails, the next one tries again."""
        try:
            self.keys.save(key_path(self.path))
            self._keys_unsaved = False
        except Problem:
            self._keys_unsaved = True

    def _forget(self) -> None:
        """After an erasure: no undo of what was erased, and no old page of it left in the index or in the log."""
        with self.engine.connect().execution_options(**WRITING) as connection:
            self.stacks = read_stacks(connection)
            # The erasure is done; where there is no room to tidy up, closing the pool does it.
            with contextlib.suppress(*DATABASE_ERRORS):
                connection.execute(text("INSERT INTO search_index(search_index) VALUES ('optimize')"))
                connection.commit()
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _check_in_place(self) -> None:
        """A file deleted or exchanged while it is open would take every further change with it, unseen."""
        if _identity(self.path) != self._identity or not logs_of(self.path)[0].exists():
            raise gone(self.path)

    @property
    def warnings(self) -> list[str]:
        """What the person must be told about this pool now that it is open."""
        return [
            f"Deed {lost.count} of this pool was written down in its key file, and is not in the pool: its end is missing, "
            "or an older file was put in its place. Look for the newer file, or restore the latest backup."
            for lost in self.keys.lost
        ]

    def undo(self, stamp: Stamp) -> Done:
        """Take back the last deed that can be; Problem where there is none or it was built upon since."""
        if not self.stacks.undo:
            raise Problem("There is nothing to undo.", kept="Nothing was changed.")
        step = self.stacks.undo[-1]
        with self.work(f"Undo: {step.name}", stamp, undo_of=step.seq) as work:
            work.reverse(read_entries(work.session.connection(), step.seq))
        return work.done

    def redo(self, stamp: Stamp) -> Done:
        """Do again the deed undone last."""
        if not self.stacks.redo:
            raise Problem("There is nothing to redo.", kept="Nothing was changed.")
        step = self.stacks.redo[-1]
        with self.work(f"Redo: {step.name}", stamp, redo_of=step.seq) as work:
            work.reverse(read_entries(work.session.connection(), step.seq))
        return work.done

    def save_keys(self, keys: KeyFile) -> None:
        """Write the key file anew (a slot added, changed or taken away)."""
        changed = replace(keys, anchor=self.head, lost=self.keys.lost)
        changed.save(key_path(self.path))
        self.keys, self._keys_unsaved = changed, False


def logs_of(path: Path) -> tuple[Path, Path]:
    """The write-ahead log of a database and its index; the first holds deeds not yet in the file."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_dev, known.st_ino


def check_readable(path: Path, key: bytes) -> None:
    """Problem where the file is not a pool of this key, is damaged at its start, or is of a later program."""
    if not path.stat().st_size:
        raise _never_finished(path)
    engine = open_engine(path, key)
    try:
        with engine.connect() as connection:
            tables = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar() or 0
            version = connection.execute(text("PRAGMA user_version")).scalar() or 0
    except DatabaseError as error:
        raise in_words(error, path) or damaged(path) from error
    finally:
        engine.dispose()
    if not tables:
        raise _never_finished(path)
    if version > FORMAT:
        raise Problem(
            f"{path.name} was written by a later Trainer Pool (format {version}).",
            kept="It was not changed.",
            todo="Update this program.",
        )
    if version < FORMAT:
        from trainerpool.store.migrations.guard import migrate

        migrate(path, key)


def _never_finished(path: Path) -> Problem:
    return Problem(
        f"{path.name} is empty: the pool was never finished.",
        kept="It was not changed.",
        todo="Restore a backup; or delete it with its key file and make the pool again.",
    )


def refuse_far_places(path: Path) -> None:
    """Problem where a live pool may not lie, with the way out."""
    why = not_local(path)
    if why:
        raise Problem(
            f"A live pool is not opened from {why}: it could be damaged there.",
            kept="It was not opened or changed.",
            todo="Copy it to this computer and open it here; then set that folder as its home copy (Settings, Backups), which is kept up to date for you.",
        )
