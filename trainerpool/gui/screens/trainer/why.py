"""The inspector of a trainer's page: why the standing is what it is, on any day, and what comes if nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.domain.standing import State
from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.parts.why import Reason, ReasonLine, Remedy, RemedyBlock
from trainerpool.gui.screens.trainers import words
from trainerpool.queries.trainer_effect import Mend
from trainerpool.queries.trainer_page import Statement


class WhyPane(Pane):
    """`asked(day)` when the person asks for another day; the field stays where it is while the answer changes.

    `mended(kind)` when the evidence that would mend a standing is to be recorded.
    """

    asked = Signal(object)
    mended = Signal(object)

    def __init__(self, today: date, open_rule: Callable[[], None], print_it: Callable[[], None]) -> None:
        super().__init__("raised")
        self.setAccessibleName("Why this standing")
        self._today, self._open_rule, self._print = today, open_rule, print_it
        self._on = today
        self.title = Label("", "section", wraps=True)
        self.on = DayField("Standing on", today, today)
        self.on.settled.connect(self.asked)
        self.again = Button("Today", "link").does(self._to_today)
        label = Label("Standing on", tone="muted")
        label.setBuddy(self.on)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(label)
        line.addWidget(self.on, 1)
        line.addWidget(self.again)
        head = Pane("raised")
        head.column.setContentsMargins(16, 10, 13, 6)
        head.column.addWidget(self.title)
        head.column.addLayout(line)
        self.column.addWidget(head)
        self.column.addWidget(Hairline())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(self._scroll, 1)

    def show_statement(self, said: Statement, mends: Sequence[Mend] = ()) -> None:
        """Say why, as on the day of this statement, and what would mend it."""
        found = said.standing
        self.title.setText(words.why_question(found))
        if not self.on.hasFocus():
            self.on.set_day(said.on)
        self._on = said.on
        self._settle()
        body = _Body()
        if note := words.as_on(said.on, self._today):
            body.section("", Label(note, tone="muted", wraps=True))
        if found.state is State.CANDIDATE:
            body.section("Still to come", *(ReasonLine(one) for one in words.still_missing(said)))
            if finish := words.time_to_finish(said):
                body.section("", Label(finish, tone="muted", wraps=True))
        else:
            body.section("What says so", *(ReasonLine(one) for one in words.reasons(found)))
        body.end()
        # The old answer goes once nobody can be inside one of its clicks any more.
        if (old := self._scroll.takeWidget()) is not None:
            old.hide()
            old.deleteLater()
        self._scroll.setWidget(body)
        QTimer.singleShot(1, body, lambda: self._show_rest(body, said, mends))

    def _show_rest(self, body: _Body, said: Statement, mends: Sequence[Mend]) -> None:
        """What is next stands under the fold as a rule: it follows in a turn of its own."""
        found = said.standing
        if mends:
            self._offer(body, mends, said.on)
        due = words.due_reasons(found) if found.state is not State.CANDIDATE else []
        if due:
            body.section("Next due", *(ReasonLine(one) for one in due))
        if found.forecast:
            body.section("If nothing more is recorded", *(_Coming(day, text) for day, text in found.forecast))
        policy = Button(words.policy_words(said), "link").does(self._open_rule)
        body.section("", policy, Button("Print this statement", "link").does(self._print))

    def _settle(self) -> None:
        """Where there is no room for the link, the line over the page has one that does the same."""
        self.again.setVisible(self._on != self._today and self.width() >= theme.scaled(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _offer(self, body: _Body, mends: Sequence[Mend], on: date) -> None:
        """What would mend the standing; where the day is today, with the deed that records it."""
        title = "What would mend it"
        if on != self._today:
            body.section(title, *(ReasonLine(_mend(one, on)) for one in mends))
            return
        made = []
        for one in mends:
            detail = _brings(one, on).replace("Dated that day", "Dated today")
            made.append(Remedy(one.kind.label, "Record", partial(self.mended.emit, one.kind), detail, "plus"))
        body.section("", RemedyBlock(title, made))

    def _to_today(self) -> None:
        self.on.set_day(self._today)
        self.asked.emit(self._today)


class _Body(Pane):
    def __init__(self) -> None:
        super().__init__("raised")
        self._count = 0
        self._ends = 0

    def section(self, title: str, *widgets: QWidget) -> None:
        """One section, with a hairline above all but the first."""
        place = self.column.count() - self._ends
        if self._count:
            self.column.insertWidget(place, Hairline())
            place += 1
        self._count += 1
        holder = Pane("raised", gap=6)
        holder.column.setContentsMargins(16, 10, 13, 12)
        if title:
            holder.column.addWidget(Label(title, "strong", wraps=True))
        for widget in widgets:
            holder.column.addWidget(widget)
        self.column.insertWidget(place, holder)

    def end(self) -> None:
        """What is added after this still stands above the room that is left."""
        self.column.addStretch(1)
        self._ends = 1


def _brings(mend: Mend, on: date) -> str:
    return f"{'Dated that day' if mend.on == on else f'Dated {in_words(mend.on)} or later'}: {mend.brings}."


def _mend(mend: Mend, on: date) -> Reason:
    return Reason(Meaning.NEUTRAL, mend.kind.label, _brings(mend, on), "plus")


class _Coming(QWidget):
    """One coming change: its day, then what happens."""

    def __init__(self, day: date, text: str) -> None:
        super().__init__()
        self.setAccessibleName(f"{in_words(day)}: {text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        when = Label(in_words(day), tone="muted")
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        when.setMinimumWidth(when.fontMetrics().horizontalAdvance("28 Nov 2026"))
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(text, wraps=True), 1)
