"""Answering an import's open questions later: the file as it was kept is read again with the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainerpool.exchange.spreadsheets.reading import Answers
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports.plan import ImportPlan
from trainerpool.operations.imports.planning import plan_import
from trainerpool.operations.imports.writing import import_plan
from trainerpool.problem import Problem
from trainerpool.queries.imports import ImportedFileRow, OpenQuestionRow, file_body, latest_files, open_questions
from trainerpool.store.work import Done


@dataclass(frozen=True)
class Decided:
    """What answers did: one deed a file, the plans behind them, and the questions still open afterwards."""

    done: tuple[Done, ...]
    plans: tuple[ImportPlan, ...]
    left: tuple[OpenQuestionRow, ...]
    answered: int


def decide(desk: Desk, answers: Answers, *, backup: bool = True) -> Decided:
    """Answer open questions: each file that has any is read again as it was kept, and only what changes is written.

    Problem where nothing is open, or where a file was too large to be kept and has to be given again.
    """
    before = desk.ask(open_questions)
    if not before:
        raise Problem("No question of an import is open.", kept="Nothing was changed.")
    names = {row.file_name for row in before}
    done, plans = [], []
    for file in desk.ask(latest_files):
        if file.name in names:
            plan = _plan(desk, file, answers)
            left = {question.text for question in plan.questions}
            count = sum(row.file_name == file.name and row.text not in left for row in before)
            deed = f"Answer {count} {'question' if count == 1 else 'questions'} of {file.name}"
            done.append(import_plan(desk, plan, backup=backup, name=deed))
            plans.append(plan)
    left_open = desk.ask(open_questions)
    still = {(row.file_name, row.text) for row in left_open}
    return Decided(tuple(done), tuple(plans), left_open, _answered(before, still))


def _answered(before: Sequence[OpenQuestionRow], still: set[tuple[str, str]]) -> int:
    return sum((row.file_name, row.text) not in still for row in before)


def _plan(desk: Desk, file: ImportedFileRow, answers: Answers) -> ImportPlan:
    data = desk.ask(file_body, file.id)
    if data is None:
        raise Problem(
            f"{file.name} was too large to be kept in the pool.", kept="Nothing was changed.",
            todo=f"Import it again with the answers: trainerpool import POOL {file.name} --decide FILE.",
        )  # fmt: skip
    return plan_import(desk, (file.name, data), answers, transfer=file.transfer, sheets=file.sheets or None)
