"""Settings: each section says what is so, and what is changed there is a deed of the pool."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.gui.screens.seats import Seat, clipped, nameless
from trainerpool.domain.policy import Policy, PolicyVersion
from trainerpool.gui.screens.settings.policy_rows import RULE, policy_rows, with_value
from trainerpool.gui.screens.settings.screen import SECTIONS, SettingsScreen
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.queries.policy_preview import policy_preview
from trainerpool.queries.settings import closed_days, policies, pool_settings, terms
from trainerpool.queries.standings import trainers


@pytest.fixture
def seat(shared: Seat) -> Iterator[Seat]:
    """The shared seat; what a test does is undone behind it."""
    before = len(shared.desk.store.stacks.undo)
    shared.window.resize(1366, 768)
    yield shared
    shared.rest()
    while len(shared.desk.store.stacks.undo) > before:
        shared.desk.undo()


def opened(seat: Seat, section: str = "pool") -> SettingsScreen:
    page = seat.go("settings", section)
    assert isinstance(page, SettingsScreen)
    page.refresh()
    seat.front()
    seat.rest()
    return page


def choose(seat: Seat, page: SettingsScreen, key: str) -> None:
    page.policy.table.choose(key)
    page.policy.tell()
    seat.rest()


def test_every_number_of_the_policy_has_plain_words_and_can_be_told_apart():
    rows = policy_rows(Policy())
    assert len({row.key for row in rows}) == len(rows)
    assert all(row.words and row.shown and row.group for row in rows)
    assert all("_" not in row.words + row.shown for row in rows)
    assert next(row for row in rows if row.key == "equivalent_deliveries_per_year").shown == "1 delivery"


@pytest.mark.parametrize(("key", "value"), [("cap_week", 3), (f"{RULE}availability", "block")])
def test_one_setting_changed_leaves_the_others(key, value):
    row = next(row for row in policy_rows(Policy()) if row.key == key)
    changed = {one.key for one in policy_rows(with_value(Policy(), row, value)) if not one.is_default}
    assert changed == {key}


def test_the_preview_is_what_comes_true_when_the_policy_is_put_in_force(seat):
    page = opened(seat, "policy")
    choose(seat, page, "approval_months")
    change = page.policy.change
    assert change.put.is_blocked()
    change.number.setValue(12)
    change.running.setChecked(True)
    version = PolicyVersion(EXAMPLE_DAY, change.wish().policy, True)
    foreseen = seat.desk.ask(policy_preview, version, (EXAMPLE_DAY,)).on[0][1]
    assert foreseen
    before = {row.id: row.standing.state.value for row in seat.desk.ask(trainers, EXAMPLE_DAY)}
    change.seen.click()
    seat.rest()
    said = [one.text() for one in change.findChildren(QLabel)]
    assert f"Today: {len(foreseen)} standings would change" in said
    assert f"{foreseen[0].name}: {foreseen[0].before} becomes {foreseen[0].after}" in said
    page.policy.tell()
    assert page.policy.change is change  # what is typed is not lost to a refresh
    change.put.click()
    seat.rest()
    after = {row.id: row.standing.state.value for row in seat.desk.ask(trainers, EXAMPLE_DAY)}
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {one.person_id for one in foreseen if one.before != one.after}
    assert [one.effective_from for one in seat.desk.ask(policies)][-1] == EXAMPLE_DAY


def test_a_policy_of_a_later_day_is_listed_as_not_yet_in_force(seat):
    page = opened(seat, "policy")
    choose(seat, page, "cap_week")
    page.policy.change.number.setValue(2)
    page.policy.change.from_day.set_day(date(2027, 1, 4))
    page.policy.change.put.click()
    seat.rest()
    seat.until(lambda: page.policy.version.count() == 2)
    assert page.policy.version.itemText(1) == "From 4 Jan 2027, not yet in force"
    assert page.policy.policy().cap_week == Policy().cap_week


def test_the_policy_is_searched_and_enter_goes_to_the_change(seat):
    page = opened(seat, "policy")
    assert page.focus_search()
    QTest.keyClicks(page.policy.search, "notice")
    seat.until(lambda: 0 < page.policy.model.rowCount() < 10)
    page.policy.table.setFocus()
    page.policy.table.choose("notice_days")
    QTest.keyClick(page.policy.table, Qt.Key.Key_Return)
    assert page.policy.change.number.hasFocus()
    assert page.leave_step()
    assert page.policy.model.rowCount() > 40


def test_the_name_of_the_pool_is_one_deed_and_needs_letters(seat):
    page = opened(seat)
    assert page.pool.save.is_blocked()
    page.pool.name.setText(" ")
    assert page.pool.save.reason == "Mend what is marked first."
    page.pool.name.setText("Northmoor and Ellerdale")
    QTest.keyClick(page.pool.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.rest()
    assert seat.desk.ask(pool_settings).name == "Northmoor and Ellerdale"
    assert page.pool.save.is_blocked()


def test_the_day_the_records_begin_is_read_as_people_write_it(seat):
    page = opened(seat)
    page.pool.begin.setText("30 Feb 2026")
    assert page.pool.save.is_blocked()
    page.pool.begin.setText("2 Mar 2026")
    page.pool.save.click()
    seat.rest()
    assert seat.desk.ask(pool_settings).records_begin == date(2026, 3, 2)


def test_a_term_and_closed_days_are_added_and_wrong_days_are_said(seat):
    page = opened(seat, "days")
    days = page.days
    days.term.setText("Autumn 2027")
    days.first.setText("6 Sep 2027")
    days.last.setText("1 Sep 2027")
    days.add_term.click()
    assert days.fields["last"].message.text() == "A term ends after it begins."
    days.last.setText("17 Dec 2027")
    days.add_term.click()
    seat.rest()
    assert (date(2027, 9, 6), date(2027, 12, 17)) in [(row.start, row.end) for row in seat.desk.ask(terms)]
    assert days.term.text() == ""
    days.label.setText("Staff conference")
    days.from_day.setText("3 May 2027")
    days.add_closed.click()
    seat.rest()
    assert (date(2027, 5, 3), date(2027, 5, 3)) in [(row.start, row.end) for row in seat.desk.ask(closed_days)]


def test_a_backup_taken_now_is_listed_and_cannot_be_undone_by_its_toast(seat):
    page = opened(seat, "backups")
    before = page.backups.list.model.rowCount()
    page.backups.now.click()
    seat.rest()
    assert page.backups.list.model.rowCount() == before + 1
    assert seat.window.toast.link.isHidden()
    newest = page.backups.list.model.rows()[0]
    assert newest.path.is_file()
    assert f'trainerpool restore "{newest.path}"' in page.backups._how.text()


def test_the_folder_of_the_home_copy_must_be_whole(seat, tmp_path):
    page = opened(seat, "backups")
    page.backups.home.setText("copies")
    page.backups.keep.click()
    assert page.backups.home_field.message.text() == "Give the whole path of the folder."
    page.backups.home.setText(str(tmp_path))
    page.backups.keep.click()
    seat.rest()
    assert seat.desk.ask(pool_settings).home_copy == str(tmp_path)
    assert list(tmp_path.glob("*.tpool"))


def test_colours_and_text_size_follow_the_choice_at_once(seat):
    page = opened(seat, "looks")
    page.looks.schemes["dark"].click()
    page.looks.sizes[1.15].click()
    assert (seat.window.looks.scheme, seat.window.looks.text_size) == ("dark", 1.15)
    page.looks.schemes["light"].click()
    page.looks.sizes[1.0].click()
    assert (seat.window.looks.scheme, seat.window.looks.text_size) == ("light", 1.0)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_no_section_is_cut_off_and_everything_has_a_name(seat, size):
    seat.window.resize(*size)
    page = opened(seat)
    for key, _ in SECTIONS:
        page.show_section(key)
        if key == "policy":
            choose(seat, page, "least_deliveries")
            seat.window.panes.show_inspector(True)
        seat.rest()
        assert nameless(page) == [], key
        assert clipped(page) == [], key
        if key == "policy":
            assert nameless(seat.window.panes.inspector) == []
            assert clipped(seat.window.panes.inspector) == []
