"""A payload gives back what was packed, the same bytes every time, and nothing large comes out of something small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainerpool.exchange.sealing import pack, unpack
from trainerpool.exchange.sealing import payload as packing
from trainerpool.problem import Problem

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,30}", fullmatch=True)


@given(st.dictionaries(st.text(), PLAIN, max_size=4), st.dictionaries(NAMES, st.binary(max_size=300), max_size=4))
def test_what_is_packed_comes_back(body: dict[str, object], files: dict[str, bytes]) -> None:
    packed = pack(body, files)
    found = unpack(packed)
    assert (found.body, dict(found.files)) == (body, files)
    assert pack(body, dict(reversed(files.items()))) == packed


@pytest.mark.parametrize("name", ["", "../a", "a/b", ".hidden", "a b", "C:a", "a" * 121, "naïve"])
def test_a_file_has_a_plain_name(name: str) -> None:
    with pytest.raises(ValueError, match="no name of a file"):
        pack({}, {name: b""})


def test_what_would_unpack_to_more_than_it_may_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = pack({"version": 1}, {"a": bytes(range(256)) * 100})
    assert unpack(packed, most_bytes=30_000).files["a"]
    with pytest.raises(Problem, match="far more than it should"):
        unpack(packed, most_bytes=20_000)
    assert (
        unpack(pack({}, {"a": b"\0" * 3_000_000})).files["a"] == b"\0" * 3_000_000
    )  # an honest one, packed so that it opens
    monkeypatch.setattr(packing, "_swells", lambda _content: False)
    with pytest.raises(Problem, match="far more than it should"):
        unpack(pack({}, {"a": b"\0" * 3_000_000}))
    monkeypatch.setattr(packing, "MOST_BODY_BYTES", 10)
    with pytest.raises(Problem, match="far more than it should"):
        unpack(pack({"version": 100_000}))
