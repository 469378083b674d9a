"""Import of a 10,000-row workbook: against calamine's bare read plus the same records inserted in bulk with their trail."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.builders import a_pool
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports import import_plan, plan_import
from trainerpool.operations.imports.writes import ORDER

_GIVEN = [
    "Ada",
    "Ben",
    "Cai",
    "Dee",
    "Eli",
    "Fay",
    "Gus",
    "Hal",
    "Ida",
    "Jon",
    "Kit",
    "Lea",
    "Max",
    "Nan",
    "Ora",
    "Pip",
    "Ros",
]
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "bra",
    "cle",
    "dri",
]
_COURSES = [(f"C{number:02}", f"{word} and Safeguarding", 3 + 3 * (number % 2)) for number, word in enumerate(
    ["Neglect", "Exploitation", "Housing", "Substances", "Prevention", "Coercion", "Fire", "Suicide", "Modern-Slavery", "Self-Neglect"], 1)]  # fmt: skip


def workbook(path: Path, trainers: int, sessions: int) -> Path:
    """A register and a programme of so many rows, from a seed."""
    chance = random.Random(7)
    names = [f"{chance.choice(_GIVEN)} {''.join(chance.choices(_SYLLABLES, k=4)).title()}" for _ in range(trainers)]
    names = list(dict.fromkeys(names))
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Register")
        sheet.write_row(
            0, 0, ["Name", "Agency", "E-mail", "Phone", "TtT completed", "Approved from", "Courses", "Status", "Notes"]
        )
        for number, name in enumerate(names, 1):
            start = date(2021, 1, 1) + timedelta(days=chance.randrange(1800))
            sheet.write_row(
                number,
                0,
                [
                    name,
                    f"Agency of {chance.choice(_SYLLABLES).title()}",
                    f"p{number}@pool.example.org",
                    f"07700 {900000 + number}",
                ],
            )
            sheet.write_datetime(number, 4, _moment(start), day)
            sheet.write_string(number, 5, (start + timedelta(days=120)).strftime("%d %B %Y"))
            courses = chance.sample(_COURSES, 3)
            sheet.write_row(
                number, 6, ["; ".join(code for code, _, _ in courses), "Approved", chance.choice(["", "", "Mornings"])]
            )
        sheet = book.add_worksheet("Programme")
        sheet.write_row(
            0, 0, ["Date", "Start", "Finish", "Course", "Venue", "Places", "Trainer 1", "Trainer 2", "Status"]
        )
        for number in range(1, sessions + 1):
            sheet.write_datetime(number, 0, _moment(date(2027, 1, 1) + timedelta(days=number // 20)), day)
            sheet.write_row(number, 1, [
                "9.30am", "12.30pm", chance.choice(_COURSES)[1], f"Hall {chance.randrange(80)}", 20, chance.choice(names), chance.choice(names), "Planned",
            ])  # fmt: skip
        sheet = book.add_worksheet("Key")
        for number, row in enumerate([("Code", "Course", "Hours"), *_COURSES]):
            sheet.write_row(number, 0, row)
    return path


def _moment(day: date) -> Any:

    return datetime(day.year, day.month, day.day)


def _timed(desk: Desk, path: Path) -> tuple[float, Any]:
    begun = time.perf_counter()
    plan = plan_import(desk, path)
    import_plan(desk, plan)
    return time.perf_counter() - begun, plan


def _bare(desk: Desk, path: Path, plan: Any) -> float:
    """Reading every cell, and the same records inserted in one piece of work with their trail."""
    begun = time.perf_counter()
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
    with desk.work("The same records") as work:
        for record_class in ORDER:
            work.add_many(record_class, plan.writes.added.get(record_class, ()))
    return time.perf_counter() - begun


def run() -> list[tuple[str, str, str]]:
    """The rows of the table."""
    rows = []
    folder = Path(tempfile.mkdtemp(prefix="trainerpool-import-"))
    try:
        times: dict[int, float] = {}
        for size in (625, 2500, 10_000):
            path = workbook(folder / f"{size}.xlsx", size // 5, size - size // 5)
            desk, bare = a_pool(folder / f"a{size}"), a_pool(folder / f"b{size}")
            times[size], plan = _timed(desk, path)
            twin = _bare(bare, path, plan)
            begun = time.perf_counter()
            assert plan_import(desk, path).changes_nothing
            again = time.perf_counter() - begun
            desk.store.close()
            bare.store.close()
        rows = [
            ("import of a 10,000-row workbook, against bare read and bulk insert with trail",
             f"{times[10_000] / twin:.1f}x, {times[10_000]:.2f} s", "<= 12x, <= 5 s"),
            ("the same workbook again: every row unchanged", f"{again:.2f} s", ""),
            ("import growth, 625 to 2,500 to 10,000 rows (4x each)",
             f"{times[2500] / times[625]:.1f}x, {times[10_000] / times[2500]:.1f}x", "no worse than n log n"),
        ]  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return rows
