"""The scenes: every page, state, form, menu and dialog by name. All checks of the window's look walk this one list.

To add one, write a line in the file of its page (`of_today.py`, ...):

    scene("today", "snoozing a line", lambda seat: press(seat, "Snooze"))

The seat stands at that page of the example when the function is called; it does what a person would do to see the state.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.gui.album.acting import pause
from tests.gui.album.stage import Stage
from tests.gui.screens.seats import Seat
from trainerpool.problem import Problem

HERE = Path(__file__).resolve().parent
LOST = Problem("The pool could not be read", kept="Nothing was changed.", todo="Try again, or open it anew.")


@dataclass(frozen=True)
class Scene:
    """`page` is the page's key, or "frame" for what belongs to the window; `pool` is what it is shown around."""

    page: str
    state: str
    act: Callable[[Seat], object]
    pool: str = "example"
    argument: Callable[[Seat], object] = lambda _seat: None
    start: str = ""
    is_busy: bool = False  # something goes on for ever behind it

    @property
    def name(self) -> str:
        return f"{self.page}/{self.state}"

    def show(self, stage: Stage) -> None:
        """Bring the stage to this scene; LookupError when what it presses is not there."""
        open_gates()
        seat = stage.begin(self.pool)
        key = self.start or self.page
        if key in {spec.key for spec in seat.window.navigator.pages}:
            seat.go(key, self.argument(seat))
        stage.turn()
        seat.front()
        self.act(seat)
        stage.turn()
        if not self.is_busy:
            seat.rest()
            stage.turn()


_SCENES: list[Scene] = []


def scene(page: str, state: str, act: Callable[[Seat], object] = lambda _seat: None, **more: object) -> None:
    """Add a scene to the album."""
    _SCENES.append(Scene(page, state, act, **more))  # type: ignore[arg-type]


def states_of(page: str, **more: object) -> None:
    """What every page has: as it is first seen, over an empty pool, while it waits, and with a problem over it."""
    scene(page, "as it is", **more)
    scene(page, "a problem", lambda seat: seat.window.show_problem(seat.window.navigator.here, LOST), **more)


def waiting(page: str) -> None:
    """The page before its first answer has come."""
    gate = threading.Event()

    def act(seat: Seat) -> None:
        gate.clear()
        seat.window.workplace.background.run(lambda: gate.wait(30), title="Reading the pool", reads=True)
        seat.window.navigator.go(page)
        pause(seat, 1_200)  # by then the page says what it waits for

    scene(page, "waiting", act, start="settings" if page != "settings" else "today", is_busy=True)
    GATES.append(gate)


GATES: list[threading.Event] = []


def open_gates() -> None:
    """Let what waits behind a scene go on, once it has been looked at."""
    for gate in GATES:
        gate.set()


def every_scene() -> list[Scene]:
    """All scenes, those of one pool together so that it is opened once."""
    for path in sorted(HERE.glob("of_*.py")):
        importlib.import_module(f"tests.gui.album.{path.stem}")
    order = {"example": 0, "empty": 1, "own": 2, "none": 3}
    return sorted(_SCENES, key=lambda one: order[one.pool])


def matching(*wanted: str) -> list[Scene]:
    """The scenes whose name holds one of these words; all where none is given."""
    return [one for one in every_scene() if not wanted or any(word in one.name for word in wanted)]
