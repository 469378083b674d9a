"""The next session, large on My sessions: day, place, people, what is still to do; its sheet on paper and its calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.screens.desks_seat import make_own_desk, own_seat, person_of
from tests.gui.screens.observations_seat import press
from tests.gui.screens.seats import Seat, clipped, nameless
from trainerpool.gui.screens.desks.next_session import how_soon
from trainerpool.gui.screens.programme.preview import Preview
from trainerpool.operations.desk_deeds.getting_ready import do_ready_step
from trainerpool.operations.materials import record_read
from trainerpool.operations.offers import withdraw_trainer
from trainerpool.queries.desk_pages import MySessionPage, my_session
from trainerpool.queries.desk_sessions import my_sessions


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nadia's desk and the pool it came from, closed."""
    with pytest.MonkeyPatch.context() as patch:
        yield make_own_desk(tmp_path_factory.mktemp("made"), patch)


@pytest.fixture
def own(qapp, made: Path, tmp_path: Path) -> Iterator[Seat]:
    """The window at a fresh copy of it."""
    yield from own_seat(made, tmp_path)


def the_next(seat: Seat) -> MySessionPage:
    row = seat.desk.ask(my_sessions, person_of(seat), seat.desk.today).next
    assert row is not None
    page = seat.desk.ask(my_session, person_of(seat), row.id, seat.desk.today)
    assert page is not None
    return page


def said(page) -> str:
    return " | ".join(one.text() for one in page.next.findChildren(QLabel) if one.isVisible())


def test_all_that_is_needed_in_a_car_park_stands_on_the_page(own: Seat) -> None:
    page, one = own.go("my_sessions"), the_next(own)
    words = said(page)
    assert page.next.day.text() == f"{one.row.day_text}, {one.row.times}"
    assert one.where.words in words
    assert one.where.access in words
    assert one.where.map_link in words
    assert one.team
    assert all(who.name in words and who.phone in words and who.email in words for who in one.team)
    assert f"If something goes wrong: {one.business_unit.name}" in words
    assert one.pack is not None
    assert f"Still to do: read pack {one.pack.version}, meet the co-trainer" in words
    record_read(own.desk, one.pack.version_id, person_of(own))
    for step in ("co-trainer", "room", "adjustments"):
        do_ready_step(own.desk, one.row.id, person_of(own), step)
    page.refresh()
    own.rest()
    assert "Everything is got ready" in said(page)


def test_the_deeds_of_the_next_session_by_keys_alone(own: Seat, tmp_path: Path) -> None:
    page, one = own.go("my_sessions"), the_next(own)
    own.front()
    page.list.setFocus()
    for _ in range(8):
        if QApplication.focusWidget() is page.next.calendar:
            break
        press("Shift+Tab")
    assert QApplication.focusWidget() is page.next.calendar
    own.answers.path = tmp_path / "one.ics"
    press("Space")
    own.rest()
    written = own.answers.path.read_bytes()
    assert written.count(b"BEGIN:VEVENT") == 1
    assert one.row.day.strftime("%Y%m%d").encode() in written
    press("Shift+Tab")
    press("Space")
    own.rest()
    (preview,) = own.window.findChildren(Preview)
    paper = preview.roll.accessibleName(), *(each.accessibleDescription() for each in preview.findChildren(QLabel))
    assert all(
        any(words in each for each in paper)
        for words in (one.where.words, one.team[0].phone, "Met with the co-trainer")
    )
    own.answers.path = tmp_path / "one.pdf"
    preview.finish()
    own.rest()
    assert own.answers.path.read_bytes().startswith(b"%PDF")
    assert page.list.current().key == one.row.id, "it is the line in focus from then on"


def test_show_it_goes_to_the_inspector_and_get_ready_to_its_steps(own: Seat) -> None:
    page, one = own.go("my_sessions"), the_next(own)
    page.next.open.click()
    own.rest()
    assert page.list.current().key == one.row.id
    page.next.ready.click()
    own.rest()
    assert own.window.navigator.here == "get_ready"
    assert own.window.navigator.shown().list.current().key == f"{one.row.id}/material"


def test_in_a_low_window_it_is_one_line_that_still_says_when_and_where(own: Seat) -> None:
    page, one = own.go("my_sessions"), the_next(own)
    own.size(683, 384)
    assert not page.next.body.isVisible()
    assert page.next.soon.text() == f"{one.row.day_text}, {one.row.times}, {one.row.place}"
    assert (clipped(page), nameless(page)) == ([], [])
    own.size(1366, 768)
    assert page.next.body.isVisible()


def test_where_none_is_coming_there_is_none(own: Seat) -> None:
    page = own.go("my_sessions")
    for one in own.desk.ask(my_sessions, person_of(own), own.desk.today).coming:
        withdraw_trainer(own.desk, one.id, person_of(own), category="leave")
    page.refresh()
    own.rest()
    assert not page.next.isVisible()


def test_how_soon_is_said_as_people_say_it(own: Seat) -> None:
    from datetime import timedelta

    today = own.desk.today
    found = [how_soon(today + timedelta(days=days), today) for days in (0, 1, 9, 20, 57)]
    assert found == ["today", "tomorrow", "in 9 days", "in 20 days", "in 8 weeks"]
