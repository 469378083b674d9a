"""A person's own desk: an encrypted store of theirs, made by joining with an invitation, and opened like a pool."""

from __future__ import annotations

import contextlib
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.exchange.sealing import (
    REPLY,
    Comment,
    KnownKey,
    Opened,
    OwnKeys,
    bind,
    check_public_keys,
    make_keys,
    open_with_words,
    pack,
    read_words,
    receive_key_id,
    seal,
    unpack,
)
from trainerpool.host.clock import Clock, SystemClock
from trainerpool.host.files import make_folder
from trainerpool.host.locks import PoolLock
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.settings import put_setting
from trainerpool.operations.trust.files import in_force, pool_of
from trainerpool.operations.trust.invitations import FIRST, invitation_words
from trainerpool.problem import Problem
from trainerpool.queries.trust import JOINED, TrustedPool, trusted_pool
from trainerpool.store import records
from trainerpool.store.keys import Cost, KeyFile
from trainerpool.store.pool import Store, check_readable, key_path, logs_of
from trainerpool.store.records import new_id

_FILE = "desk.tpool"
_SLOT = "desk"  # the key file can be read by anyone: it names nobody


@dataclass(frozen=True, slots=True)
class Joined:
    """A person's desk, open, the reply to be sent to the pool, and the payload of their first assignments, if there are any.

    `again` where this desk had joined with this invitation before: the reply is the same keys once more.
    """

    desk: Desk
    reply: bytes
    first: bytes | None
    comment: Comment
    until: date
    again: bool


@dataclass(frozen=True, slots=True)
class _Invitation:
    """What an invitation says, read after every check."""

    pool: TrustedPool
    secret: str
    until: date
    first: bytes | None
    comment: Comment


def profile_path(folder: Path) -> Path:
    """Where the store of a profile lies in its folder."""
    return folder / _FILE


def open_profile(folder: Path, passphrase: str, clock: Clock | None = None) -> Desk:
    """Open somebody's own desk; they sit at it. Problem where the folder holds none."""
    path = profile_path(folder)
    if not path.exists():
        raise Problem(
            f"There is no desk in {folder}.",
            todo="Join first, with the invitation: trainerpool join FILE --secret-file WORDS --profile DIR --to REPLY.",
        )
    desk = Desk(Store.open(path, passphrase), "", clock or SystemClock())
    try:
        return desk.as_person(pool_of(desk).person)
    except BaseException:
        close_pool(desk)
        raise


def join(
    data: bytes, words: str, folder: Path, passphrase: str, clock: Clock | None = None, cost: Cost | None = None
) -> Joined:
    """Open an invitation with its words, make keys in an encrypted profile in this folder, and answer.

    Where the person has their desk there already, it gets new keys, and keeps what is on it. Problem where the words are
    wrong, the invitation has run out, or the desk is another person's; nothing is made or changed then.
    """
    clock = clock or SystemClock()
    opened = open_with_words(data, words=read_words(words, invitation_words()), known=_told_key)
    invitation = _read(opened)
    if invitation.until < clock.today():
        raise Problem(
            f"This invitation ended on {in_words(invitation.until)}.",
            kept="Nothing was made.",
            todo=f"Ask {invitation.pool.name or 'the Business Unit'} for a new one.",
        )
    _clear_unfinished(profile_path(folder), passphrase)
    if profile_path(folder).exists():
        return _join_again(Desk(Store.open(profile_path(folder), passphrase), "", clock), invitation)
    desk = _new_profile(folder, passphrase, invitation, clock, cost)
    return Joined(desk, _reply(desk), invitation.first, invitation.comment, invitation.until, again=False)


def _join_again(desk: Desk, invitation: _Invitation) -> Joined:
    """The desk that is there already: the same reply once more, or new keys where the invitation is a new one.

    A desk on which nothing was ever done is one whose making was cut short: it is finished now.
    """
    try:
        if desk.store.head.count:
            _check_same_person(pool_of(desk), invitation.pool)
        held = desk.ask(trusted_pool)
        again = held is not None and held.invitation == invitation.pool.invitation
        desk = desk.as_person(invitation.pool.person)
        if not again:
            _take_keys(desk, invitation)
        return Joined(desk, _reply(desk), invitation.first, invitation.comment, invitation.until, again=again)
    except BaseException:
        close_pool(desk)
        raise


def _clear_unfinished(path: Path, passphrase: str) -> None:
    """Take away what a killed program left of a desk before its store was whole: nothing was ever done with such a key."""
    if not key_path(path).exists() or KeyFile.load(key_path(path)).anchor.count:
        return
    lock = PoolLock(path)
    lock.take()
    try:
        key, _ = KeyFile.load(key_path(path)).read_key(passphrase)
        if path.exists():
            check_readable(path, key)
        else:
            _remove(path)
    except Problem as problem:
        if "never finished" not in problem.text:
            raise
        _remove(path)
    finally:
        lock.release()


def _remove(path: Path) -> None:
    for made in (path, key_path(path), *logs_of(path)):
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)


def _check_same_person(held: TrustedPool, told: TrustedPool) -> None:
    if (held.pool_id, held.person_id) != (told.pool_id, told.person_id):
        raise Problem(
            "This folder holds the desk of somebody else, or of another pool.",
            kept="It was not changed.",
            todo="Choose another folder for the profile.",
        )


def _new_profile(folder: Path, passphrase: str, invitation: _Invitation, clock: Clock, cost: Cost | None) -> Desk:
    path = profile_path(folder)
    make_folder(folder)
    store, _ = Store.create(path, _SLOT, passphrase, cost)
    desk = Desk(store, invitation.pool.person, clock)
    try:
        _take_keys(desk, invitation)
    except BaseException:
        close_pool(desk)
        _remove(path)
        raise
    return desk


def _take_keys(desk: Desk, invitation: _Invitation) -> None:
    """Make this desk's keys, and remember whom it trusts; keys it had before go on opening what was sealed to them."""
    made, pool = make_keys(), invitation.pool
    bound = bind(invitation.secret, pool.invitation, pool.person_id, made.receive_public, made.sign_public)
    kept: dict[str, Any] = asdict(pool) | {"bound": bound}
    with desk.work(f"Join {pool.name}".strip(), one_way=True) as work:
        for former in work.find(select(records.OwnKeys).where(records.OwnKeys.ended_on.is_(None))):
            former.ended_on = desk.today
        work.add(records.OwnKeys(
            receive_secret=made.receive_secret, receive_public=made.receive_public,
            sign_secret=made.sign_secret, sign_public=made.sign_public, made_on=desk.today,
        ))  # fmt: skip
        if not trusted_pool(work.session):
            put_setting(work, "pool_id", desk.store.keys.pool_id)
            put_setting(work, "pool_name", pool.name)
            put_setting(work, "made_on", desk.today.isoformat())
        put_setting(work, JOINED, kept)


def _reply(desk: Desk) -> bytes:
    """The answer to the invitation: both public keys, bound to it, for the pool alone."""
    pool, mine = pool_of(desk), in_force(desk)
    told = _told(pool, mine)
    comment = Comment(REPLY, new_id(), mine.sign_id, receive_key_id(pool.receive_public), 0, told)
    return seal(pack({"version": 1, **told}), to=[pool.receive_public], signer=mine, comment=comment)


def _told(pool: TrustedPool, mine: OwnKeys) -> dict[str, str]:
    return {
        "invitation": pool.invitation,
        "person": pool.person_id,
        "receive": mine.receive_public,
        "sign": mine.sign_public,
        "bound": pool.bound,
    }


def _told_key(comment: Comment) -> KnownKey | None:
    """The key an invitation brings itself: whoever knows the words made it."""
    key = comment.more.get("key")
    return KnownKey(key) if key else None


def _read(opened: Opened) -> _Invitation:
    """What an invitation says; Problem where it says something else than ours do."""
    payload = unpack(opened.payload)
    body = payload.body
    version = body.get("version")
    if isinstance(version, int) and version > 1:
        raise Problem(
            "This invitation was made by a later Trainer Pool.", kept="Nothing was made.", todo="Update this program."
        )
    try:
        person, pool = body["person"], body["pool"]
        texts = {
            "pool_id": pool["id"], "name": pool["name"], "receive_public": pool["receive_public"],
            "sign_public": pool["sign_public"], "person_id": person["id"], "given_name": person["given_name"],
            "family_name": person["family_name"], "invitation": body["invitation"],
        }  # fmt: skip
        if (
            not all(isinstance(value, str) for value in texts.values())
            or texts["sign_public"] != opened.issuer.sign_public
        ):
            raise ValueError  # noqa: TRY301 - one answer for everything that is not ours
        bytes.fromhex(body["secret"])
        check_public_keys(texts["receive_public"], texts["sign_public"])
        until = date.fromisoformat(body["until"])
    except (KeyError, TypeError, ValueError) as error:
        raise Problem(
            "What is inside this invitation is not what Trainer Pool sends.",
            kept="Nothing was made.",
            todo="Ask for a new invitation.",
        ) from error
    trusted = TrustedPool(**texts, bound="")
    return _Invitation(trusted, body["secret"], until, payload.files.get(FIRST), opened.comment)
