"""Which deeds can be undone and redone, in order, worked out from the trail alone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from trainerpool.problem import Problem
from trainerpool.store.bulk import collecting_paused
from trainerpool.store.schema import DEEDS, TRAIL
from trainerpool.store.trail import Entry


@dataclass(frozen=True, slots=True)
class Step:
    """One deed that can be undone, or redone: its number, its name, when and by whom."""

    seq: int
    name: str
    at: str = ""
    by: str = ""


@dataclass
class Stacks:
    """The deeds that can be undone (last is next) and the undos that can be redone."""

    undo: list[Step] = field(default_factory=list)
    redo: list[Step] = field(default_factory=list)

    def push(self, step: Step, *, one_way: bool, undo_of: int | None, redo_of: int | None, entries: int) -> None:
        """Take in the next deed of the trail."""
        if undo_of is not None:
            self.undo = (
                [known for known in self.undo if known.seq != undo_of]
                if not _top(self.undo, undo_of)
                else self.undo[:-1]
            )
            self.redo.append(step)
        elif redo_of is not None:
            if self.redo:
                self.redo.pop()
            self.undo.append(step)
        else:
            self.redo.clear()
            if entries and not one_way:
                self.undo.append(step)


def _top(steps: list[Step], seq: int) -> bool:
    return bool(steps) and steps[-1].seq == seq


def read_stacks(connection: Connection) -> Stacks:
    """The stacks as the trail has them."""
    stacks, cut = Stacks(), cut_deeds(connection)
    columns = (DEEDS.c[name] for name in ("seq", "name", "at", "by", "one_way", "undo_of", "redo_of", "entries"))
    for row in connection.execute(select(*columns).order_by(DEEDS.c.seq)):
        step = Step(row.seq, bare_name(row.name), row.at, row.by)
        stacks.push(step, one_way=row.one_way, undo_of=row.undo_of, redo_of=row.redo_of, entries=row.entries)
    stacks.undo = [step for step in stacks.undo if step.seq not in cut]
    stacks.redo = [step for step in stacks.redo if step.seq not in cut]
    return stacks


def cut_deeds(connection: Connection) -> frozenset[int]:
    """The deeds that can no longer be undone, because something they recorded was erased."""
    return frozenset(connection.execute(select(TRAIL.c.deed).where(TRAIL.c.payload.is_(None)).distinct()).scalars())


def bare_name(name: str) -> str:
    """The deed's own name, without "Undo: " or "Redo: "."""
    return name.removeprefix("Undo: ").removeprefix("Redo: ")


@collecting_paused()
def read_entries(connection: Connection, seq: int) -> list[Entry]:
    """What a deed changed, in the order it was written; Problem where some of it was erased since."""
    found = []
    for row in connection.execute(select(TRAIL).where(TRAIL.c.deed == seq).order_by(TRAIL.c.seq)):
        if row.payload is None:
            raise Problem(
                "This cannot be undone: what it recorded of somebody has been erased.",
                kept="Nothing was changed.",
            )
        payload = json.loads(row.payload)
        found.append(Entry(row.kind, row.record, row.change, payload["before"], payload["after"]))
    return found
