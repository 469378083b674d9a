"""The fields of one piece of evidence: shown as its kind asks, read as the operation wants them."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLineEdit, QWidget

from trainerpool.domain.evidence import EvidenceKind as Kind
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.screens.trainer.evidence_asks import ASKS, ORDER, OUTCOMES, STANDS_FOR
from trainerpool.queries.trainer_evidence import EvidenceLine
from trainerpool.queries.trainer_page import TrainerPage

_ASKED = ("course", "by", "outcome", "starred", "until", "note")
_STEPS = ("Talk with the Business Unit", "Observe part of a session")


class EvidenceFields(QWidget):
    """The fields in a grid of two to four columns. `line` is the item that is corrected or taken back, None for a new one."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.line: EvidenceLine | None = None
        self.takes_back = False
        self._only = ""
        self._across = 0
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
        for words, met in (("All met", True), ("Not all met", False), ("Not recorded", None)):
            self.starred.addItem(words, met)
        self.all = {
            "kind": Field("Evidence", self.kind), "on": Field("Date", self.on, required=True), "course": Field("Course", self.course),
            "by": Field("By", self.by), "outcome": Field("Outcome", self.outcome), "starred": Field("Starred criteria", self.starred),
            "until": Field("Until", self.until), "note": Field("Note", self.note), "reason": Field("Why", self.reason, required=True),
        }  # fmt: skip
        for (
            field
        ) in self.all.values():  # at home from the first: a part that comes later would lie over the others once
            field.setParent(self)
            field.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(13, 0, 13, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(0)
        self.kind.currentIndexChanged.connect(lambda _: self.follow_kind())
        for key, day in (("on", self.on), ("until", self.until)):
            day.editingFinished.connect(lambda key=key: self._check_day(key))

    def prepare(self, page: TrainerPage) -> None:
        """Empty the fields and offer this trainer's courses first, and the names the pool knows."""
        for line in (self.by, self.note, self.reason):
            line.clear()
        self.until.set_day(None)
        self.starred.setCurrentIndex(0)
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
        for field in self.all.values():
            field.say("")

    def fill(self, line: EvidenceLine) -> None:
        """Show an item as it is recorded."""
        self.on.set_iso(line.on)
        self.until.set_day(line.until)
        self.course.setCurrentIndex(max(0, self.course.findData(line.course_id or "")))
        self.by.setText(line.by_name)
        self.note.setText(line.note)
        self.follow_kind()
        of_data = self.outcome.findData(line.outcome) if line.kind is Kind.EQUIVALENCE else -1
        self.outcome.setCurrentIndex(max(0, of_data, self.outcome.findText(line.outcome)))
        self.starred.setCurrentIndex({True: 0, False: 1, None: 2}[line.starred_met])

    def chosen_kind(self) -> Kind:
        """The kind that is chosen."""
        found = self.kind.currentData()
        return Kind(found) if found is not None else Kind.DELIVERY

    def choose_course(self, key: str) -> None:
        """Choose a course, where the kind asks for one."""
        if key and (place := self.course.findData(key)) >= 0:
            self.course.setCurrentIndex(place)

    def values(self) -> dict[str, Any]:
        """What the operation is given; what is not asked is left out, what a correction empties is named in `clear`."""
        if self.takes_back:
            return {"reason": self.reason.text().strip()}
        asks = ASKS[self.chosen_kind()]
        whole: dict[str, Any] = {"on": self.on.read().iso}
        if asks.course and self.course.currentData():
            whole["course"] = self.course.currentData()
        if asks.by and self.by.text().strip():
            whole["by"] = self.by.text().strip()
        if asks.until and self.until.day() is not None:
            whole["until"] = self.until.day()
        if asks.outcome and (said := self._outcome()):
            whole["outcome"] = said
        if asks.starred and self.starred.currentData() is not None:
            whole["starred_met"] = self.starred.currentData()
        if self.note.text().strip() or self.line is not None:
            whole["note"] = self.note.text().strip()
        if self.line is not None:
            held = {
                "until": self.line.until,
                "course": self.line.course_id,
                "by": self.line.by_name,
                "outcome": self.line.outcome,
            }
            emptied = [key for key, value in held.items() if value and getattr(asks, key) and key not in whole]
            whole |= {"clear": emptied} if emptied else {}
        return whole

    def shown(self) -> list[str]:
        """The fields that are asked for now."""
        if self.takes_back:
            return ["reason"]
        asks = ASKS[self.chosen_kind()]
        return ["kind", "on", *(key for key in _ASKED if getattr(asks, key))]

    def wrong(self, key: str) -> str:
        """What is wrong with a field; "" where it will do."""
        asks = ASKS[self.chosen_kind()]
        if key in ("on", "until"):
            said = (self.on if key == "on" else self.until).read()
            return said.problem or ("Say on which day, or in which month." if key == "on" and not said.iso else "")
        if key == "reason" and not self.reason.text().strip():
            return "Say why it is taken back."
        if key == "course" and asks.course.endswith("*") and not self.course.currentData():
            return "Choose the course."
        return "Say why." if key == "note" and asks.note.endswith("*") and not self.note.text().strip() else ""

    def check(self) -> str:
        """Say at each field what is wrong; gives the first that is."""
        wrong = [key for key in self.shown() if self._check(key)]
        return wrong[0] if wrong else ""

    def follow_kind(self) -> None:
        """Ask what the chosen kind needs, in its words."""
        asks, kind = ASKS[self.chosen_kind()], self.chosen_kind()
        for key in _ASKED:
            label = getattr(asks, key)
            words = label.removesuffix("*") + (" (needed)" if label.endswith("*") else "")
            self.all[key].label.setText(words)
            self.all[key].control.setAccessibleName(words)
        before = self.outcome.currentText()
        self.outcome.clear()
        if kind is Kind.OBSERVED_DELIVERY:
            self.outcome.addItems(list(OUTCOMES))
        elif kind is Kind.EQUIVALENCE:
            self.outcome.addItem("The whole course", "")
            for value in STANDS_FOR:
                self.outcome.addItem(Kind(value).label, value)
        elif kind is Kind.RETURN_STEP:
            self.outcome.addItems(list(_STEPS))
        if (place := self.outcome.findText(before)) >= 0:
            self.outcome.setCurrentIndex(place)
        if self.line is None and self._only and self.course.currentIndex() <= 0 and asks.course.endswith("*"):
            self.course.setCurrentIndex(self.course.findData(self._only))
        for field in self.all.values():
            field.say("")
        self.arrange()

    def arrange(self) -> None:
        """Lay out what is asked for, in its order, for Tab as for the eye."""
        across = self._across or 3
        shown = self.shown()
        for key, field in self.all.items():
            self._grid.removeWidget(field)
            if key not in shown:  # what stays is not hidden for a moment: the focus would leave it
                field.hide()
        before: QWidget = self.kind
        for place, key in enumerate(shown):
            wide = 2 if key == "reason" else 1
            self._grid.addWidget(self.all[key], place // across, place % across, 1, wide)
            self.all[key].show()
            if self.all[key].control is not before:
                QWidget.setTabOrder(before, self.all[key].control)
                before = self.all[key].control
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def last(self) -> QWidget:
        """The control after which Tab leaves the fields."""
        return self.all[self.shown()[-1]].control

    def _outcome(self) -> str:
        if self.chosen_kind() is Kind.EQUIVALENCE:
            return str(self.outcome.currentData() or "")
        return self.outcome.currentText()

    def _check(self, key: str) -> str:
        words = self.wrong(key)
        self.all[key].say(words)
        return words

    def _check_day(self, key: str) -> None:
        control = self.on if key == "on" else self.until
        self.all[key].say(control.read().problem if control.text().strip() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = 4 if self.width() >= 800 else 3 if self.width() >= 560 else 2
        if across != self._across:
            self._across = across
            self.arrange()
