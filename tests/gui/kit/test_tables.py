"""The rows models under Qt's own tester, sorting, windows of 200,000 rows, copying, selection, columns that leave."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.tables.columns import CELL_ROLE, CellKind, ColumnSpec, shown
from trainerpool.gui.tables.delegate import matches
from trainerpool.gui.tables.paged import PagedRowsModel, Window
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

TOTAL = 200_000


@pytest.fixture
def model(pages):
    return RowsModel(
        pages.trainer_columns(), pages.trainer_rows(), says=lambda r: f"{r.name}, {r.standing.word}, {r.next_due}"
    )


@pytest.fixture
def table(qtbot, dressed, model):
    made = TableView("Trainers", model)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def paged_of(background):
    def make(total):
        def fetch(offset, limit, sort, sought):
            rows = range(total - 1, -1, -1) if sort == "-number" else range(total)
            if sought:
                rows = [row for row in rows[:2000] if sought in str(row)]
            return Window(tuple(rows[offset : offset + limit]), len(rows))

        columns = (
            ColumnSpec("Number", lambda row: row, sort_name="number"),
            ColumnSpec("Text", lambda row: f"row {row}"),
        )
        return PagedRowsModel(columns, fetch, lambda work, done, failed: background.run(work, done, failed, reads=True))

    return make


@pytest.fixture
def paged(paged_of):
    return paged_of(TOTAL)


def test_rows_models_keep_qts_rules(qtbot, qtmodeltester, model, paged_of):
    paged = paged_of(1000)
    qtmodeltester.check(model)
    strict = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.set_rows(model.rows()[:3])
    paging = QAbstractItemModelTester(paged, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(paged.arrived):
        paged.refresh()
    assert paged.rowCount() == 1000
    assert paged.rowCount(paged.index(0, 0)) == paged.columnCount(paged.index(0, 0)) == 0
    assert strict.model() is model
    assert paging.model() is paged


def test_sorting_puts_what_is_missing_last_both_ways(model):
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(5, order)
        values = [row.observed for row in model.rows()]
        known = [value for value in values if value is not None]
        assert known == sorted(known, reverse=order == Qt.SortOrder.DescendingOrder)
        assert values[: len(known)] == known
        assert None in values


def test_the_text_of_values_is_as_tables_write_it():
    assert shown(date(2027, 1, 12)) == "12 Jan 2027"
    assert shown(None) == ""
    assert shown(0) == "0"
    assert shown(("NEG", "MCA")) == "NEG, MCA"
    assert shown(Mark("Approved", Meaning.GOOD)) == "Approved"


def test_a_row_is_read_out_as_a_sentence_and_a_cell_with_its_column(model):
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Abara, Gwen, On notice, Lapses 27 Nov"
    assert model.data(model.index(0, 2), Qt.ItemDataRole.AccessibleTextRole) == "Agency: Early Help"
    assert model.data(model.index(5, 6), Qt.ItemDataRole.AccessibleTextRole) == "Until: empty"


def test_windows_arrive_where_one_looks_and_memory_stays_flat(qtbot, paged):
    with qtbot.waitSignal(paged.arrived):
        paged.refresh()
    for row in range(0, TOTAL, 4000):
        paged.data(paged.index(row, 1))
        qtbot.waitUntil(lambda row=row: paged.data(paged.index(row, 1)) == f"row {row}")
    assert len(paged._windows) <= 24


def test_sorting_and_filtering_start_again_from_the_top_and_keep_the_last_known_meanwhile(qtbot, paged):
    with qtbot.waitSignal(paged.arrived):
        paged.refresh()
    with qtbot.waitSignal(paged.arrived):
        paged.sort(0, Qt.SortOrder.DescendingOrder)
        assert paged.is_stale()
        assert paged.rowCount() == TOTAL
        assert paged.data(paged.index(0, 0)) == "0"
    assert paged.data(paged.index(0, 0)) == str(TOTAL - 1)
    with qtbot.waitSignal(paged.arrived):
        paged.sort(0)
        paged.set_filter("99")
    qtbot.waitUntil(lambda: not paged.is_stale())
    assert paged.rowCount() == sum("99" in str(row) for row in range(2000))


def test_rows_that_are_waiting_for_newer_ones_are_muted_after_a_moment(qtbot, dressed, background, paged):
    table = TableView("Trail", paged)
    qtbot.addWidget(table)
    with qtbot.waitSignal(paged.arrived):
        paged.refresh()
    hold = threading.Event()
    background.run(lambda: hold.wait(5))
    paged.refresh()
    assert not table.delegate.is_stale
    qtbot.waitUntil(lambda: table.delegate.is_stale)
    hold.set()
    qtbot.waitUntil(lambda: not table.delegate.is_stale)


def test_a_failed_window_is_told(qtbot, background):
    def fetch(offset, limit, sort, sought):
        raise OSError("gone")

    paged = PagedRowsModel((ColumnSpec("A", str),), fetch, lambda w, d, f: background.run(w, d, f, reads=True))
    with qtbot.waitSignal(paged.failed) as told:
        paged.refresh()
    assert "gone" in str(told.args[0])


def test_copied_rows_have_their_headers_and_only_the_shown_columns(qtbot, table):
    table.selectRow(1)
    table.show_column(2, shown=False)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Name\tStanding\tCourses")
    assert "Agency" not in lines[0]
    assert lines[1].startswith("Achterberg, Imke\tApproved\tNEG, MCA")
    assert len(lines) == 2
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "Achterberg, Imke"


def test_selection_and_place_survive_new_rows(table, model, pages):
    table.choose(7)
    model.set_rows(reversed(pages.trainer_rows(15)))
    assert [row.id for row in table.selected_rows()] == [7]
    assert table.current_row().id == 7
    model.set_rows([row for row in pages.trainer_rows() if row.id != 7])
    assert table.selected_rows() == []


def test_columns_leave_by_priority_and_never_the_first(qtbot, table):
    seen = []
    table.columns_changed.connect(lambda few, all_: seen.append((few, all_)))
    table.resize(520, 400)
    qtbot.waitUntil(lambda: bool(seen))
    gone = [spec.title for place, spec in enumerate(table.model().columns) if table.isColumnHidden(place)]
    assert "Observed" in gone
    assert "Name" not in gone
    assert sum(table.columnWidth(n) for n in range(8) if not table.isColumnHidden(n)) <= table.viewport().width()


def test_enter_opens_and_the_header_sorts_there_and_back(qtbot, table, model):
    opened = []
    table.opened.connect(opened.append)
    table.selectRow(2)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert [row.name for row in opened] == ["Barlow, Denzil"]
    header = table.horizontalHeader()
    header.sectionClicked.emit(0)
    assert (model.sorted_by, model.is_descending) == (0, False)
    header.sectionClicked.emit(0)
    assert model.is_descending
    assert model.row_at(0).name == "Venkatesan, Hari"


def test_the_first_column_stays_when_the_rest_scrolls(qtbot, dressed):
    columns = [ColumnSpec(f"C{n}", lambda row: row, width=300) for n in range(6)]
    table = TableView("Wide", RowsModel(columns, range(5)))
    qtbot.addWidget(table)
    table.resize(500, 200)
    table.show()
    qtbot.waitExposed(table)
    frozen = table._frozen
    assert not frozen.isVisible()
    table.horizontalScrollBar().setValue(200)
    assert frozen.isVisible()
    assert frozen.columnWidth(0) == table.columnWidth(0)
    assert [n for n in range(6) if not frozen.isColumnHidden(n)] == [0]
    assert frozen.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_matches_of_the_search_are_found_without_case():
    assert matches("DAC, NEG", "neg") == [(5, 3)]
    assert matches("Abara, Gwen", "zz gw") == [(7, 2)]
    assert matches("EXP, NEG, SNH", "neglect neg snh") == [(5, 3), (10, 3)], "every course that was found"
    assert matches("Anwen Brannigan", "an") == [(0, 2)], "a word begins with it"
    assert matches("Brannigan", "an") == [(2, 2)]
    assert matches("Abara", "") == []


def test_cells_carry_what_is_painted(model):
    cell = model.data(model.index(0, 4), CELL_ROLE)
    assert (cell.text, cell.kind, cell.meaning, cell.is_right) == ("0", CellKind.NUMBER, Meaning.ATTENTION, True)
    assert model.data(QModelIndex(), CELL_ROLE) is None
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
