"""The sheet that learners sign: a page for each session, its trainers named, empty lines to write on."""

from __future__ import annotations

from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import policy_on
from trainerpool.problem import Problem
from trainerpool.queries.sessions import SessionRow, session, sessions
from trainerpool.queries.settings import policies
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Cell, Column, Document, Fact, Section, Table
from trainerpool.reports.figures import day_of, listed
from trainerpool.reports.teams import in_order, on_it, when, where
from trainerpool.reports.wanted import Wanted, footer

_TABLE_MM, _LEAST_MM, _MOST_MM = 196.0, 7.6, 11.0
_MOST_DAYS = 3


def build(ask: Ask, wanted: Wanted) -> Document:
    """A sheet for one session, or for each that begins in the period and is not cancelled."""
    period = wanted.period
    if wanted.session:
        one = ask(session, wanted.session)
        if one is None:
            raise Problem("That session is not in the pool.", kept="Nothing was written.")
        found = [one]
    else:
        rows = in_order(ask(sessions, period.start, period.end), period.start, period.end)
        found = [row for row in rows if row.status != "cancelled"]
    versions = ask(policies)
    most = {row.id: row.max_learners or policy_on(versions, row.first_date).most_learners for row in found}
    single = len(found) == 1
    return Document(
        name="sign-in-sheet", title="Sign-in sheet" if single else "Sign-in sheets", subtitle=_called(found[0]) if single else period.words,
        footer=footer(ask, wanted.today), summary=() if found else ("No session begins in this period.",),
        sections=tuple(_section(row, most[row.id], first=not number, single=single) for number, row in enumerate(found)),
    )  # fmt: skip


def _section(row: SessionRow, learners: int, *, first: bool, single: bool) -> Section:
    leads = [person.name + (" (lead)" if person.role == "lead" else "") for person in on_it(row)]
    facts = [
        Fact("When", when(row)),
        Fact("Where", where(row) or "to be told"),
        Fact("Trainers", listed(leads) or "to be told"),
    ]
    if row.reference:
        facts.append(Fact("Reference", row.reference))
    days = list(dict.fromkeys(part.date for part in row.parts))[:_MOST_DAYS]
    signs = [Column("Signature", 2.2)] if len(days) == 1 else [Column(_signature(day), 1.5) for day in days]
    columns = (Column("No.", 0.45, figures=True), Column("Name", 2.4), Column("Organisation", 2.2), *signs)
    blank: tuple[Cell, ...] = (None,) * (len(columns) - 1)
    rows = tuple((number, *blank) for number in range(1, learners + 1))
    room = max(_LEAST_MM, min(_MOST_MM, _TABLE_MM / max(1, learners)))
    table = Table("", columns, rows, room=room)
    return Section(
        "" if single else f"Sign-in sheet: {_called(row)}", facts=tuple(facts), tables=(table,), new_page=not first
    )


def _signature(day: str) -> str:
    found, month_only = day_of(day)
    return "Signature" if month_only else f"Signature {in_words(found, weekday=True).rsplit(' ', 1)[0]}"


def _called(row: SessionRow) -> str:
    return row.course.title if row.course else row.title
