"""The lines of Today about other desks: who asks for support, returns that wait, calls and carry files not answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.policy import Policy
from trainerpool.domain.standing import Meaning
from trainerpool.queries.calls import CallPageRow, availability_calls
from trainerpool.queries.carrying import carried_files
from trainerpool.queries.returns import WAITING, returned_files
from trainerpool.queries.today_rows import WEEK_DAYS, Concerned, TodayRow, Urgency, names
from trainerpool.store.pool import Reader
from trainerpool.store.records import Person, SupportRequest


def support_lines(reader: Reader, today: date) -> Iterable[TodayRow]:
    """Each trainer who has asked to be rung or helped, until it is settled."""
    rows = reader.execute(
        select(SupportRequest.id, SupportRequest.person_id, SupportRequest.on, SupportRequest.text, Person.given_name, Person.family_name)
        .join(Person, Person.id == SupportRequest.person_id)
        .where(SupportRequest.settled_on.is_(None))
        .order_by(SupportRequest.on, SupportRequest.id)
    )  # fmt: skip
    for row in rows:
        name = f"{row.given_name} {row.family_name}".strip()
        waits = (today - row.on).days
        yield TodayRow(
            f"support:{row.id}", Urgency.CANNOT_WAIT, Meaning.ATTENTION, f"{name} asks for support",
            row.text or f"Asked on {in_words(row.on, weekday=True)}.", count_of(waits, "day") if waits else "today", "Ring",
            "trainer", row.person_id, -waits,
        )  # fmt: skip


def return_lines(reader: Reader) -> Iterable[TodayRow]:
    """One line for the returns that wait."""
    rows = returned_files(reader, WAITING)
    if rows:
        verb = "waits" if len(rows) == 1 else "wait"
        about = tuple(Concerned(row.id, row.name, f"came on {in_words(row.on)}", "exchange") for row in rows)
        yield TodayRow(
            "returns", Urgency.THIS_WEEK, Meaning.INFORMATION, f"{count_of(len(rows), 'return')} {verb} to be looked at",
            names([row.name for row in rows]), "", "Look", "exchange", rows[0].id if len(rows) == 1 else None, about=about,
        )  # fmt: skip


def call_lines(reader: Reader, today: date) -> Iterable[TodayRow]:
    """Each call for availability that has not reached somebody, whose answers are due this week, or late."""
    for call in availability_calls(reader, today):
        waiting = call.waiting
        if not waiting or call.end < today:
            continue
        late, left = call.is_late(today), (call.answer_by - today).days
        unreached = [one for one in waiting if not one.was_reached]
        if late or left <= WEEK_DAYS:
            have = "has" if len(waiting) == 1 else "have"
            title = f"{count_of(len(waiting), 'person', 'people')} {have} not said when they are free"
            yield _call_line(
                call, title, Urgency.THIS_WEEK, Meaning.ATTENTION if late else Meaning.INFORMATION,
                f"{count_of(-left, 'day')} late" if late else count_of(left, "day") if left else "today", "Write to them",
                [one.id for one in waiting], left,
            )  # fmt: skip
        elif unreached:
            title = f"A call for availability has not reached {count_of(len(unreached), 'person', 'people')}"
            yield _call_line(
                call, title, Urgency.THIS_WEEK, Meaning.INFORMATION, f"by {in_words(call.answer_by)}", "Write to them",
                [one.id for one in unreached], left,
            )  # fmt: skip


def _call_line(
    call: CallPageRow,
    title: str,
    urgency: Urgency,
    meaning: Meaning,
    left: str,
    fix: str,
    people: list[str],
    order: int,
) -> TodayRow:
    chosen = [one for one in call.asked if one.id in people]
    about = tuple(
        Concerned(
            one.id, one.name, f"written to on {in_words(one.written_on)}" if one.written_on else "not written to yet"
        )
        for one in chosen
    )
    detail = f"Asked about {call.period}, to be answered by {in_words(call.answer_by)}: {names([one.name for one in chosen])}"
    return TodayRow(
        f"call:{call.id}", urgency, meaning, title, detail, left, fix, "calls", call.id, order, about=about
    )  # fmt: skip


def carry_lines(reader: Reader, policy: Policy, today: date) -> Iterable[TodayRow]:
    """One line for the carry files that should have been answered by now."""
    within = timedelta(weeks=policy.carry_answer_weeks)
    rows = [
        row
        for row in carried_files(reader)
        if row.is_latest and row.answered_on is None and row.issued_on + within < today
    ]
    if rows:
        over = any(row.is_expired(today) for row in rows)
        verb = "is" if len(rows) == 1 else "are"
        about = tuple(
            Concerned(row.person_id, row.name, f"number {row.number}, issued {in_words(row.issued_on)}", "carry")
            for row in rows
        )
        yield TodayRow(
            "carried", Urgency.THIS_WEEK if over else Urgency.COMING_UP, Meaning.ATTENTION if over else Meaning.INFORMATION,
            f"{count_of(len(rows), 'carry file')} {verb} not answered", names([row.name for row in rows]),
            f"since {in_words(min(row.issued_on for row in rows))}", "Look", "carry", rows[0].person_id if len(rows) == 1 else None,
            about=about,
        )  # fmt: skip
