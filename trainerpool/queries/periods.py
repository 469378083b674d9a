"""The stretches of time there is something to staff in: terms, and months with sessions outside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from trainerpool.domain.dates import in_words, month_end
from trainerpool.queries.settings import terms
from trainerpool.store.pool import Reader
from trainerpool.store.records import TrainingSession


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A term or a month, with how many sessions it holds. `key` tells periods apart across readings."""

    key: str
    name: str
    start: date
    end: date
    sessions: int
    is_term: bool


def periods(reader: Reader) -> tuple[PeriodRow, ...]:
    """Every term, then every month that holds a session which is not cancelled; each in order."""
    rows = reader.execute(
        select(TrainingSession.first_date, func.count())
        .where(TrainingSession.status != "cancelled")
        .group_by(TrainingSession.first_date)
    ).all()
    days = [(date.fromisoformat(first), count) for first, count in rows if len(first) == 10]
    found = [
        PeriodRow(
            term.id, term.name, term.start, term.end,
            sum(count for day, count in days if term.start <= day <= term.end), True,
        )
        for term in terms(reader)
    ]  # fmt: skip
    for start in sorted({day.replace(day=1) for day, _ in days}):
        end = month_end(start)
        count = sum(number for day, number in days if start <= day <= end)
        found.append(PeriodRow(f"{start:%Y-%m}", in_words(start, month_only=True), start, end, count, False))
    return tuple(found)
