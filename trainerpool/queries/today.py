"""What needs somebody today: one line a thing, most urgent first, each with the page that mends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import func, select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.materials import MaterialOn, MaterialVersion, material_on
from trainerpool.domain.policy import policy_on
from trainerpool.domain.standing import Meaning, State
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.materials import versions_by_course
from trainerpool.queries.settings import policies, working_days
from trainerpool.queries.staffing import StaffingRow, count_staffed, staffing
from trainerpool.queries.standings import TrainerRow, trainers
from trainerpool.queries.today_exchange import call_lines, carry_lines, return_lines, support_lines
from trainerpool.queries.today_materials import approval_lines, flag_lines, material_lines, reading_lines, review_lines
from trainerpool.queries.today_observations import observation_lines
from trainerpool.queries.today_people import agreements, approvals, holds, observations, on_notice, transferred
from trainerpool.queries.today_retention import kept_too_long
from trainerpool.queries.today_rows import (
    Concerned,
    Health,
    TodayPage,
    TodayRow,
    Urgency,
    about_session,
    backup_line,
    with_day,
)
from trainerpool.queries.today_sampling import unsampled
from trainerpool.queries.today_sessions import (
    not_allowed,
    short_sessions,
    to_agree,
    to_record,
    unanswered,
    unconfirmed,
)
from trainerpool.queries.trainer_words import short_day
from trainerpool.store.pool import Reader
from trainerpool.store.records import ImportQuestion, Snooze

__all__ = [
    "Concerned",
    "Health",
    "TodayPage",
    "TodayRow",
    "Urgency",
    "backup_line",
    "not_allowed",
    "today_page",
    "without_put_off",
]
_WEEKS_AHEAD = 8
_AHEAD_SHOWN = 4


def today_page(reader: Reader, today: date, later: Sequence[TodayRow] = ()) -> TodayPage:
    """What needs somebody on this day, the line of health, and what comes next; `later` are lines found apart."""
    policy, days = policy_on(policies(reader), today), working_days(reader)
    rows = staffing(reader, today, today - timedelta(days=60))
    pool = trainers(reader, today)
    versions = versions_by_course(reader)
    materials = _materials(reader, versions, today)
    found = [
        *later,
        *short_sessions(rows, policy, today),
        *unanswered(reader, rows, policy, days, today),
        *to_agree(rows, today),
        *unconfirmed(rows, policy, today),
        *to_record(rows, policy, days, today),
        *on_notice(pool, today),
        *transferred(pool, today),
        *agreements(pool, today),
        *approvals(pool, today),
        *holds(pool, today),
        *observations(pool, today),
        *observation_lines(reader, today),
        *unsampled(reader, rows, policy, today),
        *kept_too_long(reader, pool, policy, today),
        *material_lines(rows, materials, today),
        *review_lines(reader, versions, materials, today),
        *approval_lines(versions, materials, today),
        *flag_lines(reader, materials, today),
        *reading_lines(reader, materials, today),
        *support_lines(reader, today),
        *return_lines(reader),
        *call_lines(reader, today),
        *carry_lines(reader, policy, today),
        *_questions(reader),
    ]
    shown, off = without_put_off(found, _snoozed(reader), today)
    health = _health(rows, pool, materials, today)
    return TodayPage(today, shown, health, off, () if shown else _ahead(rows, pool, materials, today))


def without_put_off(
    found: Iterable[TodayRow], snoozed: Mapping[str, tuple[date, str, int]], today: date
) -> tuple[tuple[TodayRow, ...], tuple[TodayRow, ...]]:
    """The lines to show and those put off. What has become more urgent than when it was put off is shown again."""
    shown, off = [], []
    for row in found:
        until, reason, urgency = snoozed.get(row.subject, (today, "", Urgency.PUT_OFF))
        if until > today and row.urgency >= urgency:
            off.append((until, row.put_off(until, reason)))
        else:
            shown.append(row)
    shown.sort(key=lambda row: (row.urgency, row.order, row.title))
    off.sort(key=lambda pair: (pair[0], pair[1].title))
    return tuple(shown), tuple(row for _, row in off)


def _snoozed(reader: Reader) -> dict[str, tuple[date, str, int]]:
    """Subject -> until when it is put off, why, and how urgent it was then."""
    rows = reader.execute(select(Snooze.subject, Snooze.until, Snooze.reason, Snooze.urgency))
    return {row.subject: (row.until, row.reason or "", row.urgency) for row in rows}


def _materials(
    reader: Reader, versions: Mapping[str, Sequence[MaterialVersion]], today: date
) -> list[tuple[str, str, MaterialOn]]:
    """(course, its short name, its material on the day) of every course with versions on record."""
    known = courses_by_id(reader)
    return [(key, known[key].short_name, material_on(some, today)) for key, some in versions.items() if key in known]


def _questions(reader: Reader) -> Iterable[TodayRow]:
    number = reader.scalar(select(func.count()).select_from(ImportQuestion)) or 0
    if number:
        yield TodayRow(
            "questions", Urgency.THIS_WEEK, Meaning.ATTENTION, f"{count_of(number, 'question')} of an import still open",
            "What they are about is kept as text until you answer.", "", "Answer", "import", None,
        )  # fmt: skip


def _health(
    rows: Sequence[StaffingRow],
    pool: Sequence[TrainerRow],
    materials: Sequence[tuple[str, str, MaterialOn]],
    today: date,
) -> Health:
    ahead = [row for row in rows if today <= row.session.first_date <= today + timedelta(weeks=_WEEKS_AHEAD)]
    done, planned = count_staffed(ahead)
    active = [row for row in pool if row.standing.may_deliver]
    states = [one for _, _, one in materials]
    ends = [one.version.good_until for one in states if one.is_approved and one.version and one.version.good_until]
    listed = tuple(
        Concerned(key, name, one.text, "programme") for key, name, one in sorted(materials, key=lambda m: m[1])
    )
    return Health(
        done, planned, sum(row.standing.observation_due is None or row.standing.observation_due >= today for row in active), len(active),
        sum(one.is_approved for one in states), len(states), min(ends, default=None), sum(row.standing.state is State.APPROVED for row in pool),
        sum(row.standing.state is not State.ALUMNI for row in pool), _WEEKS_AHEAD, listed,
        tuple(about_session(row, today, f"{row.sure} of {row.places} confirmed") for row in ahead if row.session.status == "planned" and row.sure < row.places),
    )  # fmt: skip


def _ahead(
    rows: Sequence[StaffingRow],
    pool: Sequence[TrainerRow],
    materials: Sequence[tuple[str, str, MaterialOn]],
    today: date,
) -> tuple[Concerned, ...]:
    """What comes next where nothing waits: the next session, and the next agreement, approval, observation and review."""
    found: list[tuple[date, Concerned]] = []
    coming = [row for row in rows if row.session.first_date >= today and row.session.status == "planned"]
    if coming:
        first = coming[0]
        team = " and ".join(one.name for one in first.session.trainers)
        day = first.session.first_date
        found.append(
            (
                day,
                Concerned(
                    first.id, f"Next session: {first.session.short_name}, {with_day(day, today)}", team, "programme"
                ),
            )
        )
    for kind, words in (
        ("release_agreement", "Next agreement to renew"),
        ("observation", "Next observation"),
        ("sign_off", "Next approval to end"),
    ):
        dues = [
            (due.by, row)
            for row in pool
            if row.standing.may_deliver
            for due in row.standing.next_due
            if due.kind == kind and due.by and due.by >= today
        ]
        if dues:
            by, who = min(dues, key=lambda pair: (pair[0], pair[1].person.listed))
            found.append((by, Concerned(who.id, f"{words}: {who.person.name}", f"by {in_words(by)}", "trainer")))
    reviews = [
        (one.version.good_until, name)
        for _, name, one in materials
        if one.version and one.version.good_until and one.version.good_until >= today
    ]
    if reviews:
        by, name = min(reviews)
        found.append((by, Concerned("", f"Next review of material: {name}", f"by {short_day(by, today)}", "programme")))
    found.sort(key=lambda pair: pair[0])
    return tuple(one for _, one in found[:_AHEAD_SHOWN])
