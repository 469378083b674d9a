"""Handing carry files out: shown first, stopped without a trace, files along or left out by size, wiped with the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.operations.carrying.desks import a_profile, hand, person_id, pool_with_offers, session_id
from tests.operations.trust_desks import OWN_WORDS, invited, on, quick_words, reply_to, taken
from trainerpool.exchange.carrying.carried import Carried, carried_payload
from trainerpool.operations import materials
from trainerpool.operations.allocations import respond
from trainerpool.operations.carrying.at_desk import inside_held, open_carry_file, wipe_desk
from trainerpool.operations.carrying.handing_out import Prepared, hand_out, hand_out_all, prepare_carry
from trainerpool.operations.carrying.opening import take_in_carry
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.asking import ask_for_support, settle_support
from trainerpool.operations.kept_files import read_kept_file
from trainerpool.operations.settings import set_policy
from trainerpool.operations.trust import open_profile
from trainerpool.problem import Problem
from trainerpool.queries.carrying import carried_files
from trainerpool.queries.desk_pages import my_session
from trainerpool.queries.today import today_page

NADIA, DENZIL = "Nadia Farouk", "Denzil Barlow"


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Desk]:
    desk = pool_with_offers(tmp_path / "pool")
    yield desk
    desk.store.close()


@pytest.fixture
def pack(pool: Desk, tmp_path: Path) -> Path:
    """A pack approved for the course, with one file."""
    file = tmp_path / "Slides.txt"
    file.write_text("Route on slide 22", encoding="utf-8")
    version = materials.add_material_version(pool, "NEG", "3.2", author="Jo Author", change_note="New route").record
    assert version is not None
    materials.add_material_file(pool, version, str(file))
    with pool.work("Approve") as work:
        from trainerpool.store.records import MaterialVersion

        row = work.get(MaterialVersion, version)
        row.approved_by, row.approved_on = "Marian Holt", pool.today
    return file


def test_the_files_of_a_pack_come_along_and_are_kept_under_the_desks_own_key(
    pool: Desk, pack: Path, tmp_path: Path
) -> None:
    prepared = prepare_carry(pool, NADIA)
    assert prepared.inside.files == ("Slides.txt",)
    nadia = a_profile(tmp_path / "nadia", NADIA)
    hand(pool, nadia, NADIA, prepared.content)
    page = nadia.ask(my_session, person_id(pool, NADIA), session_id(nadia, "S1"), nadia.today)
    assert page is not None
    assert page.pack is not None
    assert (page.pack.version, page.pack.note) == ("3.2", "New route")
    (file,) = page.files
    assert file.is_here
    assert read_kept_file(nadia, file.id) == pack.read_bytes()
    assert not [path for path in (tmp_path / "nadia").rglob("*") if path.is_file() and b"slide 22" in path.read_bytes()]
    lean = prepare_carry(pool, NADIA, with_files=False)
    assert lean.inside.without == ("Slides.txt (1 KB)",)
    opened = take_in_carry(nadia, carried_payload(_next(lean.content)))
    assert opened.said == ("Left out for their size: Slides.txt (1 KB). The Business Unit can send them apart.",)
    assert read_kept_file(nadia, file.id) == pack.read_bytes(), "what is here already stays"
    nadia.store.close()


def _next(content: Carried) -> Carried:
    from dataclasses import replace

    return replace(content, number=content.number + 1)


@pytest.fixture
def joined(pool: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The pool with both trainers joined."""
    quick_words(monkeypatch)
    for name in (NADIA, DENZIL):
        assert not taken(pool, reply_to(invited(pool, name), tmp_path / name[:5])).already
    return pool


def test_all_of_a_term_with_progress_or_not_at_all(joined: Desk, tmp_path: Path) -> None:
    folder, told, head = tmp_path / "out", [], joined.store.head
    folder.mkdir()
    with pytest.raises(Problem, match="Stopped"):
        hand_out_all(joined, folder, drafts=True, stopped=lambda: bool(list(folder.glob("*.tpcarry"))))
    assert (list(folder.iterdir()), joined.store.head) == ([], head)
    done = hand_out_all(joined, folder, drafts=True, told=lambda done, of, _name: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert done.name == "Hand out 2 carry files"
    assert len(list(folder.glob("*.eml"))) == 2
    assert {(row.name, row.number, row.is_latest) for row in joined.ask(carried_files)} == {
        (NADIA, 1, True),
        (DENZIL, 1, True),
    }


def test_who_has_no_keys_is_left_out_with_the_way_out(pool: Desk, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no keys yet: invite them first"):
        hand_out_all(pool, tmp_path)
    with pytest.raises(Problem, match="nothing can be sealed"):
        hand_out(pool, prepare_carry(pool, NADIA), tmp_path / "n.tpcarry")
    assert not list(tmp_path.glob("*.tpcarry"))


def test_a_desk_says_what_it_holds_and_is_wiped_whole(joined: Desk, tmp_path: Path) -> None:
    file = tmp_path / "n.tpcarry"
    prepared = prepare_carry(joined, NADIA)
    hand_out(joined, prepared, file)
    desk = open_profile(tmp_path / NADIA[:5], OWN_WORDS, on())
    open_carry_file(desk, file)
    assert inside_held(desk).lines == prepared.inside.lines
    respond(desk, session_id(desk, "S1"), NADIA, accepted=True)
    wipe_desk(desk, tmp_path / NADIA[:5])
    assert not [path for path in (tmp_path / NADIA[:5]).rglob("*") if path.suffix.startswith(".tp")]


def test_who_asks_for_support_stands_on_today_until_it_is_settled(pool: Desk) -> None:
    key = ask_for_support(pool, NADIA, "A hard session").result
    first = pool.ask(today_page, pool.today).rows[0]
    assert (first.title, first.detail, first.page) == ("Nadia Farouk asks for support", "A hard session", "trainer")
    settle_support(pool, key, "Rung")
    assert not [row for row in pool.ask(today_page, pool.today).rows if row.kind == "support"]


def test_how_long_a_carry_file_covers_and_is_meant_for_use_is_what_policy_says(pool: Desk) -> None:
    def days(prepared: Prepared) -> tuple[int, int]:
        content = prepared.content
        assert content.end is not None
        assert content.opens_until is not None
        return (content.end - pool.today).days // 7, (content.opens_until - pool.today).days // 7

    assert days(prepare_carry(pool, NADIA)) == (26, 8)
    assert prepare_carry(pool, NADIA).inside.sessions == 2
    set_policy(pool, {"carry_covers_weeks": 9, "carry_open_weeks": 3})
    assert days(prepare_carry(pool, NADIA)) == (9, 3)
    assert prepare_carry(pool, NADIA).inside.sessions == 1, "the one in February lies beyond"
    named = prepare_carry(pool, NADIA, pool.today, pool.today + timedelta(weeks=30), opens_until=pool.today)
    assert days(named) == (30, 0), "what is asked for goes before policy"
