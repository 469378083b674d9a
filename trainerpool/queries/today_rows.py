"""The lines of Today: what each says, how urgent it is, and the words they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.standing import Meaning, Reason
from trainerpool.queries.staffing import StaffingRow
from trainerpool.queries.standings import TrainerRow
from trainerpool.queries.trainer_words import short_day

SOON_DAYS = 30
WEEK_DAYS = 7
_NAMES_SHOWN = 3


class Urgency(IntEnum):
    """The groups of Today; what was put off is shown only when asked for."""

    CANNOT_WAIT = 0
    THIS_WEEK = 1
    COMING_UP = 2
    PUT_OFF = 3

    @property
    def words(self) -> str:
        """The heading of the group."""
        return ("Cannot wait", "This week", "Coming up", "Put off")[self]


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody, or a session, a line is about: `page` shows it, `note` says what is due of it and when.

    `session` and `person` are given where a deed on the one needs the other; `day` is what the deed's form begins with.
    """

    id: str
    name: str
    note: str
    page: str = "trainer"
    session: str = ""
    person: str = ""
    day: date | None = None


@dataclass(frozen=True)
class TodayRow:
    """One thing that needs somebody: fact, reason, time left and the fix; `page` with `argument` is the list behind it.

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

    @property
    def kind(self) -> str:
        """What sort of line it is: the subject up to its colon."""
        return self.subject.partition(":")[0]

    def put_off(self, until: date, reason: str) -> TodayRow:
        """The line as it stands among those put off."""
        why = f"Until {in_words(until, weekday=True)}" + (f": {reason.rstrip('.')}." if reason else ".")
        return replace(self, urgency=Urgency.PUT_OFF, meaning=Meaning.NEUTRAL, detail=why, fix="Show again")


@dataclass(frozen=True)
class Health:
    """The quiet line of health: each figure is a door. `open_places` and `materials` are what stands behind two of them."""

    staffed: int
    sessions: int
    observed: int
    to_observe: int
    in_date: int
    courses: int
    next_material_end: date | None
    approved: int
    trainers: int
    weeks: int
    materials: tuple[Concerned, ...] = ()
    open_places: tuple[Concerned, ...] = ()


@dataclass(frozen=True)
class TodayPage:
    """Everything Today shows: `rows` need somebody, `off` are put off, `ahead` is what comes next."""

    on: date
    rows: tuple[TodayRow, ...]
    health: Health
    off: tuple[TodayRow, ...] = ()
    ahead: tuple[Concerned, ...] = ()

    @property
    def put_off(self) -> int:
        """How many lines are put off."""
        return len(self.off)

    def of(self, urgency: Urgency) -> tuple[TodayRow, ...]:
        """The lines of one group."""
        return tuple(row for row in (*self.rows, *self.off) if row.urgency is urgency)


def backup_line(last: date | None, since: date, today: date) -> TodayRow | None:
    """No backup for a week; `last` is the day of the latest, `since` the day the pool was made. The store does not know it."""
    days = (today - (last or since)).days
    if days <= WEEK_DAYS:
        return None
    title = f"No backup since {with_day(last, today)}" if last else "There is no backup yet"
    return TodayRow(
        "backup", Urgency.THIS_WEEK, Meaning.ATTENTION, title, "A verified copy is taken each day the pool is opened.",
        f"{count_of(days, 'day')}", "Back up now", "settings", "backups", -1,
    )  # fmt: skip


def with_day(day: date, today: date) -> str:
    """Tue 1 Dec, with its year where that is not plain."""
    return f"{in_words(day, weekday=True)[:4]}{short_day(day, today)}"


def days_left(days: int, unit: str = "day") -> str:
    """How long there is: "3 days", "today", "2 days late"."""
    return count_of(days, unit) if days > 0 else f"{count_of(-days, unit)} late" if days < 0 else "today"


def names(found: Sequence[str]) -> str:
    """The first names and how many more."""
    shown = ", ".join(found[:_NAMES_SHOWN])
    return shown + (f" and {len(found) - _NAMES_SHOWN} more." if len(found) > _NAMES_SHOWN else ".")


def some_sessions(rows: Sequence[StaffingRow], today: date) -> str:
    """The first sessions by short name and day, and how many more."""
    said = [f"{row.session.short_name} {short_day(row.session.first_date, today)}" for row in rows]
    return names(said) if len(said) > _NAMES_SHOWN else "; ".join(said) + "."


def about_session(row: StaffingRow, today: date, note: str, person: str = "") -> Concerned:
    """A session as one of those a line counts."""
    name = f"{row.session.short_name}, {with_day(row.session.first_date, today)}"
    return Concerned(row.id, name, note, "programme", row.id, person, row.session.first_date)


def about_people(found: Iterable[tuple[date | None, TrainerRow, str]]) -> tuple[Concerned, ...]:
    """Trainers with their day, the earliest first."""
    said = sorted(found, key=lambda one: (one[0] or date.max, one[1].person.listed))
    return tuple(
        Concerned(row.id, row.person.name, f"{word} {in_words(by)}" if by else "", person=row.id, day=by)
        for by, row, word in said
    )
