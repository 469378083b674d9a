"""Who has which carry file and who has answered; what is inside one; what is told in one beside the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.offers import GONE, PROPOSED
from trainerpool.exchange.carrying.carried import Carried
from trainerpool.exchange.carrying.form import Rows
from trainerpool.queries.people import PersonRow, people
from trainerpool.queries.settings import pool_settings
from trainerpool.queries.standings import standing_of
from trainerpool.store.pool import Reader
from trainerpool.store.records import Allocation, CarriedFile, Observation, Person, ReturnedFile, TrainingSession, Visit


@dataclass(frozen=True)
class Inside:
    """What is inside a carry file, in lines for people; `size` is that of the files in bytes."""

    lines: tuple[str, ...]
    files: tuple[str, ...]
    without: tuple[str, ...]
    size: int
    sessions: int
    visits: int

    def kept(self) -> dict[str, Any]:
        """As it is noted with the file in the pool."""
        return {
            "lines": list(self.lines), "files": list(self.files), "without": list(self.without), "size": self.size,
            "sessions": self.sessions, "visits": self.visits,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """A carry file that went out: for whom, its number, its days, what is in it, and when its holder last answered it."""

    id: str
    person_id: str
    name: str
    number: int
    file: str
    issued_on: date
    start: date | None
    end: date | None
    opens_until: date | None
    lines: tuple[str, ...]
    answered_on: date | None
    is_latest: bool

    def is_expired(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.opens_until is not None and today > self.opens_until


# Kind -> noun, in the order they are said; what is not named goes without saying.
_NOUNS: tuple[tuple[str, str, str], ...] = (
    ("training_session", "session", ""),
    ("visit", "visit", ""),
    ("material_version", "version of a trainer pack", "versions of trainer packs"),
    ("evidence", "piece of own evidence", "pieces of own evidence"),
    ("observation", "observation", ""),
    ("observation_action", "action", ""),
    ("availability_call", "call for availability", "calls for availability"),
    ("unavailability", "absence", ""),
)


def inside_of(content: Carried) -> Inside:
    """What is inside a carry file, to be shown before it is sent."""
    files = [str(row["name"]) for key, row in content.records.get("kept_file", {}).items() if key in content.bodies]
    size = sum(len(body) for body in content.bodies.values())
    return inside_records(content.records, content.person, content.told, tuple(sorted(files)), content.without, size)


def inside_records(
    rows: Rows, person: str, told: Mapping[str, Any], files: tuple[str, ...], without: tuple[str, ...], size: int
) -> Inside:
    """What is inside, from the records of a carry file: the same lines for whoever sends it and whoever receives it."""
    others = [row for key, row in rows.get("person", {}).items() if key != person]
    counts = {kind: len(rows.get(kind, {})) for kind, _, _ in _NOUNS}
    lines = [count_of(counts[kind], noun, plural) for kind, noun, plural in _NOUNS if counts[kind]]
    if others:
        names = sorted(f"{row['given_name']} {row['family_name']}".strip() for row in others)
        lines.append(f"Work contacts of {', '.join(names)}")
    if told.get("standing"):
        lines.append("Own standing with its reasons")
    return Inside(tuple(lines), files, without, size, counts["training_session"], counts["visit"])


def told_to(reader: Reader, person_id: str, today: date, by: str) -> dict[str, Any]:
    """What is told to somebody beside the records: where they stand, with reasons, and how to reach the Business Unit."""
    settings = pool_settings(reader)
    told: dict[str, Any] = {
        "settings": {
            "records_begin": settings.begin(today).isoformat(), "partnership": settings.partnership,
            "pool_name": settings.name,
        },
        "business_unit": _business_unit(reader, by),
    }  # fmt: skip
    person = reader.get(Person, person_id)
    if person is not None and person.role == "trainer":
        found = standing_of(reader, person_id, today)
        told["standing"] = {
            "on": today.isoformat(), "state": found.state.value, "summary": found.summary,
            "approved_until": found.approved_until.isoformat() if found.approved_until else None,
            "reasons": [{"text": one.text, "detail": one.detail} for one in found.reasons],
            "next_due": [{"what": one.what, "by": one.by.isoformat() if one.by else None} for one in found.next_due],
        }  # fmt: skip
    return told


def _business_unit(reader: Reader, by: str) -> dict[str, str]:
    columns = (Person.given_name, Person.family_name, Person.email, Person.phone)
    rows = reader.execute(select(*columns).where(Person.role == "business unit").order_by(Person.family_name)).all()
    named = [(f"{row.given_name} {row.family_name}".strip(), row.email or "", row.phone or "") for row in rows]
    name, email, phone = next((one for one in named if one[0] == by), named[0] if named else (by, "", ""))
    return {"name": name, "email": email, "phone": phone}


def people_to_carry(reader: Reader, start: date, end: date) -> tuple[PersonRow, ...]:
    """Everybody with an offered or certain place, or with a visit to make, between two days."""
    between = TrainingSession.first_date.between(start.isoformat(), end.isoformat())
    placed = reader.scalars(
        select(Allocation.person_id)
        .join(TrainingSession, TrainingSession.id == Allocation.session_id)
        .where(between, TrainingSession.status != "cancelled", Allocation.state.not_in((*GONE, PROPOSED)))
    )
    visiting = reader.scalars(
        select(Visit.observer_id).where(
            Visit.cancelled_on.is_(None), Visit.observer_id.is_not(None), Visit.on <= end.isoformat(),
            (Visit.on >= start.isoformat())
            | Visit.id.in_(select(Observation.visit_id).where(Observation.closed_on.is_(None))),
        )
    )  # fmt: skip
    wanted = set(placed) | set(visiting)
    return tuple(row for row in people(reader, start) if row.id in wanted)


def carried_files(reader: Reader, person_id: str | None = None) -> tuple[CarriedRow, ...]:
    """Every carry file that went out, latest first, with the day its holder last answered it."""
    statement = (
        select(CarriedFile, Person.given_name, Person.family_name)
        .join(Person, Person.id == CarriedFile.person_id)
        .order_by(CarriedFile.issued_on.desc(), Person.family_name, CarriedFile.number.desc())
    )
    if person_id is not None:
        statement = statement.where(CarriedFile.person_id == person_id)
    answers: dict[tuple[str, int], date] = {}
    for row in reader.execute(select(ReturnedFile.person_id, ReturnedFile.inside, ReturnedFile.on)):
        key = row.person_id, int(row.inside.get("carry_number") or 0)
        answers[key] = max(row.on, answers.get(key, row.on))
    found = reader.execute(statement).all()
    latest = _latest((one.CarriedFile.person_id, one.CarriedFile.number) for one in found)
    return tuple(
        CarriedRow(
            one.CarriedFile.id, one.CarriedFile.person_id, f"{one.given_name} {one.family_name}".strip(), one.CarriedFile.number,
            one.CarriedFile.file, one.CarriedFile.issued_on, one.CarriedFile.start, one.CarriedFile.end,
            one.CarriedFile.opens_until, tuple(one.CarriedFile.inside.get("lines", ())),
            answers.get((one.CarriedFile.person_id, one.CarriedFile.number)),
            latest[one.CarriedFile.person_id] == one.CarriedFile.number,
        )
        for one in found
    )  # fmt: skip


def _latest(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for person, number in pairs:
        found[person] = max(number, found.get(person, 0))
    return found


def period_words(start: date | None, end: date | None) -> str:
    """A period as sentences say it; empty where it is not known."""
    return f"{in_words(start)} to {in_words(end)}" if start and end else ""
