"""The account of an import: what became of every row, what vanished, and which questions stay open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from trainerpool.exchange.spreadsheets.reading import CellProblem, Question, Reading, RowReading, SheetReading
from trainerpool.operations.imports.comparing import Comparing, Fate
from trainerpool.operations.imports.fields import Words
from trainerpool.operations.imports.plan import (
    ADDED,
    DECIDE,
    MERGED,
    SKIPPED,
    UNCHANGED,
    RowAccount,
    SheetAccount,
    Vanished,
)
from trainerpool.queries.imports import BaseRow, OpenQuestionRow
from trainerpool.store.records import ImportedRow, ImportQuestion

_LISTED = ("trainer", "session", "availability", "observation", "material")
_SAID = {
    "blank": "Blank row", "title": "Title", "header": "Headings", "total": "Total row, not a record", "note": "A remark; its text is kept",
    "key": "Explains the words of the other rows", "not read": "Not read; its text is kept",
}  # fmt: skip


def account(comparing: Comparing) -> tuple[SheetAccount, ...]:
    """Every row of every sheet with what becomes of it."""
    texts = {question.id: question.text for question in (*comparing.reading.questions, *comparing.questions)}
    words, met = Words(comparing.reading), set[str]()
    for question in comparing.questions:
        for place in question.rows:
            kept = "text" if question.kind == "date" else "what the pool has"
            words.ask(place, CellProblem(place, question.about.partition(": ")[2], kept, question.id))
    return tuple(_sheet(sheet, comparing.fates, texts, words, met) for sheet in comparing.reading.sheets)


def _sheet(
    sheet: SheetReading, fates: Mapping[str, Fate], texts: Mapping[str, str], words: Words, met: set[str]
) -> SheetAccount:
    rows = tuple(_row(sheet, row, fates, texts, words, met) for row in sheet.rows)
    return SheetAccount(sheet.sheet, sheet.kind, tuple(sheet.header_rows), sheet.columns, rows, sheet.hidden)


def _row(
    sheet: SheetReading,
    row: RowReading,
    fates: Mapping[str, Fate],
    texts: Mapping[str, str],
    words: Words,
    met: set[str],
) -> RowAccount:
    thing, _, key = (row.record or "").partition(":")
    fate = fates.get(row.record or "")
    outcome, changes = _outcome(row, fate, met), tuple(fate.changes) if fate is not None else ()
    fields, problems, notes = words.of(thing, key, row.fields), list(row.problems), words.notes(sheet.sheet, row.row)
    if notes and row.record is not None:
        fields.setdefault("notes", notes)
        listed = {problem.cell for problem in problems}
        problems += [one for one in words.kept(sheet.sheet, row.row, sheet.columns) if one.cell not in listed]
    problems += words.asked(f"{sheet.sheet}!{row.row}") if row.record is not None else []
    said = _said(problems, row, outcome, changes, texts)
    return RowAccount(
        sheet.sheet, row.row, outcome, row.why, thing, fate.what if fate is not None else key, fate.record if fate is not None else None,
        fields, tuple(row.read_as), tuple(problems), changes, said, row.texts,
    )  # fmt: skip


def _outcome(row: RowReading, fate: Fate | None, met: set[str]) -> str:
    if row.outcome != "record":
        return DECIDE if row.outcome == DECIDE else SKIPPED
    if fate is None:
        return SKIPPED  # of a kind that is kept as text, not yet read
    if fate.outcome == ADDED and row.record in met:
        return MERGED  # a further row about the same person
    met.add(row.record or "")
    return fate.outcome


def _said(
    problems: list[CellProblem], row: RowReading, outcome: str, changes: tuple[str, ...], texts: Mapping[str, str]
) -> str:
    """One sentence for the list: what is asked first, then what changes, what was read as something else, what is kept."""
    for problem in problems:
        if problem.question is not None:
            return texts.get(problem.question, "Waits for an answer")
    if changes:
        return "; ".join(changes[:3])
    if row.read_as:
        return f"“{row.read_as[0].text}” read as {row.read_as[0].read_as}"
    if problems:
        return f"“{problems[0].text}” kept as {problems[0].kept_as}"
    if outcome == UNCHANGED:
        return "Same as the pool"
    return _SAID.get(row.why, row.why)


def vanished(comparing: Comparing, sheets: Iterable[str] | None) -> tuple[Vanished, ...]:
    """What the last import had and this reading has not. Nothing of it is deleted; it is listed once."""
    chosen, named = None if sheets is None else set(sheets), _named(comparing.reading)
    found = []
    for base in comparing.bases.rows:
        places = base.rows or (base.key,)
        if (
            base.id in comparing.bases.met
            or base.record_id in named
            or (chosen is not None and not _lies_in(places, chosen))
        ):
            continue
        if base.thing not in _LISTED:
            comparing.writes.remove(ImportedRow, base.id)
        elif base.gone_on is None:
            comparing.writes.change(ImportedRow, base.id, gone_on=comparing.today.isoformat())
            found.append(Vanished(base.thing, _called(base), base.record_id, tuple(places)))
    return tuple(found)


def _named(reading: Reading) -> set[str]:
    """People the pool knew whom the file names on a session or as away, in no row of their own."""
    found = {named.known_id for session in reading.sessions for named in session.trainers}
    return {person for person in found | {away.known_id for away in reading.availability} if person is not None}


def _lies_in(places: Iterable[str], sheets: set[str]) -> bool:
    return any(place.rpartition("!")[0] in sheets for place in places)


def _called(base: BaseRow) -> str:
    fields = base.fields
    if base.thing == "trainer":
        return f"{fields.get('given_name', '')} {fields.get('family_name', '')}".strip()
    if base.thing == "session":
        parts = fields.get("parts") or [[""]]
        return f"{fields.get('title') or fields.get('reference') or 'A session'}, {parts[0][0]}"
    if base.thing == "observation":
        return f"an observation on {fields.get('on', '')}"
    if base.thing == "material":
        return f"version {fields.get('version', '')}"
    return f"away {fields.get('first', '')}"


def keep_questions(comparing: Comparing, questions: Iterable[Question], there: Iterable[OpenQuestionRow]) -> None:
    """Remember the questions left open; those no longer asked are taken out."""
    held = {(row.key, row.text): row for row in there}
    for question in questions:
        if held.pop((question.id, question.text), None) is None:
            about: dict[str, Any] = asdict(question)
            about["options"] = [[option.value, option.words] for option in question.options]
            comparing.writes.add(ImportQuestion, file_name=comparing.file_name, key=question.id, about=about)
    for row in held.values():
        comparing.writes.remove(ImportQuestion, row.id)
