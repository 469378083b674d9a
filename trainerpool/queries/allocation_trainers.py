"""The trainers of a pool's own allocation problem: what each may deliver on which days, worked out from the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trainerpool.allocation.instance import CO, LEAD, NEW, Approval, Away, StandingSpan, Trainer
from trainerpool.domain.dates import add_months, in_words
from trainerpool.domain.evidence import Evidence, in_force
from trainerpool.domain.policy import Policy, PolicyVersion
from trainerpool.domain.standing import CourseLevel, Span, Standing, State, deliverable_spans, standing
from trainerpool.queries.availability import WeekdaysRow, absences, pattern_on, weekday_patterns
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.people import PersonRow
from trainerpool.queries.standings import standings
from trainerpool.store.derived import Derived
from trainerpool.store.pool import Reader

_LEVELS = {CourseLevel.NEW: NEW, CourseLevel.CO: CO, CourseLevel.LEAD: LEAD}


HOME = "home in "  # before the band somebody lives in, so that no venue is taken for it
# The weekdays that suit at the start, and the others from later days on.
_Weekdays = tuple[frozenset[int], tuple[tuple[date, frozenset[int]], ...]]


@dataclass(frozen=True)
class TrainerGround:
    """What every trainer of the problem is looked at with."""

    asked: date
    start: date
    end: date
    today: date
    versions: Sequence[PolicyVersion]
    begin: date
    policy: Policy
    titles: Mapping[str, str]


def trainers_of(
    reader: Reader, members: Sequence[PersonRow], stands: set[str], ground: TrainerGround
) -> Iterable[Trainer]:
    """Every member who may be looked at, alumni only where they still stand on a session.

    What evidence and policy say of somebody is kept from one question to the next, until a deed touches them.
    """
    away, patterns = _away(reader), _weekdays(reader, ground)
    known = _known(reader, members, ground)
    everyday: _Weekdays = (frozenset(range(7)), ())
    for member in members:
        is_alumni, trainer = known[member.id]
        if is_alumni and member.id not in stands:
            continue
        weekdays = patterns.get(member.id, everyday)
        yield replace(
            trainer,
            agency=member.agency_id or "",
            base=HOME + member.home_zone if member.home_zone else "",
            blackouts=tuple(away.get(member.id, ())),
            weekdays=weekdays[0],
            other_weekdays=weekdays[1],
        )


def _known(reader: Reader, members: Sequence[PersonRow], ground: TrainerGround) -> dict[str, tuple[bool, Trainer]]:
    """Person -> whether they have left, and what their evidence makes of them."""
    derived: Derived | None = reader.info.get("derived")
    name = f"trainers {ground.asked} {ground.start} {ground.end} {ground.today}"
    turn, kept = (derived.turn, derived.under(name)) if derived is not None else (0, {})
    missing = [one for one in members if one.id not in kept]
    if missing:
        evidence = evidence_of_everyone(reader)
        found = standings(reader, ground.today, {one.id: one.name for one in missing}, ground.titles)
        for one in missing:
            now = found[one.id]
            kept[one.id] = (now.state is State.ALUMNI, _trainer(one, evidence.get(one.id, []), now, ground))
        if derived is not None:
            derived.keep(name, kept, turn)
    return kept


def _away(reader: Reader) -> dict[str, list[Away]]:
    """Person -> days away with when we were told; why stays out of it: it is theirs."""
    found: dict[str, list[Away]] = defaultdict(list)
    for row in absences(reader):
        found[row.person_id].append(Away(row.start, row.end, f"told on {in_words(row.told_on)}" if row.told_on else ""))
    return found


def _weekdays(reader: Reader, ground: TrainerGround) -> dict[str, _Weekdays]:
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


def _trainer(member: PersonRow, items: list[Evidence], now: Standing, ground: TrainerGround) -> Trainer:
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
        id=member.id, name=member.name, agency="", base="",
        approvals=tuple(_approvals(spans, now, policy)),
        may_deliver=tuple(StandingSpan(span.start, span.end, span.may_deliver, span.reason) for span in spans),
        agreement_until=now.agreement_due, candidate=_is_candidate(member, items, now, spans, ground),
        cap_week=policy.cap_week or None, cap_month=policy.cap_month or None, cap_term=policy.cap_term or None, cap_year=policy.cap_year or None,
        min_year=policy.least_deliveries if now.may_deliver else 0, delivered=now.deliveries_12_months, deliver_by=now.deliveries_due,
        observation_due=now.observation_due if now.may_deliver else None, deliveries_of=dict(counted),
        learning=frozenset(one.course for one in now.by_course if set(one.lacks) == {"co_delivery"}),
    )  # fmt: skip


def _is_candidate(
    member: PersonRow, items: list[Evidence], now: Standing, spans: Sequence[Span], ground: TrainerGround
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
