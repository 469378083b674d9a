"""Term staffing on one page: places and how many are filled, by agency and by trainer, and why the rest are empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from trainerpool.domain.dates import count_of
from trainerpool.domain.policy import PolicyVersion
from trainerpool.queries.agencies import agency_names
from trainerpool.queries.sessions import AllocationRow, SessionRow, sessions
from trainerpool.queries.settings import policies
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Bars, Cell, Column, Document, Figure, Said, Section, Table
from trainerpool.reports.figures import listed, share
from trainerpool.reports.teams import agency_words, in_order, on_it, short_days, staffing_of
from trainerpool.reports.wanted import Wanted, footer

_STATES = ("offered", "accepted", "confirmed", "delivered")
_NO_AGENCY = "No agency recorded"


def build(ask: Ask, wanted: Wanted) -> Document:
    """Sessions that begin in the period and are not cancelled; an agency is the one a trainer was of that day."""
    period = wanted.period
    rows = in_order(ask(sessions, period.start, period.end), period.start, period.end)
    found = [row for row in rows if row.status != "cancelled"]
    versions, agencies = ask(policies), ask(agency_names)
    people = [person for row in found for person in on_it(row)]
    places = sum(staffing_of(row, versions).places for row in found)
    filled = sum(staffing_of(row, versions).filled for row in found)
    staffed = sum(not staffing_of(row, versions).empty for row in found)
    return Document(
        name="term-staffing", title="Term staffing", subtitle=period.words, footer=footer(ask, wanted.today), small=True,
        summary=(_summary(found, people, places - filled),),
        figures=(
            Figure(str(len(found)), "session" if len(found) == 1 else "sessions"),
            Figure(str(places), "places"),
            Figure(str(filled), f"filled, {share(filled, places)}" if places else "filled"),
            Figure(str(places - filled), "empty"),
            Figure(f"{staffed} of {len(found)}", "sessions fully staffed"),
        ),
        sections=(
            _by_agency(people, agencies, agency_words(ask, wanted.today)),
            _empty_places(found, versions, wanted.reasons),
            _by_trainer(people),
        ),
    )  # fmt: skip


def _summary(found: Sequence[SessionRow], people: Sequence[AllocationRow], empty: int) -> str:
    if not found:
        return "No session begins in this period."
    states = Counter(person.state for person in people)
    said = [f"{states[state]} {state}" for state in _STATES if states[state]]
    trainers = len({person.person_id for person in people})
    words = f"{count_of(trainers, 'trainer')} on {count_of(len(found), 'session')}"
    words += f": {listed(said)}." if said else "."
    return f"{words} {count_of(empty, 'place')} empty." if empty else f"{words} Every place is filled."


def _by_agency(people: Sequence[AllocationRow], agencies: Mapping[str, str], short: Mapping[str, str]) -> Section:
    taken = Counter(person.agency_id or "" for person in people)
    trainers = {
        agency: len({person.person_id for person in people if (person.agency_id or "") == agency}) for agency in taken
    }
    ordered = sorted(taken, key=lambda agency: (-taken[agency], agencies.get(agency, _NO_AGENCY)))
    named = {agency: agencies.get(agency, _NO_AGENCY) for agency in ordered}
    rows: list[tuple[Cell, ...]] = [
        (named[agency], trainers[agency], taken[agency], share(taken[agency], len(people))) for agency in ordered
    ]
    if rows:
        rows.append(("All agencies", sum(trainers.values()), len(people), share(len(people), len(people))))
    columns = (
        Column("Agency", 3.4), Column("Trainers", 1.1, figures=True), Column("Places", 1, figures=True),
        Column("Share", 1, figures=True),
    )  # fmt: skip
    chart = (
        Bars("places taken by agency", tuple((short.get(a, _NO_AGENCY), taken[a], str(taken[a])) for a in ordered))
        if rows
        else None
    )
    table = Table("", columns, tuple(rows), "Nobody is on these sessions yet.", total=True)
    return Section("Places taken, by agency", chart=chart, tables=(table,))


def _empty_places(
    found: Sequence[SessionRow], versions: Sequence[PolicyVersion], reasons: Mapping[str, str]
) -> Section:
    rows: list[tuple[Cell, ...]] = []
    for row in found:
        empty = staffing_of(row, versions).empty
        if empty:
            rows.append(
                (_first_day(row), row.course.title if row.course else row.title, empty, reasons.get(row.id, ""))
            )
    columns = [
        Column("Day", 1, strong=True),
        Column("Course", 3.6),
        Column("Empty", 0.75, figures=True),
        Column("Why", 4),
    ]
    if not any(row[3] for row in rows):
        columns = [Column("Day", 1.3, strong=True), Column("Course", 3.4), columns[2]]
        rows = [row[:3] for row in rows]
    across = 2 if len(columns) == 3 and len(rows) > 4 else 1
    return Section("Empty places", tables=(Table("", tuple(columns), tuple(rows), "None.", across=across),))


def _first_day(row: SessionRow) -> Said:
    return Said(short_days(row).text.split("\n")[0], value=row.first_date if len(row.parts[0].date) == 10 else None)


def _by_trainer(people: Sequence[AllocationRow]) -> Section:
    sessions_of = Counter(person.person_id for person in people)
    names = {person.person_id: person.name for person in people}
    ordered = sorted(names, key=lambda key: (-sessions_of[key], names[key]))
    rows: tuple[tuple[Cell, ...], ...] = tuple((names[key], sessions_of[key]) for key in ordered)
    columns = (Column("Trainer", 3), Column("Sessions", 1, figures=True))
    table = Table("", columns, rows, "Nobody is on these sessions yet.", across=4 if len(rows) > 8 else 2)
    return Section("Sessions, by trainer", tables=(table,))
