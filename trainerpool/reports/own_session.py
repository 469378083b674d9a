"""One session of a trainer on a sheet of paper: what is needed in a car park, and what is to be got ready before."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import in_words
from trainerpool.queries.desk_pages import MySessionPage
from trainerpool.queries.own_work import HeldFileRow
from trainerpool.reports.document import Column, Document, Fact, Footer, Section, Table
from trainerpool.reports.teams import when

_ROLES = {"lead": "Lead", "co-trainer": "Co-trainer", "extra": "Candidate, in addition to the pair"}


def session_sheet(page: MySessionPage, held: HeldFileRow, today: date) -> Document:
    """The sheet of one session of whoever holds a carry file."""
    row, where, unit, pack = page.row, page.where, page.business_unit, page.pack
    facts = [Fact("When", when(page.session)), Fact("Your role", _ROLES.get(row.role, "You arranged it"))]
    facts.append(Fact("Where", where.words))
    wanted = (
        ("Getting in", where.access), ("Telephone there", where.phone), ("Map", where.map_link),
        ("If something goes wrong", ", ".join(one for one in (unit.name, unit.phone, unit.email) if one)),
        ("Trainer pack", f"{pack.version}. {pack.note}".strip(" .") if pack is not None else ""),
    )  # fmt: skip
    facts += [Fact(what, which) for what, which in wanted if which]
    team = tuple((one.name, one.role, one.agency or None, one.phone or None, one.email or None) for one in page.team)
    people = Table(
        "With you",
        (
            Column("Name", 1.4, strong=True), Column("Role", 0.8), Column("Agency", 1.4), Column("Telephone", 1.0),
            Column("E-mail", 2.4),
        ),
        team, "Nobody else is on it yet.",
    )  # fmt: skip
    steps = tuple(
        (one.words, in_words(one.done_on) if one.done_on else "still to do", one.note or None) for one in page.steps
    )
    ready = Table("To get ready", (Column("What", 2.0, strong=True), Column("Done", 0.9), Column("Note", 2.0)), steps)
    tables = [people, *([ready] if row.day >= today else [])]
    if page.plan:
        tables.append(Table("The day", (Column("From", 0.4), Column("What", 3.0, strong=True)), page.plan))
    pool = held.partnership or held.pool_name
    footer = Footer(
        pool, pool, f"Carry file {held.number}, issued {in_words(held.issued_on)}: things may have changed since", today
    )
    return Document(
        "own-session", row.title, row.day_text, footer, (), (), (Section("", facts=tuple(facts), tables=tuple(tables)),)
    )
