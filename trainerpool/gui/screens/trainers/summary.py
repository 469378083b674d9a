"""The sentence under the title: how many are in the pool and how they stand; every count opens its list."""

from __future__ import annotations

from collections.abc import Callable

from trainerpool.domain.dates import count_of
from trainerpool.domain.standing import State
from trainerpool.gui.parts.header import Fact
from trainerpool.gui.screens.trainers.filters import EVERYBODY, Filters
from trainerpool.queries.trainer_list import TrainerList

_SAID = (
    (State.APPROVED, "approved", ""),
    (State.CANDIDATE, "candidate", "candidates"),
    (State.ON_HOLD, "on hold", ""),
    (State.LAPSED, "lapsed", ""),
    (State.SUSPENDED, "suspended", ""),
)


def summary_facts(known: TrainerList, show: Callable[[Filters], None]) -> list[Fact]:
    """Such as "63 in the pool: 51 approved, 7 candidates"; somebody on notice is approved still."""
    present = [row for row in known.rows if row.state is not State.ALUMNI]
    facts: list[Fact] = [(f"{len(present):,} in the pool", lambda: show(Filters()))]
    joint = ":"
    for state, one, many in _SAID:
        number = sum(row.state is state for row in present)
        if number:
            words = count_of(number, one, many or one)
            facts += [f"{joint} ", (words, _shows(show, Filters(standing=state.value)))]
            joint = ","
    gone = len(known.rows) - len(present)
    return facts if present or gone else [("Nobody is in the pool yet", lambda: show(EVERYBODY))]


def _shows(show: Callable[[Filters], None], filters: Filters) -> Callable[[], None]:
    return lambda: show(filters)
