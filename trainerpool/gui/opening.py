"""Opening and closing pools in the window: off the painted thread, with the passphrase asked and every refusal in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from trainerpool.gui.background import Background
from trainerpool.gui.dropping import WORKBOOKS
from trainerpool.gui.finding import find_anything
from trainerpool.gui.frame import FrameDeeds, MenuEntry
from trainerpool.gui.own_desks import OwnDesks, own_facts
from trainerpool.gui.shell import POOL_SEAT, Command, PoolFacts
from trainerpool.gui.waiting import WaitingCount
from trainerpool.gui.window import MainWindow
from trainerpool.host import remembered
from trainerpool.host.clock import Clock
from trainerpool.problem import Problem

QUIET_MS = 60_000
_KINDS = (
    "Files of Trainer Pool (*.tpool *.tpcarry *.tpreturn)",
    "Pools (*.tpool)",
    "Carry files and invitations (*.tpcarry)",
    "Returns and replies (*.tpreturn)",
)
_BETWEEN_PAGES_MS = 40
_WITHOUT_QT = ("trainerpool.operations.proposals", "trainerpool.reports.registry")


class Opening:
    """Holds the clock until a pool is open; then the desk's clock counts (the example stands on its own day)."""

    def __init__(self, background: Background, clock: Clock) -> None:
        self.background, self.clock = background, clock
        self.window: MainWindow | None = None
        self._desk: Any = None
        self._waiting: WaitingCount | None = None
        self.own_desks = OwnDesks(self)
        self._quiet = QTimer()
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._bring_home)
        background.touched.connect(lambda _kinds: self._quiet.start())

    def _bring_home(self) -> None:
        """After each quiet minute the home copy is brought up to date; a share that is away is said, and tried again."""
        desk = self._desk
        if desk is None:
            return

        def work() -> Any:
            from trainerpool.operations.pools import bring_home

            return bring_home(desk)

        self.background.run(
            work, lambda _where: None, failed=self.refuse, title="Home copy", reads=True, owner=self.the_window()
        )

    def today(self) -> date:
        """Today, as the open pool's desk has it."""
        return self._desk.today if self._desk is not None else self.clock.today()

    def frame_deeds(self) -> FrameDeeds:
        """What the frame of the window may do."""
        return FrameDeeds(
            undo=lambda desk: desk.undo(),
            redo=lambda desk: desk.redo(),
            facts=lambda desk: pool_facts(desk) if self._is_pool() else own_facts(desk),
            search=lambda desk, words: find_anything(desk, words) if self._is_pool() else (),
            open_pool=self.open,
            open_made=self.open_made,
            entries=self._entries(),
            recent=lambda: tuple(one.path for one in remembered.recent_files()),
            version=_version(),
        )

    def open(self, path: Path) -> None:
        """Open a file: a pool asks for its passphrase; a workbook goes to the import page of the open pool."""
        window = self.the_window()
        if path.suffix.lower() in WORKBOOKS:
            if self._desk is None:
                window.navigator.go("welcome", path)
            else:
                window.navigator.go("import", path)
            return
        if path.suffix.lower() == ".tpreturn":
            self._open_return(path)
            return
        if path.suffix.lower() == ".tpcarry":
            self.own_desks.open_carry(path)
            return
        if path.suffix.lower() != ".tpool":
            self.refuse(
                Problem(
                    f"{path.name} is no file of Trainer Pool.",
                    kept="It was not touched.",
                    todo="A pool's file ends in .tpool.",
                )
            )
            return
        self._open_pool(path)

    def _open_return(self, path: Path) -> None:
        """A return goes to the open pool; where nothing is open, to the pool opened last, whose passphrase is asked for."""
        if self._desk is not None and self._is_pool():
            self.the_window().navigator.go("exchange", path)
            return
        pools = (one.path for one in remembered.recent_files() if one.path.suffix.lower() == ".tpool")
        last = next((one for one in pools if one.exists()), None) if self._desk is None else None
        if last is not None:
            self._open_pool(last, "exchange", path)
            return
        self.refuse(
            Problem(
                f"{path.name} is for the Business Unit.", kept="It was not touched.",
                todo="Open the pool it was sent to, then open it again.",
            )
        )  # fmt: skip

    def _open_pool(self, path: Path, page: str = "", argument: object = None) -> None:
        """Open a pool, with the passphrase asked where it is not remembered, and then show a page of it."""
        window = self.the_window()

        def remembered_desk() -> Any:
            from trainerpool.operations.pools import open_remembered

            return open_remembered(path)

        def ask(desk: Any = None) -> None:
            if desk is not None:
                self.open_made(lambda: desk, page, argument, remember=path)
                return
            came = f", for {argument.name}" if isinstance(argument, Path) else ""
            window.workplace.dialogs.ask_text(
                window, f"Open {path.name}{came}", "Passphrase",
                lambda typed: self.open_with(path, typed, page, argument) if typed else None, secret=True,
            )  # fmt: skip

        self.background.run(remembered_desk, ask, failed=self.refuse, title=f"Opening {path.name}", owner=window)

    def open_with(self, path: Path, passphrase: str, page: str = "", argument: object = None) -> None:
        """Open a pool with a passphrase, in the worker, and then show a page of it."""

        def work() -> Any:
            from trainerpool.operations.pools import open_pool

            return open_pool(path, passphrase)

        self.open_made(work, page, argument, remember=path)

    def open_made(
        self, make: Callable[[], Any], page: str = "", argument: object = None, remember: Path | None = None
    ) -> None:
        """Show the pool that `make` gives (in the worker) and then a page: the example, one just made, one opened."""

        def opened(desk: Any) -> None:
            self.show(desk)
            if page:
                self.the_window().navigator.go(page, argument)
            if remember is not None:
                remembered.remember_file(remember, self.clock.now().astimezone().replace(tzinfo=None))
                self.background.run(
                    lambda: _back_up(desk), lambda _made: None, title="Today's backup", owner=self.the_window()
                )

        title = f"Opening {remember.name}" if remember else "Making the pool"
        self.background.run(make, opened, failed=self.refuse, title=title, owner=self.the_window())

    def close_pool(self) -> None:
        """Close the open pool and show Welcome."""
        self._let_go()

    def choose(self) -> None:
        """Ask for a pool, a carry file or a return, and open it."""
        window = self.the_window()
        window.workplace.dialogs.open_file(
            window, "Open a file", _KINDS, lambda path: self.open(path) if path else None
        )

    def _entries(self) -> tuple[MenuEntry, ...]:
        return (
            MenuEntry(
                "File", Command("Open a pool...", self.choose, "File", "Ctrl+O", "folder-open"), needs_pool=False
            ),
            MenuEntry(
                "File", Command("Open my own desk...", self.own_desks.choose, "File", "", "users"), needs_pool=False
            ),
            MenuEntry("File", Command("Close what is open", self.close_pool, "File", "Ctrl+Shift+W"), seat=""),
            MenuEntry("Go", Command("Repair the allocation", self._repair, "Page", "Ctrl+Shift+R", "repeat")),
            MenuEntry("Go", Command("Offers and answers", self._go_to_offers, "Page", "Ctrl+Shift+O", "send")),
        )

    def _repair(self) -> None:
        from trainerpool.gui.screens.allocation.screen import AllocationScreen

        navigator = self.the_window().navigator
        navigator.go("allocation")
        if isinstance(shown := navigator.shown(), AllocationScreen):
            shown.repair_all()

    def _go_to_offers(self) -> None:
        self.the_window().navigator.go("offers")

    def show(self, desk: Any) -> None:
        """Put an open pool on the window, in place of the one that was open."""
        from trainerpool.operations.desks_here import seats_at

        self._let_go()
        self._desk = desk
        self.the_window().set_desk(desk, seats_at(desk))
        if self._is_pool():
            if self._waiting is None:
                self._waiting = WaitingCount(self.the_window().workplace, self.the_window())
            self._waiting.look_soon()
        self._load_pages()
        for warning in desk.store.warnings:
            self.refuse(Problem(warning))

    def _is_pool(self) -> bool:
        return POOL_SEAT in self.the_window().seats

    def _load_pages(self) -> None:
        """Import what the other pages need while the first is looked at, so that going to one does not wait for it.

        Classes of Qt are only ever made on the window's thread, a page in a turn: made in a worker while the window is
        painted they have brought the process down. What has nothing of Qt comes from a worker first.
        """
        waiting = list(self.the_window().pages_here())

        def without_qt() -> None:
            for name in _WITHOUT_QT:
                import_module(name)

        def load_next(_loaded: object = None) -> None:
            if waiting:
                waiting.pop(0).load()
                QTimer.singleShot(_BETWEEN_PAGES_MS, self.the_window(), load_next)

        self.background.run(without_qt, load_next, reads=True, lane="solver", owner=self.the_window())

    def close(self) -> None:
        """Close the pool and end the workers."""
        self._let_go()
        self.background.close()

    def _let_go(self) -> None:
        if self._desk is None:
            return
        desk, self._desk = self._desk, None
        self.the_window().set_desk(None)

        def work() -> None:
            from trainerpool.operations.pools import bring_home, close_pool

            try:
                bring_home(desk)
            finally:
                close_pool(desk)

        self.background.run(work, lambda _none: None)

    def own_desk(self) -> Any:
        """The desk of one's own that is open, or None."""
        return None if self._desk is None or self._is_pool() else self._desk

    def refuse(self, error: Exception) -> None:
        """Say over the page that is shown why something could not be done."""
        window = self.the_window()
        window.show_problem(window.navigator.here, error)

    def the_window(self) -> MainWindow:
        """The window; there is one from the first moment on."""
        assert self.window is not None
        return self.window


def pool_facts(desk: Any) -> PoolFacts:
    """What the frame says of the open pool."""
    from trainerpool.domain.dates import in_words
    from trainerpool.operations.pools import last_backup_moment
    from trainerpool.queries.material_versions import material_courses
    from trainerpool.queries.observations import waiting_observations
    from trainerpool.queries.programme import waiting_count
    from trainerpool.queries.returns import WAITING, returned_files
    from trainerpool.queries.settings import policies, pool_settings

    settings, versions = desk.ask(pool_settings), desk.ask(policies)
    in_force = [one.effective_from for one in versions if one.effective_from and one.effective_from <= desk.today]
    taken = last_backup_moment(desk)
    stacks = desk.store.stacks
    return PoolFacts(
        name=settings.name,
        partnership=settings.partnership,
        person=desk.person,
        part="Business Unit",
        policy=f"Policy of {in_words(max(in_force))}" if in_force else "Default policy",
        backup=_backup_words(taken, desk.today) if taken else "No backup yet",
        undo=stacks.undo[-1].name if stacks.undo else "",
        redo=stacks.redo[-1].name if stacks.redo else "",
        saved_at=f"{desk.clock.now().astimezone():%H:%M}",
        badges={
            "programme": desk.ask(waiting_count),
            "exchange": len(desk.ask(returned_files, WAITING)),
            "observations": desk.ask(waiting_observations, desk.today),
            "materials": sum(bool(row.waiting or row.flags) for row in desk.ask(material_courses, desk.today)),
        },
    )


def _backup_words(taken: Any, today: date) -> str:
    from trainerpool.domain.dates import in_words

    day = "today" if taken.date() == today else in_words(taken.date())
    return f"Last backup {day} {taken:%H:%M}"


def _back_up(desk: Any) -> Any:
    from trainerpool.operations.pools import back_up_if_due

    return back_up_if_due(desk)


def _version() -> str:
    try:
        return version("trainerpool")
    except PackageNotFoundError:
        return ""
