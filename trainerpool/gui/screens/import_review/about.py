"""The inspector of an import: a question with its answers, one row with what was understood, or the whole file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.exchange.spreadsheets.reading import Question
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Hairline, Label, MeaningIcon
from trainerpool.gui.parts.why import Reason, WhyBlock
from trainerpool.gui.screens.import_review.facts import ComparedLine, Facts
from trainerpool.gui.screens.import_review.options import Options
from trainerpool.gui.screens.import_review.rows import Review, ReviewRow, columns_said
from trainerpool.gui.screens.import_review.words import (
    field_words,
    kept_words,
    place_words,
    places_words,
    plainly,
    question_words,
    short_words,
)

_COMPARED = (
    "given_name", "family_name", "known_as", "agency", "email", "phone", "job_title", "stage", "ttt_course_on", "approved_from",
    "courses", "notes",
)  # fmt: skip
_TRAINER, _SESSION = "trainer", "session"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer given on this page: its question, its value, and the words of it."""

    question: Question
    value: str
    words: str


class QuestionPane(Inspector):
    """One question of an import; `options` holds the answers, `answer` and `later` are its deeds."""

    def __init__(
        self,
        review: Review,
        question: Question,
        place: int,
        waiting: Sequence[Question],
        given: Sequence[Given],
        go_to: Callable[[Question], None],
        take_back: Callable[[Given], None],
    ) -> None:
        """`place` counts from 1 in `waiting`, the questions still open, this one among them."""
        title = f"Answer {place} of {len(waiting)}: {places_words(question.rows or question.cells)}"
        super().__init__(title, question_words(question, review.names))
        self.question = question
        compared = _compared(review, question)
        if compared is not None:
            self.add(compared)
        elif rows := _rows(review, question):
            self.add(_rows_said(rows), title=f"{count_of(len(rows), 'row')} waiting for it")
        self.options = Options(question)
        others = [one for one in waiting if one.id != question.id]
        words = (
            "Answer" if not others else f"Answer and go to {place + 1}" if place < len(waiting) else "Answer and go on"
        )
        self.answer = Button(words, "filled")
        self.answer.setToolTip("Enter")
        self.later = Button("Later")
        scope = (
            "Remembered for every file." if question.section in ("agencies", "courses") else "Remembered for this file."
        )
        deeds = QWidget()
        row = QHBoxLayout(deeds)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.answer)
        row.addWidget(self.later)
        row.addStretch(1)
        self.add(self.options, Label(scope, tone="muted"))
        self.add(deeds)
        if others:
            self.add(*[_still(review, one, go_to) for one in others[:12]], title="Still to answer")
        if given:
            self.add(_given(given, take_back), title="Answered here")
        self.options.accepted.connect(self.answer.click)
        self.options.changed.connect(self._settle)
        self._settle()

    def _settle(self) -> None:
        self.answer.block("" if self.options.value() is not None else "Type the answer first.")


def about_row(review: Review, row: ReviewRow) -> Inspector:
    """What one row says, what was understood of it, and what becomes of it."""
    account = row.account
    title = account.what if account.what and account.thing in (_TRAINER, _SESSION) else f"Row {account.row}"
    pane = Inspector(
        plainly(title), f"Row {account.row} of “{account.sheet}”" if title != f"Row {account.row}" else account.sheet
    )
    pane.add(WhyBlock(_question(row), _reasons(review, row), keeps_order=True))
    facts = [(field_words(name), plainly(text)) for name, text in account.fields.items() if text]
    if facts:
        pane.add(Facts("Understood as", facts), title="Understood as")
    elif account.texts:
        facts = [(place, text) for place, text in account.texts.items() if text]
        pane.add(Facts("Written", facts[:12]), title="Written")
    return pane


def about_file(review: Review, given: Sequence[Given], take_back: Callable[[Given], None]) -> Inspector:
    """What the whole file would do, its headings, and what it no longer holds."""
    plan = review.plan
    totals = plan.totals
    pane = Inspector("About this file", plan.file_name)
    said = [
        (count_of(totals["added"], "row"), "New"), (count_of(totals["merged"], "row"), "Adding to what is there"),
        (count_of(totals["unchanged"], "row"), "Same as the pool"), (count_of(review.kept, "row"), "Kept as text, not read yet"),
        (count_of(totals["skipped"] - review.kept, "row"), "Without a record"),
    ]  # fmt: skip
    pane.add(
        Facts("What it would do", [(words, number) for number, words in said if number[0] != "0"], names=150),
        title="What it would do",
    )
    notes = [Reason(Meaning.ATTENTION, text) for text in plan.lost]
    notes += [
        Reason(
            Meaning.INFORMATION,
            f"{plainly(one.what)} is no longer in this file.",
            "It was in the last import, and stays in the pool.",
        )
        for one in plan.vanished[:20]
    ]
    if len(plan.vanished) > 20:
        notes.append(Reason(Meaning.INFORMATION, f"{len(plan.vanished) - 20} more are no longer in this file."))
    if notes:
        pane.add(WhyBlock("What to know about it", notes, keeps_order=True))
    if given:
        pane.add(_given(given, take_back), title="Answered here")
    for sheet in review.sheets:
        if said_columns := columns_said(sheet):
            pane.add(Facts(f"Headings of {sheet.name}", said_columns, names=150), title=f"Headings of “{sheet.name}”")
    return pane


def _question(row: ReviewRow) -> str:
    return {
        "added": "Why this comes in", "merged": "Why this adds to the pool", "unchanged": "Why nothing changes",
        "needs decision": "Why an answer is needed", "skipped": "Why this is left out",
    }[row.outcome]  # fmt: skip


def _reasons(review: Review, row: ReviewRow) -> list[Reason]:
    account = row.account
    asked = {question.id: question for question in review.plan.questions}
    made = [
        Reason(Meaning.ATTENTION, question_words(asked[problem.question], review.names), f"“{problem.text}” is {kept_words(problem.kept_as)} until then.",
               "circle-help")
        for problem in account.problems
        if problem.question in asked and problem.question is not None
    ]  # fmt: skip
    first = {
        "added": Reason(Meaning.GOOD, f"New: nothing like it is in the pool{' or in a row above' if account.thing == _TRAINER else ''}.", "", "plus"),
        "merged": Reason(Meaning.INFORMATION, "It belongs to a record that is there.", "Empty fields are filled; what differs is asked.", "git-merge"),
        "unchanged": Reason(Meaning.NEUTRAL, "Same as the pool.", "", "check"),
        "skipped": Reason(Meaning.NEUTRAL, row.understood or "It holds no record.", "", "minus"),
    }.get(account.outcome)  # fmt: skip
    made += [first] if first is not None else []
    made += [Reason(Meaning.INFORMATION, plainly(change)) for change in account.changes]
    made += [
        Reason(Meaning.NEUTRAL, plainly(f"“{read.text}” read as {read.read_as}"), "", "check")
        for read in account.read_as
    ]
    made += [
        Reason(Meaning.NEUTRAL, f"“{problem.text}” is {kept_words(problem.kept_as)}.", "", "pencil")
        for problem in account.problems
        if problem.question is None
    ]
    return made


def _rows(review: Review, question: Question) -> list[ReviewRow]:
    return [review.by_place[place] for place in question.rows if place in review.by_place]


def _rows_said(rows: Sequence[ReviewRow]) -> QWidget:
    facts = [(plainly(row.account.what) or row.cells[0], f"row {row.account.row}") for row in rows[:6]]
    if len(rows) > 6:
        facts.append((f"{len(rows) - 6} more", ""))
    return Facts("Rows", facts, names=150)


def _compared(review: Review, question: Question) -> QWidget | None:
    """The two rows side by side, what differs marked."""
    if question.section != "people":
        return None
    places = question.about.split("|")[:2]
    rows = [review.by_place[place] for place in places if place in review.by_place]
    if len(rows) < 2:
        return None
    headings = (place_words(places[0]).capitalize(), place_words(places[1]).capitalize())
    made = QWidget()
    made.setAccessibleName("The two rows")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(ComparedLine("", *headings, is_head=True))
    left, right = (row.account.fields for row in rows)
    for name in _COMPARED:
        one, other = plainly(left.get(name, "")), plainly(right.get(name, ""))
        if one or other:
            column.addWidget(Hairline())
            column.addWidget(ComparedLine(field_words(name), one, other, differs=one != other))
    return made


def _still(review: Review, question: Question, go_to: Callable[[Question], None]) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(MeaningIcon(Meaning.ATTENTION, "circle-help"), 0, Qt.AlignmentFlag.AlignTop)
    where = places_words(question.rows or question.cells)
    link = Button(where[:1].upper() + where[1:], "link").does(lambda: go_to(question))
    link.setAccessibleDescription(short_words(question, review.names))
    row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(short_words(question, review.names), tone="muted", wraps=True), 1)
    return made


def _given(given: Sequence[Given], take_back: Callable[[Given], None]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for one in given:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(MeaningIcon(Meaning.GOOD, "check"), 0, Qt.AlignmentFlag.AlignTop)
        about = (
            one.question.about if one.question.section in ("agencies", "courses") else places_words(one.question.rows)
        )
        row.addWidget(Label(f"{about[:1].upper()}{about[1:]}: {one.words}", wraps=True), 1)
        link = Button("Take back", "link").does(lambda one=one: take_back(one))  # type: ignore[misc]
        link.setAccessibleDescription(about)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
    return made
