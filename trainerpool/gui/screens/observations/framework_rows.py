"""The criteria of a framework as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainerpool.domain.observing import Group
from trainerpool.gui.tables.columns import CellKind, ColumnSpec


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion with the group it stands in."""

    number: str
    text: str
    starred: bool
    letter: str
    title: str
    place: int


def lines_of(groups: Sequence[Group]) -> list[CriterionLine]:
    """Every criterion, in the framework's order."""
    pairs = [(group, one) for group in groups for one in group.criteria]
    return [
        CriterionLine(one.number, one.text, one.starred, group.letter, group.title, place)
        for place, (group, one) in enumerate(pairs)
    ]


def columns() -> Sequence[ColumnSpec[CriterionLine]]:
    """The framework as a table."""
    return (
        ColumnSpec("No.", lambda r: r.number, lambda r: r.place, 48, align="right", kind=CellKind.MUTED),
        ColumnSpec("Criterion", lambda r: r.text, None, 420, stretches=True, tip=lambda r: r.text),
        ColumnSpec("Starred", lambda r: r.starred, lambda r: not r.starred, 76, kind=CellKind.TICK),
        ColumnSpec("Group", lambda r: f"{r.letter} {r.title}", lambda r: r.place, 190, priority=2),
    )


def said(row: CriterionLine) -> str:
    """A row as a screen reader says it."""
    return f"{row.number} {row.text}{', starred' if row.starred else ''}, group {row.letter} {row.title}"
