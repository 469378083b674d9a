"""One opener at a time: who holds a pool, and taking over from the dead only."""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import socket
from pathlib import Path

from filelock import FileLock, Timeout

from trainerpool.host.files import cannot_write
from trainerpool.problem import Problem


class PoolLock:
    """The system's own lock on a file beside the pool; it falls with the process that holds it.

    A second file names the holder, so that whoever is refused knows whom to ask. The lock file is never deleted:
    deleting it while another waits would let two hold two files of one name.
    """

    def __init__(self, pool: Path) -> None:
        whole = pool.resolve()  # two names of one file are one pool
        # Not kept by thread: the worker thread opens the pool, and the window may be the one that closes it.
        self._lock = FileLock(f"{whole}-lock", timeout=0, thread_local=False)
        self._holder = Path(f"{whole}-holder")
        self._pool = pool

    def take(self) -> None:
        """Take the lock; Problem naming the holder where somebody has the pool open."""
        try:
            self._lock.acquire()
        except Timeout as error:
            if not Path(self._lock.lock_file).exists():  # nobody holds what cannot even be made
                raise cannot_write(self._pool, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))) from error
            raise Problem(
                f"{self._pool.name} is open already: {self.holder()}.",
                kept="Nothing was opened or changed.",
                todo="Close it there first, or ask them to.",
            ) from error
        except OSError as error:
            raise cannot_write(self._pool, error) from error
        with contextlib.suppress(OSError):
            self._holder.unlink(missing_ok=True)  # of a holder that died
            descriptor = os.open(self._holder, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(json.dumps(me()))

    def holder(self) -> str:
        """Who holds it, in words."""
        try:
            held = json.loads(self._holder.read_text(encoding="utf-8"))
            return f"by {held['user']} on {held['computer']} (process {held['process']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "by another program on this computer"

    def release(self) -> None:
        """Give it back; nothing happens where it is not held."""
        if not self._lock.is_locked:
            return
        with contextlib.suppress(OSError):
            self._holder.unlink(missing_ok=True)
        self._lock.release()


def me() -> dict[str, str | int]:
    """Who this process is, for somebody who is refused."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "somebody"
    return {"user": user, "computer": socket.gethostname(), "process": os.getpid()}
