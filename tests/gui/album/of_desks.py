"""Scenes of the pages of one's own desk: somebody's who delivers and observes."""

from __future__ import annotations

from typing import Any

from tests.gui.album.acting import dialog
from tests.gui.album.scenes import scene, states_of
from tests.gui.screens.seats import Seat


def _page(seat: Seat) -> Any:
    return seat.window.navigator.shown()


def _first(seat: Seat, word: str) -> None:
    """Do a deed of the first line."""
    page = _page(seat)
    page.do(page.list.current(), word)
    seat.rest()


def _told_away(seat: Seat) -> None:
    from datetime import timedelta

    from trainerpool.operations.availability import mark_away
    from trainerpool.queries.own_work import held_file

    held = seat.desk.ask(held_file)
    assert held is not None
    day = seat.desk.today + timedelta(days=200)
    mark_away(seat.desk, held.person, day, day)
    _page(seat).refresh()
    seat.rest()


def _sheet(seat: Seat) -> None:
    """The next session on paper, looked at."""
    _page(seat)._of_next("print")
    seat.rest()
    dialog(seat)


def _year(seat: Seat) -> None:
    """Two pages of the journal, on paper."""
    from trainerpool.operations.desk_deeds.reflecting import write_reflection
    from trainerpool.queries.own_work import held_file

    held = seat.desk.ask(held_file)
    assert held is not None
    write_reflection(seat.desk, held.person, "The group was quiet, and I let it be.")
    write_reflection(seat.desk, held.person, answers={"went_well": "The film."}, shared=True)
    _page(seat).refresh()
    seat.rest()
    _page(seat).show_year()
    seat.rest()
    dialog(seat)


for one in (
    "my_sessions",
    "get_ready",
    "my_availability",
    "my_standing",
    "my_reflections",
    "my_visits",
    "send",
    "own_settings",
):
    states_of(one, pool="own")
scene("my_sessions", "declining", lambda seat: _first(seat, "decline"), pool="own")
scene("my_sessions", "arranging", lambda seat: _page(seat).make_new(), pool="own")
scene("my_sessions", "asking for support", lambda seat: _page(seat).ask_support(), pool="own")
scene("my_sessions", "on a session asked", lambda seat: _page(seat).list.setFocus(), pool="own")
scene("my_sessions", "the keyboard on the next one", lambda seat: _page(seat).next.ready.setFocus(), pool="own")
scene("my_sessions", "the sheet of the next one", _sheet, pool="own")
scene("get_ready", "a step done", lambda seat: _first(seat, "step"), pool="own")
scene("my_availability", "as a table", lambda seat: _page(seat).year.swap.click(), pool="own")
scene("my_standing", "asking for support", lambda seat: _page(seat).ask_support(), pool="own")
scene("my_reflections", "writing", lambda seat: _page(seat).make_new(), pool="own")
scene("my_reflections", "the year on a page", _year, pool="own")
scene("my_visits", "on a visit", lambda seat: _page(seat).list.setFocus(), pool="own")
states_of("my_visit", pool="own")
scene("my_visit", "a visit to come", lambda seat: _first(seat, "observe"), pool="own", start="my_visits")
scene("send", "with something to send", _told_away, pool="own")
scene("own_settings", "the keyboard on it", lambda seat: _page(seat).looks.schemes["light"].setFocus(), pool="own")
