"""Planning a visit for somebody who is due: which session, which observer, why each, and why others cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.observing import Purpose
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.parts.why import Reason, ReasonLine, WhyBlock
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Shell
from trainerpool.problem import Problem
from trainerpool.queries.observations_planning import DueRow, ObserverChoice, VisitProposal

_MOST_REFUSED = 6


class PlanningPane(Inspector):
    """One row of those due. `planned(visit)` runs after the visit was planned; `open_visit(visit)` leads to a planned one."""

    def __init__(
        self, shell: Shell, row: DueRow, proposals: Sequence[VisitProposal], planned: Callable[[str], None],
        open_visit: Callable[[str], None],
    ) -> None:  # fmt: skip
        super().__init__(row.trainer, row.agency)
        self.shell, self.row = shell, row
        self._proposals, self._planned = tuple(proposals), planned
        self._said: list[QWidget] = []
        self._panel: QWidget | None = None
        self._why()
        self.plan = Button("Plan this visit", "filled", keys="Ctrl+Enter").does(self.finish)
        if row.visit_id is not None:
            self._show_planned(row.visit_id, open_visit)
        elif not proposals:
            self._show_none()
        else:
            self._ask()

    def _why(self) -> None:
        row = self.row
        if row.due is None:
            due = Reason(Meaning.INFORMATION, row.reason)
        elif row.late:
            due = Reason(Meaning.STOP, f"Overdue since {in_words(row.due, weekday=True)}", row.reason)
        else:
            due = Reason(Meaning.ATTENTION, f"Due by {in_words(row.due, weekday=True)}", row.reason)
        self.add(WhyBlock("Why this is here", [due]))

    def _show_planned(self, visit: str, open_visit: Callable[[str], None]) -> None:
        row = self.row
        day = in_words(row.planned_on, weekday=True) if row.planned_on is not None else ""
        self.add(
            ReasonLine(
                Reason(Meaning.GOOD, f"A visit is planned for {day}", f"Observer: {row.observer}", "calendar-days")
            ),
            Button("Open the visit").does(lambda: open_visit(visit)),
        )

    def _show_none(self) -> None:
        coming = len(self.row.coming)
        said = (
            f"{count_of(coming, 'session')} ahead, and no observer recorded."
            if coming
            else f"{self.row.trainer} is on no coming session that can be observed."
        )
        self.add(
            Label("No session to be seen at", "strong", wraps=True),
            Label(said, tone="muted", wraps=True),
            Button("Give a place on a session").does(lambda: self.shell.navigate("allocation")),
        )

    def _ask(self) -> None:
        self.session, self.observer, self.purpose = choice_box(), choice_box(), choice_box()
        for place, one in enumerate(self._proposals):
            held = one.session
            where = "" if one.best is not None else ", nobody free to observe"
            self.session.addItem(f"{in_words(held.first_date, weekday=True)}, {held.short_name}{where}", place)
        for purpose in Purpose:
            self.purpose.addItem(purpose.value, purpose.value)
        self.purpose.setCurrentIndex(max(0, self.purpose.findData(self.row.purpose.value)))
        self.session.currentIndexChanged.connect(lambda _place: self._show_session())
        self.observer.currentIndexChanged.connect(lambda _place: self._show_observer())
        self.session_field = Field("Session", self.session)
        self.observer_field = Field("Observer", self.observer)
        self.add(self.session_field, self.observer_field, Field("Purpose", self.purpose), title="Plan a visit")
        self._reasons = self.add(Label("", tone="muted", wraps=True))
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.plan)
        row.addStretch(1)
        self._foot = self.add(foot)
        self._refused = self.add(Label("", tone="muted", wraps=True))
        self._show_session()

    def first(self) -> QWidget | None:
        """What takes the keyboard when a visit is to be planned."""
        return self.session if hasattr(self, "session") else None

    def proposal(self) -> VisitProposal:
        """The session chosen."""
        return self._proposals[max(0, self.session.currentIndex())]

    def chosen(self) -> ObserverChoice | None:
        """The observer chosen; None where nobody may go."""
        key = self.observer.currentData()
        return next((one for one in self.proposal().observers if one.person_id == key), None)

    def _show_session(self) -> None:
        one = self.proposal()
        self.observer.blockSignals(True)
        self.observer.clear()
        for choice in one.observers:
            if choice.may:
                self.observer.addItem(
                    f"{choice.name}, {choice.agency}" if choice.agency else choice.name, choice.person_id
                )
        self.observer.blockSignals(False)
        self.observer.setEnabled(self.observer.count() > 0)
        free = self.observer.count()
        self.observer_field.say(
            "" if free else "Nobody who observes is independent and free that day.", Meaning.ATTENTION
        )
        self._show_observer()
        refused = [choice for choice in one.observers if not choice.may]
        _fill(
            self._refused,
            [Label("Who cannot observe it", "strong", wraps=True)] if refused else [],
            [Reason(Meaning.NEUTRAL, choice.name, " ".join(choice.refused), "x") for choice in refused[:_MOST_REFUSED]],
            count_of(len(refused) - _MOST_REFUSED, "more", "more") if len(refused) > _MOST_REFUSED else "",
        )

    def _show_observer(self) -> None:
        choice, one = self.chosen(), self.proposal()
        facts = [Reason(Meaning.GOOD if one.in_time else Meaning.ATTENTION, reason) for reason in one.reasons[1:2]]
        facts += [Reason(Meaning.NEUTRAL, reason, icon="info") for reason in (*one.reasons[:1], *one.reasons[2:])]
        if choice is not None:
            facts += [
                Reason(Meaning.GOOD, f"{choice.name}: {reason[:1].lower()}{reason[1:]}")
                for reason in choice.reasons[:1]
            ]
            facts += [Reason(Meaning.NEUTRAL, reason, icon="info") for reason in choice.reasons[1:]]
        _fill(self._reasons, [Label("Why this session and observer", "strong", wraps=True)], facts, "")
        self.plan.block("" if choice is not None else "Nobody may observe this session.")

    def finish(self) -> None:
        """Plan the visit of whoever is chosen to the session chosen, for everybody on it who is due."""
        choice, one = self.chosen(), self.proposal()
        if choice is None:
            return
        session, trainers, purpose = one.session.id, list(one.trainers), str(self.purpose.currentData())

        def work(desk: Any) -> Any:
            from trainerpool.operations.observations import plan_visit

            return plan_visit(desk, session, choice.person_id, trainers=trainers, purpose=purpose)

        self.plan.block("Being stored")
        self.shell.do(work, then=lambda done: self._planned(str(done.result)), failed=self._refuse, owner=self)

    def _refuse(self, error: Exception) -> None:
        self.plan.block("")
        if not isinstance(error, Problem):
            raise error
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
        self._panel = ErrorPanel(error)
        layout = self._foot.layout()
        assert layout is not None
        layout.addWidget(self._panel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and not self.plan.is_blocked():
            if self.plan.isVisible():
                self.finish()
            return
        super().keyPressEvent(event)


def _fill(section: QWidget, first: Sequence[QWidget], reasons: Sequence[Reason], last: str) -> None:
    """Put these lines into a section, in place of those it held."""
    layout = section.layout()
    assert layout is not None
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
    for widget in (*first, *(ReasonLine(one) for one in reasons)):
        layout.addWidget(widget)
    if last:
        layout.addWidget(Label(last, tone="muted", wraps=True))
