"""Status words of registers and programmes: what they say of a person's stage or a session's state."""

from __future__ import annotations

import re
from functools import lru_cache

from trainerpool.exchange.spreadsheets.words import norm

_STAGES = {
    "approved": "approved,active,current,signed off,sign off,signedoff,live,y,yes,accredited,fully approved,fully signed off,"
    "approved trainer,delivering,in pool,competent,passed,full trainer,panel approved,approved by panel,"
    "authorised,ready,ready to deliver,active trainer,trained and approved",
    "in training": "in training,ttt booked,t4t booked,trainee,ttt,t4t,ttt completed,ttt complete,ttt done,t4t completed,"
    "booked on ttt,booked ttt,booked on t4t,candidate,shadowing,co delivering,codelivering,in progress,awaiting sign off,awaiting signoff,"
    "awaiting observation,awaiting approval,awaiting panel,working towards,part trained,train the trainer booked,to be observed,"
    "not yet signed off,needs sign off,needs observation,training in progress,"
    "awaiting observation and sign off,completed ttt,attended ttt,ttt attended,not yet approved,not signed off,awaiting assessment",
    "applied": "applied,eoi,eoi received,expression of interest,expressed interest,application,application received,interested,enquiry,"
    "prospective,nominated,waiting list,waiting for ttt,awaiting ttt,awaiting t4t,ttt needed,needs ttt,potential,applicant,"
    "eoi in,new application,awaiting training,to be trained,pending application,waiting for a place,awaiting place",
    "lapsed": "lapsed,expired,out of date,approval lapsed,approval expired,not current,lapse,elapsed,refresher overdue",
    "withdrawn": "withdrawn,left,leaver,left the pool,left agency,left organisation,left post,moved on,resigned,retired,stood down,"
    "stepped down,no longer delivering,no longer a trainer,no longer trainer,removed,withdrew,ceased,ex trainer,alumni,former,former trainer,"
    "left role,left partnership,left pool,left trust,moved role,moved jobs,changed role,left service,no longer in pool,left the trust",
    "on hold": "on hold,hold,paused,maternity,maternity leave,mat leave,on leave,sabbatical,sick,long term sick,career break,secondment,"
    "on secondment,taking a break,break,on a break,paternity leave,parental leave,adoption leave,on maternity leave,temporarily unavailable,"
    "on maternity,on sabbatical,career break to,time out,not available this year,pause,sick leave,off sick,on sick leave",
    "suspended": "suspended,suspension,under review,under investigation,do not use,barred",
}
_SESSION = {
    "planned": "planned,provisional,draft,scheduled,proposed,pencilled,pencilled in,to be confirmed,tbc,open,advertised,new,live,"
    "bookings open,open for booking,booking open,upcoming,published,on website,available,spaces,places available",
    "confirmed": "confirmed,booked,agreed,going ahead,full,fully booked,firm,ok,y,yes,arranged,venue booked,staffed,definite,go",
    "delivered": "delivered,completed,complete,done,ran,held,finished,past,taken place,closed",
    "cancelled": "cancelled,canceled,withdrawn,called off,postponed,did not run,cxl,cancel,not running,dropped,pulled",
}
_STAGE_OF = {word: stage for stage, words in _STAGES.items() for word in words.split(",")}
_SESSION_OF = {word: state for state, words in _SESSION.items() for word in words.split(",")}
_NO = frozenset(["n", "no", "not approved", "x", "not yet", "false", "declined", "unsuccessful", "not suitable"])
_CONTRARY = re.compile(
    r"\b(?:hold|lapsed|expired|left|leaving|withdrawn|maternity|awaiting|suspended|retired|retiring|not|but|pending|need\w*|cancel\w*)\b"
)
_LEFT = re.compile(
    r"^no (?:has |have |had )?(left|retired|resigned|withdrawn|moved on|stood down|lapsed|expired|on hold|maternity|sabbatical|suspended)\b"
)
_LEAD = re.compile(r"^(?:status |currently |now |is )")
_TAIL = re.compile(
    r"\s(?:since|from|until|till|to|on|as of|as at|by|for|in|due|wef|w e f|sept?|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|oct\w*|nov\w*"
    r"|dec\w*|\d).*$"
)


def _lookup(words: dict[str, str], text: str) -> str:
    key = norm(text)
    if key in words:
        return words[key]
    key = _LEAD.sub("", key)
    bare = _TAIL.sub("", key)
    if key in words or (bare in words and not _CONTRARY.search(key[len(bare) :])):
        return words.get(key) or words[bare]
    if _CONTRARY.search(" ".join(key.split()[1:])):
        return ""  # "Approved - awaiting panel" says two things: a person must say which
    head = re.split(r"[(:;,–]|\s-\s", text, maxsplit=1)[0]
    head_key = norm(head)
    return words.get(head_key, words.get(_TAIL.sub("", head_key), "")) if head_key and head_key != key else ""


@lru_cache(maxsize=10_000)
def stage_of(text: str) -> str:
    """The stage a status word means; "not approved" for a plain no; "" where it is not known."""
    key = norm(text)
    if any(mark in text for mark in "✓✔☑"):
        return "approved"
    if any(mark in text for mark in "✗✘☒"):
        return "not approved"
    if key in _NO:
        return "not approved"
    if gone := _LEFT.match(key):
        return _STAGE_OF.get(gone.group(1), "")
    return _lookup(_STAGE_OF, text) or (_lookup(_STAGE_OF, text.strip()[3:]) if key.startswith("on ") else "")


_PEOPLE = re.compile(
    r"\b(?:our|the|list|of|all|current pool|facilitators?|trainers?|tutors?|people|members?|pool|those|register|currently|section|sheet)\b"
)
_SECTION_STAGES = {
    "leavers": "withdrawn", "left": "withdrawn", "former": "withdrawn", "alumni": "withdrawn", "retired": "withdrawn", "withdrawn": "withdrawn",
    "past": "withdrawn", "ex": "withdrawn", "leaver": "withdrawn", "retirees": "withdrawn", "trainee": "in training", "candidate": "in training",
    "training": "in training", "working towards": "in training", "awaiting sign off": "in training", "being trained": "in training",
    "applicant": "applied", "applications": "applied", "interested": "applied", "waiting list": "applied", "paused": "on hold", "inactive pool": "lapsed",
    "no longer delivering": "withdrawn", "archive": "withdrawn", "archived": "withdrawn",
    "candidates": "in training", "in training": "in training", "trainees": "in training",
    "shadowing": "in training", "active": "approved", "approved": "approved", "current": "approved", "signed off": "approved", "lapsed": "lapsed",
    "expired": "lapsed", "on hold": "on hold", "on leave": "on hold", "on a break": "on hold", "suspended": "suspended", "applicants": "applied",
    "applied": "applied", "expressions of interest": "applied", "eoi": "applied", "eois": "applied", "waiting": "applied", "inactive": "lapsed",
}  # fmt: skip


@lru_cache(maxsize=10_000)
def section_stage(text: str) -> str:
    """The stage of everyone below a line (or on a sheet) such as "Leavers" or "Active facilitators"; "" for any other."""
    return _SECTION_STAGES.get(" ".join(_PEOPLE.sub(" ", norm(text)).split()), "")


@lru_cache(maxsize=10_000)
def session_state_of(text: str) -> str:
    """planned, confirmed, delivered or cancelled; "" where the word is not known."""
    if any(mark in text for mark in "✓✔☑"):
        return "confirmed"
    return _lookup(_SESSION_OF, text)


_TICKS = frozenset(
    [
        "y",
        "yes",
        "x",
        "1",
        "true",
        "t",
        "tick",
        "a",
        "approved",
        "yes approved",
        "signed off",
        "ok",
        "p",
        "trained",
        "d",
        "delivers",
        "can deliver",
    ]
)
_CROSSES = frozenset(["n", "no", "0", "false", "", "not yet", "na", "n a", "none", "-", "not approved"])


def tick_of(text: str) -> bool | None:
    """Is a cell of a matrix ticked: True, False, or None where it is neither (a date, a word)."""
    stripped = text.strip()
    if stripped and all(mark in "✓✔☑√●•■*xX×" for mark in stripped):
        return True
    if stripped and all(mark in "✗✘☒-–—.○□" for mark in stripped):
        return False
    key = norm(stripped)
    if key in _TICKS:
        return True
    return False if key in _CROSSES else None


_MAY = frozenset(
    [
        "able", "both", "can co", "can lead", "co", "co lead", "co trainer", "deliver", "full", "lead",
        "lead and co", "lead co", "lead or co", "lead trainer", "solo", "support",
    ]
)  # fmt: skip
_MAY_NOT = frozenset(
    [
        "booked", "in progress", "interested", "observe", "observed", "observing", "shadow", "shadowed",
        "shadowing", "to do", "trainee", "training", "wants to", "would like to",
    ]
)  # fmt: skip


@lru_cache(maxsize=10_000)
def mark_of(text: str) -> bool | None:
    """A cell of a matrix as `tick_of`, or a word of what the person does on the course: "Lead" may deliver, "Shadow" not yet."""
    ticked = tick_of(text)
    if ticked is not None:
        return ticked
    key = norm(text)
    return True if key in _MAY else False if key in _MAY_NOT else None
