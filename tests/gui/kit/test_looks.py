"""How the window looks and stood is kept between two starts, and follows the system where nothing was chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from trainerpool.gui import theme
from trainerpool.gui.frame import Remembered
from trainerpool.gui.window import MainWindow


def test_the_system_turning_dark_is_followed_unless_something_was_chosen(qtbot, qapp, open_window, dressed):
    hints = QApplication.styleHints()
    looks = open_window.looks
    try:
        hints.setColorScheme(Qt.ColorScheme.Dark)
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        follows = theme.system_scheme(qapp)
        assert theme.tokens().scheme == follows
        looks.set_scheme("light")
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert theme.tokens().scheme == "light"
    finally:
        hints.unsetColorScheme()


def test_closing_keeps_size_and_inspector_and_the_next_window_has_them(
    qtbot, open_window, dressed, background, pages, answers
):
    open_window.navigator.go("trainers")
    open_window.resize(1200, 700)
    qtbot.waitUntil(lambda: open_window.width() == 1200)
    qtbot.keyClick(open_window, Qt.Key.Key_F9)
    assert not open_window.panes.is_inspector_shown()
    open_window.close()
    kept = open_window.looks.remembered
    assert (kept.size, kept.is_inspector_shown, kept.is_maximised) == ((1200, 700), False, False)
    again = MainWindow(pages.PAGES, background, answers, lambda: pages.TODAY, pages.DEEDS, kept)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (1200, 700)
    again.set_desk(pages.SampleDesk())
    again.show()
    again.navigator.go("trainers")
    assert not again.panes.is_inspector_shown()


def test_a_narrow_window_closes_the_inspector_without_forgetting_that_it_was_open(qtbot, open_window):
    open_window.navigator.go("trainers")
    assert open_window.panes.is_inspector_shown()
    open_window.resize(880, 600)
    qtbot.waitUntil(open_window.panes.is_over)
    assert not open_window.panes.is_inspector_shown()
    open_window.resize(1366, 768)
    qtbot.waitUntil(lambda: not open_window.panes.is_over())
    assert open_window.panes.is_inspector_shown()
    assert Remembered().is_inspector_shown
