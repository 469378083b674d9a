"""Carry files and returns of every released form are opened for ever."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import TODAY, a_pool
from tests.operations.carrying.desks import a_profile
from trainerpool.exchange.carrying.carried import Carried, carried_payload, read_carried
from trainerpool.exchange.carrying.merging import Write
from trainerpool.exchange.carrying.returned import ADDED, read_returned, returned_payload
from trainerpool.exchange.sealing import KnownKey, Opened, OwnKeys, open_sealed
from trainerpool.operations.carrying.opening import take_in_carry
from trainerpool.operations.carrying.taking_in import plan_of_return, read_return, take_in_return
from trainerpool.operations.carrying.writing import write_rows
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.settings import put_setting
from trainerpool.queries.availability import absences
from trainerpool.queries.desk_sessions import my_sessions
from trainerpool.queries.sessions import sessions

FROZEN = sorted(Path(__file__).parent.glob("exchange_*"))


@pytest.fixture(params=FROZEN, ids=lambda folder: folder.name)
def kept(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


def opened(kept: Path, name: str, owner: str, sender: str) -> Opened:
    """A frozen file, opened with the keys that were kept, every check made."""
    keys = {who: OwnKeys(**one) for who, one in json.loads((kept / "keys.json").read_text(encoding="utf-8")).items()}
    known = KnownKey(keys[sender].sign_public)
    return open_sealed(
        (kept / name).read_bytes(),
        own=[keys[owner]],
        sorts={"carry", "return"},
        known=lambda _comment: known,
        newest=None,
    )


@pytest.fixture
def carried(kept: Path) -> Carried:
    return read_carried(opened(kept, "carry.tpcarry", "person", "pool").payload)


@pytest.fixture
def pool(carried: Carried, tmp_path: Path) -> Iterator[Desk]:
    """A pool that holds what the frozen carry file brought."""
    desk = a_pool(tmp_path / "then")
    with desk.work("As it stood") as work:
        put_setting(work, "pool_id", carried.pool)
        writes = [Write(kind, key, ADDED, row) for kind, rows in carried.records.items() for key, row in rows.items()]
        write_rows(work, writes)
    yield desk
    close_pool(desk)


def test_an_old_carry_file_is_laid_on_a_desk(carried: Carried, tmp_path: Path) -> None:
    desk = a_profile(tmp_path, carried.name)
    assert take_in_carry(desk, carried_payload(carried), person=carried.person).is_new
    own = desk.ask(my_sessions, carried.person, TODAY)
    assert [(row.title, row.day_text, row.place, row.role_words) for row in own.asked] == [
        ("Neglect: Recognising and Responding", "Tue 12 Jan 2027", "Fellgate Centre", "as lead with Denzil Barlow"),
        ("Neglect: Recognising and Responding", "Tue 23 Feb 2027", "Wharf Road Centre", "as lead"),
    ]
    close_pool(desk)


def test_an_old_return_is_planned_and_taken_in(kept: Path, carried: Carried, pool: Desk) -> None:
    payload = opened(kept, "return.tpreturn", "pool", "person").payload
    found = read_return(pool, payload, carried.person, "digest")
    assert [row.text for row in plan_of_return(pool, found).rows] == [
        "Nadia Farouk accepts Neglect: Recognising and Responding on Tue 12 Jan 2027 as lead.",
        "Nadia Farouk declines Neglect: Recognising and Responding on Tue 23 Feb 2027.",
        "Nadia Farouk is unavailable from Mon 22 Feb 2027 to Fri 26 Feb 2027.",
        "Nadia Farouk has arranged Neglect: Recognising and Responding on Tue 13 Apr 2027.",
        "Nadia Farouk shares a reflection.",
    ]
    assert take_in_return(pool, found).result.left == ()
    assert [row.status for row in pool.ask(sessions)] == ["planned", "planned", "to agree"]
    assert len(pool.ask(absences)) == 1


def test_what_is_read_is_written_as_it_was(kept: Path) -> None:
    carry, back = opened(kept, "carry.tpcarry", "person", "pool"), opened(kept, "return.tpreturn", "pool", "person")
    assert carried_payload(read_carried(carry.payload)) == carry.payload
    assert returned_payload(read_returned(back.payload)) == back.payload
