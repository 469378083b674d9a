"""Sheets of leave and days away: one draft for each stretch."""

from __future__ import annotations

from trainerpool.exchange.spreadsheets.account import Account, note, source
from trainerpool.exchange.spreadsheets.dates import read_date
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people import PeopleBook
from trainerpool.exchange.spreadsheets.reading import AvailabilityDraft, Option
from trainerpool.exchange.spreadsheets.words import is_nothing


def read_availability(table: Table, people: PeopleBook, account: Account) -> list[AvailabilityDraft]:
    """Every row that names someone and a first and last day; anything else is listed with its text kept."""
    columns = {name: column for column, name in table.fields.items()}
    found = []
    for row in table.body:
        grid = table.grid
        used = grid.used(row)
        if len(used) < 2 or is_nothing(grid.text(row, columns["name"])):
            account.skip(table, row, "note" if used else "blank")
            continue
        dates = [read_date(grid.cells[row][columns[name]]) for name in ("first", "last", "dates") if name in columns]
        days = sorted(day for read in dates for day in read.days)
        key = source(table, row)
        name = grid.text(row, columns["name"])
        match = people.find(name)
        if not days:
            account.skip(table, row, "not read")
            column = columns.get("dates", columns.get("first", columns["name"]))
            question = account.ask(
                "date", f"Which days are meant by “{grid.text(row, column)}” for {name}?", section="values", about=grid.address(row, column),
                cell=grid.address(row, column), row=key, options=[Option("", "Leave it open")],
            )  # fmt: skip
            account.row(table, row).outcome = "needs decision"
            account.problem(table, row, column, "text", question)
            continue
        draft = AvailabilityDraft(key, match.person.key if match.person else None, name, days[0], days[-1])
        draft.known_id = match.person.known_id if match.person else None
        draft.reason = "; ".join(note(table, row, c).text for c in used if table.fields.get(c) in ("reason", None))
        if match.person is None:
            draft.question = account.ask(
                "person", f"Who is “{name}”?", section="values", about=name, cell=grid.address(row, columns["name"]), row=key,
                options=[Option(person.full, person.full) for person in match.possible],
            )  # fmt: skip
            account.problem(table, row, columns["name"], "text", draft.question)
        account.row(table, row).record = f"availability:{key}"
        found.append(draft)
    return found
