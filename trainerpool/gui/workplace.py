"""The shell a screen is handed: deeds and questions to the worker, wishes to the window, each bound to its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from trainerpool.gui.background import Background, CancelToken, Job, Progress
from trainerpool.gui.shell import Appearance, Command, Dialogs
from trainerpool.problem import Problem

T = TypeVar("T")


def kinds_of(result: object) -> frozenset[str]:
    """The kinds of record a deed touched, where its result is a Done; else none."""
    kinds = getattr(result, "touched", None) or getattr(result, "kinds", None) or ()
    return frozenset(kinds) if not isinstance(kinds, str) else frozenset({kinds})


def deed_of(result: object) -> str:
    """The name of the deed, where the result is a Done."""
    for name in ("deed", "title", "name"):
        if isinstance(words := getattr(result, name, None), str):
            return words
    return ""


class Workplace(QObject):
    """Holds the desk once a pool is open, and passes on what pages wish; the window listens."""

    wants_page = Signal(str, object)
    wants_inspector = Signal(str, object)
    wants_inspector_shown = Signal(bool)
    wants_badge = Signal(str, int)
    wants_commands = Signal(str, object)
    wants_toast = Signal(str, bool)
    wants_pool = Signal(object)
    wants_made = Signal(object, str, object, object)
    has_problem = Signal(str, object)
    did = Signal(object)

    def __init__(self, background: Background, dialogs: Dialogs, today: Callable[[], date]) -> None:
        super().__init__()
        self.background, self.dialogs, self.today = background, dialogs, today
        self.desk: Any = None
        self.looks: Appearance | None = None  # the window's, once it stands

    def page_shell(self, page: str) -> PageShell:
        """The shell of one page."""
        return PageShell(self, page)

    def need_desk(self) -> Any:
        """The open desk; asking without one is a bug of the page."""
        if self.desk is None:
            raise RuntimeError("no pool is open")
        return self.desk


class PageShell:
    """Shell for one page: its inspector, commands and problems stay with it even when another page is shown."""

    def __init__(self, workplace: Workplace, page: str) -> None:
        self._workplace, self._page = workplace, page
        self.background: Background = workplace.background
        self.dialogs: Dialogs = workplace.dialogs

    @property
    def touched(self) -> SignalInstance:
        return self.background.touched

    @property
    def looks(self) -> Appearance:
        assert self._workplace.looks is not None
        return self._workplace.looks

    def today(self) -> date:
        return self._workplace.today()

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
        desk = self._workplace.desk
        if desk is None:  # a wait of the page ended after its pool was closed: nobody looks for the answer
            return Job(lambda: None, owner=owner)
        return self.background.run(
            lambda: desk.ask(query, *args, **named),
            then,
            failed or self.problem,
            title,
            reads=True,
            latest=f"{self._page}:{latest}" if latest else "",
            owner=owner,
        )

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
        desk = self._workplace.need_desk()

        def perform() -> T:
            return operation(desk, *args, **named)

        # The deed is done whether or not its widget still lives: only `then` depends on the owner.
        def done(result: T) -> None:
            self._workplace.did.emit(result)
            if words := said or deed_of(result):
                self._workplace.wants_toast.emit(words, True)
            self.background.touch(kinds_of(result))
            if then is not None and Job(perform, owner=owner).is_wanted():
                then(result)

        return self.background.run(perform, done, failed or self.problem, title, cancel, progress)

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
        desk = self._workplace.desk
        return self.background.run(
            lambda: work(desk),
            then,
            failed or self.problem,
            title,
            cancel,
            progress,
            reads=reads,
            latest=f"{self._page}:{latest}" if latest else "",
            owner=owner,
        )

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
        return self.background.run(
            work, then, failed or self.problem, title, cancel, progress, owner=owner, lane="solver"
        )

    def navigate(self, page: str, argument: object = None) -> None:
        self._workplace.wants_page.emit(page, argument)

    def set_inspector(self, widget: QWidget | None) -> None:
        self._workplace.wants_inspector.emit(self._page, widget)

    def show_inspector(self, shown: bool = True) -> None:
        self._workplace.wants_inspector_shown.emit(shown)

    def set_badge(self, page: str, count: int) -> None:
        self._workplace.wants_badge.emit(page, count)

    def set_commands(self, commands: Sequence[Command]) -> None:
        self._workplace.wants_commands.emit(self._page, tuple(commands))

    def toast(self, text: str, undo: bool = False) -> None:
        self._workplace.wants_toast.emit(text, undo)

    def problem(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._workplace.has_problem.emit(self._page, error)

    def open_pool(self, path: Path) -> None:
        self._workplace.wants_pool.emit(path)

    def show_made(
        self, make: Callable[[], Any], page: str = "", argument: object = None, remember: Path | None = None
    ) -> None:
        self._workplace.wants_made.emit(make, page, argument, remember)
