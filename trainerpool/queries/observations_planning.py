"""Planning visits: who is due, at which coming sessions they could be seen, and by whom, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.observing import Purpose
from trainerpool.domain.observing_observers import Named, Observed
from trainerpool.domain.standing import Stage, State
from trainerpool.queries.availability import AwayRow, absences
from trainerpool.queries.observations_form import visits
from trainerpool.queries.observations_independence import observed_people, why_not
from trainerpool.queries.observations_rows import VisitRow
from trainerpool.queries.people import PersonRow, people
from trainerpool.queries.sessions import GONE, SessionRow, sessions
from trainerpool.queries.standings import TrainerRow, trainers
from trainerpool.store.pool import Reader
from trainerpool.store.records import Exclusion, Observation, Person, Visit

_AHEAD = 60


@dataclass(frozen=True)
class DueRow:
    """A trainer whose observation is due: by when and why, and the visit that is planned for it.

    `due` is None for a candidate whose next step is an observed delivery; `coming` are their sessions ahead.
    """

    person_id: str
    trainer: str
    agency: str
    due: date | None
    late: bool
    last_observed: date | None
    reason: str
    purpose: Purpose
    coming: tuple[tuple[str, date], ...]
    visit_id: str | None
    planned_on: date | None
    observer: str


@dataclass(frozen=True)
class ObserverChoice:
    """Somebody who observes: why they would do, or why not (`refused`); `ahead` counts the visits they have planned."""

    person_id: str
    name: str
    agency: str
    reasons: tuple[str, ...]
    refused: tuple[str, ...]
    ahead: int

    @property
    def may(self) -> bool:
        """Whether they are independent and free."""
        return not self.refused


@dataclass(frozen=True)
class VisitProposal:
    """A coming session at which somebody could be observed, with the reasons for it, and every observer's answer."""

    session: SessionRow
    role: str
    trainers: tuple[str, ...]
    reasons: tuple[str, ...]
    observers: tuple[ObserverChoice, ...]
    in_time: bool

    @property
    def best(self) -> ObserverChoice | None:
        """The first who may go."""
        return next((one for one in self.observers if one.may), None)


def observations_due(reader: Reader, today: date, within_days: int = _AHEAD) -> tuple[DueRow, ...]:
    """Who is due an observation by a day, those without a visit planned first, the longest overdue first."""
    pool = [row for row in trainers(reader, today) if _is_due(row, today + timedelta(days=within_days))]
    planned = _planned(reader)
    ahead: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for session in sessions(reader, today) if pool else ():
        if session.status == "planned" and session.observable:
            for one in session.team:
                if one.state not in GONE:
                    ahead[one.person_id].append((session.id, session.first_date))
    found = [_due(row, today, planned.get(row.id), ahead.get(row.id, [])) for row in pool]
    return tuple(sorted(found, key=lambda one: (one.visit_id is not None, one.due or date.max, one.trainer)))


def _is_due(row: TrainerRow, last: date) -> bool:
    standing = row.standing
    if standing.state is State.CANDIDATE:
        return standing.next_stage is Stage.OBSERVED_DELIVERY
    return standing.may_deliver and standing.observation_due is not None and standing.observation_due <= last


def _due(row: TrainerRow, today: date, visit: VisitRow | None, coming: Sequence[tuple[str, date]]) -> DueRow:
    standing = row.standing
    candidate = standing.state is State.CANDIDATE
    due = None if candidate else standing.observation_due
    if candidate:
        reason = "A candidate: the next step is an observed delivery"
    elif standing.last_observed is None:
        reason = "Not observed yet since the approval"
    else:
        told = next((one for one in standing.next_due if one.kind == "observation"), None)
        reason = f"Last observed {in_words(standing.last_observed)}"
        if standing.co_deliver_only:
            reason += ", Co-deliver only until seen again"
        elif told is not None and told.by is not None and told.by < today:
            reason += ", overdue"
    return DueRow(
        row.id, row.person.name, row.person.agency, due, due is not None and due < today, standing.last_observed, reason,
        Purpose.SIGN_OFF if candidate else Purpose.ROUTINE, tuple(coming), visit.id if visit else None,
        visit.on if visit else None, visit.observer if visit else "",
    )  # fmt: skip


def _planned(reader: Reader) -> dict[str, VisitRow]:
    """Trainer -> the next visit at which they are to be seen."""
    ahead = {row.id: row for row in planned_visits(reader)}
    rows = reader.execute(
        select(Observation.person_id, Observation.visit_id).where(Observation.visit_id.in_(tuple(ahead)))
    )
    found: dict[str, VisitRow] = {}
    for row in rows:
        visit = ahead[row.visit_id or ""]
        if row.person_id not in found or visit.on < found[row.person_id].on:
            found[row.person_id] = visit
    return found


def planned_visits(reader: Reader) -> tuple[VisitRow, ...]:
    """Visits neither cancelled nor finished, in order of day; one whose day went by without a start is there too."""
    open_ones = select(Visit.id).where(Visit.cancelled_on.is_(None), Visit.finished_at.is_(None))
    ids = reader.scalars(open_ones).all()
    return visits(reader, ids) if ids else ()


def observers(reader: Reader, on: date) -> tuple[PersonRow, ...]:
    """Everybody recorded as observing others on a day, by name."""
    recorded = reader.scalars(
        select(Person.id).where(or_(Person.role == "observer", Person.observer_since <= on))
    ).all()
    return tuple(row for row in people(reader, on) if row.id in set(recorded))


def visit_proposals(
    reader: Reader, person_id: str, today: date, until: date | None = None
) -> tuple[VisitProposal, ...]:
    """The coming sessions at which somebody could be observed, the best first, each with who may go and who may not, and why."""
    rows = [
        row
        for row in sessions(reader, today, until)
        if row.status == "planned"
        and row.observable
        and any(one.person_id == person_id and one.state not in GONE for one in row.team)
    ]
    due = {row.person_id: row for row in observations_due(reader, today, _AHEAD)}
    ground = _Ground(reader, today, rows)
    found = [ground.proposal(row, person_id, due) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.best is None, not one.in_time, one.session.first_date)))


def why_not_observer(reader: Reader, session_id: str, observer: str, trainer_ids: Iterable[str]) -> tuple[str, ...]:
    """Why somebody, by id or name, may not observe these trainers at a session; nothing: they may."""
    row = next(iter(sessions(reader, ids=(session_id,))), None)
    if row is None:
        return ()
    known = reader.get(Person, observer)
    who: Named = (known.id, f"{known.given_name} {known.family_name}".strip()) if known else (None, observer)
    seen = observed_people(reader, trainer_ids, [part.date for part in row.parts], session_id)
    return why_not(reader, who, seen, row.first_date)


class _Ground:
    """What proposals are made from, read once for all sessions."""

    def __init__(self, reader: Reader, today: date, rows: Sequence[SessionRow]) -> None:
        self.reader, self.today = reader, today
        last = max((row.last_date for row in rows), default=today)
        self.observers = observers(reader, last)
        self.busy: dict[str, list[SessionRow]] = defaultdict(list)
        for row in sessions(reader, today, last) if rows else ():
            for one in row.team:
                if one.state not in GONE and row.status != "cancelled":
                    self.busy[one.person_id].append(row)
        self.away: dict[str, list[AwayRow]] = defaultdict(list)
        for gone in absences(reader, start=today, end=last):
            self.away[gone.person_id].append(gone)
        self.visits = planned_visits(reader)
        self.conflicts = {
            frozenset((row.person_id, row.other_id or ""))
            for row in reader.execute(
                select(Exclusion.person_id, Exclusion.other_id).where(Exclusion.other_id.is_not(None))
            )
        }
        self._seen_before: dict[tuple[str, str], date] = {}
        for seen in reader.execute(select(Observation.person_id, Observation.observer_id, Observation.on)):
            if seen.observer_id and len(seen.on) == 10:
                key = (seen.observer_id, seen.person_id)
                day = date.fromisoformat(seen.on)
                self._seen_before[key] = max(day, self._seen_before.get(key, day)) if day <= today else date.min

    def proposal(self, row: SessionRow, person_id: str, due: dict[str, DueRow]) -> VisitProposal:
        """One session with its reasons; whoever else on it is due is seen in the same visit."""
        team = [one for one in row.team if one.state not in GONE]
        mine = next(one for one in team if one.person_id == person_id)
        others = [
            one
            for one in team
            if one.person_id != person_id and one.person_id in due and due[one.person_id].visit_id is None
        ]
        seen = [mine, *others]
        by = due[person_id].due if person_id in due else None
        in_time = by is None or row.first_date <= by
        reasons = [f"{mine.name} is {'a candidate in addition' if mine.role == 'extra' else mine.role} there"]
        if by is not None:
            when = (
                f"Overdue since {in_words(by)}"
                if by < self.today
                else f"{'Before' if in_time else 'After'} it is due, {in_words(by)}"
            )
            reasons.append(when)
        if others:
            reasons.append(
                f"{' and '.join(one.name for one in others)} {'are' if len(others) > 1 else 'is'} due as well"
            )
        people_seen = [one.person_id for one in seen]
        observed = observed_people(self.reader, people_seen, [part.date for part in row.parts], row.id)
        choices = [self._choice(one, row, observed) for one in self.observers]
        choices.sort(key=lambda one: (not one.may, one.ahead, one.name))
        return VisitProposal(row, mine.role, tuple(people_seen), tuple(reasons), tuple(choices), in_time)

    def _choice(self, one: PersonRow, row: SessionRow, observed: Sequence[Observed]) -> ObserverChoice:
        refused = list(why_not(self.reader, (one.id, one.name), observed, row.first_date))
        refused += self._not_free(one, row)
        refused += [
            f"A conflict between {one.name} and {seen.who[1]} is declared."
            for seen in observed
            if frozenset((one.id, seen.who[0] or "")) in self.conflicts
        ]
        ahead = sum(visit.observer_id == one.id for visit in self.visits)
        reasons = [
            "Independent and free that day",
            count_of(ahead, "visit") + " planned" if ahead else "No visit planned yet",
        ]
        for seen in observed:
            before = self._seen_before.get((one.id, seen.who[0] or ""))
            if before and before != date.min:
                reasons.append(f"Observed {seen.who[1]} on {in_words(before)}")
        return ObserverChoice(
            one.id, one.name, one.agency, () if refused else tuple(reasons), tuple(dict.fromkeys(refused)), ahead
        )

    def _not_free(self, one: PersonRow, row: SessionRow) -> list[str]:
        """What else they do on the session's days."""
        days = {part.date for part in row.parts}
        found = [
            f"{one.name} delivers {held.short_name} that day."
            for held in self.busy.get(one.id, ())
            if held.id != row.id and days & {part.date for part in held.parts}
        ]
        found += [
            f"{one.name} is away from {in_words(gone.start)} to {in_words(gone.end)}."
            for gone in self.away.get(one.id, ())
            if any(gone.start.isoformat() <= day <= gone.end.isoformat() for day in days)
        ]
        found += [
            f"{one.name} observes {visit.title} that day."
            for visit in self.visits
            if visit.observer_id == one.id and visit.session_id != row.id and days & {part.date for part in visit.parts}
        ]
        return found
