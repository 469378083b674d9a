"""Back and Forward: a page stands as it was left, with its search, choice, filters, chosen row and scroll."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from trainerpool.gui.journey import Journey
from trainerpool.gui.page import Screen
from trainerpool.gui.page_state import put_state, take_state
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.tables.columns import ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

ALT = Qt.KeyboardModifier.AltModifier


def test_back_brings_the_search_the_choice_and_the_row(qtbot, open_window):
    open_window.navigator.go("trainers")
    page = open_window.navigator.shown()
    page.search.setText("neg")
    page.table.choose(7)
    choice = page.findChild(SegmentedChoice)
    choice.choose("health")
    open_window.navigator.go("programme")
    page.search.clear()
    page.table.choose(1)
    choice.choose("table")
    qtbot.wait(10)  # the menus are filled in the next turn
    qtbot.keyClick(open_window, Qt.Key.Key_Left, ALT)
    assert open_window.navigator.here == "trainers"
    assert page.search.text() == "neg"
    assert page.table.current_row().id == 7
    assert choice.choice() == "health"
    qtbot.wait(10)
    qtbot.keyClick(open_window, Qt.Key.Key_Right, ALT)
    assert open_window.navigator.here == "programme"


def test_what_comes_later_is_put_back_too(qtbot, open_window):
    """The rows a page asks the pool for arrive after it is shown; the row is chosen then."""
    open_window.navigator.go("trainers")
    page = open_window.navigator.shown()
    page.table.choose(12)
    rows = page.model.rows()
    open_window.navigator.go("programme")
    page.model.set_rows(())
    background = open_window.workplace.background
    page.arrive = lambda _argument: background.run(lambda: rows, page.model.set_rows, reads=True)
    open_window.navigator.back()
    qtbot.waitUntil(lambda: page.table.current_row() is not None and page.table.current_row().id == 12)


class FilteredScreen(Screen):
    """A page with filters of its own."""

    def __init__(self, shell):
        super().__init__(shell)
        self.filters = "all"
        self.search = SearchField("Search")
        self.table = TableView(
            "Numbers", RowsModel((ColumnSpec("Number", str),), range(500), key=lambda row: row), "compact"
        )
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.table)

    def show_filters(self, filters):
        self.filters = filters


def test_filters_and_scroll_come_back(qtbot, open_window):
    page = FilteredScreen(open_window.workplace.page_shell("today"))
    qtbot.addWidget(page)
    page.resize(300, 300)
    page.show()
    page.filters = "approved"
    page.table.choose(300)
    page.table.verticalScrollBar().setValue(4000)
    kept = take_state(page)
    page.filters = "all"
    page.table.choose(2)
    put_state(page, kept)
    assert page.filters == "approved"
    assert page.table.current_row() == 300
    assert page.table.verticalScrollBar().value() == 4000


def test_going_on_from_the_middle_forgets_what_was_ahead():
    way = Journey()
    for key in ("today", "trainers", "programme"):
        way.go(key, None)
    way.leave("as it was")
    assert way.step(-1).key == "trainers"
    way.go("settings", None)
    assert not way.can(1)
    assert way.step(-1).key == "trainers"
