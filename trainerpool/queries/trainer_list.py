"""The list of trainers as its page shows it: one plain row each, with what can be filtered by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trainerpool.domain.evidence import Evidence, EvidenceKind, in_force
from trainerpool.domain.standing import State
from trainerpool.queries.agencies import agencies
from trainerpool.queries.availability import weekday_patterns
from trainerpool.queries.courses import CourseRow, courses
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.settings import pool_settings
from trainerpool.queries.standings import TrainerRow, trainers
from trainerpool.queries.trainer_words import NextDue, delivers_too_little, next_due_in_short, waits_for
from trainerpool.store.pool import Reader

_PATH_KINDS = frozenset({
    EvidenceKind.TTT_COURSE, EvidenceKind.SHADOW, EvidenceKind.CO_DELIVERY, EvidenceKind.OBSERVED_DELIVERY,
    EvidenceKind.COURSE_BRIEFING,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrainerListRow:
    """One trainer of the list.

    `courses` are codes: held once, or of the path of a candidate. `weekdays` is None where no pattern is recorded
    (any weekday may do). `waits` names the lists of Today this trainer is on.
    """

    id: str
    name: str
    listed: str
    sorted_as: tuple[str, str]
    state: State
    on_notice_until: date | None
    may_deliver: bool
    agency_id: str
    agency: str
    agency_short: str
    job_title: str
    email: str
    phone: str
    courses: tuple[str, ...]
    delivered: int | None
    least: int
    delivers_too_little: bool
    observed: date | None
    observation_is_late: bool
    until: date | None
    due: NextDue
    weekdays: tuple[int, ...] | None
    waits: frozenset[str]

    @property
    def word(self) -> str:
        """The standing as its pill says it."""
        return "on notice" if self.on_notice_until is not None else self.state.value


@dataclass(frozen=True)
class TrainerList:
    """Every trainer by family name, and the agencies and courses a filter may name (key, short, whole)."""

    on: date
    rows: tuple[TrainerListRow, ...]
    agencies: tuple[tuple[str, str, str], ...]
    courses: tuple[tuple[str, str, str], ...]


def trainer_list(reader: Reader, on: date) -> TrainerList:
    """Everybody ever in the pool with their standing on a day."""
    known = courses(reader)
    by_id = {course.id: course for course in known}
    home = pool_settings(reader).name
    shorts = {
        row.id: (row.short_name or shorter(row.name, home), row.name) for row in agencies(reader, on, merged=True)
    }
    patterns = {
        row.person_id: row.weekdays
        for row in weekday_patterns(reader)
        if (row.start is None or row.start <= on) and (row.end is None or row.end >= on)
    }
    evidence = evidence_of_everyone(reader)
    rows = tuple(
        _row(one, shorts, patterns.get(one.id), path_courses(evidence.get(one.id, []), by_id))
        for one in trainers(reader, on)
    )
    present = {row.agency_id for row in rows}
    return TrainerList(
        on,
        rows,
        tuple(sorted(((key, *names) for key, names in shorts.items() if key in present), key=lambda one: one[2])),
        tuple((course.called, course.short_name, course.title) for course in known),
    )


def _row(
    one: TrainerRow, shorts: dict[str, tuple[str, str]], weekdays: tuple[int, ...] | None, on_path: tuple[str, ...]
) -> TrainerListRow:
    person, found = one.person, one.standing
    candidate = found.state is State.CANDIDATE
    late = found.may_deliver and found.observation_due is not None and found.observation_due < found.on
    short, agency = shorts.get(person.agency_id or "", (person.agency, person.agency))
    return TrainerListRow(
        id=one.id, name=person.name, listed=person.listed, sorted_as=(person.family_name.casefold(), person.given_name.casefold()),
        state=found.state, on_notice_until=found.on_notice_until, may_deliver=found.may_deliver, agency_id=person.agency_id or "",
        agency=agency, agency_short=short, job_title=person.job_title, email=person.email, phone=person.phone,
        courses=on_path if candidate else one.courses, delivered=None if candidate else found.deliveries_12_months,
        least=found.least_deliveries, delivers_too_little=delivers_too_little(found), observed=found.last_observed,
        observation_is_late=late, until=found.approved_until, due=next_due_in_short(found), weekdays=weekdays,
        waits=waits_for(found),
    )  # fmt: skip


def path_courses(evidence: list[Evidence], known: dict[str, CourseRow]) -> tuple[str, ...]:
    """The codes of the courses somebody's way through Train-the-Trainer names."""
    keys = {item.course for item in in_force(evidence) if item.kind in _PATH_KINDS and item.course}
    return tuple(sorted(known[key].called for key in keys if key in known))


def shorter(agency: str, home: str) -> str:
    """An agency's name without the partnership's own name before it: "Northmoor Police" is "Police" in Northmoor."""
    rest = agency[len(home) :].strip() if home and agency.casefold().startswith(f"{home.casefold()} ") else ""
    return rest or agency
