"""The lines of Today about sessions: short of trainers, answers outstanding, to agree, to record, no longer allowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import select

from trainerpool.domain.dates import count_of
from trainerpool.domain.policy import Policy
from trainerpool.domain.standing import Meaning
from trainerpool.domain.working_days import WorkingDays
from trainerpool.queries.broken_places import broken_soon
from trainerpool.queries.sessions import GONE, AllocationRow
from trainerpool.queries.settings import working_days
from trainerpool.queries.staffing import StaffingRow
from trainerpool.queries.today_rows import (
    WEEK_DAYS,
    TodayRow,
    Urgency,
    about_session,
    days_left,
    names,
    some_sessions,
    with_day,
)
from trainerpool.queries.trainer_words import short_day
from trainerpool.store.pool import Reader
from trainerpool.store.records import AllocationStep

_WEEKS_CHECKED = 8


def short_sessions(rows: Iterable[StaffingRow], policy: Policy, today: date) -> Iterable[TodayRow]:
    """Sessions with an empty place: attention and stop by the working days of policy, and any that somebody left."""
    for row in rows:
        if not row.is_short or row.working_days < 0 or row.session.first_date < today:
            continue
        gone = [one for one in row.session.team if one.state in GONE - {"substituted"} and one.role != "extra"]
        is_near = row.working_days <= policy.confirm_amber_working_days
        if not is_near and not gone:
            continue
        # Who leaves so late leaves no time for another offer in the ordinary way (policy: withdrawal).
        red = row.working_days <= policy.confirm_red_working_days or (
            bool(gone) and row.working_days < policy.withdrawal_working_days
        )
        urgency = Urgency.CANNOT_WAIT if red else Urgency.THIS_WEEK if is_near else Urgency.COMING_UP
        meaning = Meaning.STOP if red else Meaning.ATTENTION
        yield TodayRow(
            f"short:{row.id}", urgency, meaning,
            f"{row.session.title}, {with_day(row.session.first_date, today)}: {row.filled} of {row.places} trainers",
            _why_short(row, gone), days_left(row.working_days, "working day"), "Choose trainer", "allocation", row.id,
            (row.session.first_date - today).days,
        )  # fmt: skip


def _why_short(row: StaffingRow, gone: Sequence[AllocationRow]) -> str:
    said = {"declined": "has declined", "withdrawn": "is no longer on it", "did not attend": "did not attend"}
    empty = f"{count_of(row.places - row.filled, 'place')} without an offer."
    detail = f"{gone[-1].name} {said[gone[-1].state]}." if gone else empty
    proposed = sum(one.state == "proposed" for one in row.session.trainers)
    return detail + (f" {proposed} proposed, not offered yet." if proposed else "")


def unanswered(
    reader: Reader, rows: Iterable[StaffingRow], policy: Policy, days: WorkingDays, today: date
) -> Iterable[TodayRow]:
    """Offers nobody has answered by the day they ask for, or within the working days of policy."""
    open_offers = {
        one.id: (one, row)
        for row in rows
        for one in row.session.trainers
        if one.state == "offered" and row.session.last_date >= today
    }
    late: list[tuple[date, AllocationRow, StaffingRow]] = []
    for key, (on, answer_by) in _last_offers(reader, open_offers).items():
        one, row = open_offers[key]
        if answer_by < today if answer_by else days.between(on, today) > policy.offer_reply_working_days:
            late.append((on, one, row))
    if late:
        late.sort(key=lambda found: (found[0], found[1].name))
        since = late[0][0]
        about = [
            about_session(row, today, f"{one.name}, offered {with_day(on, today)}", one.person_id)
            for on, one, row in late
        ]
        yield TodayRow(
            "unanswered", Urgency.THIS_WEEK, Meaning.ATTENTION,
            f"{count_of(len(late), 'offer')} unanswered after {count_of(policy.offer_reply_working_days, 'working day')}",
            names([one.name for _, one, _ in late]), f"since {short_day(since, today)}", "Enter answers", "allocation",
            late[0][2].id, about=tuple(about),
        )  # fmt: skip


def _last_offers(reader: Reader, wanted: Iterable[str]) -> dict[str, tuple[date, date | None]]:
    """Allocation -> the day it was last offered, and the day an answer was asked for."""
    statement = (
        select(AllocationStep.allocation_id, AllocationStep.on, AllocationStep.answer_by)
        .where(AllocationStep.state == "offered", AllocationStep.allocation_id.in_(tuple(wanted)))
        .order_by(AllocationStep.on, AllocationStep.id)
    )
    return {row.allocation_id: (row.on, row.answer_by) for row in reader.execute(statement)}


def to_agree(rows: Iterable[StaffingRow], today: date) -> Iterable[TodayRow]:
    """Sessions that trainers arranged, waiting for the Business Unit's agreement."""
    waiting = [row for row in rows if row.session.status == "to agree"]
    if waiting:
        first = waiting[0].session.first_date
        soon = (first - today).days <= 14
        number = len(waiting)
        yield TodayRow(
            "agree", Urgency.THIS_WEEK if soon else Urgency.COMING_UP, Meaning.ATTENTION if soon else Meaning.INFORMATION,
            f"{count_of(number, 'session')} arranged by trainers {'wait' if number > 1 else 'waits'} for your agreement",
            some_sessions(waiting, today), f"by {short_day(first, today)}", "Agree" if number == 1 else "Look at them",
            "programme", waiting[0].id, about=tuple(about_session(row, today, _arranged(row)) for row in waiting),
        )  # fmt: skip


def _arranged(row: StaffingRow) -> str:
    team = ", ".join(one.name for one in row.session.trainers)
    return ", ".join(part for part in (row.session.host_agency, row.session.venue, team) if part)


def unconfirmed(rows: Iterable[StaffingRow], policy: Policy, today: date) -> Iterable[TodayRow]:
    """Sessions everybody of which was offered and not all have said yes, nearer than the day a pair is confirmed by."""
    late = [
        row for row in rows
        if row.session.status == "planned" and row.sure < row.places <= row.filled
        and 0 <= row.working_days <= policy.confirm_working_days
    ]  # fmt: skip
    if late:
        red = late[0].working_days <= policy.confirm_red_working_days
        yield TodayRow(
            "unconfirmed", Urgency.CANNOT_WAIT if red else Urgency.THIS_WEEK, Meaning.STOP if red else Meaning.ATTENTION,
            f"{count_of(len(late), 'session')} not accepted by all, within {count_of(policy.confirm_working_days, 'working day')}",
            some_sessions(late, today), days_left(late[0].working_days, "working day"), "Enter answers", "allocation", late[0].id,
            (late[0].session.first_date - today).days,
            about=tuple(
                about_session(row, today, f"{one.name} has not answered", one.person_id)
                for row in late
                for one in row.session.trainers
                if one.state == "offered"
            ),
        )  # fmt: skip


def to_record(rows: Iterable[StaffingRow], policy: Policy, days: WorkingDays, today: date) -> Iterable[TodayRow]:
    """Sessions held with somebody, not recorded as delivered; pressing once a report is later than policy allows."""
    past = [row for row in rows if row.session.status == "planned" and row.session.last_date < today and row.sure]
    if past:
        number = len(past)
        late = any(days.between(row.session.last_date, today) > policy.report_working_days for row in past)
        yield TodayRow(
            "past", Urgency.THIS_WEEK if late else Urgency.COMING_UP, Meaning.ATTENTION if late else Meaning.INFORMATION,
            f"{count_of(number, 'session')} held, not recorded as delivered",
            f"{some_sessions(past, today)} Deliveries count for standing once recorded.",
            f"since {short_day(past[0].session.first_date, today)}", "Record delivery", "programme", past[0].id,
            about=tuple(about_session(row, today, names([one.name for one in row.session.trainers])) for row in past),
        )  # fmt: skip


def not_allowed(reader: Reader, today: date) -> tuple[TodayRow, ...]:
    """Who is on a session of the next weeks though a rule now stops it, overridden or not; asked for apart, it takes longer."""
    problem, broken = broken_soon(reader, today)
    days, last = working_days(reader), today + timedelta(weeks=_WEEKS_CHECKED)
    found = []
    for one in broken:
        if not one.stands or one.on > last:
            continue
        row = problem.sessions[one.session]
        member = next(it for it in row.trainers if it.person_id == one.trainer)
        left = (one.on - today).days
        overridden = " It was overridden before." if member.override_reason else ""
        found.append(TodayRow(
            f"illegal:{one.session}/{one.trainer}", Urgency.CANNOT_WAIT if left <= 2 * WEEK_DAYS else Urgency.THIS_WEEK, Meaning.STOP,
            f"{one.name} is on {row.short_name}, {with_day(one.on, today)}, and may not deliver it", f"{one.why}{overridden}",
            days_left(days.between(today, one.on), "working day"), "Take off", "allocation", one.session, left,
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.urgency, one.order, one.title)))
