"""Small pools of invented people for the tests of the store, and everything a pool holds as plain values."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from trainerpool.store.engine import open_engine
from trainerpool.store.keys import Cost
from trainerpool.store.pool import Stamp, Store
from trainerpool.store.records import (
    Agency,
    AgencyAlias,
    Allocation,
    Course,
    EvidenceItem,
    Membership,
    Person,
    SessionPart,
    TrainingSession,
    Venue,
)
from trainerpool.store.work import Work

posix_only = pytest.mark.skipif(
    os.name != "posix", reason="Windows has other rights, and keeps an open file where it is"
)

LOW = Cost(32, 1, 4)  # one guess costs next to nothing: for tests only
WORDS = "seven grey herons by the weir"
START = datetime(2026, 11, 21, 9, tzinfo=UTC)
BESIDES = {"deed", "trail", "search_text"}


def stamp(minutes: int = 0) -> Stamp:
    """Kim at the desk, so many minutes after the start."""
    return Stamp("Kim Ashdown", START + timedelta(minutes=minutes))


def new_pool(folder: Path, name: str = "north") -> Store:
    """An empty open pool."""
    store, _ = Store.create(folder / f"{name}.tpool", "Kim Ashdown", WORDS, LOW)
    return store


def reopened(store: Store) -> Store:
    """The same pool closed and opened again."""
    store.close()
    return Store.open(store.path, WORDS)


def add_person(store: Store, number: int, notes: str | None = None) -> str:
    """One deed: a person of a number."""
    with store.work(f"Add person {number}", stamp(number)) as work:
        person = work.add(_person(number, notes))
    return person.id


def _person(number: int, notes: str | None = None) -> Person:
    return Person(
        given_name=f"Given{number}", family_name=f"Family{number}", email=f"p{number}@north.example.org", notes=notes
    )


def fill(store: Store) -> dict[str, str]:
    """One of nearly everything, in three deeds; gives ids by a short name."""
    ids: dict[str, str] = {}

    def keep(name: str, record: Any) -> None:
        ids[name] = record.id

    with store.work("Add agencies and courses", stamp(1)) as work:
        keep("agency", work.add(Agency(name="Northshire Council", short_name="NC")))
        keep("alias", work.add(AgencyAlias(agency_id=ids["agency"], text="County Hall")))
        keep("course", work.add(Course(code="SAF1", title="Safeguarding Foundations", short_name="Foundations")))
        keep("venue", work.add(Venue(name="Weir Hall", postcode="NX1 1AA")))
    with store.work("Add people", stamp(2)) as work:
        for number in (1, 2, 3):
            keep(f"person{number}", work.add(_person(number)))
            keep(f"membership{number}", work.add(Membership(person_id=ids[f"person{number}"], agency_id=ids["agency"])))
        keep("evidence", work.add(_evidence(ids["person1"], ids["course"])))
    with store.work("Add a session", stamp(3)) as work:
        _add_session(work, ids)
    return ids


def _evidence(person: str, course: str) -> EvidenceItem:
    return EvidenceItem(
        person_id=person, evidence_kind="sign_off", on="2026-05-01", course_id=course, recorded_at=START.isoformat(),
        until=date(2029, 5, 1), starred_met=True,
    )  # fmt: skip


def _add_session(work: Work, ids: dict[str, str]) -> None:
    session = work.add(
        TrainingSession(
            course_id=ids["course"], title="Foundations, spring", venue_id=ids["venue"], first_date="2027-03-09",
            host_agency_id=ids["agency"],
        )
    )  # fmt: skip
    ids["session"] = session.id
    ids["part"] = work.add(SessionPart(session_id=session.id, date="2027-03-09", start="09:30", end="12:30")).id
    ids["allocation"] = work.add(
        Allocation(session_id=session.id, person_id=ids["person1"], role="lead", state="confirmed")
    ).id


def content(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of nouns, rows in order of id, revisions left out."""
    with store.reader() as reader:
        names = reader.scalars(
            text(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_%' AND name NOT LIKE 'sqlite_%'"
            )
        ).all()
        found = {}
        for name in sorted(set(names) - BESIDES):
            rows = reader.execute(text(f'SELECT * FROM "{name}" ORDER BY id')).mappings().all()
            found[name] = [tuple(value for key, value in row.items() if key != "revision") for row in rows]
    return {name: rows for name, rows in found.items() if rows}


def names_in(store: Store) -> list[str]:
    """The given names of all people, in order."""
    with store.reader() as reader:
        return sorted(reader.scalars(text("SELECT given_name FROM person")))


def tampered(store: Store, *statements: str) -> None:
    """Close the pool, and change it behind its back with its own key and no triggers."""
    store.close()
    engine = open_engine(store.path, store.key)
    with engine.connect() as connection:
        connection.rollback()
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        for name in triggers:
            connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            assert connection.execute(text(statement)).rowcount != 0, statement
        connection.commit()
    engine.dispose()
