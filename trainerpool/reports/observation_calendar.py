"""The calendar hold of a visit: a file for the observer's calendar, with the session's parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from trainerpool.exchange.calendars import EntryStatus, calendar
from trainerpool.problem import Problem
from trainerpool.queries.changes import calendar_history
from trainerpool.queries.observations_form import visit_form
from trainerpool.queries.sessions import session
from trainerpool.reports.asking import Ask
from trainerpool.reports.calendars import CalendarFile, entries_of


def visit_calendar(ask: Ask, visit_id: str, stamp: datetime) -> CalendarFile:
    """A visit as a hold in the observer's calendar; a cancelled one takes it away again. `stamp` is the aware moment now.

    Problem where the visit is gone, or belongs to no session of the programme.
    """
    form = ask(visit_form, visit_id)
    if form is None:
        raise Problem("This visit is no longer in the pool.", kept="Nothing was written.")
    row = ask(session, form.visit.session_id) if form.visit.session_id else None
    if row is None:
        raise Problem("This visit belongs to no session of the programme.", kept="Nothing was written.")
    cancelled = form.visit.cancelled_on is not None
    changed = ask(calendar_history, (row.id,)).changes.get(row.id, 0)
    seen = ", ".join(one.name for one in form.trainers)
    entries = [
        replace(
            entry, uid=entry.uid.replace(row.id, visit_id), sequence=changed + cancelled, summary=f"Observe: {entry.summary}",
            description=f"Observing: {seen}\nPurpose: {form.visit.purpose}\n{entry.description}",
            status=EntryStatus.CANCELLED if cancelled else entry.status,
        )
        for entry in entries_of(row)
    ]  # fmt: skip
    without = () if entries else (row.title,)
    return CalendarFile(calendar(entries, f"Visit: {row.title}", stamp), len(entries), without)
