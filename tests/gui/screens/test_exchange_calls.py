"""Calls for availability in the window: asking all or some, who has answered what, writing, entering, taking back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.screens.calls_seat import SPRING, called, heard
from tests.gui.screens.seats import Seat, clipped, nameless
from tests.gui.screens.stopping import stop_once
from tests.operations.carrying.desks import person_id
from trainerpool.gui.screens.exchange.calls.ask_dialog import ALL, SOME, AskDialog
from trainerpool.gui.screens.exchange.calls.screen import CallsScreen
from trainerpool.queries.calls import AskedRow, CallPageRow, availability_calls


@dataclass
class Noted:
    """Stands for the other programs of the computer: what they were asked."""

    links: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    answers: bool = True

    def open_file(self, path: Path) -> bool:
        raise AssertionError(path)

    def open_link(self, link: str) -> bool:
        self.links.append(link)
        return self.answers

    def copy(self, text: str) -> None:
        self.copied.append(text)


@pytest.fixture
def page(seat: Seat) -> Iterator[CallsScreen]:
    """Calls over the example: spring and summer."""
    seat.window.resize(1366, 768)
    shown = seat.go("calls")
    shown.doing.outside = Noted()
    seat.front()
    yield shown
    for one in QApplication.topLevelWidgets():
        if isinstance(one, AskDialog):
            one.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def names(seat: Seat, page: CallsScreen) -> list[str]:
    """The people of the calls, one in each state; the spring is shown."""
    _spring, _summer, found = called(seat.desk)
    heard(seat)
    seat.until(lambda: page.about is not None)
    return found


def at(seat: Seat, page: CallsScreen, name: str) -> AskedRow:
    """Go to somebody."""
    page.table.choose(person_id(seat.desk, name))
    page.tell()
    found = page.current()
    assert found is not None
    return found


def press(page: CallsScreen, words: str) -> None:
    next(one for one in (*page.about.deeds, *page.about.of_call) if one.text().startswith(words)).click()


def words_of(page: CallsScreen) -> list[str]:
    return [one.text() for one in page.about.deeds]


def dialog(seat: Seat) -> AskDialog:
    seat.until(lambda: any(isinstance(one, AskDialog) and one.isVisible() for one in QApplication.topLevelWidgets()))
    seat.rest()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, AskDialog) and one.isVisible())


def known(seat: Seat) -> tuple[CallPageRow, ...]:
    return seat.desk.ask(availability_calls, seat.desk.today)


def test_nobody_asked_yet_leads_to_asking_everybody_or_only_some(seat, page):
    assert page.none_yet.isVisible()
    assert not page.write.isVisible()
    page.ask.click()
    asking = dialog(seat)
    assert nameless(asking) == []
    assert (asking.start.day(), asking.end.day()) == SPRING, "the next term"
    assert "Policy asks 6 weeks before" in asking.count.text()
    asking.whom.choose(SOME)
    asking.whom.chosen.emit(SOME)
    assert asking.done_button.is_blocked()
    asking.search.setText("far")
    QTest.keyClick(asking.list, Qt.Key.Key_Space)
    asking.search.setText("")
    assert "1 person will be asked" in asking.count.text(), "a tick stays where the search ends"
    asking.by.set_day(seat.desk.today.replace(year=2020))
    asking.finish()
    assert known(seat) == ()
    assert asking.by_field.message.text() == "That day has passed."
    asking.by.set_day(seat.desk.today.replace(month=12))
    asking.note.setText("For the spring programme")
    asking.finish()
    seat.rest()
    [call] = known(seat)
    assert len(call.asked) == 1
    assert not call.of_all
    assert page.call().id == call.id
    assert page.table.isVisible()
    seat.undo()
    assert known(seat) == ()
    assert page.none_yet.isVisible()


def test_everybody_is_asked_with_ctrl_enter(seat, page):
    page.make_new()
    asking = dialog(seat)
    assert asking.whom.choice() == ALL
    QTest.keyClick(asking, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.rest()
    [call] = known(seat)
    assert call.of_all
    assert len(call.asked) > 40
    assert page.header.facts_in_words() == [f"0 of {len(call.asked)} people answered, due Mon 7 Dec 2026."]


def test_who_was_asked_who_has_answered_and_what_they_said(seat, page, names):
    assert [line.title for line in page.calls.lines_model.lines] == ["11 Jan to 26 Mar 2027", "12 Apr to 16 Jul 2027"]
    first = at(seat, page, names[0])
    assert first.is_answered
    assert page.model.rows()[-1].is_answered, "who is waited for stands first"
    assert not page.model.rows()[0].is_answered
    assert words_of(page) == ["Open their availability"]
    told = at(seat, page, names[1])
    assert told.told_by == "by telephone"
    at(seat, page, names[2])
    assert words_of(page)[0] == "Enter their answer..."
    assert "Hand out a carry file" not in words_of(page)
    at(seat, page, names[4])
    assert "Hand out a carry file" in words_of(page)
    at(seat, page, names[5])
    assert "Invite to a desk of their own" in words_of(page)
    row = next(place for place, one in enumerate(page.model.rows()) if one.name == names[0])
    assert (
        page.model.index(row, 0)
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .startswith(f"{names[0]}, Answered, Away 15 Feb to 19 Feb")
    )
    page.calls.choose(page.found[1].id)
    seat.rest()
    assert len(page.model.rows()) == 3
    assert nameless(seat.window) == []


def test_an_answer_is_entered_and_undone(seat, page, names):
    at(seat, page, names[2])
    seat.answers.text = "by telephone"
    press(page, "Enter their answer")
    seat.until(lambda: next(one for one in page.call().asked if one.name == names[2]).is_answered)
    assert page.header.facts_in_words()[0].startswith("3 of ")
    seat.undo()
    assert page.header.facts_in_words()[0].startswith("2 of ")


def test_one_person_is_written_to_and_that_is_recorded_only_where_a_program_took_it(seat, page, names):
    other = at(seat, page, names[2])
    page.doing.outside.answers = False
    press(page, "Begin an e-mail")
    seat.rest()
    assert page.current().written_on is None
    page.doing.outside.answers = True
    press(page, "Begin an e-mail")
    seat.until(lambda: page.current() is not None and page.current().written_on == seat.desk.today)
    assert page.doing.outside.links[-1].startswith("mailto:")
    press(page, "Copy the text")
    seat.rest()
    assert f"To: {other.name}" in page.doing.outside.copied[0]
    assert "on your own desk in Trainer Pool" in page.doing.outside.copied[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for drafts."""
    made = tmp_path / "drafts"
    made.mkdir()
    return made


def test_all_who_have_not_answered_are_written_to_in_one_deed(seat, page, names, folder):
    waiting = len(page.call().waiting)
    assert page.write.text() == f"Write to {waiting} people..."
    seat.answers.path = None
    page.write.click()
    seat.rest()
    assert list(folder.iterdir()) == []
    seat.answers.path = folder
    page.write.click()
    seat.until(lambda: all(one.written_on for one in page.call().waiting), 20_000)
    assert len(list(folder.glob("*.eml"))) == waiting
    assert f"{waiting} drafts in drafts" in seat.window.toast.accessibleName()
    seat.undo()
    assert sum(one.written_on is not None for one in page.call().waiting) == 1


def test_cancel_while_drafts_are_written_leaves_none_and_nobody_written_to(seat, page, names, folder):
    seat.answers.path = folder
    seen = stop_once(seat, "Writing drafts", lambda: len(list(folder.iterdir())) == 2)
    page.write.click()
    seat.rest()
    assert seen == [2], "it was stopped in the middle"
    assert list(folder.iterdir()) == []
    assert sum(one.written_on is not None for one in known(seat)[0].asked) == 1
    assert "Stopped" in seat.window.toast.accessibleName()


def test_a_call_is_taken_back_only_after_what_it_means_was_said(seat, page, names):
    seat.answers.yes = False
    press(page, "Take the call back")
    seat.rest()
    assert len(page.found) == 2
    seat.answers.yes = True
    press(page, "Take the call back")
    seat.until(lambda: len(page.found) == 1)
    assert page.call().asked[0].name in names
    seat.undo()
    assert len(page.found) == 2


def test_today_leads_to_the_call(seat, page, names):
    today = seat.go("today")
    line = next(row for row in today.page.rows if row.kind == "call")
    assert line.title.startswith("A call for availability has not reached")
    assert (line.page, line.argument) == ("calls", known(seat)[0].id)


def test_keys_search_and_room(seat, page, names):
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.about.deeds[0].hasFocus()
    for wide, high in ((1366, 768), (1024, 768), (683, 384)):
        seat.size(wide, high)
        assert clipped(page) == [], f"{wide} x {high}"
    page.focus_search()
    page.search.setText("no such name at all")
    page.search.seek_now()
    assert page.nothing.isVisible()
    assert page.leave_step()
    assert page.table.isVisible()
    page.views._parts["carry"].click()
    seat.rest()
    assert seat.window.navigator.here == "carry"
