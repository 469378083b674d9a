"""Whole-file writes: a file is there complete, or it is as it was."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from trainerpool.domain.problem import Problem


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
    """Make a rename in this folder last through a power cut (a folder cannot be opened so on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def cannot_write(path: Path, error: OSError) -> Problem:
    """The sentence for a place that could not be written."""
    why = {
        28: "the disk is full",
        13: "this place may not be written to",
        30: "this place is read-only",
        2: "the folder is not there",
    }
    reason = why.get(error.errno or 0, error.strerror or "the system refused")
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
