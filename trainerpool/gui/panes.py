"""The middle of the window: pages on a stack, each under its own problem, with the inspector beside or over them."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.problem import Problem


class PageFrame(QWidget):
    """A screen and, above it when something went wrong, what happened."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__()
        self.screen_widget = screen
        self._panel: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(screen, 1)

    def show_problem(self, problem: Problem) -> None:
        """Show this over the page, in place of any before; the first button takes it away."""
        self.clear_problem()
        if isinstance(self.screen_widget, Screen) and self.screen_widget.take_problem(problem):
            return
        holder = QWidget()
        room = QVBoxLayout(holder)
        room.setContentsMargins(16, 8, 16, 8)
        panel = ErrorPanel(problem, [("Close", self._on_close)])
        room.addWidget(panel)
        self._panel = holder
        self._column.insertWidget(0, holder)
        panel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        panel.setFocus()

    def clear_problem(self) -> bool:
        """Take the problem away; False when there was none."""
        if self._panel is None:
            return False
        self._panel.hide()
        self._panel.deleteLater()
        self._panel = None
        return True

    def _on_close(self) -> None:
        self.clear_problem()
        self.screen_widget.setFocus()


class Roomy(QScrollArea):
    """Holds the whole content of the window; under its least size it gets scroll bars, and follows the keyboard."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        content = self.widget()
        if content is None or now is None or not content.isAncestorOf(now):
            return
        if content.width() > self.viewport().width() or content.height() > self.viewport().height():
            self.ensureWidgetVisible(now, 16, 16)


class Panes(QWidget):
    """Pages and inspector. The inspector's width is remembered for each page; in a narrow window it lies over the page."""

    def __init__(self) -> None:
        super().__init__()
        self.pages = QStackedWidget()
        self.inspector = Pane("raised")
        self.inspector.setAccessibleName("Inspector")
        self._stack = QStackedWidget()
        self.inspector.column.addWidget(self._stack)
        self._nothing = Label("Nothing is chosen.", tone="muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(16, 16, 16, 16)
        self._stack.addWidget(self._nothing)
        self._over = False
        self._is_open = self.is_open_when_wide = True
        self._page = ""
        self._by_page: dict[str, QWidget] = {}
        self.widths: dict[str, int] = {}
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.pages)
        self._splitter.addWidget(self.inspector)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.splitterMoved.connect(self._on_moved)
        self._edge = Hairline(upright=True)
        self._edge.setParent(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        self.pages.installEventFilter(self)
        self._last_focus: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        self._settle()

    def show_page(self, key: str, frame: QWidget) -> None:
        """Show this page and the inspector that belongs to it."""
        self._page = key
        if self.pages.indexOf(frame) < 0:
            self.pages.addWidget(frame)
        self.pages.setCurrentWidget(frame)
        inspector = self._by_page.get(key, self._nothing)
        if self._stack.indexOf(inspector) < 0:
            self._stack.addWidget(inspector)
        self._stack.setCurrentWidget(inspector)
        self._settle()

    def step_aside(self) -> None:
        """What is not shown leaves the window; each page is dressed when it is next shown, not all of them in one turn."""
        for stack in (self.pages, self._stack):
            for part in [stack.widget(place) for place in range(stack.count())]:
                if part is not None and part is not stack.currentWidget() and part is not self._nothing:
                    stack.removeWidget(part)
                    part.setParent(None)

    def set_inspector(self, key: str, widget: QWidget | None) -> None:
        """Give a page its inspector; the one before is let go."""
        before = self._by_page.pop(key, None)
        if widget is not None:
            self._by_page[key] = widget
            self._stack.addWidget(widget)
        if key == self._page:
            self._stack.setCurrentWidget(widget or self._nothing)
            self._settle()
        if before is not None and before is not widget:
            self._stack.removeWidget(before)
            before.deleteLater()

    def has_inspector(self) -> bool:
        return self._page in self._by_page

    def is_inspector_shown(self) -> bool:
        return self._is_open and self.has_inspector()

    def is_over(self) -> bool:
        return self._over

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.pages.isAncestorOf(now):
            self._last_focus = now

    def focus_page(self) -> bool:
        """Put the keyboard where it was on the page shown; False when it was nowhere on it."""
        last, shown = self._last_focus, self.pages.currentWidget()
        if last is None or not shiboken6.isValid(last) or shown is None or not shown.isAncestorOf(last):
            return False
        if not last.isVisible() or not last.isEnabled():
            return False
        last.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def is_in_inspector(self) -> bool:
        """Whether the keyboard is in the inspector."""
        focused: QWidget | None = QApplication.focusWidget()
        return focused is not None and self.inspector.isAncestorOf(focused)

    def free_width(self) -> int:
        """How much of the width the inspector does not lie over."""
        return self.width() - self.inspector.width() if self._over and self.is_inspector_shown() else self.width()

    def show_inspector(self, shown: bool) -> None:
        """Open or close the inspector."""
        self._is_open = shown
        if not self._over:
            self.is_open_when_wide = shown
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        over = self.window().width() < theme.tokens().layout["lay_inspector_over_under"]
        if over != self._over:
            self._over = over
            self._is_open = self.is_open_when_wide and not over
            if over:
                self.inspector.setParent(self)
            else:
                self._splitter.addWidget(self.inspector)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._over and event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        shown = self.is_inspector_shown()
        self.inspector.setVisible(shown)
        self._edge.setVisible(shown and self._over)
        if not shown:
            return
        layout = theme.tokens().layout
        narrow = self.window().width() < layout["narrow_inspector_under"]
        wide = self.widths.get(self._page, theme.scaled(layout["inspector_least" if narrow else "inspector"]))
        if self._over:
            wide = min(theme.scaled(layout["inspector"]), self.width() - 24)
            self.inspector.setMinimumWidth(0)
            self.inspector.setMaximumWidth(16_777_215)
            self.inspector.setGeometry(self.width() - wide, 0, wide, self.height())
            self._edge.setGeometry(self.width() - wide - 1, 0, 1, self.height())
            self.inspector.raise_()
            self._edge.raise_()
        else:
            most = max(layout["inspector_most"], theme.scaled(layout["inspector"]))
            self.inspector.setMinimumWidth(min(layout["inspector_least"], wide))
            self.inspector.setMaximumWidth(most)
            self._splitter.setSizes([max(1, self.width() - wide - 1), wide])

    def _on_moved(self) -> None:
        if not self._over:
            self.widths[self._page] = self.inspector.width()


class WindowStates(QObject):
    """Tells when the window a widget stands in goes into full screen or out of it, also where that is the hull."""

    def __init__(self, inside: QWidget, told: Callable[[], None]) -> None:
        super().__init__(inside)
        self._inside, self._told = inside, told
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.Show and self._inside.window() is not self._inside:
            self._inside.window().installEventFilter(self)
        if event.type() == QEvent.Type.WindowStateChange:
            self._told()
        return super().eventFilter(watched, event)


def focus_first_in(target: QWidget) -> None:
    """Put the keyboard on the first thing in a pane that Tab comes to."""
    takes = Qt.FocusPolicy.TabFocus.value
    for widget in target.findChildren(QWidget):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy().value & takes:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
