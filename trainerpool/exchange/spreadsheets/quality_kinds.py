"""What headings alone do not say of logs and registers: ticks under outcomes, two sorts of points in one column, keys of initials."""

from __future__ import annotations

from collections.abc import Iterable

from trainerpool.exchange.spreadsheets.column_facts import ColumnFacts
from trainerpool.exchange.spreadsheets.grades import GradeKey, outcome_in_words
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people_names import looks_like_name, split_people
from trainerpool.exchange.spreadsheets.points import heads_both
from trainerpool.exchange.spreadsheets.synonyms import heading_scores
from trainerpool.exchange.spreadsheets.words import squashed, tidy

TICKED = "outcome:"
BOTH = "points"
_WEIGHT = 2.5  # as much as a column of outcomes tells of what a table is


def ticked_outcomes(table: Table, facts: dict[int, ColumnFacts]) -> dict[int, str]:
    """Columns of ticks, each headed by an outcome or standing with others under a heading such as "Outcome": column -> field."""
    found = {}
    for column, heading in table.headings.items():
        fact = facts.get(column)
        if fact is None or not heading or len(heading) > 40 or fact.tick + fact.nothing < 0.9 * bool(fact.count):
            continue
        group = heading_scores(table.groups.get(column, ""), "observations").get("outcome", 0)
        if group >= 0.6 or outcome_in_words(heading) is not None:
            found[column] = f"{TICKED}{heading}"
    return found if len(found) > 1 and any(facts[column].count for column in found) else {}


def weight_of_ticks(fields: dict[int, str]) -> float:
    """What such columns add to how surely a table is a log."""
    return _WEIGHT if fields else 0.0


def name_points(table: Table) -> None:
    """A column that holds strengths and actions together is neither of the two alone."""
    for column, heading in table.headings.items():
        if table.fields.get(column) in (None, "strengths", "actions", "notes", "feedback") and heads_both(heading):
            table.fields[column] = BOTH


def initials_met(tables: Iterable[Table]) -> set[str]:
    """Short texts that stand where a log names its observers and trainers, squashed."""
    found = set()
    for table in tables:
        for column, heading in table.headings.items():
            scores = heading_scores(heading, "observations")
            if max(scores.get("observer", 0), scores.get("trainer", 0)) < 0.74:
                continue
            for row in table.body:
                text = table.grid.text(row, column)
                found |= {squashed(one) for one in split_people(text) if len(squashed(one)) <= 4} if text else set()
    return found - {""}


def read_initials(table: Table, met: set[str]) -> dict[str, str]:
    """The people a small table of initials and names explains, {} where the table is none: initials as written -> name."""
    found = {}
    for row in table.body:
        told = [tidy(table.grid.text(row, column)) for column in table.grid.used(row)]
        if len(told) >= 2 and len(squashed(told[0])) <= 4 and looks_like_name(told[1]):
            found[told[0]] = told[1]
    rows = sum(len(table.grid.used(row)) >= 2 for row in table.body)
    named = any("initial" in text.casefold() for text in (*table.headings.values(), table.grid.sheet.name))
    known = sum(squashed(short) in met for short in found)
    return found if found and len(found) >= 0.8 * rows and (named or known >= 0.5 * len(found)) else {}


def explains_grades(table: Table, grades: GradeKey) -> bool:
    """Is most of a table lines that say what a grade means."""
    rows = [row for row in table.body if len(table.grid.used(row)) >= 2]
    told = sum(bool(grades.words_of(table.grid.text(row, table.grid.used(row)[0]))) for row in rows)
    return bool(rows) and told >= 0.6 * len(rows)
