"""Invented trainers: evidence in short, and the standing it gives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.policy import Policy, PolicyVersion
from trainerpool.domain.standing import Standing, standing

DEFAULT = (PolicyVersion(None, Policy()),)
BEGIN = date(2026, 11, 21)
TITLES = {"NEG": "Neglect", "DA": "Domestic Abuse", "PC": "Professional Curiosity"}


def day(text: str) -> date:
    return date.fromisoformat(text)


def ev(kind: str, on: str, **more: Any) -> Evidence:
    """One piece of evidence; its id says what it is unless one is given."""
    key = more.pop("id", None) or "-".join(str(part) for part in (kind, on, more.get("course"), more.get("by")) if part)
    for name in ("until",):
        if isinstance(more.get(name), str):
            more[name] = day(more[name])
    if isinstance(more.get("recorded_at"), str):
        more["recorded_at"] = datetime.fromisoformat(more["recorded_at"]).replace(tzinfo=UTC)
    month_only = len(on) == 7
    return Evidence(key, EvidenceKind(kind), day(f"{on}-01" if month_only else on), month_only, **more)


def path(
    *, course: str | None = "NEG", signed: str = "2026-03-16", signer: str | None = "Marian Holt"
) -> list[Evidence]:
    """The whole path of one trainer, two mentors, an observer, and a sign-off."""
    return [
        ev("application", "2025-09-03"),
        ev("release_agreement", "2025-09-17", by="Jo Ackroyd"),
        ev("eligibility_check", "2025-09-24"),
        ev("ttt_course", "2025-10-14", course=course),
        ev("shadow", "2025-11-11", course=course, by="Dana Barlow"),
        ev("co_delivery", "2025-12-09", course=course, by="Dana Barlow"),
        ev("co_delivery", "2026-01-20", course=course, by="Callum Iveson"),
        ev("observed_delivery", "2026-02-24", course=course, by="Asha Thwaite", starred_met=True),
        ev("sign_off", signed, course=course, by=signer),
    ]


def kept_up(course: str = "NEG") -> list[Evidence]:
    """What keeps the trainer of `path` in good standing up to the summer of 2027."""
    return [
        ev("release_agreement", "2026-09-14", by="Jo Ackroyd"),
        *(ev("delivery", on, course=course) for on in ("2026-04-21", "2026-06-10", "2026-09-30", "2026-11-17")),
        ev("development_event", "2026-10-02"),
        ev("observed_delivery", "2026-09-08", by="Rosa Penhale", outcome="Continue", starred_met=True),
    ]


def without(items: list[Evidence], kind: str, number: int = 1) -> list[Evidence]:
    """The items less the first so many of a kind."""
    left = list(items)
    for item in [item for item in items if item.kind == kind][:number]:
        left.remove(item)
    return left


def at(items: list[Evidence], on: str | date, **more: Any) -> Standing:
    """The standing of Nadia Farouk on a day; no records_begin unless given."""
    more.setdefault("records_begin", None)
    more.setdefault("name", "Nadia Farouk")
    asked = day(on) if isinstance(on, str) else on
    return standing(items, more.pop("policies", DEFAULT), asked, courses=TITLES, **more)


def texts(asked: Standing) -> str:
    """All reasons of a standing, texts and details."""
    return "\n".join(f"{reason.text} {reason.detail}" for reason in asked.reasons)
