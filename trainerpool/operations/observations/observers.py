"""The deed that says who may observe others."""

from __future__ import annotations

from datetime import date

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.observations.parts import UNCHANGED, name_of
from trainerpool.operations.references import the_person
from trainerpool.problem import Problem
from trainerpool.store.work import Done


@deed
def set_observer(desk: Desk, person: str, since: date | None = None, no_longer: bool = False) -> Done:
    """Record that somebody observes others, from a day on (today where none is given), or no longer does."""
    with desk.work("Record an observer") as work:
        found = the_person(work, person)
        if no_longer and found.role != "trainer":
            raise Problem(f"{name_of(found)} is in the pool as {found.role}.", kept=UNCHANGED)
        found.observer_since = None if no_longer else since or desk.today
        verb = "no longer an observer" if no_longer else "an observer"
        work.name = f"Record {name_of(found)} as {verb}"
        work.about(found.id)
    return work.done
