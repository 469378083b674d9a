"""Moving people between sessions: one to another session, or two in each other's places, as one deed and one undo."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import in_words
from trainerpool.domain.offers import GONE
from trainerpool.operations.allocations import allocate_trainer, release_trainer
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.sessions import AllocationRow, SessionRow
from trainerpool.queries.sessions import session as session_row
from trainerpool.store.work import Done


def move_trainer(desk: Desk, session: str, trainer: str, to: str, role: str = "") -> Done:
    """Take somebody off one session and put them on another, proposed, in the same role where none is given.

    The rules are looked at without the session they leave. Whoever had been asked for the old one is kept there as withdrawn.
    """
    left, row = _on(desk, session, trainer)
    goes_to = _session(desk, to)
    name = f"Move {row.name} from {_where(left)} to {_where(goes_to)}"
    with desk.together(name) as work:
        _leave(desk, left, row, goes_to)
        allocate_trainer(desk, to, trainer, role or row.role)
        work.about(to)
    return work.done


def swap_trainers(desk: Desk, session: str, trainer: str, other_session: str, other_trainer: str) -> Done:
    """Put two people in each other's places, each proposed in the other's role; every rule is looked at after both left."""
    left, row = _on(desk, session, trainer)
    other_left, other = _on(desk, other_session, other_trainer)
    if session == other_session:
        raise Problem("Both are on the same session already.", kept="Nothing was changed.")
    name = f"Swap {row.name}, {_where(left)}, and {other.name}, {_where(other_left)}"
    with desk.together(name) as work:
        _leave(desk, left, row, other_left)
        _leave(desk, other_left, other, left)
        for to, person, role in ((other_session, trainer, other.role), (session, other_trainer, row.role)):
            allocate_trainer(desk, to, person, role)
        work.about(session)
    return work.done


def _leave(desk: Desk, left: SessionRow, row: AllocationRow, goes_to: SessionRow) -> None:
    if left.status == "delivered" or row.state == "delivered":
        raise Problem("The session was delivered; its team stays as it was.", kept="Nothing was changed.")
    release_trainer(desk, left.id, row.person_id, f"Moved to {_where(goes_to)}")


def _session(desk: Desk, key: str) -> SessionRow:
    found = desk.ask(session_row, key)
    if found is None:
        raise Problem("There is no such session.", kept="Nothing was changed.")
    return found


def _on(desk: Desk, session: str, trainer: str) -> tuple[SessionRow, AllocationRow]:
    held = _session(desk, session)
    row = next((one for one in held.team if one.person_id == trainer and one.state not in GONE), None)
    if row is None:
        raise Problem("They are not on this session.", kept="Nothing was changed.")
    return held, row


def _where(row: SessionRow) -> str:
    on: date = row.first_date
    return f"{row.short_name}, {in_words(on)}"
