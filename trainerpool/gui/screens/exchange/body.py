"""The two lists of the page: the returns, and beside them what one of them would change, or what is said instead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from trainerpool.exchange.carrying.merging import Fate
from trainerpool.gui import theme
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.parts.notices import EmptyState, ErrorPanel, stack
from trainerpool.gui.screens.exchange.came import Returns, Waiting
from trainerpool.gui.screens.exchange.plan_list import PlanList
from trainerpool.gui.screens.exchange.words import settled_words
from trainerpool.gui.screens.materials.side_list import SideList
from trainerpool.queries.returns import ReturnPlan

_NARROW, _LEFT, _ANY = 560, 236, 16_777_215


class ReturnsBody(QWidget):
    """Beside each other; in a narrow page the returns above, two of them seen. `open_` asks for a file that came."""

    def __init__(self, open_: Callable[[], None]) -> None:
        super().__init__()
        self._open = open_
        self.returns = SideList("Returns", two_lines=True)
        self.plan = PlanList()
        self._left_head, self._plan_head = Label("Returns", "strong"), Label("What would change", "strong")
        self._order = Label("in the order it was done", tone="muted")
        self._beside = QStackedWidget()
        self._beside.addWidget(self.plan)
        self._instead: QWidget | None = None
        self._left = Pane("raised")
        self._left.column.addWidget(_head(self._left_head))
        self._left.column.addWidget(self.returns, 1)
        self._line = Hairline(upright=True)
        right = Pane("raised")
        right.column.addWidget(_head(self._plan_head, self._order))
        right.column.addWidget(self._beside, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._left)
        self._row.addWidget(self._line)
        self._row.addWidget(right, 1)
        self._left.setFixedWidth(theme.scaled(_LEFT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(_NARROW)
        down = QBoxLayout.Direction.TopToBottom
        if narrow is (self._row.direction() == down):
            return
        self._row.setDirection(down if narrow else QBoxLayout.Direction.LeftToRight)
        self._line.setVisible(not narrow)
        self._order.setVisible(not narrow and self.is_plan())
        wide = theme.scaled(_LEFT)
        self._left.setMinimumWidth(0 if narrow else wide)
        self._left.setMaximumWidth(_ANY if narrow else wide)
        self._left.setMaximumHeight(
            self._left_head.sizeHint().height() + 12 + 2 * self.returns.row_height() if narrow else _ANY
        )

    def count(self, waiting: int) -> None:
        """Say over the list how many wait."""
        self._left_head.setText(f"Returns, {waiting}" if waiting else "Returns")

    def is_plan(self) -> bool:
        """Whether the plan of a return is shown."""
        return self._beside.currentWidget() is self.plan

    def say_plan(self, plan: ReturnPlan | None) -> None:
        """Say over the plan how many changes it holds."""
        number = plan.count(Fate.READY) + plan.count(Fate.CLASH) if plan is not None else 0
        self._plan_head.setText(f"What would change, {number}" if plan is not None else "Nothing to look at")
        self._order.setVisible(plan is not None and self._row.direction() == QBoxLayout.Direction.LeftToRight)

    def say_instead(self, one: Waiting | None, found: Returns | None, here: str) -> None:
        """In place of the plan: why a return cannot be read, what became of one, or how one comes in."""
        self.show_instead(stack(self._words_instead(one, found, here)))

    def _words_instead(self, one: Waiting | None, found: Returns | None, here: str) -> QWidget:
        if one is not None and one.problem is not None:
            return ErrorPanel(one.problem)
        settled = next((row for row in found.settled if row.id == here), None) if found is not None else None
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


def _head(*labels: Label) -> QWidget:
    """The heading of a list on the sunken surface."""
    pane = Pane("sunken")
    row = QHBoxLayout()
    row.setContentsMargins(13, 5, 13, 5)
    row.setSpacing(8)
    for label in labels:
        row.addWidget(label)
    row.addStretch(1)
    pane.column.addLayout(row)
    pane.column.addWidget(Hairline())
    return pane


def _rolled(inside: QWidget) -> QScrollArea:
    """What does not fit under an error of the window is scrolled to."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inside)
    return made
