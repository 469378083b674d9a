"""The version a session is planned with, chosen or in force on the day, and the one it was delivered with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.operations.small_pool import small_pool
from trainerpool.operations import materials as deeds
from trainerpool.operations.desk import Desk
from trainerpool.queries.session_material import SessionMaterial, session_material
from trainerpool.queries.sessions import sessions


def approved(desk: Desk, number: str, on: date, due: date) -> str:
    made = deeds.add_material_version(
        desk, "NEG", number, author="Rhodri Pryce-Lowe", approved_by="Aled Thwaite", approved_on=on, review_due=due
    )
    return str(made.result)


def told(desk: Desk) -> SessionMaterial | None:
    return desk.ask(session_material, desk.ask(sessions, desk.today)[0].id)


def test_without_a_pack_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert told(small_pool(tmp_path)) is None


def test_the_version_in_force_stands_until_one_is_chosen(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    old = approved(desk, "1.0", date(2025, 11, 3), date(2026, 11, 3))
    new = approved(desk, "2.0", date(2026, 6, 1), date(2027, 6, 1))
    assert told(desk) == SessionMaterial("2.0", "", is_chosen=False, version_id=new)
    deeds.set_session_material(desk, desk.ask(sessions, desk.today)[0].id, planned=old)
    assert told(desk) == SessionMaterial("1.0", "", is_chosen=True, version_id=old)
