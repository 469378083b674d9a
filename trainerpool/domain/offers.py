"""The way of a place from proposed to delivered: which step may follow which, why not, and by when an offer is answered."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.working_days import WorkingDays

PROPOSED, OFFERED, ACCEPTED, CONFIRMED = "proposed", "offered", "accepted", "confirmed"
DECLINED, DELIVERED, WITHDRAWN = "declined", "delivered", "withdrawn"
SUBSTITUTED, ABSENT = "substituted", "did not attend"
STATES = (PROPOSED, OFFERED, ACCEPTED, CONFIRMED, DECLINED, DELIVERED, WITHDRAWN, SUBSTITUTED, ABSENT)
# Whoever is in one of these is no longer on the session.
GONE = frozenset({DECLINED, WITHDRAWN, SUBSTITUTED, ABSENT})

# An answer may come by telephone before any offer was written, so proposed leads to it as well. Offered leads to itself,
# because an offer may be repeated, and whoever had said yes is asked again where the session has moved since. What
# happened on the day can be put right between delivered and did not attend.
ALLOWED: dict[str, frozenset[str]] = {
    PROPOSED: frozenset({OFFERED, ACCEPTED, DECLINED, CONFIRMED, WITHDRAWN, SUBSTITUTED, DELIVERED}),
    OFFERED: frozenset({
        PROPOSED, OFFERED, ACCEPTED, DECLINED, CONFIRMED, WITHDRAWN, SUBSTITUTED, DELIVERED, ABSENT,
    }),
    ACCEPTED: frozenset({OFFERED, CONFIRMED, DECLINED, WITHDRAWN, SUBSTITUTED, DELIVERED, ABSENT}),
    CONFIRMED: frozenset({OFFERED, DECLINED, WITHDRAWN, SUBSTITUTED, DELIVERED, ABSENT}),
    DELIVERED: frozenset({ABSENT}),
    ABSENT: frozenset({DELIVERED}),
    DECLINED: frozenset({ACCEPTED}),
    WITHDRAWN: frozenset(),
    SUBSTITUTED: frozenset(),
}  # fmt: skip

DECLINE_REASONS: dict[str, str] = {
    "workload": "Workload",
    "leave": "Leave",
    "illness": "Illness",
    "conflict": "Conflict of interest",
    "not released": "Manager did not release",
    "travel": "Travel",
    "other": "Other",
}
# The category of a step that only says that somebody has been told.
TOLD = "told"

_SAME = {
    PROPOSED: "was only proposed so far: nothing was offered that could be taken back",
    ACCEPTED: "has accepted already",
    CONFIRMED: "is confirmed already",
    DECLINED: "has declined already",
    DELIVERED: "is recorded as having delivered it already",
    WITHDRAWN: "has withdrawn already",
    SUBSTITUTED: "was substituted already",
    ABSENT: "is recorded as not having attended already",
}
_ENDED = {
    DELIVERED: "The session was delivered; there is nothing to answer",
    WITHDRAWN: "has withdrawn from this session; put on again, the place can be offered afresh",
    SUBSTITUTED: "was substituted on this session; put on again, the place can be offered afresh",
    DECLINED: "has declined; only an acceptance after all can follow",
    ABSENT: "did not attend; only a delivery put right can follow",
}
_NOT_YET = {
    (PROPOSED, ABSENT): "was only proposed, so was never asked to come",
    (CONFIRMED, ACCEPTED): "is confirmed already; an answer adds nothing",
    (ACCEPTED, PROPOSED): "has accepted; withdraw instead of taking the offer back",
    (CONFIRMED, PROPOSED): "is confirmed; withdraw instead of taking the offer back",
}


def refusal(state: str, to: str) -> str:
    """Why a place in one state may not come to another, as words that follow a name; empty where it may.

    Words that begin with a capital are a sentence of their own.
    """
    if to in ALLOWED.get(state, frozenset()):
        return ""
    if state == to:
        return _SAME[state]
    return _NOT_YET.get((state, to)) or _ENDED.get(state) or f"is {state}, and cannot come to {to} from there"


def answer_by(today: date, working_days: int, starts: date, days: WorkingDays) -> date:
    """The day by which an offer made today is answered.

    So many working days on (policy: offer_reply_working_days), yet before the session: at the latest on the last working
    day before it starts, and never before today.
    """
    return max(today, min(days.add(today, working_days), days.add(starts, -1) if starts > today else today))


def days_late(answer_day: date | None, today: date, days: WorkingDays) -> int:
    """How many working days an answer is overdue; 0 where it is not, or no day was set."""
    return max(0, days.between(answer_day, today)) if answer_day is not None else 0


def category_words(category: str) -> str:
    """A reason's category as people read it; empty for none."""
    return DECLINE_REASONS.get(category, category[:1].upper() + category[1:])
