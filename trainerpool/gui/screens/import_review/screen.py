"""The import page: a file is chosen, compared with the pool, its questions answered, and brought in as one piece of work."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.domain.problem import Problem
from trainerpool.exchange.spreadsheets.reading import Question as Asked
from trainerpool.gui.background import CancelToken, Job, Progress
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.notices import ErrorPanel, Loading, stack
from trainerpool.gui.screens.import_review.about import Given, QuestionPane, about_file, about_row
from trainerpool.gui.screens.import_review.answering import Answering, of_rows
from trainerpool.gui.screens.import_review.pane import ReviewPane
from trainerpool.gui.screens.import_review.reading import Source, compared, importing, storing, told
from trainerpool.gui.screens.import_review.rows import Review, ReviewRow
from trainerpool.gui.screens.import_review.start import Standing, StartPane, imports_so_far
from trainerpool.gui.shell import Command, Question, Shell
from trainerpool.queries.imports import ImportedFileRow

WORKBOOKS = ("Workbooks (*.xlsx *.xls *.ods *.csv)",)
_SETTLES_MS, _SLOW_MS = 50, 100


class ImportScreen(Screen):
    """Enter on a row goes to its answers, Enter there answers and goes on; nothing is stored before the deed."""

    shows = frozenset({
        "person", "membership", "agency", "agency_alias", "course", "course_alias", "evidence", "training_session", "allocation", "setting",
        "imported_file", "imported_row", "import_question", "import_answer",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Exchange")
        self.source: Source | None = None
        self.review: Review | None = None
        self.asking = Answering()
        self.pane: QuestionPane | None = None
        self._is_writing, self._wanted = False, ""
        self.start = StartPane(self._choose, self.answer_file)
        self.rows = ReviewPane(self._leave, self._import, self._tell_file, self._match)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.rows)
        self._beside: QWidget | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._soon, self._slow = QTimer(self), QTimer(self)
        for timer, wait in ((self._soon, _SETTLES_MS), (self._slow, _SLOW_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
        self._soon.timeout.connect(self._tell)
        self._slow.timeout.connect(self._on_slow)
        self._job: Job | None = None
        self.rows.chosen.connect(lambda _row: self._soon.start())
        self.rows.opened.connect(lambda _row: self._to_answers())
        self.rows.asked_menu.connect(self._menu)
        self.rows.transfer_wanted.connect(lambda _on: self._compare())
        self.shell.set_commands([
            Command("Choose a workbook to bring in", self._choose, "Exchange", "", "table-properties"),
            Command("Go to the next question of this import", self._next_question, "Exchange", "", "circle-help"),
        ])  # fmt: skip
        self._ask_standing()

    # what the window asks

    def arrive(self, argument: object) -> None:
        """`argument`: the path of a workbook; nothing keeps what is under review."""
        if isinstance(argument, Path):
            self.bring_in(argument)
        elif self.source is None and self.start.answers:
            self.start.answers[0].setFocus()

    def refresh(self) -> None:
        """Compare again: the pool has changed under the review."""
        if self._is_writing:
            return
        self._ask_standing()
        if self.source is not None and self.review is not None:
            self._compare()

    def make_new(self) -> bool:
        self._choose()
        return True

    # beginning and ending

    def bring_in(self, path: Path) -> None:
        """Compare this file with the pool and show its rows."""
        self._begin(Source(path=path))

    def answer_file(self, file: ImportedFileRow) -> None:
        """Show the questions that a file brought in before left open."""
        self._begin(Source(file=file))

    def _begin(self, source: Source) -> None:
        self.source, self.review, self.asking = source, None, Answering()
        self.shell.set_inspector(None)
        self.rows.review = None
        self.rows.transfer.blockSignals(True)
        self.rows.transfer.setChecked(source.file.transfer if source.file is not None else True)
        self.rows.transfer.blockSignals(False)
        self._compare()

    def _leave(self) -> None:
        """Back to the beginning; answers that would be lost are asked about."""
        if not self.asking.given:
            self._end()
            return
        question = Question(
            "Leave this import?", f"{count_of(len(self.asking.given), 'answer')} given here would be lost. Nothing has been stored.",
            "Leave it", "Stay", destroys=True,
        )  # fmt: skip
        self.shell.dialogs.confirm(self, question, lambda yes: self._end() if yes else None)

    def _end(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.source, self.review, self.pane, self.asking = None, None, None, Answering()
        self._slow.stop()
        self.shell.set_inspector(None)
        self._show_beside(None)
        self._stack.setCurrentWidget(self.start)
        self._ask_standing()
        self.start.choose.setFocus()

    def _choose(self) -> None:
        self.shell.dialogs.open_file(
            self, "Bring in a spreadsheet", WORKBOOKS, lambda path: self.bring_in(path) if path else None
        )

    def _ask_standing(self) -> None:
        def arrived(standing: Standing) -> None:
            self.start.show_standing(standing)
            self.shell.set_badge("import", len(standing.waiting))

        self.shell.ask(imports_so_far, then=arrived, latest="standing", owner=self)

    # comparing

    def _compare(self) -> None:
        """Compare the file with the pool, with the answers given so far."""
        source = self.source
        if source is None:
            return
        plan = self.review.plan if self.review is not None else None
        body = (plan.file_name, plan.body) if plan is not None else None
        answers, transfer = self.asking.answers, self.rows.transfer.isChecked()
        token, progress = CancelToken(), Progress()
        self._slow.start()
        self._job = self.shell.work(
            lambda desk: compared(desk, source, body, answers, transfer, told(progress), token),
            then=lambda found: self._show(source, found), failed=lambda error: self._fail(source, error),
            title=f"Comparing {source.name}", cancel=token, progress=progress, latest="compare", owner=self,
        )  # fmt: skip

    def _on_slow(self) -> None:
        """After 100 ms: the last rows stay muted, or what is being read is said."""
        if self._job is None or self.source is None:
            return
        if self.review is not None:
            self.rows.mute(True)
            return
        loading = Loading(f"Reading {self.source.name}")
        loading.cancel.clicked.connect(self._end)
        loading.follow(self._job)
        self._show_beside(stack(loading))
        loading.cancel.setFocus()

    def _fail(self, source: Source, error: Exception) -> None:
        if source is not self.source:
            return
        self._slow.stop()
        if not isinstance(error, Problem):
            raise error
        panel = ErrorPanel(error, [("Choose another workbook...", self._choose), ("Back", self._end)])
        self.review = None
        self.shell.set_inspector(None)
        self._show_beside(stack(panel))
        panel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        panel.setFocus()

    def _show(self, source: Source, found: Review) -> None:
        if source is not self.source:
            return
        is_first = self.review is None
        self._slow.stop()
        self.review = found
        kept = {one.question.id: one.question for one in self.asking.given}
        self.asking.questions = (
            *found.plan.questions,
            *(one for key, one in kept.items() if all(key != q.id for q in found.plan.questions)),
        )
        self._show_beside(None)
        self._stack.setCurrentWidget(self.rows)
        self.rows.mute(False)
        self.rows.show_review(found, len(self.asking.waiting()), source.is_answering)
        self._say_deeds()
        if not is_first:
            self._soon.start()
            return
        question = self.asking.next_after(None)
        if question is not None:
            self.go_to(question)
        else:
            self._tell_file()
        if (table := self.rows.table()) is not None:
            table.setFocus()

    def _show_beside(self, widget: QWidget | None) -> None:
        """Show this in place of the rows; None takes it away."""
        if self._beside is not None:
            self._stack.removeWidget(self._beside)
            self._beside.hide()
            self._beside.deleteLater()
        self._beside = widget
        if widget is not None:
            self._stack.addWidget(widget)
            self._stack.setCurrentWidget(widget)

    def _say_deeds(self) -> None:
        waiting = self.asking.waiting()
        answering = self.source is not None and self.source.is_answering
        given = len(self.asking.given) + len(self.asking.answers.columns)
        self.rows.say_deeds(len(waiting), answering, given, bool(waiting) and self.asking.all_put_off())

    # questions

    def go_to(self, question: Asked, focus: bool = False) -> None:
        """Show a question, and the first row that waits for it."""
        self._wanted = question.id
        place = next((row for row in question.rows if self.review is not None and row in self.review.by_place), "")
        if place:
            self.rows.go_to(place)
        self._soon.stop()
        self._show_question(question, focus)

    def _next_question(self) -> None:
        question = self.asking.next_after(self.pane.question if self.pane is not None else None)
        if question is not None:
            self.go_to(question, focus=True)

    def _show_question(self, question: Asked, focus: bool) -> None:
        if self.review is None:
            return
        waiting = self.asking.waiting()
        place = next((number for number, one in enumerate(waiting, 1) if one.id == question.id), 1)
        pane = QuestionPane(
            self.review, question, place, waiting, self.asking.given, lambda one: self.go_to(one, True), self._take_back
        )
        pane.answer.does(lambda: self._answer(pane))
        pane.later.does(lambda: self._later(question))
        if self.asking.all_put_off():
            pane.answer.set_kind("outlined")  # one filled deed a page: importing is next
        self.pane = pane
        self.shell.set_inspector(pane)
        if focus:
            pane.options.focus_chosen()

    def _answer(self, pane: QuestionPane) -> None:
        value = pane.options.value()
        if value is None:
            return
        self.asking.answer(pane.question, value)
        self._after_question(pane.question)
        self._compare()

    def _later(self, question: Asked) -> None:
        self.asking.put_later(question)
        self._after_question(question)

    def _after_question(self, question: Asked) -> None:
        """On to the next question; after the last one to the deed itself."""
        self._say_deeds()
        following = self.asking.next_after(question)
        if following is not None:
            self.go_to(following, focus=True)
            return
        self.pane, self._wanted = None, ""
        self._tell_file()
        self.rows.do_import.setFocus()

    def _take_back(self, one: Given) -> None:
        self.asking.take_back(one)
        self._say_deeds()
        self.go_to(one.question, focus=True)
        self._compare()

    def _match(self, place: str, field: str) -> None:
        self.asking.match(place, field)
        self._compare()

    # the inspector

    def _tell(self) -> None:
        """Say what the row in focus is about; an answer being given is not disturbed by a new comparison of the same question."""
        row = self.rows.current()
        if self.review is None:
            return
        if row is None:
            if self.pane is None:
                self._tell_file()
            return
        waiting = self.asking.waiting()
        question = next((one for one in waiting if one.id == self._wanted and row.place in one.rows), None)
        question = question or of_rows(waiting, row.place)
        if question is None:
            wanted = next((one for one in waiting if one.id == self._wanted and not one.rows), None)
            if wanted is None:
                self._tell_row(row)
        elif self.pane is None or self.pane.question.id != question.id:
            self._wanted = question.id
            self._show_question(question, False)

    def _tell_row(self, row: ReviewRow) -> None:
        if self.review is not None:
            self.pane = None
            self.shell.set_inspector(about_row(self.review, row))

    def _tell_file(self) -> None:
        if self.review is not None:
            self.pane = None
            self.shell.set_inspector(about_file(self.review, self.asking.given, self._take_back))

    def _to_answers(self) -> None:
        self._tell()
        self.shell.show_inspector(True)
        if self.pane is not None:
            self.pane.options.focus_chosen()

    def _menu(self, row: ReviewRow, point: Any) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question = of_rows(self.asking.waiting(), row.place)
        if question is not None:
            for option in question.options:
                menu.addAction(f"Answer: {option.words}", partial(self._answer_from_menu, question, option.value))
            menu.addAction("Later", lambda: self._later(question))
            menu.addSeparator()
        menu.addAction("About this row", self._to_answers)
        menu.popup(point)

    def _answer_from_menu(self, question: Asked, value: str) -> None:
        self.asking.answer(question, value)
        self._after_question(question)
        self._compare()

    # the deed

    def _import(self) -> None:
        if self.review is None or self.source is None:
            return
        progress = Progress()
        is_answering = self.source.is_answering
        plan = self.review.plan
        if self._job is not None and self._job in self.shell.background.waiting:
            self.shell.toast("The last answer is still being compared.")
            return
        self._is_writing = True
        self.rows.do_import.block("Being stored")
        deed = storing(self.asking.answers) if is_answering else importing(plan, progress)
        title = "Storing the answers" if is_answering else f"Importing {plan.file_name}"
        page = "" if is_answering else "trainers"
        self.shell.do(
            deed, then=lambda _done: self._written(page), failed=self._not_written, title=title, progress=progress, owner=self
        )  # fmt: skip

    def _written(self, page: str) -> None:
        self._is_writing = False
        self._end()
        if page:
            self.shell.navigate(page)

    def _not_written(self, error: Exception) -> None:
        self._is_writing = False
        self._say_deeds()
        self.shell.problem(error)
        self._compare()
