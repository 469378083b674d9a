"""A trainer's own sessions as their desk shows them: asked of them, coming, delivered, each with what is still to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select

from trainerpool.domain import offers as way
from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.getting_ready import ReadyStepKind
from trainerpool.domain.materials import MaterialVersion, material_on
from trainerpool.domain.standing import Meaning
from trainerpool.queries.carried_slice import KNOWN_DAYS
from trainerpool.queries.materials import versions_by_course
from trainerpool.queries.sessions import SessionRow, sessions
from trainerpool.store.pool import Reader
from trainerpool.store.records import Acknowledgement, AllocationStep, ReadyStep, Reflection, SessionReport

REFLECT_DAYS = 30
"""A reflection is asked for while a delivery is so fresh."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A word about a session that asks for an eye."""

    text: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class MySessionRow:
    """One of the holder's sessions in a list; `chip` says what is to do, None where nothing is."""

    id: str
    title: str
    short_name: str
    day: date
    day_text: str
    times: str
    place: str
    role: str
    state: str
    answer_by: date | None
    with_whom: tuple[str, ...]
    chip: Chip | None
    learners: int | None
    is_arranged: bool

    @property
    def role_words(self) -> str:
        """The role with the colleagues: "as lead with Denzil Barlow"."""
        others = f" with {' and '.join(self.with_whom)}" if self.with_whom else ""
        return f"as {self.role}{others}"


@dataclass(frozen=True)
class MySessions:
    """The page: what is asked, what comes, what was delivered, what is off; `next` is the soonest that is certain."""

    asked: tuple[MySessionRow, ...]
    coming: tuple[MySessionRow, ...]
    delivered: tuple[MySessionRow, ...]
    off: tuple[MySessionRow, ...]
    waiting: tuple[MySessionRow, ...]

    @property
    def next(self) -> MySessionRow | None:
        """The soonest session to come."""
        return self.coming[0] if self.coming else None

    @property
    def head(self) -> str:
        """One line: "2 answers wanted, 1 pack changed."."""
        said = [f"{count_of(len(self.asked), 'answer')} wanted"] if self.asked else []
        changed = sum(row.chip is not None and row.chip.text == PACK_CHANGED for row in self.coming)
        said += [f"{count_of(changed, 'pack')} changed"] if changed else []
        said += [f"{len(self.waiting)} waiting for agreement"] if self.waiting else []
        return f"{', '.join(said)}." if said else "Nothing is asked of you."


@dataclass(frozen=True)
class DeskGround:
    """What the rows of one person's sessions are made with."""

    person: str
    today: date
    versions: Mapping[str, Sequence[MaterialVersion]]
    read: Mapping[str, date | None]
    steps: Mapping[str, frozenset[str]]
    reported: frozenset[str]
    reflected: frozenset[str]
    answer_by: Mapping[str, date | None] = field(default_factory=dict)

    def version_of(self, row: SessionRow) -> MaterialVersion | None:
        """The version of the pack a session would use on its day."""
        return material_on(self.versions.get(row.course.id, ()), row.first_date).version if row.course else None

    def has_read_another(self, row: SessionRow, version: MaterialVersion) -> bool:
        """Whether the person knows an earlier version of the pack."""
        others = self.versions.get(row.course.id, ()) if row.course else ()
        return any(one.id != version.id and one.id in self.read for one in others)


PACK_CHANGED, READ_PACK, READY = "Pack changed", "Read the pack", "Ready"


def desk_ground(reader: Reader, person: str, today: date) -> DeskGround:
    """What is known of somebody's getting ready, reading, reporting and reflecting."""
    steps: dict[str, set[str]] = defaultdict(set)
    for row in reader.execute(
        select(ReadyStep.session_id, ReadyStep.step).where(
            ReadyStep.person_id == person, ReadyStep.done_on.is_not(None)
        )
    ):
        steps[row.session_id].add(row.step)
    read = reader.execute(
        select(Acknowledgement.version_id, Acknowledgement.read_on).where(Acknowledgement.person_id == person)
    )
    asked = reader.execute(
        select(AllocationStep.allocation_id, AllocationStep.answer_by)
        .where(AllocationStep.state == way.OFFERED)
        .order_by(AllocationStep.on, AllocationStep.id)
    )
    reflected = reader.scalars(
        select(Reflection.session_id).where(Reflection.person_id == person, Reflection.session_id.is_not(None))
    )
    return DeskGround(
        person, today, versions_by_course(reader), {row.version_id: row.read_on for row in read},
        {key: frozenset(some) for key, some in steps.items()},
        frozenset(reader.scalars(select(SessionReport.session_id).where(SessionReport.person_id == person))),
        frozenset(one for one in reflected if one), {row.allocation_id: row.answer_by for row in asked},
    )  # fmt: skip


def my_sessions(reader: Reader, person: str, today: date) -> MySessions:
    """The sessions of the holder of a desk: those asked of them first, then by day; the delivered ones latest first."""
    ground = desk_ground(reader, person, today)
    asked, coming, delivered, off, waiting = [], [], [], [], []
    for row in sessions(reader, today - timedelta(days=KNOWN_DAYS)):
        place = next((one for one in reversed(row.team) if one.person_id == person and one.state not in way.GONE), None)
        left = next((one for one in row.team if one.person_id == person), None)
        if place is None and left is None and row.arranged_by_id != person:
            continue
        made = my_session_row(ground, row)
        if row.status == "cancelled" or place is None:
            off.append(made)
        elif row.status == "to agree":
            waiting.append(made)
        elif row.last_date < today or row.status == "delivered" or place.state == way.DELIVERED:
            delivered.append(made)
        elif place.state == way.OFFERED:
            asked.append(made)
        elif place.state != way.PROPOSED:
            coming.append(made)
    return MySessions(
        tuple(sorted(asked, key=lambda one: (one.answer_by or one.day, one.day))), tuple(coming),
        tuple(reversed(delivered)), tuple(one for one in off if one.day >= today), tuple(waiting),
    )  # fmt: skip


def my_session_row(ground: DeskGround, row: SessionRow) -> MySessionRow:
    """One session as its list shows it to one of its trainers."""
    mine = [one for one in row.team if one.person_id == ground.person]
    place = next((one for one in reversed(mine) if one.state not in way.GONE), mine[-1] if mine else None)
    others = tuple(
        one.name for one in row.team
        if one.person_id != ground.person and one.state not in way.GONE and one.role != "extra"
    )  # fmt: skip
    state = place.state if place else ""
    first = row.parts[0]
    times = f"{first.start} to {first.end}" if first.start and first.end else first.start
    day_text = in_words(row.first_date, weekday=len(first.date) == 10, month_only=len(first.date) == 7)
    return MySessionRow(
        row.id, row.title, row.short_name, row.first_date, day_text, times, "Online" if row.virtual else row.venue or "Venue to be agreed",
        place.role if place else "arranger", state, ground.answer_by.get(place.id) if place else None, others,
        _chip(ground, row, state), row.attended if row.attended is not None else row.booked,
        row.arranged_by_id == ground.person,
    )  # fmt: skip


def _chip(ground: DeskGround, row: SessionRow, state: str) -> Chip | None:
    if row.status == "cancelled":
        return Chip("Cancelled", Meaning.NEUTRAL)
    if row.status == "to agree":
        return Chip("Waits for agreement", Meaning.NEUTRAL)
    if state in way.GONE or state in {way.OFFERED, way.PROPOSED, ""}:
        return None
    if row.last_date < ground.today or state == way.DELIVERED:
        return _after(ground, row, state)
    version = ground.version_of(row)
    if version is not None and ground.read.get(version.id) is None:
        return Chip(PACK_CHANGED if ground.has_read_another(row, version) else READ_PACK, Meaning.INFORMATION)
    done = ground.steps.get(row.id, frozenset()) | ({"material"} if version is not None else set())
    return Chip(READY, Meaning.GOOD) if done >= {one.value for one in ReadyStepKind} else None


def _after(ground: DeskGround, row: SessionRow, state: str) -> Chip | None:
    if state != way.DELIVERED:
        return Chip("Report due", Meaning.ATTENTION)
    if row.id in ground.reflected:
        return None
    if ground.today - row.last_date <= timedelta(days=REFLECT_DAYS):
        return Chip("Reflection due", Meaning.ATTENTION)
    return None
