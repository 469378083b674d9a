"""The lines of Today about other desks: who asks for support, and returns that wait to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.standing import Meaning
from trainerpool.queries.returns import WAITING, returned_files
from trainerpool.queries.today_rows import Concerned, TodayRow, Urgency, names
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
