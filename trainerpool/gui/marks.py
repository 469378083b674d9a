"""The words, icons and meanings of every status the program shows, each in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Meaning(Enum):
    """What a colour may say; it always stands beside an icon and a word."""

    GOOD = "good"
    ATTENTION = "attention"
    STOP = "stop"
    INFORMATION = "information"
    NEUTRAL = "neutral"


MEANING_ICONS = {
    Meaning.GOOD: "circle-check",
    Meaning.ATTENTION: "triangle-alert",
    Meaning.STOP: "octagon-x",
    Meaning.INFORMATION: "info",
    Meaning.NEUTRAL: "circle-dashed",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One status: what a pill shows. `is_dashed` draws a dashed outline: begun, not yet held."""

    word: str
    meaning: Meaning = Meaning.NEUTRAL
    icon: str = ""
    is_dashed: bool = False

    @property
    def shown_icon(self) -> str:
        return self.icon or MEANING_ICONS[self.meaning]


_G, _A, _S, _I, _N = Meaning.GOOD, Meaning.ATTENTION, Meaning.STOP, Meaning.INFORMATION, Meaning.NEUTRAL

STANDING = {
    "approved": Mark("Approved", _G),
    "on notice": Mark("On notice", _A),
    "candidate": Mark("Candidate", _N),
    "on hold": Mark("On hold", _N, "circle-pause"),
    "lapsed": Mark("Lapsed", _S, "circle-x"),
    "suspended": Mark("Suspended", _S, "ban"),
    "alumni": Mark("Alumni", _N, "archive"),
}
TRUST = {
    "": Mark("No keys", _N),
    "invited": Mark("Invited", _I, "hourglass"),
    "expired": Mark("Invitation ran out", _A, "clock"),
    "cancelled": Mark("Invitation cancelled", _N, "circle-slash"),
    "has keys": Mark("Has keys", _G, "shield-check"),
    "revoked": Mark("Trust ended", _S, "ban"),
}
CALLED = {
    "answered": Mark("Answered", _G, "check"),
    "return waits": Mark("Return waits", _I, "arrow-left-right"),
    "open": Mark("No answer", _N, "hourglass"),
    "late": Mark("Late", _A, "clock"),
}
ALLOCATION = {
    "proposed": Mark("Proposed", _I, "circle-dot"),
    "offered": Mark("Offered", _I, "hourglass"),
    "accepted": Mark("Accepted", _G),
    "confirmed": Mark("Confirmed", _G, "pin"),
    "declined": Mark("Declined", _S, "user-x"),
    "delivered": Mark("Delivered", _G, "check"),
    "withdrawn": Mark("Withdrawn", _A, "user-minus"),
    "substituted": Mark("Substituted", _N, "repeat"),
    "did not attend": Mark("Did not attend", _S, "user-x"),
    "extra": Mark("Extra", _N, "plus"),
}
MATERIAL = {
    "draft": Mark("Draft", _N, "pencil"),
    "in review": Mark("In review", _A, "file-clock"),
    "approved": Mark("Approved", _G, "file-check"),
    "past review": Mark("Past review", _S, "file-clock"),
    "superseded": Mark("Superseded", _N, "archive"),
    "withdrawn": Mark("Withdrawn", _S, "ban"),
}
OUTCOME = {
    "met": Mark("Met", _G, "check"),
    "developing": Mark("Developing", _A),
    "not met": Mark("Not met", _S, "x"),
    "not seen": Mark("Not seen", _N),
    "continue": Mark("Continue", _G, "check"),
    "continue with actions": Mark("With actions", _I, "flag"),
    "co-deliver only": Mark("Co-deliver only", _A, "users"),
    "pause and refer": Mark("Pause and refer", _S, "circle-x"),
}
IMPORT = {
    "added": Mark("Added", _G, "plus"),
    "merged": Mark("Merged", _I, "git-merge"),
    "unchanged": Mark("Same", _N, "check"),
    "needs decision": Mark("Your answer", _A, "circle-help"),
    "skipped": Mark("Skipped", _N, "minus"),
}
