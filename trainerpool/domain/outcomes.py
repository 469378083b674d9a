"""The outcomes of an observation, read from the words in which they are recorded."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache


class Outcome(StrEnum):
    """What an observation ends with; the value is the wording on screen and in exports."""

    CONTINUE = "Continue"
    WITH_ACTIONS = "Continue with actions"
    CO_DELIVER_ONLY = "Co-deliver only"
    PAUSE = "Pause and refer"


@lru_cache(maxsize=256)
def outcome_of(text: str | None) -> Outcome | None:
    """The outcome a text says, None when it says none; case, hyphens and a tail such as "until re-seen" are free."""
    said = (text or "").casefold().replace("-", " ")
    if "pause" in said or "refer" in said:
        return Outcome.PAUSE
    if "co deliver" in said:
        return Outcome.CO_DELIVER_ONLY
    if "action" in said:
        return Outcome.WITH_ACTIONS
    return Outcome.CONTINUE if "continue" in said else None


def limits_delivery(text: str | None) -> bool:
    """Whether an outcome takes something away: co-deliver only, or a pause."""
    return outcome_of(text) in (Outcome.CO_DELIVER_ONLY, Outcome.PAUSE)
