"""What the rules of offers say of an answer that comes back after the place or its session has changed in the pool."""

from __future__ import annotations

from datetime import date

from trainerpool.domain import offers
from trainerpool.domain.dates import in_words
from trainerpool.exchange.carrying.form import Rows
from trainerpool.exchange.carrying.merging import Fate, Item

_FOLLOWS = frozenset({offers.ACCEPTED, offers.DECLINED, offers.WITHDRAWN, offers.DELIVERED, offers.ABSENT})


def judge_answer(item: Item, pool: Rows, seen: Rows) -> tuple[Fate, str] | None:
    """What becomes of an answer, or of a delivery, to a place; None where the item is about something else."""
    change = item.head
    if change.kind != "allocation" or "state" not in change.after or change.change != "changed":
        return None
    there = pool.get("allocation", {}).get(change.record)
    if there is None:
        return Fate.REFUSED, "The place is no longer in the pool."
    to, now, before = str(change.after["state"]), str(there["state"]), change.before.get("state")
    if to not in _FOLLOWS:
        return Fate.REFUSED, "This is no answer to an offer."
    if now == to:
        return Fate.SAME, "The pool says so already."
    moved = _moved(str(there.get("session_id")), pool, seen)
    if now in offers.GONE and to == offers.DECLINED:
        return Fate.SAME, f"The place was {_gone(now)} meanwhile."
    if moved and to in {offers.ACCEPTED, offers.DECLINED}:
        return Fate.REFUSED, moved
    if now in {offers.CONFIRMED, offers.DELIVERED} and to == offers.ACCEPTED:
        return Fate.SAME, "Confirmed already; the answer adds nothing."
    if offers.refusal(now, to):
        why = f"The place was {_gone(now)} meanwhile." if now in offers.GONE else f"The place is {now}."
        return Fate.REFUSED, f"{why} Offer it again where it is still wanted."
    if now == before or now in change.said.get("state", ()) or to in {offers.DELIVERED, offers.ABSENT}:
        return Fate.READY, ""
    return Fate.CLASH, ""


def _gone(state: str) -> str:
    return {"substituted": "given to somebody else", "did not attend": "recorded as not attended"}.get(state, state)


def _moved(session: str, pool: Rows, seen: Rows) -> str:
    """Why an answer no longer fits the session it was given for; empty where it does."""
    now, then = pool.get("training_session", {}).get(session), seen.get("training_session", {}).get(session)
    if now is None:
        return "The session is no longer in the pool."
    if now.get("status") == "cancelled":
        return "The session was cancelled meanwhile."
    if then is not None and then.get("first_date") != now.get("first_date"):
        return (
            f"The session has moved from {_day(then['first_date'])} to {_day(now['first_date'])} since. "
            "Offer it again for the new day."
        )
    return ""


def _day(text: str) -> str:
    return in_words(date.fromisoformat(text if len(text) == 10 else f"{text}-01"), month_only=len(text) == 7)
