"""One opener at a time: who holds a pool, and taking over from the dead only."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from pathlib import Path

from filelock import FileLock, Timeout

from trainerpool.domain.problem import Problem


class PoolLock:
    """The system's own lock on a file beside the pool; it falls with the process that holds it.

    A second file names the holder, so that whoever is refused knows whom to ask.
    """

    def __init__(self, pool: Path) -> None:
        self._lock = FileLock(str(pool) + "-lock", timeout=0)
        self._holder = Path(str(pool) + "-holder")
        self._pool = pool

    def take(self) -> None:
        """Take the lock; Problem naming the holder where somebody has the pool open."""
        try:
            self._lock.acquire()
        except Timeout as error:
            raise Problem(
                f"{self._pool.name} is open already: {self.holder()}.",
                kept="Nothing was opened or changed.",
                todo="Close it there first, or ask them to.",
            ) from error
        except OSError as error:
            from trainerpool.host.files import cannot_write

            raise cannot_write(self._pool, error) from error
        with contextlib.suppress(OSError):
            self._holder.write_text(json.dumps(me()), encoding="utf-8")
            self._holder.chmod(0o600)

    def holder(self) -> str:
        """Who holds it, in words."""
        try:
            held = json.loads(self._holder.read_text(encoding="utf-8"))
            return f"by {held['user']} on {held['computer']} (process {held['process']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "by another program on this computer"

    def release(self) -> None:
        """Give it back."""
        with contextlib.suppress(OSError):
            self._holder.unlink(missing_ok=True)
        self._lock.release()
        with contextlib.suppress(OSError):
            Path(self._lock.lock_file).unlink(missing_ok=True)


def me() -> dict[str, str | int]:
    """Who this process is, for somebody who is refused."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "somebody"
    return {"user": user, "computer": socket.gethostname(), "process": os.getpid()}
