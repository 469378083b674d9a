"""Pool health in the window: each cell, bar and figure leads to its people, by keys as well; it says why and what helps."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.screens.seats import Seat, TurnMonitor, clipped, nameless
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.trainers.filters import Filters
from trainerpool.gui.screens.trainers.health.heat_model import Line
from trainerpool.gui.screens.trainers.screen import TrainersScreen


@pytest.fixture
def seat(shared: Seat) -> Seat:
    return shared


@pytest.fixture
def page(seat: Seat) -> TrainersScreen:
    """Pool health on the example's day, nothing chosen but the first cell."""
    shown = seat.go("trainers", "health")
    assert isinstance(shown, TrainersScreen)
    seat.size(1366, 768)
    seat.front()
    shown.health.show_day(seat.desk.today)
    seat.until(lambda: shown.health.health is not None)
    seat.rest()
    shown.health.table.setFocus()
    at(shown, 0, 0)
    seat.rest()
    return shown


def at(page: TrainersScreen, row: int, column: int) -> None:
    """Go to a cell and let it be told of."""
    page.health.table.setCurrentIndex(page.health.model.index(row, column))
    page.health.tell()


def course(page: TrainersScreen, called: str) -> int:
    return next(n for n, one in enumerate(page.health.health.courses) if one.called == called)


def told(seat: Seat) -> list[str]:
    return [one.text() for one in seat.window.panes.inspector.findChildren(QLabel) if one.isVisible()]


def link(within, words: str) -> Button:
    return next(one for one in within.findChildren(Button) if one.text() == words and one.isVisible())


def listed(seat: Seat) -> set[str]:
    return {row.id for row in seat.window.navigator.shown().listing.model.rows()}


def test_turning_to_it_opens_no_window_of_its_own_and_the_keyboard_is_on_a_cell(seat, qtbot):
    shown = seat.go("trainers", "table")
    seat.front()
    shown.choice._parts["health"].setFocus()
    shown.choice._parts["health"].click()
    seat.until(lambda: shown.health.table.hasFocus() and shown.health.table.current_cell() is not None)
    assert seat.window.isActiveWindow()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [seat.window]


def test_the_choice_in_the_header_turns_to_pool_health_and_back(seat, page, qtbot):
    assert page.is_health()
    assert page.save.isVisible()
    assert not page.add.isVisible()
    facts = [one.text() for one in page.header.findChildren(QLabel) if one.isVisible()]
    assert any(text.startswith("Pool health on Mon 23 Nov 2026") for text in facts)
    qtbot.keyClick(page.health.table, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert not page.is_health()
    assert page.add.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    seat.rest()
    assert page.is_health()
    seat.window.navigator.back()
    assert not page.is_health()


def test_the_keyboard_begins_at_the_thinnest_course_where_most_people_carry_it(seat, page):
    heat = page.health.model
    row, column = heat.weightiest()
    cell = heat.cells[row][column]
    assert cell.course.meaning is not None
    assert len(cell.people) == max(
        len(agency.by_course.get(cell.course.id, ())) for agency in page.health.health.agencies
    )
    page.health.table.clearFocus()
    page.health.table.selectionModel().clear()
    page.health.table.setFocus()
    assert page.health.table.current_cell() == cell


def test_every_cell_prints_its_number_and_is_read_out_with_agency_and_course(seat, page):
    health, model = page.health.health, page.health.model
    for row, agency in enumerate(health.agencies):
        for column, one in enumerate(health.courses):
            number = len(agency.by_course.get(one.id, ()))
            index = model.index(row, column)
            assert index.data() == (str(number) if number else "none")
            said = index.data(Qt.ItemDataRole.AccessibleTextRole)
            assert said == f"{agency.name}, {one.title}: {number or 'none'} approved"
    kinds = [line for _, line in model.rows]
    assert kinds[-3:] == [Line.TOTAL, Line.PLACES, Line.EACH]


def test_arrow_keys_move_cell_by_cell_and_enter_opens_the_people_of_the_cell(seat, page, qtbot):
    qtbot.keyClick(page.health.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.health.table, Qt.Key.Key_Right)
    cell = page.health.table.current_cell()
    agency, one = page.health.health.agencies[1], page.health.health.courses[1]
    assert (cell.agency, cell.course) == (agency, one)
    assert cell.people
    seat.until(lambda: f"{len(cell.people)} of the {len(one.people)} approved for this course" in told(seat))
    qtbot.keyClick(page.health.table, Qt.Key.Key_Return)
    seat.rest()
    assert not page.is_health()
    assert listed(seat) == set(cell.people)
    assert page.filters.chips(page.known)[0] == ("only", "Shown", f"{one.short_name}, {agency.short}")
    seat.window.navigator.back()
    seat.rest()
    assert page.is_health()


def test_a_thin_course_says_why_and_names_whom_a_briefing_would_help(seat, page):
    at(page, 1, course(page, "PCC"))
    seat.rest()
    said = told(seat)
    assert "Why this course is thin" in said
    assert "7 trainers, 8 places from Jan to Mar" in said
    assert "Stop above 1.2 places each, attention above 0.85." in said
    helpers = page.health.health.courses[course(page, "PCC")].helpers
    assert helpers[0].name in [one.text() for one in seat.window.panes.inspector.findChildren(Button)]
    link(seat.window.panes.inspector, "Show them").click()
    seat.rest()
    assert listed(seat) == {one.id for one in helpers}


def test_the_figures_below_the_agencies_are_doors_too(seat, page, qtbot):
    rows = len(page.health.model.rows)
    at(page, rows - 3, course(page, "NEG"))
    qtbot.keyClick(page.health.table, Qt.Key.Key_Return)
    seat.rest()
    neglect = page.health.health.courses[course(page, "NEG")]
    assert listed(seat) == set(neglect.people)
    seat.go("trainers", "health")
    at(page, rows - 2, course(page, "NEG"))
    seat.rest()
    assert f"{len(neglect.sessions)} sessions planned, Jan to Mar" in told(seat)
    qtbot.keyClick(page.health.table, Qt.Key.Key_Return)
    seat.rest()
    assert seat.window.navigator.here == "programme"


def test_a_bar_opens_the_people_whose_approval_or_agreement_ends_and_the_chart_is_a_table_as_well(seat, page, qtbot):
    ends = page.health.ends
    ends.chart.setFocus()
    qtbot.keyClick(ends.chart, Qt.Key.Key_Right)
    qtbot.keyClick(ends.chart, Qt.Key.Key_Right)
    qtbot.keyClick(ends.chart, Qt.Key.Key_Return)
    month = next(one for one in page.health.health.ends if one.start == date(2027, 2, 1))
    assert "Ending in Feb 2027" in told(seat)
    link(seat.window.panes.inspector, "Open them as a list").click()
    seat.rest()
    assert listed(seat) == set(month.people)
    seat.go("trainers", "health")
    ends.switch.click()
    assert ends.table.isVisible()
    assert not ends.chart.isVisible()
    assert ends.switch.text() == "As a chart"
    place = ends.model.place_of(month.start)
    cells = [str(ends.model.index(place, column).data()) for column in range(4)]
    assert cells == ["Feb 2027", str(len(month.approvals)), str(len(month.agreements)), str(month.count)]
    ends.switch.click()


@pytest.mark.parametrize("panel", ["standing", "stages", "spread", "shares"])
def test_each_figure_of_the_lists_opens_exactly_its_people(seat, page, panel):
    lines = getattr(page.health.groups, panel)
    first = lines._links[0]
    health = page.health.health
    groups = {"standing": health.standings, "stages": health.stages, "spread": health.spread}
    if panel == "shares":
        expected = set(max(health.agencies, key=lambda one: one.deliveries).people)
    else:
        expected = set(next(group for group in groups[panel] if group.words == first.text()).people)
    first.click()
    seat.rest()
    assert listed(seat) == expected


def test_down_moves_from_line_to_line(seat, page, qtbot):
    first, second = page.health.groups.standing._links[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()


def test_the_table_is_copied_with_its_headings(seat, page, qtbot):
    qtbot.keyClick(page.health.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().rstrip("\n").split("\n")
    assert lines[0].split("\t")[0] == "Approved, by agency"
    assert len(lines) == len(page.health.model.rows) + 1
    assert all(len(line.split("\t")) == len(page.health.model.heads) + 1 for line in lines)
    assert lines[-3].split("\t")[-1] == str(len(page.health.health.able))


def test_another_day_is_shown_and_said(seat, page):
    before = len(page.health.health.able)
    page.health.show_day(date(2027, 9, 1))
    seat.until(lambda: page.health.health.on == date(2027, 9, 1))
    assert len(page.health.health.able) < before
    assert page.health.groups.standing.title.text() == "Standing on 1 Sep 2027"


def test_the_cell_in_focus_keeps_its_ring_after_a_deed_elsewhere(seat, page):
    at(page, 2, 3)
    someone = page.health.health.able[0]
    page.deeds.renew([someone], seat.desk.today)
    seat.rest()
    index = page.health.table.currentIndex()
    assert (index.row(), index.column()) == (2, 3)
    seat.undo()


def test_the_menu_of_a_cell_says_what_the_inspector_says(seat, page):
    at(page, 1, course(page, "PCC"))
    words = [action.text().split("\t")[0] for action in page.health.menu(page.health.table.current_cell()).actions()]
    assert words[0] == "Open them as a list"
    assert "Brief 6 near-ready trainers: show them" in words
    assert "Ask agencies for applicants: draft letter" in words


class Mail(QObject):
    """Stands where the person's mail program would."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    @Slot(QUrl)
    def take(self, link: QUrl) -> None:
        self.links.append(link.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def test_a_letter_to_agencies_is_begun_with_the_figures_of_the_course(seat, page):
    mail = Mail()
    QDesktopServices.setUrlHandler("mailto", mail, "take")
    try:
        at(page, 1, course(page, "PCC"))
        seat.rest()
        link(seat.window.panes.inspector, "Draft letter").click()
    finally:
        QDesktopServices.unsetUrlHandler("mailto")
    asked = parse_qs(urlsplit(mail.links[0]).query)
    assert asked["subject"] == ["Trainers for Professional Curiosity and Challenge"]
    assert (
        "7 trainers for Professional Curiosity and Challenge and 8 places to fill from Jan to Mar" in asked["body"][0]
    )
    assert "2 sessions a year" in asked["body"][0]
    assert QGuiApplication.clipboard().text().startswith("Trainers for Professional Curiosity")


def test_it_is_saved_as_a_report(seat, page, tmp_path):
    seat.answers.path = tmp_path / "health.csv"
    page.save.click()
    seat.until((tmp_path / "health.csv").exists)
    seat.rest()
    text = (tmp_path / "health.csv").read_text(encoding="utf-8-sig")
    assert "Demand beside supply, Jan to Mar" in text
    assert "Ellerdale NHS Trust" in text


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_nothing_is_clipped_and_all_that_takes_focus_has_a_name(seat, page, size):
    at(page, 1, course(page, "PCC"))
    seat.size(*size)
    assert clipped(page) == []
    assert nameless(page) == []
    assert clipped(seat.window.panes.inspector) == []
    assert page.health.widget().width() <= page.health.viewport().width()
    page.show_filters(Filters())


def test_the_focus_is_seen_on_every_step_of_colour(seat, page):
    """The ring is doubled: on each heat cell some pixels of its edge differ from the cell without the focus."""
    seen = set()
    table = page.health.table
    for row in range(len(page.health.health.agencies)):
        for column in range(len(page.health.health.courses)):
            step = page.health.model.cells[row][column].step
            if step in seen:
                continue
            seen.add(step)
            rect = table.visualRect(page.health.model.index(row, column)).adjusted(0, 0, -1, -1)
            at(page, row, column)
            with_ring = table.viewport().grab(rect).toImage()
            at(page, (row + 1) % 3, (column + 2) % 4)
            assert differing(with_ring, table.viewport().grab(rect).toImage()) > 200
    assert len(seen) >= 4


def differing(one: QImage, other: QImage) -> int:
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()) for y in range(one.height()))


def test_moving_over_the_cells_never_holds_the_window_up(seat, page, qtbot):
    monitor = TurnMonitor()
    longest = []
    for _ in range(4):
        monitor.start()
        qtbot.keyClick(page.health.table, Qt.Key.Key_Down)
        seat.rest()
        longest.append(monitor.stop())
    assert min(longest) <= 50, longest
