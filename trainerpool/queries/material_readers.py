"""Who is to read a version of a trainer pack: the trainers of coming sessions, told or not, and who has read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.domain.standing import Meaning
from trainerpool.queries.people import people
from trainerpool.queries.sessions import GONE
from trainerpool.queries.trainer_words import short_day
from trainerpool.store.pool import Reader
from trainerpool.store.records import Acknowledgement, Allocation, TrainingSession


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """A trainer who is to read a version: their next session of the course, and whether they were told and have read it."""

    person_id: str
    name: str
    agency: str
    email: str
    next_session: date | None
    told_on: date | None
    read_on: date | None
    told_by: str
    words: str
    meaning: Meaning

    @property
    def is_waiting(self) -> bool:
        """Whether they have a session to come and have not said that they have read it."""
        return self.next_session is not None and self.read_on is None


def coming_sessions(reader: Reader, course_id: str, today: date) -> dict[str, date]:
    """Person -> the day of their next session of a course; those on it in whatever role, and not gone."""
    asked = (
        select(Allocation.person_id, TrainingSession.first_date)
        .join(TrainingSession, TrainingSession.id == Allocation.session_id)
        .where(
            TrainingSession.course_id == course_id, TrainingSession.status.in_(("planned", "to agree")),
            Allocation.state.not_in(GONE | {"proposed"}), TrainingSession.first_date >= today.isoformat()[:7],
        )
        .order_by(TrainingSession.first_date)
    )  # fmt: skip
    found: dict[str, date] = {}
    for person, first in reader.execute(asked):
        if len(first) < 10 or first >= today.isoformat():
            found.setdefault(person, date.fromisoformat(first if len(first) == 10 else f"{first}-01"))
    return found


def coming_trainers(reader: Reader, course_id: str, today: date) -> tuple[str, ...]:
    """The trainers of a course's coming sessions, the next session first."""
    return tuple(coming_sessions(reader, course_id, today))


def readers(reader: Reader, version_id: str, course_id: str, today: date) -> tuple[ReaderRow, ...]:
    """Who is to read a version and who has: those not told yet first, then those waited for, then those who have read it."""
    coming = coming_sessions(reader, course_id, today)
    asked = select(Acknowledgement).where(Acknowledgement.version_id == version_id)
    known = {row.person_id: row for row in reader.scalars(asked)}
    wanted = tuple({**coming, **known})
    if not wanted:
        return ()
    found = []
    for person in people(reader, today):
        if person.id not in wanted:
            continue
        row, session = known.get(person.id), coming.get(person.id)
        told, read = (row.told_on, row.read_on) if row else (None, None)
        words, meaning = _words(told, read, row.told_by or "" if row else "", today)
        found.append(ReaderRow(
            person.id, person.name, person.agency, person.email, session, told, read, row.told_by or "" if row else "", words, meaning
        ))  # fmt: skip
    return tuple(
        sorted(
            found,
            key=lambda one: (one.read_on is not None, one.told_on is not None, one.next_session or date.max, one.name),
        )
    )


def _words(told: date | None, read: date | None, told_by: str, today: date) -> tuple[str, Meaning]:
    if read is not None:
        said = f" ({told_by})" if told_by else ""
        return f"Read {short_day(read, today)}{said}", Meaning.GOOD
    if told is not None:
        return f"Told {short_day(told, today)}, not read yet", Meaning.ATTENTION
    return "Not told yet", Meaning.NEUTRAL


def waiting_of(rows: tuple[ReaderRow, ...]) -> tuple[ReaderRow, ...]:
    """Those with a session to come who have not read it, the nearest first."""
    return tuple(
        sorted((row for row in rows if row.is_waiting), key=lambda row: (row.next_session or date.max, row.name))
    )
