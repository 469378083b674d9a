"""The inspector of the session in focus: asked for, then shown, as long as the session is still in focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.gui.screens.programme.about import about
from trainerpool.gui.screens.programme.deeds import Deeds, SessionDeeds
from trainerpool.gui.screens.programme.knowing import Known, known_of
from trainerpool.gui.shell import Shell
from trainerpool.queries.programme import ProgrammePage
from trainerpool.queries.staffing import StaffingRow


class Inspecting:
    """`row` is the session shown."""

    def __init__(self, shell: Shell, owner: QWidget, deeds: SessionDeeds, carry: Callable[[StaffingRow], None]) -> None:
        self._shell, self._owner, self._deeds, self._carry = shell, owner, deeds, carry
        self.row: StaffingRow | None = None
        self.is_stale = True
        self._page: ProgrammePage | None = None

    def leave(self) -> None:
        """No session is in focus."""
        self.row = None

    def show(self, row: StaffingRow, page: ProgrammePage) -> None:
        """Show what is known of a session; what is shown already is asked again only where something was done since."""
        same = self.row == row and not self.is_stale
        self.row, self._page, self.is_stale = row, page, False
        if same:
            return
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
            lambda: self._shell.navigate("offers", shown.id),
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
