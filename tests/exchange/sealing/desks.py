"""Two desks that send each other sealed files, and what can be done to a file between them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pyrage

from trainerpool.exchange.sealing import (
    CARRY,
    Comment,
    KnownKey,
    Opened,
    OwnKeys,
    make_keys,
    open_sealed,
    pack,
    seal,
    signing,
)

PAYLOAD = pack({"version": 1, "for": "Zqora Quillfeather"}, {"plan.txt": b"Slide 1"})


@cache
def keys(name: str) -> OwnKeys:
    """The keys of a desk called so, the same for all tests of a run."""
    return make_keys()


POOL, DANA, EVE = keys("pool"), keys("dana"), keys("eve")


def comment(**changes: Any) -> Comment:
    """The comment of a carry file from the pool to Dana, number 7."""
    return replace(Comment(CARRY, "f-1", POOL.sign_id, DANA.receive_id, 7), **changes)


def carry(payload: bytes = PAYLOAD, **changes: Any) -> bytes:
    """A carry file from the pool to Dana."""
    return seal(payload, to=[DANA.receive_public], signer=POOL, comment=comment(**changes))


def inside(data: bytes, own: OwnKeys = DANA) -> dict[str, bytes]:
    """The members of a sealed file, as whoever may open it sees them."""
    with zipfile.ZipFile(io.BytesIO(pyrage.decrypt(data, [identity(own)]))) as stored:
        return {name: stored.read(name) for name in stored.namelist()}


def sealed_again(members: Mapping[str, bytes], to: OwnKeys = DANA, compression: int = zipfile.ZIP_STORED) -> bytes:
    """Members zipped and sealed by somebody who has the public key and nothing else."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as stored:
        for name, body in members.items():
            stored.writestr(name, body)
    return encrypted(packed.getvalue(), to)


def encrypted(inner: bytes, to: OwnKeys = DANA) -> bytes:
    """Any bytes sealed to somebody."""
    return bytes(pyrage.encrypt(inner, [pyrage.x25519.Recipient.from_str(to.receive_public)]))


def identity(own: OwnKeys) -> Any:
    return pyrage.x25519.Identity.from_str(own.receive_secret)


def signed_text(text: str, payload: bytes = PAYLOAD, signer: OwnKeys = POOL) -> bytes:
    """A file whose signature is good, with any trusted comment."""
    return sealed_again({"payload.zip": payload, "payload.zip.minisig": signing.sign(payload, signer, text)})


def opened(data: bytes, own: OwnKeys = DANA, pool: KnownKey | None = None, **options: Any) -> Opened:
    """Opened at Dana's desk, which knows the pool's key."""
    pool = pool or KnownKey(POOL.sign_public, owner="the Business Unit")
    given: dict[str, Any] = {"sorts": {CARRY}, "known": lambda said: pool if said.issuer == POOL.sign_id else None}
    return open_sealed(data, own=[own], **given | options)


def bare(text: str) -> str:
    """A sentence without what differs from file to file."""
    return re.sub(r"\d+", "0", text)
