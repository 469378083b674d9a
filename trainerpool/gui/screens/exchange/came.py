"""What came in: returns that wait with their plans, and a file opened, as the worker reads them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainerpool.domain.dates import in_words
from trainerpool.exchange.carrying.merging import Fate
from trainerpool.exchange.sealing import digest_of
from trainerpool.operations.carrying.at_desk import known_as_taken_in, open_return_file
from trainerpool.operations.carrying.taking_in import (
    ReadReturn,
    plan_of_return,
    receive_return,
    refused_return,
    take_in_return,
    waiting_return,
)
from trainerpool.operations.trust import read_exchange_file
from trainerpool.problem import Problem
from trainerpool.queries.returns import (
    WAITING,
    ReturnPlan,
    ReturnRow,
    ReturnTrust,
    return_known,
    return_trust,
    returned_files,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A return that waits: what it says against the pool of now and why it can be trusted, or why it cannot be read."""

    row: ReturnRow
    read: ReadReturn | None
    plan: ReturnPlan | None
    trust: ReturnTrust | None
    problem: Problem | None = None

    @property
    def key(self) -> str:
        """Its id in the pool."""
        return self.row.id

    def clashes(self) -> list[str]:
        """The keys of what clashes, in the order done."""
        return [row.key for row in self.plan.rows if row.fate is Fate.CLASH] if self.plan is not None else []


@dataclass(frozen=True, slots=True)
class Returns:
    """The returns that wait, and those that were settled, latest first."""

    waiting: tuple[Waiting, ...]
    settled: tuple[ReturnRow, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """What became of a file that was opened: the return's id, or what was said of a reply."""

    returned: str = ""
    text: str = ""
    touched: frozenset[str] = frozenset()
    deed: str = ""


def returns_here(desk: Any) -> Returns:
    """Every return of the pool; each that waits is read and planned anew."""
    rows = desk.ask(returned_files)
    return Returns(
        tuple(_looked_at(desk, row) for row in rows if row.outcome == WAITING),
        tuple(row for row in rows if row.outcome != WAITING),
    )


def _looked_at(desk: Any, row: ReturnRow) -> Waiting:
    try:
        read = waiting_return(desk, row.id)
        return Waiting(row, read, plan_of_return(desk, read), desk.ask(return_trust, read.content, read.person_id))
    except Problem as problem:
        return Waiting(row, None, None, None, problem)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A return that was refused, as it can be looked at: what it says, in sentences; none where only its reason was kept."""

    key: str
    said: tuple[str, ...]


def refused_here(desk: Any, key: str) -> LookedAt:
    """What a return that was refused says, against the pool of now."""
    read = refused_return(desk, key)
    return LookedAt(key, tuple(row.text for row in plan_of_return(desk, read).rows) if read is not None else ())


def open_what_came(desk: Any, path: Path) -> Came:
    """Open a return or a reply: a return waits from then on, a reply makes its keys known."""
    if known_as_taken_in(desk, path):
        known = desk.ask(return_known, "", digest_of(read_exchange_file(path)))
        assert known is not None
        return Came(known.id, f"Already taken in on {in_words(known.on, weekday=True)}. Nothing was changed.")
    found = open_return_file(desk, path)
    if not isinstance(found, ReadReturn):
        done = found.done
        return Came("", found.text, done.kinds if done is not None else frozenset(), done.name if done else "")
    if found.known is not None and found.known.outcome != WAITING:
        said = "taken in" if found.is_taken_in else "refused"
        return Came(found.known.id, f"Already {said} on {in_words(found.known.on, weekday=True)}. Nothing was changed.")
    done = receive_return(desk, found)
    return Came(str(done.result), "", done.kinds, done.name)


def taking(read: ReadReturn, taken: frozenset[str], sides: dict[str, str]) -> Any:
    """The deed that takes these things of a return in, and the sides chosen of its clashes."""

    def perform(desk: Any) -> Any:
        return take_in_return(desk, read, taken=taken, clashes=sides)

    return perform
