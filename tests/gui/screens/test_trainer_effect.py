"""What evidence would do is said before it is recorded, what would mend a standing is offered, and any day can be asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from tests.gui.screens.seats import Seat
from tests.gui.screens.trainer_seat import FEMI, GWEN, NADIA, lines, press, said, visit
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.queries.sessions import sessions
from trainerpool.queries.standings import trainers

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def seat(shared: Seat) -> Seat:
    shared.size(1366, 768)
    return shared


def test_the_effect_is_said_before_and_is_what_comes(seat, qtbot):
    page = visit(seat, GWEN)
    page.tabs.record(EvidenceKind.DELIVERY)
    form = page.tabs.evidence.form
    assert form.effects.said == ()
    form.fields.course.setCurrentIndex(1)
    qtbot.keyClicks(form.fields.on, "20 Nov 2026")
    seat.until(lambda: bool(form.effects.said))
    assert form.effects.said[0] == "Approved on transfer until 6 Apr 2027. Now on notice until 27 Nov 2026."
    assert "2 deliveries counted in 12 months, least 2. Now 1." in form.effects.said
    assert form.isVisible()
    form.finish()
    seat.until(lambda: page.head.pill.text() == "Approved on transfer until 6 Apr 2027")
    seat.rest()
    seat.undo()
    seat.until(lambda: page.head.pill.text().startswith("On notice"))


def test_an_item_that_would_not_count_says_so(seat):
    page = visit(seat, FEMI)
    page.tabs.record(EvidenceKind.OBSERVED_DELIVERY)
    form = page.tabs.evidence.form
    form.fields.on.setText("17 Nov 2026")
    form.fields.starred.setCurrentIndex(1)
    seat.until(lambda: bool(form.effects.said))
    assert any("does not count" in one for one in form.effects.said)
    assert page.leave_step()
    assert form.effects.said == ()


def test_taking_a_sign_off_back_says_what_goes(seat):
    page = visit(seat, NADIA)
    old = next(line for line in lines(page) if line.kind is EvidenceKind.SIGN_OFF)
    page.tabs.evidence.choose({old.id})
    press(seat, page.tabs.evidence.rows, "Take back")
    form = page.tabs.evidence.form
    seat.until(lambda: bool(form.effects.said))
    assert form.effects.said[0] == "Candidate, next: Sign-off. Now approved until 15 Mar 2029."
    assert form.effects.title.text() == "Without it"
    assert page.leave_step()
    assert page.head.pill.text() == "Approved until 15 Mar 2029"


def test_a_correction_can_empty_a_field(seat):
    page = visit(seat, NADIA)
    old = next(line for line in lines(page) if line.on == "2026-09-14")
    page.tabs.evidence.correct(old.id)
    form = page.tabs.evidence.form
    form.fields.by.clear()
    form.finish()
    seat.until(lambda: any(line.on == "2026-09-14" and line.revision == 2 for line in lines(page)))
    seat.rest()
    assert next(line for line in lines(page) if line.on == "2026-09-14").by_name == ""
    seat.undo()
    seat.until(lambda: any(line.id == old.id for line in lines(page)))


def test_what_would_mend_a_standing_mends_it(seat):
    rows = seat.desk.ask(trainers, seat.desk.today)
    suspended = next(row for row in rows if row.standing.state.value == "suspended")
    page = visit(seat, suspended.person.name)
    seat.until(lambda: "What would mend it" in said(page))
    assert page.page.mends[0].kind is EvidenceKind.SUSPENSION_END
    press(seat, page.why, "Record")
    form = page.tabs.evidence.form
    assert form.fields.chosen_kind() is EvidenceKind.SUSPENSION_END
    form.fields.on.setText("today")
    form.finish()
    seat.until(lambda: page.page.standing.may_deliver)
    assert page.page.mends == ()
    seat.rest()
    seat.undo()
    seat.until(lambda: not page.page.standing.may_deliver)


def test_the_whole_page_speaks_of_another_day(seat, qtbot):
    page = visit(seat, NADIA)
    assert not page.banner.isVisible()
    for _ in range(5):
        qtbot.keyClick(page.tabs.evidence.rows.table, Qt.Key.Key_PageDown, ALT)
    seat.until(lambda: page.page.statement.on == date(2027, 4, 23))
    assert page.head.pill.text() == "Lapsed"
    assert page.banner.text.text() == "Standing on Fri 23 Apr 2027, if nothing more is recorded until then."
    assert not page.banner.as_recorded.isVisible()
    seat.until(lambda: said(page)[0] == "Why “Lapsed”")
    press(seat, page.banner, "Back to today")
    seat.until(lambda: page.head.pill.text() == "Approved until 15 Mar 2029")
    seat.until(lambda: not page.banner.isVisible())


def test_as_recorded_then_knows_only_what_was_recorded(seat):
    page = visit(seat, NADIA)
    page.ask_standing(date(2026, 6, 20))
    seat.until(lambda: page.page.statement.on == date(2026, 6, 20))
    seat.until(lambda: page.page.standing.may_deliver)
    assert next(line for line in lines(page) if line.on == "2026-09-08").counts_for == "Counts from then on"
    page.banner.as_recorded.click()
    seat.until(lambda: lines(page) == ())
    seat.until(lambda: page.page.standing.state.value == "candidate")
    assert page.banner.text.text().endswith("by what was recorded by the end of that day.")
    page.banner.back.click()
    seat.until(lambda: page.page.statement.on == seat.desk.today)
    seat.until(lambda: page.page.standing.may_deliver)


def test_leaving_says_which_sessions_need_somebody_else(seat):
    row = next(
        one
        for one in seat.desk.ask(sessions, seat.desk.today + timedelta(days=1))
        if one.trainers and one.status == "planned"
    )
    page = visit(seat, row.trainers[0].name)
    page.tabs.record(EvidenceKind.WITHDRAWAL)
    form = page.tabs.evidence.form
    form.fields.on.setText("today")
    seat.until(lambda: bool(form.effects.said))
    assert form.effects.said[0].startswith("Alumni. Now approved")
    assert any(one.startswith("Still on ") and row.short_name in one for one in form.effects.said)
    assert page.leave_step()


def test_a_narrow_page_says_why_in_a_sentence_and_opens_the_whole(seat):
    page = visit(seat, GWEN)
    assert not page.summary.isVisible()
    seat.size(683, 384)
    assert page.summary.text.text().startswith("On notice until Fri 27 Nov 2026: 1 delivery in 12 months, 2 asked.")
    assert page.summary.text.text().endswith("A delivery would mend it.")
    press(seat, page.summary, "Why")
    seat.until(page.why.isVisible)
