"""Ctrl+P on every page: what is shown comes onto paper or into a file, every row of it, and nothing is loaded before."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens import SCREENS
from trainerpool.gui.shell import POOL_SEAT
from trainerpool.gui.shown import read_page
from trainerpool.gui.tables.columns import ColumnSpec
from trainerpool.gui.tables.paged import PagedRowsModel, Window
from trainerpool.gui.tables.view import TableView
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.queries.standings import trainers

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of offscreen, when a menu opens
PAGES = [page.key for page in SCREENS if page.needs_pool and page.seat == POOL_SEAT]


def argument_of(seat, key):
    return seat.desk.ask(trainers, EXAMPLE_DAY)[0].id if key == "trainer" else None


@pytest.mark.parametrize("key", PAGES)
def test_every_page_can_be_saved_as_it_stands(shared, key, tmp_path):
    shared.go(key, argument_of(shared, key))
    page = shared.window.navigator.shown()
    shared.answers.path = tmp_path / "shown.json"
    menu = shared.window.printing.offer(page, "Northmoor", EXAMPLE_DAY)
    assert [one.text() for one in menu.actions()] == ["Print...", "Save as PDF, document or spreadsheet..."]
    menu.actions()[1].trigger()
    menu.close()
    shared.until((tmp_path / "shown.json").exists)
    shared.rest()
    assert read_page(page).title == json.loads((tmp_path / "shown.json").read_text(encoding="utf-8"))["title"]


def test_a_table_is_saved_with_its_shown_columns_and_all_its_rows(shared, tmp_path):
    page = shared.go("trainers")
    shown = read_page(page)
    document = shown.document("Northmoor", EXAMPLE_DAY)
    table = document.tables[0]
    headings = [
        page.table.model().headerData(at, Qt.Orientation.Horizontal) for at in range(page.table.model().columnCount())
    ]
    assert [one.heading for one in table.columns] == [
        words for at, words in enumerate(headings) if not page.table.isColumnHidden(at)
    ]
    assert len(table.rows) == page.table.model().rowCount()
    assert "approved" in document.summary[0]
    shared.window.printing.save(shown, "Northmoor", EXAMPLE_DAY, tmp_path / "trainers.csv")
    shared.until((tmp_path / "trainers.csv").exists)
    rows = list(csv.reader((tmp_path / "trainers.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[0] for row in rows if row and row[0].startswith("Abara")] == ["Abara, Gwen"]


def test_the_lines_of_today_are_printed_under_their_groups(shared):
    page = shared.go("today")
    shared.until(lambda: page.page is not None)
    table = read_page(page).document("Northmoor", EXAMPLE_DAY).tables[0]
    assert [str(row[1]) for row in table.rows] == [row.title for row in page.page.rows]
    assert str(table.rows[0][0]) == "Cannot wait"


def test_pages_are_painted_on_a_printer_with_their_headings_repeated(shared, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    page = shared.go("trainers")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    shared.window.printing.choose_printer = lambda _parent, _title, chosen: chosen(printer)
    menu = shared.window.printing.offer(page, "Northmoor", EXAMPLE_DAY)
    menu.actions()[0].trigger()
    menu.close()
    shared.until(lambda: shared.window.toast.text.text().startswith("Sent to the printer"))
    assert shared.window.toast.text.text() != "Sent to the printer: 1 page"
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_ctrl_p_offers_it_and_leaving_the_menu_does_nothing(shared):
    page = shared.go("today")
    shared.front()
    QTest.keyClick(page.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    menus = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert [one.accessibleName() for one in menus] == ["Print or save what is shown"]
    QTest.keyClick(menus[0], Qt.Key.Key_Escape)
    assert not [one for one in page.findChildren(QMenu) if one.isVisible()]


def test_a_paged_table_gives_every_row_not_only_those_on_the_screen(qtbot):
    asked = []

    def fetch(offset, limit, sort, sought):
        asked.append((offset, limit, sort, sought))
        return Window(tuple(range(offset, min(offset + limit, 1000))), 1000)

    model = PagedRowsModel(
        (ColumnSpec("Number", str, sort_name="number"),),
        fetch,
        lambda work, done, _failed: done(work()),
        key=lambda row: row,
    )
    view = TableView("Numbers", model)
    qtbot.addWidget(view)
    view.show()
    model.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 1000)
    holder = Label("Above")
    qtbot.addWidget(holder)
    assert len(model.everything()()) == 1000


def test_nothing_of_printing_is_loaded_before_it_is_asked_for():
    asked = "import sys, trainerpool.gui.window; sys.exit(any('PrintSupport' in name or name.endswith('gui.shown') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", asked], check=False, cwd=Path(__file__).parents[2]).returncode == 0
