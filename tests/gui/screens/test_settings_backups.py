"""Backups in Settings: one now, checked, put back in place of the open pool; and the home copy."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.screens.settings_seat import opened, press, said, settle
from trainerpool.host.clock import FixedClock
from trainerpool.operations.agencies import add_agency
from trainerpool.operations.pools import back_up_pool
from trainerpool.queries.agencies import agencies
from trainerpool.queries.settings import pool_settings
from trainerpool.queries.trail import deeds


def yesterday(seat):
    """A backup of the day before, and one deed since."""
    today = seat.desk.clock
    seat.desk.clock = FixedClock.on(seat.desk.today - timedelta(days=1))
    back_up_pool(seat.desk, why="daily")
    seat.desk.clock = today
    add_agency(seat.desk, "Moor Ambulance Service")


def names(desk):
    return {row.name for row in desk.ask(agencies, desk.today)}


def test_a_backup_taken_now_is_listed_and_cannot_be_undone_by_its_toast(settings):
    page = opened(settings, "backups")
    before = page.at("backups").list.model.rowCount()
    page.at("backups").now.click()
    settings.rest()
    settle(settings)
    assert page.at("backups").list.model.rowCount() == before + 1
    assert settings.window.toast.link.isHidden()
    assert page.at("backups").list.model.rows()[0].path.is_file()
    assert not page.at("backups").now.is_blocked()


def test_a_backup_and_the_pool_itself_are_checked(settings):
    back_up_pool(settings.desk)
    page = opened(settings, "backups")
    page.at("backups").check.click()
    settings.rest()
    assert "The pool is whole: every page, every reference, and the trail up to its head." in said(page.at("backups"))
    row = page.at("backups").list.model.rows()[0]
    body = bytearray(row.path.read_bytes())
    body[9000] ^= 255
    row.path.write_bytes(body)
    page.at("backups").list.table.choose(row.id)
    press(page.at("backups").about, "Check it")
    settings.rest()
    assert any(text.startswith("Damaged: page 3") for text in said(page.at("backups")))


def test_the_inspector_says_what_putting_back_would_do(settings):
    yesterday(settings)
    page = opened(settings, "backups")
    row = next(one for one in page.at("backups").list.model.rows() if one.why == "daily")
    page.at("backups").list.table.choose(row.id)
    settings.until(lambda: "The pool becomes what it was on Sun 22 Nov 2026 09:00." in said(page.at("backups").about))
    told = said(page.at("backups").about)
    assert "1 deed done since goes: Add agency Moor Ambulance Service." in told


def test_cancel_leaves_the_pool_as_it_is(settings):
    yesterday(settings)
    page = opened(settings, "backups")
    settings.answers.yes = False
    row = next(one for one in page.at("backups").list.model.rows() if one.why == "daily")
    page.at("backups").restore(row)
    settings.rest()
    assert settings.answers.asked[-1] == "Put back the backup of Sun 22 Nov 2026, 09:00?"
    assert "Moor Ambulance Service" in names(settings.desk)
    assert not settings.desk.is_closed


def test_a_backup_put_back_stands_in_the_window_by_itself(seat):
    yesterday(seat)
    page = opened(seat, "backups")
    page.at("backups").list.table.setFocus()
    QTest.keyClick(page.at("backups").list.table, Qt.Key.Key_Return)
    seat.rest()
    seat.until(lambda: seat.window.workplace.desk is not None and seat.window.workplace.desk is not seat.desk)
    seat.rest()
    now = seat.window.workplace.desk
    assert seat.window.navigator.here == "settings"
    assert "Moor Ambulance Service" not in names(now)
    assert now.ask(deeds, 1)[0].name == "Put back the backup of 22 Nov 2026 09:00"
    again = seat.window.navigator.shown()
    assert again is not page
    seat.until(
        lambda: any(
            text.startswith("This is the pool as it was on Sun 22 Nov 2026, 09:00.")
            for text in said(again.at("backups"))
        )
    )
    seat.rest()
    assert len(again.at("backups")._found.aside) == 1
    add_agency(now, "Tarn Valley Council")
    seat.window.navigator.go("trainers")
    seat.rest()
    assert seat.window.navigator.shown().listing.model.rowCount() > 50


def test_a_damaged_backup_is_refused_over_the_page_and_the_pool_goes_on(seat):
    yesterday(seat)
    page = opened(seat, "backups")
    row = page.at("backups").list.model.rows()[0]
    body = bytearray(row.path.read_bytes())
    body[9000] ^= 255
    row.path.write_bytes(body)
    page.at("backups")._put_back(seat.desk, row)
    seat.rest()
    assert any("is damaged" in text for text in said(seat.window))
    assert "Moor Ambulance Service" in names(seat.desk)
    add_agency(seat.desk, "Tarn Valley Council")


def test_the_home_copy_says_when_it_was_made_and_why_it_was_not(settings, tmp_path):
    home = opened(settings, "backups").at("backups").home
    assert home.state.text().startswith("None is kept.")
    home.line.setText("copies")
    home.keep.click()
    assert home.field.message.text() == "Give the whole path of the folder."
    gone = tmp_path / "gone"
    home.line.setText(str(gone))
    home.keep.click()
    settings.rest()
    assert home.state.text().startswith(f"The folder of the home copy is not there: {gone}.")
    settings.answers.path = tmp_path / "Northmoor.tpool"
    home.pick.click()
    settings.rest()
    assert settings.desk.ask(pool_settings).home_copy == str(tmp_path)
    assert (tmp_path / "Northmoor.tpool").is_file()
    assert home.state.text().startswith("Copied ")
