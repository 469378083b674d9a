"""Scenes of Exchange: nothing there, returns that wait, a clash, one left out, one taken in, one refused."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.gui.album.acting import context, focus, keys, press, then
from tests.gui.album.scenes import scene, states_of, waiting
from tests.gui.screens.exchange_seat import a_return, asked_trainers, told
from tests.gui.screens.seats import Seat
from trainerpool.gui.screens.exchange.screen import ExchangeScreen
from trainerpool.operations.carrying.taking_in import refuse_return


def second(seat: Seat) -> None:
    """The second return of the list, which has no clash."""
    came(seat)
    focus("SideList")(seat)
    keys(seat, "Down")


def came(seat: Seat) -> None:
    """Three returns have come in; one of them clashes."""
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(asked_trainers(seat.desk)[:3]):
            a_return(seat.desk, Path(folder) / str(number), name, clash=number == 2)
    told(seat)


def refused(seat: Seat) -> None:
    """A return was refused, and is looked at again."""
    with tempfile.TemporaryDirectory() as folder:
        returned = a_return(seat.desk, Path(folder), asked_trainers(seat.desk)[0])
    refuse_return(seat.desk, returned, "Sent by mistake")
    told(seat)
    page = seat.window.navigator.shown()
    assert isinstance(page, ExchangeScreen)
    page.arrive(returned)
    seat.rest()


states_of("exchange")
waiting("exchange")
scene("exchange", "returns with a clash", came)
scene(
    "exchange",
    "settling a clash",
    then(came, lambda seat: press(seat, "Settle 1 clash"), lambda seat: keys(seat, "Space")),
)
scene("exchange", "a change left out", then(second, focus("PlanList"), lambda seat: keys(seat, "Space")))
scene("exchange", "the menu of a change", then(came, focus("PlanList"), context))
scene("exchange", "a return taken in", then(second, lambda seat: press(seat, "Take in")))
scene("exchange", "a return that was refused", refused)
