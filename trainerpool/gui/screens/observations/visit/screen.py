"""The form of a visit as a page: it fills the window in full screen, and everything in it is kept as it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui.page import Screen
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.observations.visit import deeds
from trainerpool.gui.screens.observations.visit.commands import add_keys, commands
from trainerpool.gui.screens.observations.visit.composer import Composer, Written
from trainerpool.gui.screens.observations.visit.criteria_pane import CriteriaPane
from trainerpool.gui.screens.observations.visit.drafts import Drafts
from trainerpool.gui.screens.observations.visit.foot import VisitFoot
from trainerpool.gui.screens.observations.visit.head import VisitHead
from trainerpool.gui.screens.observations.visit.keeper import Keeper
from trainerpool.gui.screens.observations.visit.notes_list import NotesList
from trainerpool.gui.screens.observations.visit.panes import NotesPane, VisitPanes
from trainerpool.gui.screens.observations.visit.plan_pane import PlanPane
from trainerpool.gui.screens.observations.visit.refusal import Refusal
from trainerpool.gui.shell import Shell
from trainerpool.problem import Problem
from trainerpool.queries.observations_form import VisitForm, visit_form
from trainerpool.queries.observations_rows import NoteRow

_CLOCK_MS = 5_000


class VisitScreen(Screen):
    """`arrive(visit)`. `home` is the page that lists visits, gone back to when the visit is finished."""

    shows = frozenset({
        "visit", "observation", "timed_note", "judgement", "observation_action", "framework", "training_session", "session_part",
        "person", "allocation",
    })  # fmt: skip
    fills_window = True

    def __init__(self, shell: Shell, home: str = "observations") -> None:
        super().__init__(shell)
        self.setAccessibleName("Observing")
        self.home = home
        self.visit, self.form = "", None
        self._had_full, self._started = False, ""
        self.notes, self.criteria, self.plan = NotesList(), CriteriaPane(), PlanPane()
        self.composer = Composer(self._reported)
        self.drafts = Drafts(self.composer)
        self.keeper = Keeper(shell, self.drafts.as_record, self)
        self.notes_pane = NotesPane(self.notes, self.composer)
        self.panes = VisitPanes(self.plan, self.notes_pane, self.criteria)
        self.head, self.foot = VisitHead(self.turn_full, self.finish), VisitFoot()
        self.refusal = Refusal(lambda: self.panes.show_pane(self.panes.here))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, share in ((self.head, 0), (self.refusal, 0), (self.panes, 1), (self.foot, 0)):
            column.addWidget(widget, share)
        self.stack = QStackedWidget()
        self.stack.addWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self._ask_clock)
        self._connect()

    visit: str
    form: VisitForm | None

    def _connect(self) -> None:
        QWidget.setTabOrder(self.head.finish, self.refusal.more)
        QWidget.setTabOrder(self.refusal.more, self.refusal.close_it)
        self.keeper.told.connect(self.head.say_kept)
        self.keeper.done.connect(self._ask_clock)
        self.keeper.kept.connect(self.refusal.clear)
        self.composer.kept.connect(self._keep_note)
        self.composer.changed.connect(self.keeper.touch_draft)
        self.composer.begun.connect(lambda: self._ask_clock(stamps=True))
        self.notes.opened.connect(self._change_note)
        self.notes.taken_out.connect(lambda note: self._keep(deeds.take_out(note.id)))
        self.criteria.judged.connect(lambda *given: self._keep(deeds.judged(*given)))
        self.criteria.typed.connect(self._on_evidence)
        self.criteria.left.connect(self.keep_evidence)
        self.plan.changed.connect(lambda facts: self._keep(deeds.changed(self.visit, facts)))
        self.panes.turned.connect(self.foot.say_keys)
        add_keys(self, self.panes, self.criteria, self._turn)

    # what the window asks

    def arrive(self, argument: object) -> None:
        """`argument`: the visit's key."""
        if isinstance(argument, str) and argument and argument != self.visit:
            self._leave_visit()
            self.visit, self.form = argument, None
        if not self.visit:
            self._say_nothing("No visit is chosen", "Visits are listed on the page they were planned on.")
        self.refresh()
        self._clock.start()
        self.shell.set_commands(commands(self.finish, self.panes.show_pane, self._reported))

    def refresh(self) -> None:
        """Ask for the visit again; what is being typed stays."""
        if self.visit:
            self.shell.ask(visit_form, self.visit, then=self._show, latest="visit", owner=self)

    def step_pane(self, step: int, enters: bool = False) -> bool:
        """F6: from pane to pane."""
        return self.panes.step(step, enters, wraps=self.is_full())

    def leave_step(self) -> bool:
        """Esc: what could not be kept is read; then out of full screen."""
        if self.refusal.clear():
            return True
        if self.is_full():
            self.turn_full()
            return True
        return False

    def take_problem(self, problem: Problem) -> bool:
        """Said above the panes: whoever is writing goes on writing."""
        self.refusal.say(problem)
        return True

    def is_full(self) -> bool:
        return self.window().isFullScreen()

    def turn_full(self) -> None:
        """F11: into full screen, or out of it."""
        self.window().setWindowState(self.window().windowState() ^ Qt.WindowState.WindowFullScreen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.say_full(self.is_full())
        self.foot.setVisible(self.is_full())
        self.foot.fold(self.panes.is_narrow())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()
        if not event.spontaneous():
            self.keep_evidence()
            self.keeper.keep_draft()
            if self._had_full and self.is_full():
                self._had_full = False
                self.turn_full()

    # what is shown

    def _show(self, form: VisitForm | None) -> None:
        if form is None:
            self._say_nothing("This visit is no longer there", "It was cancelled or taken back.")
            return
        first, self.form = self.form is None, form
        self.stack.setCurrentIndex(0)
        self.head.show_form(form)
        self.plan.show_form(form)
        self.composer.show_people(form.trainers, [one.number for one in form.framework.criteria])
        self.notes_pane.say_count(len(form.notes))
        self.notes.show_notes(form.notes)
        self.criteria.show_form(form)
        self.panes.settle()
        QTimer.singleShot(0, self.panes, self.panes.settle)  # once what is new has its fonts
        if first:
            self._begin(form)

    def _say_nothing(self, title: str, text: str) -> None:
        """In place of the form: there is no visit to show."""
        while self.stack.count() > 1 and (old := self.stack.widget(1)) is not None:
            self.stack.removeWidget(old)
            old.deleteLater()
        self.stack.addWidget(stack(EmptyState(title, text, [("Open the list of visits", self._home)], "eye")))
        self.stack.setCurrentIndex(1)

    def _begin(self, form: VisitForm) -> None:
        self.keeper.begin(self.visit, form.draft)
        self.composer.clear()
        if self.drafts.take_up(form.draft):
            self.keep_evidence()
        self._ask_clock()
        self.composer.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.is_full() and not form.visit.finished_at:
            self._had_full = True
            self.turn_full()

    def _ask_clock(self, stamps: bool = False) -> None:
        """What time it is, and what could be undone: asked of the desk, never of this thread."""

        def arrived(told: tuple[str, str, str]) -> None:
            day, time, undo = told
            self.composer.show_clock(time)
            if stamps:
                self.composer.stamp(time)
            if self.form is not None:
                self.plan.show_clock(time if day == self.form.visit.on.isoformat() else "")
            self.foot.say_undo(undo)

        self.shell.work(deeds.clock, then=arrived, latest="" if stamps else "clock", owner=self)

    # what the person does

    def _turn(self) -> None:
        if self.panes.here == "criteria":
            self.criteria.turn()
        else:
            self.composer.turn()

    def _keep(
        self, work: Callable[[Any], Any], then: Callable[[Any], None] | None = None, refused: Callable[[], None] | None = None
    ) -> None:  # fmt: skip
        """Keep it; a visit that was only planned begins with the first thing written in it."""
        if self.form is not None and not self.form.visit.started_at and self._started != self.visit:
            self._started = self.visit  # what is written next may be kept before this is known here
            work = deeds.started(self.visit, work)
        self.keeper.keep(work, then, refused)

    def _keep_note(self, written: Written) -> None:
        def back() -> None:
            if self.composer.is_empty():
                self.composer.take_draft(written.as_draft())

        self._keep(deeds.note(self.visit, written), lambda _done: self.keeper.keep_draft(), back)

    def _change_note(self, note: NoteRow) -> None:
        if not self.composer.is_empty():
            self.composer.finish()  # what was being written is kept first
        self.panes.show_pane("notes")
        self.composer.change(note)

    def _on_evidence(self, observation: str, criterion: str, text: str) -> None:
        self.drafts.evidence[observation, criterion] = text
        self.keeper.touch_draft()

    def keep_evidence(self) -> None:
        """Keep the evidence typed so far; a field that is left is finished."""
        if taken := self.drafts.take_evidence():
            self._keep(deeds.evidence(taken), lambda _done: self.keeper.keep_draft())

    def _reported(self) -> None:
        if self.form is not None and not self.form.visit.reported_through_procedure:
            self._keep(deeds.changed(self.visit, {"reported_through_procedure": True}))
        self.shell.toast("Noted as reported through the procedure; the reference is held there")

    def finish(self) -> None:
        """Start the visit, or keep what is being written, finish it and go back to where it is listed."""
        if self.form is None:
            return
        if not self.form.visit.started_at:
            self._started = self.visit
            self.keeper.keep(deeds.started(self.visit, None))
            return
        if not self.composer.is_empty():
            self.composer.finish()
        self.keep_evidence()
        self.keeper.keep_draft()
        if self.form.visit.finished_at:
            self._home()
        else:
            self.keeper.keep(deeds.finished(self.visit), lambda _done: self._home())

    def _home(self) -> None:
        observation = self.form.trainers[0].observation_id if self.form is not None and self.form.trainers else None
        self.shell.navigate(self.home, observation)

    def _leave_visit(self) -> None:
        self.keep_evidence()
        self.keeper.keep_draft()
        self.keeper.begin("", {})
        self.composer.clear()
