"""Scans of a paper form travel back in the return: sealed with it, the same content once, within a size, to the byte."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.operations.carrying.desks import a_profile, hand, pool_with_offers, read, sent
from trainerpool.exchange.carrying.form import Rows
from trainerpool.exchange.carrying.merging import Fate
from trainerpool.exchange.carrying.returned import Returned, read_returned, returned_payload
from trainerpool.exchange.sealing.payload import pack, unpack
from trainerpool.operations import observations, people, settings
from trainerpool.operations.carrying import scans as limits
from trainerpool.operations.carrying.sending import prepare_return
from trainerpool.operations.carrying.taking_in import plan_of_return, receive_return, take_in_return, waiting_return
from trainerpool.operations.desk import Desk
from trainerpool.operations.kept_files import read_kept_file, sweep_bodies
from trainerpool.problem import Problem
from trainerpool.queries.carried_slice import held_rows
from trainerpool.queries.desk_pages import to_send
from trainerpool.queries.own_work import own_work
from trainerpool.store.files import folder_of
from trainerpool.store.records import KeptFile, Visit

OBSERVER, NADIA = "Ruth Penhale", "Nadia Farouk"
SCAN = b"%PDF-1.7 a scan " + random.Random(7).randbytes(90_000)


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Desk]:
    desk = pool_with_offers(tmp_path / "pool")
    given, family = OBSERVER.split()
    people.add_trainer(desk, given, family, "Northmoor Police", role="observer")
    observations.plan_visit(desk, "S1", OBSERVER, [NADIA])
    yield desk
    desk.store.close()


@pytest.fixture
def ruth(pool: Desk, tmp_path: Path) -> Iterator[Desk]:
    desk = a_profile(tmp_path / "ruth", OBSERVER)
    hand(pool, desk, OBSERVER)
    yield desk
    desk.store.close()


def the_visit(desk: Desk) -> str:
    return str(desk.ask(lambda it: it.scalars(select(Visit.id)).one()))


def attach(desk: Desk, folder: Path, name: str = "Form of Ruth.pdf", content: bytes = SCAN) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(observations.attach_scan(desk, the_visit(desk), str(path)).result)


def rows(desk: Desk) -> Rows:
    with desk.store.reader() as reader:
        return held_rows(reader)


def kept(desk: Desk) -> dict[str, bytes]:
    """The names and contents of the files kept with the visit."""
    found = desk.ask(lambda it: list(it.execute(select(KeptFile.id, KeptFile.name))))
    return {row.name: read_kept_file(desk, row.id) for row in found}


def test_a_scan_comes_into_the_pool_and_undo_and_redo_are_to_the_byte(pool: Desk, ruth: Desk, tmp_path: Path) -> None:
    attach(ruth, tmp_path)
    sending = ruth.ask(to_send)
    assert sending is not None
    (line,) = sending.rows
    assert line.text == "Ruth Penhale attaches a scan to the visit on Tue 12 Jan 2027."
    assert line.detail == "Form of Ruth.pdf, 90 KB."
    found = read(pool, sent(ruth), OBSERVER)
    assert [(one.text, one.fate) for one in plan_of_return(pool, found).rows] == [(line.text, Fate.READY)]
    assert not folder_of(pool.store.path).is_dir(), "looking at it keeps nothing"
    before = rows(pool)
    take_in_return(pool, found)
    assert kept(pool) == {"Form of Ruth.pdf": SCAN}
    after = rows(pool)
    pool.undo()
    assert rows(pool) == before
    sweep_bodies(pool)
    pool.redo()
    assert rows(pool) == after
    assert kept(pool) == {"Form of Ruth.pdf": SCAN}


def test_a_return_that_waits_keeps_its_scan_until_it_is_taken_in_or_refused(
    pool: Desk, ruth: Desk, tmp_path: Path
) -> None:
    attach(ruth, tmp_path)
    waits = str(receive_return(pool, read(pool, sent(ruth), OBSERVER)).result)
    assert sweep_bodies(pool, timedelta(hours=-9_999_999)) == 0
    take_in_return(pool, waiting_return(pool, waits))
    assert kept(pool) == {"Form of Ruth.pdf": SCAN}
    pool.undo()
    assert sweep_bodies(pool, timedelta(hours=-9_999_999)) == 0, "it waits again"
    take_in_return(pool, waiting_return(pool, waits))
    assert kept(pool) == {"Form of Ruth.pdf": SCAN}


def test_the_same_content_travels_once_and_the_same_file_is_taken_in_once(
    pool: Desk, ruth: Desk, tmp_path: Path
) -> None:
    attach(ruth, tmp_path)
    one = len(returned_payload(prepare_return(ruth)))
    attach(ruth, tmp_path, "The same again.pdf")
    twice = prepare_return(ruth)
    assert len(twice.bodies) == 1
    assert len(returned_payload(twice)) < one + 2_000
    payload = sent(ruth)
    take_in_return(pool, read(pool, payload, OBSERVER))
    assert kept(pool) == {"Form of Ruth.pdf": SCAN, "The same again.pdf": SCAN}
    assert len(list(folder_of(pool.store.path).iterdir())) == 1
    assert read(pool, payload, OBSERVER).is_taken_in
    again = plan_of_return(pool, read(pool, sent(ruth), OBSERVER))
    assert {row.fate for row in again.rows} == {Fate.SAME}


def test_after_the_next_carry_file_it_is_at_the_desk_still_and_no_change_any_more(
    pool: Desk, ruth: Desk, tmp_path: Path
) -> None:
    attach(ruth, tmp_path)
    take_in_return(pool, read(pool, sent(ruth), OBSERVER))
    attach(ruth, tmp_path, "A second page.pdf", b"second")
    hand(pool, ruth, OBSERVER)
    assert kept(ruth) == {"Form of Ruth.pdf": SCAN, "A second page.pdf": b"second"}
    assert [one.after["name"] for one in ruth.ask(own_work).changes] == ["A second page.pdf"]


def test_one_taken_off_again_at_the_desk_goes_from_the_pool_too(pool: Desk, ruth: Desk, tmp_path: Path) -> None:
    file = attach(ruth, tmp_path)
    take_in_return(pool, read(pool, sent(ruth), OBSERVER))
    observations.remove_scan(ruth, file)
    found = read(pool, sent(ruth), OBSERVER)
    (row,) = plan_of_return(pool, found).rows
    assert (row.text, row.fate) == (
        "Ruth Penhale takes a scan off the visit on Tue 12 Jan 2027.", Fate.READY,
    )  # fmt: skip
    take_in_return(pool, found)
    assert kept(pool) == {}


def test_sizes_are_held_against_the_limits_and_said(
    pool: Desk, ruth: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = random.Random(3).randbytes(2_100_000)
    attach(ruth, tmp_path, content=large)
    settings.set_policy(pool, {"largest_file_megabytes": 1})
    found = read(pool, sent(ruth), OBSERVER)
    (row,) = plan_of_return(pool, found).rows
    assert (row.fate, row.why) == (Fate.REFUSED, "The scan has 3 MB; a kept file has at most 1 MB.")
    assert take_in_return(pool, found).result.taken == 0
    assert kept(pool) == {}
    monkeypatch.setattr(limits, "MOST_BYTES", 2_000_000)
    with pytest.raises(Problem, match="The scans come to 3 MB; a return holds at most 2 MB"):
        prepare_return(ruth)


def test_what_packs_very_small_arrives_as_well(pool: Desk, ruth: Desk, tmp_path: Path) -> None:
    empty_page = b"\0" * 4_000_000
    attach(ruth, tmp_path, "White page.tiff", empty_page)
    take_in_return(pool, read(pool, sent(ruth), OBSERVER))
    assert kept(pool) == {"White page.tiff": empty_page}


def test_a_cancelled_visit_takes_no_scan(pool: Desk, ruth: Desk, tmp_path: Path) -> None:
    attach(ruth, tmp_path)
    observations.cancel_visit(pool, the_visit(pool), "The session moved")
    (row,) = plan_of_return(pool, read(pool, sent(ruth), OBSERVER)).rows
    assert (row.fate, row.why) == (Fate.REFUSED, "The visit was cancelled meanwhile.")


def changed(content: Returned, **values: object) -> bytes:
    """The payload with the one file's values told otherwise."""
    opened = unpack(returned_payload(content))
    opened.body["changes"][0]["after"].update(values)
    return pack(opened.body, opened.files)


_WRONG: dict[str, dict[str, object]] = {
    "another size": {"size": 5},
    "a body that is not there": {"body": "0" * 64},
    "of a pack": {"owner_kind": "material_version"},
    "no name": {"name": ""},
    "an endless name": {"name": "x" * 300},
}


def test_a_file_that_is_not_as_it_says_is_refused_with_the_whole_return(pool: Desk, ruth: Desk, tmp_path: Path) -> None:
    attach(ruth, tmp_path)
    content = prepare_return(ruth)
    for values in _WRONG.values():
        with pytest.raises(Problem):
            read(pool, changed(content, **values), OBSERVER)
    opened = unpack(returned_payload(content))
    with pytest.raises(Problem, match="belongs to nothing"):
        read_returned(pack(opened.body, {**opened.files, "more": b"more"}))
    read(pool, returned_payload(content), OBSERVER)


def test_nobody_attaches_to_a_visit_of_somebody_else(pool: Desk, ruth: Desk, tmp_path: Path) -> None:
    attach(ruth, tmp_path)
    payload = returned_payload(prepare_return(ruth))
    people.add_trainer(pool, "Vera", "Lomax", "Northmoor Police", role="observer")
    observations.change_visit(pool, the_visit(pool), observer="Vera Lomax")
    with pytest.raises(Problem, match="cannot say"):
        read(pool, payload, OBSERVER)
