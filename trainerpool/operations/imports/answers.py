"""Answers to an import's questions: from a decisions file, one by one, and as the pool remembers them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from trainerpool.exchange.spreadsheets.book import Book, column_letters, text_of
from trainerpool.exchange.spreadsheets.reading import Answers, SamePeople
from trainerpool.exchange.spreadsheets.words import norm
from trainerpool.operations.imports.writes import Writes
from trainerpool.problem import Problem
from trainerpool.queries.imports import AnswerRow
from trainerpool.store.records import ImportAnswer

TEXTS = ("agencies", "courses")  # an answer about a text counts for every file
CELLS = ("columns", "values")  # an answer about a cell or a column counts for the file it was given for
SECTIONS = (*TEXTS, "people", *CELLS)
CONFLICT = "conflict: "  # `values` answers whose key begins so choose between the file and the pool
_FORM = (
    'It is {"agencies": {"text": "name"}, "courses": {"text": "code"}, "people": [{"rows": ["Sheet!8", "Sheet!71"], '
    '"same": true}], "columns": {"Sheet!G": "field"}, "values": {"Sheet!G7": "value"}}.'
)


def answers_from_json(body: Any) -> Answers:
    """Answers from a decisions file (4-interfaces). Problem saying which part is not of its form."""
    if not isinstance(body, dict):
        raise Problem("A decisions file holds one object.", kept="Nothing was changed.", todo=_FORM)
    for name in body:
        if name not in SECTIONS and name != "conflicts":
            raise Problem(f"A decisions file has no part {name!r}.", kept="Nothing was changed.", todo=_FORM)
    texts: dict[str, dict[str, str]] = {}
    for name in (*TEXTS, *CELLS):
        part = body.get(name, {})
        if not isinstance(part, dict) or not all(isinstance(value, str) for value in part.values()):
            raise Problem(f"{name!r} in a decisions file maps texts to texts.", kept="Nothing was changed.", todo=_FORM)
        texts[name] = dict(part)
    people = body.get("people", [])
    if not isinstance(people, list) or not all(_is_pair(item) for item in people):
        raise Problem(
            '"people" in a decisions file is a list of rows that are the same person or not.',
            kept="Nothing was changed.",
            todo=_FORM,
        )
    same = tuple(SamePeople(tuple(item["rows"]), item["same"]) for item in people)
    return Answers(texts["agencies"], texts["courses"], same, texts["columns"], texts["values"])


def _is_pair(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and isinstance(item.get("same"), bool)
        and isinstance(item.get("rows"), list)
        and len(item["rows"]) > 1
        and all(isinstance(row, str) for row in item["rows"])
    )


def answers_to_json(answers: Answers) -> dict[str, Any]:
    """Answers in the form of a decisions file."""
    return {
        "agencies": dict(answers.agencies),
        "courses": dict(answers.courses),
        "people": [{"rows": list(item.rows), "same": item.same} for item in answers.people],
        "columns": dict(answers.columns),
        "values": dict(answers.values),
    }


def with_answer(answers: Answers, section: str, about: str, value: str) -> Answers:
    """The answers with one more: a question's `section` and `about`, and the value of the option chosen.

    For people the value is "same" or "different".
    """
    if section == "people":
        rows = tuple(about.split("|"))
        others = tuple(item for item in answers.people if item.rows != rows)
        return replace(answers, people=(*others, SamePeople(rows, value == "same")))
    changed: dict[str, Any] = {section: {**getattr(answers, section), about: value}}
    return replace(answers, **changed)


def without_answer(answers: Answers, section: str, about: str) -> Answers:
    """The answers without one, so that its question is open again."""
    if section == "people":
        rows = tuple(about.split("|"))
        return replace(answers, people=tuple(item for item in answers.people if item.rows != rows))
    kept = {key: value for key, value in getattr(answers, section).items() if key != about}
    changed: dict[str, Any] = {section: kept}
    return replace(answers, **changed)


def joined(earlier: Answers, later: Answers) -> Answers:
    """Both sets of answers; where they speak of the same thing the later one counts."""
    said = {frozenset(item.rows) for item in later.people}
    people = (*(item for item in earlier.people if frozenset(item.rows) not in said), *later.people)
    merged = {name: {**getattr(earlier, name), **getattr(later, name)} for name in (*TEXTS, *CELLS)}
    return Answers(merged["agencies"], merged["courses"], people, merged["columns"], merged["values"])


def remembered(rows: Sequence[AnswerRow], file_name: str, book: Book) -> Answers:
    """What the pool remembers that counts for this file as it is now.

    Answers about rows, columns and cells follow what stood there: where rows were moved, the answer moves with them;
    where what stood there is gone, the question is asked again.
    """
    found, marks = Answers(), Marks(book)
    for row in rows:
        if row.section in TEXTS:
            found = with_answer(found, row.section, row.about, str(row.answer))
        elif row.file_name == file_name:
            about = marks.moved(row.section, row.about, row.marks)
            if about is not None:
                found = with_answer(found, row.section, about, str(row.answer))
    return found


def remember(writes: Writes, rows: Sequence[AnswerRow], answers: Answers, file_name: str, book: Book) -> None:
    """Write down the answers not remembered yet, and change those that were answered differently."""
    marks = Marks(book)
    known = {(row.file_name, row.section, row.about): row for row in rows}
    said = [(name, about, value) for name in (*TEXTS, *CELLS) for about, value in getattr(answers, name).items()]
    said += [("people", "|".join(item.rows), "same" if item.same else "different") for item in answers.people]
    for section, about, value in said:
        if about.startswith(CONFLICT):
            continue  # answered for good: the comparison's base has moved on
        scope = "" if section in TEXTS else file_name
        held, there = known.get((scope, section, about)), marks.of(section, about)
        if held is None:
            writes.add(ImportAnswer, file_name=scope, section=section, about=about, answer=value, marks=there)
        elif held.answer != value or held.marks != there:
            writes.change(ImportAnswer, held.id, answer=value, marks=there)


class Marks:
    """What stands at the places answers are about, to find them again in a later reading of the file."""

    def __init__(self, book: Book) -> None:
        self._sheets = {sheet.name: sheet.rows for sheet in book.sheets}
        self._rows: dict[str, dict[str, list[int]]] = {}

    def of(self, section: str, about: str) -> dict[str, Any]:
        """What stands there now: place -> text."""
        if section in TEXTS:
            return {}
        places = about.split("|") if section == "people" else [about]
        return {place: mark for place in places if (mark := self._mark(section, place)) is not None}

    def moved(self, section: str, about: str, marks: Mapping[str, Any]) -> str | None:
        """Where the answer now belongs, or None where what it was about is no longer there."""
        if not marks:
            return about
        places = about.split("|") if section == "people" else [about]
        found = [self._found(section, place, marks.get(place)) for place in places]
        return None if any(place is None for place in found) else "|".join(str(place) for place in found)

    def _mark(self, section: str, place: str) -> str | None:
        sheet, _, where = place.rpartition("!")
        rows = self._sheets.get(sheet)
        if rows is None:
            return None
        letters = where.rstrip("0123456789")
        number = where[len(letters) :]
        if section == "columns" and letters:
            return self._column(rows, _index(letters))
        return self._row(rows[int(number) - 1]) if number and 0 < int(number) <= len(rows) else None

    def _found(self, section: str, place: str, mark: Any) -> str | None:
        if mark is None or self._mark(section, place) == mark:
            return place
        sheet, _, where = place.rpartition("!")
        rows = self._sheets.get(sheet, [])
        letters = where.rstrip("0123456789")
        if section == "columns":
            width = max((len(row) for row in rows), default=0)
            at = [column for column in range(width) if self._column(rows, column) == mark]
            return f"{sheet}!{column_letters(at[0])}" if len(at) == 1 else None
        if sheet not in self._rows:
            index: dict[str, list[int]] = {}
            for number, row in enumerate(rows, 1):
                index.setdefault(self._row(row), []).append(number)
            self._rows[sheet] = index
        numbers = self._rows[sheet].get(str(mark), [])
        return f"{sheet}!{letters}{numbers[0]}" if len(numbers) == 1 else None

    @staticmethod
    def _row(row: Sequence[Any]) -> str:
        return "\x1f".join(norm(text_of(value)) for value in row).rstrip("\x1f")

    @staticmethod
    def _column(rows: Sequence[Sequence[Any]], column: int) -> str:
        return next(
            (norm(text_of(row[column])) for row in rows[:30] if column < len(row) and text_of(row[column]).strip()), ""
        )


def _index(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
