"""The palette's entries of the form of a visit, and its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from trainerpool.gui.screens.observations.visit.criteria_pane import CriteriaPane
from trainerpool.gui.screens.observations.visit.panes import VisitPanes
from trainerpool.gui.shell import Command


def commands(finish: Callable[[], None], show: Callable[[str], None], reported: Callable[[], None]) -> list[Command]:
    """What can be gone to and done; `show` brings a pane to the front."""
    return [
        Command("Finish the visit", finish, "Observation", "", "check"),
        Command("Write a timed note", lambda: show("notes"), "Observation", "", "pencil"),
        Command("Judge the criteria", lambda: show("criteria"), "Observation", "", "eye"),
        Command("Session plan and last actions", lambda: show("plan"), "Observation", "", "calendar-days"),
        Command("Reported through the procedure", reported, "Observation", "", "flag"),
    ]


def add_keys(page: QWidget, panes: VisitPanes, criteria: CriteriaPane, turn: Callable[[], None]) -> None:
    """The keys of the form; in a narrow window the criteria come to the front before a key leads through them."""

    def through(run: Callable[[], None]) -> None:
        if panes.is_narrow() and panes.here != "criteria":
            panes.show_pane("criteria")
        run()

    for keys, run in (
        ("F2", turn),
        ("Alt+Down", partial(through, partial(criteria.step, 1))),
        ("Alt+Up", partial(through, partial(criteria.step, -1))),
        ("Ctrl+PgDown", partial(through, partial(criteria.step_group, 1))),
        ("Ctrl+PgUp", partial(through, partial(criteria.step_group, -1))),
    ):
        made = QShortcut(QKeySequence(keys), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(run)
