"""The pool's own allocation problem: who could deliver what, built from the records for the rules and the solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from trainerpool.allocation.instance import (
    CO,
    EXTRA,
    LEAD,
    Agency,
    Block,
    Course,
    Instance,
    Pair,
    RecentPair,
    Session,
    Site,
    Term,
    Trainer,
)  # fmt: skip
from trainerpool.allocation.levels import Profile, profile_of
from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.domain.dates import in_words
from trainerpool.domain.materials import MaterialVersion, material_planned
from trainerpool.domain.policy import Level, Policy, policy_on
from trainerpool.domain.sessions import trainers_needed
from trainerpool.domain.travel import Place
from trainerpool.queries.agencies import agency_names
from trainerpool.queries.allocation_trainers import HOME, TrainerGround, trainers_of
from trainerpool.queries.courses import CourseRow, courses_by_id
from trainerpool.queries.materials import versions_by_course
from trainerpool.queries.people import PersonRow, people
from trainerpool.queries.sessions import GONE, SessionRow, sessions
from trainerpool.queries.settings import policies, pool_settings, terms
from trainerpool.queries.travel import travel
from trainerpool.store.derived import Derived
from trainerpool.store.pool import Reader
from trainerpool.store.records import Allocation, EvidenceItem, Exclusion, TrainingSession, Venue

ROLES = {"lead": LEAD, "co-trainer": CO, "extra": EXTRA}
_TEAM_KINDS = frozenset({"training_session", "allocation"})
PINNING = frozenset({"offered", "accepted", "confirmed", "delivered"})


@dataclass(frozen=True, eq=False)
class AllocationProblem:
    """An instance with what stands now, the rule levels in force, and the sessions it was built from.

    `asked` are the sessions to be staffed; others of the same terms are there so that caps and clashes count them.
    """

    instance: Instance
    standing_plan: Plan
    profile: Profile
    sessions: Mapping[str, SessionRow]
    trainers: Mapping[str, PersonRow]
    asked: tuple[str, ...]
    policy: Policy


def allocation_problem(
    reader: Reader, start: date, end: date, today: date, session_ids: Sequence[str] | None = None, *,
    placed_only: bool = False, only_holders: bool = False,
) -> AllocationProblem:  # fmt: skip
    """The problem of staffing the sessions between two days (or just some of them), as the pool stands today.

    `placed_only`: of the trainers only those who are on a session, for looking at what stands and not for what could.
    `only_holders`: only those who are on one of the sessions asked for, or for whom there is evidence of its course,
    without which no approval comes about; everybody where policy does not block for want of an approval.

    Rules about a session use the policy in force on the first day of the range (2-domain, "Policy of the day").
    """
    versions = policies(reader)
    policy = policy_on(versions, start)
    all_terms = terms(reader)
    first = min(
        [start - timedelta(days=7), *(term.start for term in all_terms if term.start <= end and term.end >= start)]
    )
    last = max([end + timedelta(days=7), *(term.end for term in all_terms if term.start <= end and term.end >= start)])
    rows = [row for row in sessions(reader, first, last) if row.status != "cancelled" and len(row.parts[0].date) == 10]
    wanted = {
        row.id for row in rows if start <= row.first_date <= end and (session_ids is None or row.id in session_ids)
    }
    held = [row for row in rows if row.id in wanted or row.trainers]
    # Standing is asked on every part's day, however long after the first.
    last = max([last, *(row.last_date for row in held)])
    known = courses_by_id(reader)
    ground = TrainerGround(
        start,
        first,
        last,
        today,
        versions,
        pool_settings(reader).begin(today),
        policy,
        {key: row.title for key, row in known.items()},
    )
    placed = {one.person_id for row in held for one in row.team}
    # Whoever stands on a session is looked at, even who has left the pool since or is no trainer by the records.
    stands = {one.person_id for row in held for one in row.team if one.state not in GONE}
    able: Collection[str] | None = placed if placed_only else None
    if only_holders and policy.level_of("approval") is Level.BLOCK:
        able = _with_evidence(reader, [row for row in held if row.id in wanted])
    members = [one for one in people(reader, start, ids=able) if one.role == "trainer" or one.id in stands]
    looked_at = {one.id for one in members}
    trainers = tuple(trainers_of(reader, members, stands, ground))
    sites, minutes = _travel(reader, held, trainers, policy.travel_buffer_minutes)
    instance = Instance(
        name=f"{in_words(start)} to {in_words(end)}",
        trainers=trainers,
        sessions=tuple(_sessions(reader, held, wanted, policy)),
        terms=tuple(Term(term.id, term.start, term.end) for term in all_terms),
        agencies=tuple(Agency(key, name) for key, name in agency_names(reader).items()),
        courses=tuple(Course(key, row.short_name) for key, row in known.items()),
        conflict_pairs=_conflict_pairs(reader),
        pinned=tuple(one for one in _pinned(held, wanted) if one.trainer in looked_at),
        previous=tuple(
            Pair(row.id, one.person_id)
            for row in held
            for one in row.trainers
            if one.state == "proposed" and not one.pinned and one.person_id in looked_at
        ),
        weights=dict(policy.weights),
        recent_pairs=tuple(
            _recent_pairs(
                team for day, team in _teams(reader, first - timedelta(days=365), last) if day < start.isoformat()
            )
        ),
        agreement_notice_days=policy.notice_days,
        same_pair_limit=policy.same_pair_most,
        recent_before=start,
        sites=sites,
        travel_minutes=minutes,
    )
    listed = {trainer.id for trainer in instance.trainers}
    plan = Plan(tuple(
        Assignment(row.id, one.person_id, ROLES.get(one.role, CO), one.override_reason)
        for row in held for one in row.team if one.state not in GONE and one.person_id in listed
    ))  # fmt: skip
    return AllocationProblem(
        instance, plan, profile_of(policy.rule_levels), {row.id: row for row in held}, {row.id: row for row in members},
        tuple(row.id for row in held if row.id in wanted), policy,
    )  # fmt: skip


def _with_evidence(reader: Reader, rows: Sequence[SessionRow]) -> set[str]:
    """Who is on one of these sessions, and who has any evidence of one of their courses."""
    courses = {row.course.id for row in rows if row.course is not None}
    about = select(EvidenceItem.person_id).where(EvidenceItem.course_id.in_(courses)).distinct()
    return {one.person_id for row in rows for one in row.team} | set(reader.scalars(about))


def _sessions(reader: Reader, rows: Iterable[SessionRow], wanted: set[str], policy: Policy) -> Iterable[Session]:
    versions, excluded = versions_by_course(reader), _excluded(reader)
    column = TrainingSession.planned_version_id
    planned = {
        row.id: row.version
        for row in reader.execute(select(TrainingSession.id, column.label("version")).where(column.is_not(None)))
    }
    for row in rows:
        team = len(row.trainers)
        declined = {
            one.person_id: f"{one.name} has {one.state} this session"
            for one in row.team
            if one.state in GONE - {"did not attend"}
        }
        against = {**declined, **excluded.get(row.id, {})}
        need = places_of(row, policy)
        material, text = _material(row, versions, planned.get(row.id, ""))
        yield Session(
            id=row.id, course=row.course.id if row.course else "", title=f"{row.short_name} {in_words(row.first_date)}",
            site=None if row.virtual else (row.venue_id or "?"), blocks=tuple(_blocks(row)),
            need=max(need, team) if row.id in wanted else team, multi_agency=bool(row.course and row.course.multi_agency),
            priority=1, observable=row.observable, series=row.series or None, excluded=frozenset(against), excluded_why=against,
            learners=row.max_learners, host_agency=row.host_agency_id, external=bool(row.course and row.course.external),
            material=material, material_text=text,
        )  # fmt: skip


def places_of(row: SessionRow, policy: Policy) -> int:
    """How many trainers a session needs: as said on it, else by policy from its length and learners."""
    return row.places if row.places is not None else trainers_needed(row.minutes, row.max_learners, policy)


def _blocks(row: SessionRow) -> Iterable[Block]:
    for part in row.parts:
        start = int(part.start[:2]) * 60 + int(part.start[3:]) if part.start else 0
        end = int(part.end[:2]) * 60 + int(part.end[3:]) if part.end else 24 * 60 - 1
        yield Block(date.fromisoformat(part.date if len(part.date) == 10 else f"{part.date}-01"), start, end)


def _material(row: SessionRow, versions: Mapping[str, Sequence[MaterialVersion]], planned: str) -> tuple[str, str]:
    course: CourseRow | None = row.course
    if course is None or not versions.get(course.id):
        return "none recorded", f"No approved version of {course.title if course else row.title} is recorded."
    found = material_planned(versions[course.id], planned, row.first_date)
    return ("approved" if found.is_approved else "not approved"), found.text


def _pinned(rows: Iterable[SessionRow], wanted: set[str]) -> Iterable[Pair]:
    for row in rows:
        for one in row.trainers:
            if row.id not in wanted or one.pinned or one.state in PINNING:
                yield Pair(row.id, one.person_id)


def _excluded(reader: Reader) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in reader.execute(
        select(Exclusion.person_id, Exclusion.session_id, Exclusion.reason).where(Exclusion.session_id.is_not(None))
    ):
        found[row.session_id or ""][row.person_id] = f"Declared conflict: {row.reason or 'no reason given'}"
    return found


def _conflict_pairs(reader: Reader) -> tuple[tuple[str, str], ...]:
    rows = reader.execute(select(Exclusion.person_id, Exclusion.other_id).where(Exclusion.other_id.is_not(None)))
    return tuple((row.person_id, row.other_id or "") for row in rows)


def _travel(
    reader: Reader, held: Iterable[SessionRow], trainers: Iterable[Trainer], buffer: int
) -> tuple[tuple[Site, ...], tuple[tuple[int, ...], ...]]:
    """The venues and the bands trainers live in, with the minutes between any two.

    Of two venues nobody has said anything about, the buffer of policy is between; a home then is no way at all.
    """
    bands = {row.id: row.zone or "" for row in reader.execute(select(Venue.id, Venue.zone))}
    venues = {row.venue_id or "?": row.venue or "venue to be agreed" for row in held if not row.virtual}
    homes = sorted({one.base for one in trainers if one.base})
    sites = (*(Site(key, name) for key, name in sorted(venues.items())), *(Site(home) for home in homes))
    places = [Place(bands.get(key, ""), name) for key, name in sorted(venues.items())]
    places += [Place(home.removeprefix(HOME)) for home in homes]
    said, number = travel(reader), len(venues)
    return sites, tuple(
        tuple(
            0 if row == column else said.minutes(one, other, buffer if row < number and column < number else 0)
            for column, other in enumerate(places)
        )
        for row, one in enumerate(places)
    )


def _teams(reader: Reader, start: date, end: date) -> tuple[tuple[str, frozenset[str]], ...]:
    """First day and team of the sessions between two days in order of date, read without all that a page shows.

    Kept until a deed touches who was on what: whoever looks at one session after the other asks the same.
    """
    derived: Derived | None = reader.info.get("derived")
    name = f"teams {start} {end}"
    kept: tuple[tuple[str, frozenset[str]], ...] | None = derived.whole(name) if derived is not None else None
    if kept is not None:
        return kept
    turn = derived.turn if derived is not None else 0
    rows = reader.execute(
        select(TrainingSession.id, TrainingSession.first_date, Allocation.person_id)
        .join(Allocation, Allocation.session_id == TrainingSession.id)
        .where(
            TrainingSession.first_date >= start.isoformat(),
            TrainingSession.first_date <= end.isoformat(),
            TrainingSession.status != "cancelled",
            Allocation.role != "extra",
            Allocation.state.not_in(GONE),
        )
        .order_by(TrainingSession.first_date, TrainingSession.id)
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        found[row.id, row.first_date].add(row.person_id)
    kept = tuple((day, frozenset(team)) for (_, day), team in found.items())
    if derived is not None:
        derived.keep_whole(name, kept, _TEAM_KINDS, turn)
    return kept


def _recent_pairs(teams: Iterable[frozenset[str]]) -> Iterable[RecentPair]:
    """Pairs whose last sessions, up to the start of the plan, were all together."""
    last: dict[str, tuple[frozenset[str], int]] = {}
    for team in teams:
        for person in team:
            before, times = last.get(person, (frozenset(), 0))
            last[person] = (team, times + 1 if before == team else 1)
    for person, (team, times) in last.items():
        others = sorted(team - {person})
        if len(team) == 2 and person < others[0] and last.get(others[0], (frozenset(), 0))[0] == team and times > 1:
            yield RecentPair(person, others[0], times)
