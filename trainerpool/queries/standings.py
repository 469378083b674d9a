"""Standings: where everybody stands on a date, computed from the evidence and the policies, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.standing import Standing, standing
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.people import PersonRow, people
from trainerpool.queries.settings import policies, pool_settings
from trainerpool.store.pool import Reader

NOT_DATED = "date not in the register"  # the outcome of a transferred approval whose day is that of the import


@dataclass(frozen=True)
class TrainerRow:
    """A trainer with where they stand on the day asked for; courses as codes.

    `first_approved` and `courses_on_record` are as the records have them, approvals of a later day too: YYYY-MM-DD, or
    YYYY-MM where the day is not known; None where nobody was approved, or a register gave no date for it.
    """

    person: PersonRow
    standing: Standing
    courses: tuple[str, ...]
    may_deliver: tuple[str, ...]
    first_approved: str | None = None
    courses_on_record: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The person's id."""
        return self.person.id


def standing_of(reader: Reader, person_id: str, on: date, known_on: datetime | None = None) -> Standing:
    """Where one person stands on a date, for any past or future date; `known_on` answers as recorded then."""
    titles = {key: course.title for key, course in courses_by_id(reader).items()}
    begin = pool_settings(reader).begin(on)
    evidence = evidence_of_everyone(reader, person_id).get(person_id, [])
    return standing(evidence, policies(reader), on, records_begin=begin, courses=titles, known_on=known_on)


def trainers(reader: Reader, on: date, agency_on: date | None = None) -> tuple[TrainerRow, ...]:
    """Everybody ever in the pool by family name, with their standing on a date."""
    known = courses_by_id(reader)
    titles = {key: course.title for key, course in known.items()}
    evidence, versions, begin = evidence_of_everyone(reader), policies(reader), pool_settings(reader).begin(on)
    rows = []
    for row in people(reader, agency_on or on, role="trainer"):
        found = standing(evidence.get(row.id, []), versions, on, records_begin=begin, courses=titles, name=row.name)
        ever = tuple(sorted(known[key].called for key in found.courses_ever if key in known))
        may = tuple(sorted(known[key].called for key in found.courses if key in known))
        transferred = _transferred(evidence.get(row.id, []))
        later = {known[item.course].called for item in transferred if item.course in known}
        on_record = tuple(sorted({*ever, *later}))
        rows.append(TrainerRow(row, found, ever, may, _first_approved(found, transferred), on_record))
    return tuple(rows)


def _transferred(evidence: list[Evidence]) -> list[Evidence]:
    """The transferred approvals that stand, oldest first."""
    items = [item for item in evidence if item.kind is EvidenceKind.TRANSFERRED_APPROVAL]
    replaced = {item.replaces for item in items}
    return sorted(
        (item for item in items if item.id not in replaced and not item.retracted), key=lambda item: (item.on, item.id)
    )


def _first_approved(found: Standing, transferred: list[Evidence]) -> str | None:
    """The day of the first approval on record; a day the register did not give is no day of approval."""
    day, month_only = found.approved_from, found.approved_from_month_only
    if day is None and transferred:
        day, month_only = transferred[0].on, transferred[0].month_only
    undated = any(item.on == day and item.outcome == NOT_DATED for item in transferred)
    if day is None or undated:
        return None
    return day.isoformat()[:7] if month_only else day.isoformat()
