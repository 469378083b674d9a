"""Help > Keys: every key that a menu has on any page stands in the list, and the list is read by keys itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from trainerpool.gui.dialogs.keys_sheet import KeysSheet
from trainerpool.gui.keys import KEYS
from trainerpool.gui.screens import SCREENS
from trainerpool.gui.shell import POOL_SEAT
from trainerpool.queries.standings import trainers

TOLD = {keys.strip().replace("Enter", "Return") for line in KEYS for keys in line.keys.split(", ")}
TOLD |= {f"Alt+{place}" for place in range(1, 10)}


@pytest.mark.parametrize("page", [one.key for one in SCREENS if one.needs_pool and one.seat == POOL_SEAT])
def test_every_key_of_a_menu_is_told(shared, page):
    shared.go(page, shared.desk.ask(trainers, shared.desk.today)[0].id if page == "trainer" else None)
    had = {keys.toString() for one in shared.window.actions() for keys in one.shortcuts()}
    had |= {one.key().toString() for one in shared.window.navigator.shown().findChildren(QShortcut)}
    assert "Ctrl+K" in had
    assert not {keys.replace("Enter", "Return") for keys in had} - TOLD - {"Down"}


def test_no_key_is_told_twice_for_one_place():
    told = [(line.where, keys) for line in KEYS for keys in line.keys.split(", ")]
    assert len(told) == len(set(told))


def test_f1_opens_the_list_which_is_read_by_keys_and_left_by_escape(shared):
    shared.go("today")
    shared.front()
    QTest.keyClick(shared.window, Qt.Key.Key_F1)
    shared.until(lambda: isinstance(QApplication.activeWindow(), KeysSheet))
    sheet = QApplication.activeWindow()
    assert sheet.table.hasFocus()
    QTest.keyClick(sheet.table, Qt.Key.Key_End)
    assert sheet.table.current_row() == KEYS[-1]
    QTest.keyClick(sheet.table, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
