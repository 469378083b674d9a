"""Keys as they go between desks: their forms, their ids, and what is refused as none."""

from __future__ import annotations

import base64

import pytest

from tests.exchange.sealing.desks import DANA, EVE, POOL
from trainerpool.exchange.sealing import check_public_keys, make_keys, receive_key_id, sign_key_id
from trainerpool.problem import Problem


def renamed(sign_public: str, key_id: str) -> str:
    """A signing key that bears the id of another."""
    raw = base64.b64decode(sign_public)
    return base64.b64encode(raw[:2] + bytes.fromhex(key_id) + raw[10:]).decode("ascii")


def test_keys_are_fresh_and_told_by_their_ids() -> None:
    assert len({keys.sign_id for keys in (DANA, EVE, POOL)} | {keys.receive_id for keys in (DANA, EVE, POOL)}) == 6
    assert DANA.receive_secret.startswith("AGE-SECRET-KEY-1")
    assert DANA.receive_public.startswith("age1")
    assert DANA.sign_public.startswith("RW")
    assert (DANA.receive_id, DANA.sign_id) == (receive_key_id(DANA.receive_public), sign_key_id(DANA.sign_public))
    assert make_keys() != make_keys()


@pytest.mark.parametrize(
    ("receive", "sign"),
    [
        ("", DANA.sign_public),
        ("age1qqqq", DANA.sign_public),
        (DANA.receive_secret, DANA.sign_public),
        (DANA.receive_public, ""),
        (DANA.receive_public, "RW"),
        (DANA.receive_public, DANA.sign_public[:-4]),
        (DANA.receive_public, DANA.sign_secret),
        (DANA.receive_public, renamed(EVE.sign_public, DANA.sign_id)),
    ],
    ids=["no key", "no age key", "a secret", "nothing to sign", "cut", "cut at its end", "a signing secret", "renamed"],
)
def test_what_is_no_key_of_ours_is_refused(receive: str, sign: str) -> None:
    check_public_keys(DANA.receive_public, DANA.sign_public)
    with pytest.raises(Problem, match="A key in this file is damaged"):
        check_public_keys(receive, sign)
