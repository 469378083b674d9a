"""A screen nobody sees, watched from outside: when a program's first window is painted, whatever it is made with."""

from __future__ import annotations

import mmap
import os
import shutil
import statistics
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WIDE, HIGH = 1366, 768
_EVERY = 16  # of so many rows one is looked at
_ENOUGH = 0.3  # of the looked-at points of a window of the usual size must have changed: more than a splash or a menu
_STILL = 1.5  # seconds without a change: it is finished


@dataclass(frozen=True)
class Painted:
    """Seconds from the start of the process to its first window, and to the last change on the screen after it."""

    first: float
    finished: float


def missing() -> str:
    """Why a screen cannot be had here; "" where it can."""
    return "" if shutil.which("Xvfb") else "Xvfb is not on this machine"


@contextmanager
def screen() -> Iterator[Screen]:
    """A screen of its own for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="trainerpool-screen-") as folder:
        reading, writing = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDE}x{HIGH}x24", "-fbdir", folder, "-nolisten", "tcp"],
            pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                display = f":{told.readline().strip()}"
            with (Path(folder) / "Xvfb_screen0").open("rb") as file:
                held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                yield Screen(display, held)
                held.close()
        finally:
            server.terminate()
            server.wait(10)


class Screen:
    """The display, and what is on it as bytes."""

    def __init__(self, display: str, held: mmap.mmap) -> None:
        self.display, self._held = display, held
        head = struct.unpack(">25I", held[:100])
        self._line = head[12]
        self._begin = head[0] + head[19] * 12  # the header, then the colours

    def _look(self) -> list[bytes]:
        starts = range(self._begin, self._begin + HIGH * self._line, self._line * _EVERY)
        return [self._held[start : start + WIDE * 4] for start in starts]

    def time(self, command: Sequence[str], environment: Mapping[str, str], limit: float = 60.0) -> Painted:
        """Start a program and watch until its window stands still; the program is ended then."""
        blank = self._look()
        bus = ["dbus-run-session", "--"] if shutil.which("dbus-run-session") else []
        begun = time.monotonic()
        program = subprocess.Popen(
            [*bus, *command], env={**environment, "DISPLAY": self.display}, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            return self._watch(blank, begun, limit, program)
        finally:
            _end(program)
            ends = time.monotonic() + 5
            while self._look() != blank and time.monotonic() < ends:
                time.sleep(0.01)

    def _watch(self, blank: list[bytes], begun: float, limit: float, program: subprocess.Popen[bytes]) -> Painted:
        first, last, before = 0.0, begun, blank
        while (now := time.monotonic()) < begun + limit:
            seen = self._look()
            if seen != before:
                before, last = seen, now
            if not first and seen is before and _share(blank, seen) >= _ENOUGH:
                first = now
            if first and now - last > _STILL:
                return Painted(first - begun, last - begun)
            if program.poll() is not None and not first:
                raise ChildProcessError(f"it ended with {program.returncode} before it showed a window")
            time.sleep(0.002)
        raise TimeoutError(f"no window stood still within {limit:.0f} s")


def _share(blank: list[bytes], seen: list[bytes]) -> float:
    changed = sum(
        one[place : place + 4] != other[place : place + 4]
        for one, other in zip(blank, seen, strict=True)
        if one is not other and one != other
        for place in range(0, len(one), 64)
    )
    return changed / (len(seen) * WIDE / 16)


def _end(program: subprocess.Popen[bytes]) -> None:
    """End the program and what it started: its own session, nothing else."""
    import signal

    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(program.pid, sign)
        except ProcessLookupError:
            break
        try:
            program.wait(2)
        except subprocess.TimeoutExpired:
            continue
    program.wait(5)


def median(found: Sequence[Painted]) -> Painted:
    """The middle of several, each figure for itself."""
    return Painted(statistics.median(one.first for one in found), statistics.median(one.finished for one in found))
