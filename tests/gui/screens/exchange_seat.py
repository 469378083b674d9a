"""What the tests of Exchange share: returns of the example's trainers that wait in its pool, made at desks of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.gui.screens.seats import Seat
from tests.operations.carrying.desks import a_profile, hand, read, sent
from trainerpool.operations import availability, people
from trainerpool.operations.allocations import respond
from trainerpool.operations.carrying.taking_in import receive_return
from trainerpool.operations.desk import Desk
from trainerpool.queries.desk_sessions import my_sessions
from trainerpool.queries.offers import offers
from trainerpool.queries.own_work import held_file

_ABSENCE = (date(2027, 2, 15), date(2027, 2, 19))
PHONE_OUT, PHONE_HERE = "01632 960982", "01632 960417"


def asked_trainers(desk: Desk) -> list[str]:
    """The names of the trainers of the example with a place ahead, those asked and not yet answered first."""
    rows = list(desk.ask(offers, desk.today, desk.today))
    rows.sort(key=lambda row: row.state != "offered")
    return list(dict.fromkeys(row.trainer.name for row in rows))


def a_return(pool: Desk, folder: Path, name: str, *, clash: bool = False) -> str:
    """A return of somebody that waits in the pool: an acceptance, an absence, and a telephone number. Gives its id."""
    profile = a_profile(folder, name, pool.today)
    hand(pool, profile, name)
    held = profile.ask(held_file)
    assert held is not None
    for one in profile.ask(my_sessions, held.person, pool.today).asked[:1]:
        respond(profile, one.id, name, accepted=True)
    availability.add_unavailability(profile, name, *_ABSENCE)
    people.change_trainer(profile, name, phone=PHONE_OUT)
    if clash:
        people.change_trainer(pool, name, phone=PHONE_HERE)
    found = read(pool, sent(profile), name)
    profile.store.close()
    return str(receive_return(pool, found).result)


def told(seat: Seat) -> None:
    """What was done at the desk behind the window is shown."""
    seat.window.workplace.background.touch(frozenset({"returned_file"}))
    seat.rest()
