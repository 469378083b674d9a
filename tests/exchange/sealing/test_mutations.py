"""Files changed at random, and the hostile ones that are kept: refused in words before the payload is read, or not changed at all."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from tests.exchange.sealing.desks import (
    DANA,
    PAYLOAD,
    POOL,
    carry,
    comment,
    encrypted,
    identity,
    inside,
    opened,
    sealed_again,
)
from trainerpool.exchange.sealing import CARRY, KnownKey, OwnKeys, Payload, open_sealed, seal, unpack
from trainerpool.problem import Problem

CORPUS = Path(__file__).parent / "corpus"
KEPT = json.loads((CORPUS / "expected.json").read_text(encoding="utf-8"))


def flip(body: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 1, 2, 20))):
        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)


def cut(body: bytearray, dice: random.Random) -> None:
    del body[dice.randrange(len(body)) :]


def grow(body: bytearray, dice: random.Random) -> None:
    place = dice.randrange(len(body) + 1)
    body[place:place] = dice.randbytes(dice.choice((1, 64, 5000)))


def blank(body: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(body))
    body[start : start + 32] = bytes(len(body[start : start + 32]))


def double(body: bytearray, dice: random.Random) -> None:
    body += body[: dice.randrange(1, len(body))]


CHANGES: list[Callable[[bytearray, random.Random], None]] = [flip, flip, cut, grow, blank, double]


def changed(body: bytes, dice: random.Random) -> bytes:
    """The body changed once, or (rarely) by chance not at all."""
    copy = bytearray(body)
    dice.choice(CHANGES)(copy, dice)
    return bytes(copy)


def attempted(data: bytes) -> Payload | None:
    """What a changed file gave, or None where it was refused in words; anything else is a fault."""
    try:
        found = opened(data)
        assert found.comment == comment()
        return unpack(found.payload)
    except Problem as problem:
        said = problem
    assert said.text
    assert said.kept
    return None


def hostile(dice: random.Random) -> bytes:
    """A file changed at one of its layers: outside the seal, in the stored zip, in a member, or in the payload itself."""
    layer = dice.randrange(5)
    if layer == 0:
        return changed(carry(), dice)
    if layer == 1:
        return encrypted(changed(pyrage.decrypt(carry(), [identity(DANA)]), dice))
    if layer == 2:
        members = inside(carry())
        name = dice.choice(sorted(members))
        return sealed_again(members | {name: changed(members[name], dice)})
    # Whoever has a good key may still send rubbish: a payload changed before it is signed.
    return seal(changed(PAYLOAD, dice), to=[DANA.receive_public], signer=POOL, comment=comment())


def test_a_file_changed_anywhere_is_refused_or_says_what_it_said() -> None:
    right, refused = unpack(PAYLOAD), 0
    for seed in range(100):
        found = attempted(hostile(random.Random(seed)))
        refused += found is None
        assert found is None or same(found, right)
    assert refused > 70


@pytest.mark.torture
def test_a_thousand_files_changed_anywhere() -> None:
    right = unpack(PAYLOAD)
    for seed in range(1000, 2000):
        found = attempted(hostile(random.Random(seed)))
        assert found is None or same(found, right), f"seed {seed}"


def same(found: Payload, right: Payload) -> bool:
    """Whether a payload that was let through says what the whole one did: bytes nobody reads may differ."""
    return found.body == right.body and dict(found.files) == dict(right.files)


@pytest.mark.parametrize("name", sorted(KEPT["files"]))
def test_hostile_files_that_are_kept_stay_refused(name: str) -> None:
    known = KnownKey(KEPT["issuer"])
    own = OwnKeys(**KEPT["own"])
    data = base64.b64decode((CORPUS / name).read_bytes())
    with pytest.raises(Problem) as refused:
        unpack(open_sealed(data, own=[own], sorts={CARRY}, known=lambda _comment: known, size_limit=300_000).payload)
    assert KEPT["files"][name] in refused.value.text


def test_a_whole_file_is_kept_beside_the_hostile_ones() -> None:
    """So that these are refused for what is wrong with them, not for their keys."""
    known, own = KnownKey(KEPT["issuer"]), OwnKeys(**KEPT["own"])
    data = base64.b64decode((CORPUS / "whole").read_bytes())
    found = open_sealed(data, own=[own], sorts={CARRY}, known=lambda _comment: known, size_limit=300_000)
    assert unpack(found.payload).body == {"version": 1}
