"""Everything the page of one trainer shows, asked for in one turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.evidence import Evidence, EvidenceKind, in_force
from trainerpool.domain.policy import Policy, version_on
from trainerpool.domain.standing import CourseLevel, Standing, State
from trainerpool.queries.availability import AwayRow, WeekdaysRow, absences, weekday_patterns
from trainerpool.queries.courses import CourseRow
from trainerpool.queries.evidence import EvidenceRow, evidence_rows
from trainerpool.queries.people import PersonRow, former_names, people
from trainerpool.queries.sessions import SessionRow, allocations, sessions
from trainerpool.queries.trainer_effect import Mend, mends
from trainerpool.queries.trainer_evidence import EvidenceLine, Judged, evidence_lines, not_counted
from trainerpool.queries.trainer_ground import Ground, end_of, ground_of
from trainerpool.store.pool import Reader

MONTHS_BACK, MONTHS_AHEAD = 12, 4
_COUNTING = frozenset({"lead", "co-trainer"})
_GONE = frozenset({"declined", "withdrawn", "substituted", "did not attend"})


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One course as this trainer has it: held, begun or not, at which level, and what would give it."""

    id: str
    code: str
    title: str
    short_name: str
    held: bool
    begun: bool
    level: str
    since: date | None
    deliveries: int
    lacks: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """One session this trainer is or was on."""

    id: str
    session_id: str
    first_date: date
    when: str
    times: str
    title: str
    venue: str
    role: str
    state: str
    partners: str
    override_reason: str


@dataclass(frozen=True, slots=True)
class DeliveryMonth:
    """The deliveries of one month: those that count, those that do not, and those planned."""

    month: date
    counted: int = 0
    not_counted: int = 0
    planned: int = 0


@dataclass(frozen=True)
class Statement:
    """Where a trainer stands on a day, said from today: the standing and the policy of that day."""

    on: date
    name: str
    standing: Standing
    policy: Policy
    policy_from: date | None


@dataclass(frozen=True)
class TrainerPage:
    """The page of one trainer, as on a day."""

    statement: Statement
    person: PersonRow
    former: tuple[str, ...]
    path_course: str
    evidence: tuple[EvidenceLine, ...]
    courses: tuple[CourseLine, ...]
    assignments: tuple[AssignmentLine, ...]
    away: tuple[AwayRow, ...]
    weekdays: tuple[WeekdaysRow, ...]
    months: tuple[DeliveryMonth, ...]
    known_courses: tuple[CourseRow, ...]
    known_people: tuple[str, ...]
    mends: tuple[Mend, ...] = ()

    @property
    def standing(self) -> Standing:
        """Where the trainer stands on that day."""
        return self.statement.standing


def trainer_page(reader: Reader, person_id: str, on: date, *, as_recorded: bool = False) -> TrainerPage | None:
    """One trainer's page as on a day; None where nobody has this id (any more).

    With `as_recorded` evidence recorded after the day is left out: the page is the one shown then.
    """
    everybody = people(reader, on)
    person = next((row for row in everybody if row.id == person_id), None)
    if person is None:
        return None
    ground = ground_of(reader, person_id, person.name, on)
    rows = evidence_rows(reader, person_id)
    moment = end_of(on) if as_recorded else None
    if moment is not None:
        known_then = [item for item in ground.evidence if item.recorded_at is None or item.recorded_at <= moment]
        ground = replace(ground, evidence=known_then)
        rows = _as_known(rows, {item.id for item in known_then})
    said = _statement(ground, on)
    own = sessions(reader, ids=tuple(row.session_id for row in allocations(reader, person_id=person_id)) or ("",))
    delivered = [item for item in ground.evidence if item.id.startswith("allocation:")]
    path_course = _path_course(said.standing, ground.evidence, ground.known)
    return TrainerPage(
        statement=said,
        person=person,
        former=former_names(reader, person_id),
        path_course=path_course,
        evidence=evidence_lines(rows, delivered, Judged(said.standing, ground.policies, ground.known)),
        courses=_courses(said, ground.known, path_course),
        assignments=_assignments(own, person_id),
        away=absences(reader, person_id),
        weekdays=weekday_patterns(reader, person_id),
        months=_months(said.standing, ground.evidence, own, person_id, on),
        known_courses=tuple(ground.known.values()),
        known_people=tuple(row.name for row in everybody),
        mends=mends(ground, on),
    )


def _as_known(rows: Sequence[EvidenceRow], known: set[str]) -> tuple[EvidenceRow, ...]:
    """The rows there were, each standing unless something there was replaced it."""
    there = [row for row in rows if row.id in known]
    replaced = {row.replaces_id for row in there}
    return tuple(replace(row, replaced=row.id in replaced) for row in there)


def _statement(ground: Ground, on: date) -> Statement:
    found = ground.standing(on)
    _ = (found.reasons, found.forecast, found.by_course)  # worked out here, behind the window
    version = version_on(ground.policies, on)
    return Statement(on, ground.name, found, version.policy, version.effective_from)


def _path_course(found: Standing, evidence: Sequence[Evidence], known: Mapping[str, CourseRow]) -> str:
    """The course the path is walked with: of its latest step that names one."""
    ids = {key for stage in found.path for key in stage.evidence}
    named = [item for item in in_force(evidence) if item.id in ids and item.course]
    if found.state is not State.CANDIDATE and found.approved_from is not None:
        named = [item for item in named if item.on <= found.approved_from]
    latest = max(named, key=lambda item: item.on, default=None)
    course = known.get(latest.course or "") if latest is not None else None
    return course.title if course else ""


def _courses(said: Statement, known: Mapping[str, CourseRow], path_course: str) -> tuple[CourseLine, ...]:
    found, asked = said.standing, said.policy.further_course_co_deliveries
    levels = {CourseLevel.NEW: "new", CourseLevel.CO: "co-trainer only", CourseLevel.LEAD: "may lead"}
    by_course = {one.course: one for one in found.by_course}
    whole = f"Briefing and {count_of(asked, 'co-delivery')}" if asked else "Briefing"
    lines = []
    for key, course in known.items():
        one = by_course.get(key)
        held = one is not None and one.approved_from is not None
        on_path = found.state is State.CANDIDATE and course.title == path_course
        lacks = ""
        if on_path:
            lacks = f"Comes with the sign-off; next: {found.stage}" if found.stage else "Comes with the sign-off"
        elif one is not None and not held:
            lacks = _lacks(one.lacks, asked)
        elif one is None:
            lacks = f"After approval: {whole.lower()}" if found.state is State.CANDIDATE else whole
        lines.append(
            CourseLine(
                key, course.called, course.title, course.short_name, held, on_path or (one is not None and not held),
                levels[one.level] if one is not None and held else "", one.approved_from if one else None,
                one.deliveries if one else 0, lacks, one.lacks if one is not None else (),
            )
        )  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (not line.held, not line.begun, line.title)))


def _lacks(lacks: Sequence[str], asked: int) -> str:
    missing = lacks.count("co_delivery")
    if "course_briefing" in lacks:
        return f"Briefing to do, {asked - missing} of {count_of(asked, 'co-delivery')} done"
    return f"Briefing done, {count_of(missing, 'co-delivery')} to do"


def _assignments(own: Sequence[SessionRow], person_id: str) -> tuple[AssignmentLine, ...]:
    lines = []
    for row in own:
        for one in row.team:
            if one.person_id != person_id:
                continue
            partners = ", ".join(other.name for other in row.trainers if other.person_id != person_id)
            part = row.parts[0]
            month_only = len(part.date) == 7
            when = in_words(row.first_date, weekday=not month_only, month_only=month_only)
            times = f"{part.start} to {part.end}" if part.start and part.end else ""
            lines.append(
                AssignmentLine(
                    one.id, row.id, row.first_date, when, times, row.title, row.venue, one.role, one.state, partners,
                    one.override_reason,
                )
            )  # fmt: skip
    return tuple(sorted(lines, key=lambda line: line.first_date, reverse=True))


def _months(
    found: Standing, evidence: Sequence[Evidence], own: Sequence[SessionRow], person_id: str, on: date
) -> tuple[DeliveryMonth, ...]:
    """The last twelve months and the four to come; today's month holds what was delivered and what is still planned."""
    out = not_counted(found)
    counted: dict[date, int] = defaultdict(int)
    left_out: dict[date, int] = defaultdict(int)
    planned: dict[date, int] = defaultdict(int)
    for item in in_force(evidence):
        if item.kind is EvidenceKind.DELIVERY and item.on <= on:
            (left_out if item.id in out or found.approved_from is None else counted)[item.on.replace(day=1)] += 1
        elif item.kind is EvidenceKind.CO_DELIVERY and item.on <= on:
            left_out[item.on.replace(day=1)] += 1
    for row in own:
        ahead = row.first_date >= on and row.status in {"planned", "to agree"}
        if ahead and any(
            one.person_id == person_id and one.role in _COUNTING and one.state not in _GONE for one in row.team
        ):
            planned[row.first_date.replace(day=1)] += 1
    first = add_months(on.replace(day=1), 1 - MONTHS_BACK)
    days = [add_months(first, number) for number in range(MONTHS_BACK + MONTHS_AHEAD)]
    return tuple(DeliveryMonth(day, counted[day], left_out[day], planned[day]) for day in days)
