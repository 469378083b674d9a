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
        self.here = "notes"
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
        """Whether one pane is shown at a time."""
        return self.width() < theme.scaled(900)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    def settle(self) -> None:
        """Lay the panes out for the width there is."""
        narrow = self.is_narrow()
        self._bar.setVisible(narrow)
        for line in self._lines:
            line.setVisible(not narrow)
        for key, widget in self.widgets.items():
            widget.setVisible(not narrow or key == self.here)
        plan, criteria = self.widgets["plan"], self.widgets["criteria"]
        if narrow:
            for one in (plan, criteria):
                one.setMinimumWidth(0)
                one.setMaximumWidth(16_777_215)
        else:
            whole = self.width()
            plan.setFixedWidth(max(theme.scaled(196), min(theme.scaled(264), whole * 264 // 1366)))
            least = criteria.least_width() if isinstance(criteria, CriteriaPane) else 0
            roomy = theme.scaled(48) if whole >= theme.scaled(1100) else 0  # for the count of notes beside each choice
            criteria.setFixedWidth(max(least + roomy, whole * 472 // 1366))

    def show_pane(self, pane: str) -> None:
        """Show this pane and put the keyboard into it."""
        self.here = pane
        self.choice.choose(pane)
        self.settle()
        widget = self.widgets[pane]
        if isinstance(widget, NotesPane):
            widget.composer.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif isinstance(widget, CriteriaPane | PlanPane):
            widget.focus_here()
        self.turned.emit(pane)

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
                self.here = key
                self.choice.choose(key)
                self.turned.emit(key)
