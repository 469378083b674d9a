"""My sessions and Send at a trainer's own desk: answering, reading up, getting ready, and the file that goes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from tests.gui.screens.desks_seat import make_own_desk, own_seat, person_of, the_pool
from tests.gui.screens.observations_seat import key, press
from tests.gui.screens.seats import Seat, clipped, nameless
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.screens.programme.part_rows import PartLine
from trainerpool.operations import offers
from trainerpool.operations.carrying.at_desk import open_return_file
from trainerpool.operations.carrying.taking_in import ReadReturn
from trainerpool.queries.desk_pages import my_session, to_send
from trainerpool.queries.desk_sessions import MySessions, my_sessions


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nadia's desk and the pool it came from, closed."""
    with pytest.MonkeyPatch.context() as patch:
        yield make_own_desk(tmp_path_factory.mktemp("made"), patch)


@pytest.fixture
def own(qapp, made: Path, tmp_path: Path) -> Iterator[Seat]:
    """The window at a fresh copy of it."""
    yield from own_seat(made, tmp_path)


def mine(seat: Seat) -> MySessions:
    return seat.desk.ask(my_sessions, person_of(seat), seat.desk.today)


def test_the_window_shows_the_pages_of_the_desk_and_nothing_of_the_pool(own: Seat) -> None:
    shown = [page.key for page in own.window.pages_here() if page.place == "rail"]
    assert own.window.navigator.here == "my_sessions"
    assert shown[0] == "my_sessions"
    assert shown[-1] == "send"
    assert not {"today", "trainers", "programme", "allocation", "import"} & set(shown)
    assert own.window.rail.person.text() == "Nadia Farouk"
    assert own.window.rail.part.text().startswith("Trainer, ")
    assert own.window.facts.policy.startswith("Offline carry file, issued Mon 23 Nov 2026")
    assert own.window.facts.backup.startswith("Opens until ")


def test_enter_accepts_what_is_asked_and_undo_takes_it_back(own: Seat) -> None:
    own.front()
    page = own.go("my_sessions")
    page.list.setFocus()
    first = mine(own).asked[0]
    assert page.list.current().key == first.id
    key(Qt.Key.Key_Return, page.list)
    own.rest()
    assert first.id not in {one.id for one in mine(own).asked}
    assert first.id in {one.id for one in mine(own).coming}
    assert page.send.text() == "Send 1 change"
    assert not page.send.is_blocked()
    own.undo()
    assert first.id in {one.id for one in mine(own).asked}
    assert page.send.is_blocked()


def test_declining_asks_for_the_reason_and_keeps_it(own: Seat) -> None:
    page = own.go("my_sessions")
    line = page.list.current()
    page.do(line, "decline")
    own.rest()
    form = page.form
    form.finish()
    assert form.form.fields["category"].message.text() == "Choose the reason that comes nearest."
    box = form.form.controls["category"]
    box.setCurrentIndex(box.findText("Leave"))
    form.finish()
    own.rest()
    assert page.form is None
    assert line.key not in {one.id for one in mine(own).asked}
    said = [row.text for row in own.desk.ask(to_send).rows]
    assert any("declines" in one or "declined" in one for one in said)


def test_the_inspector_ticks_the_pack_as_read(own: Seat) -> None:
    page = own.go("my_sessions")
    known = next(
        found for one in (*mine(own).asked, *mine(own).coming)
        if (found := own.desk.ask(my_session, person_of(own), one.id, own.desk.today)).pack and not found.pack.read_on
    )  # fmt: skip
    page.list.choose(known.row.id)
    own.rest()
    assert any(words.startswith("I have read") for words, _ in page.deeds_of(page.list.current()))
    page.deeds.do(known, person_of(own), "read", known.pack.version_id)
    own.rest()
    again = own.desk.ask(my_session, person_of(own), known.row.id, own.desk.today)
    assert again.pack.read_on == own.desk.today


def test_a_session_is_arranged_and_waits_for_agreement(own: Seat) -> None:
    page = own.go("my_sessions")
    assert page.make_new()
    own.rest()
    form = page.form
    course = form.form.controls["course"]
    course.setCurrentIndex(course.findText("Neglect: Recognising and Responding"))
    form.finish()
    own.rest()
    assert page.form is form, "without a day nothing is arranged"
    (day,) = form.findChildren(PartLine)
    day.day.set_day(own.desk.today + timedelta(days=71))
    form.finish()
    own.rest()
    assert page.form is None
    (row,) = mine(own).waiting
    assert row.is_arranged
    assert page.list.current().key == row.id, "what was arranged is the line in focus"
    assert "Waits for agreement 1" in [
        page.list.lines.data(page.list.lines.index(n, 0)) for n in range(page.list.lines.rowCount())
    ]
    assert own.desk.ask(to_send).unsent > 0


def test_a_form_that_is_being_filled_in_stays_when_the_page_is_shown_anew(own: Seat, tmp_path: Path) -> None:
    page = own.go("my_sessions")
    page.make_new()
    own.rest()
    form = page.form
    form.form.controls["notes"].setPlainText("Half a sen")
    offers.respond(
        own.desk, mine(own).asked[0].id, person_of(own), accepted=True
    )  # the line in focus moves to another group
    page.refresh()
    own.rest()
    assert page.form is form
    assert form.isVisible()
    assert form.form.controls["notes"].toPlainText() == "Half a sen"
    form.cancel.click()
    own.rest()
    assert page.form is None


def test_what_a_rule_forbids_is_not_arranged_and_the_form_says_why(own: Seat) -> None:
    page = own.go("my_sessions")
    page.make_new()
    own.rest()
    form = page.form
    course = form.form.controls["course"]
    course.setCurrentIndex(course.findText("Neglect: Recognising and Responding"))
    (day,) = form.findChildren(PartLine)
    day.day.set_day(mine(own).coming[0].day)
    form.finish()
    own.rest()
    assert page.form is form
    assert form.findChildren(ErrorPanel)
    assert mine(own).waiting == ()


def test_ask_for_support_goes_with_the_next_file(own: Seat) -> None:
    page = own.go("my_sessions")
    page.ask_support()
    own.rest()
    page.form.form.controls["text"].setPlainText("Two sessions in one week are too many for me")
    page.form.finish()
    own.rest()
    assert any("support" in row.text for row in own.desk.ask(to_send).rows)


def test_what_is_sent_is_a_return_the_pool_can_read(own: Seat, tmp_path: Path) -> None:
    page = own.go("my_sessions")
    key(Qt.Key.Key_Return, page.list)
    own.rest()
    sending = own.go("send")
    assert [line.title for line in sending.list.lines.items[1:]] == [row.text for row in own.desk.ask(to_send).rows]
    own.answers.path = tmp_path / "mine.tpreturn"
    own.front()
    sending.list.setFocus()
    press("Ctrl+Return")
    own.rest()
    assert "Everything is sent" in sending.header.facts_in_words()[0]
    pool = the_pool(tmp_path)
    read = open_return_file(pool, own.answers.path)
    pool.store.close()
    assert isinstance(read, ReadReturn)
    assert "Nadia" not in own.answers.asked[-1]


def test_my_sessions_go_into_a_calendar(own: Seat, tmp_path: Path) -> None:
    page = own.go("my_sessions")
    own.answers.path = tmp_path / "mine.ics"
    page.save_calendar()
    own.rest()
    assert b"BEGIN:VEVENT" in own.answers.path.read_bytes()


def test_lines_grow_with_their_words_where_the_window_narrows(own: Seat) -> None:
    page = own.go("my_sessions")
    for wide in (1366, 1024, 700):
        own.size(wide, 768)
        for place in range(page.list.lines.rowCount()):
            index = page.list.lines.index(place, 0)
            wanted = page.list.paints.sizeHint(QStyleOptionViewItem(), index).height()
            assert page.list.visualRect(index).height() == wanted, (wide, place)


def test_the_ring_of_the_list_goes_with_its_size(own: Seat) -> None:
    own.front()
    page = own.go("my_sessions")
    for size in ((1366, 768), (683, 384), (1024, 768)):
        own.size(*size)
        page.list.setFocus()
        assert page.list._edge.isVisible()
        assert page.list._edge.geometry() == page.list.viewport().geometry(), size


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_nothing_is_clipped_or_nameless(own: Seat, size: tuple[int, int]) -> None:
    own.size(*size)
    for name in ("my_sessions", "send"):
        page = own.go(name)
        own.size(*size)
        assert clipped(page) == []
        assert nameless(page) == []
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
