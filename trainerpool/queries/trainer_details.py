"""A trainer's details: the agencies they belonged to, the conflicts they declared, and what a merge of two records would bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.standing import Standing
from trainerpool.queries.agencies import agencies, agency_names
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.people import PersonRow, people
from trainerpool.queries.sessions import sessions
from trainerpool.queries.trainer_effect import state_in_words
from trainerpool.queries.trainer_ground import ground_of
from trainerpool.store.pool import Reader
from trainerpool.store.records import Allocation, EvidenceItem, Exclusion, FormerName, Membership, Unavailability


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """An agency somebody belonged to, from and until when; empty days are not known, or still."""

    id: str
    agency: str
    start: date | None
    end: date | None
    present: bool


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """A declared conflict as this person sees it: `what` is the other person or the session."""

    id: str
    what: str
    reason: str


@dataclass(frozen=True)
class TrainerDetails:
    """What the tab of details shows."""

    person: PersonRow
    former: tuple[tuple[str, date | None], ...]
    memberships: tuple[MembershipRow, ...]
    exclusions: tuple[ExclusionRow, ...]
    agencies: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MergePreview:
    """What merging another record into this one would move, in words, and the standing it would give."""

    moves: str
    standing: Standing
    said: str


def trainer_details(reader: Reader, person_id: str, on: date) -> TrainerDetails | None:
    """One trainer's details; None where nobody has this id. `others` are the ids and names (with agency) of everybody else."""
    everybody = people(reader, on)
    person = next((row for row in everybody if row.id == person_id), None)
    if person is None:
        return None
    names = reader.execute(
        select(FormerName.given_name, FormerName.family_name, FormerName.until).where(FormerName.person_id == person_id)
    )
    return TrainerDetails(
        person,
        tuple((f"{row.given_name} {row.family_name}".strip(), row.until) for row in names),
        memberships(reader, person_id, on),
        exclusions(reader, person_id),
        tuple(row.name for row in agencies(reader, on)),
        tuple(
            (row.id, f"{row.name}, {row.agency}" if row.agency else row.name)
            for row in everybody
            if row.id != person_id
        ),
    )


def memberships(reader: Reader, person_id: str, on: date) -> tuple[MembershipRow, ...]:
    """Every agency somebody belonged to, the present one first."""
    names = agency_names(reader)
    rows = reader.execute(
        select(Membership.id, Membership.agency_id, Membership.start, Membership.end).where(
            Membership.person_id == person_id
        )
    )
    found = [
        MembershipRow(
            row.id, names.get(row.agency_id, ""), row.start, row.end,
            (row.start or date.min) <= on <= (row.end or date.max),
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda row: (not row.present, -(row.start or date.min).toordinal())))


def exclusions(reader: Reader, person_id: str) -> tuple[ExclusionRow, ...]:
    """The declared conflicts somebody is part of, whoever declared them."""
    rows = reader.execute(
        select(Exclusion.id, Exclusion.person_id, Exclusion.other_id, Exclusion.session_id, Exclusion.reason).where(
            (Exclusion.person_id == person_id) | (Exclusion.other_id == person_id)
        )
    ).all()
    names = {row.id: row.name for row in people(reader, date.min)} if rows else {}
    held = tuple(row.session_id for row in rows if row.session_id)
    titles = {row.id: f"{row.title}, {in_words(row.first_date)}" for row in sessions(reader, ids=held)} if held else {}
    found = []
    for row in rows:
        other = row.other_id if row.person_id == person_id else row.person_id
        what = titles.get(row.session_id, "A session since removed") if row.session_id else names.get(other or "", "")
        found.append(ExclusionRow(row.id, what, row.reason or ""))
    return tuple(sorted(found, key=lambda row: row.what))


def merge_preview(reader: Reader, person_id: str, other_id: str, on: date) -> MergePreview | None:
    """What merging the other record into this one would do; None where one of them is gone."""
    named = {row.id: row for row in people(reader, on) if row.id in (person_id, other_id)}
    if len(named) < 2:
        return None
    counted = (
        (EvidenceItem.person_id, "item of evidence", "items of evidence"),
        (Allocation.person_id, "place on a session", "places on sessions"),
        (Unavailability.person_id, "absence", "absences"),
    )
    counts = [
        (reader.scalar(select(func.count()).where(field == other_id)) or 0, one, many) for field, one, many in counted
    ]
    moved = [count_of(number, one, many) for number, one, many in counts if number]
    ground = ground_of(reader, person_id, named[person_id].name, on)
    then = ground.standing(on, (*ground.evidence, *evidence_of_everyone(reader, other_id).get(other_id, [])))
    said = state_in_words(then)
    return MergePreview(", ".join(moved) or "only the name and how to reach them", then, said)
