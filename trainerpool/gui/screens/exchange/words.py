"""The words of a return on the page: moments, what becomes of each thing it says, and how a row is read out."""

from __future__ import annotations

from datetime import UTC, datetime

from trainerpool.domain.dates import count_of, in_words
from trainerpool.exchange.carrying.merging import Fate
from trainerpool.gui.screens.exchange.came import Waiting
from trainerpool.operations.carrying.taking_in import POOL
from trainerpool.queries.returns import TAKEN_IN, PlanRow, ReturnRow

_ROLES = {"trainer": "Trainer", "observer": "Observer"}


def moment_words(moment: datetime | str | None, *, year: bool = True) -> str:
    """A moment as the page says it: "Fri 20 Nov 2026, 21:40", in a narrow place without its year."""
    if not moment:
        return ""
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment)
        except ValueError:
            return ""
    here = (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).astimezone()
    day = in_words(here.date(), weekday=True)
    return f"{day if year else day.removesuffix(f' {here.year}')}, {here:%H:%M}"


def role_words(row: ReturnRow) -> str:
    """Who it is from, in a word."""
    return _ROLES.get(row.role.casefold(), row.role.replace("_", " ").capitalize() or "Trainer")


def state_words(one: Waiting) -> str:
    """What stands at the right of a return that waits: its clashes, else its changes."""
    if one.plan is None:
        return "Cannot be read"
    if clashes := one.plan.count(Fate.CLASH):
        return count_of(clashes, "clash", "clashes")
    return count_of(one.plan.count(Fate.READY), "change")


def settled_words(row: ReturnRow) -> str:
    """What became of a return, and when."""
    what = "Taken in" if row.outcome == TAKEN_IN else "Refused"
    return f"{what} on {in_words(row.on)}"


def second_line(row: PlanRow, side: str) -> str:
    """The line under a sentence: what becomes of it, or what it does."""
    match row.fate:
        case Fate.CLASH if side:
            return (
                "Clash settled: the pool’s side stays."
                if side == POOL
                else "Clash settled: the return’s side is taken."
            )
        case Fate.CLASH:
            return "Clash: choose one of two."
        case Fate.REFUSED:
            return row.why or "It cannot be taken in."
        case Fate.SAME:
            return row.why or "The same in the pool already. Nothing to change."
        case Fate.LATER:
            return row.why or "A later return has said otherwise. Nothing to change."
    return row.detail


def said(row: PlanRow, ticked: bool, side: str) -> str:
    """A row as a screen reader says it, its state first."""
    state = {Fate.READY: "ticked" if ticked else "not ticked", Fate.CLASH: "clash", Fate.REFUSED: "refused"}.get(
        row.fate, "nothing to change"
    )
    return ". ".join(part.rstrip(".") for part in (f"{state}: {row.text}", second_line(row, side)) if part)
