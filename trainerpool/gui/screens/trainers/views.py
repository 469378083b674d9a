"""Saved views: named sets of filters, those of the program and those of the person, kept on this computer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.trainers.filters import BUILT_IN, Filters, View, view_from_plain
from trainerpool.host import remembered

_KEPT = "trainer_views"


class Views(Button):
    """The button that names the present view; its menu holds all views, and saves or forgets one."""

    def __init__(
        self, show: Callable[[Filters], None], ask_name: Callable[[Callable[[str | None], None]], None]
    ) -> None:
        super().__init__("All trainers", icon="star")
        self._show, self._ask_name = show, ask_name
        kept = remembered.load().get(_KEPT, [])
        read = (view_from_plain(one) for one in kept) if isinstance(kept, list) else ()
        self.own: list[View] = [view for view in read if view is not None]
        self._filters = Filters()
        self._list = QMenu(self)
        self._list.aboutToShow.connect(self._fill)
        self.set_menu(self._list)
        self.follow(self._filters)

    def follow(self, filters: Filters) -> None:
        """Name the view these filters are, or say that they are the person's own choice."""
        self._filters = filters
        name = next((view.name for view in (*BUILT_IN, *self.own) if view.filters == filters), "Own choice")
        if name != self.text():
            self.set_text(name)
            self.setAccessibleDescription("View: a named set of filters")

    def save(self, name: str | None) -> None:
        """Keep the present filters under a name."""
        if not name or not name.strip():
            return
        self.own = [view for view in self.own if view.name != name.strip()]
        self.own.append(View(name.strip(), self._filters))
        self._keep()

    def forget(self, view: View) -> None:
        """Let one of the person's own views go."""
        self.own.remove(view)
        self._keep()

    def _keep(self) -> None:
        remembered.save({_KEPT: [view.as_plain() for view in self.own]})
        self.follow(self._filters)

    def _fill(self) -> None:
        menu = self._list
        menu.clear()
        group = QActionGroup(menu)
        for view in (*BUILT_IN, None, *self.own):
            if view is None:
                menu.addSeparator()
                continue
            action = menu.addAction(view.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(view.filters == self._filters)
            action.triggered.connect(lambda _=False, view=view: self._show(view.filters))
            group.addAction(action)
        menu.addSeparator()
        save = menu.addAction("Save these filters as a view")
        save.setEnabled(not any(view.filters == self._filters for view in (*BUILT_IN, *self.own)))
        save.triggered.connect(lambda: self._ask_name(self.save))
        for view in self.own:
            if view.filters == self._filters:
                gone = menu.addAction(f"Forget “{view.name}”")
                gone.triggered.connect(lambda _=False, view=view: self.forget(view))
