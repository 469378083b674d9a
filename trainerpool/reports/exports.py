"""Exports: all records of one kind as a file that scripts, spreadsheets or calendars read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from trainerpool.host.files import write_whole
from trainerpool.problem import Problem
from trainerpool.reports import export_rows as rows
from trainerpool.reports.asking import Ask, Findings
from trainerpool.reports.calendars import programme_calendar
from trainerpool.reports.sheets import Sheet, Value, csv_of, xlsx_of
from trainerpool.reports.writing import as_bytes

KINDS: dict[str, Callable[[rows.Export], list[rows.Record]]] = {
    "trainers": rows.trainer_records,
    "sessions": rows.session_records,
    "courses": rows.course_records,
    "agencies": rows.agency_records,
    "evidence": rows.evidence_records,
    "allocations": rows.allocation_records,
    "availability": rows.availability_records,
    "materials": rows.material_records,
    "observations": rows.observation_records,
    "trail": rows.trail_records,
}
ENDINGS = (".json", ".csv", ".xlsx")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def export(
    ask: Ask, kind: str, to: Path, on: date, *, findings: Findings | None = None, stamp: datetime | None = None
) -> int:
    """Write every record of a kind to a file, by its ending; gives how many.

    `on` is the day that standings and agencies are of; `findings` tells for a session the rules that its allocations
    break; `stamp`, an aware moment, is needed for a calendar (sessions as .ics). Problem for an unknown kind or ending,
    or where the place cannot be written.
    """
    ending = to.suffix.lower()
    if kind not in KINDS:
        raise Problem(
            f"There is no export of {kind!r}.", kept="Nothing was written.", todo=f"There are: {', '.join(KINDS)}."
        )
    if ending == ".ics" and kind == "sessions" and stamp is not None:
        file = programme_calendar(ask, stamp)
        write_whole(to, file.content, private=False)
        return file.entries
    if ending not in ENDINGS:
        known = f"{', '.join(ENDINGS)}{', .ics' if kind == 'sessions' else ''}"
        raise Problem(
            f"{kind.capitalize()} cannot be written as {ending or 'a file without an ending'}.",
            kept="Nothing was written.",
            todo=f"End the name in one of: {known}.",
        )
    records = KINDS[kind](rows.Export(ask, on, findings))
    write_whole(to, _bytes(kind, records, ending), private=False)
    return len(records)


def records_of(ask: Ask, kind: str, on: date, *, findings: Findings | None = None) -> list[rows.Record]:
    """The same records as an export writes, for `--json` and for previews."""
    return KINDS[kind](rows.Export(ask, on, findings))


def _bytes(kind: str, records: list[rows.Record], ending: str) -> bytes:
    if ending == ".json":
        return as_bytes(records)
    headings = rows.FIELDS[kind]
    sheet = Sheet(kind.capitalize(), headings, [[_flat(value) for value in record.values()] for record in records])
    if ending == ".csv":
        return csv_of([sheet])
    days = [[_real_day(value) for value in row] for row in sheet.rows]
    return xlsx_of([Sheet(sheet.name, headings, days)], f"Trainer Pool: {kind}")


def _flat(value: Any) -> Value:
    """A field as one cell: lists in a row, parts as "start to end", people as "name (role, state: findings)"."""
    if isinstance(value, list):
        return "; ".join(_item(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value  # type: ignore[no-any-return]


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    if "trainer" in item:
        found = f": {', '.join(item['findings'])}" if item["findings"] else ""
        return f"{item['trainer']} ({item['role']}, {item['state']}{found})"
    return f"{item['start']} to {item['end']}"


def _real_day(value: Value) -> Value:
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value
