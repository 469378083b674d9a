"""Deeds on a team: another role for somebody on it, and a proposal's choice kept and pinned."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.operations.allocations import GONE, allocate_trainer, refuse_role, set_pin
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_person, the_session
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import ROLES
from trainerpool.store.records import Allocation
from trainerpool.store.work import Done


@deed
def change_role(desk: Desk, session: str, trainer: str, role: str, override_reason: str | None = None) -> Done:
    """Give somebody who is on a session another role, the rules being looked at for one that asks for more. What they were offered or confirmed stays."""
    if role not in ROLES:
        raise Problem(f"A role is lead, co-trainer or extra; {role!r} was given.", kept="Nothing was changed.")
    with desk.work("Change role") as work:
        held, person = the_session(work, session), the_person(work, trainer)
        name = f"{person.given_name} {person.family_name}"
        found = work.find(select(Allocation).where(Allocation.session_id == held.id, Allocation.person_id == person.id))
        allocation = next((one for one in found if one.state not in GONE), None)
        if allocation is None:
            raise Problem(f"{name} is not on this session.", kept="Nothing was changed.")
        work.name = f"Make {name} {role} of {held.title}, {in_words(_first_day(held.first_date))}"
        reason = (override_reason or allocation.override_reason or "").strip()
        if role != "extra" and (role == "lead" or allocation.role == "extra"):
            refuse_role(desk, held, person, role, reason)
        allocation.role, allocation.override_reason = role, reason or None
        work.about(held.id)
    return work.done


def keep_choice(desk: Desk, session: str, trainer: str, role: str, name: str) -> Done:
    """Keep somebody a proposal chose: put on the session and pinned, as one piece of work of this name."""
    with desk.together(name) as work:
        allocate_trainer(desk, session, trainer, role)
        set_pin(desk, session, trainer)
    return work.done


def _first_day(text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")
