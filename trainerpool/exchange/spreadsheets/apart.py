"""Reading a file of the old kind in a process of its own: a damaged one can hang or fell its reader, and then only that."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from trainerpool.problem import Problem

_SECONDS = 30.0
_MEMORY = 3_000_000_000


def run_apart(work: Callable[[bytes, str], Any], data: bytes, name: str) -> Any:
    """The result of work(data, name), done in a child process with limits of time and memory.

    Raises Problem where the child ends without a result, or with a Problem of its own.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(theirs, work, data, name), daemon=True)
    child.start()
    theirs.close()
    try:
        result = ours.recv() if ours.poll(_SECONDS) else None
    except (EOFError, OSError):
        result = None
    finally:
        ours.close()
        child.kill()
        child.join()
        child.close()
    if result is None:
        result = Problem(
            f"“{name}” is damaged and could not be read.",
            kept="Nothing was changed.",
            todo="Open it in a spreadsheet program, save it as .xlsx and try again.",
        )
    if isinstance(result, Problem):
        raise result
    return result


def _child(answer: Connection, work: Callable[[bytes, str], Any], data: bytes, name: str) -> None:
    if sys.platform != "win32":
        import os
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what a falling reader prints helps nobody
    try:
        answer.send(work(data, name))
    except Problem as problem:
        answer.send(Problem(problem.text, kept=problem.kept, todo=problem.todo))
    finally:
        answer.close()
