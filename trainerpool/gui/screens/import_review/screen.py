"""The import page: a file is chosen, compared with the pool, its questions answered, and brought in as one piece of work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.background import CancelToken, Job, Progress
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.notices import ErrorPanel, Loading, stack
from trainerpool.gui.screens.import_review.pane import ReviewPane
from trainerpool.gui.screens.import_review.reading import Source, compared, importing, storing, told
from trainerpool.gui.screens.import_review.rows import Review
from trainerpool.gui.screens.import_review.start import Standing, StartPane, imports_so_far
from trainerpool.gui.screens.import_review.telling import Telling
from trainerpool.gui.shell import Command, Question, Shell
from trainerpool.problem import Problem
from trainerpool.queries.imports import ImportedFileRow

WORKBOOKS = ("Workbooks (*.xlsx *.xls *.ods *.csv)",)
_SLOW_MS = 100
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ImportScreen(Screen):
    """Enter on a row goes to its answers, Enter there answers and goes on; nothing is stored before the deed."""

    shows = frozenset({
        "person", "membership", "agency", "agency_alias", "course", "course_alias", "evidence", "training_session", "allocation", "setting",
        "imported_file", "imported_row", "import_question", "import_answer",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Spreadsheets")
        self.source: Source | None = None
        self.review: Review | None = None
        self._is_writing = False
        self.start = StartPane(self._choose, self.answer_file)
        self.rows = ReviewPane(self._leave, self._import, self._tell_file, self._match)
        self.telling = Telling(shell, self.rows)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.rows)
        self._beside: QWidget | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        self._job: Job | None = None
        self.telling.answered.connect(self._on_answered)
        self.telling.moved.connect(self._say_deeds)
        self.rows.transfer_wanted.connect(lambda _on: self._compare())
        self.shell.set_commands([
            Command("Choose a workbook to bring in", self._choose, "Exchange", "", "table-properties"),
            Command("Go to the next question of this import", self.telling.next_question, "Exchange", "", "circle-help"),
            Command("Bring in the rows of this review", self.rows.do_import.click, "Exchange", "Ctrl+Enter", "check"),
        ])  # fmt: skip
        self._ask_standing()

    # what the window asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        finishes = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if finishes and self.review is not None:
            self.rows.do_import.click()
            return
        super().keyPressEvent(event)

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
        self.source, self.review = source, None
        self.telling.begin()
        self.rows.review = None
        self.rows.transfer.blockSignals(True)
        self.rows.transfer.setChecked(source.file.transfer if source.file is not None else True)
        self.rows.transfer.blockSignals(False)
        self._compare()

    def _leave(self) -> None:
        """Back to the beginning; answers that would be lost are asked about."""
        if not self.telling.asking.given:
            self._end()
            return
        question = Question(
            "Leave this import?", f"{count_of(len(self.telling.asking.given), 'answer')} given here would be lost. Nothing has been stored.",
            "Leave it", "Stay", destroys=True,
        )  # fmt: skip
        self.shell.dialogs.confirm(self, question, lambda yes: self._end() if yes else None)

    def _end(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.source, self.review = None, None
        self._slow.stop()
        self.telling.begin()
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

        self.shell.ask(imports_so_far, then=arrived, latest="standing", owner=self)

    # comparing

    def _compare(self) -> None:
        """Compare the file with the pool, with the answers given so far."""
        source = self.source
        if source is None:
            return
        plan = self.review.plan if self.review is not None else None
        body = (plan.file_name, plan.body) if plan is not None else None
        answers, transfer = self.telling.asking.answers, self.rows.transfer.isChecked()
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
        self._show_beside(None)
        self._stack.setCurrentWidget(self.rows)
        self.rows.mute(False)
        self.rows.show_review(found, source.is_answering)
        self.telling.show_review(found)
        self._say_deeds()
        if is_first and (table := self.rows.table()) is not None:
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
        waiting = self.telling.asking.waiting()
        answering = self.source is not None and self.source.is_answering
        given = len(self.telling.asking.given) + len(self.telling.asking.answers.columns)
        self.rows.say_deeds(len(waiting), answering, given, bool(waiting) and self.telling.asking.all_put_off())

    def _on_answered(self) -> None:
        self._say_deeds()
        self._compare()

    def _match(self, place: str, field: str) -> None:
        self.telling.asking.match(place, field)
        self._compare()

    def _tell_file(self) -> None:
        self.telling.tell_file()
        self.shell.show_inspector(True)

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
        deed = storing(self.telling.asking.answers) if is_answering else importing(plan, progress)
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
