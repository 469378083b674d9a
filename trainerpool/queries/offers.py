"""Who was offered which place, when, until when an answer is asked for, what was answered, and who is still to be told."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from trainerpool.domain import offers as way
from trainerpool.domain.working_days import WorkingDays
from trainerpool.queries.sessions import AllocationRow, AllocationStepRow, SessionRow, sessions
from trainerpool.queries.settings import working_days
from trainerpool.store.pool import Reader
from trainerpool.store.records import Allocation, AllocationStep, Person, PoolSetting, TrainingSession, Venue
from trainerpool.store.schema import TRAIL

# In the order a coordinator works through them.
TO_SEND, WAITING, TO_TELL, ANSWERED, ENDED = "to send", "waiting", "to tell", "answered", "ended"
GROUPS = (TO_SEND, WAITING, TO_TELL, ANSWERED, ENDED)
TAKEN_BACK = "taken back"
CANCELLED = "cancelled"
TEAM = "team"
_LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Reachable:
    """Somebody with what is needed to write to them: name, what they are called, work e-mail and telephone."""

    id: str
    name: str
    called: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Mate:
    """Somebody else on the session, in which role, and how far that has come."""

    who: Reachable
    role: str
    state: str


@dataclass(frozen=True, slots=True)
class VenueFacts:
    """Where a session is and how one gets in; all empty where no venue is known."""

    name: str = ""
    address: str = ""
    postcode: str = ""
    access: str = ""


@dataclass(frozen=True, slots=True)
class StepRow(AllocationStepRow):
    """A step with the category of a refusal and the day an answer is asked for by."""

    category: str = ""
    answer_by: date | None = None
    id: str = ""


@dataclass(frozen=True)
class OfferRow:
    """One place of one trainer with its way so far. `team` are the others who are on the session.

    `to_tell` says what the trainer has not been told yet: withdrawn, substituted, taken back, cancelled, or that the team
    has changed; `news` says how, after "the team has changed:".
    """

    id: str
    session: SessionRow
    trainer: Reachable
    role: str
    state: str
    venue: VenueFacts
    team: tuple[Mate, ...]
    steps: tuple[StepRow, ...]
    waiting: int = 0
    late: int = 0
    to_tell: str = ""
    stands_in: str = ""
    instead_of: str = ""
    news: str = ""

    @property
    def group(self) -> str:
        """Where it belongs in the list."""
        if self.to_tell:
            return TO_TELL
        if self.state == way.PROPOSED:
            return TO_SEND
        if self.state == way.OFFERED:
            return WAITING
        return ENDED if self.state in way.GONE else ANSWERED

    @property
    def last(self) -> StepRow | None:
        """Its last step; None where it was brought in with its state."""
        return self.steps[-1] if self.steps else None

    @property
    def offered_on(self) -> date | None:
        """When it was offered first, since it was last answered or taken back."""
        found = None
        for one in reversed(self.steps):
            if one.state != way.OFFERED:
                if found is not None:
                    break
                continue
            found = one.on
        return found

    @property
    def times_offered(self) -> int:
        """How often it was offered, reminders counted."""
        return sum(one.state == way.OFFERED for one in self.steps)

    @property
    def answer_by(self) -> date | None:
        """By when an answer to the last offer is asked for."""
        return next((one.answer_by for one in reversed(self.steps) if one.state == way.OFFERED), None)


def offers(reader: Reader, today: date, start: date | None = None, end: date | None = None) -> tuple[OfferRow, ...]:
    """Every place of the sessions between two days (from today on where none is given), by date.

    Of a session that was cancelled only those who knew of it, until they have been told.
    """
    rows = [row for row in sessions(reader, start or today, end) if row.team]
    called_off = _called_off(reader, [row.id for row in rows if row.status == "cancelled"])
    rows = [row for row in rows if row.status != "cancelled" or row.id in called_off]
    if not rows:
        return ()
    people, venues, days = _people(reader), _venues(reader), working_days(reader)
    steps, instead = _steps(reader, start or today, end), _instead(reader)
    undone = _undone(reader, [one.id for row in rows for one in row.team if one.state == way.PROPOSED])
    names = {one.id: one.name for row in rows for one in row.team}
    stand_ins = {old: names.get(new, "") for new, old in instead.items()}
    found = []
    for row in rows:
        for one in row.team:
            came = tuple(steps.get(one.id, ()))
            news = _news(row, one, steps, stand_ins, instead.get(one.id, ""))
            to_tell = _to_tell(row, one, came, undone) or (TEAM if news else "")
            if (one.state == way.PROPOSED and row.status != "planned") or (row.status == "cancelled" and not to_tell):
                continue
            found.append(OfferRow(
                one.id, row, people[one.person_id], one.role, one.state, venues.get(row.venue_id or "", VenueFacts()),
                tuple(
                    Mate(people[it.person_id], it.role, it.state)
                    for it in row.team if it.person_id != one.person_id and it.state not in way.GONE
                ), came, *_waited(one, came, days, today), to_tell,
                stand_ins.get(one.id, ""), names.get(instead.get(one.id, ""), ""), news,
            ))  # fmt: skip
    return tuple(found)


def kept_letters(reader: Reader) -> object:
    """The words of letters as this pool changed them, in the form they were kept; None where nobody did."""
    return reader.scalar(select(PoolSetting.value).where(PoolSetting.key == _LETTERS))


def _waited(one: AllocationRow, steps: tuple[StepRow, ...], days: WorkingDays, today: date) -> tuple[int, int]:
    """(working days since it was offered last, working days the answer is late)."""
    if one.state != way.OFFERED:
        return 0, 0
    last = next((step for step in reversed(steps) if step.state == way.OFFERED), None)
    if last is None:
        return 0, 0
    return max(0, days.between(last.on, today)), way.days_late(last.answer_by, today, days)


def _to_tell(row: SessionRow, one: AllocationRow, steps: tuple[StepRow, ...], undone: Collection[str]) -> str:
    """What somebody who had been told of a place has to be told now; whoever is on the session again needs nothing."""
    if steps and steps[-1].category == way.TOLD:
        return ""
    if row.status == "cancelled":
        return CANCELLED if one.state in {way.OFFERED, way.ACCEPTED, way.CONFIRMED} else ""
    if one.state == way.PROPOSED:
        came_back = len(steps) > 1 and any(step.state == way.OFFERED for step in steps[:-1])
        return TAKEN_BACK if came_back or one.id in undone else ""
    if one.state not in {way.WITHDRAWN, way.SUBSTITUTED}:
        return ""
    before = steps[:-1]
    if before and all(step.state == way.PROPOSED for step in before):
        return ""
    again = any(it.person_id == one.person_id and it.state not in way.GONE for it in row.team)
    return "" if again else one.state


def _news(
    row: SessionRow, one: AllocationRow, steps: Mapping[str, Sequence[StepRow]], new: Mapping[str, str], took: str
) -> str:
    """Who has left the team since the last step of somebody who is sure to deliver; empty where nobody has.

    Who had never said yes is no loss to anybody; `new` names who stands in for a place, `took` is the place this one took.
    """
    if row.status != "planned" or one.state not in {way.ACCEPTED, way.CONFIRMED}:
        return ""
    mine = steps.get(one.id, ())
    since, there = (mine[-1].id if mine else ""), {it.person_id for it in row.team if it.state not in way.GONE}
    said = []
    for it in row.team:
        theirs = [step for step in steps.get(it.id, ()) if step.category != way.TOLD]
        knew = any(step.state in {way.ACCEPTED, way.CONFIRMED} for step in theirs[:-1])
        if (
            it.id == took
            or it.person_id in there
            or it.role == "extra"
            or it.state not in way.GONE
            or not knew
            or theirs[-1].id < since
        ):
            continue
        said.append(
            f"{new[it.id]} delivers in place of {it.name}" if new.get(it.id) else f"{it.name} no longer delivers it"
        )
    return " and ".join(said)


def _called_off(reader: Reader, cancelled: Collection[str]) -> frozenset[str]:
    """The cancelled sessions that were planned before: one that came in cancelled was never news to anybody."""
    if not cancelled:
        return frozenset()
    statement = select(TRAIL.c.record).where(
        TRAIL.c.kind == "training_session", TRAIL.c.record.in_(cancelled), TRAIL.c.change == "changed",
        func.json_extract(TRAIL.c.payload, "$.after.status") == "cancelled",
    )  # fmt: skip
    return frozenset(reader.scalars(statement.distinct()))


def _undone(reader: Reader, proposed: Collection[str]) -> frozenset[str]:
    """The proposed places whose offer was undone: the trail knows that somebody had been told."""
    told = {way.OFFERED, way.ACCEPTED, way.CONFIRMED}
    found: dict[str, bool] = {}
    if proposed:
        statement = select(TRAIL.c.record, TRAIL.c.payload).where(
            TRAIL.c.kind == "allocation", TRAIL.c.record.in_(proposed), TRAIL.c.change == "changed"
        )
        for record, payload in reader.execute(statement.order_by(TRAIL.c.seq)):
            change = json.loads(payload) if payload else {}
            before, after = change.get("before") or {}, change.get("after") or {}
            if "state" in after:
                found[record] = before.get("state") in told and after["state"] == way.PROPOSED
    return frozenset(record for record, is_so in found.items() if is_so)


def _steps(reader: Reader, start: date, end: date | None) -> Mapping[str, list[StepRow]]:
    statement = (
        select(AllocationStep)
        .join(Allocation, Allocation.id == AllocationStep.allocation_id)
        .join(TrainingSession, TrainingSession.id == Allocation.session_id)
        .where(TrainingSession.first_date >= start.isoformat()[:7])
        .order_by(AllocationStep.on, AllocationStep.id)
    )
    if end is not None:
        statement = statement.where(TrainingSession.first_date <= end.isoformat())
    found: dict[str, list[StepRow]] = defaultdict(list)
    for one in reader.scalars(statement):
        found[one.allocation_id].append(StepRow(
            one.state, one.on, one.reason or "", one.told_by or "", one.entered_by or "", one.category or "", one.answer_by, one.id,
        ))  # fmt: skip
    return found


def _people(reader: Reader) -> Mapping[str, Reachable]:
    columns = (Person.id, Person.given_name, Person.family_name, Person.known_as, Person.email, Person.phone)
    return {
        row.id: Reachable(
            row.id, f"{row.given_name} {row.family_name}".strip(), row.known_as or row.given_name or row.family_name,
            row.email or "", row.phone or "",
        )
        for row in reader.execute(select(*columns))
    }  # fmt: skip


def _venues(reader: Reader) -> Mapping[str, VenueFacts]:
    columns = (Venue.id, Venue.name, Venue.address, Venue.postcode, Venue.access)
    return {
        row.id: VenueFacts(row.name, row.address or "", row.postcode or "", row.access or "")
        for row in reader.execute(select(*columns))
    }


def _instead(reader: Reader) -> Mapping[str, str]:
    """A place -> the place it was taken for."""
    statement = select(Allocation.id, Allocation.instead_of_id).where(Allocation.instead_of_id.is_not(None))
    return {row.id: row.instead_of_id for row in reader.execute(statement)}
