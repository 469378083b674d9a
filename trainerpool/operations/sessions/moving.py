"""Deeds that put sessions on other days: one, or a whole series by as many days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.places import step
from trainerpool.operations.references import the_session
from trainerpool.operations.sessions.parts import Part, checked_parts, first_day, put_parts
from trainerpool.problem import Problem
from trainerpool.store.records import Allocation, TrainingSession
from trainerpool.store.work import Done, Work

ASKED = ("offered", "accepted", "confirmed")
"""Whoever is in one of these was told of the day."""


@deed
def move_session(desk: Desk, session: str, parts: list[dict[str, str]], ask_again: bool = False) -> Done:
    """Move a session to other days or times; its trainers stay on it, and the rules say who can no longer come.

    With `ask_again` whoever was told of the old day is offered the new one, and answers again.
    """
    checked = checked_parts(parts)
    with desk.work("Move session") as work:
        found = the_session(work, session)
        work.name = f"Move {found.title} to {in_words(date.fromisoformat(checked[0].day))}"
        put_on(work, desk, found, checked, ask_again=ask_again)
        work.about(found.id)
    return work.done


def put_on(work: Work, desk: Desk, session: TrainingSession, parts: Sequence[Part], *, ask_again: bool) -> None:
    """Put a session on other days; with `ask_again` its trainers' places are offered anew, with what became of the old day."""
    before = in_words(first_day(session), weekday=True)
    if session.status == "delivered" and parts[-1].day > desk.today.isoformat():
        raise Problem("The session was delivered; it cannot lie ahead.", kept="Nothing was changed.")
    put_parts(work, session, parts)
    if not ask_again:
        return
    why = f"Moved from {before} to {in_words(first_day(session), weekday=True)}"
    told = select(Allocation).where(Allocation.session_id == session.id, Allocation.state.in_(ASKED))
    for one in work.find(told):
        step(work, desk, one, "offered", why)
