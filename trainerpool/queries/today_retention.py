"""The line of Today about records kept longer than policy says: what is proposed for erasure, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.evidence import EvidenceKind, in_force
from trainerpool.domain.policy import Policy
from trainerpool.domain.standing import Meaning, State
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.standings import TrainerRow
from trainerpool.queries.today_rows import Concerned, TodayRow, Urgency, names
from trainerpool.store.pool import Reader
from trainerpool.store.records import Observation, SessionPart, TrainingSession


@dataclass(frozen=True, slots=True)
class KeptRow:
    """Something kept past its time: whose it is, what it is with the reason, and the last day it was to be kept."""

    person_id: str
    name: str
    what: str
    until: date


def kept_too_long(reader: Reader, pool: Sequence[TrainerRow], policy: Policy, today: date) -> Iterable[TodayRow]:
    """Everything past its time, in one line."""
    found = kept_rows(reader, pool, policy, today)
    about = [Concerned(row.person_id, row.name, row.what, person=row.person_id, day=row.until) for row in found]
    old = _old_sessions(reader, add_months(today, -12 * policy.keep_session_years))
    if old:
        kept = count_of(policy.keep_session_years, "year")
        what = f"Held longer ago than the {kept} they are kept"
        about.append(Concerned("sessions", count_of(old, "session"), what, "programme"))
    if not about:
        return
    people = tuple(dict.fromkeys(row.person_id for row in found))
    yield TodayRow(
        "retention", Urgency.COMING_UP, Meaning.INFORMATION,
        f"{count_of(len(found) + old, 'record')} kept longer than policy says",
        names(list(dict.fromkeys(one.name for one in about))), f"since {in_words(found[0].until)}" if found else "",
        "See which", "trainers" if found else "programme", people,
        about=tuple(about),
    )  # fmt: skip


def kept_rows(reader: Reader, pool: Sequence[TrainerRow], policy: Policy, today: date) -> tuple[KeptRow, ...]:
    """Whose record, application, check or observation detail is kept past its time, the oldest first."""
    found: list[KeptRow] = []
    evidence = None
    for row in pool:
        left = row.standing.lapsed_on
        if row.standing.state is not State.ALUMNI or left is None:
            continue
        name = row.person.name
        if row.standing.approved_from is None:
            until = add_months(left, policy.keep_application_months)
            what = (
                f"Application, withdrawn on {in_words(left)}; kept {count_of(policy.keep_application_months, 'month')}"
            )
        else:
            until = add_months(left, 12 * policy.keep_trainer_years)
            what = f"Record, left on {in_words(left)}; kept {count_of(policy.keep_trainer_years, 'year')}"
        if until < today:
            found.append(KeptRow(row.id, name, what, until))
        until = add_months(left, policy.keep_check_months)
        if until < today:
            evidence = evidence_of_everyone(reader) if evidence is None else evidence
            if any(one.kind is EvidenceKind.ELIGIBILITY_CHECK for one in in_force(evidence.get(row.id, []))):
                kept = count_of(policy.keep_check_months, "month")
                found.append(KeptRow(row.id, name, f"Check confirmation, left on {in_words(left)}; kept {kept}", until))
    found += _observation_detail(reader, pool, policy, today)
    return tuple(sorted(found, key=lambda one: (one.until, one.name, one.what)))


def _observation_detail(reader: Reader, pool: Sequence[TrainerRow], policy: Policy, today: date) -> Iterable[KeptRow]:
    """Trainers of whom what was noted at an observation is kept after only its outcome and date should be."""
    last = add_months(today, -12 * policy.keep_observation_years)
    noted = or_(
        Observation.note.is_not(None), Observation.went_as_planned.is_not(None), Observation.would_change.is_not(None),
        Observation.what_i_need.is_not(None), Observation.reply.is_not(None),
    )  # fmt: skip
    rows = reader.execute(
        select(Observation.person_id, Observation.on).where(Observation.on < last.isoformat(), noted)
    ).all()
    numbers, firsts = Counter(row.person_id for row in rows), {}
    for row in sorted(rows, key=lambda one: one.on, reverse=True):
        firsts[row.person_id] = date.fromisoformat(f"{row.on}-01"[:10])
    names_of = {row.id: row.person.name for row in pool}
    kept = count_of(policy.keep_observation_years, "year")
    for person, number in numbers.items():
        what = f"What was noted at {count_of(number, 'observation')}, the first {in_words(firsts[person])}; kept {kept}, then outcome and date"
        yield KeptRow(
            person,
            names_of.get(person, "Somebody"),
            what,
            add_months(firsts[person], 12 * policy.keep_observation_years),
        )


def _old_sessions(reader: Reader, before: date) -> int:
    """How many sessions were over before a day."""
    ended = (
        select(SessionPart.session_id)
        .group_by(SessionPart.session_id)
        .having(func.max(SessionPart.date) < before.isoformat())
    )
    return reader.scalar(select(func.count()).select_from(TrainingSession).where(TrainingSession.id.in_(ended))) or 0
