"""A sealed file opens for whom it is meant; everything else is refused before the payload is read, each in its own words."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import Any

import pytest

from tests.exchange.sealing.desks import (
    DANA,
    EVE,
    PAYLOAD,
    POOL,
    bare,
    carry,
    comment,
    encrypted,
    inside,
    opened,
    sealed_again,
    signed_text,
)
from trainerpool.exchange.sealing import CARRY, RETURN, Comment, KnownKey, Opened, seal, signing, unpack
from trainerpool.problem import Problem


def test_what_is_sealed_opens_for_whom_it_is_meant() -> None:
    found = opened(carry(), newest=lambda _comment, _key: 7)
    assert (found.comment, found.payload, found.issuer.owner) == (comment(), PAYLOAD, "the Business Unit")
    assert unpack(found.payload).files["plan.txt"] == b"Slide 1"


def test_nothing_of_the_payload_or_of_whom_it_is_for_is_in_the_clear() -> None:
    data = carry()
    told = [b"Zqora", b"payload", b"body.json", CARRY.encode(), DANA.receive_id.encode(), POOL.sign_id.encode(), b"f-1"]
    assert [word for word in told if word in data] == []
    assert not any(word in data for word in (POOL.sign_public.encode(), DANA.receive_public.encode()))


def test_keys_say_nothing_secret_of_themselves() -> None:
    assert DANA.receive_secret not in repr(DANA)
    assert DANA.sign_secret not in repr(DANA)


def third_member() -> bytes:
    return sealed_again(inside(carry()) | {"readme.txt": b"open me"})


def swapped_signature() -> bytes:
    other = inside(carry(b"another payload"))["payload.zip.minisig"]
    return sealed_again(inside(carry()) | {"payload.zip.minisig": other})


def other_comment() -> bytes:
    """The pool's signature with another trusted comment put in its place."""
    members = inside(carry())
    text = members["payload.zip.minisig"].replace(b"number:7", b"number:9")
    return sealed_again(members | {"payload.zip.minisig": text})


def by_eve(**changes: Any) -> bytes:
    return seal(PAYLOAD, to=[DANA.receive_public], signer=EVE, comment=comment(issuer=EVE.sign_id, **changes))


def in_the_pools_name() -> bytes:
    """Signed by somebody else, with a comment that names the pool."""
    minisig = signing.sign(PAYLOAD, EVE, comment().text)
    return sealed_again({"payload.zip": PAYLOAD, "payload.zip.minisig": minisig})


REFUSED = {
    "giant": (lambda: opened(carry(), size_limit=100), "is larger than any"),
    "not sealed": (lambda: opened(b"PK\3\4 a workbook"), "is not a file of Trainer Pool"),
    "empty": (lambda: opened(b""), "is not a file of Trainer Pool"),
    "for words": (lambda: opened(b"age-encryption.org/v1\n-> scrypt a 18\nb\n--- c\n"), "This is an invitation"),
    "truncated": (lambda: opened(carry()[:-9]), "damaged or was cut short"),
    "cut in its head": (lambda: opened(carry()[:60]), "damaged or was cut short"),
    "turned bit": (lambda: opened(carry()[:-40] + b"\0" + carry()[-39:]), "damaged or was cut short"),
    "sealed for somebody else": (lambda: opened(carry(), EVE), "sealed for somebody else"),
    "third member": (lambda: opened(third_member()), "something else than a payload and its signature"),
    "one member": (lambda: opened(sealed_again({"payload.zip": PAYLOAD})), "something else than a payload"),
    "same member twice": (lambda: opened(twice()), "something else than a payload"),
    "compressed": (lambda: opened(sealed_again(inside(carry()), compression=zipfile.ZIP_DEFLATED)), "something else than"),
    "no zip": (lambda: opened(encrypted(b"hello")), "something else than a payload"),
    "giant signature": (lambda: opened(signed_text("x" * 20_000)), "something else than a payload"),
    "no signature": (
        lambda: opened(sealed_again({"payload.zip": PAYLOAD, "payload.zip.minisig": b"signed, me"})),
        "signature in this file cannot be read",
    ),
    "comment of others": (lambda: opened(signed_text("hello there")), "says of itself cannot be read"),
    "comment twice": (lambda: opened(signed_text(comment().text + " to:0000000000000000")), "says of itself cannot be"),
    "later program": (lambda: opened(signed_text("trainerpool/2 x:y")), "made by a later Trainer Pool"),
    "unknown key": (lambda: opened(by_eve()), "a key that is not known here"),
    "the pool's name, another key": (lambda: opened(in_the_pools_name()), "a key that is not known here"),
    "ended key": (
        lambda: opened(carry(), pool=KnownKey(POOL.sign_public, None, "Kim Ashdown", date(2026, 11, 3), "laptop lost")),
        "keys of Kim Ashdown that were ended on 3 Nov 2026 (laptop lost)",
    ),
    "swapped signature": (lambda: opened(swapped_signature()), "signature does not fit"),
    "swapped comment": (lambda: opened(other_comment()), "signature does not fit"),
    "swapped payload": (lambda: opened(sealed_again(inside(carry()) | {"payload.zip": b"mine"})), "signature does not fit"),
    "another sort": (lambda: opened(carry(), sorts={RETURN}), "This is a carry file; a return is taken in here"),
    "meant for somebody else": (lambda: opened(carry(recipient=EVE.receive_id)), "was written for somebody else"),
    "older": (lambda: opened(carry(), newest=lambda _comment, _key: 9), "older than what is held here"),
}  # fmt: skip


def twice() -> bytes:
    members = inside(carry())
    packed = zipfile.ZipFile
    import io
    import warnings

    out = io.BytesIO()
    with warnings.catch_warnings(), packed(out, "w") as stored:
        warnings.simplefilter("ignore")
        for name in ("payload.zip", "payload.zip", "payload.zip.minisig"):
            stored.writestr(name, members[name])
    return encrypted(out.getvalue())


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_what_is_not_right_is_refused_in_its_own_words(case: str) -> None:
    attempt, says = REFUSED[case]
    with pytest.raises(Problem) as refused:
        attempt()
    assert says in refused.value.text
    assert refused.value.kept


def test_each_fault_has_a_sentence_of_its_own() -> None:
    said = {}
    for case, (attempt, _) in REFUSED.items():
        with pytest.raises(Problem) as refused:
            attempt()
        said[case] = bare(refused.value.text)
    alike = {("not sealed", "empty"), ("truncated", "cut in its head", "turned bit")}
    members = {"third member", "one member", "same member twice", "compressed", "no zip", "giant signature"}
    alike |= {
        tuple(sorted(members)),
        ("comment of others", "comment twice"),
        ("unknown key", "the pool's name, another key"),
    }
    alike |= {("swapped comment", "swapped payload", "swapped signature")}
    assert len(set(said.values())) == len(REFUSED) - sum(len(group) - 1 for group in alike)


def test_the_checks_come_in_their_order() -> None:
    """A file with every fault there is says of each only once those before it are put right."""
    eves = Comment(RETURN, "f-1", EVE.sign_id, EVE.receive_id, 1)
    cut = by_eve()[:-1]
    ended = KnownKey(EVE.sign_public, ended_on=date(2026, 11, 3))
    wrong = sealed_again({"payload.zip": PAYLOAD, "payload.zip.minisig": signing.sign(b"", EVE, eves.text)})
    right = seal(PAYLOAD, to=[DANA.receive_public], signer=EVE, comment=eves)
    eve = {"known": lambda _comment: KnownKey(EVE.sign_public)}
    steps: list[tuple[bytes, dict[str, Any], str]] = [
        (cut, {"size_limit": 10}, "larger"),
        (cut, {}, "damaged"),
        (third_member(), {"known": lambda _comment: None}, "something else"),
        (wrong, {"known": lambda _comment: None}, "not known"),
        (wrong, {"known": lambda _comment: ended}, "were ended"),
        (wrong, eve, "does not fit"),
        (right, eve, "This is a return"),
        (right, eve | {"sorts": {RETURN}}, "somebody else"),
    ]
    for data, options, says in steps:
        with pytest.raises(Problem, match=says):
            opened(data, newest=lambda _comment, _key: 5, **options)


def test_a_key_that_ended_still_opens_what_was_sealed_to_it() -> None:
    from trainerpool.exchange.sealing import open_sealed

    known = KnownKey(POOL.sign_public)
    found: Opened = open_sealed(carry(), own=[EVE, DANA], sorts={CARRY}, known=lambda _comment: known)
    assert found.payload == PAYLOAD


def test_a_comment_takes_no_words_that_could_break_it() -> None:
    with pytest.raises(ValueError, match="no word of a comment"):
        _ = comment(more={"note": "two words"}).text
    assert Comment.read(comment(more={"key": POOL.sign_public}).text).more == {"key": POOL.sign_public}
