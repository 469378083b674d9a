"""Asking when trainers are free: the days, the day to answer by, a note, and whether everybody or only some are asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.policy import Policy, policy_on
from trainerpool.gui import theme
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field, SearchField
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.shell import Shell
from trainerpool.gui.spoken import Role
from trainerpool.queries.calls import NOT_ASKED
from trainerpool.queries.settings import policies, terms
from trainerpool.queries.standings import TrainerRow, trainers

ALL, SOME = "all", "some"
_KEY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be asked, as the dialog was left; `trainers` None where everybody is asked."""

    start: date
    end: date
    answer_by: date
    note: str | None
    trainers: list[str] | None


@dataclass(frozen=True, slots=True)
class Known:
    """What the dialog begins with: who there is, the policy, and the next term's days."""

    people: tuple[TrainerRow, ...]
    policy: Policy
    start: date
    end: date


def known_here(desk: Any) -> Known:
    """Everybody who can be asked, and the days of the next term; where none is entered, of the next quarter."""
    today = desk.today
    following = next((one for one in desk.ask(terms) if one.start > today), None)
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    start, after = add_months(quarter, 3), add_months(quarter, 6)
    people = tuple(row for row in desk.ask(trainers, today) if row.standing.state not in NOT_ASKED)
    first, last = (following.start, following.end) if following else (start, after - timedelta(days=1))
    return Known(people, policy_on(desk.ask(policies), today), first, last)


class AskDialog(FormDialog):
    """`go(dialog)` when the person goes on; `called(id)` once the call stands."""

    body_role = Role.StaticText
    called = Signal(str)

    def __init__(self, parent: QWidget, shell: Shell, go: Callable[[AskDialog], None]) -> None:
        super().__init__(parent, "Call for availability", "Ask them", wide=560)
        self.setWindowTitle("Trainer Pool")
        self._go, self._shell = go, shell
        self._policy = Policy()
        self._ticked: set[str] = set()
        self._people: tuple[TrainerRow, ...] = ()
        today = shell.today()
        self.start, self.end, self.by = DayField("From", today), DayField("To", today), DayField("Answer by", today)
        self.end_field, self.by_field = Field("To", self.end), Field("Answer by", self.by)
        self.note = QLineEdit()
        self.whom = SegmentedChoice("Whom", ((ALL, "Everybody"), (SOME, "Only some")))
        self.search = SearchField("Search trainers")
        self.list = QListWidget()
        self.list.setAccessibleName("Trainers to be asked")
        self.list.setMinimumHeight(theme.scaled(168))
        self.count = Label("", tone="muted", wraps=True)
        self._some = QWidget()
        self._lay_out()
        self.whom.chosen.connect(lambda _key: self._show_whom())
        self.search.textChanged.connect(lambda _words: self._fill())
        self.list.itemChanged.connect(self._tick)
        for field in (self.start, self.end, self.by):
            field.settled.connect(lambda _day: self._say())
        self.done_button.block("Looking who can be asked.")
        shell.work(known_here, then=self._begin, failed=self.refuse, owner=self)
        self.start.setFocus()

    def _lay_out(self) -> None:
        days = QHBoxLayout()
        days.setSpacing(8)
        for field in (Field("From", self.start), self.end_field, self.by_field):
            days.addWidget(field, 1)
        inside = QVBoxLayout(self._some)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.search)
        inside.addWidget(self.list)
        self._some.setVisible(False)
        self.body.addLayout(days)
        self.body.addWidget(Field("Note to them", self.note, hint="It stands beside the question on their desk."))
        self.body.addWidget(self.whom)
        self.body.addWidget(self._some)
        self.body.addWidget(self.count)

    def _begin(self, known: Known) -> None:
        self._people, self._policy = known.people, known.policy
        if self.start.day() is None and self.end.day() is None:
            self.start.set_day(known.start)
            self.end.set_day(known.end)
        if self.by.day() is None:
            self.by.set_day(self._shell.today() + timedelta(weeks=known.policy.availability_answer_weeks))
        self.whom.set_words(ALL, f"Everybody, {len(known.people)}")
        self._fill()
        self._say()
        self.settle()

    def _show_whom(self) -> None:
        self._some.setVisible(self.whom.choice() == SOME)
        self._say()
        QTimer.singleShot(0, self, self.settle)
        if self.whom.choice() == SOME:
            self.search.setFocus()

    def _fill(self) -> None:
        words = self.search.text().casefold().split()
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._people:
            text = f"{row.person.listed}" + (f", {row.person.agency}" if row.person.agency else "")
            if all(word in text.casefold() or word in row.person.name.casefold() for word in words):
                item = QListWidgetItem(text)
                item.setData(_KEY, row.id)
                item.setSizeHint(QSize(0, theme.line_height() + 8))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if row.id in self._ticked else Qt.CheckState.Unchecked)
                self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _tick(self, item: QListWidgetItem) -> None:
        key = str(item.data(_KEY))
        if item.checkState() is Qt.CheckState.Checked:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)
        self._say()

    def _say(self) -> None:
        """What would be asked of how many, or what is missing."""
        start, end, by = self.start.day(), self.end.day(), self.by.day()
        today = self._shell.today()
        order = start is not None and end is not None and end < start
        self.end_field.say("The period ends before it begins." if order else "")
        late = by is not None and by < today
        self.by_field.say("That day has passed." if late else "")
        some = self.whom.choice() == SOME
        number = len(self._ticked) if some else len(self._people)
        missing = ""
        if start is None or end is None or by is None:
            missing = "Give all three days."
        elif order or late:
            missing = "The days do not fit."
        elif not number:
            missing = "Nobody is chosen."
        self.done_button.block(missing)
        said = f"{count_of(number, 'person', 'people')} will be asked: on their own desk with the next carry file, or written to from this page."
        if start is not None:
            weeks = self._policy.availability_opens_weeks
            said += f" Policy asks {count_of(weeks, 'week')} before, by {in_words(start - timedelta(weeks=weeks))}."
        self.count.setText("Space ticks who is asked." if some and not number else said)

    def wanted(self) -> Wanted:
        """What is to be asked."""
        start, end, by = self.start.day(), self.end.day(), self.by.day()
        assert start is not None
        assert end is not None
        assert by is not None
        named = sorted(self._ticked) if self.whom.choice() == SOME else None
        return Wanted(start, end, by, self.note.text().strip() or None, named)

    def finish(self) -> None:
        self._say()
        if not self.done_button.is_blocked():
            self.wait()
            self._go(self)

    def asked(self, call: str) -> None:
        """The call stands."""
        self.accept()
        self.called.emit(call)
