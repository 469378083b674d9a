"""What the inspector says beside the page's lists: planning for whoever is due, or how an observation stands; and its forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.screens.observations.planning_pane import PlanningPane
from trainerpool.gui.screens.observations.record_deeds import RecordDeeds
from trainerpool.gui.screens.observations.record_pane import RecordPane
from trainerpool.gui.shell import Shell
from trainerpool.queries.observations import observations
from trainerpool.queries.observations_page import ObservationPage, observation
from trainerpool.queries.observations_planning import DueRow, VisitProposal, visit_proposals
from trainerpool.queries.observations_rows import ObservationLine, ObservationRow


class Telling:
    """`current()` gives the row chosen, or None; `choose(observation)` shows a record."""

    def __init__(
        self, shell: Shell, owner: QWidget, current: Callable[[], DueRow | ObservationLine | None], choose: Callable[[str], None],
        left: Callable[[], None],
    ) -> None:  # fmt: skip
        self.shell, self._owner, self._current, self._choose, self._left = shell, owner, current, choose, left
        self.deeds = RecordDeeds(shell, owner, self.show_form)
        self.form: FormPane | None = None
        self._told: str | None = ""
        self._planning: PlanningPane | None = None
        self._wants_focus = False

    def tell(self, again: bool = False) -> None:
        """Say how the chosen row stands; a form that is open stays unless another row is chosen."""
        row = self._current()
        key = None if row is None else f"{type(row).__name__} {row.person_id if isinstance(row, DueRow) else row.id}"
        if key == self._told and (not again or self.form is not None):
            return
        self.form, self._told, self._planning = None, key, None
        if row is None:
            self.shell.set_inspector(None)
        elif isinstance(row, DueRow):
            self._tell_due(row, str(key))
        else:
            self._tell_record(row.id, str(key))

    def forget(self) -> None:
        """The inspector shows something else now."""
        self.form, self._told, self._planning = None, "", None

    def _planned(self, visit: str) -> None:
        """A visit was planned, or is to be opened: its first observation is chosen among the records."""

        def arrived(rows: tuple[ObservationRow, ...]) -> None:
            if rows:
                self._choose(rows[0].id)

        self.shell.ask(observations, self.shell.today(), visit=visit, then=arrived, latest="visit", owner=self._owner)

    def _tell_due(self, row: DueRow, key: str) -> None:
        def arrived(found: tuple[VisitProposal, ...]) -> None:
            if self._told == key and self.form is None:
                self._planning = PlanningPane(self.shell, row, found, self._planned, self._planned)
                self.shell.set_inspector(self._planning)
                if self._wants_focus:
                    self.focus_planning()

        self.shell.ask(
            visit_proposals, row.person_id, self.shell.today(), then=arrived, latest="about", owner=self._owner
        )

    def _tell_record(self, key: str, told: str) -> None:
        def arrived(page: ObservationPage | None) -> None:
            if page is not None and self._told == told and self.form is None:
                self.shell.set_inspector(RecordPane(page, self.deeds, self.shell.today()))

        self.shell.ask(observation, key, self.shell.today(), then=arrived, latest="about", owner=self._owner)

    def focus_planning(self) -> None:
        """Put the keyboard where a visit is planned, as soon as it is there."""
        self._wants_focus = self._planning is None
        if self._planning is not None and (first := self._planning.first()) is not None:
            QTimer.singleShot(0, first, first.setFocus)

    # forms

    def show_form(self, make: Callable[[Callable[[], None]], FormPane]) -> None:
        """Lay a form over the inspector."""
        self.form = make(self.leave_form)
        self.shell.set_inspector(self.form)
        self.shell.show_inspector()

    def leave_form(self) -> None:
        """The form is done, or left."""
        self.forget()
        self._left()
        self.tell()

    # menus

    def due_menu(self, row: DueRow, plan: Callable[[], None]) -> QMenu:
        """What can be done for somebody who is due."""
        menu = QMenu(self._owner)
        if row.visit_id is not None:
            menu.addAction("Open the visit").triggered.connect(lambda: self._planned(row.visit_id or ""))
        else:
            menu.addAction("Plan a visit").triggered.connect(plan)
        menu.addAction("Open the trainer’s page").triggered.connect(lambda: self._to_trainer(row.person_id))
        return menu

    def ask_menu(self, row: ObservationLine, point: QPoint) -> None:
        """Ask how a record stands, then show its menu."""

        def arrived(page: ObservationPage | None) -> None:
            if page is not None:
                self.record_menu(page).popup(point)

        self.shell.ask(observation, row.id, self.shell.today(), then=arrived, latest="menu", owner=self._owner)

    def record_menu(self, page: ObservationPage) -> QMenu:
        """What the inspector offers, in the same words."""
        menu = QMenu(self._owner)
        entries: list[tuple[str, Callable[[], Any]]] = [
            *self.deeds.entries(page),
            ("Open the whole observation", lambda: self.deeds.open_whole(page)),
            ("Open the trainer’s page", lambda: self._to_trainer(page.row.person_id)),
        ]
        for words, run in entries:
            menu.addAction(words).triggered.connect(run)
        return menu

    def _to_trainer(self, person: str) -> None:
        self.shell.navigate("trainer", person)
