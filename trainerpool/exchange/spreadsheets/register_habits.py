"""Habits of registers: an agency written once above its people, or beside each name."""

from __future__ import annotations

from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.people_names import read_name
from trainerpool.exchange.spreadsheets.rows import BodyRow
from trainerpool.exchange.spreadsheets.words import is_organisation, norm


def agency_gaps(table: Table, column: int | None, body: list[BodyRow]) -> dict[int, str]:
    """An agency written once above the rows it stands for, blanks below it: row -> the agency above."""
    if column is None:
        return {}
    texts = [(line.row, table.grid.text(line.row, column)) for line in body if line.kind == "record"]
    given = [norm(text) for _, text in texts if text]
    blanks = len(texts) - len(given)
    if not texts or not texts[0][1] or blanks < max(2, 0.3 * len(texts)) or len(set(given)) != len(given):
        return {}
    filled, current = {}, ""
    for row, text in texts:
        current = text or current
        if not text:
            filled[row] = current
    return filled


def has_agency_beside_names(table: Table, columns: dict[str, int], body: list[BodyRow]) -> bool:
    """Does the name column say each person's agency too: "Ada Quill (Northmoor Police)"."""
    if "name" not in columns:
        return False
    names = [read_name(table.grid.text(line.row, columns["name"])) for line in body if line.kind == "record"]
    notes = [name.note for name in names if name and name.note]
    return (
        len(notes) >= 0.5 * len(names)
        and sum(is_organisation(text) or text.isupper() for text in notes) >= 0.5 * len(notes) > 0
    )
