"""The health of the pool: who carries which course in which agency, what is asked of them, and what comes to an end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trainerpool.domain.dates import add_months, in_words, month_end
from trainerpool.domain.evidence import Evidence
from trainerpool.domain.standing import Meaning, State
from trainerpool.queries.agencies import agencies
from trainerpool.queries.courses import CourseRow, courses
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.pool_thinness import CourseHealth, Helper, PlaceLine, course_health, near_ready
from trainerpool.queries.settings import pool_settings, terms
from trainerpool.queries.staffing import StaffingRow, staffing
from trainerpool.queries.standings import TrainerRow, trainers
from trainerpool.queries.trainer_list import path_courses, shorter
from trainerpool.store.pool import Reader

MONTHS_AHEAD = 12  # a year of ends: an agreement lasts 12 months, so each shows once
_MONTHS_WITHOUT_TERM = 3  # where no term is dated, the three whole months to come: about a term
_SPREAD = ((0, 0, "None"), (1, 1, "1"), (2, 2, "2"), (3, 4, "3 to 4"), (5, 8, "5 to 8"), (9, 9999, "9 or more"))
_STANDINGS = ("approved", "on notice", "candidate", "on hold", "lapsed", "suspended")


@dataclass(frozen=True, slots=True)
class HealthPerson:
    """Somebody a cell or bar holds, as the list beside it says them."""

    id: str
    name: str
    listed: str
    agency: str
    word: str
    deliveries: int
    least: int
    until: date | None
    agreement_until: date | None
    stage: str


@dataclass(frozen=True, slots=True)
class AgencyHealth:
    """One agency: who may deliver each course (by its id), who may deliver at all, and its share of the deliveries."""

    id: str
    name: str
    short: str
    by_course: Mapping[str, tuple[str, ...]]
    people: tuple[str, ...]
    deliveries: int


@dataclass(frozen=True, slots=True)
class MonthEnds:
    """The approvals and the agreements that end in a month, by whose they are."""

    start: date
    approvals: tuple[str, ...]
    agreements: tuple[str, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody of the month, once."""
        return tuple(dict.fromkeys((*self.approvals, *self.agreements)))

    @property
    def count(self) -> int:
        """How many approvals and agreements end."""
        return len(self.approvals) + len(self.agreements)


@dataclass(frozen=True, slots=True)
class Group:
    """People who have one thing in common, such as a standing or a stage."""

    key: str
    words: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class PoolHealth:
    """Everything the view of pool health shows on one day. `horizon` says in words which sessions are asked for."""

    on: date
    start: date
    end: date
    horizon: str
    present: int
    agencies: tuple[AgencyHealth, ...]
    courses: tuple[CourseHealth, ...]
    people: Mapping[str, HealthPerson]
    able: tuple[str, ...]
    places: int
    ends: tuple[MonthEnds, ...]
    standings: tuple[Group, ...]
    stages: tuple[Group, ...]
    spread: tuple[Group, ...]
    deliveries: int


def pool_health(reader: Reader, on: date) -> PoolHealth:
    """The pool on any day, from the standings of that day and the sessions planned for the term that follows."""
    start, end, horizon = next_horizon(reader, on)
    everybody = [row for row in trainers(reader, on) if row.standing.state is not State.ALUMNI]
    known = courses(reader)
    evidence = evidence_of_everyone(reader)
    people = {row.id: row for row in everybody}
    able = [row for row in everybody if row.standing.may_deliver]
    names = _agency_names(reader, on)
    planned = [row for row in staffing(reader, on, start, end) if row.session.status in {"planned", "to agree"}]
    by_course = _sessions_by_course(planned)
    shown = {row.id: _person(row, names) for row in everybody}
    return PoolHealth(
        on=on, start=start, end=end, horizon=horizon, present=len(everybody),
        agencies=_agencies(able, names),
        courses=tuple(
            _course(one, able, everybody, evidence, by_course.get(one.id, ()), names, (end, horizon), known) for one in known
        ),
        people=shown, able=tuple(row.id for row in able), places=sum(row.places for row in planned if row.session.course),
        ends=_ends(able, on), standings=_standings(everybody), stages=_stages(everybody), spread=_spread(able),
        deliveries=sum(people[row.id].standing.deliveries_12_months for row in able),
    )  # fmt: skip


def next_horizon(reader: Reader, on: date) -> tuple[date, date, str]:
    """The term that begins next, else the three whole months to come; its first and last day, and its name in words."""
    ahead = [term for term in terms(reader) if term.start > on]
    if ahead:
        term = min(ahead, key=lambda one: one.start)
        start, end = term.start, term.end
    else:
        start = add_months(on.replace(day=1), 1)
        end = month_end(add_months(start, _MONTHS_WITHOUT_TERM - 1))
    return start, end, f"{_month(start)} to {_month(end)}" if _month(start) != _month(end) else _month(start)


def _month(day: date) -> str:
    return in_words(day, month_only=True).split(" ")[0][:3]


def _agency_names(reader: Reader, on: date) -> dict[str, tuple[str, str]]:
    home = pool_settings(reader).name
    return {row.id: (row.name, row.short_name or shorter(row.name, home)) for row in agencies(reader, on, merged=True)}


def _person(row: TrainerRow, names: Mapping[str, tuple[str, str]]) -> HealthPerson:
    found = row.standing
    word = "on notice" if found.on_notice_until is not None else found.state.value
    return HealthPerson(
        row.id, row.person.name, row.person.listed, names.get(row.person.agency_id or "", ("", row.person.agency))[1], word,
        found.deliveries_12_months, found.least_deliveries, found.approved_until, found.agreement_until, found.stage,
    )  # fmt: skip


def _agencies(able: Sequence[TrainerRow], names: Mapping[str, tuple[str, str]]) -> tuple[AgencyHealth, ...]:
    grouped: dict[str, list[TrainerRow]] = defaultdict(list)
    for row in able:
        grouped[row.person.agency_id or ""].append(row)
    made = []
    for key, rows in grouped.items():
        cells: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            for course in row.standing.courses:
                cells[course].append(row.id)
        name, short = names.get(key, ("No agency recorded", "No agency recorded"))
        made.append(
            AgencyHealth(
                key, name, short, {course: tuple(ids) for course, ids in cells.items()}, tuple(row.id for row in rows),
                sum(row.standing.deliveries_12_months for row in rows),
            )
        )  # fmt: skip
    return tuple(sorted(made, key=lambda one: (-len(one.people), one.name.casefold())))


def _sessions_by_course(planned: Iterable[StaffingRow]) -> dict[str, list[PlaceLine]]:
    found: dict[str, list[PlaceLine]] = defaultdict(list)
    for row in planned:
        if row.session.course is not None:
            line = PlaceLine(row.id, row.session.short_name, row.session.first_date, row.places, row.sure)
            found[row.session.course.id].append(line)
    return found


def _course(
    course: CourseRow, able: Sequence[TrainerRow], everybody: Sequence[TrainerRow], evidence: Mapping[str, Sequence[Evidence]],
    sessions: Sequence[PlaceLine], names: Mapping[str, tuple[str, str]], horizon: tuple[date, str], known: Sequence[CourseRow],
) -> CourseHealth:  # fmt: skip
    carry = [row for row in able if course.id in row.standing.courses]
    by_id = {one.id: one for one in known}
    coming = [
        row
        for row in everybody
        if row.standing.state is State.CANDIDATE
        and course.called in path_courses(list(evidence.get(row.id, ())), by_id)
    ]
    found = course_health(course, carry, coming, sessions, names, *horizon)
    if found.meaning is None:
        return found
    helpers: tuple[Helper, ...] = near_ready(course, able, evidence, names)
    return found.with_helpers(helpers)


def _ends(able: Sequence[TrainerRow], on: date) -> tuple[MonthEnds, ...]:
    approvals: dict[date, list[str]] = defaultdict(list)
    agreements: dict[date, list[str]] = defaultdict(list)
    for row in able:
        for day, found in ((row.standing.approved_until, approvals), (row.standing.agreement_until, agreements)):
            if day is not None and day >= on:
                found[day.replace(day=1)].append(row.id)
    first = on.replace(day=1)
    if first not in approvals and first not in agreements:
        first = add_months(first, 1)
    months = [add_months(first, n) for n in range(MONTHS_AHEAD)]
    return tuple(
        MonthEnds(month, tuple(approvals.get(month, ())), tuple(agreements.get(month, ()))) for month in months
    )


def _standings(everybody: Sequence[TrainerRow]) -> tuple[Group, ...]:
    words = {
        row.id: "on notice" if row.standing.on_notice_until is not None else row.standing.state.value
        for row in everybody
    }
    return tuple(
        Group(word, word.capitalize(), tuple(key for key, said in words.items() if said == word)) for word in _STANDINGS
    )


def _stages(everybody: Sequence[TrainerRow]) -> tuple[Group, ...]:
    waiting: dict[str, list[str]] = defaultdict(list)
    order: Counter[str] = Counter()
    for row in everybody:
        stage = row.standing.next_stage
        if row.standing.state is State.CANDIDATE and stage is not None:
            waiting[stage.label].append(row.id)
            order[stage.label] = [one.stage for one in row.standing.path].index(stage)
    return tuple(Group(label, label, tuple(waiting[label])) for label in sorted(waiting, key=lambda one: order[one]))


def _spread(able: Sequence[TrainerRow]) -> tuple[Group, ...]:
    made = []
    for least, most, words in _SPREAD:
        ids = tuple(row.id for row in able if least <= row.standing.deliveries_12_months <= most)
        made.append(Group(f"{least}", words, ids))
    while len(made) > 1 and not made[-1].people:
        made.pop()
    return tuple(made)


def meaning_of_spread(group: Group, least: int) -> Meaning | None:
    """Fewer deliveries than asked in 12 months is a warning."""
    return Meaning.ATTENTION if group.people and int(group.key) < least else None
