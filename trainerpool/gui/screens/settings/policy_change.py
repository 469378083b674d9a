"""The inspector of one policy setting: what it says, and changing it from a day on, with whom that would change shown first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.policy import Level, Policy
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, WhyBlock
from trainerpool.gui.screens.settings.policy_rows import PolicyRow, with_value
from trainerpool.queries.policy_preview import ChangedStanding, PolicyPreview

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """A change of the policy: the whole policy as it would be, from when, and whether it holds for what runs already."""

    policy: Policy
    from_day: date
    applies_to_running: bool
    reason: str


class PolicyChange(Inspector):
    """`preview(wish)` asks who would change, `put(wish)` puts it in force; both only when everything is given."""

    def __init__(
        self, row: PolicyRow, policy: Policy, today: date, preview: Callable[[Wish], None], put: Callable[[Wish], None]
    ) -> None:
        super().__init__(row.words, f"{row.shown}. {row.source}.")
        self._row, self._policy, self._today = row, policy, today
        self._preview, self._put = preview, put
        self.number, self.level = QSpinBox(), QComboBox()
        self.from_day = DayField("From", today, today)
        self.running = QCheckBox("Also for periods that have begun")
        self.running.setAccessibleName(self.running.text())
        self.reason = QLineEdit()
        self.seen = Button("Who would change").does(self._ask)
        self.put = Button("Put in force", "filled").does(self._do)
        if row.value is None:
            self.add(
                Label(
                    "Shown as it is in force; it is changed with “trainerpool apply”, the deed set_policy.",
                    wraps=True,
                    tone="muted",
                )
            )
            return
        self.fields = {
            "value": Field("Level" if row.is_rule else f"Value, in {row.unit}", self._control()),
            "from": Field("From", self.from_day, hint="Before that day the present value counts."),
            "reason": Field("Why", self.reason, hint="Kept with the policy; empty is allowed."),
        }
        self.add(*self.fields.values(), self.running, title="Change it from a day on")
        deeds = QWidget()
        line = QVBoxLayout(deeds)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self.seen)
        line.addWidget(self.put)
        self._answer = QWidget()
        self._answer_column = QVBoxLayout(self._answer)
        self._answer_column.setContentsMargins(0, 0, 0, 0)
        self.add(deeds, self._answer)
        self.number.valueChanged.connect(lambda _value: self._settle())
        self.level.currentIndexChanged.connect(lambda _place: self._settle())
        self.from_day.textChanged.connect(lambda _text: self._settle())
        self.running.toggled.connect(lambda _on: self._settle())
        self._settle()

    def _control(self) -> QWidget:
        if self._row.is_rule:
            for level in Level:
                self.level.addItem(level.words[:1].upper() + level.words[1:], level.value)
            self.level.setCurrentIndex(self.level.findData(self._row.value))
            return self.level
        self.number.setRange(0, 100_000)
        self.number.setValue(int(self._row.value or 0))
        return self.number

    def is_about(self, row: PolicyRow, policy: Policy) -> bool:
        """Whether this is the same setting of the same policy."""
        return (row, policy) == (self._row, self._policy)

    def wish(self) -> Wish | None:
        """What is asked for; None where nothing would change or the day is missing."""
        value = self.level.currentData() if self._row.is_rule else self.number.value()
        day = self.from_day.day()
        if value == self._row.value or day is None:
            return None
        policy = with_value(self._policy, self._row, value)
        return Wish(policy, day, self.running.isChecked(), self.reason.text().strip())

    def _settle(self) -> None:
        read = self.from_day.read()
        self.fields["from"].say(read.problem)
        why = "" if self.wish() is not None else "Give another value and a day first."
        self.put.block(why)
        self.seen.block(why)
        self.show_answer(None)

    def _ask(self) -> None:
        if (wish := self.wish()) is not None:
            self.seen.block("Being reckoned")
            self._preview(wish)

    def _do(self) -> None:
        if (wish := self.wish()) is not None:
            self._put(wish)

    def show_answer(self, answer: PolicyPreview | None) -> None:
        """Say who would change; None takes the last answer away."""
        while (item := self._answer_column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if answer is None:
            return
        self.seen.block("")
        for day, changed in answer.on:
            when = "Today" if day == self._today else f"On {in_words(day)}"
            reasons = [Reason(Meaning.ATTENTION, _said(one), one.summary_after) for one in changed[:MOST_NAMED]]
            if len(changed) > MOST_NAMED:
                reasons.append(Reason(Meaning.ATTENTION, f"{len(changed) - MOST_NAMED} more"))
            if not changed:
                reasons = [
                    Reason(Meaning.GOOD, f"Nobody of {count_of(answer.everybody, 'trainer')} would stand otherwise.")
                ]
            self._answer_column.addWidget(
                WhyBlock(f"{when}: {count_of(len(changed), 'standing')} would change", reasons, keeps_order=True)
            )


def days_looked_at(wish: Wish, today: date) -> tuple[date, date]:
    """The days a preview looks at: when it takes effect, but not before today, and 3 months after, when notices are over."""
    first = max(wish.from_day, today)
    return first, add_months(first, 3)


def _said(one: ChangedStanding) -> str:
    return f"{one.name}: {one.before} becomes {one.after}" if one.before != one.after else f"{one.name}: other courses"
