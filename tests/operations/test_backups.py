"""Backups: listed, checked, and put back in place of the open pool, which is set aside whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import QUICK
from tests.operations.small_pool import small_pool
from tests.store.pools import content
from trainerpool.host.clock import FixedClock
from trainerpool.operations import agencies, backups, settings
from trainerpool.operations.desk import Desk
from trainerpool.operations.key_holders import add_key_holder, key_holders
from trainerpool.operations.pools import back_up_pool, bring_home, close_pool, open_pool, verify_pool
from trainerpool.problem import Problem
from trainerpool.queries.agencies import agencies as all_agencies

MINE = "correct horse"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    made.backups = tmp_path / "backups"
    yield made
    close_pool(made)


def names(desk: Desk) -> set[str]:
    return {row.name for row in desk.ask(all_agencies, desk.today)}


def yesterday(desk: Desk) -> backups.BackupRow:
    """A backup taken on the day before, and a deed since."""
    today = desk.clock
    desk.clock = FixedClock.on(desk.today - timedelta(days=1))
    back_up_pool(desk, why="daily")
    desk.clock = today
    agencies.add_agency(desk, "Rowan Network")
    return backups.backups_of(desk).rows[0]


def test_a_backup_put_back_opens_at_once_and_the_pool_of_before_lies_beside_it(desk):
    row = yesterday(desk)
    seen = backups.restore_preview(desk, row)
    assert (seen.deeds, seen.latest) == (1, ("Add agency Rowan Network",))
    assert "1 deed done since goes: Add agency Rowan Network." in seen.sentences
    again, aside = backups.restore_in_place(desk, row.path)
    assert names(again) == {"Ellerdale NHS Trust", "Northmoor Police"}
    assert (again.person, again.store.person) == ("Business Unit", "Business Unit")
    assert again.store.warnings == []
    assert bring_home(desk) is None  # the desk of before is closed for good
    close_pool(desk)
    assert [path for _, path in backups.backups_of(again).aside] == [aside]
    close_pool(again)
    assert verify_pool(again.store.path, MINE) == []
    before = open_pool(aside, MINE)
    assert "Rowan Network" in names(before)
    close_pool(before)


def test_undo_goes_on_in_the_pool_put_back_and_it_opens_again_as_it_was_left(desk):
    row = yesterday(desk)
    before = content(desk.store)
    again, _aside = backups.restore_in_place(desk, row.path)
    there = content(again.store)
    assert there["agency"] == before["agency"][:-1]
    undone = again.undo()
    assert undone.name.startswith("Undo: Add ")
    assert content(again.store) != there
    again.redo()
    assert content(again.store) == there
    again.undo()
    left = content(again.store)
    close_pool(again)
    assert verify_pool(again.store.path, MINE) == []
    third = open_pool(again.store.path, MINE)
    assert content(third.store) == left
    third.redo()
    assert content(third.store) == there
    close_pool(third)


def test_who_may_open_the_pool_stays_as_it_is_when_an_older_backup_is_put_back(desk):
    row = yesterday(desk)
    add_key_holder(desk, "Aled Thwaite", "seven green bicycles", QUICK)
    again, _aside = backups.restore_in_place(desk, row.path)
    assert [one.name for one in key_holders(again).rows] == ["Business Unit", "Aled Thwaite"]
    close_pool(again)
    close_pool(open_pool(again.store.path, "seven green bicycles"))


def test_a_damaged_backup_is_refused_and_the_pool_stays_open(desk):
    row = yesterday(desk)
    assert backups.check_backup(desk, row.path) == ()
    body = bytearray(row.path.read_bytes())
    body[5000] ^= 1
    row.path.write_bytes(body)
    assert backups.check_backup(desk, row.path)
    with pytest.raises(Problem, match="damaged"):
        backups.restore_in_place(desk, row.path)
    assert "Rowan Network" in names(desk)
    assert backups.check_open_pool(desk) == ()


def test_where_the_backup_cannot_be_carried_over_the_desk_is_as_it_was(desk, tmp_path):
    row = yesterday(desk)
    blocker = tmp_path / f".{desk.store.path.name}.restore.part"
    (blocker / "in the way").mkdir(parents=True)
    with pytest.raises(Problem):
        backups.restore_in_place(desk, row.path)
    assert "Rowan Network" in names(desk)
    agencies.add_agency(desk, "Moor Housing")


def test_a_pool_that_does_not_open_is_put_back_with_its_passphrase(desk):
    row = yesterday(desk)
    path, folder = desk.store.path, desk.backups
    close_pool(desk)
    path.write_bytes(b"no pool at all" * 1000)
    with pytest.raises(Problem):
        open_pool(path, MINE)
    assert backups.backups_for(path, folder).rows == (row,)
    again, aside = backups.restore_closed(row.path, path, MINE, desk.clock)
    assert names(again) == {"Ellerdale NHS Trust", "Northmoor Police"}
    assert aside is not None
    close_pool(again)


def test_the_home_copy_says_when_it_was_made_or_why_it_was_not(desk, tmp_path):
    assert backups.home_copy_of(desk) == backups.HomeCopy()
    share = tmp_path / "share"
    settings.set_home_copy(desk, str(share))
    assert backups.home_copy_of(desk).problem.text == "The folder is not there."
    share.mkdir()
    assert backups.home_copy_of(desk).copied is None
    told = backups.bring_home_now(desk)
    assert told.problem is None
    assert told.copied.date() >= date(2020, 1, 1)
    shutil.rmtree(share)
    assert backups.bring_home_now(desk).problem is not None


def test_the_home_copy_steps_aside_for_the_pool_put_back_and_a_strangers_work_in_it_does_not(desk, tmp_path):
    share = tmp_path / "share"
    share.mkdir()
    settings.set_home_copy(desk, str(share))
    row = yesterday(desk)
    assert backups.bring_home_now(desk).problem is None
    assert any("its home copy steps aside" in text for text in backups.restore_preview(desk, row).sentences)
    again, _aside = backups.restore_in_place(desk, row.path)
    assert backups.bring_home_now(again).problem is None
    assert len(list(share.glob("* set aside *.tpool"))) == 1
    elsewhere = open_pool(share / again.store.path.name, MINE)
    agencies.add_agency(elsewhere, "Worked on elsewhere")
    close_pool(elsewhere)
    third, _aside = backups.restore_in_place(again, row.path)
    assert "holds deeds that this pool does not have" in str(backups.bring_home_now(third).problem)
    close_pool(third)
