"""The description of the formats says every word that stands in the files, and the limits that hold."""

from __future__ import annotations

from datetime import date

import pytest

from tests.exchange.sealing.desks import carry, comment, inside
from trainerpool.exchange.carrying.carried import Carried, carried_payload
from trainerpool.exchange.carrying.returned import Change, Returned, returned_document
from trainerpool.exchange.sealing import MOST_BYTES, envelope, payload, unpack
from trainerpool.exchange.sealing.comment import FORMAT, SORTS
from trainerpool.exchange.sealing.words import LIST_LENGTH
from trainerpool.host.places import resource

TOLD = resource("help/sealed-files.md").read_text(encoding="utf-8")


def carried() -> dict[str, object]:
    content = Carried(
        "f", 1, "p", "Pool", "Northmoor", "n", "Nadia", date(2026, 11, 21), "Business Unit", None, None, None, {}
    )
    return unpack(carried_payload(content)).body


def returned() -> dict[str, object]:
    change = Change("allocation", "a", "changed", {}, {})
    return returned_document(Returned("r", 1, "p", "n", "f", 1, "2026-11-21T09:00:00+00:00", (change,)))


def words_of(value: object) -> set[str]:
    """The names in a document, those of what is listed in it too."""
    if isinstance(value, dict):
        return set(value) | {name for inner in value.values() for name in words_of(inner)}
    return {name for inner in value for name in words_of(inner)} if isinstance(value, list) else set()


@pytest.mark.parametrize(
    "names",
    [
        {word.split(":")[0] for word in comment().text.split()[1:]} | {f"trainerpool/{FORMAT}"},
        set(SORTS),
        set(inside(carry())),
        {
            "invitation",
            "until",
            "secret",
            "person",
            "pool",
            "receive_public",
            "sign_public",
            "given_name",
            "family_name",
        },
        {"receive", "sign", "bound", "key"},
        set(carried()),
        words_of(returned()),
    ],
    ids=["comment", "sorts", "members", "invitation", "reply", "carry", "return"],
)
def test_every_name_in_a_file_is_described(names: set[str]) -> None:
    assert names
    assert {name for name in names if f"`{name}`" not in TOLD} == set()


def test_the_limits_are_those_that_hold() -> None:
    for number, unit in (
        (MOST_BYTES // 10**6, "MB"),
        (payload.MOST_BYTES // 10**6, "MB"),
        (payload.MOST_FILES, "files"),
    ):
        assert f"{number:,} {unit}" in TOLD
    assert f"{LIST_LENGTH:,} in `words/invitation.txt`" in TOLD
    assert envelope.MOST_BYTES == MOST_BYTES
