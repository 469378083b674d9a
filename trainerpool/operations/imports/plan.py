"""The plan of an import: what every row of the file would do to the pool, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from trainerpool.exchange.spreadsheets.reading import Answers, CellProblem, Question, ReadAs, Reading
from trainerpool.operations.imports.writes import Writes

ADDED, MERGED, UNCHANGED, DECIDE, SKIPPED = "added", "merged", "unchanged", "needs decision", "skipped"
_NOUNS = ("trainer", "session", "absence", "observation", "version")
OUTCOMES = (ADDED, MERGED, UNCHANGED, DECIDE, SKIPPED)


@dataclass(frozen=True, slots=True)
class RowAccount:
    """One row of the file: what becomes of it, what it was understood as, and every doubt about it.

    `thing` is trainer, session, course, agency, availability, observation or material ("" where it is none); `what`
    names the record for people; `record` is the id it has, or will have, in the pool; `said` is one sentence for the
    list ("Agency read as West Mercia Police"); `changes` are the fields that would change, in words.
    """

    sheet: str
    row: int
    outcome: str
    why: str
    thing: str
    what: str
    record: str | None
    fields: dict[str, str]
    read_as: tuple[ReadAs, ...]
    problems: tuple[CellProblem, ...]
    changes: tuple[str, ...]
    said: str
    texts: dict[str, str]

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions this row raises."""
        return tuple(dict.fromkeys(problem.question for problem in self.problems if problem.question))


@dataclass(frozen=True, slots=True)
class SheetAccount:
    """One sheet with every row of it; `columns` maps each heading to the field it was taken for, None for a note."""

    sheet: str
    kind: str
    header_rows: tuple[int, ...]
    columns: dict[str, str | None]
    rows: tuple[RowAccount, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Vanished:
    """Something the last import of this file had and this one has not; it stays in the pool."""

    thing: str
    what: str
    record: str | None
    rows: tuple[str, ...]


@dataclass(slots=True)
class ImportPlan:
    """Everything an import would do. Made by `plan_import`, done by `import_plan`; nothing is written before.

    `transfers` is how many approvals the register's word would record as transferred; `lost` are sentences about
    values the file itself no longer holds; `new_trainers` and so on count the records touched, by noun.
    """

    file_name: str
    digest: str
    sheets: tuple[SheetAccount, ...]
    questions: tuple[Question, ...]
    vanished: tuple[Vanished, ...]
    transfers: int
    transfer: bool
    lost: tuple[str, ...]
    answers: Answers
    reading: Reading
    writes: Writes
    head: int  # the trail's count when it was compared
    touched: Counter[str] = field(default_factory=Counter)  # "trainer", "session" ... added or changed
    body: bytes = b""
    chosen: tuple[str, ...] = ()

    @property
    def totals(self) -> dict[str, int]:
        """How many rows have each outcome."""
        counts = Counter(row.outcome for sheet in self.sheets for row in sheet.rows)
        return {outcome.replace(" ", "_"): counts[outcome] for outcome in OUTCOMES}

    @property
    def rows(self) -> tuple[RowAccount, ...]:
        """Every row of every sheet."""
        return tuple(row for sheet in self.sheets for row in sheet.rows)

    @property
    def changes_nothing(self) -> bool:
        """Whether the pool is already as the file says."""
        return self.writes.empty

    @property
    def name(self) -> str:
        """The deed's name in the trail: "Import pool_a.xlsx: 64 trainers, 90 sessions"."""
        nouns = [(self.touched[noun], noun) for noun in _NOUNS if self.touched[noun]]
        nouns = nouns or [(self.touched[noun], noun) for noun in ("course", "agency") if self.touched[noun]]
        return f"Import {self.file_name}" + (": " if nouns else "") + ", ".join(_counted(*pair) for pair in nouns)

    def document(self) -> dict[str, Any]:
        """The account as `import --json` gives it (4-interfaces), with the questions and what vanished beside."""
        return {
            "file": self.file_name,
            "sheets": [_sheet_document(sheet) for sheet in self.sheets],
            "totals": self.totals,
            "questions": [question_document(question) for question in self.questions],
            "vanished": [
                {"thing": item.thing, "what": item.what, "record": item.record, "rows": list(item.rows)}
                for item in self.vanished
            ],
            "transferred_approvals": self.transfers,
            "lost": list(self.lost),
        }


def _counted(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1] + 'ies' if noun.endswith('cy') else noun + 's'}"


def _sheet_document(sheet: SheetAccount) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "kind": sheet.kind,
        "header_rows": list(sheet.header_rows),
        "columns": sheet.columns,
        "rows": [_row_document(row) for row in sheet.rows],
    }


def _row_document(row: RowAccount) -> dict[str, Any]:
    found: dict[str, Any] = {
        "row": row.row,
        "outcome": row.outcome,
        "record": row.record,
        "fields": row.fields,
        "read_as": [{"cell": item.cell, "text": item.text, "as": item.read_as} for item in row.read_as],
        "problems": [
            {"cell": item.cell, "text": item.text, "kept_as": item.kept_as, "question": item.question}
            for item in row.problems
        ],
    }
    beside = {"why": row.why, "changes": list(row.changes), "texts": row.texts}
    return found | {name: value for name, value in beside.items() if value}


def question_document(question: Question) -> dict[str, Any]:
    """A question as JSON: its place in the decisions file is `section` and `about`."""
    return {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "cells": question.cells,
        "rows": question.rows,
        "section": question.section,
        "about": question.about,
        "options": [{"value": option.value, "words": option.words} for option in question.options],
        "default": question.default,
    }
