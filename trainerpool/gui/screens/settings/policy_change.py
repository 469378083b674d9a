"""Changing one setting of the policy: its new value, from which day, who would change, and putting it in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.policy import Policy, PolicyVersion, policy_on
from trainerpool.domain.policy.guards import no_longer_prevented
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, WhyBlock
from trainerpool.gui.screens.settings.policy_editors import editor_for
from trainerpool.gui.screens.settings.policy_rows import LEVEL, STAGES, TEXTS, TIMES, PolicyRow, with_value
from trainerpool.queries.policy_preview import ChangedStanding, PolicyPreview

MOST_NAMED = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Wish:
    """A change of the policy: the whole policy as it would be, from when, and whether it holds for what runs already."""

    policy: Policy
    from_day: date
    applies_to_running: bool
    reason: str


class PolicyChange(Inspector):
    """`preview(wish)` asks who would change, `put(wish)` puts it in force; both only when everything is given.

    A change goes on from the policy that counts on its day, so that what was decided for then stays. `closed` says why
    a version cannot be changed.
    """

    def __init__(
        self, row: PolicyRow, versions: Sequence[PolicyVersion], today: date, preview: Callable[[Wish], None],
        put: Callable[[Wish], None], start: date | None = None, closed: str = "",
    ) -> None:  # fmt: skip
        super().__init__(row.words, f"{row.shown}. {row.source}.")
        self._row, self._versions, self._today = row, tuple(versions), today
        self._preview, self._put = preview, put
        self.closed = closed
        self.editor = editor_for(row)
        self.from_day = DayField("From", today, start or today)
        self.running = QCheckBox("Also for periods that have begun")
        self.running.setAccessibleName(self.running.text())
        self.reason = QLineEdit()
        self.seen = Button("Who would change").does(self._ask)
        self.put = Button("Put in force", "filled", keys="Ctrl+Enter").does(self._do)
        if closed:
            self.add(Label(closed, wraps=True, tone="muted"))
            return
        self.fields = {
            "value": Field(_label(row), self.editor),
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
        self.warned = Label("", tone="attention", wraps=True)
        self.add(self.warned, deeds, self._answer)
        self.editor.edited.connect(self._settle)
        self.from_day.textChanged.connect(lambda _text: self._settle())
        self.running.toggled.connect(lambda _on: self._settle())
        self._settle()

    def is_about(self, row: PolicyRow, versions: Sequence[PolicyVersion], closed: str) -> bool:
        """Whether this is the same setting among the same versions."""
        return (row, tuple(versions), closed) == (self._row, self._versions, self.closed)

    def wish(self) -> Wish | None:
        """What is asked for; None where nothing would change, it cannot be, or the day is missing."""
        value, day = self.editor.value(), self.from_day.day()
        if day is None or value is None or self.editor.problem():
            return None
        base = policy_on(self._versions, day)
        policy = with_value(base, self._row, value)
        if policy == base:
            return None
        return Wish(policy, day, self.running.isChecked(), self.reason.text().strip())

    def _settle(self) -> None:
        self.fields["value"].say(self.editor.problem())
        self.fields["from"].say(self.from_day.read().problem)
        wish = self.wish()
        lets_in: list[str] = []
        if wish is not None:
            before = no_longer_prevented(policy_on(self._versions, wish.from_day))
            lets_in = [said for said in no_longer_prevented(wish.policy) if said not in before]
        self.warned.setText(" ".join(("Think twice.", *lets_in)) if lets_in else "")
        self.warned.setVisible(bool(lets_in))
        why = "" if wish is not None else "Give another value and a day first."
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        finishes = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if finishes and not self.closed and not self.put.is_blocked():
            self._do()
            return
        super().keyPressEvent(event)


def _label(row: PolicyRow) -> str:
    named = {LEVEL: "Level", TIMES: "From and to", STAGES: "Stages", TEXTS: "Steps"}
    return named.get(row.kind) or (f"Value, in {row.unit}" if row.unit else "How many")


def days_looked_at(wish: Wish, today: date) -> tuple[date, date]:
    """The days a preview looks at: when it takes effect, but not before today, and 3 months after, when notices are over."""
    first = max(wish.from_day, today)
    return first, add_months(first, 3)


def _said(one: ChangedStanding) -> str:
    return f"{one.name}: {one.before} becomes {one.after}" if one.before != one.after else f"{one.name}: other courses"
