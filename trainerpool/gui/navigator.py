"""Going from page to page: builds a page when it is first shown, marks it on the rail, remembers the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainerpool.gui.journey import Journey
from trainerpool.gui.page import Screen
from trainerpool.gui.panes import PageFrame, Panes
from trainerpool.gui.rail import Rail
from trainerpool.gui.shell import PageSpec
from trainerpool.gui.workplace import Workplace


class Navigator(QObject):
    """`arrived(key)` when another page is shown."""

    arrived = Signal(str)

    def __init__(self, pages: Sequence[PageSpec], workplace: Workplace, panes: Panes, rail: Rail) -> None:
        super().__init__()
        self.pages = tuple(pages)
        self.here = ""
        self._workplace, self._panes, self._rail = workplace, panes, rail
        self._journey = Journey()
        self._frames: dict[str, PageFrame] = {}
        self._awaited: tuple[str, object] | None = None
        workplace.background.finished.connect(lambda _job: self._on_finished())

    def spec(self, key: str) -> PageSpec:
        """The page of this key; KeyError where there is none."""
        for page in self.pages:
            if page.key == key:
                return page
        raise KeyError(key)

    def reset(self) -> None:
        """Let every page go: another pool is opened, or none."""
        # The shown page goes last: another would be shown in its place, and would ask the pool that is gone.
        for key, frame in sorted(self._frames.items(), key=lambda held: held[0] == self.here):
            self._panes.set_inspector(key, None)
            self._panes.pages.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        self._frames, self.here = {}, ""
        self._journey.clear()
        self._awaited = None

    def go(self, key: str, argument: object = None) -> None:
        """Show a page, and remember the way for Back."""
        self._leave()
        self._journey.go(key, argument)
        self._show(key, argument)

    def back(self) -> None:
        self._step(-1)

    def forward(self) -> None:
        self._step(1)

    def can_go(self, step: int) -> bool:
        return self._journey.can(step)

    def _step(self, step: int) -> None:
        self._leave()
        if (stop := self._journey.step(step)) is None:
            return
        self._show(stop.key, stop.argument)
        if stop.state is None or not isinstance(shown := self.shown(), Screen):
            return
        shown.recall(stop.state)
        # What the page asks the pool for comes a moment later, and only then can a row be chosen or scrolled to.
        self._awaited = (stop.key, stop.state)

    def _leave(self) -> None:
        """Keep how the page stands that is about to be left."""
        self._awaited = None
        if isinstance(shown := self.shown(), Screen):
            self._journey.leave(shown.state())

    def _on_finished(self) -> None:
        if self._awaited is None or not self._workplace.background.is_idle():
            return
        (key, state), self._awaited = self._awaited, None
        if key == self.here and isinstance(shown := self.shown(), Screen):
            # The answer itself is handed over after this signal.
            QTimer.singleShot(0, shown, lambda: shown.recall(state))

    def _show(self, key: str, argument: object) -> None:
        spec = self.spec(key)
        if key not in self._frames:
            self._frames[key] = PageFrame(spec.build(self._workplace.page_shell(key)))
        self.here = key
        self._rail.set_here(spec.under or key)
        self._panes.show_page(key, self._frames[key])
        if isinstance(shown := self.shown(), Screen):
            shown.arrive(argument)
        self.arrived.emit(key)

    def frame(self, key: str) -> PageFrame | None:
        return self._frames.get(key)

    def shown(self) -> QWidget | None:
        """The widget of the page that is shown."""
        frame = self._frames.get(self.here)
        return frame.screen_widget if frame is not None else None
