"""The line of Today about courses that nobody has observed for as long as policy allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, or_, select

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.policy import Policy
from trainerpool.domain.standing import Meaning
from trainerpool.queries.settings import pool_settings
from trainerpool.queries.staffing import StaffingRow
from trainerpool.queries.today_rows import Concerned, TodayRow, Urgency, names, with_day
from trainerpool.store.pool import Reader
from trainerpool.store.records import Observation


def unsampled(reader: Reader, rows: Sequence[StaffingRow], policy: Policy, today: date) -> Iterable[TodayRow]:
    """Courses with a session ahead of which none was observed in the policy's months; no clock starts before the records."""
    months = policy.course_sampling_months
    since = add_months(today, -months)
    if not months or pool_settings(reader).begin(today) > since:
        return
    ahead: dict[str, StaffingRow] = {}
    for row in rows:
        course = row.session.course
        if course is not None and row.session.status == "planned" and row.session.first_date >= today:
            ahead.setdefault(course.id, row)
    seen = _last_seen(reader)
    missing = [(row, seen.get(course)) for course, row in ahead.items() if seen.get(course, "") < since.isoformat()]
    if missing:
        missing.sort(key=lambda pair: pair[0].session.first_date)
        about = tuple(
            Concerned(
                row.id, row.session.title, f"{_seen(last)}; next {with_day(row.session.first_date, today)}",
                "programme", row.id, day=row.session.first_date,
            )
            for row, last in missing
        )  # fmt: skip
        yield TodayRow(
            "sampling", Urgency.COMING_UP, Meaning.INFORMATION,
            f"{count_of(len(missing), 'course')} not observed in {count_of(months, 'month')}",
            f"Every course is sampled at least that often. {names([row.session.short_name for row, _ in missing])}", "",
            "Look at them", "programme", missing[0][0].id, about=about,
        )  # fmt: skip


def _last_seen(reader: Reader) -> dict[str, str]:
    """Course -> the last day one of its sessions was observed, as kept."""
    observed = or_(Observation.outcome.is_not(None), Observation.submitted_on.is_not(None))
    statement = (
        select(Observation.course_id, func.max(Observation.on))
        .where(Observation.course_id.is_not(None), observed)
        .group_by(Observation.course_id)
    )
    return {course: last for course, last in reader.execute(statement) if course is not None}


def _seen(last: str | None) -> str:
    if last is None:
        return "Never observed"
    return f"Last observed {in_words(date.fromisoformat(f'{last}-01'[:10]), month_only=len(last) == 7)}"
