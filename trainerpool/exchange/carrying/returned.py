"""The content of a return: only what its author changed, each change with what it was before. Form 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from trainerpool.exchange.carrying.form import (
    Rows,
    check_version,
    number_of,
    refused,
    rows_of,
    text_of,
)
from trainerpool.exchange.sealing.payload import pack, unpack

FORM, VERSION = "trainerpool-return", 1
ADDED, CHANGED, REMOVED = "added", "changed", "removed"
FILE = "kept_file"


@dataclass(frozen=True)
class Change:
    """One record its author added, changed or removed.

    `before` holds the values carried out (of the fields that changed; empty for what was added), `after` those of now,
    `said` what earlier returns said of the fields: any of these counts as not changed by others. `at` is the UTC moment
    it was done last.
    """

    kind: str
    record: str
    change: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    at: str = ""
    said: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    @property
    def adds_file(self) -> bool:
        """Whether it is a file that was added: its body has to come along."""
        return self.kind == FILE and self.change == ADDED

    @property
    def fields(self) -> frozenset[str]:
        """The fields it speaks of; of a removed record all that were carried."""
        return frozenset(self.after if self.change != REMOVED else self.before)


@dataclass(frozen=True)
class Returned:
    """One return: from whom, which carry file it answers, when it was made, and the changes in the order done.

    `seen` are records as the author saw them that the changes are about: the session of an answer. `bodies` are the
    contents of files that were added, by the body their record names: the same content once.
    """

    file: str
    number: int
    pool: str
    person: str
    carry: str
    carry_number: int
    made_at: str
    changes: tuple[Change, ...]
    seen: Rows = field(default_factory=dict)
    bodies: Mapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @property
    def bodies_named(self) -> frozenset[str]:
        """The bodies that the files it adds name."""
        return frozenset(str(one.after.get("body")) for one in self.changes if one.adds_file)


def returned_payload(content: Returned) -> bytes:
    """A return's payload: the same content gives the same bytes."""
    return pack(returned_document(content), content.bodies)


def returned_document(content: Returned) -> dict[str, Any]:
    """A return as one JSON document."""
    return {
        "form": FORM, "version": VERSION, "file": content.file, "number": content.number, "pool": content.pool,
        "person": content.person, "carry": content.carry, "carry_number": content.carry_number, "made_at": content.made_at,
        "changes": [
            {
                "kind": one.kind, "record": one.record, "change": one.change, "before": one.before, "after": one.after,
                "at": one.at, "said": {name: list(values) for name, values in one.said.items()},
            }
            for one in content.changes
        ],
        "seen": content.seen,
    }  # fmt: skip


def read_returned(payload: bytes) -> Returned:
    """The content of a return's payload. Problem, and nothing taken, where any of it is not as it should be."""
    opened = unpack(payload)
    content = returned_from(opened.body)
    if set(opened.files) - content.bodies_named:
        raise refused("it brings a file that belongs to nothing")
    for one in content.changes:
        body = opened.files.get(str(one.after.get("body")))
        if one.adds_file and (body is None or one.after.get("size") != len(body)):
            raise refused("a file that it names did not come along whole")
    return replace(content, bodies=opened.files)


def returned_from(body: Mapping[str, Any]) -> Returned:
    """A return from its document; Problem where it has another form."""
    check_version(body, FORM, VERSION)
    listed = body.get("changes")
    if not isinstance(listed, list):
        raise refused("its changes have another form")
    changes = tuple(_change(one) for one in listed)
    pairs = [(one.kind, one.record) for one in changes]
    if len(set(pairs)) != len(pairs):
        raise refused("it speaks twice of one record")
    return Returned(
        text_of(body, "file"), number_of(body, "number"), text_of(body, "pool"), text_of(body, "person"),
        text_of(body, "carry"), number_of(body, "carry_number"), text_of(body, "made_at"), changes,
        rows_of(body.get("seen")),
    )  # fmt: skip


def _change(one: object) -> Change:
    if not isinstance(one, dict) or set(one) != {"kind", "record", "change", "before", "after", "at", "said"}:
        raise refused("one of its changes has another form")
    texts = all(isinstance(one[name], str) for name in ("kind", "record", "change", "at"))
    if not texts or one["change"] not in {ADDED, CHANGED, REMOVED}:
        raise refused("one of its changes has another form")
    if not all(isinstance(one[name], dict) for name in ("before", "after", "said")):
        raise refused("one of its changes has another form")
    if not all(isinstance(values, list) for values in one["said"].values()):
        raise refused("one of its changes has another form")
    said = {name: tuple(values) for name, values in one["said"].items()}
    return Change(one["kind"], one["record"], one["change"], one["before"], one["after"], one["at"], said)
