"""The stage a scene is shown on: the real window with its real dialogs, around the example, an empty pool or none."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from tests.gui.screens.desks_seat import make_own_desk
from tests.gui.screens.seats import Answers, Seat
from tests.operations.trust_desks import OWN_WORDS
from trainerpool.gui import theme
from trainerpool.gui.start import assemble
from trainerpool.host.clock import FixedClock
from trainerpool.operations import example
from trainerpool.operations.pools import make_pool, open_pool
from trainerpool.operations.trust import open_profile
from trainerpool.store.keys import Cost

QUICK = Cost(memory_kib=64, passes=1, lanes=1)
POOL = "Northmoor.tpool"
WIDE = (1366, 768)
NARROW = 900  # below it the inspector waits until it is asked for


def make_pools(folder: Path) -> Path:
    """What is only copied from: the example, a pool with nothing in it, and a desk of one's own; the folder is returned."""
    for name in ("example", "empty"):
        (folder / name).mkdir(parents=True)
    example.make_example_pool(folder / "example").store.close()
    clock = FixedClock.on(example.EXAMPLE_DAY)
    make_pool(folder / "empty" / POOL, "Marian Holt", example.PASSPHRASE, clock, QUICK).desk.store.close()
    with pytest.MonkeyPatch.context() as patch:
        make_own_desk(folder / "own", patch, "Aled Thwaite")  # who delivers and observes
    return folder


class Stage:
    """One window for many scenes; each begins with every page let go, and with the pool it asks for as it was made."""

    def __init__(self, app: QApplication, pools: Path, place: Path) -> None:
        self.app, self._pools, self._place = app, pools, place
        self.window, self.opening = assemble(app)
        self.window.resize(*WIDE)
        self.window.show()
        self._copies = 0
        self._open = "none"
        self._came_with: object = None
        self.seat = Seat(self.window, self.opening, None, Answers())  # type: ignore[arg-type]

    def begin(self, pool: str) -> Seat:
        """The seat at this store ("example", "empty", "own" or "none"), nothing open and no page built."""
        self.clear()
        if self._is_used() or self._open != pool:
            self._bring(pool)
        else:
            self.window.navigator.reset()
        self.seat.rest()
        self.seat.front()
        return self.seat

    def _is_used(self) -> bool:
        """Whether the last scene did a deed: the next one gets a fresh copy."""
        return self._open != "none" and self.seat.desk.store.head != self._came_with

    def _bring(self, pool: str) -> None:
        self._open = pool
        if pool == "none":
            self.opening.close_pool()
            self.window.navigator.reset()
            return
        self._copies += 1
        folder = self._place / f"{self._copies}"
        shutil.copytree(self._pools / pool, folder)
        clock = FixedClock.on(example.EXAMPLE_DAY)
        is_own = pool == "own"
        desk = (
            open_profile(folder / "desk", OWN_WORDS, clock)
            if is_own
            else open_pool(folder / POOL, example.PASSPHRASE, clock)
        )
        desk.backups = folder / "backups"
        self.seat.desk = desk
        self._came_with = desk.store.head
        self.opening.show(desk)

    def clear(self) -> None:
        """Close what stands over the window."""
        for one in reversed(self.over()):
            one.close()
        palette = self.window.palette_box
        if palette.isVisible():
            palette.hide()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window.toast.hide()
        self.window.panes.show_inspector(self.window.width() >= NARROW)

    def over(self) -> list[QWidget]:
        """Dialogs and menus that stand over the window, the lowest first."""
        shown = [one for one in QApplication.topLevelWidgets() if one is not self.window and one.isVisible()]
        return sorted((one for one in shown if isinstance(one, (QDialog, QMenu)) or one.isWindow()), key=_height)

    def front(self) -> QWidget:
        """What the person has before them: the topmost dialog or menu, else the window's inside."""
        over = self.over()
        return over[-1] if over else self.window.inner

    def dress(self, scheme: str, *, waits: bool = True) -> None:
        """Put on a scheme; `waits` is off while something goes on for ever behind the scene."""
        if theme.tokens().scheme != scheme:
            had_toast = self.window.toast.isVisible()
            self.window.looks.set_scheme(scheme)
            self.window.toast.setVisible(had_toast)  # that the colours changed is no part of a scene
        self.turn()
        if waits:
            self.seat.rest()

    def size(self, wide: int, high: int, *, waits: bool = True) -> None:
        """Give the window a size, its layouts at rest."""
        self.window.resize(wide, high)
        self.turn()
        if waits:
            self.seat.rest()
            self.turn()

    def turn(self) -> None:
        """Let the event loop go round: what was put into the window is laid out and shown."""
        for _ in range(4):
            turned: list[bool] = []
            QTimer.singleShot(0, lambda turned=turned: turned.append(True))
            self.seat.until(lambda turned=turned: bool(turned))

    def close(self) -> None:
        """Close everything; the colours are light again for whoever comes next."""
        self.clear()
        self.dress("light")
        self.opening.close()
        self.window.close()
        self.window.deleteLater()


def _height(widget: QWidget) -> int:
    """Menus stand over dialogs."""
    return 2 if isinstance(widget, QMenu) or bool(widget.windowFlags() & widget.windowFlags().Popup) else 1


def words(widget: Any) -> str:
    """What a widget says of itself, for a fault's line."""
    for said in ("text", "title", "accessibleName"):
        found = getattr(widget, said, None)
        if callable(found) and isinstance(text := found(), str) and text:
            return f"{type(widget).__name__} {text[:60]!r}"
    return f"{type(widget).__name__} in {type(widget.parent()).__name__}"
