"""A pool with keys and three desks without a window: carry files and returns pass by their payloads, sealing aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import select

from tests.builders import QUICK, TODAY
from tests.operations.small_pool import small_pool
from trainerpool.exchange.carrying.carried import Carried, carried_payload
from trainerpool.exchange.carrying.returned import returned_payload
from trainerpool.exchange.sealing import digest_of
from trainerpool.host.clock import FixedClock
from trainerpool.operations import agencies, allocations, courses, sessions
from trainerpool.operations.carrying.handing_out import prepare_carry
from trainerpool.operations.carrying.opening import take_in_carry
from trainerpool.operations.carrying.sending import note_sent, prepare_return
from trainerpool.operations.carrying.taking_in import ReadReturn, read_return
from trainerpool.operations.desk import Desk
from trainerpool.operations.settings import set_pool_name
from trainerpool.queries.carrying import inside_of
from trainerpool.store.pool import Store
from trainerpool.store.records import CarriedFile, Person, TrainingSession

LATER = "2027-02-23"


def pool_with_offers(folder: Path) -> Desk:
    """The small pool: Nadia and Denzil offered S1 (12 Jan 2027); Nadia offered S2 (23 Feb 2027)."""
    desk = small_pool(folder)
    set_pool_name(desk, "Moorshire", "Moorshire Safeguarding Partnership")
    parts = [{"start": f"{LATER}T09:30", "end": f"{LATER}T12:30"}]
    sessions.add_session(desk, "NEG", parts, venue="Wharf Road Centre", max_learners=20, reference="S2")
    for session, trainer, role in (
        ("S1", "Nadia Farouk", "lead"),
        ("S1", "Denzil Barlow", "co-trainer"),
        ("S2", "Nadia Farouk", "lead"),
    ):
        allocations.offer_to_trainer(desk, session, trainer, role)
    courses.add_course(desk, "CUR", "Professional Curiosity", minutes=180)
    agencies.add_agency(desk, "Ellerdale Housing")
    return desk


def person_id(desk: Desk, name: str) -> str:
    """The id of somebody called "Given Family"."""
    given, family = name.split(" ", 1)
    with desk.store.reader() as reader:
        return str(
            reader.scalars(select(Person.id).where(Person.given_name == given, Person.family_name == family)).one()
        )


def session_id(desk: Desk, reference: str) -> str:
    """The id of a session by its reference."""
    with desk.store.reader() as reader:
        return str(reader.scalars(select(TrainingSession.id).where(TrainingSession.reference == reference)).one())


def a_profile(folder: Path, name: str, today: date = TODAY) -> Desk:
    """An empty profile of somebody, open."""
    folder.mkdir(parents=True, exist_ok=True)
    store, _ = Store.create(folder / "desk.tpool", "desk", "north wind", QUICK)
    return Desk(store, name, FixedClock.on(today))


def hand(pool: Desk, profile: Desk, name: str, content: Carried | None = None) -> int:
    """Give somebody a carry file and open it at their desk; gives its number."""
    content = content or prepare_carry(pool, name).content
    with pool.work("Hand out", one_way=True) as work:
        work.add(CarriedFile(
            person_id=content.person, number=content.number, file=content.file, issued_on=pool.today,
            inside=inside_of(content).kept(),
        ))  # fmt: skip
    take_in_carry(profile, carried_payload(content))
    return content.number


def sent(profile: Desk) -> bytes:
    """A return's payload, sent from somebody's desk."""
    content = prepare_return(profile)
    note_sent(profile, content)
    return returned_payload(content)


def read(pool: Desk, payload: bytes, name: str) -> ReadReturn:
    """A return read and checked in the pool."""
    return read_return(pool, payload, person_id(pool, name), digest_of(payload))
