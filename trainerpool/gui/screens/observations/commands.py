"""The palette's entries of the page, and the counts of its head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.domain.observations import ObservationState
from trainerpool.gui.parts.header import Fact
from trainerpool.gui.shell import Command
from trainerpool.queries.observations_planning import DueRow
from trainerpool.queries.observations_rows import ObservationLine

_SEEN_FIRST = (ObservationState.PLANNED, ObservationState.UNDER_WAY)


def commands(
    plan: Callable[[], None], enter: Callable[[], None], print_blank: Callable[[], None], go: Callable[[object], None],
    views: Sequence[tuple[str, str]],
) -> list[Command]:  # fmt: skip
    """What can be gone to and done."""
    return [
        Command("Plan a visit", plan, "Observations", "", "calendar-days"),
        Command("Enter a visit from a paper form", enter, "Observations", "", "pencil"),
        Command("Print a blank observation form", print_blank, "Observations", "", "file-text"),
        *(Command(f"Observations: {words}", partial(go, key), "Observations", "", "eye") for key, words in views),
        Command("Observations waiting for somebody now", lambda: go("now"), "Observations", "", "clock"),
        Command("Observations that are late", lambda: go("late"), "Observations", "", "clock"),
        Command("Observations to be moderated", lambda: go("moderation"), "Observations", "", "badge-check"),
    ]


def paper_menu(parent: QWidget, enter: Callable[[], None], print_blank: Callable[[], None]) -> QMenu:
    """What is done on paper."""
    menu = QMenu(parent)
    menu.addAction("Enter a visit from a paper form").triggered.connect(enter)
    menu.addAction("Print a blank paper form").triggered.connect(print_blank)
    return menu


def summary_facts(
    due: Sequence[DueRow], records: Sequence[ObservationLine], go: Callable[[object], None]
) -> Sequence[Fact]:
    """How many are due, planned, on their way, and waiting for somebody now; each count is a door."""
    open_due = sum(row.visit_id is None for row in due)
    planned = sum(row.state is ObservationState.PLANNED for row in records)
    waiting = sum(bool(row.waits_for) and row.state not in _SEEN_FIRST for row in records)
    now = sum(row.waits_now for row in records)
    facts: list[Fact] = [(f"{open_due} due without a visit", lambda: go("due")), ", "]
    facts += [(f"{planned} planned", lambda: go("planned")), ", "]
    facts += [(f"{waiting} on their way", lambda: go("open"))]
    return [*facts, ", ", (f"{now} waiting now", lambda: go("now"))] if now else facts
