"""A session carried to another day: the check beside the day, then the move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from trainerpool.gui.screens.programme.deeds import SessionDeeds
from trainerpool.gui.screens.programme.month import MonthGrid
from trainerpool.gui.shell import Shell
from trainerpool.queries.moving import Move, move_to
from trainerpool.queries.staffing import StaffingRow


class Carrying:
    """Listens to the grid; `keep(id)` is told which session is to be in focus once it has moved."""

    def __init__(
        self, shell: Shell, owner: QWidget, month: MonthGrid, deeds: SessionDeeds, keep: Callable[[str], None]
    ) -> None:
        self._shell, self._owner, self._month, self._deeds, self._keep = shell, owner, month, deeds, keep
        month.carried_to.connect(self._check)
        month.put_down.connect(self._put_down)

    def take_up(self) -> None:
        """Carry the session in focus, and say how it is put down."""
        if (row := self._month.current()) is not None:
            self._month.carry(row)
            self._month.setFocus()
            self._shell.toast("Arrow keys choose the day, Ctrl+V puts it there, Esc leaves it")

    def _check(self, row: StaffingRow, day: date) -> None:
        def known(found: Move | None) -> None:
            if found is not None:
                self._month.show_clash(found)

        self._shell.ask(move_to, row.id, day, self._shell.today(), then=known, latest="clash", owner=self._owner)

    def _put_down(self, row: StaffingRow, day: date) -> None:
        """What was said beside the day need not be asked again; put down before it was said, it is asked."""
        seen = self._month.note.move_shown
        self._month.leave()
        self._keep(row.id)
        if seen is not None and seen.session_id == row.id and seen.to == day:
            self._deeds.put(seen)
        else:
            self._deeds.move(row, day)
