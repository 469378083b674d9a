"""Scans that travel in a return: read at the observer's desk, named and kept as the pool names and keeps its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from trainerpool.exchange.carrying.form import refused
from trainerpool.exchange.carrying.returned import FILE, Change, Returned
from trainerpool.operations.desk import Desk
from trainerpool.operations.kept_files import keep_bytes
from trainerpool.problem import Problem

MOST_BYTES = 250_000_000
"""So much of scans goes into one return; the whole of it has to go through a mail or on a stick."""


def bodies_to_send(desk: Desk, changes: Sequence[Change]) -> dict[str, bytes]:
    """The contents of the files that these changes add, by body: the same content once. Problem where they are too large."""
    sizes = {str(one.after["body"]): int(one.after["size"]) for one in changes if one.adds_file}
    if sum(sizes.values()) > MOST_BYTES:
        raise Problem(
            f"The scans come to {-(-sum(sizes.values()) // 1_000_000)} MB; a return holds at most {MOST_BYTES // 1_000_000} MB.",
            kept="Nothing was written; your work is as it was.",
            todo="Take a scan off its visit, and give it to the Business Unit another way.",
        )
    return {name: desk.store.bodies.read(name) for name in sorted(sizes)}


def in_own_names(desk: Desk, content: Returned) -> Returned:
    """A return as it was read, with its bodies under the names that this pool gives to the same contents; none is kept yet."""
    names = {name: desk.store.bodies.name_of(body) for name, body in content.bodies.items()}
    changes = tuple(_renamed(one, names) if one.kind == FILE else one for one in content.changes)
    return replace(content, changes=changes, bodies={names[name]: body for name, body in content.bodies.items()})


def _renamed(change: Change, names: Mapping[str, str]) -> Change:
    """A change of a file: what it was called at another desk tells nothing here."""

    def without(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if name != "body"}

    after = without(change.after)
    if change.adds_file:
        after["body"] = names[str(change.after["body"])]
    return replace(change, before=without(change.before), after=after, said=without(change.said))


def keep_brought(desk: Desk, content: Returned) -> None:
    """Keep the bodies a return brought; Problem where one that it names is neither brought nor kept from before."""
    for body in content.bodies.values():
        keep_bytes(desk, body)
    for name in content.bodies_named:
        if not desk.store.bodies.has(name):
            raise refused("a file that it names did not come along")
