"""A trainer's manager is recorded among the details, is named where an outcome takes something away, and never observes them."""

from __future__ import annotations

import pytest

from tests.gui.album.acting import press
from tests.gui.screens.observations_seat import pane, row_in
from tests.gui.screens.seats import Seat
from trainerpool.domain.observations import ObservationState
from trainerpool.gui.screens.observations.record_pane import RecordPane
from trainerpool.operations.observations import enter_paper_visit
from trainerpool.problem import Problem
from trainerpool.queries.observations_page import observation
from trainerpool.queries.people import person


def test_the_manager_is_recorded_and_named_where_a_limit_waits(seat: Seat) -> None:
    row = row_in(seat, ObservationState.AWAITING_SECOND)
    seat.go("observation", row.id)
    seat.rest()
    about = pane(seat, RecordPane)
    assert "Record the manager" in [one.text() for one in about.buttons]
    press(seat, "Record the manager")
    seat.rest()
    assert seat.window.navigator.here == "trainer"
    details = seat.window.navigator.shown().tabs.details
    form = details.form
    seat.until(lambda: form.lines["family_name"].text() == row.trainer.split()[-1])
    assert "Told of a pause" in form.fields["manager"].message.text()
    form.lines["manager"].setText(row.trainer)
    form.finish()
    seat.rest()
    assert form.fields["manager"].message.text().startswith(f"{row.trainer} cannot be their own manager")
    form.lines["manager"].setText("Ruth Penhale")
    form.finish()
    seat.rest()
    known = seat.desk.ask(person, row.person_id, seat.desk.today)
    assert known is not None
    assert known.manager == "Ruth Penhale"
    seat.go("observation", row.id)
    seat.rest()
    about = pane(seat, RecordPane)
    assert "Record the manager" not in [one.text() for one in about.buttons]
    shown = seat.desk.ask(observation, row.id, seat.desk.today)
    assert shown is not None
    assert shown.manager == "Ruth Penhale"
    with pytest.raises(Problem, match=f"is {row.trainer}'s manager"):
        enter_paper_visit(seat.desk, "R. Penhale", "by post", [row.trainer], on=seat.desk.today)
    seat.undo()
    known = seat.desk.ask(person, row.person_id, seat.desk.today)
    assert known is not None
    assert known.manager == ""
