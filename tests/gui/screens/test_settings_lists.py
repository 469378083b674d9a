"""Agencies, courses and venues in Settings: added, changed, merged and taken apart where their row is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.screens.settings_seat import chosen, opened, press, said, settle
from trainerpool.operations.agencies import merge_agencies
from trainerpool.queries.agencies import agencies, agency_page
from trainerpool.queries.courses import courses
from trainerpool.queries.trail import trail
from trainerpool.queries.venues import venues
from trainerpool.store.records import AgencyAlias


def agency(seat, name):
    return next(row for row in seat.desk.ask(agencies, seat.desk.today) if row.name == name)


def test_an_agency_is_added_by_keys_and_chosen_at_once(settings):
    page = opened(settings, "agencies")
    assert page.make_new()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.at("agencies").about.form.fields["name"].message.text() == "An agency needs a name."
    QTest.keyClicks(QApplication.focusWidget(), "Moor Ambulance Service")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(settings)
    settle(settings)
    assert page.at("agencies").table.current_row().name == "Moor Ambulance Service"
    assert page.at("agencies").about.about == agency(settings, "Moor Ambulance Service").id


def test_a_name_already_there_is_refused_where_it_was_typed_and_stays(settings):
    page = opened(settings, "agencies")
    page.make_new()
    page.at("agencies").about.form.controls["name"].setText("northmoor police")
    page.at("agencies").about.save.click()
    settings.rest()
    assert page.at("agencies").about.form.value("name") == "northmoor police"
    page.at("agencies").end_new()


def test_what_is_typed_outlives_a_refresh_and_the_former_name_is_dated(settings):
    page = opened(settings, "agencies")
    about = chosen(settings, page, agency(settings, "Northmoor Housing").id)
    about.form.controls["name"].setText("Northmoor Homes")
    about.other.setText("NH")
    press(about, "Add spelling")
    settle(settings)
    about = page.at("agencies").about
    assert about.form.value("name") == "Northmoor Homes"
    assert "NH" in said(about)
    about.save.click()
    settle(settings)
    assert "Its name until 23 Nov 2026" in said(page.at("agencies").about)
    press(page.at("agencies").about, "Remove: NH")
    settle(settings)
    assert agency(settings, "Northmoor Homes").aliases == ("Northmoor Housing",)


def test_a_merge_says_who_moves_before_it_is_done_and_is_taken_apart(settings):
    page = opened(settings, "agencies")
    police, housing = agency(settings, "Northmoor Police"), agency(settings, "Northmoor Housing")
    about = chosen(settings, page, police.id)
    about.into.setCurrentIndex(about.into.findData(housing.id))
    told = next(text for text in said(about) if "move to" in text)
    assert told.startswith(f"{police.people} people move to Northmoor Housing: ")
    press(about, "Merge")
    settle(settings)
    assert agency(settings, "Northmoor Housing").people == police.people + housing.people
    about = chosen(settings, page, housing.id)
    assert any(text.startswith(f"Brought {police.people} people, merged on 23 Nov 2026") for text in said(about))
    press(about, "Take apart: Northmoor Police")
    settle(settings)
    assert agency(settings, "Northmoor Police").people == police.people


def test_a_spelling_an_import_thought_likely_is_agreed_or_split_off_with_one_click(settings):
    with settings.desk.work("As an import would") as work:
        for text in ("Rowan Vol Net", "Rowan VN"):
            work.add(AgencyAlias(agency_id=agency(settings, "Rowan Voluntary Network").id, text=text, grade="likely"))
    page = opened(settings, "agencies")
    rowan = agency(settings, "Rowan Voluntary Network")
    assert rowan.unsure == 2
    about = chosen(settings, page, rowan.id)
    press(about, "Agree: Rowan Vol Net")
    settle(settings)
    assert agency(settings, "Rowan Voluntary Network").unsure == 1
    press(page.at("agencies").about, "Split off: Rowan VN")
    settings.rest()
    settings.until(lambda: any(row.name == "Rowan VN" for row in settings.desk.ask(agencies, settings.desk.today)))
    told = settings.desk.ask(trail, limit=8)
    assert {"Split Rowan VN off Rowan Voluntary Network", "Agree that Rowan Vol Net is Rowan Voluntary Network"} <= {
        row.name for row in told
    }


def test_a_merge_done_elsewhere_is_seen_when_the_page_is_shown(settings):
    page = opened(settings, "agencies")
    merge_agencies(settings.desk, "Northmoor Early Help", "Northmoor Housing")
    page.refresh()
    settle(settings)
    assert all(row.name != "Northmoor Early Help" for row in page.at("agencies").model.rows())
    housing = settings.desk.ask(agency_page, agency(settings, "Northmoor Housing").id, settings.desk.today)
    assert [one.name for one in housing.merged] == ["Northmoor Early Help"]


# Courses


def course(seat, code):
    return next(row for row in seat.desk.ask(courses) if row.code == code)


def test_a_course_says_what_its_short_name_would_be_and_who_is_called_so(settings):
    page = opened(settings, "courses")
    page.make_new()
    form = page.at("courses").about.form
    form.controls["title"].setText("Safeguarding Adults Level 3")
    assert form.fields["short_name"].message.text() == "Would be Adults L3"
    form.controls["short_name"].setText("neglect")
    assert form.fields["short_name"].message.text() == "Neglect: Recognising and Responding is called so too."
    form.controls["short_name"].setText("Far too long a name")
    assert form.fields["short_name"].message.text() == "19 letters; at most 12."
    form.controls["short_name"].setText("")
    form.controls["code"].setText("SA3")
    page.at("courses").about.save.click()
    settle(settings)
    assert course(settings, "SA3").short_name == "Adults L3"


def test_the_fields_of_a_course_are_kept_and_emptied(settings):
    page = opened(settings, "courses")
    about = chosen(settings, page, course(settings, "NEG").id)
    assert about.save.is_blocked()
    about.form.controls["max_learners"].setValue(20)
    about.form.controls["outcomes"].setPlainText("Name the signs\nKnow the route")
    about.form.controls["external"].click()
    strand = about.form.controls["strand"]
    strand.setCurrentIndex(strand.findData("community safety"))
    about.form.controls["prerequisites"].setText("Working Together Core Day")
    QTest.keyClick(about.form.controls["title"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(settings)
    now = course(settings, "NEG")
    assert (now.max_learners, now.outcomes, now.external) == (20, "Name the signs\nKnow the route", True)
    assert (now.strand, now.prerequisites) == ("community safety", "Working Together Core Day")
    page.at("courses").about.form.controls["max_learners"].setValue(0)
    page.at("courses").about.form.controls["strand"].setCurrentIndex(0)
    page.at("courses").about.form.controls["short_name"].setText("")
    page.at("courses").about.save.click()
    settle(settings)
    now = course(settings, "NEG")
    assert (now.max_learners, now.short_name, now.strand) == (None, "Neglect", "")


def test_a_course_is_retired_last_in_the_list_and_brought_back(settings):
    page = opened(settings, "courses")
    about = chosen(settings, page, course(settings, "DAC").id)
    press(about, "Retire")
    settle(settings)
    assert page.at("courses").model.rows()[-1].code == "DAC"
    assert [words for words, _ in page.at("courses").deeds_of(course(settings, "DAC"))][-1] == "Bring back into use"
    press(page.at("courses").about, "Bring back into use")
    settle(settings)
    assert course(settings, "DAC").active


def test_two_courses_become_one_with_what_moves_said_first(settings):
    page = opened(settings, "courses")
    about = chosen(settings, page, course(settings, "SNH").id)
    about.into.setCurrentIndex(about.into.findData(course(settings, "NEG").id))
    assert any("pieces of evidence and 0 material versions move to Neglect" in text for text in said(about))
    press(about, "Merge")
    settle(settings)
    assert "Self-neglect and Hoarding" in course(settings, "NEG").aliases


# Venues


@pytest.mark.parametrize("name", ["Fellgate Centre"])
def test_a_venue_is_described_and_its_sessions_are_doors(settings, name):
    page = opened(settings, "venues")
    row = next(one for one in settings.desk.ask(venues, settings.desk.today) if one.name == name)
    about = chosen(settings, page, row.id)
    assert any(text.startswith("2 Dec: ") for text in said(about))
    about.form.controls["postcode"].setText("nm4 8du")
    about.form.controls["access"].setPlainText("Ring at the side door")
    about.save.click()
    settle(settings)
    now = next(one for one in settings.desk.ask(venues, settings.desk.today) if one.id == row.id)
    assert (now.postcode, now.access) == ("NM4 8DU", "Ring at the side door")
    press(page.at("venues").about, next(text for text in said(page.at("venues").about) if text.startswith("2 Dec: ")))
    settings.rest()
    assert settings.window.navigator.here == "programme"


def test_a_venue_is_added_taken_out_of_use_and_out(settings):
    page = opened(settings, "venues")
    page.make_new()
    page.at("venues").about.form.controls["name"].setText("Tarn House")
    page.at("venues").about.save.click()
    settle(settings)
    settle(settings)
    assert page.at("venues").table.current_row().name == "Tarn House"
    press(page.at("venues").about, "Take out of use")
    settle(settings)
    assert page.at("venues").model.rows()[-1].name == "Tarn House"
    press(page.at("venues").about, "Take out")
    settle(settings)
    assert all(row.name != "Tarn House" for row in page.at("venues").model.rows())


@pytest.mark.parametrize("section", ["agencies", "courses", "venues", "keys"])
def test_escape_and_cancel_leave_a_new_record_without_a_trace(settings, section):
    page = opened(settings, section)
    here = page.at(section)
    rows, chosen_before = here.model.rowCount(), here.table.current_row()
    for leaves in (
        lambda: QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape),
        lambda: press(here.about, "Cancel"),
    ):
        page.make_new()
        QTest.keyClicks(QApplication.focusWidget(), "Half typed")
        leaves()
        settle(settings)
        assert here.about.about == here.model.key(chosen_before)
        assert here.table.hasFocus()
        assert here.deeds[0].kind == "filled"
        assert here.model.rowCount() == rows
