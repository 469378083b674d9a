"""What the deeds of trust are done with: people who were invited, and people whose keys are known."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from tests.operations.walk.hand import Draw, Hand
from trainerpool.exchange.sealing import make_keys, new_secret
from trainerpool.operations.desk import Desk
from trainerpool.store.records import Invitation, Person, PersonKeys


def add_trust(desk: Desk) -> None:
    """Invitations that wait, without the second each takes to be sealed, and keys that were taken in."""
    with desk.work("Plant invitations and keys") as work:
        people = work.find(select(Person).order_by(Person.family_name, Person.given_name))
        until = desk.today + timedelta(days=14)
        for person in people[:4]:
            work.add(Invitation(
                person_id=person.id, sort="first contact", made_on=desk.today, until=until, secret=new_secret(),
            ))  # fmt: skip
        for person in people[2:6]:
            keys = make_keys()
            work.add(PersonKeys(
                person_id=person.id, receive_public=keys.receive_public, sign_public=keys.sign_public, made_on=desk.today,
            ))  # fmt: skip


def _invited(hand: Hand) -> str:
    open_ones = (Invitation.used_on.is_(None), Invitation.cancelled_on.is_(None), Invitation.until >= hand.desk.today)
    return hand.row(Invitation, *open_ones).person_id


OF_TRUST: dict[str, Draw] = {
    "cancel_invitation": lambda hand: {"person": _invited(hand)},
    "revoke_keys": lambda hand: {
        "person": hand.row(PersonKeys, PersonKeys.revoked_on.is_(None)).person_id, **hand.perhaps(why=hand.new),
    },
}  # fmt: skip
