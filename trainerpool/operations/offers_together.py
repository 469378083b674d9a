"""Answers and confirmations for several places at once: each one piece of work, all of them or none, one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.offers import confirm_place, respond
from trainerpool.problem import Problem
from trainerpool.store.work import Done

_UNCHANGED = "Nothing was changed."


@deed
def accept_several(desk: Desk, places: Sequence[Sequence[str]]) -> Done:
    """Enter several acceptances on behalf; `places` are pairs of session and trainer."""
    return _each(
        desk, places, "acceptance", "Enter", lambda session, trainer: respond(desk, session, trainer, accepted=True)
    )


@deed
def confirm_several(desk: Desk, places: Sequence[Sequence[str]]) -> Done:
    """Confirm several places, the rules being looked at for each; `places` are pairs of session and trainer."""
    return _each(desk, places, "place", "Confirm", lambda session, trainer: confirm_place(desk, session, trainer))


def _each(
    desk: Desk, places: Sequence[Sequence[str]], noun: str, verb: str, do: Callable[[str, str], Done]
) -> Done:  # fmt: skip
    if not places:
        raise Problem("No place was chosen.", kept=_UNCHANGED)
    if any(len(pair) != 2 for pair in places):
        raise Problem("Each place is a pair: the session and the trainer.", kept=_UNCHANGED)
    with desk.together(f"{verb} {len(places)} {noun}{'s' if len(places) != 1 else ''}") as work:
        for session, trainer in places:
            do(session, trainer)
    return work.done
