"""The pool on disk: making it, opening it, one piece of work at a time, and closing it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from trainerpool.domain.problem import Problem
from trainerpool.host.drives import not_local
from trainerpool.host.files import cannot_write, make_folder
from trainerpool.host.locks import PoolLock
from trainerpool.store.engine import WRITING, open_engine
from trainerpool.store.keys import Anchor, Cost, KeyFile, new_key, recovery_words
from trainerpool.store.records import new_id
from trainerpool.store.schema import FORMAT, make_schema
from trainerpool.store.search import keep_in_step
from trainerpool.store.trail import read_head, write_deed
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
        with self.engine.connect() as connection:
            self.head: Anchor = read_head(connection)
            self.stacks: Stacks = read_stacks(connection)
        self.changed = 0

    # Opening and closing

    @classmethod
    def create(cls, path: Path, person: str, passphrase: str, cost: Cost | None = None) -> tuple[Store, str]:
        """Make an empty, encrypted pool; gives it open, and the 24 words of its recovery sheet."""
        _refuse_far_places(path)
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
            engine = open_engine(path, key)
            with engine.connect().execution_options(**WRITING) as connection, connection.begin():
                make_schema(connection)
            engine.dispose()
            path.chmod(0o600)
            return cls(path, key, keys, lock, person), recovery_words(key)
        except BaseException:
            lock.release()
            for made in (path, key_path(path)):
                made.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path, passphrase: str | None = None, key: bytes | None = None) -> Store:
        """Open a pool with a passphrase, or with the raw key. Problem where it is far away, held, damaged or not yours."""
        if not path.exists():
            raise Problem(f"There is no pool at {path}.", todo="Look for the file, or restore a backup.")
        _refuse_far_places(path)
        keys = KeyFile.load(key_path(path))
        lock = PoolLock(path)
        lock.take()
        try:
            person = "recovery sheet"
            if key is None:
                key, slot = keys.read_key(passphrase or "")
                person = slot.name
            check_readable(path, key)
            return cls(path, key, keys, lock, person)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Close it: the write-ahead log goes back into the file, the lock is given back."""
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
        with Session(self.engine, autoflush=False, expire_on_commit=False) as session:
            yield session
            session.rollback()

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
                work = Work(session)
                yield work
                session.flush()
                done = Done(name, record=work.record, result=work.result, one_way=one_way)
                head = self.head
                if work.entries or one_way:
                    keep_in_step(session, work.entries)
                    deed = {
                        "at": stamp.at.isoformat(),
                        "by": stamp.by,
                        "name": name,
                        "one_way": one_way,
                        "undo_of": undo_of,
                        "redo_of": redo_of,
                    }
                    head = write_deed(connection, self.head, deed, work.entries)
                    done = Done(
                        name, head.count, frozenset(e.kind for e in work.entries), work.record, one_way, work.result
                    )
                session.commit()
        except (IntegrityError, StaleDataError, OperationalError) as error:
            raise _in_words(error, self.path) from error
        work.done = done
        if done.seq is not None:
            self._committed(
                head,
                done,
                Step(head.count, bare_name(name), stamp.at.isoformat(), stamp.by),
                undo_of,
                redo_of,
                len(work.entries),
            )

    def _committed(
        self, head: Anchor, done: Done, step: Step, undo_of: int | None, redo_of: int | None, entries: int
    ) -> None:
        self.head = head
        self.changed += 1
        self.stacks.push(step, one_way=done.one_way, undo_of=undo_of, redo_of=redo_of, entries=entries)
        self.keys = self.keys.with_anchor(head)
        self.keys.save(key_path(self.path))

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
        self.keys = keys.with_anchor(self.head)
        self.keys.save(key_path(self.path))


def check_readable(path: Path, key: bytes) -> None:
    """Problem where the file is not a pool of this key, is damaged at its start, or is of a later program."""
    engine = open_engine(path, key)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_master"))
            version = connection.execute(text("PRAGMA user_version")).scalar() or 0
    except DatabaseError as error:
        raise Problem(
            f"{path.name} cannot be read with this key: it is damaged, or belongs to another key file.",
            kept="It was not changed.",
            todo="Restore yesterday's backup: trainerpool restore BACKUP --to POOL.",
        ) from error
    finally:
        engine.dispose()
    if version > FORMAT:
        raise Problem(
            f"{path.name} was written by a later Trainer Pool (format {version}).",
            kept="It was not changed.",
            todo="Update this program.",
        )
    if version < FORMAT:
        from trainerpool.store.migrations.guard import migrate

        migrate(path, key)


def _refuse_far_places(path: Path) -> None:
    why = not_local(path)
    if why:
        raise Problem(
            f"A live pool is not opened from {why}: it could be damaged there.",
            kept="It was not opened or changed.",
            todo="Copy it to this computer and open it here; then set that folder as its home copy (Settings, Backups), which is kept up to date for you.",
        )


def _in_words(error: Exception, path: Path) -> Problem:
    text_of = str(getattr(error, "orig", error)).lower()
    if isinstance(error, StaleDataError):
        return Problem(
            "Somebody changed this record a moment ago.",
            kept="Nothing was changed by you.",
            todo="Look at it again, then decide.",
        )
    if "disk is full" in text_of or "database or disk" in text_of:
        return cannot_write(path, OSError(28, "No space left on device"))
    if "readonly" in text_of or "read-only" in text_of:
        return cannot_write(path, OSError(30, "Read-only file system"))
    if "locked" in text_of:
        return Problem(
            "The pool is busy with another piece of work.", kept="Nothing was changed.", todo="Try again in a moment."
        )
    if "unique" in text_of or "foreign key" in text_of:
        return Problem(
            "This would contradict a record already in the pool.",
            kept="Nothing was changed.",
            todo="Look at the record it clashes with.",
        )
    return Problem(
        f"{path.name} could not be written.",
        kept="What was there before is unchanged.",
        todo="Check the disk, then try again.",
    )
