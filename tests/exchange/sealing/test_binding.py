"""What binds a reply to its invitation holds for exactly one invitation, one person and two keys."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from trainerpool.exchange.sealing import bind, is_bound, new_secret

SECRET = "ab" * 32
SAID = ("invitation-1", "person-1", "age1receive", "RWsign")


def test_it_is_an_hmac_over_invitation_person_and_both_keys() -> None:
    said = b"trainerpool reply 1\ninvitation-1\nperson-1\nage1receive\nRWsign"
    assert bind(SECRET, *SAID) == hmac.new(bytes.fromhex(SECRET), said, hashlib.sha256).hexdigest()
    assert is_bound(bind(SECRET, *SAID), SECRET, *SAID)


@pytest.mark.parametrize("place", range(4))
def test_it_holds_for_nothing_else(place: int) -> None:
    other = [value if number != place else value + "x" for number, value in enumerate(SAID)]
    assert not is_bound(bind(SECRET, *SAID), SECRET, *other)


def test_it_cannot_be_made_without_the_secret() -> None:
    assert not is_bound(bind(new_secret(), *SAID), SECRET, *SAID)
    assert not is_bound("", SECRET, *SAID)
    assert not is_bound("é", SECRET, *SAID)
    assert len(bytes.fromhex(new_secret())) == 32
    assert new_secret() != new_secret()
