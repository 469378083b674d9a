"""The inspector of the session in focus: asked for, then shown, as long as the session is still in focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.gui.screens.programme.about import about
from trainerpool.gui.screens.programme.deeds import Deeds, SessionDeeds
from trainerpool.gui.shell import Shell
from trainerpool.queries.attendance import AttendanceRow, attendance
from trainerpool.queries.day_checks import day_checks
from trainerpool.queries.programme import ProgrammePage, SeriesPlace, series_place
from trainerpool.queries.staffing import StaffingRow
from trainerpool.queries.stepping_in import SteppingIn, stepping_in


@dataclass(frozen=True)
class Known:
    """All the inspector says of a session."""

    stepping: SteppingIn
    attendance: tuple[AttendanceRow, ...]
    series: SeriesPlace | None
    against: tuple[str, ...]


def known_of(reader: Any, session_id: str, today: date) -> Known | None:
    """What is known of a session; None where it is gone."""
    found = stepping_in(reader, session_id, today)
    if found is None:
        return None
    row = found.staffing.session
    against: tuple[str, ...] = ()
    parts = tuple((part.date, part.start, part.end) for part in row.parts if len(part.date) == 10)
    if parts and row.status in {"planned", "to agree"} and row.last_date >= today:
        checks = day_checks(reader, row.first_date, row.last_date)
        venue = None if row.virtual else row.venue_id
        against = (*checks.of_days(parts), *checks.of_terms(parts), *checks.of_venue(parts, venue, (row.id,)))
    return Known(found, attendance(reader, session_id), series_place(reader, session_id), against)


class Inspecting:
    """`row` is the session shown."""

    def __init__(self, shell: Shell, owner: QWidget, deeds: SessionDeeds, carry: Callable[[StaffingRow], None]) -> None:
        self._shell, self._owner, self._deeds, self._carry = shell, owner, deeds, carry
        self.row: StaffingRow | None = None
        self._page: ProgrammePage | None = None

    def leave(self) -> None:
        """No session is in focus."""
        self.row = None

    def show(self, row: StaffingRow, page: ProgrammePage) -> None:
        """Show what is known of a session."""
        self.row, self._page = row, page
        self._shell.ask(known_of, row.id, self._shell.today(), then=self._told, latest="about", owner=self._owner)

    def _told(self, known: Known | None) -> None:
        row, page = self.row, self._page
        if known is None or row is None or page is None or known.stepping.staffing.id != row.id:
            return
        shown = known.stepping.staffing
        deeds = self._deeds.of(page, shown, lambda: self._carry(shown), known.series)
        arranged = shown.session.arranged_by_id
        by = page.arranged_by.get(arranged, "") if arranged else ""
        pane = about(
            known,
            page.agencies,
            lambda person: self._shell.navigate("trainer", person),
            lambda: self._shell.navigate("allocation", shown.id),
            deeds,
            lambda: self._deeds.attendance(page, shown),
            by,
        )
        self._shell.set_inspector(pane)


def deeds_menu(parent: QWidget, deeds: Deeds) -> QMenu:
    """The inspector's deeds as a menu, in the same words."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for words, run in deeds:
        menu.addAction(words, run)
    return menu
