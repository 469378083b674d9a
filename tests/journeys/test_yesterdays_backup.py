"""Yesterday's backup is put back by keys alone, and the terminal finds the pool whole and as it was."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import Traveller
from tests.journeys.hands import Hands
from trainerpool.gui.dialogs.boxes import QtDialogs
from trainerpool.host.clock import FixedClock
from trainerpool.operations.agencies import add_agency
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.operations.pools import back_up_pool


def _two_days(traveller: Traveller) -> None:
    """One agency and a backup yesterday; a mistake and another backup today."""
    desk = traveller.desk()
    desk.backups = traveller.folder / "backups"
    desk.clock = FixedClock.on(EXAMPLE_DAY - timedelta(days=1))
    add_agency(desk, "Northmoor Police")
    back_up_pool(desk, why="daily")
    desk.clock = FixedClock.on(EXAMPLE_DAY)
    add_agency(desk, "Entered by mistake")
    back_up_pool(desk, why="daily")
    desk.store.close()


def test_yesterdays_backup_is_put_back_in_seven_keystrokes(traveller: Traveller) -> None:
    _two_days(traveller)
    names = {row["name"] for row in traveller.exported("agencies")}
    assert names == {"Northmoor Police", "Entered by mistake"}
    with traveller.window() as seat:
        seat.window.workplace.dialogs = QtDialogs()  # the question is a real one here
        before = seat.window.workplace.desk
        hands = Hands(seat)
        hands.press("Ctrl+,", "B", "Return", "Down", "Return")
        seat.until(lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        assert dialog.accessibleName() == "Put back the backup of Sun 22 Nov 2026, 09:00?"
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return):  # Cancel has the focus first
            QTest.keyClick(dialog.focusWidget(), key)
            hands.count += 1
        seat.until(lambda: seat.window.workplace.desk not in (None, before), 20_000)
        seat.until(lambda: seat.window.navigator.here == "settings", 20_000)
        seat.rest()
    assert hands.count == 7
    assert {row["name"] for row in traveller.exported("agencies")} == {"Northmoor Police"}
    assert traveller.terminal("verify", str(traveller.pool)) == {"whole": True, "faults": []}
    (aside,) = traveller.folder.glob("* set aside *.tpool")
    kept = {row["name"] for row in traveller.terminal("export", str(aside), "agencies")}
    assert kept == names
