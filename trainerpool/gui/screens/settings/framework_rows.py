"""The items of a framework as rows of a table, with what is done to each before it counts; and versions in words."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.framework_changes import DraftItem
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.queries.framework_history import STARRED_SORTS, FrameworkHistory, FrameworkVersion

_MARKS = {
    "New": Mark("New", Meaning.INFORMATION, "plus"), "Retired": Mark("Retired", Meaning.NEUTRAL, "archive"),
    "Reworded": Mark("Reworded", Meaning.INFORMATION, "pencil"), "Starred": Mark("Starred", Meaning.INFORMATION, "star"),
    "Star off": Mark("Star off", Meaning.INFORMATION, "star"), "Other group": Mark("Moved", Meaning.INFORMATION, "repeat"),
    "Renumbered": Mark("Renumbered", Meaning.INFORMATION, "repeat"),
}  # fmt: skip
COLUMNS: tuple[ColumnSpec[DraftItem], ...] = (
    ColumnSpec("No.", lambda r: r.no, width=48, align="right", kind=CellKind.MUTED),
    ColumnSpec("Item", lambda r: r.item.short or r.item.text, width=230, stretches=True, tip=lambda r: r.item.text),
    ColumnSpec("Starred", lambda r: r.item.starred, width=70, kind=CellKind.TICK),
    ColumnSpec("Group", lambda r: r.item.group, width=170, priority=2, tip=lambda r: r.item.group),
    ColumnSpec("Change", lambda r: _MARKS.get(r.change), width=116, kind=CellKind.PILL),
)  # fmt: skip
STARRED, GROUP, CHANGE = 2, 3, 4


def says(row: DraftItem) -> str:
    """An item as a screen reader says it."""
    item = row.item
    parts = (
        f"{item.no} {item.short or item.text}",
        "starred" if item.starred else "",
        item.group,
        row.change.lower(),
    )
    return ", ".join(part.rstrip(".") for part in parts if part)


def has_stars(history: FrameworkHistory) -> bool:
    """Whether items of it may be starred."""
    return history.sort in STARRED_SORTS


def version_words(one: FrameworkVersion, today: date) -> str:
    """A version in the list of versions."""
    day = one.in_force_on
    if one.is_in_force:
        return f"Version {one.number}, in force" + (f" since {in_words(day)}" if day is not None else "")
    if day is not None and day > today:
        return f"Version {one.number}, from {in_words(day)}"
    return f"Version {one.number}" + (f", from {in_words(day)}" if day is not None else ", the first")


def told_of(history: FrameworkHistory, one: FrameworkVersion) -> str:
    """What a version is, and what was made by it."""
    number = f"{count_of(len(one.items), 'item')}"
    starred = f", {one.starred} starred" if has_stars(history) else ""
    used = f" {count_of(one.used, history.unit)} by it." if history.unit and one.used else ""
    if history.unit == "course" and one.used:
        used = f" {count_of(one.used, 'course')} mapped to it."
    return f"{history.purpose}. {number}{starred}.{used}{_yearly(one)}"


def _yearly(one: FrameworkVersion) -> str:
    """What a yearly checklist says besides: its day, and the logo."""
    if one.framework is None or not one.framework.opens:
        return ""
    day = date.fromisoformat(f"2001-{one.framework.opens}")
    logo = "The logo may be used." if one.framework.logo_permitted else "The logo may not be used."
    return f" It opens on {day.day} {day:%B}. {logo}"
