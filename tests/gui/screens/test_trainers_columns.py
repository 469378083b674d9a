"""The columns of the list: shown, moved and widened by keys and by the mouse, kept between two starts; and saved views."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.gui.screens.seats import Seat, clipped, nameless
from trainerpool.gui import drawing, theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.trainers.chooser import ColumnChooser
from trainerpool.gui.screens.trainers.filters import Filters, View
from trainerpool.gui.screens.trainers.listing import Listing
from trainerpool.gui.screens.trainers.screen import TrainersScreen
from trainerpool.gui.screens.trainers.views import Views
from trainerpool.gui.tables.delegate import SIDE
from trainerpool.host import remembered
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.problem import Problem
from trainerpool.reports.lists import write_list

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def seat(shared: Seat) -> Seat:
    return shared


@pytest.fixture
def page(seat: Seat) -> TrainersScreen:
    shown = seat.go("trainers", "table")
    assert isinstance(shown, TrainersScreen)
    seat.until(lambda: shown.known is not None)
    seat.size(1366, 768)
    seat.front()
    shown.telling.let_go()
    shown.show_filters(Filters())
    shown.table.put_back()
    seat.rest()
    return shown


@pytest.fixture
def chooser(seat: Seat, page: TrainersScreen) -> ColumnChooser:
    page.deeds.arrange()
    found: list[ColumnChooser] = []
    inside = seat.window.panes.inspector

    def is_there() -> bool:
        found[:] = [one for one in inside.findChildren(ColumnChooser) if one.isVisible() and one.list.hasFocus()]
        return bool(found)

    seat.until(is_there)
    return found[0]


def titles(listing: Listing) -> list[str]:
    return [listing.model.columns[column].title for column in listing.table.order()]


def settled(seat: Seat, page: TrainersScreen) -> None:
    seat.until(lambda: not page.table._wait.isActive())


def test_keys_show_hide_move_and_widen_a_column_and_the_next_start_finds_it_so(seat, page, chooser, qtbot):
    assert titles(page.listing)[:3] == ["Name", "Standing", "Agency"]
    before = page.table.columnWidth(1)
    for _ in range(3):
        qtbot.keyClick(chooser.list, Qt.Key.Key_Right, _CTRL)
    assert page.table.columnWidth(1) > before
    qtbot.keyClick(chooser.list, Qt.Key.Key_Down, _CTRL)
    assert titles(page.listing)[:3] == ["Name", "Agency", "Standing"]
    assert chooser.list.currentItem().text() == "Standing"
    chooser.list.setCurrentRow(chooser.list.count() - 3)
    assert chooser.list.currentItem().text() == "E-mail"
    qtbot.keyClick(chooser.list, Qt.Key.Key_Space)
    assert not page.table.isColumnHidden(8)
    settled(seat, page)
    again = Listing()
    assert titles(again)[:3] == ["Name", "Agency", "Standing"]
    assert 8 not in again.table.hidden
    assert again.table.wanted_width(1) == page.table.wanted_width(1)
    again.deleteLater()


def test_the_name_stays_first_and_nothing_goes_before_it(page, chooser, qtbot):
    qtbot.keyClick(chooser.list, Qt.Key.Key_Up, _CTRL)
    assert titles(page.listing)[:2] == ["Name", "Standing"]
    assert not page.table.move_column(0, 1)


def test_ctrl_enter_and_esc_leave_the_chooser(seat, page, chooser, qtbot):
    assert clipped(chooser) == []
    assert nameless(chooser) == []
    qtbot.keyClick(chooser.list, Qt.Key.Key_Return, _CTRL)
    seat.until(page.table.hasFocus)


def test_a_width_dragged_stays_and_can_be_put_back(seat, page, chooser, qtbot):
    page.table.horizontalHeader().resizeSection(3, 222)
    settled(seat, page)
    seat.size(1300, 768)
    assert abs(page.table.columnWidth(3) - 222) <= 2
    chooser._put_back()
    assert page.table.columnWidth(3) != 222
    assert titles(page.listing)[1] == "Standing"


def test_copied_rows_come_in_the_order_shown(page, qtbot):
    page.table.move_column(7, -6)
    page.table.selectRow(0)
    header, row = page.table.copy_rows().strip().split("\n")
    assert header.split("\t")[:2] == ["Name", "Next due"]
    assert row.split("\t")[1] == page.listing.model.rows()[0].due.words
    assert QGuiApplication.clipboard().text().startswith("Name\tNext due")


def test_a_late_day_has_room_for_its_mark(page):
    titles = [one.title for one in page.listing.model.columns]
    spec = page.listing.model.columns[titles.index("Observed")]
    assert (
        theme.scaled(spec.width) >= drawing.text_width("28 Nov 2026", theme.font()) + theme.icon_size(12) + 3 + 2 * SIDE
    )


def test_sort_and_density_are_remembered(seat, page):
    page.table._on_header(6)
    page.table.horizontalHeader().sectionClicked.emit(6)
    page.table.choose_density("comfortable")
    settled(seat, page)
    again = Listing()
    assert (again.model.sorted_by, again.table.chosen_density()) == (6, "comfortable")
    again.deleteLater()
    page.table.model().sort(0)


def test_what_cannot_be_read_leaves_the_columns_as_the_program_has_them(page):
    kept = {
        "order": ["Standing", 7],
        "widths": {"Name": "wide", "Until": 9999},
        "hidden": "all",
        "density": 3,
        "sort": ["Nothing", 1],
    }
    remembered.save({"trainer_columns": kept})
    again = Listing()
    assert titles(again)[:3] == ["Name", "Standing", "Agency"]
    assert again.table.hidden == {8, 9, 10}
    again.deleteLater()


def test_only_looks_are_kept_never_what_is_in_the_pool(seat, page):
    page.table.choose_column(8, True)
    settled(seat, page)
    text = json.dumps(remembered.load()["trainer_columns"])
    assert "Farouk" not in text
    assert "@" not in text


def test_the_count_is_said_where_columns_leave(seat, page):
    seat.size(1024, 768)
    shown = sum(not page.table.isColumnHidden(n) for n in range(11))
    assert page.listing.columns.text() == f"{shown} of 8"


def test_a_view_is_renamed_where_it_stands_and_removed(seat, page):
    views = Views(page.show_filters, seat.answers, page)
    views.follow(Filters(course="NEG"))
    views.save("Neglect")
    views.follow(Filters(course="MCA"))
    views.save("Capacity")
    views.follow(Filters(course="NEG"))
    words = [action.text() for action in views.fill().actions()]
    assert words[-2:] == ["Rename “Neglect”", "Remove “Neglect”"]
    seat.answers.text = "Neglect course"
    views.ask_to_rename(views.own[0])
    assert [view.name for view in views.own] == ["Neglect course", "Capacity"]
    assert views.text() == "Neglect course"
    assert Views(page.show_filters, seat.answers, page).own[0] == View("Neglect course", Filters(course="NEG"))
    views.rename(views.own[0], "Capacity")
    assert views.own == [View("Capacity", Filters(course="NEG"))]
    views.forget(views.own[0])
    assert Views(page.show_filters, seat.answers, page).own == []


def test_a_view_is_kept_and_gone_to_from_the_palette(seat, page, monkeypatch):
    def entries() -> dict[str, object]:
        return {one.title: one.run for one in seat.window.page_commands()}

    monkeypatch.setattr(page.views, "own", [])
    assert "Save these filters as a view" not in entries(), "all trainers are a view already"
    page.show_filters(Filters(agency=page.known.rows[0].agency_id, standing="approved"))
    chosen = page.filters
    seat.answers.text = "Theirs"
    entries()["Save these filters as a view"]()
    page.show_filters(Filters())
    entries()["View: Theirs"]()
    assert page.filters == chosen
    page.views.forget(page.views.own[0])
    assert "View: Theirs" not in entries()


def test_tab_goes_as_the_eye_does_and_a_door_of_pool_health_leads_to_the_rows(seat, page, qtbot):
    page.show_filters(Filters(standing="approved"))
    seat.rest()
    links = [one for one in page.header.findChildren(Button) if one.kind == "link" and one.isVisible()]
    chips = [chip for _, chip in page.strip._chips]
    wanted = [*links, page.search, *chips, page.strip.add, page.views, page.table]
    seat.front()
    links[0].setFocus()
    met = [links[0]]
    for _ in range(30):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() in wanted:
            met.append(QApplication.focusWidget())
        if met[-1] is page.table:
            break
    assert met == wanted
    seat.go("trainers", "health")
    page.show_filters(Filters(only=(page.known.rows[0].id,), named="Theirs"))
    assert QApplication.focusWidget() is page.table


def test_a_list_sent_by_another_page_is_no_view_to_keep(seat, page):
    views = Views(page.show_filters, seat.answers, page)
    views.follow(Filters(standing="", only=("x",), named="Self-neglect"))
    save = next(one for one in views.fill().actions() if one.text() == "Save these filters as a view")
    assert not save.isEnabled()
    views.save("Theirs")
    assert views.own == []


def test_what_looks_like_a_formula_is_text_in_every_file(tmp_path):
    rows = [["=HYPERLINK(1)", 3, EXAMPLE_DAY], ["+44 1632", None, None]]
    for ending in (".csv", ".xlsx", ".json"):
        assert write_list("Trainers", ["Name", "Delivered", "Until"], rows, tmp_path / f"list{ending}") == 2
    text = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1),3,2026-11-23" in text
    assert "'+44 1632" in text
    assert json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))[0]["Until"] == "2026-11-23"
    with pytest.raises(Problem, match=r"cannot be written as \.doc"):
        write_list("Trainers", ["Name"], [], tmp_path / "list.doc")
