"""The questions of one file as they are answered: which are open, which were answered here, which were put off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trainerpool.exchange.spreadsheets.reading import Answers, Question
from trainerpool.gui.screens.import_review.about import Given
from trainerpool.operations.imports import with_answer, without_answer


@dataclass
class Answering:
    """Answers count from the moment they are given; the comparing behind them follows."""

    answers: Answers = field(default_factory=Answers)
    given: list[Given] = field(default_factory=list)
    questions: tuple[Question, ...] = ()
    put_off: set[str] = field(default_factory=set)

    def waiting(self) -> list[Question]:
        """The questions still open, in the order of the file."""
        told = {one.question.id for one in self.given}
        return [question for question in self.questions if question.id not in told]

    def answer(self, question: Question, value: str) -> None:
        """Give an answer; of one question the latest counts."""
        words = next((option.words for option in question.options if option.value == value), value)
        self.given = [one for one in self.given if one.question.id != question.id]
        self.given.append(Given(question, value, words))
        self.answers = with_answer(self.answers, question.section, question.about, value)

    def match(self, place: str, field_name: str) -> None:
        """Say which field a column holds."""
        self.answers = with_answer(self.answers, "columns", place, field_name)

    def take_back(self, one: Given) -> None:
        """Take an answer back, so that its question is open again."""
        self.given.remove(one)
        self.answers = without_answer(self.answers, one.question.section, one.question.about)
        if all(question.id != one.question.id for question in self.questions):
            self.questions = (*self.questions, one.question)

    def put_later(self, question: Question) -> None:
        self.put_off.add(question.id)

    def next_after(self, question: Question | None) -> Question | None:
        """The next open question that was not put off, after this one and then from the first."""
        order = self.waiting()
        at = next(
            (place for place, one in enumerate(self.questions) if question is not None and one.id == question.id), -1
        )
        behind = [one for one in order if self.questions.index(one) > at] if at >= 0 else order
        return next((one for one in (*behind, *order) if one.id not in self.put_off), None)

    def all_put_off(self) -> bool:
        """Whether every open question was put off."""
        return all(question.id in self.put_off for question in self.waiting())


def of_rows(questions: Sequence[Question], place: str) -> Question | None:
    """The first of these questions that a row waits for."""
    return next((question for question in questions if place in question.rows), None)
