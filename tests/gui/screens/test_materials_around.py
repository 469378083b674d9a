"""What surrounds a version on the page: triggers, learning, who is told and has read it, sessions, comparing, checks."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from tests.gui.screens.materials_seat import (
    a_picture,
    draft,
    in_review,
    inspector,
    judged_but,
    opened,
    press,
    typed,
    whole,
)
from tests.gui.screens.seats import Seat, clipped, nameless
from trainerpool.gui.screens.materials.around_forms import CourseTicks
from trainerpool.gui.screens.materials.compare import CompareDialog
from trainerpool.gui.screens.materials.content_checks import CheckForm, ChecksDialog, PrinciplesDialog
from trainerpool.gui.screens.materials.pack_deeds import deeds_of as page_deeds
from trainerpool.gui.screens.materials.pack_forms import next_number, plan_of
from trainerpool.gui.screens.materials.reviews import ReviewsDialog
from trainerpool.gui.screens.materials.telling import TellDialog
from trainerpool.gui.screens.programme.preview import Preview
from trainerpool.gui.screens.settings.deed_form import DeedForm
from trainerpool.operations import materials as deeds
from trainerpool.operations import people
from trainerpool.queries.frameworks import content_checks
from trainerpool.queries.material_learning import learning_points, triggers
from trainerpool.queries.material_versions import VersionRow, all_versions, material_versions
from trainerpool.store.records import MaterialVersion

D = TypeVar("D", bound=QDialog)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def seat(shared: Seat) -> Seat:
    """One window for all of these: each test makes a version of its own."""
    return shared


def dialog(seat: Seat, kind: type[D]) -> D:
    seat.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    seat.rest()
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    assert nameless(found) == []
    return found


def form_of(seat: Seat) -> DeedForm:
    found = seat.window.navigator.shown()._form
    assert isinstance(found, DeedForm)
    return found


def finish(seat: Seat, form: DeedForm) -> None:
    form.finish()
    seat.until(lambda: not seat.window.navigator.shown()._form)
    seat.rest()


def approved(seat: Seat) -> str:
    version = in_review(seat)
    judged_but(seat, version)
    deeds.approve_material_version(seat.desk, version)
    return version


def test_a_trigger_flags_every_course_ticked_and_a_decision_settles_it(seat: Seat) -> None:
    page = opened(seat, draft(seat))
    page.doing.do("trigger")
    form, ticks = form_of(seat), seat.window.panes.inspector.findChild(CourseTicks)
    assert ticks is not None
    form.form.controls["title"].setText("Guidance on missing children")
    ticks.item(0).setCheckState(Qt.CheckState.Checked)
    assert len(ticks.ticked()) == 2
    finish(seat, form)
    found = next(one for one in seat.desk.ask(triggers) if one.title == "Guidance on missing children")
    assert (found.open, found.sort) == (2, "law")
    assert "Guidance on missing children" in inspector(seat)
    flag = next(one for one in page.shown.page.flags if one.title == found.title)
    page.doing.do("settle", flag.id)
    form = form_of(seat)
    form.finish()
    assert form.form.fields["why"].message.text() == "A decision needs its reason."
    form.form.controls["why"].setPlainText("The pack says so already.")
    finish(seat, form)
    assert "Guidance on missing children" not in inspector(seat)


def test_learning_goes_on_record_and_is_absorbed_in_one_form(seat: Seat) -> None:
    version = in_review(seat)
    page = opened(seat, version, "learning")
    page.doing.do("absorb")
    seat.rest()
    box = form_of(seat).form.controls["point"]
    box.setCurrentIndex(box.findData("new"))
    form_of(seat).finish()
    form = form_of(seat)
    form.form.controls["title"].setText("Audit of referrals")
    form.form.controls["where_seen"].setText("Exercise 2")
    form.finish()
    seat.until(lambda: len(whole(seat, version).absorbed) == 1)
    seat.rest()
    assert whole(seat, version).absorbed[0].where_seen == "Exercise 2"
    assert any(one.title == "Audit of referrals" for one in seat.desk.ask(learning_points))
    assert "Audit of referrals, Nov 2026" in inspector(seat)
    page.tabs.learning.table.selectRow(0)
    page.tabs.learning.table.setFocus()
    press(seat, Qt.Key.Key_Return)
    seat.until(lambda: not whole(seat, version).absorbed)


def test_trainers_are_told_by_drafts_and_that_is_recorded(seat: Seat, tmp_path: Path) -> None:
    version = approved(seat)
    page = opened(seat, version, "readers")
    waiting = len(page.shown.page.readers)
    assert waiting > 1
    page.head.finish()
    told = dialog(seat, TellDialog)
    seat.until(lambda: "Dear" in told.text.toPlainText())
    told.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert told.done_button.text() == f"Record {waiting - 1} as told"
    seat.answers.path = tmp_path
    told.write.click()
    seat.until(lambda: len(list(tmp_path.glob("*.eml"))) == waiting - 1)
    seat.rest()
    assert not any(one.name.split()[-1] in path.name for one in told.readers for path in tmp_path.iterdir())
    mail = message_from_bytes((tmp_path / "Letter 01.eml").read_bytes(), policy=default)
    text = mail.get_content()
    assert mail["X-Unsent"] == "1"
    assert text.startswith(f"Dear {told.readers[1].name.split()[0]},")
    assert "New local routes." in text
    assert "[" not in text
    told.finish()
    seat.until(lambda: QApplication.activeModalWidget() is None)
    seat.rest()
    assert sum(one.told_on is not None for one in whole(seat, version).readers) == waiting - 1


def test_a_trainer_has_read_it_by_keys_on_their_behalf(seat: Seat) -> None:
    version = approved(seat)
    page = opened(seat, version, "readers")
    page.tabs.focus_rows()
    name = page.tabs.readers.table.current_row().name
    press(seat, Qt.Key.Key_Return)
    assert form_of(seat).form.value("told_by") == name
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(lambda: any(one.read_on for one in whole(seat, version).readers))
    seat.rest()
    assert page.tabs.bar.tabText(5) == "Read by 1"
    seat.undo()
    assert not any(one.read_on for one in whole(seat, version).readers)


def test_a_session_is_planned_with_a_version_by_hand(seat: Seat) -> None:
    version = approved(seat)
    page = opened(seat, version, "sessions")
    other = next(one for one in page.shown.versions if one.state == "superseded" and one.id != version)
    session = page.shown.page.sessions[0]
    page.doing.do("material", session.id)
    box = form_of(seat).form.controls["planned"]
    box.setCurrentIndex(box.findData(other.id))
    finish(seat, form_of(seat))
    row = next(one for one in whole(seat, version).sessions if one.id == session.id)
    assert (row.planned, row.is_recorded) == (other.version, True)


def test_extending_and_withdrawing_need_their_reason(seat: Seat) -> None:
    version = approved(seat)
    page = opened(seat, version)
    page.doing.do("extend")
    form = form_of(seat)
    form.finish()
    assert "reason" in form.form.fields["why"].message.text()
    form.form.controls["until"].set_day(date(2028, 1, 31))
    form.form.controls["why"].setPlainText("The new law is awaited.")
    finish(seat, form)
    assert whole(seat, version).version.extended_until == date(2028, 1, 31)
    assert "Extended until 31 Jan 2028" in inspector(seat)
    page.doing.do("withdraw")
    form_of(seat).form.controls["why"].setPlainText("A photograph is not ours.")
    finish(seat, form_of(seat))
    assert whole(seat, version).version.state == "withdrawn"
    assert page.head.facts_in_words()[0].startswith("Withdrawn on 23 Nov 2026: A photograph is not ours")


def test_what_is_told_of_a_draft_is_changed_with_its_plan(seat: Seat) -> None:
    version = draft(seat)
    page = opened(seat, version, "note")
    page.doing.do("change")
    form = form_of(seat)
    form.form.controls["plan"].setPlainText("09:30 Welcome\n10:15 Signs of neglect\nClose")
    finish(seat, form)
    assert whole(seat, version).version.plan == (("09:30", "Welcome"), ("10:15", "Signs of neglect"), ("", "Close"))
    assert clipped(page) == []


def test_two_versions_are_compared_by_a_key(seat: Seat, tmp_path: Path) -> None:
    version = draft(seat)
    deeds.keep_material_files(seat.desk, version, [a_picture(tmp_path)], contents="Slides")
    opened(seat, version)
    press(seat, Qt.Key.Key_D, held=CONTROL)
    shown = dialog(seat, CompareDialog)
    seat.until(lambda: shown.model.rowCount() > 0)
    found = {(one.what, one.change) for _of, one in shown.model.rows()}
    assert ("poster.png", "added") in found
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    seat.until(lambda: QApplication.activeModalWidget() is None)


def test_reviews_are_read_again_with_the_authors_answers(seat: Seat) -> None:
    version = in_review(seat)
    judged_but(seat, version, "6")
    deeds.judge_material(seat.desk, version, "6", judgement="No", note="Closed.")
    deeds.return_material_version(seat.desk, version, note="One thing.")
    deeds.answer_material_remark(seat.desk, version, "6", "Put right.")
    page = opened(seat, version)
    page.doing.do("reviews")
    shown = dialog(seat, ReviewsDialog)
    assert shown.note.text() == "One thing."
    assert next(one for one in shown.model.rows() if one.no == "6").reply == "Put right."
    shown.accept()


def test_a_review_is_looked_at_as_pages_before_it_is_printed(seat: Seat) -> None:
    page = opened(seat, in_review(seat, judged=3))
    page.doing.do("print")
    shown = dialog(seat, Preview)
    assert shown.roll.accessibleName().endswith("pages") or shown.roll.accessibleName().endswith("1 page")
    shown.reject()


def test_a_draft_is_removed_after_a_question_and_comes_back(seat: Seat) -> None:
    version = draft(seat)
    page = opened(seat, version)
    page.doing.do("remove")
    seat.until(lambda: page.shown.page is not None and page.shown.page.version.id != version)
    assert seat.answers.asked[-1].startswith("Remove Neglect pack 9.")
    seat.undo()
    assert version in {one.id for one in seat.desk.ask(all_versions, seat.desk.today)}


def test_an_agency_checks_its_course_by_keys_and_may_say_so(seat: Seat) -> None:
    page = opened(seat, draft(seat))
    page.doing.do("checks")
    listed = dialog(seat, ChecksDialog)
    QTest.keyClick(listed, Qt.Key.Key_Return, CONTROL)
    form = dialog(seat, CheckForm)
    QTest.keyClicks(form.course, "Safeguarding for receptionists")
    assert not form.complete.isEnabled()
    form.items.setFocus()
    for _ in range(form.items.lines.rowCount()):
        QTest.keyClick(form.items, Qt.Key.Key_1)
    form.complete.setChecked(True)
    QTest.keyClick(form, Qt.Key.Key_Return, CONTROL)
    again = dialog(seat, ChecksDialog)
    row = next(iter(seat.desk.ask(content_checks, seat.desk.today)))
    assert (row.course_title, row.judged) == ("Safeguarding for receptionists", row.of)
    assert row.statement in again.statement.text()
    assert not row.logo_permitted
    again.reject()


def test_principles_are_read(seat: Seat) -> None:
    page = opened(seat, draft(seat))
    page.doing.do("principles")
    dialog(seat, PrinciplesDialog).accept()


def test_numbers_follow_each_other(seat: Seat) -> None:
    versions = seat.desk.ask(material_versions, seat.go("materials").shown.course.id, seat.desk.today)
    assert isinstance(versions[0], VersionRow)
    assert next_number(()) == "1.0"
    assert next_number([one for one in versions if one.version == versions[0].version])[0] == versions[0].version[0]


def test_a_plan_is_read_line_by_line() -> None:
    assert plan_of("9.30 Welcome\n\n  Close ") == [{"at": "09:30", "title": "Welcome"}, {"at": "", "title": "Close"}]


def test_a_form_is_left_by_escape_and_the_version_told_again(seat: Seat) -> None:
    page = opened(seat, in_review(seat))
    before = inspector(seat)
    page.doing.do("return")
    typed(seat, "Not sent")
    press(seat, Qt.Key.Key_Escape)
    seat.until(lambda: inspector(seat) == before)


def test_an_approval_by_what_turns_out_to_be_its_author_is_said_first_and_can_be_put_right(seat: Seat) -> None:
    people.add_trainer(seat.desk, "Sable", "Weir", "Northmoor Police")
    version = draft(seat)
    deeds.change_material_version(seat.desk, version, author="Rhodri Pryce-Lowe")
    deeds.submit_material_version(seat.desk, version, reviewer="Sable Weir")
    judged_but(seat, version)
    deeds.approve_material_version(seat.desk, version)
    people.merge_trainers(seat.desk, "Sable Weir", "Rhodri Pryce-Lowe")
    page = opened(seat, version)
    said = inspector(seat)
    assert "The approval of 23 Nov 2026 does not count" in said
    assert "Sable Weir reviewed it, and is its author. Somebody else has to review and approve it." in said
    assert page.tabs.page is not None
    assert "start_review" in {one.word for one in page_deeds(page.tabs.page)}
    seat.desk.undo()
    seat.desk.undo()


def test_a_version_of_the_same_number_as_another_is_given_its_own(seat: Seat) -> None:
    version = draft(seat)
    other = draft(seat)
    with seat.desk.work("As an older program left it") as work:
        work.get(MaterialVersion, other).version = work.get(MaterialVersion, version).version
    page = opened(seat, other)
    assert "Two versions of this course have the number" in inspector(seat)
    page.doing.do("renumber")
    seat.until(lambda: page._form is not None)
    form = form_of(seat)
    number = form.form.controls["version"]
    assert isinstance(number, QLineEdit)
    number.setText("9.77")
    finish(seat, form)
    seat.until(lambda: "Two versions of this course" not in inspector(seat))
    assert whole(seat, other).version.version == "9.77"
