"""What the tests of Carry files share: people of the example with keys, one invited, one whose trust ended, carry files out."""

from __future__ import annotations

import secrets
from datetime import timedelta

from tests.gui.screens.exchange_seat import asked_trainers
from tests.gui.screens.seats import Seat
from tests.operations.carrying.desks import person_id
from trainerpool.exchange.sealing import make_keys
from trainerpool.operations.desk import Desk
from trainerpool.store.records import CarriedFile, Invitation, OwnKeys, PersonKeys


def keys_for(pool: Desk, *names: str) -> None:
    """These people have keys, as if their replies had been taken in."""
    with pool.work("Keys") as work:
        mine = make_keys()
        work.add(OwnKeys(
            receive_secret=mine.receive_secret, receive_public=mine.receive_public, sign_secret=mine.sign_secret,
            sign_public=mine.sign_public, made_on=pool.today,
        ))  # fmt: skip
        for name in names:
            made = make_keys()
            work.add(PersonKeys(
                person_id=person_id(pool, name), receive_public=made.receive_public, sign_public=made.sign_public,
                made_on=pool.today,
            ))  # fmt: skip


def some_trust(pool: Desk) -> list[str]:
    """Two with keys, the first of them with a carry file; a third is invited. Gives their names."""
    names = asked_trainers(pool)[:3]
    keys_for(pool, *names[:2])
    with pool.work("Hand out carry files") as work:
        work.add(CarriedFile(
            person_id=person_id(pool, names[0]), number=1, file=secrets.token_hex(8), issued_on=pool.today, start=pool.today,
            end=pool.today + timedelta(weeks=26), opens_until=pool.today + timedelta(weeks=8),
            inside={"lines": ["3 sessions", "Own standing with its reasons"]},
        ))  # fmt: skip
        work.add(Invitation(
            person_id=person_id(pool, names[2]), sort="first contact", made_on=pool.today,
            until=pool.today + timedelta(days=14), secret=secrets.token_hex(16),
        ))  # fmt: skip
    return names


def told(seat: Seat) -> None:
    """What was done at the desk behind the window is shown."""
    seat.window.workplace.background.touch(frozenset({"carried_file", "person_keys", "invitation"}))
    seat.rest()
