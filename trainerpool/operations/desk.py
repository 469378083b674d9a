"""The desk: the open pool, who is sitting there, and the clock. Handed in, never global."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from trainerpool.host.clock import Clock, SystemClock
from trainerpool.store.pool import Reader, Stamp, Store
from trainerpool.store.work import Done, Work

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Desk:
    """What every operation takes first. `person` is who sits here, as the trail will name them.

    `backups` is the folder its backups go to; None: this computer's own. `is_closed` once the pool was given up.
    """

    store: Store
    person: str
    clock: Clock = field(default_factory=SystemClock)
    backups: Path | None = None
    is_closed: bool = False
    _joined: Work | None = field(default=None, repr=False)

    @property
    def today(self) -> date:
        """Today, as this desk's clock has it."""
        return self.clock.today()

    def ask(self, query: Callable[Concatenate[Reader, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Put a question to the store; the answer is plain frozen rows."""
        if self._joined is not None:
            self._joined.session.flush()
            return query(self._joined.session, *args, **kwargs)
        with self.store.reader() as reader:
            return query(reader, *args, **kwargs)

    @contextlib.contextmanager
    def work(self, name: str, *, one_way: bool = False) -> Iterator[Work]:
        """One named piece of work; inside `together` it joins the one that is under way."""
        if self._joined is None:
            with self.store.work(name, self._stamp(), one_way=one_way) as work:
                yield work
            return
        outer, about = self._joined, self._joined.record
        outer.record, outer.result, outer.name = None, None, name
        start = len(outer.entries)
        yield outer
        outer.session.flush()
        outer.one_way = outer.one_way or one_way
        kinds = frozenset(entry.kind for entry in outer.entries[start:])
        outer.done = Done(outer.name, None, kinds, outer.record, one_way, outer.result)
        outer.record = about or outer.record

    @contextlib.contextmanager
    def together(self, name: str) -> Iterator[Work]:
        """Several operations as one piece of work: all of them or none, one line in the trail, one undo."""
        if self._joined is not None:
            with self.work(name) as joined:
                yield joined
                joined.name = name
            return
        with self.store.work(name, self._stamp()) as work:
            self._joined = work
            try:
                yield work
            finally:
                self._joined = None
                work.name = name

    def undo(self) -> Done:
        """Undo the last deed that can be undone."""
        return self.store.undo(self._stamp())

    def redo(self) -> Done:
        """Redo the deed undone last."""
        return self.store.redo(self._stamp())

    def as_person(self, person: str) -> Desk:
        """The same desk with somebody else sitting at it."""
        return replace(self, person=person)

    def _stamp(self) -> Stamp:
        return Stamp(self.person, self.clock.now())
