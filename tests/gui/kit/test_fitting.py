"""Dialogs over small windows: as they are where there is room, else scrolled, with the keyboard where it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from trainerpool.gui.dialogs.boxes import QtDialogs
from trainerpool.gui.dialogs.fitting import FittingDialog
from trainerpool.gui.shell import Question


def shown(qtbot, high, lines):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, high)
    window.show()
    dialog = FittingDialog(window)
    column = QVBoxLayout(dialog)
    fields = [QLineEdit() for _ in range(lines)]
    for one in fields:
        column.addWidget(one)
    end = QPushButton("End")
    column.addWidget(end)
    fields[0].setFocus()
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return window, dialog, fields, end


def test_where_there_is_room_nothing_is_changed(qtbot, dressed):
    _window, dialog, _, _ = shown(qtbot, 700, 3)
    assert dialog.findChild(QScrollArea) is None
    assert dialog.height() <= dialog.layout().totalSizeHint().height() + 1


def test_where_there_is_none_it_scrolls_to_the_end_by_keys(qtbot, dressed):
    _window, dialog, fields, end = shown(qtbot, 300, 20)
    assert dialog.height() <= 300
    roll = dialog.findChild(QScrollArea)
    assert fields[0].hasFocus()
    for _ in fields:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert end.hasFocus()
    seen = end.mapTo(roll.viewport(), end.rect().center())
    assert roll.viewport().rect().contains(seen)


def test_a_long_question_keeps_within_the_window(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(683, 384)
    window.show()
    details = tuple(f"Line {number} of what goes with it, in some words" for number in range(30))
    heard = []
    QtDialogs().confirm(window, Question("Keys", "All of them.", "Close", "Back", details), heard.append)
    box = window.findChild(FittingDialog)
    qtbot.waitExposed(box)
    assert box.height() <= 384
    box.yes.setFocus()
    roll = box.findChild(QScrollArea)
    roll.ensureWidgetVisible(box.yes)
    assert roll.viewport().rect().contains(box.yes.mapTo(roll.viewport(), box.yes.rect().center()))
    box.yes.click()
    assert heard == [True]
