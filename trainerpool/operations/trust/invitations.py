"""First contact: invitations that make somebody's keys on their own machine, cancelled or run out like any other, and trust ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlalchemy import select

from trainerpool.exchange.sealing import (
    INVITATION,
    TO_WORDS,
    Comment,
    draw_words,
    make_keys,
    new_secret,
    pack,
    seal_to_words,
)
from trainerpool.host.places import resource
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_person
from trainerpool.operations.trust.said import DAYS, what_invited_means
from trainerpool.problem import Problem
from trainerpool.queries.settings import pool_settings
from trainerpool.queries.trust import own_keys, trusted_pool
from trainerpool.store import records
from trainerpool.store.records import Invitation, Person, PersonKeys, new_id
from trainerpool.store.work import Done, Work

FIRST = "first.zip"
_FIRST_TIME, _NEW_KEYS = "first contact", "new keys"


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation just made: for whom, until which day, and what it means, in sentences."""

    person_id: str
    name: str
    until: date
    consequences: tuple[str, ...]
    done: Done


@cache
def invitation_words() -> tuple[str, ...]:
    """The 7,776 words invitations are sealed with."""
    return tuple(resource("words/invitation.txt").read_text(encoding="utf-8").split())


def invite(
    desk: Desk,
    person: str,
    write: Callable[[bytes, str], None],
    *,
    first: bytes | None = None,
    number: int = 0,
) -> Invited:
    """Make an invitation for somebody of the pool: sealed to six words, good once, for 14 days.

    `write` is given the file and the words to be told by telephone, which are kept nowhere; where it fails, nobody was
    invited. `first` is the payload of first assignments, as a carry file of that `number` would hold. An invitation of
    theirs that still waits is cancelled. One-way, as every file is that is made to be sent.
    """
    if desk.ask(trusted_pool) is not None:
        raise Problem("Only the Business Unit invites, from its pool.", kept="Nothing was made.")
    words, secret = draw_words(invitation_words()), new_secret()
    with desk.work("Invite", one_way=True) as work:
        found = the_person(work, person)
        name = f"{found.given_name} {found.family_name}".strip()
        work.name = f"Invite {name}"
        has_keys = bool(_keys_in_force(work, found.id))
        replaced = _cancel_waiting(work, desk, found.id)
        until = desk.today + timedelta(days=DAYS)
        made = work.add(Invitation(
            person_id=found.id, sort=_NEW_KEYS if has_keys else _FIRST_TIME, made_on=desk.today, until=until, secret=secret,
        ))  # fmt: skip
        work.about(found.id)
        if not own_keys(work.session):
            _make_own_keys(work, desk)
        write(_sealed(work, made, found, words, first, number), words)
    consequences = what_invited_means(name, until, has_keys=has_keys, replaces=bool(replaced))
    return Invited(found.id, name, until, consequences, work.done)


@deed
def cancel_invitation(desk: Desk, person: str) -> Done:
    """Cancel the invitation somebody has not answered yet: a reply to it is refused from now on."""
    with desk.work("Cancel an invitation") as work:
        found = the_person(work, person)
        name = f"{found.given_name} {found.family_name}".strip()
        work.name = f"Cancel the invitation of {name}"
        work.about(found.id)
        if not _cancel_waiting(work, desk, found.id):
            raise Problem(f"{name} has no invitation that waits for a reply.", kept="Nothing was changed.")
    return work.done


@deed
def revoke_keys(desk: Desk, person: str, why: str | None = None) -> Done:
    """End the trust in somebody's keys, and cancel their invitation: what they send from now on is refused.

    It stops the future only: files that were sent to them cannot be called back, and stay readable on their computer. What
    they sent and what was taken in stays. To trust them again, invite them again.
    """
    with desk.work("End the trust in somebody's keys") as work:
        found = the_person(work, person)
        name = f"{found.given_name} {found.family_name}".strip()
        work.name = f"End the trust in the keys of {name}"
        work.about(found.id)
        held = _keys_in_force(work, found.id)
        cancelled = _cancel_waiting(work, desk, found.id)
        if not held and not cancelled:
            raise Problem(f"{name} has no keys and no invitation to be ended.", kept="Nothing was changed.")
        for keys in held:
            keys.revoked_on, keys.revoked_why = desk.today, (why or "").strip() or None
    return work.done


def _sealed(work: Work, made: Invitation, person: Person, words: str, first: bytes | None, number: int) -> bytes:
    """The invitation's file: who is invited by which pool, the secret that binds the reply, and the first assignments."""
    mine, settings = own_keys(work.session)[0], pool_settings(work.session)
    body = {
        "version": 1,
        "invitation": made.id,
        "until": made.until.isoformat(),
        "secret": made.secret,
        "person": {"id": person.id, "given_name": person.given_name, "family_name": person.family_name},
        "pool": {
            "id": settings.pool_id, "name": settings.partnership or settings.name,
            "receive_public": mine.receive_public, "sign_public": mine.sign_public,
        },
    }  # fmt: skip
    comment = Comment(INVITATION, new_id(), mine.sign_id, TO_WORDS, number, {"key": mine.sign_public})
    files = {} if first is None else {FIRST: first}
    return seal_to_words(pack(body, files), words=words, signer=mine, comment=comment)


def _make_own_keys(work: Work, desk: Desk) -> None:
    made = make_keys()
    work.add(records.OwnKeys(
        receive_secret=made.receive_secret, receive_public=made.receive_public,
        sign_secret=made.sign_secret, sign_public=made.sign_public, made_on=desk.today,
    ))  # fmt: skip


def _keys_in_force(work: Work, person_id: str) -> list[PersonKeys]:
    return work.find(select(PersonKeys).where(PersonKeys.person_id == person_id, PersonKeys.revoked_on.is_(None)))


def _cancel_waiting(work: Work, desk: Desk, person_id: str) -> list[Invitation]:
    """Cancel the invitations of somebody that wait for a reply; those cancelled. One that has run out is no longer waiting."""
    waiting = work.find(
        select(Invitation).where(
            Invitation.person_id == person_id, Invitation.used_on.is_(None), Invitation.cancelled_on.is_(None),
            Invitation.until >= desk.today,
        )
    )  # fmt: skip
    for one in waiting:
        one.cancelled_on, one.secret = desk.today, None
    return waiting
