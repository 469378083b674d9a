"""The sessions of a month or week as a screen reader meets them: one part each, in the order of their days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF

from trainerpool.domain.dates import in_words
from trainerpool.gui.screens.programme.days_grid import DaysGrid
from trainerpool.gui.screens.programme.painting import part_on
from trainerpool.gui.spoken import SpokenPart


def session_parts(grid: DaysGrid, spots: Callable[[date], Sequence[tuple[int, QRectF]]]) -> list[SpokenPart]:
    """Every session the grid shows; what has no room of its own stands where its day is."""
    made = []
    current = grid.current()
    for day in sorted(day for day in grid.by_day if grid.is_inside(day)):
        drawn = dict(spots(day))
        for place, row in enumerate(grid.rows(day)):
            words = f"{in_words(day, weekday=True)}, {part_on(row, day).start} {row.session.title}, {row.words}"
            spot = drawn[place] if place in drawn else grid.room_of(day)
            is_current = day == grid.day and current is not None and row.id == current.id
            made.append(SpokenPart(words, spot.toAlignedRect(), is_current))
    return made
