"""A spelling an import joined as likely: split off with its people, and remembered when the file comes again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_pool
from trainerpool.operations.agencies import agree_agency_alias, people_written_as, split_agency_alias
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports import import_plan, plan_import
from trainerpool.queries.agencies import AgencyRow, agencies, people_of_agency

REGISTER = """Name,Agency,Email,Signed off
Marta Quillon,Northmoor Constabulary,m.quillon@northmoor.example.org,14/05/2025
Otto Brandreth,Northmoor Constabulary,o.brandreth@northmoor.example.org,20/11/2024
Ivo Sandgate,Northmoor Const,i.sandgate@northmoor.example.org,13/03/2025
Bettina Rask,Ellerdale NHS Trust,b.rask@ellerdale.example.org,13/03/2025
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "Register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


@pytest.fixture
def desk(tmp_path: Path, register: Path) -> Iterator[Desk]:
    made = a_pool(tmp_path)
    import_plan(made, plan_import(made, register))
    yield made
    made.store.close()


def joined(desk: Desk) -> AgencyRow:
    return next(row for row in desk.ask(agencies, desk.today) if row.name == "Northmoor Constabulary")


def people(desk: Desk) -> dict[str, list[str]]:
    rows = desk.ask(agencies, desk.today)
    return {row.name: [name for _, name in desk.ask(people_of_agency, row.id, desk.today)] for row in rows}


def test_who_stands_under_the_spelling_moves_with_it_and_the_file_changes_nothing_again(desk, register):
    agency = joined(desk)
    assert (agency.aliases, agency.unsure) == (("Northmoor Const",), 1)
    found = people_written_as(desk, "Northmoor Const")
    split_agency_alias(desk, agency.id, "Northmoor Const", list(found))
    apart = {
        "Ellerdale NHS Trust": ["Bettina Rask"],
        "Northmoor Const": ["Ivo Sandgate"],
        "Northmoor Constabulary": ["Otto Brandreth", "Marta Quillon"],
    }
    assert people(desk) == apart
    plan = plan_import(desk, register)
    assert plan.totals["unchanged"] == 4
    import_plan(desk, plan)
    assert people(desk) == apart


def test_a_spelling_agreed_asks_no_more_and_stays(desk, register):
    agree_agency_alias(desk, joined(desk).id, "northmoor const")
    assert joined(desk).unsure == 0
    import_plan(desk, plan_import(desk, register))
    assert (joined(desk).unsure, joined(desk).people) == (0, 3)
    assert "Northmoor Const" not in people(desk)
