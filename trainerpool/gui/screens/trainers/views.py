"""Saved views: named sets of filters, those of the program and those of the person, kept on this computer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.trainers.filters import BUILT_IN, Filters, View, view_from_plain
from trainerpool.gui.shell import Command, Dialogs
from trainerpool.host import remembered

_KEPT = "trainer_views"


class Views(Button):
    """The button that names the present view; its menu holds all views, and saves, renames or removes one. `turned`: they, or the present one, are others."""

    turned = Signal()

    def __init__(self, show: Callable[[Filters], None], dialogs: Dialogs, asks_for: QWidget) -> None:
        super().__init__("All trainers", icon="star")
        self._show, self._dialogs, self._asks_for = show, dialogs, asks_for
        kept = remembered.load().get(_KEPT, [])
        read = (view_from_plain(one) for one in kept) if isinstance(kept, list) else ()
        self.own: list[View] = [view for view in read if view is not None]
        self._filters = Filters()
        self._list = QMenu(self)
        self._list.aboutToShow.connect(self.fill)
        self.set_menu(self._list)
        self.setToolTip("View: a named set of filters")
        self.follow(self._filters)

    def follow(self, filters: Filters) -> None:
        """Name the view these filters are, or say that they are the person's own choice."""
        is_other, self._filters = filters != self._filters, filters
        present = self.present()
        name = present.name if present is not None else "Own choice"
        if name != self.text():
            self.set_text(name)
            self.setAccessibleDescription("View: a named set of filters")
        if is_other:
            self.turned.emit()

    def present(self) -> View | None:
        """The view that the filters are, where they are one."""
        return next((view for view in (*self.own, *BUILT_IN) if view.filters == self._filters), None)

    def ask_to_save(self) -> None:
        """Ask for a name, and keep the present filters under it."""
        self._dialogs.ask_text(self._asks_for, "Save these filters as a view", "Name of the view", self.save)

    def ask_to_rename(self, view: View) -> None:
        """Ask for another name of one of the person's own views."""

        def named(name: str | None) -> None:
            if name and name.strip() and view in self.own:
                self.rename(view, name.strip())

        self._dialogs.ask_text(self._asks_for, f"Rename “{view.name}”", "New name of the view", named)

    def save(self, name: str | None) -> None:
        """Keep the present filters under a name; a view of that name becomes this one."""
        if not name or not name.strip() or self._filters.only:
            return
        made = View(name.strip(), self._filters)
        place = next((n for n, view in enumerate(self.own) if view.name == made.name), len(self.own))
        self.own[place : place + 1] = [made]
        self._keep()

    def rename(self, view: View, name: str) -> None:
        """Give one of the person's own views another name; it stays where it is in the list."""
        self.own = [one for one in self.own if one is view or one.name != name]
        self.own[self.own.index(view)] = View(name, view.filters)
        self._keep()

    def forget(self, view: View) -> None:
        """Let one of the person's own views go."""
        self.own.remove(view)
        self._keep()

    def _keep(self) -> None:
        remembered.save({_KEPT: [view.as_plain() for view in self.own]})
        self.follow(self._filters)
        self.turned.emit()

    def commands(self) -> list[Command]:
        """The palette's entries: the person's own views, and keeping the present filters as one."""
        made = [
            Command(f"View: {view.name}", lambda view=view: self._show(view.filters), "Trainers", "", "star")  # type: ignore[misc]
            for view in self.own
        ]
        if self.can_save():
            made.append(Command("Save these filters as a view", self.ask_to_save, "Trainers", "", "star"))
        return made

    def can_save(self) -> bool:
        """Whether the filters are no view yet, and can be one."""
        return self.present() is None and not self._filters.only

    def fill(self) -> QMenu:
        """The menu as it is now: every view, the present one ticked, and what can be done with it."""
        menu = self._list
        menu.clear()
        group = QActionGroup(menu)
        present = self.present()
        for view in (*BUILT_IN, None, *self.own):
            if view is None:
                menu.addSeparator()
                continue
            action = menu.addAction(view.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(view == present)
            action.triggered.connect(lambda _=False, view=view: self._show(view.filters))
            group.addAction(action)
        menu.addSeparator()
        save = menu.addAction("Save these filters as a view")
        save.setEnabled(self.can_save())
        save.triggered.connect(self.ask_to_save)
        if present in self.own and present is not None:
            menu.addAction(f"Rename “{present.name}”").triggered.connect(lambda: self.ask_to_rename(present))
            menu.addAction(f"Remove “{present.name}”").triggered.connect(lambda: self.forget(present))
        return menu
