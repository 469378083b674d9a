"""What is wanted of a report, what a report is, and the foot that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import version_on
from trainerpool.queries.changes import trail_head
from trainerpool.queries.settings import policies, pool_settings
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Document, Footer
from trainerpool.reports.periods import Period

_DIGEST_SHOWN = 12


@dataclass(frozen=True)
class Wanted:
    """A period, the day it is printed; only one session, trainer, observation or version by id; session -> why a place of it is empty."""

    period: Period
    today: date
    session: str | None = None
    trainer: str | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    observation: str | None = None
    version: str | None = None


Build: TypeAlias = Callable[[Ask, Wanted], Document]


@dataclass(frozen=True)
class Report:
    """A report by name: its title, what it shows in a sentence, and which periods make sense for it."""

    name: str
    title: str
    sentence: str
    build: Build
    periods: tuple[str, ...]
    about_one: str = ""


def footer(ask: Ask, today: date) -> Footer:
    """The foot of a report printed today: whose pool, the head of the trail, the policy in force."""
    settings, head = ask(pool_settings), ask(trail_head)
    begun = version_on(ask(policies), today).effective_from
    return Footer(
        pool=settings.partnership or settings.name,
        trail=f"{settings.partnership or settings.name} · Trail {head.count}, {head.digest[:_DIGEST_SHOWN]}",
        policy=f"Policy from {in_words(begun)}" if begun else "First policy",
        printed_on=today,
    )
