"""The menu bar is made anew only where its lines read otherwise; a kept line runs what is new."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from trainerpool.gui.menus import Entry, MenuBar


def test_lines_that_read_the_same_stay_and_run_what_is_new(qtbot):
    window, done = QMainWindow(), []
    qtbot.addWidget(window)
    bar = MenuBar(window)

    def entries(words: str, ticked: bool) -> list[Entry]:
        return [
            Entry("View", "Board", lambda: done.append(f"board {words}"), choice="view", is_on=ticked),
            Entry("File", "Open...", lambda: done.append(f"open {words}"), "Ctrl+O"),
            Entry("View", "-"),
            Entry("View", "Weeks", lambda: done.append(f"weeks {words}"), choice="view", is_on=not ticked),
        ]

    bar.fill(entries("first", True), has_pool=True)
    before = list(window.actions())
    assert [action.text() for action in before] == ["Open...", "Board", "Weeks"]
    bar.fill(entries("second", False), has_pool=True)
    assert window.actions() == before
    assert [action.isChecked() for action in before] == [False, False, True]
    for action in before:
        action.trigger()
    assert done == ["open second", "board second", "weeks second"]
    bar.fill([Entry("File", "Open...", lambda: done.append("third"), "Ctrl+O", is_possible=False)], has_pool=True)
    assert [action.text() for action in window.actions()] == ["Open..."]
    assert not window.actions()[0].isEnabled()
