"""The two lists of the page: the returns, and beside them what one of them would change, or what is said instead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from trainerpool.exchange.carrying.merging import Fate
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.notices import EmptyState, ErrorPanel, stack
from trainerpool.gui.screens.exchange.beside import Beside
from trainerpool.gui.screens.exchange.came import LookedAt, Returns, Waiting, refused_here
from trainerpool.gui.screens.exchange.plan_list import PlanList
from trainerpool.gui.screens.exchange.refused import RefusedReturn
from trainerpool.gui.screens.exchange.words import settled_words
from trainerpool.gui.screens.materials.side_list import SideList
from trainerpool.gui.shell import Shell
from trainerpool.queries.returns import REFUSED, ReturnPlan


class ReturnsBody(Beside):
    """The returns that came, and what one of them would change. `open_` asks for a file that came, `again(key)` lets a
    refused one wait again; `looked_at` is what the refused one shown says, once it was asked for.
    """

    def __init__(self, shell: Shell, open_: Callable[[], None], again: Callable[[str], None]) -> None:
        self._order = Label("in the order it was done", tone="muted")
        self._beside = QStackedWidget()
        super().__init__(SideList("Returns", two_lines=True), "Returns", self._beside, "What would change", self._order)
        self._shell, self._open, self._again = shell, open_, again
        self._shown, self._head_instead = "", "No return"
        self.looked_at: LookedAt | None = None
        self.returns, self.plan = self.list, PlanList()
        self._beside.addWidget(self.plan)
        self._instead: QWidget | None = None

    def turned(self, narrow: bool) -> None:
        self._order.setVisible(not narrow and self.is_plan())

    def count(self, waiting: int) -> None:
        """Say over the list how many wait."""
        self.list_head.setText(f"Returns, {waiting}" if waiting else "Returns")

    def is_plan(self) -> bool:
        """Whether the plan of a return is shown."""
        return self._beside.currentWidget() is self.plan

    def say_plan(self, plan: ReturnPlan | None) -> None:
        """Say over the plan how many changes it holds."""
        number = plan.count(Fate.READY) + plan.count(Fate.CLASH) if plan is not None else 0
        self.right_head.setText(f"What would change, {number}" if plan is not None else self._head_instead)
        self._order.setVisible(plan is not None and not self.is_narrow())

    def say_instead(self, one: Waiting | None, found: Returns | None, here: str) -> None:
        """In place of the plan: why a return cannot be read, what became of one, or how one comes in."""
        self._shown = here
        row = (
            next((row for row in found.settled if row.id == here), None) if found is not None and one is None else None
        )
        self._head_instead = (
            "Why it cannot be read" if one is not None else settled_words(row) if row is not None else "No return"
        )
        self._look_at_refused(found)
        self.show_instead(stack(self._words_instead(one, found, here)))

    def _look_at_refused(self, found: Returns | None) -> None:
        """What a refused return says is asked for when it is shown, and said once it is known."""
        row = next((one for one in found.settled if one.id == self._shown), None) if found is not None else None
        if row is None or row.outcome != REFUSED:
            self.looked_at = None
        elif self.looked_at is None or self.looked_at.key != row.id:
            self.looked_at, key = None, row.id

            def known(seen: LookedAt) -> None:
                if seen.key == self._shown and not self.is_plan():
                    self.looked_at = seen
                    self.show_instead(stack(RefusedReturn(row, seen, self._again)))

            self._shell.work(lambda desk: refused_here(desk, key), then=known, latest="refused", owner=self)

    def _words_instead(self, one: Waiting | None, found: Returns | None, here: str) -> QWidget:
        if one is not None and one.problem is not None:
            return ErrorPanel(one.problem)
        settled = next((row for row in found.settled if row.id == here), None) if found is not None else None
        if settled is not None and settled.outcome == REFUSED:
            return RefusedReturn(settled, self.looked_at, self._again)
        if settled is not None:
            return EmptyState(
                f"{settled_words(settled)}: the return from {settled.name}",
                "The same file again changes nothing. What it changed stands in History.", icon="check",
            )  # fmt: skip
        return EmptyState(
            "No return waits",
            "Drop a return on this window, or open it: a file that ends in .tpreturn. What it would change is shown "
            "before anything is in the pool.", [("Open a file that came...", self._open)], icon="arrow-left-right",
        )  # fmt: skip

    def show_instead(self, widget: QWidget | None) -> None:
        """Show this in place of the plan; None brings the plan back."""
        if self._instead is not None:
            self._beside.removeWidget(self._instead)
            self._instead.hide()
            self._instead.deleteLater()
        widget = self._instead = _rolled(widget) if widget is not None else None
        if widget is not None:
            self._beside.addWidget(widget)
        self._beside.setCurrentWidget(widget or self.plan)


def _rolled(inside: QWidget) -> QScrollArea:
    """What does not fit under an error of the window is scrolled to."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inside)
    return made
