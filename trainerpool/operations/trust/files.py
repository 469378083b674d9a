"""Files that go between a pool and people's desks: read within bounds, opened with every check, sealed for whom they are meant."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from trainerpool.exchange.sealing import (
    CARRY,
    MOST_BYTES,
    REPLY,
    RETURN,
    Comment,
    KnownKey,
    Opened,
    OwnKeys,
    open_sealed,
    receive_key_id,
    seal,
    too_large,
)
from trainerpool.exchange.sealing.envelope import Newest
from trainerpool.operations.desk import Desk
from trainerpool.operations.trust.replies import key_of_reply
from trainerpool.problem import Problem
from trainerpool.queries.trust import TrustedPool, keys_of_person, known_sign_keys, name_of, own_keys, trusted_pool


def read_exchange_file(path: Path, size_limit: int = MOST_BYTES) -> bytes:
    """A file somebody sent; Problem where it is not there, or larger than any that is sent (it is not read then)."""
    try:
        with path.open("rb") as file:
            if path.stat().st_size > size_limit:
                raise too_large(size_limit)
            data = file.read(size_limit + 1)
    except OSError as error:
        raise Problem(f"The file {path} cannot be read: {error.strerror}.", kept="Nothing was taken in.") from error
    if len(data) > size_limit:
        raise too_large(size_limit)
    return data


def open_here(desk: Desk, data: bytes, *, sorts: Collection[str], newest: Newest | None = None) -> Opened:
    """Open what was sent to this desk: in a pool by people of it, in a profile by its pool. Every check comes first."""
    own = desk.ask(own_keys)
    if not own:
        raise Problem(
            "Nothing can be sealed for this pool yet: nobody was ever invited from it.",
            kept="Nothing of the file was read.",
            todo="Look whether this is the right pool.",
        )
    pool = desk.ask(trusted_pool)
    if pool is not None:
        known_pool = KnownKey(pool.sign_public, None, pool.name)
        return open_sealed(data, own=own, sorts=sorts, known=lambda _comment: known_pool, newest=newest)
    people = desk.ask(known_sign_keys)

    def known(comment: Comment) -> KnownKey | None:
        return key_of_reply(desk, comment) if comment.sort == REPLY else people.get(comment.issuer)

    return open_sealed(data, own=own, sorts=sorts, known=known, newest=newest)


def seal_for_person(desk: Desk, person_id: str, payload: bytes, *, file: str, number: int, sort: str = CARRY) -> bytes:
    """From the pool to one of its people; Problem where they have no keys to seal it to."""
    theirs = desk.ask(keys_of_person, person_id)
    if theirs is None:
        raise Problem(
            f"{desk.ask(name_of, person_id)} has no keys that are in force, so nothing can be sealed for them.",
            kept="Nothing was written.",
            todo="Invite them first: trainerpool invite POOL --for PERSON --to FILE --secret-file WORDS.",
        )
    mine = in_force(desk)
    comment = Comment(sort, file, mine.sign_id, theirs.receive_id, number)
    return seal(payload, to=[theirs.receive_public], signer=mine, comment=comment)


def seal_for_pool(desk: Desk, payload: bytes, *, file: str, number: int, sort: str = RETURN) -> bytes:
    """From a profile to the pool it belongs to, and nobody else."""
    pool, mine = pool_of(desk), in_force(desk)
    comment = Comment(sort, file, mine.sign_id, receive_key_id(pool.receive_public), number)
    return seal(payload, to=[pool.receive_public], signer=mine, comment=comment)


def in_force(desk: Desk) -> OwnKeys:
    """The keys this desk seals and signs with."""
    own = desk.ask(own_keys)
    if not own:
        raise Problem("This desk has no keys yet.", kept="Nothing was written.", todo="Invite somebody first.")
    return own[0]


def pool_of(desk: Desk) -> TrustedPool:
    """The pool a profile belongs to; Problem where this is no profile."""
    pool = desk.ask(trusted_pool)
    if pool is None:
        raise Problem("This is a pool, not somebody's own desk.", kept="Nothing was changed.")
    return pool
