"""A small pool with a pack, for the tests of trainer packs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.operations.small_pool import small_pool
from trainerpool.operations import materials
from trainerpool.operations.desk import Desk
from trainerpool.queries.courses import courses
from trainerpool.queries.material_page import VersionPage, version_page
from trainerpool.queries.material_versions import VersionRow, material_versions

AUTHOR, REVIEWER, UNIT = "Rhodri Pryce-Lowe", "Denzil Barlow", "Marian Holt"
PACK = "NEG 3.2"
EVERY: list[dict[str, Any]] = [{"item": str(number), "judgement": "Yes"} for number in range(1, 30)]
STARRED = {"1", "3", "5", "6", "7", "13", "14", "15", "16", "18", "19", "22", "25"}


def pool_with_pack(folder: Path) -> Desk:
    """Neglect 3.1 is approved to 1 Dec 2026 on record; 3.2 is a draft by Rhodri Pryce-Lowe. Marian Holt sits here."""
    desk = small_pool(folder).as_person(UNIT)
    materials.add_material_version(
        desk, "NEG", "3.1", author="J. Hart", approved_by="S. Lowe", approved_on=date(2025, 12, 1), review_due=date(2026, 12, 1)
    )  # fmt: skip
    materials.add_material_version(desk, "NEG", "3.2", author=AUTHOR, change_note="Routes renewed")
    return desk


def under_review(folder: Path) -> Desk:
    """The same with 3.2 under review by Denzil Barlow."""
    desk = pool_with_pack(folder)
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    return desk


def versions(desk: Desk) -> dict[str, VersionRow]:
    """Number -> version of the one course."""
    [course] = [row for row in desk.ask(courses) if row.code == "NEG"]
    return {row.version: row for row in desk.ask(material_versions, course.id, desk.today)}


def page(desk: Desk, number: str = "3.2") -> VersionPage:
    """The page of a version, as Marian Holt sees it."""
    found = desk.ask(version_page, versions(desk)[number].id, desk.today, desk.person)
    assert found is not None
    return found


def a_file(folder: Path, name: str = "Slides.pdf", body: bytes = b"%PDF invented") -> str:
    """A file beside the pool, by its path."""
    path = folder / name
    path.write_bytes(body)
    return str(path)
