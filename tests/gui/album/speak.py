"""Walks every scene over D-Bus as a screen reader would: `python -m tests.gui.album.speak [WORD ...]`.

It needs a display of its own and a bus: `dbus-run-session -- xvfb-run -a python -m tests.gui.album.speak`. One line for
each scene, one for each fault, and the sum; 0 when nothing interactive lacks a role, a name or a state.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def main(words: list[str]) -> int:
    """Print what was read; 0 when all of it can be said."""
    os.environ.update(QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", NO_AT_BRIDGE="0", QT_QPA_PLATFORM="xcb")
    with tempfile.TemporaryDirectory(prefix="trainerpool-album-", ignore_cleanup_errors=True) as home:
        os.environ.update(dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home))
        return _read(words, Path(home))


def _read(words: list[str], home: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from tests.gui.album.bus import Bus
    from tests.gui.album.scenes import matching, open_gates
    from tests.gui.album.stage import Stage, make_pools

    app = QApplication(sys.argv[:1])
    stage = Stage(app, make_pools(home / "pools"), home)
    bus = Bus()
    _beside(stage, lambda: _come(bus))
    total: Counter[str] = Counter()
    begun = time.monotonic()
    for scene in matching(*words):
        try:
            scene.show(stage)
            nodes = _beside(stage, lambda: list(bus.walk()))
        except (LookupError, TimeoutError) as error:
            print(f"{scene.name}: not shown: {error}", flush=True)
            total["not shown"] += 1
            continue
        finally:
            open_gates()
        found, faults = judge(nodes)
        if not found["interactive"]:
            faults.append("nothing was found on the bus")
            found["without role"] += 1
        total += found
        print(f"{scene.name}: {in_words(found)}", flush=True)
        for fault in faults:
            print(f"    {fault}", flush=True)
    bus.close()
    stage.close()
    print(f"{in_words(total)}; {total['not shown']} scenes not shown; {time.monotonic() - begun:.0f} s")
    return 1 if total["without name"] + total["without role"] + total["without state"] + total["not shown"] else 0


def judge(nodes: list) -> tuple[Counter[str], list[str]]:
    """Counts, and a line for each thing that cannot be said."""
    from tests.gui.album.bus import NO_ROLES

    found: Counter[str] = Counter()
    faults = []
    for node in nodes:
        if not node.is_interactive:
            continue
        found["interactive"] += 1
        lacks = []
        if not node.name.strip() and not node.is_labelled:
            lacks.append("name")
        if node.role in NO_ROLES:
            lacks.append("role")
        if not node.states & {"enabled", "sensitive", "visible"} and node.role != "table cell":
            lacks.append("state")
        for lack in lacks:
            found[f"without {lack}"] += 1
        if lacks:
            faults.append(f"{node.role or 'no role'} {node.name[:60]!r}: no {', no '.join(lacks)} ({node.path})")
    return found, faults


def in_words(found: Counter[str]) -> str:
    lacks = ", ".join(f"{found[f'without {word}']} without {word}" for word in ("name", "role", "state"))
    return f"{found['interactive']} interactive, {lacks}"


def _beside(stage: object, work: Callable[[], T]) -> T:
    """Ask from another thread while the window answers on this one."""
    answers: list[T] = []
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            answers.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where it was asked for
            errors.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    stage.seat.until(lambda: not thread.is_alive(), 60_000)  # type: ignore[attr-defined]
    if errors:
        raise errors[0]
    return answers[0]


def _come(bus: object) -> None:
    ends = time.monotonic() + 20
    while not bus.find_program(os.getpid()):  # type: ignore[attr-defined]
        if time.monotonic() > ends:
            raise TimeoutError("the window did not come to the bus")
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
