"""What every comparison of drafts with the pool shares: the bases, the fates of drafts, questions, what is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from trainerpool.exchange.spreadsheets.reading import Answers, Option, Question, Reading
from trainerpool.exchange.three_way import Merge
from trainerpool.operations.imports.answers import CONFLICT
from trainerpool.operations.imports.plan import ADDED, DECIDE, MERGED, UNCHANGED
from trainerpool.operations.imports.writes import Writes
from trainerpool.queries.imports import BaseRow
from trainerpool.store.records import ImportedRow

FILE, POOL = "file", "pool"


@dataclass(slots=True)
class Fate:
    """What becomes of one draft: its outcome, the record it is or will be, its name, and what changes, in words."""

    outcome: str
    record: str | None
    what: str
    changes: list[str] = field(default_factory=list)


class Bases:
    """What the file said when it was last read, thing by thing; each is met once by a draft of this reading."""

    def __init__(self, rows: Iterable[BaseRow]) -> None:
        self.rows = tuple(rows)
        self._of: dict[str, list[BaseRow]] = {}
        for row in self.rows:
            self._of.setdefault(row.thing, []).append(row)
        self.met: set[str] = set()

    def of(self, thing: str) -> list[BaseRow]:
        """The bases of one thing."""
        return self._of.get(thing, [])

    def index(self, thing: str, key: Callable[[BaseRow], Any]) -> dict[Any, list[BaseRow]]:
        """The bases of one thing by a key of theirs; a key of None is left out."""
        found: dict[Any, list[BaseRow]] = {}
        for row in self.of(thing):
            value = key(row)
            if value is not None:
                found.setdefault(value, []).append(row)
        return found

    def free(self, rows: Iterable[BaseRow]) -> list[BaseRow]:
        """Those not met yet."""
        return [row for row in rows if row.id not in self.met]


@dataclass(slots=True)
class Comparing:
    """One comparison under way."""

    file_name: str
    today: date
    at: str  # the UTC moment, as records keep it
    person: str
    transfer: bool
    answers: Answers
    reading: Reading
    bases: Bases
    writes: Writes = field(default_factory=Writes)
    fates: dict[str, Fate] = field(default_factory=dict)  # "trainer:KEY" -> fate
    questions: list[Question] = field(default_factory=list)
    touched: Counter[str] = field(default_factory=Counter)
    transfers: int = 0

    def source(self, place: str) -> str:
        """Where something was read, for the record: "pool_a.xlsx, Trainer register row 8"."""
        sheet, _, row = place.rpartition("!")
        return f"{self.file_name}, {sheet} {'row' if row.isdigit() else 'column'} {row}"

    def keep_base(
        self, thing: str, base: BaseRow | None, key: str, record: str | None, fields: dict[str, Any], rows: list[str]
    ) -> None:
        """Remember what the file says now; written only where it differs from what is remembered."""
        if base is None:
            self.writes.add(
                ImportedRow, file_name=self.file_name, thing=thing, key=key, record_id=record, fields=fields, rows=rows,
                gone_on=None,
            )  # fmt: skip
            return
        self.bases.met.add(base.id)
        now = {"key": key, "record_id": record, "fields": fields, "rows": rows, "gone_on": None}
        was = {
            "key": base.key,
            "record_id": base.record_id,
            "fields": base.fields,
            "rows": list(base.rows),
            "gone_on": base.gone_on,
        }
        changed = {name: value for name, value in now.items() if value != was[name]}
        if changed:
            self.writes.change(ImportedRow, base.id, **changed)

    def keep_named(self, thing: str, key: str, record: str, fields: dict[str, Any]) -> None:
        """Remember an agency or a course: one base a record, whatever it was called when it was first read."""
        free = self.bases.free(self.bases.of(thing))
        base = next((row for row in free if row.record_id == record), None) or next(
            (row for row in free if row.key == key), None
        )
        self.keep_base(thing, base, base.key if base is not None else key, record, fields, [])

    def settle(
        self, merged: Merge, place: str, what: str, words: Mapping[str, str], show: Callable[[str, Any], str]
    ) -> bool:
        """Apply the answers to conflicts and ask about the others; says whether one is still open.

        A conflict answered "file" becomes a change, one answered "pool" is settled by remembering what the file says.
        """
        open_ones = False
        for name, conflict in list(merged.conflicts.items()):
            label = words.get(name, name.replace("_", " "))
            about = f"{CONFLICT}{place} {label}"
            answer = self.answers.values.get(about)
            if answer in (FILE, POOL):
                del merged.conflicts[name]
                merged.base[name] = conflict.sheet
                if answer == FILE:
                    merged.changes[name] = conflict.sheet
                continue
            open_ones = True
            in_file, in_pool = show(name, conflict.sheet) or "empty", show(name, conflict.pool) or "empty"
            sheet, _, row = place.rpartition("!")
            self.questions.append(
                Question(
                    f"conflict:{place} {label}", "conflict",
                    f"{sheet} row {row}: the {label} of {what} is “{in_file}” in the file and “{in_pool}” in the pool. Which is right?",
                    [], "values", about,
                    [Option(FILE, f"The file: {in_file}"), Option(POOL, f"The pool: {in_pool}")], POOL, [place],
                )
            )  # fmt: skip
        return open_ones

    def decide_fate(self, draft: str, noun: str, fate: Fate) -> None:
        """Write down what becomes of a draft."""
        self.fates[draft] = fate
        if fate.outcome in (ADDED, MERGED):
            self.touched[noun] += 1


def fate_of(record: str, what: str, changes: list[str], *, is_new: bool, is_open: bool) -> Fate:
    """The fate of a draft that has a record: open conflicts first, then what is new, then what changes."""
    if is_open:
        return Fate(DECIDE, record, what, changes)
    if is_new:
        return Fate(ADDED, record, what)
    return Fate(MERGED if changes else UNCHANGED, record, what, changes)


def said_columns(reading: Reading) -> dict[str, set[str]]:
    """Sheet -> the fields it has columns for: an empty field of a row whose sheet lacks the column says nothing."""
    found: dict[str, set[str]] = {}
    for sheet in reading.sheets:
        said = found.setdefault(sheet.sheet, set())
        for columns in (sheet.columns, *(table.columns for table in sheet.tables)):
            said.update(name.partition(":")[0] for name in columns.values() if name)
    return found
