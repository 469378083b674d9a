"""Bringing spreadsheets in: compared first, written as one piece of work, questions answered when there is time."""

from trainerpool.operations.imports.answers import (
    answers_from_json,
    answers_to_json,
    joined,
    with_answer,
    without_answer,
)
from trainerpool.operations.imports.deciding import Decided, decide
from trainerpool.operations.imports.plan import ImportPlan, RowAccount, SheetAccount, Vanished, question_document
from trainerpool.operations.imports.planning import plan_import, plan_with
from trainerpool.operations.imports.writing import import_plan

__all__ = [
    "Decided",
    "ImportPlan",
    "RowAccount",
    "SheetAccount",
    "Vanished",
    "answers_from_json",
    "answers_to_json",
    "decide",
    "import_plan",
    "joined",
    "plan_import",
    "plan_with",
    "question_document",
    "with_answer",
    "without_answer",
]
