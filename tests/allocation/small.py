"""Small problems written out by hand, one fact changed at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from trainerpool.allocation.instance import (
    Agency,
    Approval,
    Block,
    Course,
    Instance,
    Pair,
    Session,
    Site,
    Term,
    Trainer,
)

THURSDAY = date(2027, 1, 21)
ALWAYS = (date(2026, 1, 1), date(2028, 12, 31))
TERM = Term("spring", date(2027, 1, 4), date(2027, 3, 26))


def approval(level: str = "lead", course: str = "neglect", start: date = ALWAYS[0], end: date = ALWAYS[1]) -> Approval:
    return Approval(course, start, end, level)


def trainer(name: str, agency: str = "council", level: str = "lead", **facts: Any) -> Trainer:
    facts.setdefault("approvals", (approval(level),))
    return Trainer(name.lower(), agency, "hall", name=name, **facts)


def session(
    name: str = "one",
    on: date = THURSDAY,
    start: int = 570,
    end: int = 750,
    site: str | None = "hall",
    need: int = 2,
    **facts: Any,
) -> Session:
    facts.setdefault("blocks", (Block(on, start, end),))
    return Session(name, "neglect", site, need=need, title=facts.pop("title", name), **facts)


def problem(trainers: list[Trainer], sessions: list[Session], **facts: Any) -> Instance:
    facts.setdefault("weights", {"unfilled": 10_000, "travel": 1})
    made = Instance(
        name="small",
        trainers=tuple(trainers),
        sessions=tuple(sessions),
        terms=(TERM,),
        min_gap_minutes=30,
        agencies=(Agency("council", "Northmoor Council"), Agency("trust", "Moor NHS Trust")),
        courses=(Course("neglect", "Neglect"), Course("abuse", "Domestic Abuse")),
        sites=(Site("hall"), Site("mill")),
        travel_minutes=((0, 50), (40, 0)),
    )
    pins = tuple(Pair(*pin) for pin in facts.pop("pinned", ()))
    before = tuple(Pair(*pair) for pair in facts.pop("previous", ()))
    return replace(made, pinned=pins, previous=before, **facts)
