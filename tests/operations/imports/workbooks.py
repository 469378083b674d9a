"""Workbooks of invented people for the tests of imports, and the pool as a dump to compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import select

from trainerpool.operations.desk import Desk
from trainerpool.store.records import KINDS

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
HEAD = ["Name", "Agency", "E-mail", "Phone", "TtT completed", "Approved from", "Courses", "Status", "Notes"]
GWEN = [
    "Gwen Parry",
    "Moorshire Police",
    "gwen.parry@police.example.org",
    "07700 900001",
    "2024-03-01",
    "2024-09-02",
    "NEG; DA",
    "Approved",
    "Mornings",
]
IDRIS = [
    "Idris Malik",
    "Moorshire Council",
    "idris.malik@council.example.org",
    "07700 900002",
    "2025-01-14",
    "2025-06-30",
    "NEG",
    "Approved",
    "",
]
NIA = [
    "Nia O'Dowd",
    "Moorshire Probation",
    "nia.odowd@probation.example.org",
    "07700 900003",
    "2026-05-20",
    "",
    "",
    "In training",
    "",
]
OTTILIE = [
    "Ottilie Brand",
    "Moorshire Health NHS Trust",
    "ottilie.brand@health.example.org",
    "07700 900004",
    "2023-02-07",
    "2023-07-19",
    "DA",
    "Lapsed",
    "",
]
COURSES = [["Code", "Course", "Hours"], ["NEG", "Neglect and Early Help", 3], ["DA", "Domestic Abuse Awareness", 6]]
PROGRAMME = [
    ["Date", "Start", "Finish", "Course", "Venue", "Places", "Trainer 1", "Trainer 2", "Status"],
    ["2027-01-12", "09:30", "12:30", "NEG", "Town Hall, Moorshire", 20, "Gwen Parry", "Idris Malik", "Planned"],
    ["2027-02-09", "09:30", "15:30", "DA", "Microsoft Teams", 16, "Gwen Parry", "", "Planned"],
    ["2027-03-02", "09:30", "12:30", "NEG", "Town Hall, Moorshire", 20, "", "", "Planned"],
]  # fmt: skip


def register(*people: Sequence[Any]) -> list[list[Any]]:
    """A register's sheet: headings and people."""
    return [list(row) for row in (HEAD, *people)]


def changed(person: Sequence[Any], **cells: Any) -> list[Any]:
    """A person's row with some cells changed; headings as in HEAD, in lower case with underscores."""
    named = {heading.lower().replace(" ", "_").replace("-", "_"): place for place, heading in enumerate(HEAD)}
    row = list(person)
    for name, value in cells.items():
        row[named[name]] = value
    return row


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook; every cell as it is given."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(number, column, value)
    return path


def usual(*people: Sequence[Any], programme: Sequence[Sequence[Any]] = PROGRAMME) -> dict[str, Sequence[Sequence[Any]]]:
    """The sheets of a usual workbook."""
    return {"Register": register(*(people or (GWEN, IDRIS, NIA, OTTILIE))), "Programme": programme, "Key": COURSES}


def dump(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every record of the pool with all its values, without revisions."""
    with desk.store.reader() as reader:
        found = {}
        for kind, record_class in KINDS.items():
            columns = [column for column in record_class.__table__.c if column.name != "revision"]
            found[kind] = sorted(map(tuple, reader.execute(select(*columns))), key=repr)
        return found
