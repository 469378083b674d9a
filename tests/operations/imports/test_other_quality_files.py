"""Logs and registers of other partnerships come in as they are meant: nothing wrong unasked, nothing asked needlessly."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.spreadsheets.accounted import lost_texts, unaccounted
from tests.exchange.spreadsheets.others.files import write
from tests.operations.imports.quality import crowded, forms, logs, registers
from tests.operations.imports.quality.model import COURSES, PEOPLE, Pack, QualityBook, Seen
from trainerpool.exchange.spreadsheets.book import read_book
from trainerpool.exchange.spreadsheets.understand import understand
from trainerpool.operations.agencies import add_agency
from trainerpool.operations.courses import add_course
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports import answers_from_json, decide, import_plan, plan_import
from trainerpool.operations.people import add_trainer
from trainerpool.queries.imports import open_questions
from trainerpool.reports.exports import export

BOOKS: list[Callable[[], QualityBook]] = [
    made
    for room in (logs, forms, registers, crowded)
    for made in vars(room).values()
    if callable(made) and made.__module__ == room.__name__
]


def exported(desk: Desk, folder: Path, kind: str) -> list[dict[str, Any]]:
    export(desk.ask, kind, folder / f"{kind}.json", desk.today)
    rows: list[dict[str, Any]] = json.loads((folder / f"{kind}.json").read_text("utf-8"))
    return rows


def found(desk: Desk, folder: Path) -> tuple[list[Seen], list[Pack]]:
    """What the pool holds, in the words of the truth."""
    seen = [
        Seen(
            one["date"], one["course"] or "", one["trainer"], one["observer"] or "", one["outcome"] or "",
            tuple(one["strengths"]), tuple(one["actions"]),
        )
        for one in exported(desk, folder, "observations")
    ]  # fmt: skip
    names = ("course", "version", "state", "author", "approved_by", "approved_on", "review_due")
    packs = [Pack(*(one[name] or "" for name in names)) for one in exported(desk, folder, "materials")]
    return sorted(seen, key=repr), sorted(packs, key=repr)


@pytest.mark.parametrize("make", BOOKS, ids=lambda make: make.__name__)
def test_it_means_what_its_keeper_meant(make: Callable[[], QualityBook], desk: Desk, tmp_path: Path) -> None:
    for code, title in COURSES.items():
        add_course(desk, code, title)
    add_agency(desk, "Moorland Council")
    for given, family in PEOPLE:
        add_trainer(desk, given, family, "Moorland Council")
    said = make()
    file = write(said.book, tmp_path)
    book = read_book(file)
    reading = understand(book)
    assert not unaccounted(book, reading)
    assert not lost_texts(book, reading)
    import_plan(desk, plan_import(desk, file))
    asked = {row.about: row.text for row in desk.ask(open_questions)}
    seen, packs = found(desk, tmp_path)
    wrong = [one for one in (*seen, *packs) if one not in (*said.seen, *said.packs)]
    assert not wrong, "taken wrongly in silence"
    answers = {about for section in said.answers.values() for about in section}
    assert set(asked) == answers, list(asked.values())
    if said.answers:
        decide(desk, answers_from_json(said.answers))
        assert not desk.ask(open_questions)
    seen, packs = found(desk, tmp_path)
    assert seen == sorted(said.seen, key=repr)
    assert packs == sorted(said.packs, key=repr)
    again = plan_import(desk, file)
    assert again.totals["added"] == again.totals["merged"] == 0
