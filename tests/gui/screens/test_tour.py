"""The tour past packs, an observation, a carry file, a call and a return: on the example, with its exchange played for real."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.gui.screens.seats import Seat
from tests.operations.trust_desks import quick_words
from trainerpool.gui.tour import EVERYTHING, Tour, look_at_exchange, look_at_quality
from trainerpool.operations.example import record_exchange
from trainerpool.queries.calls import availability_calls
from trainerpool.queries.people import people
from trainerpool.queries.returns import TAKEN_IN, WAITING, returned_files
from trainerpool.queries.today import today_page


def test_the_example_is_walked_to_a_return_with_its_clash_taken_in(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    quick_words(monkeypatch)
    folder = tmp_path / "exchange"
    folder.mkdir()
    seat.window.resize(1366, 768)
    record_exchange(seat.desk, folder)
    seat.window.workplace.background.touch(EVERYTHING)
    seat.rest()
    [waits] = seat.desk.ask(returned_files, WAITING)
    kinds = {row.kind for row in seat.desk.ask(today_page, seat.desk.today).rows}
    assert {"returns", "call"} <= kinds, "Today tells of both"
    walked = Tour(tmp_path / "tour")
    walked.folder.mkdir()
    look_at_quality(walked, seat.window, seat.desk)
    look_at_exchange(walked, seat.window, seat.desk)
    told = json.loads((walked.folder / "tour.json").read_text())
    steps = {step["name"]: step for step in told["steps"]}
    assert list(steps) == ["Materials", "Observation", "Carry file", "Call for availability", "Return"]
    assert all(QImage(str(walked.folder / step["picture"])).width() >= 1200 for step in steps.values())
    assert steps["Carry file"]["figures"]["number"] == 2
    assert "1 call for availability" in steps["Carry file"]["figures"]["inside"]
    figures = steps["Return"]["figures"]
    assert (figures["changes"], figures["clashes"], figures["taken_in"], figures["answered"]) == (5, 1, 1, 1)
    [taken] = seat.desk.ask(returned_files, TAKEN_IN)
    assert taken.id == waits.id
    theirs = next(one for one in seat.desk.ask(people, seat.desk.today) if one.id == taken.person_id)
    assert theirs.phone == "01632 960982", "the return's side was chosen"
    [call] = seat.desk.ask(availability_calls, seat.desk.today)
    [answered] = [one for one in call.asked if one.is_answered]
    assert answered.said == ("Away 15 Feb to 19 Feb",)
