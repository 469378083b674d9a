"""What the database says when it cannot, in words for the person."""

from __future__ import annotations

import errno
from pathlib import Path

from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from trainerpool.host.files import cannot_write
from trainerpool.problem import Problem


def in_words(error: Exception, path: Path) -> Problem | None:
    """The Problem behind a database's error, or None where it is a fault of this program."""
    if isinstance(error, StaleDataError):
        return Problem(
            "Somebody changed this record a moment ago.",
            kept="Nothing was changed by you.",
            todo="Look at it again, then decide.",
        )
    said = str(getattr(error, "orig", error)).lower()
    if isinstance(error, IntegrityError):
        return _contradiction() if "unique" in said or "foreign key" in said else None
    if "is full" in said:
        return cannot_write(path, OSError(errno.ENOSPC, ""))
    if "readonly" in said or "read-only" in said:
        return cannot_write(path, OSError(errno.EROFS, ""))
    if "locked" in said or "busy" in said:
        return Problem(
            "The pool is busy with another piece of work.", kept="Nothing was changed.", todo="Try again in a moment."
        )
    if "unable to open" in said:
        return gone(path)
    # SQLite's own answer to a damaged file is the bare class; our own wrong SQL comes as one of its children.
    if type(error) is DatabaseError or "malformed" in said or "vtable constructor" in said:
        return damaged(path)
    if "i/o error" in said or "interrupted" in said:
        return Problem(
            f"{path.name} could not be read or written: the disk reported a fault.",
            kept="What was there before is unchanged.",
            todo="Check the disk, then try again.",
        )
    return None


def gone(path: Path) -> Problem:
    """The pool's file is not where it was while it is open."""
    return Problem(
        f"{path.name} is no longer in {path.parent}, or another file lies there in its place.",
        kept="This change was not made. Everything saved before can still be read here.",
        todo="Make a backup now (Settings, Backups) before you close the pool; then put the file back, or restore that backup.",
    )


def damaged(path: Path) -> Problem:
    """The file does not read back as what was written."""
    return Problem(
        f"{path.name} cannot be read with this key: it is damaged, or belongs to another key file.",
        kept="It was not changed.",
        todo="Restore yesterday's backup: trainerpool restore BACKUP --to POOL.",
    )


def _contradiction() -> Problem:
    return Problem(
        "This would contradict a record already in the pool.",
        kept="Nothing was changed.",
        todo="Look at the record it clashes with.",
    )
