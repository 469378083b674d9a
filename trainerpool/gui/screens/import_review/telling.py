"""The inspector of the import page kept in step with the table: the question in hand, the row in focus, or the whole file."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu

from trainerpool.exchange.spreadsheets.reading import Question
from trainerpool.gui.screens.import_review.about import Given, QuestionPane, about_file, about_row
from trainerpool.gui.screens.import_review.answering import Answering, of_rows
from trainerpool.gui.screens.import_review.pane import ReviewPane
from trainerpool.gui.screens.import_review.rows import Review, ReviewRow
from trainerpool.gui.shell import Shell

_SETTLES_MS = 50


class Telling(QObject):
    """`answered` when an answer was given or taken back: the file is to be compared again. `moved` when one was put off."""

    answered = Signal()
    moved = Signal()

    def __init__(self, shell: Shell, rows: ReviewPane) -> None:
        super().__init__(rows)
        self._shell, self._rows = shell, rows
        self._review: Review | None = None
        self._wanted = ""
        self.asking = Answering()
        self.pane: QuestionPane | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLES_MS)
        self._soon.timeout.connect(self._tell)
        rows.chosen.connect(lambda _row: self._soon.start())
        rows.opened.connect(lambda _row: self.to_answers())
        rows.asked_menu.connect(self._menu)

    def begin(self) -> None:
        """Another file, or none."""
        self._review, self.asking, self.pane, self._wanted = None, Answering(), None, ""
        self._soon.stop()
        self._shell.set_inspector(None)

    def show_review(self, review: Review) -> None:
        """A newer comparison; the first one begins at its first question."""
        is_first, self._review = self._review is None, review
        here = {question.id for question in review.plan.questions}
        told = [one.question for one in self.asking.given if one.question.id not in here]
        self.asking.questions = (*review.plan.questions, *told)
        if not is_first:
            self._soon.start()
        elif (question := self.asking.next_after(None)) is not None:
            self.go_to(question)
        else:
            self.tell_file()

    # questions

    def go_to(self, question: Question, focus: bool = False) -> None:
        """Show a question, and the first row that waits for it."""
        if self._review is None:
            return
        self._wanted = question.id
        place = next((row for row in question.rows if row in self._review.by_place), "")
        if place:
            self._rows.go_to(place)
        self._soon.stop()
        self._show_question(self._review, question, focus)

    def next_question(self) -> None:
        """Go to the next open question."""
        question = self.asking.next_after(self.pane.question if self.pane is not None else None)
        if question is not None:
            self.go_to(question, focus=True)

    def to_answers(self) -> None:
        """From the row to what can be answered about it."""
        self._soon.stop()
        self._tell()
        self._shell.show_inspector(True)
        if self.pane is not None:
            self.pane.options.focus_chosen()

    def _show_question(self, review: Review, question: Question, focus: bool) -> None:
        waiting = self.asking.waiting()
        place = next((number for number, one in enumerate(waiting, 1) if one.id == question.id), 1)
        pane = QuestionPane(
            review, question, place, waiting, self.asking.given, partial(self.go_to, focus=True), self._take_back
        )
        pane.answer.does(lambda: self._answer(pane))
        pane.later.does(lambda: self._later(question))
        if self.asking.all_put_off():
            pane.answer.set_kind("outlined")  # one filled deed a page: importing is next
        self.pane = pane
        self._shell.set_inspector(pane)
        if focus:
            pane.options.focus_chosen()

    def _answer(self, pane: QuestionPane) -> None:
        value = pane.options.value()
        if value is not None:
            self._give(pane.question, value)

    def _give(self, question: Question, value: str) -> None:
        self.asking.answer(question, value)
        self._go_on(question)
        self.answered.emit()

    def _later(self, question: Question) -> None:
        self.asking.put_later(question)
        self.moved.emit()
        self._go_on(question)

    def _go_on(self, question: Question) -> None:
        """On to the next question; after the last one to the deed itself."""
        following = self.asking.next_after(question)
        if following is not None:
            self.go_to(following, focus=True)
            return
        self._wanted = ""
        self.tell_file()
        self._rows.do_import.setFocus()

    def _take_back(self, one: Given) -> None:
        self.asking.take_back(one)
        self.go_to(one.question, focus=True)
        self.answered.emit()

    # what is told

    def tell_file(self) -> None:
        """Say what the whole file would do."""
        if self._review is not None:
            self.pane = None
            self._shell.set_inspector(about_file(self._review, self.asking.given, self._take_back))

    def _tell(self) -> None:
        """Say what the row in focus is about; a question that is being answered is not disturbed."""
        row = self._rows.current()
        if self._review is None:
            return
        if row is None:
            if self.pane is None:
                self.tell_file()
            return
        waiting = self.asking.waiting()
        wanted = next((one for one in waiting if one.id == self._wanted), None)
        if wanted is not None and not wanted.rows and self.pane is not None:
            return
        asks = wanted if wanted is not None and row.place in wanted.rows else of_rows(waiting, row.place)
        if asks is None:
            self.pane, self._wanted = None, ""
            self._shell.set_inspector(about_row(self._review, row))
        elif self.pane is None or self.pane.question.id != asks.id:
            self._wanted = asks.id
            self._show_question(self._review, asks, False)

    def _menu(self, row: ReviewRow, point: Any) -> None:
        self.menu_of(row).popup(point)

    def menu_of(self, row: ReviewRow) -> QMenu:
        """The context menu of a row: its answers, in the inspector's words."""
        menu = QMenu(self._rows)
        menu.aboutToHide.connect(menu.deleteLater)
        question = of_rows(self.asking.waiting(), row.place)
        if question is not None:
            for option in question.options:
                menu.addAction(f"Answer: {option.words}", partial(self._give, question, option.value))
            menu.addAction("Later", lambda: self._later(question))
            menu.addSeparator()
        menu.addAction("About this row", self.to_answers)
        return menu
