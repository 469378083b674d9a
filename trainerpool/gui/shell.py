"""What a screen may call of the window around it; a screen knows nothing else of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from trainerpool.gui.background import Background, CancelToken, Job, Progress

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the palette can go to or do: its words, its keys, and what it runs.

    `group` is the heading it is found under; `also` are other words people use for it.
    """

    title: str
    run: Callable[[], None]
    detail: str = ""
    keys: str = ""
    icon: str = ""
    group: str = "Do"
    also: str = ""


POOL_SEAT, OWN_SEAT, TRAINER_SEAT, OBSERVER_SEAT = "pool", "own", "trainer", "observer"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of the rail.

    `build` is called the first time the page is shown, on the GUI thread; it imports its screen inside, so that nothing
    heavy is imported before the window is painted. `place` is "rail" (Alt+1..9 in order), "foot" (Settings) or "hidden"
    (reached by navigate only, such as one trainer's page; `under` names the rail page that stays marked). `load` imports
    what `build` will need; it may be called from a worker. `seat` is who sits before it: the Business Unit at a pool,
    anybody at a desk of their own, a trainer or an observer there.
    """

    key: str
    title: str
    icon: str
    build: Callable[[Shell], QWidget]
    place: str = "rail"
    under: str = ""
    needs_pool: bool = True
    load: Callable[[], object] = lambda: None
    seat: str = POOL_SEAT

    def is_for(self, seats: frozenset[str]) -> bool:
        """Whether it belongs to the store that is open, or to none."""
        return not self.needs_pool or self.seat in seats


@dataclass(frozen=True, slots=True)
class Question:
    """A confirmation: asked only before what destroys, sends or cannot be undone."""

    title: str
    text: str
    deed: str
    keep: str = "Cancel"
    details: tuple[str, ...] = ()
    destroys: bool = False


class Dialogs(Protocol):
    """The seam through which every dialog is asked, so that a test or the tour can answer."""

    def confirm(self, parent: QWidget, question: Question, answered: Callable[[bool], None]) -> None: ...

    def open_file(
        self, parent: QWidget, title: str, kinds: Sequence[str], chosen: Callable[[Path | None], None]
    ) -> None: ...

    def open_files(
        self, parent: QWidget, title: str, kinds: Sequence[str], chosen: Callable[[Sequence[Path]], None]
    ) -> None: ...

    def save_file(
        self, parent: QWidget, title: str, name: str, kinds: Sequence[str], chosen: Callable[[Path | None], None]
    ) -> None: ...

    def choose_folder(self, parent: QWidget, title: str, chosen: Callable[[Path | None], None]) -> None: ...

    def ask_text(
        self, parent: QWidget, title: str, label: str, answered: Callable[[str | None], None], secret: bool = False
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class PoolFacts:
    """What the frame of the window says about the open pool; `policy` and `backup` are whole phrases
    ("Policy of 1 Sep 2026", "Last backup today 09:00").
    """

    name: str = ""
    partnership: str = ""
    person: str = ""
    part: str = ""
    policy: str = ""
    backup: str = ""
    undo: str = ""
    redo: str = ""
    saved_at: str = ""
    badges: dict[str, int] = field(default_factory=dict)


class Appearance(Protocol):
    """Scheme ("" as the system has it) and text size (a factor of the system's), as the person chooses them."""

    @property
    def scheme(self) -> str: ...

    @property
    def text_size(self) -> float: ...

    def set_scheme(self, scheme: str) -> None: ...

    def set_text_size(self, size: float) -> None: ...


class Shell(Protocol):
    """The window as a screen sees it."""

    background: Background
    dialogs: Dialogs

    @property
    def touched(self) -> SignalInstance:
        """Signal(frozenset of kinds) after every deed, from here or another desk."""
        ...

    @property
    def looks(self) -> Appearance:
        """Scheme and text size, as the person chooses them."""
        ...

    def today(self) -> date: ...

    def ask(
        self,
        query: Callable[..., T],
        *args: Any,
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
        latest: str = "",
        owner: QObject | None = None,
        **named: Any,
    ) -> Job:
        """Put `desk.ask(query, *args, **named)` to the worker; `then(rows)` comes back on the GUI thread."""
        ...

    def do(
        self,
        operation: Callable[..., T],
        *args: Any,
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
        said: str = "",
        cancel: CancelToken | None = None,
        progress: Progress | None = None,
        owner: QObject | None = None,
        **named: Any,
    ) -> Job:
        """Run `operation(desk, *args, **named)` in the worker.

        Its Done is told to every screen through `touched`; `said` (or the deed's own name) appears as a toast with
        Undo.
        Without `failed`, a Problem is shown where the page is.
        """
        ...

    def work(  # noqa: PLR0913  as Background.run
        self,
        work: Callable[[Any], T],
        *,
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
        cancel: CancelToken | None = None,
        progress: Progress | None = None,
        reads: bool = True,
        latest: str = "",
        owner: QObject | None = None,
    ) -> Job:
        """Run `work(desk)` in the database worker: several questions in one turn, or a dry run."""
        ...

    def solve(
        self,
        work: Callable[[], T],
        *,
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
        cancel: CancelToken | None = None,
        progress: Progress | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run long, pure work in the solver's own worker; it never sees the desk."""
        ...

    def navigate(self, page: str, argument: object = None) -> None:
        """Go to a page; its screen's `arrive(argument)` is called. Back and forward remember both."""
        ...

    def set_inspector(self, widget: QWidget | None) -> None:
        """Show this widget in the inspector while the present page is shown; None leaves the pane empty."""
        ...

    def show_inspector(self, shown: bool = True) -> None: ...

    def set_badge(self, page: str, count: int) -> None: ...

    def set_commands(self, commands: Sequence[Command]) -> None:
        """The palette's entries and the Page menu of the present page."""
        ...

    def toast(self, text: str, undo: bool = False) -> None: ...

    def problem(self, error: Exception) -> None:
        """Show a Problem over the page: what happened, what was kept, what to do. Anything else is raised as a bug."""
        ...

    def open_pool(self, path: Path) -> None:
        """Open a file of the Welcome page, Recent or a drop; asks for the passphrase where one is needed."""
        ...

    def show_made(
        self, make: Callable[[], Any], page: str = "", argument: object = None, remember: Path | None = None
    ) -> None:
        """Show the open pool that `make` gives (it runs in the worker), then this page; `remember` it as opened lately."""
        ...
