"""Whole-file writes: a file is there complete, or it is as it was."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import secrets
from pathlib import Path

from trainerpool.problem import Problem

_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.ENOSYS})
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "this place may not be written to",
    errno.EPERM: "this place may not be written to",
    errno.EROFS: "this place is read-only",
    errno.ENOENT: "the folder is not there",
    errno.ENOTDIR: "the folder is not there",
    errno.EIO: "the disk reported a fault",
    errno.ENAMETOOLONG: "its name is too long",
}


def write_whole(path: Path, content: bytes, *, private: bool = True) -> None:
    """Write a file so that a crash or a full disk leaves the old one, never half of the new.

    Raises Problem where the place cannot be written, naming the place and the reason.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise cannot_write(path, error) from error


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last through a power cut.

    Windows and some shares cannot do that for a folder; there the rename itself has to be enough.
    """
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def sweep_parts(path: Path) -> None:
    """Delete what a killed program left of an unfinished whole-file write of this file."""
    with contextlib.suppress(OSError):
        for left in path.parent.glob(f".{glob.escape(path.name)}.*part*"):
            left.unlink(missing_ok=True)


def cannot_write(path: Path, error: OSError) -> Problem:
    """The sentence for a place that could not be written."""
    reason = _REASONS.get(error.errno or 0, error.strerror or "the system refused")
    return Problem(
        f"{path.name} could not be written in {path.parent}: {reason}.",
        kept="What was there before is unchanged.",
        todo="Choose another place, or make room and try again.",
    )


def make_folder(folder: Path, *, private: bool = True) -> Path:
    """The folder, made if it is not there; Problem where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o755)
    except OSError as error:
        raise cannot_write(folder, error) from error
    return folder
