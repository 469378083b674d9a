"""One trainer's page: why on any day, evidence added, corrected and taken back, availability, history, leafing."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.gui.screens.seats import Seat, TurnMonitor, clipped, nameless
from tests.gui.screens.trainer_seat import FEMI, GWEN, NADIA, key_of, lines, press, said, visit
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainer.tabs import TABS
from trainerpool.operations.people import add_trainer
from trainerpool.queries.standings import standing_of


@pytest.fixture
def seat(shared: Seat) -> Seat:
    shared.size(1366, 768)
    return shared


def test_the_page_says_who_where_they_stand_and_what_keeps_it(seat):
    page = visit(seat, NADIA)
    assert page.head.title.text() == NADIA
    assert page.head.pill.text() == "Approved until 15 Mar 2029"
    assert page.path.note.text() == "8 of 8 stages, 6 months from application to sign-off"
    nodes = [child.accessibleName() for child in page.path.drawn.children() if hasattr(child, "stage")]
    assert nodes[0] == "Application, done, 3 Sep 2025"
    assert nodes[5] == "Co-deliver, done, 20 Jan 2026, 2 of 2"
    assert page.keeps.deliveries.title.text().endswith("3, least 2")
    assert page.keeps.blocks[0].accessibleName() == "Agreement. Renewed 14 Sep 2026. By J. Ackroyd. Until 13 Sep 2027"
    assert page.keeps.blocks[2].fact.text() == "None yet, 1 a year"
    assert "Jun 2026: 1 counted" in page.keeps.deliveries.bars.accessibleDescription()
    assert [page.tabs.bar.tabText(n) for n in range(4)] == [
        "Evidence 14",
        "Courses 1",
        "Assignments 1",
        "Observations 2",
    ]


def test_why_answers_for_any_day_and_what_comes_if_nothing_is_recorded(seat, qtbot):
    page = visit(seat, NADIA)
    assert said(page)[0] == "Why “Approved until 15 Mar 2029”"
    seat.until(lambda: "If nothing more is recorded" in said(page))
    assert "lapsed: may not deliver" in said(page)
    page.why.on.setFocus()
    page.why.on.selectAll()
    qtbot.keyClicks(page.why.on, "20/4/27")
    qtbot.keyClick(page.why.on, Qt.Key.Key_Return)
    seat.until(lambda: said(page)[0] == "Why “Lapsed”")
    assert page.why.on.text() == "Tue 20 Apr 2027"
    assert "If nothing more is recorded until then." in said(page)
    page.tabs.evidence.rows.table.setFocus()
    press(seat, page.why, "Today")
    seat.until(lambda: said(page)[0] == "Why “Approved until 15 Mar 2029”")


def test_leafing_follows_the_list_and_stops_at_its_ends(seat, qtbot):
    page = visit(seat, GWEN, among=(GWEN, NADIA))
    assert page.head.came_from.text() == "/ 1 of 2 found for “negl”"
    assert not page.head.back.isEnabled()
    qtbot.keyClick(page.tabs.evidence.rows.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    seat.until(lambda: page.head.title.text() == NADIA)
    assert page.head.back.isEnabled()
    assert not page.head.next.isEnabled()
    page.head.back.click()
    seat.until(lambda: page.head.title.text() == GWEN)


def test_ctrl_n_opens_the_form_and_leaving_it_closes_it(seat, qtbot):
    page = visit(seat, GWEN)
    qtbot.keyClick(page.tabs.evidence.rows.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    seat.until(page.tabs.evidence.form.isVisible)
    assert page.leave_step()
    assert not page.leave_step()


def test_ctrl_page_down_goes_through_all_tabs(seat, qtbot):
    page = visit(seat, GWEN)
    seen = []
    for _ in TABS:
        seen.append(page.tabs.tab())
        qtbot.keyClick(page.tabs.bar, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert seen == list(TABS)
    assert page.tabs.tab() == "evidence"


def test_a_stage_and_a_bar_lead_to_their_evidence(seat):
    page = visit(seat, NADIA)
    page.path.drawn.opened.emit(4)
    assert page.tabs.evidence.rows.table.current_row().kind is EvidenceKind.SHADOW
    page.keeps.deliveries.bars.opened.emit(7)
    chosen = page.tabs.evidence.rows.table.current_row()
    assert (chosen.kind, chosen.on) == (EvidenceKind.DELIVERY, "2026-07-09")


def test_the_form_asks_what_its_kind_needs_and_keeps_what_was_typed(seat, qtbot):
    page = visit(seat, NADIA)
    page.add_evidence()
    form = page.tabs.evidence.form
    assert form.isVisible()
    assert page.head.add.kind == "outlined"
    shown = {key for key, field in form.fields.all.items() if field.isVisible()}
    assert shown == {"kind", "on", "course", "note"}
    form.fields.kind.setCurrentIndex(form.fields.kind.findData(EvidenceKind.OBSERVED_DELIVERY))
    shown = {key for key, field in form.fields.all.items() if field.isVisible()}
    assert shown == {"kind", "on", "course", "by", "outcome", "starred", "note"}
    form.fields.on.setText("31 Nov 2026")
    qtbot.keyClick(form.fields.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.fields.all["on"].message.text() == "There is no 31 Nov 2026."
    assert form.fields.on.text() == "31 Nov 2026"
    assert nameless(form) == []
    assert clipped(form) == []
    qtbot.keyClick(form.fields.note, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert page.head.add.kind == "filled"


def test_a_development_event_recorded_by_keys_answers_what_was_due(seat, qtbot):
    page = visit(seat, NADIA)
    page.keeps.blocks[2].deed.click()
    form = page.tabs.evidence.form
    assert form.fields.kind.currentData() == EvidenceKind.DEVELOPMENT_EVENT
    assert form.fields.on.hasFocus()
    qtbot.keyClicks(form.fields.on, "20.11.26")
    form.fields.note.setText("Trainers’ day")
    qtbot.keyClick(form.fields.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.until(lambda: page.keeps.blocks[2].fact.text() == "20 Nov 2026")
    assert page.keeps.blocks[2].detail.text() == "Trainers’ day"
    assert not form.isVisible()
    seat.until(lambda: lines(page)[0].kind is EvidenceKind.DEVELOPMENT_EVENT)
    newest = lines(page)[0]
    assert (newest.kind, newest.when, newest.entered_by) == (
        EvidenceKind.DEVELOPMENT_EVENT,
        "Fri 20 Nov 2026",
        "Marian Holt",
    )
    seat.rest()
    seat.undo()
    seat.until(lambda: page.keeps.blocks[2].fact.text() == "None yet, 1 a year")


def test_a_correction_is_a_revision_and_what_it_replaced_stays_readable(seat):
    page = visit(seat, NADIA)
    old = next(line for line in lines(page) if line.on == "2026-09-14")
    page.tabs.evidence.choose({old.id})
    press(seat, page.tabs.evidence.rows, "Correct")
    form = page.tabs.evidence.form
    assert form.fields.on.text() == "Mon 14 Sep 2026"
    assert form.fields.by.text() == "J. Ackroyd"
    form.fields.on.setText("15 Sep 2026")
    form.finish()
    seat.until(lambda: any(line.on == "2026-09-15" and line.revision == 2 for line in lines(page)))
    assert all(line.on != "2026-09-14" for line in lines(page))
    seat.rest()
    assert seat.desk.ask(standing_of, key_of(seat, NADIA), seat.desk.today).agreement_until == date(2027, 9, 14)
    chosen = page.tabs.evidence.rows.table.current_row()
    assert chosen is not None, "the keyboard stays on the item"
    assert (chosen.on, chosen.stands) == ("2026-09-15", True)
    press(seat, page.tabs.evidence, "Show 2 items corrected or taken back")
    gone = next(line for line in lines(page) if line.on == "2026-09-14")
    assert gone.counts_for == "Corrected"
    press(seat, page.tabs.evidence, "Show only what stands")
    seat.undo()
    seat.until(lambda: any(line.id == old.id for line in lines(page)))


def test_taking_back_needs_a_reason_and_counts_for_nothing_after(seat, qtbot):
    page = visit(seat, GWEN)
    delivery = next(line for line in lines(page) if line.kind is EvidenceKind.DELIVERY)
    page.tabs.evidence.choose({delivery.id})
    qtbot.keyClick(page.tabs.evidence.rows.table, Qt.Key.Key_Delete)
    form = page.tabs.evidence.form
    assert form.fields.reason.hasFocus()
    form.finish()
    assert form.fields.all["reason"].message.text() == "Say why it is taken back."
    qtbot.keyClicks(form.fields.reason, "Entered for the wrong Abara")
    form.finish()
    seat.until(lambda: all(line.id != delivery.id for line in lines(page)))
    seat.until(lambda: page.keeps.deliveries.title.text().endswith("0, least 2"))
    seat.rest()
    seat.undo()
    seat.until(lambda: page.keeps.deliveries.title.text().endswith("1, least 2"))


def test_history_tells_the_deed_with_its_values_and_undoes_the_last(seat):
    page = visit(seat, FEMI)
    page.tabs.record(EvidenceKind.CO_DELIVERY)
    form = page.tabs.evidence.form
    form.fields.on.setText("17 Nov 2026")
    assert form.fields.course.currentText() == "Neglect: Recognising and Responding"
    form.fields.by.setText("Denzil Barlow")
    form.finish()
    seat.until(lambda: lines(page)[0].on == "2026-11-17")
    page.tabs.go("history")
    rows = page.tabs.history.rows
    seat.until(lambda: bool(rows.model.rows()) and rows.model.rows()[0].name == "Record a co-delivery of Femi Dacosta")
    newest = rows.model.rows()[0]
    assert "on 17 Nov 2026" in newest.after
    assert "by Denzil Barlow" in newest.after
    assert newest.before == ""
    rows.choose(newest.seq)
    press(seat, rows, "Undo: Record a co-delivery of Femi Dacosta")
    seat.until(lambda: rows.model.rows()[0].name != "Record a co-delivery of Femi Dacosta")
    page.tabs.go("evidence")
    assert lines(page)[0].on != "2026-11-17"


def test_courses_say_what_would_give_them(seat):
    page = visit(seat, NADIA, "courses")
    rows = {row.code: row for row in page.tabs.courses.rows.model.rows()}
    assert rows["NEG"].held
    assert rows["NEG"].level == "new"
    assert rows["DAC"].lacks == "Briefing and 1 co-delivery"
    page.tabs.courses.rows.choose(rows["DAC"].id)
    press(seat, page.tabs.courses, "Record briefing")
    assert page.tabs.tab() == "evidence"
    assert page.tabs.evidence.form.fields.kind.currentData() == EvidenceKind.COURSE_BRIEFING
    assert page.leave_step()


def test_the_statement_is_written_as_on_the_day_shown(seat, tmp_path):
    page = visit(seat, NADIA)
    seat.answers.path = tmp_path / "Standing.pdf"
    press(seat, page.why, "Print this statement")
    seat.until((tmp_path / "Standing.pdf").exists, 15_000)
    seat.rest()
    assert seat.answers.asked[-1] == "Standing of Nadia Farouk.pdf"
    assert (tmp_path / "Standing.pdf").read_bytes().startswith(b"%PDF")
    seat.answers.path = None


def test_a_trainer_who_is_gone_is_told_with_the_way_back(seat):
    done = add_trainer(seat.desk, "Zadie", "Quennell", "Northmoor Police")
    page = seat.go("trainer", done.record)
    seat.until(lambda: page.page is not None and page.page.person.family_name == "Quennell")
    seat.window.refresh_facts()
    seat.rest()
    seat.undo()
    seat.until(lambda: page.page is None)
    notice = page._gone.findChild(EmptyState)
    assert notice.title.text() == "This trainer is no longer in the pool"
    press(seat, notice, "Go to Trainers")
    assert seat.window.navigator.here == "trainers"


def test_a_deed_keeps_the_tab_the_row_and_the_keyboard_where_they_are(seat):
    page = visit(seat, NADIA)
    old = next(line for line in lines(page) if line.kind is EvidenceKind.SIGN_OFF)
    page.tabs.evidence.choose({old.id})
    page._renew_today()
    seat.until(lambda: page.keeps.blocks[0].fact.text() == "Renewed 23 Nov 2026")
    seat.rest()
    assert page.tabs.evidence.rows.table.current_row().id == old.id
    assert QApplication.focusWidget() is page.tabs.evidence.rows.table
    seat.undo()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_nothing_is_clipped_and_all_that_takes_focus_has_a_name(seat, size):
    page = visit(seat, FEMI)
    seat.size(*size)
    for tab in TABS:
        page.tabs.go(tab)
        seat.size(*size)
        assert clipped(page) == []
        assert nameless(page) == []
    page.tabs.go("evidence")
    assert nameless(page.why) == []
    if page.why.isVisible():
        assert clipped(page.why) == []
    assert page.body.widget().width() <= page.body.viewport().width()


def test_leafing_never_holds_the_window_up(seat):
    page = visit(seat, GWEN, among=(GWEN, NADIA, FEMI))
    monitor = TurnMonitor()
    longest = []
    for step in (1, 1, -1, -1, 1):
        before = page.page
        monitor.start()
        page.leaf(step)
        seat.until(lambda before=before: page.page is not before)
        seat.size(1366, 768)
        longest.append(monitor.stop())
    assert min(longest) <= 50, longest
