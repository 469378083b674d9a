"""A session carried to another day: everything is read once it is taken up, so that each day's check is there at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from trainerpool.gui.screens.programme.days_grid import DaysGrid
from trainerpool.gui.screens.programme.deeds import SessionDeeds
from trainerpool.gui.shell import Shell
from trainerpool.queries.moving import Move, Moves, move_to, moves
from trainerpool.queries.staffing import StaffingRow

_AROUND = timedelta(days=45)


class Carrying:
    """Listens to the grids; `keep(id)` is told which session is to be in focus once it has moved."""

    def __init__(
        self,
        shell: Shell,
        owner: QWidget,
        grids: tuple[DaysGrid, ...],
        deeds: SessionDeeds,
        keep: Callable[[str], None],
    ) -> None:
        self._shell, self._owner, self._deeds, self._keep = shell, owner, deeds, keep
        self._moves: Moves | None = None
        for grid in grids:
            grid.taken_up.connect(self._read)
            grid.carried_to.connect(lambda row, day, minutes, grid=grid: self._check(grid, row, day, minutes))
            grid.put_down.connect(lambda row, day, minutes, grid=grid: self._put_down(grid, row, day, minutes))

    def take_up(self, grid: DaysGrid) -> None:
        """Carry the session in focus, and say how it is put down."""
        if (row := grid.current()) is not None:
            grid.carry(row)
            grid.setFocus()
            self._shell.toast("Arrow keys choose the day, Ctrl+V puts it there, Esc leaves it")

    def _read(self, row: StaffingRow) -> None:
        """Read what every check needs: the clash of a day is said from memory then."""
        self._moves = None

        def known(found: Moves | None) -> None:
            self._moves = found

        start, end = row.session.first_date - _AROUND, row.session.last_date + _AROUND
        self._shell.ask(moves, row.id, start, end, self._shell.today(), then=known, latest="moves", owner=self._owner)

    def _check(self, grid: DaysGrid, row: StaffingRow, day: date, minutes: int) -> None:
        ready = self._moves
        if ready is not None and ready.row.id == row.id and ready.row == row.session and ready.covers(day):
            grid.show_clash(ready.to(day, minutes))
            return

        def known(found: Move | None) -> None:
            if found is not None:
                grid.show_clash(found)

        today = self._shell.today()
        self._shell.ask(move_to, row.id, day, today, minutes, then=known, latest="clash", owner=self._owner)

    def _put_down(self, grid: DaysGrid, row: StaffingRow, day: date, minutes: int) -> None:
        """What was said beside the day need not be asked again; put down before it was said, it is asked."""
        seen = grid.note.move_shown
        grid.leave()
        self._keep(row.id)
        if seen is not None and (seen.session_id, seen.to, seen.minutes) == (row.id, day, minutes):
            self._deeds.put(seen)
        else:
            self._deeds.move(row, day, minutes)
