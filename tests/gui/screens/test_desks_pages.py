"""The other pages of a trainer's own desk: getting ready, availability, standing, reflections; and a file past its last day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.gui.screens.desks_seat import make_own_desk, own_seat, person_of, the_pool
from tests.gui.screens.observations_seat import key, press
from tests.gui.screens.seats import Seat, clipped, nameless
from trainerpool.exchange.sealing import RETURN, unpack
from trainerpool.gui.parts.notices import Notice
from trainerpool.gui.screens.desks.numbers_field import NumbersField
from trainerpool.gui.screens.programme.preview import Preview
from trainerpool.operations.desk_deeds.reflecting import change_reflection, write_reflection
from trainerpool.operations.trust import open_here
from trainerpool.queries.attendance import attendance
from trainerpool.queries.desk_pages import get_ready, my_availability, my_reflections, my_session, to_send
from trainerpool.queries.desk_sessions import my_sessions

PAGES = ("my_sessions", "get_ready", "my_availability", "my_standing", "my_reflections", "send")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nadia's desk and the pool it came from, closed."""
    with pytest.MonkeyPatch.context() as patch:
        yield make_own_desk(tmp_path_factory.mktemp("made"), patch)


@pytest.fixture
def own(qapp, made: Path, tmp_path: Path) -> Iterator[Seat]:
    """The window at a fresh copy of it."""
    yield from own_seat(made, tmp_path)


@pytest.fixture
def later(qapp, made: Path, tmp_path: Path) -> Iterator[Seat]:
    """The same, 100 days later: sessions were held, the file is past its last day."""
    yield from own_seat(made, tmp_path, 100)


def test_enter_ticks_a_step_and_takes_the_tick_back(own: Seat) -> None:
    own.front()
    page = own.go("get_ready")
    page.list.setFocus()
    for _ in range(2):
        key(Qt.Key.Key_Down, page.list)
    session, _, step = page.list.current().key.partition("/")
    assert step == "room"
    for done in (True, False):
        key(Qt.Key.Key_Return, page.list)
        own.rest()
        ready = next(
            one for one in own.desk.ask(get_ready, person_of(own), own.desk.today) if one.session.id == session
        )
        assert [one.done_on is not None for one in ready.steps if one.step == "room"] == [done]
        assert page.list.current().key == f"{session}/room"


def test_ticking_the_pack_says_it_was_read(own: Seat) -> None:
    page = own.go("get_ready")
    line = page.list.current()
    assert line.key.endswith("/material")
    page.do(line, "step")
    own.rest()
    found = own.desk.ask(my_session, person_of(own), line.key.partition("/")[0], own.desk.today)
    assert found.pack.read_on == own.desk.today


def test_days_are_painted_as_away_and_go_with_what_is_sent(own: Seat) -> None:
    page = own.go("my_availability")
    before = len(own.desk.ask(my_availability, person_of(own), own.desk.today).absences)
    start = own.desk.today + timedelta(days=150)
    page.year.form.show_days(start, start + timedelta(days=2))
    page.year.finish()
    own.rest()
    assert len(own.desk.ask(my_availability, person_of(own), own.desk.today).absences) == before + 1
    assert own.desk.ask(to_send).unsent == 1


def test_being_away_on_a_session_is_said_with_a_door_to_it(own: Seat) -> None:
    page = own.go("my_availability")
    coming = own.desk.ask(my_sessions, person_of(own), own.desk.today).coming[0]
    page.year.form.show_days(coming.day, coming.day)
    page.year.finish()
    own.rest()
    said = [one.text.text() for one in page.findChildren(Notice)]
    assert any(coming.day_text in one and coming.title in one for one in said)


def test_my_standing_says_by_when_and_what_the_unit_holds(own: Seat) -> None:
    page = own.go("my_standing")
    lines = [item.title for item in page.list.lines.items if hasattr(item, "key")]
    assert page.header.facts_in_words() == ["You are approved until 15 Mar 2029."]
    assert "A development event" in lines
    assert not page.path.isHidden()
    own.size(683, 384)
    assert page.path.isHidden()
    assert "Sign-off" in [item.title for item in page.list.lines.items if hasattr(item, "key")]


def test_a_reflection_is_private_until_it_is_shared(own: Seat) -> None:
    own.front()
    page = own.go("my_reflections")
    page.setFocus()
    page.make_new()
    page.form.form.controls["text"].setPlainText("The group was quiet; I let it be")
    page.form.form.controls["went_well"].setPlainText("The chronology exercise")
    page.form.finish()
    own.rest()
    (row,) = own.desk.ask(my_reflections, person_of(own), own.desk.today).rows
    assert not row.shared
    assert own.desk.ask(to_send).unsent == 0
    assert page.list.current().mark.word == "Private"
    dict(page.deeds_of(page.list.current()))["Share it"]()
    own.rest()
    assert own.desk.ask(my_reflections, person_of(own), own.desk.today).rows[0].shared
    assert own.desk.ask(to_send).unsent == 1


def test_a_private_page_is_nowhere_in_what_is_sent(own: Seat, tmp_path: Path) -> None:
    person = person_of(own)
    private = str(write_reflection(own.desk, person, "Mine alone, about Tuesday").result)
    was_shared = str(write_reflection(own.desk, person, "Shared, then thought better of", shared=True).result)
    write_reflection(own.desk, person, "For the unit to read", shared=True)
    change_reflection(own.desk, was_shared, shared=False)
    page = own.go("send")
    page.refresh()
    own.rest()
    own.answers.path = tmp_path / "mine.tpreturn"
    page.write()
    own.rest()
    pool = the_pool(tmp_path)
    opened = unpack(open_here(pool, own.answers.path.read_bytes(), sorts={RETURN}).payload)
    pool.store.close()
    inside = json.dumps(opened.body)
    assert "For the unit to read" in inside
    assert not [words for words in ("Mine alone", "thought better", private, was_shared) if words in inside]
    assert not opened.files


def test_a_years_reflections_are_gathered_on_a_page_whole(own: Seat, tmp_path: Path) -> None:
    person, today = person_of(own), own.desk.today
    assert own.go("my_reflections").year.is_blocked()
    long = "The group was quiet, and I let it be. " * 8
    write_reflection(own.desk, person, long.strip(), on=today - timedelta(days=30))
    write_reflection(own.desk, person, answers={"went_well": "The film"}, on=today - timedelta(days=2), shared=True)
    write_reflection(own.desk, person, "Too long ago", on=today - timedelta(days=400))
    own.front()
    page = own.go("my_reflections")
    page.refresh()
    own.rest()
    page.list.setFocus()
    press("Ctrl+P")
    own.rest()
    (preview,) = own.window.findChildren(Preview)
    paper = " ".join(one.accessibleDescription() for one in preview.findChildren(QLabel))
    assert long.strip().rstrip(".") in paper
    assert "What went well?: The film" in paper
    assert "2 reflections of 5 asked for a year; 1 shared with the Business Unit" in paper
    assert "Too long ago" not in paper
    preview.reject()


def test_after_a_session_it_is_reported_with_numbers_by_agency(later: Seat) -> None:
    page = later.go("my_sessions")
    due = next(item for item in page.list.lines.items if getattr(item, "mark", None) and item.mark.word == "Report due")
    page.list.choose(due.key)
    later.rest()
    dict(page.deeds_of(page.list.current()))["Report on it"]()
    later.rest()
    form = page.form
    form.form.controls["issues"].setPlainText("The projector failed twice")
    (numbers,) = form.findChildren(NumbersField)
    choice, came = numbers.lines[0]
    choice.setCurrentIndex(1)
    came.setValue(12)
    home = choice.currentText()
    assert len(numbers.lines) == 2, "one more line as soon as the last is filled"
    form.finish()
    later.rest()
    found = later.desk.ask(my_session, person_of(later), due.key, later.desk.today)
    assert found.report.as_planned is True
    assert found.report.issues == "The projector failed twice"
    assert page.form is None
    (row,) = later.desk.ask(attendance, due.key)
    assert row.agency == home
    assert row.counts.in_the_room == 12


def test_a_file_past_its_last_day_opens_and_says_so(later: Seat) -> None:
    page = later.go("my_sessions")
    (notice,) = page.findChildren(Notice)
    assert notice.text.text().startswith("This carry file was meant to be used until Mon 18 Jan 2027.")
    assert "wipe" in notice.text.text()


def test_what_was_asked_and_never_answered_is_not_called_closed(later: Seat) -> None:
    page = later.go("my_sessions")
    behind = later.desk.ask(my_sessions, person_of(later), later.desk.today).delivered
    (never,) = [row.id for row in behind if row.state == "offered"]
    said = {item.key: item.beside for item in page.list.lines.items if hasattr(item, "key")}
    assert said[never] == "Not answered"


def test_thirty_days_later_the_desk_is_offered_to_be_wiped(later: Seat) -> None:
    held = later.desk.store.path
    later.answers.yes = False
    later.opening.own_desks.offer_to_wipe(later.desk)
    later.rest()
    assert later.answers.asked[-1] == "Wipe this desk from this computer?"
    assert held.exists()
    later.answers.yes = True
    later.opening.own_desks.offer_to_wipe(later.desk)
    later.rest()
    assert not held.exists()
    assert [one.name for one in held.parent.iterdir()] == []
    assert later.window.navigator.here == "welcome"


def test_a_file_in_its_days_is_not_offered_to_be_wiped(own: Seat) -> None:
    own.opening.own_desks.offer_to_wipe(own.desk)
    own.rest()
    assert own.answers.asked == []


def test_settings_of_a_desk_hold_the_looks_alone(own: Seat) -> None:
    own.front()
    own.window.rail.focus_here()
    press("Ctrl+,")
    own.rest()
    assert own.window.navigator.here == "own_settings"
    own.window.navigator.shown().looks.schemes["dark"].click()
    assert own.window.looks.scheme == "dark"
    own.window.looks.set_scheme("light")


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_nothing_is_clipped_or_nameless(own: Seat, size: tuple[int, int]) -> None:
    own.size(*size)
    for name in PAGES:
        page = own.go(name)
        own.size(*size)
        assert clipped(page) == [], name
        assert nameless(page) == [], name


def test_every_page_takes_the_keyboard_also_where_nothing_is_on_it(own: Seat) -> None:
    own.front()
    for name in ("my_availability", "my_reflections", "send", "get_ready", "my_standing"):
        own.window.rail.focus_here()
        page = own.go(name)
        focused = own.window.focusWidget()
        assert focused is not None
        assert page.isAncestorOf(focused), name
    journal = own.go("my_reflections")
    assert own.window.focusWidget().text() == "Write a reflection"
    journal.make_new()
    journal.form.form.controls["text"].setPlainText("A quiet group")
    journal.form.finish()
    own.rest()
    assert own.window.focusWidget() is journal.list


def test_alt_and_a_number_go_to_the_pages_of_the_desk(own: Seat) -> None:
    own.front()
    for place, name in enumerate(PAGES, start=1):
        own.front()
        own.window.rail.focus_here()
        press(f"Alt+{place}")
        own.rest()
        assert own.window.navigator.here == name
