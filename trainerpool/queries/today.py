"""What needs somebody today: one line a thing, most urgent first, each with the page that mends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from sqlalchemy import func, select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.materials import material_on
from trainerpool.domain.policy import Policy, policy_on
from trainerpool.domain.standing import Meaning, Reason, State
from trainerpool.domain.working_days import WorkingDays
from trainerpool.queries.materials import versions_by_course
from trainerpool.queries.sessions import allocation_steps
from trainerpool.queries.settings import policies, snoozes, working_days
from trainerpool.queries.staffing import StaffingRow, count_staffed, staffing
from trainerpool.queries.standings import TrainerRow, trainers
from trainerpool.queries.trainer_words import short_day
from trainerpool.store.pool import Reader
from trainerpool.store.records import ImportQuestion

_SOON_DAYS = 30
_WEEKS_AHEAD = 8
_NAMES_SHOWN = 3


class Urgency(IntEnum):
    """The groups of Today."""

    CANNOT_WAIT = 0
    THIS_WEEK = 1
    COMING_UP = 2

    @property
    def words(self) -> str:
        """The heading of the group."""
        return ("Cannot wait", "This week", "Coming up")[self]


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody, or a session, a line is about: `page` shows it, `note` says what is due of it and when."""

    id: str
    name: str
    note: str
    page: str = "trainer"


@dataclass(frozen=True)
class TodayRow:
    """One thing that needs somebody: fact, reason, time left, the fix and where it is done.

    `reasons` are why a trainer stands as they do; `about` is everything a line that counts several has counted.
    """

    subject: str
    urgency: Urgency
    meaning: Meaning
    title: str
    detail: str
    left: str
    fix: str
    page: str
    argument: str | tuple[str, ...] | None = None
    order: int = 0
    reasons: tuple[Reason, ...] = ()
    about: tuple[Concerned, ...] = ()


@dataclass(frozen=True)
class Health:
    """The quiet line of health: each figure is a door."""

    staffed: int
    sessions: int
    observed: int
    to_observe: int
    in_date: int
    courses: int
    next_material_end: date | None
    approved: int
    trainers: int
    weeks: int = _WEEKS_AHEAD


@dataclass(frozen=True)
class TodayPage:
    """Everything Today shows."""

    on: date
    rows: tuple[TodayRow, ...]
    health: Health
    put_off: int

    def of(self, urgency: Urgency) -> tuple[TodayRow, ...]:
        """The lines of one group."""
        return tuple(row for row in self.rows if row.urgency is urgency)


def today_page(reader: Reader, today: date) -> TodayPage:
    """What needs somebody on this day, and the line of health."""
    policy, days = policy_on(policies(reader), today), working_days(reader)
    rows = staffing(reader, today, today - timedelta(days=60))
    pool = trainers(reader, today)
    found = [
        *_short_sessions(rows, policy, today),
        *_unanswered(reader, rows, policy, days, today),
        *_to_agree(rows, today),
        *_past_without_record(rows, today),
        *_on_notice(pool, today),
        *_transferred(pool, today),
        *_agreements(pool, today),
        *_observations(pool, today),
        *_questions(reader),
    ]  # fmt: skip
    off = snoozes(reader)
    shown = [row for row in found if off.get(row.subject, today) <= today]
    shown.sort(key=lambda row: (row.urgency, row.order, row.title))
    return TodayPage(today, tuple(shown), _health(reader, rows, pool, today), len(found) - len(shown))


def _short_sessions(rows: Iterable[StaffingRow], policy: Policy, today: date) -> Iterable[TodayRow]:
    for row in rows:
        if not row.is_short or not 0 <= row.working_days <= policy.confirm_amber_working_days:
            continue
        red = row.working_days <= policy.confirm_red_working_days
        gone = [one for one in row.session.team if one.state in {"declined", "withdrawn"}]
        detail = (
            f"{gone[0].name} has {gone[0].state}."
            if gone
            else f"{count_of(row.places - row.filled, 'place')} without an offer."
        )
        proposed = sum(one.state == "proposed" for one in row.session.trainers)
        if proposed:
            detail += f" {proposed} proposed, not offered yet."
        yield TodayRow(
            f"short:{row.id}", Urgency.CANNOT_WAIT if red else Urgency.THIS_WEEK, Meaning.STOP if red else Meaning.ATTENTION,
            f"{row.session.title}, {_day(row.session.first_date, today)}: {row.filled} of {row.places} trainers", detail,
            count_of(row.working_days, "working day") if row.working_days else "today", "Choose trainer", "allocation", row.id, row.working_days,
        )  # fmt: skip


def _unanswered(
    reader: Reader, rows: Iterable[StaffingRow], policy: Policy, days: WorkingDays, today: date
) -> Iterable[TodayRow]:
    late: list[tuple[date, str, StaffingRow]] = []
    for row in rows:
        for one in row.session.trainers:
            if one.state != "offered":
                continue
            steps = [step for step in allocation_steps(reader, one.id) if step.state == "offered"]
            if steps and days.between(steps[-1].on, today) > policy.offer_reply_working_days:
                late.append((steps[-1].on, one.name, row))
    if late:
        late.sort(key=lambda found: found[:2])
        since = late[0][0]
        about = [_session(row, today, f"{name}, offered {_day(on, today)}") for on, name, row in late]
        yield TodayRow(
            "unanswered", Urgency.THIS_WEEK, Meaning.ATTENTION,
            f"{count_of(len(late), 'offer')} unanswered after {count_of(policy.offer_reply_working_days, 'working day')}",
            _names([name for _, name, _ in late]), f"since {short_day(since, today)}", "Enter answers", "allocation", late[0][2].id,
            about=tuple(about),
        )  # fmt: skip


def _to_agree(rows: Iterable[StaffingRow], today: date) -> Iterable[TodayRow]:
    waiting = [row for row in rows if row.session.status == "to agree"]
    if waiting:
        yield TodayRow(
            "to agree", Urgency.COMING_UP, Meaning.INFORMATION,
            f"{count_of(len(waiting), 'session')} arranged by trainers {'wait' if len(waiting) > 1 else 'waits'} for your agreement",
            "; ".join(f"{row.session.short_name} {short_day(row.session.first_date, today)}" for row in waiting[:_NAMES_SHOWN]) + ".",
            f"by {short_day(waiting[0].session.first_date, today)}", "Look at them", "programme", waiting[0].id,
            about=tuple(_session(row, today, row.session.host_agency) for row in waiting),
        )  # fmt: skip


def _past_without_record(rows: Iterable[StaffingRow], today: date) -> Iterable[TodayRow]:
    past = [row for row in rows if row.session.status == "planned" and row.session.last_date < today and row.sure]
    if past:
        yield TodayRow(
            "past", Urgency.THIS_WEEK, Meaning.ATTENTION,
            f"{count_of(len(past), 'session')} held, not recorded as delivered",
            "; ".join(f"{row.session.short_name} {short_day(row.session.first_date, today)}" for row in past[:_NAMES_SHOWN])
            + ". Deliveries count for standing once recorded.",
            f"since {short_day(past[0].session.first_date, today)}", "Record delivery", "programme", past[0].id,
            about=tuple(_session(row, today, ", ".join(one.name for one in row.session.trainers)) for row in past),
        )  # fmt: skip


def _on_notice(pool: Iterable[TrainerRow], today: date) -> Iterable[TodayRow]:
    for row in pool:
        until = row.standing.on_notice_until
        if until is None:
            continue
        left = (until - today).days
        urgent = left <= 7
        yield TodayRow(
            f"notice:{row.id}", Urgency.CANNOT_WAIT if urgent else Urgency.THIS_WEEK, Meaning.STOP if urgent else Meaning.ATTENTION,
            f"{row.person.name} lapses after {_day(until, today)}", _cause(row.standing.reasons[0].text),
            count_of(left, "day") if left else "today", "Open page", "trainer", row.id, left, row.standing.reasons,
        )  # fmt: skip


def _transferred(pool: Sequence[TrainerRow], today: date) -> Iterable[TodayRow]:
    waiting = [row for row in pool if row.standing.transferred and row.standing.state is State.APPROVED]
    if waiting:
        ends = min((row.standing.approved_until for row in waiting if row.standing.approved_until), default=None)
        yield TodayRow(
            "transferred", Urgency.COMING_UP, Meaning.INFORMATION,
            f"{count_of(len(waiting), 'trainer')} approved on transfer; sign-off evidence not held",
            f"The register says so. {_names([row.person.name for row in waiting])}",
            f"from {short_day(ends, today)}" if ends else "", "Look at them", "trainers", "transferred",
            about=_people((row.standing.approved_until, row, "until") for row in waiting),
        )  # fmt: skip


def _agreements(pool: Iterable[TrainerRow], today: date) -> Iterable[TodayRow]:
    last = today + timedelta(days=_SOON_DAYS)
    soon = [
        (due.by, row)
        for row in pool
        if row.standing.may_deliver and row.standing.on_notice_until is None
        for due in row.standing.next_due
        if due.kind == "release_agreement" and due.by is not None and due.by <= last
    ]
    if soon:
        soon.sort(key=lambda pair: (pair[0], pair[1].person.listed))
        left = (soon[0][0] - today).days
        yield TodayRow(
            "agreements", Urgency.THIS_WEEK if left <= 7 else Urgency.COMING_UP, Meaning.ATTENTION,
            f"{count_of(len(soon), 'release agreement')} to be renewed by {_day(soon[-1][0], today)}",
            _names([row.person.name for _, row in soon]), count_of(left, "day"), "Renew", "trainers", "agreements", left,
            about=_people((by, row, "ends") for by, row in soon),
        )  # fmt: skip


def _observations(pool: Iterable[TrainerRow], today: date) -> Iterable[TodayRow]:
    last = today + timedelta(days=2 * _SOON_DAYS)
    due = [
        row
        for row in pool
        if row.standing.may_deliver
        and row.standing.observation_due is not None
        and row.standing.observation_due <= last
    ]
    if due:
        late = sum(row.standing.observation_due < today for row in due if row.standing.observation_due)
        first = min(row.standing.observation_due for row in due if row.standing.observation_due)
        yield TodayRow(
            "observations", Urgency.THIS_WEEK if late else Urgency.COMING_UP, Meaning.ATTENTION,
            f"{count_of(len(due), 'observation')} due by {short_day(last, today)}" + (f", {late} overdue" if late else ""),
            _names([row.person.name for row in due]), f"from {short_day(first, today)}", "Look at them", "trainers", "observations",
            about=_people((row.standing.observation_due, row, "due") for row in due),
        )  # fmt: skip


def _questions(reader: Reader) -> Iterable[TodayRow]:
    number = reader.scalar(select(func.count()).select_from(ImportQuestion)) or 0
    if number:
        yield TodayRow(
            "questions", Urgency.THIS_WEEK, Meaning.ATTENTION, f"{count_of(number, 'question')} of an import still open",
            "What they are about is kept as text until you answer.", "", "Answer", "import", None,
        )  # fmt: skip


def _health(reader: Reader, rows: Sequence[StaffingRow], pool: Sequence[TrainerRow], today: date) -> Health:
    ahead = [row for row in rows if today <= row.session.first_date <= today + timedelta(weeks=_WEEKS_AHEAD)]
    done, planned = count_staffed(ahead)
    active = [row for row in pool if row.standing.may_deliver]
    versions = versions_by_course(reader)
    states = [material_on(some, today) for some in versions.values()]
    ends = [one.version.review_due for one in states if one.is_approved and one.version and one.version.review_due]
    return Health(
        done, planned, sum(row.standing.observation_due is None or row.standing.observation_due >= today for row in active), len(active),
        sum(one.is_approved for one in states), len(states), min(ends, default=None), sum(row.standing.state is State.APPROVED for row in pool),
        sum(row.standing.state is not State.ALUMNI for row in pool),
    )  # fmt: skip


def _cause(text: str) -> str:
    """The cause in a reason that begins with what follows from it: "On notice until ...: the agreement ended ..."."""
    said = text.split(". After ", maxsplit=1)[0].split(": ", 1)[-1]
    return f"{said[:1].upper()}{said[1:].rstrip('.')}."


def _day(day: date, today: date) -> str:
    """Tue 1 Dec, with its year where that is not plain."""
    return f"{in_words(day, weekday=True)[:4]}{short_day(day, today)}"


def _session(row: StaffingRow, today: date, note: str) -> Concerned:
    return Concerned(row.id, f"{row.session.short_name}, {_day(row.session.first_date, today)}", note, "programme")


def _people(found: Iterable[tuple[date | None, TrainerRow, str]]) -> tuple[Concerned, ...]:
    """Trainers with their day, the earliest first."""
    said = sorted(found, key=lambda one: (one[0] or date.max, one[1].person.listed))
    return tuple(Concerned(row.id, row.person.name, f"{word} {in_words(by)}" if by else "") for by, row, word in said)


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMES_SHOWN])
    return shown + (f" and {len(names) - _NAMES_SHOWN} more." if len(names) > _NAMES_SHOWN else ".")
