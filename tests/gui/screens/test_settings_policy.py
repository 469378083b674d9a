"""The policy in Settings: every kind of setting changed from a day on, who would change said first, versions compared."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest

from tests.gui.screens.settings_seat import opened, said, settle
from trainerpool.domain.path import Stage
from trainerpool.domain.policy import DayPart, Policy, PolicyVersion, policy_from_json, policy_on, policy_to_json
from trainerpool.gui.screens.settings.policy import DIFFERS
from trainerpool.gui.screens.settings.policy_rows import PART, RULE, STAGE, WEIGHT, differences, policy_rows, with_value
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.operations.settings import set_policy
from trainerpool.queries.policy_preview import policy_preview
from trainerpool.queries.settings import policies
from trainerpool.queries.standings import trainers


def choose(seat, page, key):
    assert page.at("policy").table.choose(key)
    settle(seat)
    return page.at("policy").change


def test_every_setting_of_the_policy_has_plain_words_and_can_be_told_apart():
    rows = policy_rows(Policy())
    assert len({row.key for row in rows}) == len(rows) > 90
    assert all(row.words and row.shown and row.group and row.source for row in rows)
    assert all("_" not in row.words + row.shown for row in rows)
    assert next(row for row in rows if row.key == "equivalent_deliveries_per_year").shown == "1 delivery"


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("cap_week", 3, "3 sessions"),
        (f"{RULE}availability", "block", "Block"),
        (f"{STAGE}shadow", 2, "2"),
        (f"{STAGE}co_delivery", 0, "Not asked for"),
        (f"{WEIGHT}travel", 4, "4"),
        (f"{PART}AM", DayPart(time(9), time(12)), "09:00 to 12:00"),
        ("same_course_stages", (Stage.SHADOW, Stage.CO_DELIVERY), "Shadow, Co-deliver"),
        ("ttt_reminder_months", (3, 8), "3, 8 months"),
        ("return_steps", ("talk", "observe"), "Talk, observe"),
    ],
)
def test_a_setting_of_any_kind_changes_alone_and_is_kept_as_it_was_given(key, value, shown):
    row = next(row for row in policy_rows(Policy()) if row.key == key)
    changed = with_value(Policy(), row, value)
    assert [(one.key, one.shown, one.before) for one in differences(Policy(), changed)] == [(key, shown, row.shown)]
    assert policy_from_json(policy_to_json(changed)) == changed
    again = next(one for one in policy_rows(changed) if one.key == key)
    assert with_value(changed, again, row.value) == Policy()


def test_the_preview_is_what_comes_true_when_the_policy_is_put_in_force(settings):
    page = opened(settings, "policy")
    change = choose(settings, page, "approval_months")
    assert change.put.is_blocked()
    change.editor.number.setValue(12)
    change.running.setChecked(True)
    version = PolicyVersion(EXAMPLE_DAY, change.wish().policy, applies_to_running=True)
    foreseen = settings.desk.ask(policy_preview, version, (EXAMPLE_DAY,)).on[0][1]
    assert foreseen
    before = {row.id: row.standing.state.value for row in settings.desk.ask(trainers, EXAMPLE_DAY)}
    change.seen.click()
    settings.rest()
    told = said(change)
    assert f"Today: {len(foreseen)} standings would change" in told
    assert f"{foreseen[0].name}: {foreseen[0].before} becomes {foreseen[0].after}" in told
    page.at("policy").tell()
    assert page.at("policy").change is change  # what is typed is not lost to a refresh
    change.put.click()
    settle(settings)
    after = {row.id: row.standing.state.value for row in settings.desk.ask(trainers, EXAMPLE_DAY)}
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {one.person_id for one in foreseen if one.before != one.after}
    assert [one.effective_from for one in settings.desk.ask(policies)][-1] == EXAMPLE_DAY


def test_every_kind_of_setting_has_its_control(settings):
    page = opened(settings, "policy")
    editor = choose(settings, page, f"{PART}PM").editor
    editor.times[0].setTime(QTime(17, 0))
    assert page.at("policy").change.put.is_blocked()
    assert page.at("policy").change.fields["value"].message.text() == "It ends after it begins."
    editor.times[0].setTime(QTime(13, 0))
    assert page.at("policy").change.wish().policy.day_parts["PM"] == DayPart(time(13), time(16, 30))
    editor = choose(settings, page, "same_course_stages").editor
    editor.ticks[Stage.CO_DELIVERY].click()
    assert page.at("policy").change.wish().policy.same_course_stages == (Stage.SHADOW, Stage.CO_DELIVERY)
    editor = choose(settings, page, "ttt_reminder_months").editor
    editor.text.setText("6, soon")
    assert page.at("policy").change.fields["value"].message.text() == "Whole numbers, parted by commas."
    editor.text.setText("6, 10")
    assert page.at("policy").change.wish().policy.ttt_reminder_months == (6, 10)
    editor = choose(settings, page, f"{RULE}same_pair").editor
    editor.level.setCurrentIndex(editor.level.findData("ignore"))
    assert page.at("policy").change.wish().policy.rule_levels["same_pair"].value == "ignore"
    editor = choose(settings, page, f"{RULE}approval").editor
    assert not page.at("policy").change.warned.text()
    editor.level.setCurrentIndex(editor.level.findData("warn"))
    assert (
        page.at("policy")
        .change.warned.text()
        .startswith("Think twice. Whoever is not approved for the course is marked")
    )
    editor = choose(settings, page, f"{STAGE}eligibility_check").editor
    assert not page.at("policy").change.warned.text()
    editor.number.setValue(0)
    told = page.at("policy").change.warned.text()
    assert told == "Think twice. A candidate whose eligibility nobody has checked can be signed off."
    editor = choose(settings, page, f"{STAGE}co_delivery").editor
    editor.number.setValue(3)
    QTest.keyClick(editor.number, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(settings)
    assert settings.desk.ask(policies)[-1].policy.required(Stage.CO_DELIVERY) == 3


def test_a_policy_of_a_later_day_is_listed_with_what_it_changes_and_can_be_withdrawn(settings):
    page = opened(settings, "policy")
    change = choose(settings, page, "cap_week")
    change.editor.number.setValue(2)
    change.from_day.set_day(date(2027, 1, 4))
    change.reason.setText("Asked by the board")
    change.put.click()
    settle(settings)
    settings.until(lambda: page.at("policy").version.count() == 2)
    assert page.at("policy").version.itemText(1) == "From 4 Jan 2027, not yet in force"
    assert page.at("policy").policy().cap_week == Policy().cap_week
    assert page.at("policy").withdraw.isHidden()
    page.at("policy").version.setCurrentIndex(1)
    page.at("policy").version.activated.emit(1)
    assert page.at("policy").told.text() == (
        "Most sessions of a trainer in a week: 2 sessions, before it 1 session. Why: Asked by the board."
    )
    page.at("policy").chips.choose(DIFFERS)
    page.at("policy")._fill()
    assert [row.key for row in page.at("policy").model.rows()] == ["cap_week"]
    page.at("policy").withdraw.click()
    settings.rest()
    settings.until(lambda: page.at("policy").version.count() == 1)
    assert len(settings.desk.ask(policies)) == 1
    settings.undo()
    assert policy_on(settings.desk.ask(policies), date(2027, 1, 4)).cap_week == 2
    page.at("policy").chips.choose("all")


def test_a_change_goes_on_from_the_policy_of_its_own_day(settings):
    set_policy(settings.desk, {"cap_week": 2}, from_=date(2027, 1, 4))
    page = opened(settings, "policy")
    change = choose(settings, page, "cap_term")
    change.editor.number.setValue(9)
    change.from_day.set_day(date(2027, 2, 1))
    assert (change.wish().policy.cap_term, change.wish().policy.cap_week) == (9, 2)
    change.from_day.set_day(EXAMPLE_DAY)
    assert (change.wish().policy.cap_term, change.wish().policy.cap_week) == (9, 1)


def test_a_version_that_no_longer_counts_is_not_changed(settings):
    set_policy(settings.desk, {"cap_week": 2}, from_=EXAMPLE_DAY)
    page = opened(settings, "policy")
    page.at("policy").version.setCurrentIndex(0)
    page.at("policy").version.activated.emit(0)
    settle(settings)
    change = choose(settings, page, "cap_week")
    assert change.closed.startswith("This version no longer counts.")


def test_enter_on_a_row_goes_to_its_control(settings):
    page = opened(settings, "policy")
    page.at("policy").table.setFocus()
    page.at("policy").table.choose("notice_days")
    QTest.keyClick(page.at("policy").table, Qt.Key.Key_Return)
    assert page.at("policy").change.editor.number.hasFocus()
