"""The pool's own allocation problem: who could deliver what, built from the records for the rules and the solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from trainerpool.allocation.instance import (
    CO,
    EXTRA,
    LEAD,
    NEW,
    Agency,
    Approval,
    Away,
    Block,
    Course,
    Instance,
    Pair,
    RecentPair,
    Session,
    Site,
    StandingSpan,
    Term,
    Trainer,
)  # fmt: skip
from trainerpool.allocation.levels import Profile, profile_of
from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.domain.dates import add_months, in_words
from trainerpool.domain.evidence import Evidence, in_force
from trainerpool.domain.materials import MaterialVersion, material_on
from trainerpool.domain.policy import Policy, PolicyVersion, policy_on
from trainerpool.domain.sessions import trainers_needed
from trainerpool.domain.standing import CourseLevel, Span, Standing, State, deliverable_spans, standing
from trainerpool.queries.agencies import agency_names, agency_of_everyone
from trainerpool.queries.availability import WeekdaysRow, absences, pattern_on, weekday_patterns
from trainerpool.queries.courses import CourseRow, courses_by_id
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.materials import versions_by_course
from trainerpool.queries.people import PersonRow, people
from trainerpool.queries.sessions import GONE, SessionRow, sessions
from trainerpool.queries.settings import policies, pool_settings, terms
from trainerpool.store.pool import Reader
from trainerpool.store.records import Exclusion

ROLES = {"lead": LEAD, "co-trainer": CO, "extra": EXTRA}
PINNING = frozenset({"offered", "accepted", "confirmed", "delivered"})
_LEVELS = {CourseLevel.NEW: NEW, CourseLevel.CO: CO, CourseLevel.LEAD: LEAD}


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


# The weekdays that suit at the start, and the others from later days on.
_Weekdays = tuple[frozenset[int], tuple[tuple[date, frozenset[int]], ...]]


@dataclass(frozen=True)
class _Ground:
    """What every trainer of the problem is looked at with."""

    start: date
    end: date
    today: date
    versions: Sequence[PolicyVersion]
    begin: date
    policy: Policy
    titles: Mapping[str, str]


def allocation_problem(
    reader: Reader, start: date, end: date, today: date, session_ids: Sequence[str] | None = None, *,
    placed_only: bool = False,
) -> AllocationProblem:  # fmt: skip
    """The problem of staffing the sessions between two days (or just some of them), as the pool stands today.

    `placed_only`: of the trainers only those who are on a session, for looking at what stands and not for what could.

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
    ground = _Ground(
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
    members = [
        one
        for one in people(reader, start)
        if (one.role == "trainer" or one.id in stands) and (not placed_only or one.id in placed)
    ]
    venues = {row.venue_id or "?": row.venue or "venue to be agreed" for row in held if not row.virtual}
    sites = tuple(Site(key, name) for key, name in sorted(venues.items()))
    instance = Instance(
        name=f"{in_words(start)} to {in_words(end)}",
        trainers=tuple(_trainers(reader, members, stands, ground)),
        sessions=tuple(_sessions(reader, held, wanted, policy)),
        terms=tuple(Term(term.id, term.start, term.end) for term in all_terms),
        agencies=tuple(Agency(key, name) for key, name in agency_names(reader).items()),
        courses=tuple(Course(key, row.short_name) for key, row in known.items()),
        conflict_pairs=_conflict_pairs(reader),
        pinned=tuple(_pinned(held, wanted)),
        previous=tuple(
            Pair(row.id, one.person_id)
            for row in held
            for one in row.trainers
            if one.state == "proposed" and not one.pinned
        ),
        weights=dict(policy.weights),
        recent_pairs=tuple(_recent_pairs(sessions(reader, first - timedelta(days=365), start - timedelta(days=1)))),
        agreement_notice_days=policy.notice_days,
        same_pair_limit=policy.same_pair_most,
        sites=sites,
        travel_minutes=_travel(len(sites), policy.travel_buffer_minutes),
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


def _trainers(
    reader: Reader, members: Iterable[PersonRow], stands: set[str], ground: _Ground
) -> Iterable[Trainer]:  # fmt: skip
    evidence, away, patterns = evidence_of_everyone(reader), _away(reader), _weekdays(reader, ground)
    homes = agency_of_everyone(reader, ground.start)
    for member in members:
        items = evidence.get(member.id, [])
        now = standing(
            items,
            ground.versions,
            ground.today,
            records_begin=ground.begin,
            courses=ground.titles,
            name=member.name,
            person=member.id,
        )
        if now.state is State.ALUMNI and member.id not in stands:
            continue
        yield _trainer(
            member,
            items,
            now,
            ground,
            homes.get(member.id, ""),
            away.get(member.id, ()),
            patterns.get(member.id, (frozenset(range(7)), ())),
        )


def _away(reader: Reader) -> dict[str, list[Away]]:
    """Person -> days away with when we were told; why stays out of it: it is theirs."""
    found: dict[str, list[Away]] = defaultdict(list)
    for row in absences(reader):
        found[row.person_id].append(Away(row.start, row.end, f"told on {in_words(row.told_on)}" if row.told_on else ""))
    return found


def _weekdays(reader: Reader, ground: _Ground) -> dict[str, _Weekdays]:
    """Person -> the weekdays they can deliver at the start, and those from later days on; who has no pattern is not named."""
    told: dict[str, list[WeekdaysRow]] = defaultdict(list)
    for row in weekday_patterns(reader):
        told[row.person_id].append(row)
    found = {}
    for person, rows in told.items():
        turns = {row.start for row in rows if row.start} | {row.end + timedelta(days=1) for row in rows if row.end}
        later = [(day, _suiting(rows, day)) for day in sorted(turns) if day > ground.start]
        found[person] = (_suiting(rows, ground.start), tuple(later))
    return found


def _suiting(rows: Sequence[WeekdaysRow], day: date) -> frozenset[int]:
    row = pattern_on(rows, day)
    return frozenset(range(7) if row is None else row.weekdays)


def _trainer(
    member: PersonRow,
    items: list[Evidence],
    now: Standing,
    ground: _Ground,
    agency: str,
    away: Sequence[Away],
    weekdays: _Weekdays,
) -> Trainer:
    spans = deliverable_spans(
        items, ground.versions, ground.start, ground.end, records_begin=ground.begin, name=member.name, person=member.id
    )
    policy = ground.policy
    counted: dict[str, int] = defaultdict(int)
    this_year: dict[int, int] = defaultdict(int)
    for item in in_force(items):
        if item.kind.value == "delivery" and item.course and item.on <= ground.today:
            counted[item.course] += 1
            this_year[item.on.year] += 1
    return Trainer(
        id=member.id, name=member.name, agency=agency, base=member.home_zone, weekdays=weekdays[0], other_weekdays=weekdays[1],
        blackouts=tuple(away),
        approvals=tuple(_approvals(spans, now, policy)),
        may_deliver=tuple(StandingSpan(span.start, span.end, span.may_deliver, span.reason) for span in spans),
        agreement_until=now.agreement_until, candidate=_is_candidate(member, items, now, spans, ground),
        cap_week=policy.cap_week or None, cap_month=policy.cap_month or None, cap_term=policy.cap_term or None, cap_year=policy.cap_year or None,
        min_year=policy.least_deliveries if now.may_deliver else 0, delivered=now.deliveries_12_months, deliver_by=now.deliveries_due,
        observation_due=now.observation_due if now.may_deliver else None, deliveries_of=dict(counted),
        learning=frozenset(one.course for one in now.by_course if set(one.lacks) == {"co_delivery"}),
    )  # fmt: skip


def _is_candidate(
    member: PersonRow, items: list[Evidence], now: Standing, spans: Sequence[Span], ground: _Ground
) -> bool:
    """Whether somebody may be beside the pair as a candidate over these days: neither approved in them nor out on one of them.

    An approval that begins in them is asked about day by day, like any other.
    """
    if now.state is not State.CANDIDATE or any(span.may_deliver for span in spans):
        return False
    # What lies ahead may put somebody out and take them back in: each stretch of days is looked at.
    turns = {span.start for span in spans if span.start > ground.today} | {ground.end}
    for day in turns if any(item.on > ground.today for item in items) else ():
        then = standing(items, ground.versions, day, records_begin=ground.begin, person=member.id)
        if then.state in (State.SUSPENDED, State.ALUMNI, State.ON_HOLD, State.LAPSED):
            return False
    return True


def _approvals(spans: Sequence[Span], now: Standing, policy: Policy) -> Iterable[Approval]:
    """Each course over the days it may be delivered; the level rises on the day experience is reached by time."""
    by_course = {one.course: one for one in now.by_course}
    # Whoever came back after a long time away counts anew from the return.
    since = now.returned_on or now.approved_from
    for span in spans:
        for course in span.courses:
            start, end = span.start, span.end
            known = by_course.get(course)
            level = _LEVELS[known.level] if known else NEW
            ripe = add_months(since, policy.experienced_months) if known and known.approved_from and since else None
            if level == NEW and ripe is not None and ripe <= end:
                if ripe > start:
                    yield Approval(course, start, ripe - timedelta(days=1), NEW)
                yield Approval(course, max(start, ripe), end, CO if now.co_deliver_only else LEAD)
            else:
                yield Approval(course, start, end, level)


def _sessions(reader: Reader, rows: Iterable[SessionRow], wanted: set[str], policy: Policy) -> Iterable[Session]:
    versions, excluded = versions_by_course(reader), _excluded(reader)
    for row in rows:
        team = len(row.trainers)
        declined = {
            one.person_id: f"{one.name} has {one.state} this session"
            for one in row.team
            if one.state in GONE - {"did not attend"}
        }
        against = {**declined, **excluded.get(row.id, {})}
        need = places_of(row, policy)
        material, text = _material(row, versions)
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


def _material(row: SessionRow, versions: Mapping[str, Sequence[MaterialVersion]]) -> tuple[str, str]:
    course: CourseRow | None = row.course
    if course is None or not versions.get(course.id):
        return "none recorded", f"No approved version of {course.title if course else row.title} is recorded."
    found = material_on(versions[course.id], row.first_date)
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


def _travel(sites: int, buffer: int) -> tuple[tuple[int, ...], ...]:
    """One buffer between any two venues: minutes of our own come with the zones of venues and homes."""
    return tuple(tuple(0 if one == other else buffer for other in range(sites)) for one in range(sites))


def _recent_pairs(rows: Sequence[SessionRow]) -> Iterable[RecentPair]:
    """Pairs whose last sessions, up to the start of the plan, were all together."""
    last: dict[str, tuple[frozenset[str], int]] = {}
    for row in rows:
        team = frozenset(one.person_id for one in row.trainers)
        for person in team:
            before, times = last.get(person, (frozenset(), 0))
            last[person] = (team, times + 1 if before == team else 1)
    for person, (team, times) in last.items():
        others = sorted(team - {person})
        if len(team) == 2 and person < others[0] and last.get(others[0], (frozenset(), 0))[0] == team and times > 1:
            yield RecentPair(person, others[0], times)
