"""Everything Settings holds as rows to search: each knows its section and what to choose there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import policy_on
from trainerpool.gui.screens.settings.policy_rows import policy_rows
from trainerpool.gui.screens.settings.travel import rows_of
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.operations.key_holders import key_holders
from trainerpool.queries.agencies import agencies
from trainerpool.queries.courses import courses
from trainerpool.queries.framework_history import framework_histories
from trainerpool.queries.settings import closed_days, half_terms, policies, pool_settings, terms
from trainerpool.queries.travel import travel_page
from trainerpool.queries.venues import venues


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing of Settings: its words, what it says now, the section it is in, and the key to choose there."""

    section: str
    key: str
    words: str
    value: str
    where: str
    also: str = ""

    @property
    def id(self) -> str:
        return f"{self.section} {self.key} {self.words}"


COLUMNS: tuple[ColumnSpec[FoundRow], ...] = (
    ColumnSpec("What", lambda row: row.words, width=320, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Now", lambda row: row.value, width=220, stretches=True),
    ColumnSpec("Section", lambda row: row.where, width=170, kind=CellKind.MUTED, priority=2),
)
# What stands in a section and is no record: words people would search for.
_FIXED = (
    ("keys", "", "Passphrase, change it", "People and keys", "password secret key open"),
    ("keys", "", "Recovery sheet, show it again", "People and keys", "24 words lost passphrase print"),
    ("keys", "", "Keychain: this computer remembers the passphrase", "People and keys", "password remember"),
    (
        "keys",
        "",
        "Keys and carry files of trainers and observers",
        "People and keys",
        "invite revoke trust desk exchange",
    ),
    ("backups", "", "Back up now", "Backups", "copy save"),
    ("backups", "", "Put a backup back", "Backups", "restore undo yesterday damaged"),
    ("looks", "", "Colours: light, dark, high contrast", "Appearance", "theme scheme contrast"),
    ("looks", "", "Text size", "Appearance", "font larger smaller zoom"),
    ("looks", "", "Rows of tables: close or wider", "Appearance", "density compact comfortable"),
    ("looks", "", "Single-letter keys of the board", "Appearance", "keyboard shortcuts"),
)


def everything(desk: Any) -> tuple[FoundRow, ...]:
    """All that can be searched, in the order of the sections."""
    return tuple(_rows(desk))


def _rows(desk: Any) -> Iterator[FoundRow]:
    pool = desk.ask(pool_settings)
    yield FoundRow("pool", "", "Name of the pool", pool.name, "Pool")
    yield FoundRow("pool", "", "Partnership", pool.partnership, "Pool")
    begin = in_words(pool.records_begin) if pool.records_begin else ""
    yield FoundRow("pool", "", "Records begin", begin, "Pool", "duties count")
    for row in policy_rows(policy_on(desk.ask(policies), desk.today)):
        yield FoundRow("policy", row.key, row.words, row.shown, f"Policy, {row.group}")
    for agency in desk.ask(agencies, desk.today):
        yield FoundRow("agencies", agency.id, agency.name, ", ".join(agency.aliases), "Agencies", agency.short_name)
    for course in desk.ask(courses):
        words = " ".join((course.short_name, course.tier, *course.aliases))
        yield FoundRow("courses", course.id, course.title, course.code, "Courses", words)
    for framework in desk.ask(framework_histories, desk.today):
        yield FoundRow(
            "frameworks",
            framework.id,
            framework.name,
            framework.purpose,
            "Checklists",
            "starred criteria version level group",
        )
    for venue in desk.ask(venues, desk.today):
        yield FoundRow("venues", venue.id, venue.name, venue.postcode, "Venues", f"{venue.address} {venue.zone}")
    for way in rows_of(desk.ask(travel_page)):
        yield FoundRow("travel", way.id, way.words, way.shown, "Travel", "minutes zone distance")
    for term in (*desk.ask(terms), *desk.ask(half_terms)):
        days = f"{in_words(term.start)} to {in_words(term.end)}"
        yield FoundRow("days", term.id, term.name, days, "Terms and closed days")
    for closed in desk.ask(closed_days):
        days = f"{in_words(closed.start)} to {in_words(closed.end)}"
        yield FoundRow("days", closed.id, closed.label, days, "Terms and closed days", "closed")
    for holder in key_holders(desk).rows:
        yield FoundRow("keys", holder.name, holder.name, "May open this pool", "People and keys")
    yield FoundRow("backups", "home", "Home copy", pool.home_copy or "None is kept", "Backups", "share folder network")
    for section, key, words, where, also in _FIXED:
        yield FoundRow(section, key, words, "", where, also)


def matching(rows: Sequence[FoundRow], text: str) -> list[FoundRow]:
    """The rows in which every word stands, those with a word of theirs beginning so first."""
    words = text.casefold().split()
    found = []
    for row in rows:
        said = f"{row.words} {row.value} {row.where} {row.also}".casefold()
        if all(word in said for word in words):
            begins = all(any(part.startswith(word) for part in row.words.casefold().split()) for word in words)
            found.append((not begins, row))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]
