"""The frame of the main window: rail, pages, inspector, status line and toast around an open pool, or around none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from trainerpool.gui import dress, icons, theme
from trainerpool.gui.background import Background
from trainerpool.gui.dropping import DropHint, fate_of, files_in
from trainerpool.gui.frame import FrameDeeds, Remembered
from trainerpool.gui.looks import Looks, look_in_words
from trainerpool.gui.navigator import Navigator
from trainerpool.gui.page import Screen
from trainerpool.gui.panes import Panes, Roomy, WindowStates, focus_first_in
from trainerpool.gui.parts.labels import Hairline
from trainerpool.gui.parts.toast import Toast
from trainerpool.gui.rail import Rail
from trainerpool.gui.shell import POOL_SEAT, Dialogs, PageSpec, PoolFacts
from trainerpool.gui.status import StatusLine
from trainerpool.gui.workplace import Workplace, kinds_of
from trainerpool.problem import Problem


class FrameWindow(QMainWindow):
    """Pages are built when first shown; `set_desk` opens the frame around a pool, None closes it again."""

    facts_changed = Signal()

    def __init__(
        self,
        pages: Sequence[PageSpec],
        background: Background,
        dialogs: Dialogs,
        today: Callable[[], date],
        deeds: FrameDeeds | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__()
        dress.wear(self)  # while it is empty: what is laid into it is dressed as it comes
        self.deeds = deeds or FrameDeeds()
        self.facts = PoolFacts()
        self.seats: frozenset[str] = frozenset({POOL_SEAT})
        self.looks = Looks(remembered or Remembered())
        self.workplace = Workplace(background, dialogs, today)
        self.workplace.looks = self.looks
        self.setWindowTitle("Trainer Pool")
        self.setWindowIcon(icons.icon("layout-grid", "accent"))
        self.setAcceptDrops(True)
        self.rail = Rail(pages)
        self.panes = Panes()
        self.status = StatusLine(background)
        self.navigator = Navigator(pages, self.workplace, self.panes, self.rail)
        self.inner = QWidget()
        self._build()
        self._states = WindowStates(self, self._settle)
        self.drop_hint = DropHint(self.panes)
        self.toast = Toast(self.panes, self.panes.free_width)
        self._connect(background)
        self.panes.widths.update(self.looks.remembered.inspector_widths)
        self.panes.show_inspector(self.looks.remembered.is_inspector_shown)
        self.resize(*self.looks.remembered.size)

    def _build(self) -> None:
        least = theme.tokens().layout["window_least"]
        self.inner.setMinimumSize(*least)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        self._rail_line = Hairline(upright=True)
        across.addWidget(self._rail_line)
        across.addWidget(self.panes, 1)
        column = QVBoxLayout(self.inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(self.status)
        self.setCentralWidget(Roomy(self.inner))
        self.setMinimumSize(240, 180)

    def _connect(self, background: Background) -> None:
        place = self.workplace
        place.wants_page.connect(self.navigator.go)
        place.wants_inspector.connect(self.panes.set_inspector)
        place.wants_inspector_shown.connect(self.panes.show_inspector)
        place.wants_badge.connect(self.rail.set_badge)
        place.wants_toast.connect(self.say)
        place.wants_pool.connect(self.open_path)
        place.wants_made.connect(self.deeds.open_made)
        place.has_problem.connect(self.show_problem)
        background.unclaimed.connect(lambda error: self.show_problem(self.navigator.here, error))
        background.touched.connect(lambda _kinds: self.refresh_facts())
        self.rail.chosen.connect(self.navigator.go)
        self.navigator.arrived.connect(lambda _key: self._settle())
        self.looks.changes.connect(self.panes.step_aside)
        self.looks.changed.connect(self._on_looks)

    # the pool

    def has_pool(self) -> bool:
        return self.workplace.desk is not None

    def pages_here(self) -> list[PageSpec]:
        """The pages of whoever sits at the store that is open."""
        return [page for page in self.navigator.pages if page.is_for(self.seats)]

    def set_desk(self, desk: Any, seats: frozenset[str] = frozenset({POOL_SEAT})) -> None:
        """Show the pages of this open store for these seats, from the first; None shows the page that needs no pool."""
        self.navigator.reset()  # while the pool before is still there: what is being typed is kept in it
        self.workplace.desk, self.seats = desk, seats
        self.rail.show_for(seats)
        self._set_facts(PoolFacts())
        self._settle()
        first = next((page for page in self.pages_here() if page.needs_pool == (desk is not None)), None)
        if first is not None:
            self.navigator.go(first.key)
        self.refresh_facts()

    def refresh_facts(self) -> None:
        """Ask the pool what the frame says of it."""
        desk = self.workplace.desk
        if desk is None:
            return
        run = self.workplace.background.run
        run(lambda: self.deeds.facts(desk), self._set_facts, reads=True, latest="frame facts", owner=self)

    def _set_facts(self, facts: PoolFacts) -> None:
        self.facts = facts
        self.rail.name.setText(facts.name)
        self.rail.partnership.setText(facts.partnership)
        self.rail.person.setText(facts.person)
        self.rail.part.setText(facts.part)
        for key, count in facts.badges.items():
            self.rail.set_badge(key, count)
        self.setWindowTitle(f"{facts.name} – Trainer Pool" if facts.name else "Trainer Pool")
        if facts.name:
            self.status.set_facts(facts)
        else:
            version = f"Trainer Pool {self.deeds.version}".strip()
            self.status.set_idle_words(version, f"{look_in_words()}    English (United Kingdom)")
        self.facts_changed.emit()

    def open_path(self, path: Path) -> None:
        self.deeds.open_pool(path)

    # what happened

    def say(self, text: str, undo: bool = False) -> None:
        """Show a toast, with Undo where the deed can be undone."""
        self.toast.say(text, self.undo if undo else None)

    def show_problem(self, key: str, error: Exception) -> None:
        """Show a Problem over its page; anything else is a bug and is raised."""
        if not isinstance(error, Problem):
            raise error
        if (frame := self.navigator.frame(key)) is not None:
            frame.show_problem(error)

    def undo(self) -> None:
        self._turn(self.deeds.undo, "Undone")

    def redo(self) -> None:
        self._turn(self.deeds.redo, "Done again")

    def _turn(self, deed: Callable[[Any], Any], word: str) -> None:
        desk, name = self.workplace.desk, self.facts.undo if word == "Undone" else self.facts.redo
        if desk is None:
            return

        def done(result: Any) -> None:
            if result is None:
                self.say("There is nothing to undo." if word == "Undone" else "There is nothing to do again.")
                return
            self.say(f"{word}: {name}" if name else word)
            self.workplace.background.touch(kinds_of(result))

        self.workplace.background.run(
            lambda: deed(desk), done, lambda error: self.show_problem(self.navigator.here, error)
        )

    def next_pane(self) -> None:
        self._to_pane(1)

    def last_pane(self) -> None:
        self._to_pane(-1)

    def _to_pane(self, step: int) -> None:
        panes: list[QWidget] = [self.rail] if self.rail.isVisible() else []
        panes.append(self.panes.pages)
        if self.panes.is_inspector_shown():
            panes.append(self.panes.inspector)
        focused = QApplication.focusWidget()
        at = next((n for n, pane in enumerate(panes) if focused is not None and pane.isAncestorOf(focused)), -step)
        shown = self.navigator.shown()
        is_within = focused is not None and shown is not None and shown.isAncestorOf(focused)
        if is_within and isinstance(shown, Screen) and shown.step_pane(step):
            return
        target = panes[(at + step) % len(panes)]
        if target is self.rail:
            self.rail.focus_here()
            return
        if target is self.panes.pages and isinstance(shown, Screen) and shown.step_pane(step, enters=True):
            return
        if target is self.panes.pages and self.panes.focus_page():
            return
        focus_first_in(target)

    # the frame

    def _on_looks(self) -> None:
        self.setWindowIcon(icons.icon("layout-grid", "accent"))
        self._settle()
        self._set_facts(self.facts)

    def _settle(self) -> None:
        layout = theme.tokens().layout
        fills = getattr(self.navigator.shown(), "fills_window", False) and self.window().isFullScreen()
        self.menuBar().setVisible(not fills)
        self.status.setVisible(not fills)
        shown = self.has_pool() and self.width() >= layout["window_least"][0] and not fills
        self.rail.setVisible(shown)
        self._rail_line.setVisible(shown)
        self.rail.fold(self.width() < layout["fold_rail_under"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._leave():
            return
        super().keyPressEvent(event)

    def _leave(self) -> bool:
        shown, frame = self.navigator.shown(), self.navigator.frame(self.navigator.here)
        if isinstance(shown, Screen) and shown.leave_step():
            return True
        if self.panes.is_inspector_shown() and (self.panes.is_over() or self.panes.is_in_inspector()):
            if self.panes.is_in_inspector():
                self.panes.focus_page()  # before it hides, or Qt gives the keyboard to whatever stands next
            self.panes.show_inspector(False)
            return True
        return frame is not None and frame.clear_problem()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths := files_in(event.mimeData()):
            # What cannot be taken is accepted, too: only so is it told why.
            self.drop_hint.show_fate(fate_of(paths, self.has_pool()))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_hint.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_hint.hide()
        fate = fate_of(files_in(event.mimeData()), self.has_pool())
        if fate.path is None:
            self.show_problem(self.navigator.here, fate.refusal())
            return
        event.acceptProposedAction()
        self.open_path(fate.path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep how the window was; whoever made the background closes it, after the pool."""
        self.looks.remembered.inspector_widths = dict(self.panes.widths)
        outer, kept = self.window(), self.looks.remembered
        kept.is_maximised = outer.isMaximized()
        if not kept.is_maximised and not outer.isFullScreen():
            kept.size = (outer.width(), outer.height())
        kept.is_inspector_shown = self.panes.is_open_when_wide
        super().closeEvent(event)
