"""The form for one piece of evidence: its fields follow its kind; the same form corrects, and takes back with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from trainerpool.domain.evidence import EvidenceKind as Kind
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.screens.trainer.evidence_asks import ASKS, ORDER, OUTCOMES, STANDS_FOR
from trainerpool.queries.trainer_evidence import EvidenceLine
from trainerpool.queries.trainer_page import TrainerPage


class EvidenceForm(Pane):
    """`wanted(values)` when it is complete: a dict for add_evidence, correct_evidence or retract_evidence; `left()` on Cancel."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("raised")
        self._today = today
        self.line: EvidenceLine | None = None
        self.takes_back = False
        self.title = Label("Add evidence", "strong")
        self.kind = QComboBox()
        for one in ORDER:
            if one is None:
                self.kind.insertSeparator(self.kind.count())
            else:
                self.kind.addItem(one.label, one)
        self.kind.setMaxVisibleItems(24)
        self.on = DayField("Date", today, month_too=True)
        self.until = DayField("Until", today)
        self.course, self.outcome, self.starred = QComboBox(), QComboBox(), QComboBox()
        self.by, self.note, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.starred.addItems(["All met", "Not all met"])
        self.fields = {
            "kind": Field("Evidence", self.kind), "on": Field("Date", self.on, required=True), "course": Field("Course", self.course),
            "by": Field("By", self.by), "outcome": Field("Outcome", self.outcome), "starred": Field("Starred criteria", self.starred),
            "until": Field("Until", self.until), "note": Field("Note", self.note), "reason": Field("Why", self.reason, required=True),
        }  # fmt: skip
        self._grid = QGridLayout()
        self._grid.setContentsMargins(13, 0, 13, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(0)
        self.save = Button("Record", "filled", keys="Ctrl+Enter").does(self.finish)
        self.cancel = Button("Cancel").does(self.left.emit)
        self.about = Label("", tone="muted", wraps=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(13, 0, 13, 6)
        foot.addWidget(self.save)
        foot.addWidget(self.cancel)
        foot.addSpacing(8)
        foot.addWidget(self.about, 1)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 4)
        head.addWidget(self.title)
        self.column.addLayout(head)
        self.column.addLayout(self._grid)
        self.column.addLayout(foot)
        self.column.addWidget(Hairline())
        self._across = 0
        self.kind.currentIndexChanged.connect(lambda _: self._on_kind())
        for key in ("on", "until"):
            field = self.on if key == "on" else self.until
            field.editingFinished.connect(lambda key=key: self._check_day(key))

    def start(self, page: TrainerPage, kind: Kind | None = None) -> None:
        """Begin a new item, of a kind where one is given."""
        self._prepare(page)
        self.line, self.takes_back = None, False
        self.title.setText("Add evidence")
        self.save.set_text("Record")
        self.kind.setEnabled(True)
        self.kind.setCurrentIndex(self.kind.findData(kind or Kind.DELIVERY))
        self.on.set_day(None)
        self._on_kind()
        (self.on if kind is not None else self.kind).setFocus()

    def correct(self, page: TrainerPage, line: EvidenceLine) -> None:
        """Correct an item: the old one stays readable as an earlier revision."""
        self._prepare(page)
        self.line, self.takes_back = line, False
        self.title.setText(f"Correct: {line.label}, {line.when}")
        self.save.set_text("Record correction")
        self.kind.setCurrentIndex(self.kind.findData(line.kind))
        self.kind.setEnabled(False)
        self.on.set_iso(line.on)
        self.until.set_day(line.until)
        self.course.setCurrentIndex(self.course.findData(line.course_id) if line.course_id else 0)
        self.by.setText(line.by_name)
        self.note.setText(line.note)
        self._on_kind()
        self.outcome.setCurrentIndex(max(0, self.outcome.findText(line.outcome)))
        self.starred.setCurrentIndex(1 if line.starred_met is False else 0)
        self.about.setText("The item stays readable as it was; this becomes its next revision.")
        self.on.setFocus()
        self.on.selectAll()

    def take_back(self, page: TrainerPage, line: EvidenceLine) -> None:
        """Take an item back, saying why."""
        self._prepare(page)
        self.line, self.takes_back = line, True
        self.title.setText(f"Take back: {line.label}, {line.when}")
        self.save.set_text("Take back")
        self.about.setText("It stays readable, and counts for nothing.")
        self._arrange()
        self.reason.setFocus()

    def values(self) -> dict[str, Any]:
        """What the operation is given; what is not asked is left out."""
        if self.takes_back:
            return {"reason": self.reason.text().strip()}
        asks, made = ASKS[self._kind()], {"on": self.on.read().iso}
        whole: dict[str, Any] = dict(made)
        if asks.course and self.course.currentData():
            whole["course"] = self.course.currentData()
        if asks.by and self.by.text().strip():
            whole["by"] = self.by.text().strip()
        if asks.until and self.until.day() is not None:
            whole["until"] = self.until.day()
        if asks.outcome and (said := self._outcome()):
            whole["outcome"] = said
        if asks.starred:
            whole["starred_met"] = self.starred.currentIndex() == 0
        if self.note.text().strip() or self.line is not None:
            whole["note"] = self.note.text().strip()
        return whole

    def finish(self) -> None:
        """Hand the values on, or say what is missing; the first field with a message takes the focus."""
        wrong = [key for key in self._shown() if not self._check(key)]
        if wrong:
            self.fields[wrong[0]].control.setFocus()
            return
        self.wanted.emit(self.values() if self.line is not None else {"kind": self._kind().value, **self.values()})

    def refuse(self, text: str) -> None:
        """Show why it was not recorded; what was typed stays."""
        self.fields["reason" if self.takes_back else "on"].say(text)

    def _prepare(self, page: TrainerPage) -> None:
        self.about.setText("")
        for line in (self.by, self.note, self.reason):
            line.clear()
        self.until.set_day(None)
        self.course.clear()
        self.course.addItem("No course named", "")
        held = [one.id for one in page.courses if one.held or one.begun]
        for course in sorted(page.known_courses, key=lambda one: (one.id not in held, one.title)):
            self.course.addItem(course.title, course.id)
        named = [one.id for one in page.known_courses if one.title == page.path_course]
        self._only = held[0] if len(held) == 1 else named[0] if not held and named else ""
        completer = QCompleter(sorted(page.known_people), self.by)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.by.setCompleter(completer)
        for field in self.fields.values():
            field.say("")

    def _kind(self) -> Kind:
        found = self.kind.currentData()
        return Kind(found) if found is not None else Kind.DELIVERY

    def _on_kind(self) -> None:
        asks, kind = ASKS[self._kind()], self._kind()
        for key in ("course", "by", "until", "outcome", "starred", "note"):
            label = getattr(asks, key)
            words = label.removesuffix("*") + (" (needed)" if label.endswith("*") else "")
            self.fields[key].label.setText(words)
            self.fields[key].control.setAccessibleName(words)
        before = self.outcome.currentText()
        self.outcome.clear()
        if kind is Kind.OBSERVED_DELIVERY:
            self.outcome.addItems(list(OUTCOMES))
        elif kind is Kind.EQUIVALENCE:
            self.outcome.addItem("The whole course", "")
            for value in STANDS_FOR:
                self.outcome.addItem(Kind(value).label, value)
        elif kind is Kind.RETURN_STEP:
            self.outcome.addItems(["Talk with the Business Unit", "Observe part of a session"])
        if (place := self.outcome.findText(before)) >= 0:
            self.outcome.setCurrentIndex(place)
        if self.line is None and self._only and self.course.currentIndex() <= 0 and asks.course.endswith("*"):
            self.course.setCurrentIndex(self.course.findData(self._only))
        for field in self.fields.values():
            field.say("")
        self._arrange()

    def _outcome(self) -> str:
        return str(self.outcome.currentData() or "") if self._kind() is Kind.EQUIVALENCE else self.outcome.currentText()

    def _shown(self) -> list[str]:
        if self.takes_back:
            return ["reason"]
        asks = ASKS[self._kind()]
        asked = [key for key in ("course", "by", "outcome", "starred", "until", "note") if getattr(asks, key)]
        return ["kind", "on", *asked]

    def _arrange(self) -> None:
        across = self._across or 3
        shown = self._shown()
        for key, field in self.fields.items():
            self._grid.removeWidget(field)
            if key not in shown:  # what stays is not hidden for a moment: the focus would leave it
                field.hide()
        before: QWidget = self.kind
        for place, key in enumerate(shown):
            wide = 2 if key == "reason" else 1
            self._grid.addWidget(self.fields[key], place // across, place % across, 1, wide)
            self.fields[key].show()
            if self.fields[key].control is not before:
                QWidget.setTabOrder(before, self.fields[key].control)
                before = self.fields[key].control
        QWidget.setTabOrder(before, self.save)
        QWidget.setTabOrder(self.save, self.cancel)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _check_day(self, key: str) -> None:
        control = self.on if key == "on" else self.until
        self.fields[key].say(control.read().problem if control.text().strip() else "")

    def _check(self, key: str) -> bool:
        asks = ASKS[self._kind()]
        words = ""
        if key in ("on", "until"):
            control = self.on if key == "on" else self.until
            words = control.read().problem
            if key == "on" and not words and not control.read().iso:
                words = "Say on which day, or in which month."
        elif key == "reason" and not self.reason.text().strip():
            words = "Say why it is taken back."
        elif key == "course" and asks.course.endswith("*") and not self.course.currentData():
            words = "Choose the course."
        elif key == "note" and asks.note.endswith("*") and not self.note.text().strip():
            words = "Say why."
        self.fields[key].say(words)
        return not words

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = 4 if self.width() >= 800 else 3 if self.width() >= 560 else 2
        if across != self._across:
            self._across = across
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
