"""Whether an observer is independent of the trainers of a session, as the pool's records have it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, select

from trainerpool.domain.observing_observers import Named, Observed, why_not_independent
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.sessions import GONE
from trainerpool.queries.settings import policies
from trainerpool.store.pool import Reader
from trainerpool.store.records import Allocation, Person, SessionPart


def observed_people(
    reader: Reader, trainers: Iterable[str], days: Iterable[str], session_id: str | None
) -> list[Observed]:
    """These trainers with what independence asks of them: manager, mentors, and who was with them on these days."""
    wanted = tuple(dict.fromkeys(trainers))
    rows = reader.execute(
        select(Person.id, Person.given_name, Person.family_name, Person.manager, Person.manager_id).where(
            Person.id.in_(wanted)
        )
    ).all()
    with_whom = _partners(reader, wanted, tuple(days), session_id)
    return [
        Observed(
            (row.id, f"{row.given_name} {row.family_name}".strip()), (row.manager_id, row.manager or ""),
            with_whom.get(row.id, ()), tuple(evidence_of_everyone(reader, row.id).get(row.id, ())),
        )
        for row in sorted(rows, key=lambda one: wanted.index(one.id))
    ]  # fmt: skip


def why_not(reader: Reader, observer: Named, trainers: Iterable[Observed], on: date) -> tuple[str, ...]:
    """Why somebody may not observe these trainers on a day, a sentence for each reason."""
    versions = policies(reader)
    return tuple(text for one in trainers for text in why_not_independent(observer, one, on, versions))


def _partners(
    reader: Reader, trainers: tuple[str, ...], days: tuple[str, ...], session_id: str | None
) -> dict[str, tuple[Named, ...]]:
    """Trainer -> everybody who delivers with them in a session on one of these days, or in this one."""
    that_day = select(SessionPart.session_id).where(SessionPart.date.in_(days))
    condition: ColumnElement[bool] = Allocation.session_id.in_(that_day)
    if session_id is not None:
        condition = condition | (Allocation.session_id == session_id)
    rows = reader.execute(
        select(Allocation.session_id, Allocation.person_id, Person.given_name, Person.family_name)
        .join(Person, Person.id == Allocation.person_id)
        .where(condition, Allocation.state.not_in(GONE))
    ).all()
    teams: dict[str, list[Named]] = {}
    for row in rows:
        teams.setdefault(row.session_id, []).append((row.person_id, f"{row.given_name} {row.family_name}".strip()))
    return {
        trainer: tuple(
            other
            for team in teams.values()
            if any(one[0] == trainer for one in team)
            for other in team
            if other[0] != trainer
        )
        for trainer in trainers
    }
