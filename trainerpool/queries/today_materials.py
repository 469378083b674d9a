"""The lines of Today about trainer packs: past review, waiting for a review, triggers to answer, not read by trainers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import func, select

from trainerpool.domain.checklists import to_go
from trainerpool.domain.dates import count_of
from trainerpool.domain.materials import MaterialOn, MaterialState, MaterialVersion, material_state, self_approval
from trainerpool.domain.standing import Meaning
from trainerpool.queries.frameworks import framework_by_id
from trainerpool.queries.material_readers import readers, waiting_of
from trainerpool.queries.materials import flags
from trainerpool.queries.staffing import StaffingRow
from trainerpool.queries.today_rows import (
    SOON_DAYS,
    WEEK_DAYS,
    Concerned,
    TodayRow,
    Urgency,
    about_session,
    days_left,
    names,
    with_day,
)
from trainerpool.store import records
from trainerpool.store.pool import Reader

Materials = Sequence[tuple[str, str, MaterialOn]]
"""(course, its short name, its material on the day) of every course with versions on record."""


def material_lines(rows: Sequence[StaffingRow], materials: Materials, today: date) -> Iterable[TodayRow]:
    """Material past its review date, or near it; `about` are the sessions planned after that day."""
    for course, name, material in materials:
        version = material.version
        ends = version.good_until if version is not None else None
        if version is None or ends is None:
            continue
        left = (ends - today).days
        if left > SOON_DAYS:
            continue
        after = [
            row
            for row in rows
            if row.session.course is not None
            and row.session.course.id == course
            and row.session.status == "planned"
            and row.session.first_date > max(ends, today - timedelta(days=1))
        ]
        said = f"{count_of(len(after), 'session')} planned after it" if after else "No session is planned after it"
        past = left < 0
        if ends == version.review_by:
            title = (
                f"{name} {version.version} is past its review date"
                if past
                else f"{name} {version.version} reaches its review date on {with_day(ends, today)}"
            )
        else:
            title = f"{name} {version.version} {'was' if past else 'is'} to answer “{version.answer_to}” by {with_day(ends, today)}"
        yield TodayRow(
            f"material:{course}", Urgency.THIS_WEEK if left <= WEEK_DAYS else Urgency.COMING_UP,
            Meaning.STOP if past and after else Meaning.ATTENTION, title, f"{said}.", days_left(left), "See sessions", "programme",
            after[0].id if after else None, left, about=tuple(about_session(row, today, row.session.venue) for row in after),
        )  # fmt: skip


def review_lines(
    reader: Reader, versions: Mapping[str, Sequence[MaterialVersion]], materials: Materials, today: date
) -> Iterable[TodayRow]:
    """Versions sent to review, with what is left of it; urgent where the version in use is near its end."""
    called = {course: name for course, name, _ in materials}
    ends = {course: one.version.good_until for course, _, one in materials if one.version is not None}
    waiting = [
        (course, version)
        for course, some in versions.items()
        for version in some
        if course in called and material_state(version, today) is MaterialState.IN_REVIEW
    ]
    under_way = _reviews(reader) if waiting else {}
    for course, version in waiting:
        end, sent = ends.get(course), version.submitted_on or today
        soon = end is not None and (end - today).days <= WEEK_DAYS
        reviewer, left = under_way.get(version.id, ("", 0))
        if not reviewer and self_approval(version):
            continue  # it is told of by itself
        if not reviewer:
            detail = "Nobody is reviewing it yet."
        elif left:
            detail = f"With {reviewer}, {count_of(left, 'item')} to go."
        else:
            detail = f"With {reviewer}, every item judged."
        yield TodayRow(
            f"review:{version.id}", Urgency.THIS_WEEK if soon else Urgency.COMING_UP, Meaning.ATTENTION if soon else Meaning.INFORMATION,
            f"{called[course]} {version.version} is in review", detail, count_of((today - sent).days, "day") if sent < today else "today",
            "Open pack", "materials", version.id, (end - today).days if end else SOON_DAYS,
        )  # fmt: skip


def approval_lines(
    versions: Mapping[str, Sequence[MaterialVersion]], materials: Materials, today: date
) -> Iterable[TodayRow]:
    """Versions whose approval does not count: whoever approved or reviewed them turned out to be their author."""
    called = {course: name for course, name, _ in materials}
    for course, some in versions.items():
        for version in some:
            found = self_approval(version)
            is_open = material_state(version, today) in (MaterialState.DRAFT, MaterialState.IN_REVIEW)
            if found and is_open and course in called:
                yield TodayRow(
                    f"self approval:{version.id}", Urgency.THIS_WEEK, Meaning.STOP, f"The approval of {called[course]} {version.version} does not count",
                    f"{found}. Somebody else has to review and approve it.", "", "Open pack", "materials", version.id, 0,
                )  # fmt: skip


def _reviews(reader: Reader) -> dict[str, tuple[str, int]]:
    """Version -> who is reviewing it against the checklist, and how many items are to go."""
    review, said = records.MaterialReview, records.ReviewJudgement
    asked = (
        select(review, func.count(said.id))
        .outerjoin(said, (said.review_id == review.id) & said.judgement.is_not(None))
        .where(review.ended_on.is_(None))
        .group_by(review.id)
    )
    found = {}
    for row, judged in reader.execute(asked):
        by = framework_by_id(reader, row.framework_id)
        whole = len(to_go(by.items, {})) if by else judged
        if by is None or by.sort == "checklist":
            found[row.version_id] = (row.reviewer, max(0, whole - judged))
    return found


def flag_lines(reader: Reader, materials: Materials, today: date) -> Iterable[TodayRow]:
    """Triggers that courses have still to answer, by a version or a decision."""
    called = {course: name for course, name, _ in materials}
    by_trigger = defaultdict(list)
    for flag in flags(reader, open_only=True):
        by_trigger[flag.trigger_id].append(flag)
    for trigger, found in by_trigger.items():
        left = (found[0].answer_by - today).days
        who = [called.get(flag.course_id, "") for flag in found]
        by = "A version or a decision settles it."
        yield TodayRow(
            f"flag:{trigger}", Urgency.THIS_WEEK if left <= WEEK_DAYS else Urgency.COMING_UP,
            Meaning.STOP if left < 0 else Meaning.ATTENTION,
            f"{count_of(len(found), 'course')} to answer “{found[0].title}” by {with_day(found[0].answer_by, today)}",
            f"{names([one for one in who if one])} {by}" if any(who) else by, days_left(left), "Open pack", "materials", found[0].course_id, left,
            about=tuple(
                Concerned(flag.course_id, name or "A course without a pack", found[0].sort, "materials")
                for flag, name in zip(found, who, strict=True)
            ),
        )  # fmt: skip


def reading_lines(reader: Reader, materials: Materials, today: date) -> Iterable[TodayRow]:
    """Trainers with a session to come who have not read the version it is delivered with.

    Only of versions that were reviewed here, or that somebody was told of: those taken over from a register were not.
    """
    held = select(records.MaterialReview.version_id).where(records.MaterialReview.outcome == "approved")
    told = select(records.Acknowledgement.version_id)
    asked = {*reader.scalars(held), *reader.scalars(told)}
    for course, name, material in materials:
        version = material.version
        if version is None or version.id not in asked:
            continue
        waiting = waiting_of(readers(reader, version.id, course, today))
        if not waiting or waiting[0].next_session is None:
            continue
        left = (waiting[0].next_session - today).days
        untold = sum(row.told_on is None for row in waiting)
        what = f"{count_of(untold, 'trainer')} not told yet." if untold else "All were told."
        have = "has" if len(waiting) == 1 else "have"
        yield TodayRow(
            f"reading:{version.id}", Urgency.THIS_WEEK if left <= WEEK_DAYS else Urgency.COMING_UP,
            Meaning.ATTENTION if left <= SOON_DAYS else Meaning.INFORMATION,
            f"{count_of(len(waiting), 'trainer')} {have} not read {name} {version.version}",
            f"{names([row.name for row in waiting])} {what}", f"from {with_day(waiting[0].next_session, today)}", "Open pack", "materials", version.id, left,
            about=tuple(
                Concerned(row.person_id, row.name, row.words, person=row.person_id, day=row.next_session) for row in waiting
            ),
        )  # fmt: skip
