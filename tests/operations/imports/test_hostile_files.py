"""Damaged, foreign and cut files: a Problem in words or a true reading, never a crash, never half an import."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.operations.imports.workbooks import dump, usual, workbook
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports import import_plan, plan_import
from trainerpool.problem import Problem


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One of the usual ways a file is broken."""
    body, way = bytearray(data), chance.randrange(5)
    if way == 0:
        return bytes(body[: chance.randrange(len(body))])
    if way == 1:
        for _ in range(chance.randrange(1, 40)):
            body[chance.randrange(len(body))] = chance.randrange(256)
    elif way == 2:
        start = chance.randrange(len(body))
        del body[start : start + chance.randrange(1, 400)]
    elif way == 3:
        start = chance.randrange(len(body))
        body[start:start] = chance.randbytes(chance.randrange(1, 400))
    else:
        start, other = chance.randrange(len(body)), chance.randrange(len(body))
        body[start : start + 64], body[other : other + 64] = body[other : other + 64], body[start : start + 64]
    return bytes(body)


def test_mutated_workbooks(desk: Desk, tmp_path: Path, dose: int) -> None:
    whole = workbook(tmp_path / "pool.xlsx", usual()).read_bytes()
    text = b"Name;Agency;E-mail\nGwen Parry;Police;gwen@police.example.org\nIdris Malik;Council;idris@council.example.org\n"
    chance, refused, read = random.Random(20261121), 0, 0
    before = dump(desk)
    for number in range(30 * dose):
        data, name = (text, f"m{number}.csv") if number % 3 == 0 else (whole, f"m{number}.xlsx")
        try:
            plan = plan_import(desk, (name, mutated(data, chance)))
        except Problem:
            refused += 1
        else:
            assert all(row.outcome for row in plan.rows)
            read += 1
        assert desk.store.head.count == 1, "planning writes nothing"
    assert dump(desk) == before
    assert refused > 5
    assert read > 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.xlsx", b""), ("zeros.xlsx", bytes(3000)), ("prose.csv", b"Dear all,\n\nno table today.\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(500)), ("page.xls", b"<html><body>Log in</body></html>"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(desk: Desk, name: str, data: bytes) -> None:
    before = dump(desk)
    with pytest.raises(Problem) as caught:
        plan_import(desk, (name, data))
    assert name in str(caught.value)
    assert dump(desk) == before


def test_a_file_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="could not be opened"):
        plan_import(desk, tmp_path / "absent.xlsx")


def test_a_sheet_that_is_not_there_and_one_that_is(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "pool.xlsx", usual())
    with pytest.raises(Problem, match="has no sheet 'Nowhere'"):
        plan_import(desk, path, sheets=["Nowhere"])
    plan = plan_import(desk, path, sheets=["Register", "Key"])
    assert {sheet.sheet for sheet in plan.sheets} == {"Register", "Key"}
    import_plan(desk, plan)
    again = plan_import(desk, path, sheets=["Key"])
    assert not again.vanished, "sheets that were not chosen have not vanished"


def test_stopped_half_way_leaves_no_trace(desk: Desk, tmp_path: Path) -> None:
    path, asked, said = workbook(tmp_path / "pool.xlsx", usual()), [], []
    before = dump(desk)

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Problem, match="stopped"):
        plan_import(
            desk, path, cancelled=cancelled, progress=lambda text, done, total: said.append((text, done, total))
        )
    assert said
    assert all(done < total for _, done, total in said)
    assert dump(desk) == before


def test_a_backup_is_taken_before_an_import(desk: Desk, tmp_path: Path) -> None:
    plan = plan_import(desk, workbook(tmp_path / "pool.xlsx", usual()))
    folder = tmp_path / "backups"
    desk.backups = folder
    import_plan(desk, plan)
    assert len(list(folder.glob("* before import.tpool"))) == 1
