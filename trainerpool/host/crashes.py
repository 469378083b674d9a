"""What is kept of a fault of the program: where in our code it happened, never what it was about."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

from trainerpool.host.files import write_whole
from trainerpool.host.folders import log_folder
from trainerpool.problem import Problem

_MOST = 40


def crash_words(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The fault as text: its kind and the places in the code. Messages and values stay out: they may name people."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-_MOST:]
    ]
    try:
        ours = version("trainerpool")
    except PackageNotFoundError:
        ours = "unknown"
    head = [
        f"Trainer Pool {ours}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
        kind.__name__,
    ]
    return "\n".join([*head, *places, ""])


def keep_crash(kind: type[BaseException], trace: TracebackType | None, at: datetime) -> Path | None:
    """Write the fault down in the log folder; gives where, or None where it could not be written."""
    try:
        path = log_folder() / f"fault {at:%Y-%m-%d %H%M%S}.txt"
        write_whole(path, crash_words(kind, trace).encode())
    except (Problem, OSError):
        return None
    return path


def in_a_sentence(kept: Path | None) -> str:
    """What a person is told."""
    where = f" What happened is noted, without names, in {kept}." if kept else ""
    return f"Trainer Pool has met a fault of its own and stopped this work. Everything done before is saved.{where}"
