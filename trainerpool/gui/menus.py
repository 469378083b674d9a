"""The menu bar: every deed of the window with its keys, rebuilt when a pool opens or the page changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from trainerpool.gui.shell import Command

MENUS = ("File", "Edit", "View", "Go", "Pool", "Desk", "Help")
WITHOUT_POOL = ("File", "Edit", "View", "Help")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu. `choice` names a group of which one is ticked; `is_on` ticks it; a title of "-" is a line."""

    menu: str
    title: str
    run: Callable[[], None] = lambda: None
    keys: str = ""
    choice: str = ""
    is_on: bool = False
    is_possible: bool = True
    under: str = ""
    detail: str = ""
    in_palette: bool = True

    def looks_like(self, other: Entry) -> bool:
        """Whether both are the same line but for what they run and whether they are ticked."""
        return replace(self, run=other.run, is_on=other.is_on) == other

    def as_command(self) -> Command:
        plain = self.title.replace("&", "").removesuffix("...")
        title = f"{self.under}: {plain}" if self.under else plain
        return Command(title, self.run, self.detail, self.keys, group="Go to" if self.detail == "Page" else self.menu)


class MenuBar:
    """Fills the window's menu bar from entries; actions of the time before are let go."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._actions: list[QAction] = []
        self._menus: dict[str, QMenu] = {}
        self._entries: list[Entry] = []
        window.menuBar().setAccessibleName("Menus")

    def fill(self, entries: list[Entry], has_pool: bool) -> None:
        """Show these entries; menus without one are left out.

        A page may say its deeds at every key typed; while they read the same, the lines stay and only run what is new.
        """
        wanted = [entry for entry in entries if has_pool or entry.menu in WITHOUT_POOL]
        before, self._entries = self._entries, [entry for name in MENUS for entry in wanted if entry.menu == name]
        if len(before) == len(self._entries) and all(map(Entry.looks_like, self._entries, before)):
            for action, entry in zip(self._actions, self._lines(), strict=True):
                action.setChecked(entry.is_on)
            return
        self._make()

    def _lines(self) -> list[Entry]:
        return [entry for entry in self._entries if entry.title != "-"]

    def _make(self) -> None:
        bar = self._window.menuBar()
        bar.clear()
        for action in self._actions:
            action.setShortcuts([])
            self._window.removeAction(action)
            action.deleteLater()
        for menu in self._menus.values():
            menu.deleteLater()
        self._actions, self._menus = [], {}
        groups: dict[str, QActionGroup] = {}
        for entry in self._entries:
            if entry.menu not in self._menus:
                self._menus[entry.menu] = bar.addMenu(f"&{entry.menu}")
            menu = self._menus[entry.menu]
            if entry.title == "-":
                menu.addSeparator()
            else:
                self._add(menu, entry, groups)

    def _add(self, menu: QMenu, entry: Entry, groups: dict[str, QActionGroup]) -> None:
        if entry.under:
            key = f"{entry.menu}/{entry.under}"
            if key not in self._menus:
                self._menus[key] = menu.addMenu(entry.under)
            menu = self._menus[key]
        action = menu.addAction(entry.title)
        action.setEnabled(entry.is_possible)
        # One key on two actions is ambiguous and does neither; the window's own deed, which asks the page, comes first.
        taken = {keys for other in self._actions for keys in other.shortcuts()}
        wanted = [QKeySequence(keys) for keys in entry.keys.split(" or ") if keys]
        action.setShortcuts([keys for keys in wanted if keys not in taken])
        if entry.choice:
            action.setCheckable(True)
            action.setChecked(entry.is_on)
            if entry.choice != "alone":
                groups.setdefault(entry.choice, QActionGroup(self._window)).addAction(action)
        place = len(self._actions)
        action.triggered.connect(lambda _=False: self._lines()[place].run())
        # Also on the window itself, so that the keys work while the menu bar is hidden or native.
        self._window.addAction(action)
        self._actions.append(action)
