"""Scenes of Calls for availability: nobody asked, somebody in each state, asking everybody or some, before a call is taken back."""

from __future__ import annotations

from collections.abc import Callable

from tests.gui.album.acting import asked, context, dialog, focus, then
from tests.gui.album.scenes import scene, states_of, waiting
from tests.gui.screens.calls_seat import called, heard
from tests.gui.screens.seats import Seat
from tests.operations.carrying.desks import person_id
from trainerpool.gui.screens.exchange.calls.ask_dialog import SOME, AskDialog
from trainerpool.gui.screens.exchange.calls.screen import CallsScreen


def begun(seat: Seat) -> None:
    """Two calls, some reached, some answered."""
    called(seat.desk)
    heard(seat)


def at(place: int) -> Callable[[Seat], None]:
    """Go to one of the six people, as the calls' seat lists them."""

    def act(seat: Seat) -> None:
        _spring, _summer, names = called(seat.desk)
        heard(seat)
        page = seat.window.navigator.shown()
        assert isinstance(page, CallsScreen)
        page.table.choose(person_id(seat.desk, names[place]))
        page.tell()

    return act


def some(seat: Seat) -> None:
    made = dialog(seat)
    assert isinstance(made, AskDialog)
    made.whom.choose(SOME)
    made.whom.chosen.emit(SOME)


def seek(seat: Seat) -> None:
    page = seat.window.navigator.shown()
    assert isinstance(page, CallsScreen)
    page.search.setText("no such name")
    page.search.seek_now()


states_of("calls")
waiting("calls")
scene("calls", "nobody in the pool", pool="empty")
scene("calls", "two calls", begun)
scene("calls", "somebody away", at(0))
scene("calls", "somebody without a desk", at(5))
scene("calls", "the menu of a person", then(at(2), focus("TableView"), context))
scene("calls", "nobody found", then(begun, seek))
scene("calls", "asking everybody", asked("Call for"))
scene("calls", "asking some", then(asked("Call for"), some))
scene("calls", "before it is taken back", then(begun, asked("Take the call back")))
