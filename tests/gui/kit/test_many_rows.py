"""A table of many rows, all of them chosen: what is asked of the model grows with the rows, and not with their square."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtGui import QGuiApplication

from trainerpool.gui.tables.columns import ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

MANY = 1_500


@dataclass(frozen=True)
class Row:
    id: int
    name: str


class Counted(RowsModel[Row]):
    """Counts how often it is asked whether a cell can be selected, and for the key of a row."""

    asked = 0
    keys = 0

    def flags(self, index):
        self.asked += 1
        return super().flags(index)


def rows(count):
    return [Row(number, f"Trainer {number:04}") for number in range(count)]


@pytest.fixture
def table(qtbot, dressed):
    def key(row):
        model.keys += 1
        return row.id

    columns = [
        ColumnSpec("Name", lambda row: row.name, sort=lambda row: row.name),
        ColumnSpec("No", lambda row: row.id),
    ]
    model = Counted(columns, rows(MANY), key=key)
    made = TableView("Trainers", model)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_reading_and_copying_all_rows_asks_the_model_of_no_cell(table):
    table.selectAll()
    model = table.rows_model()
    model.asked = 0
    assert len(table.selected_rows()) == MANY
    copied = table.copy_rows().splitlines()
    assert (len(copied), copied[:2], copied[-1]) == (MANY + 1, ["Name\tNo", "Trainer 0000\t0"], "Trainer 1499\t1499")
    assert QGuiApplication.clipboard().text().splitlines() == copied
    assert model.asked == 0


def test_all_rows_stay_chosen_through_a_reset_which_looks_at_each_a_few_times(table):
    table.selectAll()
    model = table.rows_model()
    model.keys = 0
    model.set_rows(rows(MANY))
    assert len(table.selected_rows()) == MANY
    assert model.keys < 8 * MANY


def test_chosen_rows_with_gaps_stay_chosen_wherever_they_have_gone(table):
    model = table.rows_model()
    selection = QItemSelection()
    for place in (2, 3, 9, 700):
        selection.select(model.index(place, 0), model.index(place, 1))
    table.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.set_rows([row for row in rows(MANY) if row.id not in (0, 9)])
    assert [row.id for row in table.selected_rows()] == [2, 3, 700]
    assert [index.row() for index in table.selectionModel().selectedRows()] == [1, 2, 698]
