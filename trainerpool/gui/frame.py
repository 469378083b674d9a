"""What the program gives the window besides its pages: deeds on the desk, facts for the frame, entries for the menus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trainerpool.gui.shell import POOL_SEAT, Command, PoolFacts


@dataclass(frozen=True, slots=True)
class Found:
    """Something of the pool that the palette found: a person, a course, a session."""

    title: str
    detail: str
    page: str
    argument: object = None
    icon: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of File, Edit, View, Go, Pool or Help; `needs_pool` ones are there only while a store is open.

    `seat` is who it is for; empty for everybody.
    """

    menu: str
    command: Command
    needs_pool: bool = True
    seat: str = POOL_SEAT


def _no_facts(_desk: Any) -> PoolFacts:
    return PoolFacts()


def _found_nothing(_desk: Any, _words: str) -> Sequence[Found]:
    return ()


@dataclass(frozen=True, slots=True)
class FrameDeeds:
    """Called in the database worker with the desk: undo and redo give a Done, or None when there is nothing to undo."""

    undo: Callable[[Any], Any] = lambda _desk: None
    redo: Callable[[Any], Any] = lambda _desk: None
    facts: Callable[[Any], PoolFacts] = _no_facts
    search: Callable[[Any, str], Sequence[Found]] = _found_nothing
    entries: Sequence[MenuEntry] = ()
    open_pool: Callable[[Path], None] = lambda _path: None
    open_made: Callable[[Callable[[], Any], str, object, Path | None], None] = lambda _make, _page, _about, _path: None
    recent: Callable[[], Sequence[Path]] = lambda: ()
    version: str = ""


@dataclass(slots=True)
class Remembered:
    """What the window keeps between two starts; the program stores it as plain values."""

    scheme: str = ""
    text_size: float = 1.0
    density: str = ""
    inspector_widths: dict[str, int] = field(default_factory=dict)
    size: tuple[int, int] = (1366, 768)
    is_maximised: bool = False
    is_inspector_shown: bool = True
