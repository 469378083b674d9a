"""The three panes of the form: side by side where there is room, else one at a time behind a choice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.observations.visit.composer import Composer
from trainerpool.gui.screens.observations.visit.criteria_pane import CriteriaPane
from trainerpool.gui.screens.observations.visit.notes_list import NotesList
from trainerpool.gui.screens.observations.visit.plan_pane import PlanPane

ORDER = ("plan", "notes", "criteria")
_PLAN, _NOTES, _COUNT = 196, 440, 48


class NotesPane(Pane):
    """The notes kept so far, and under them the one being written."""

    def __init__(self, notes: NotesList, composer: Composer) -> None:
        super().__init__("raised")
        self.setAccessibleName("Timed notes")
        self.notes, self.composer = notes, composer
        self.count = Label("", tone="muted")
        self.empty = Label("No note yet. Type below what you see; Ctrl+Enter keeps it.", tone="muted", wraps=True)
        self.empty.setContentsMargins(16, 12, 16, 12)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(8)
        head.addWidget(Label("Timed notes", "strong"))
        head.addWidget(self.count)
        head.addStretch(1)
        self._columns = Label("Time, who, what you saw, criteria", tone="muted")
        head.addWidget(self._columns)
        self._head = QWidget()
        self._head.setLayout(head)
        self.column.addWidget(self._head)
        self.column.addWidget(Hairline())
        self.column.addWidget(self.empty)
        self.column.addWidget(notes, 1)
        self._room = Pane("raised")
        self.column.addWidget(self._room, 1)
        self.column.addWidget(composer)

    def say_count(self, number: int) -> None:
        """How many notes there are."""
        self.count.setText(str(number) if number else "")
        self.count.setAccessibleName(f"{number} notes")
        self.empty.setVisible(not number)
        self.notes.setVisible(bool(number))
        self._room.setVisible(not number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.setVisible(self.height() >= 300)
        self._columns.setVisible(self.width() >= 400)


class VisitPanes(QWidget):
    """`turned(pane)` when another pane is shown or has the keyboard."""

    turned = Signal(str)

    def __init__(self, plan: PlanPane, notes: NotesPane, criteria: CriteriaPane) -> None:
        super().__init__()
        self.widgets: dict[str, QWidget] = {"plan": plan, "notes": notes, "criteria": criteria}
        self.here = self._left = "notes"
        self.choice = SegmentedChoice("Pane", (("plan", "Plan"), ("notes", "Notes"), ("criteria", "Criteria")))
        self.choice.choose("notes")
        self.choice.chosen.connect(self.show_pane)
        self._bar = Pane("surface")
        row = QHBoxLayout()
        row.setContentsMargins(13, 0, 13, 0)
        row.addWidget(self.choice)
        row.addStretch(1)
        self._bar.column.addLayout(row)
        self._bar.column.addWidget(Hairline())
        self._lines = [Hairline(upright=True), Hairline(upright=True)]
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(plan)
        across.addWidget(self._lines[0])
        across.addWidget(notes, 1)
        across.addWidget(self._lines[1])
        across.addWidget(criteria)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(across, 1)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        self.settle()

    def is_narrow(self) -> bool:
        """Whether not all panes stand beside each other."""
        return self._beside() < len(ORDER)

    def _beside(self) -> int:
        """How many panes have room beside each other: three, the criteria with one other, or one."""
        criteria = self.widgets["criteria"]
        least = criteria.least_width() if isinstance(criteria, CriteriaPane) else 0
        least = least or theme.scaled(430)
        if self.width() >= least + theme.scaled(_PLAN) + theme.scaled(_NOTES):
            return 3
        return 2 if self.width() >= least + theme.scaled(400) else 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    def settle(self) -> None:
        """Lay the panes out for the width there is."""
        beside = self._beside()
        self._bar.setVisible(beside < len(ORDER))
        shown = set(ORDER) if beside == len(ORDER) else {self.here} if beside == 1 else {self._left, "criteria"}
        for key, widget in self.widgets.items():
            widget.setVisible(key in shown)
        self._lines[0].setVisible({"plan", "notes"} <= shown)
        self._lines[1].setVisible(beside > 1)
        plan, criteria = self.widgets["plan"], self.widgets["criteria"]
        for one in (plan, criteria):
            one.setMinimumWidth(0)
            one.setMaximumWidth(16_777_215)
        if beside == 1 or not isinstance(criteria, CriteriaPane):
            return
        whole, least = self.width(), criteria.least_width()
        wide = max(least, whole * 472 // 1366)
        left = 0
        if beside == len(ORDER):
            left = max(theme.scaled(_PLAN), min(theme.scaled(264), whole * 264 // 1366))
            plan.setFixedWidth(left)
        if whole - left - least - theme.scaled(_COUNT) >= theme.scaled(_NOTES) + 24:
            wide = max(wide, least + theme.scaled(_COUNT))  # room for the count of notes beside each choice
        criteria.setFixedWidth(wide)

    def show_pane(self, pane: str) -> None:
        """Show this pane and put the keyboard into it."""
        self._stand_at(pane)
        self.settle()
        widget = self.widgets[pane]
        if isinstance(widget, NotesPane):
            widget.composer.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif isinstance(widget, CriteriaPane | PlanPane):
            widget.focus_here()
        self.turned.emit(pane)

    def _stand_at(self, pane: str) -> None:
        self.here = pane
        self._left = pane if pane != "criteria" else self._left
        self.choice.choose(pane)

    def step(self, by: int, enters: bool, wraps: bool) -> bool:
        """F6: the next pane; False where there is none in this direction."""
        if enters:
            self.show_pane(ORDER[0 if by > 0 else -1])
            return True
        at = ORDER.index(self.here) + by
        if not wraps and not 0 <= at < len(ORDER):
            return False
        self.show_pane(ORDER[at % len(ORDER)])
        return True

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            return
        for key, widget in self.widgets.items():
            if key != self.here and (widget is now or widget.isAncestorOf(now)):
                self._stand_at(key)
                self.turned.emit(key)
