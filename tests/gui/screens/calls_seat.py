"""What the tests of Calls share: the spring called for over the example, some reached, some answered, one in each state."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from tests.gui.screens.carry_seat import keys_for
from tests.gui.screens.seats import Seat
from tests.operations.carrying.desks import person_id
from trainerpool.operations.availability import mark_away
from trainerpool.operations.calls import record_call_written
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.asking import answer_availability, call_for_availability
from trainerpool.queries.standings import trainers
from trainerpool.store.records import CarriedFile

SPRING = date(2027, 1, 11), date(2027, 3, 26)
SUMMER = date(2027, 4, 12), date(2027, 7, 16)


def called(pool: Desk) -> tuple[str, str, list[str]]:
    """Two calls: spring of everybody, summer of three. Gives their ids and the names of six people, in this order:

    answered on their desk, away; answered by telephone; two with a carry file; one with keys alone; one written to.
    """
    names = [row.person.name for row in pool.ask(trainers, pool.today) if row.standing.may_deliver][:6]
    keys_for(pool, names[0], *names[2:5])
    spring = str(call_for_availability(pool, *SPRING, date(2026, 12, 7), "For the spring programme").result)
    summer = str(call_for_availability(pool, *SUMMER, date(2026, 12, 18), None, names[:3]).result)
    with pool.work("Hand out carry files") as work:
        for name in (names[0], *names[2:4]):
            work.add(CarriedFile(
                person_id=person_id(pool, name), number=1, file=secrets.token_hex(8), issued_on=pool.today, start=pool.today,
                end=pool.today + timedelta(weeks=26), opens_until=pool.today + timedelta(weeks=8), inside={"lines": ["3 sessions"]},
            ))  # fmt: skip
    mark_away(pool, names[0], date(2027, 2, 15), date(2027, 2, 19))
    answer_availability(pool, spring, names[0])
    answer_availability(pool, spring, names[1], told_by="by telephone")
    record_call_written(pool, spring, [names[5]])
    return spring, summer, names


def heard(seat: Seat) -> None:
    """What was done at the desk behind the window is shown."""
    kinds = {"availability_call", "availability_answer", "carried_file", "person_keys", "unavailability", "setting"}
    seat.window.workplace.background.touch(frozenset(kinds))
    seat.rest()
