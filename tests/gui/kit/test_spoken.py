"""Painted widgets as Qt tells screen readers of them: a role, a child for each thing drawn, gone with the widget."""

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible

from trainerpool.gui.charts.bars import Bar, BarChart
from trainerpool.gui.charts.falling import FallingSteps
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.screens.programme.days_grid import DaysGrid
from trainerpool.problem import Problem


def said(widget):
    return QAccessible.queryAccessibleInterface(widget)


def test_a_chart_has_a_role_and_a_child_for_each_bar(qtbot, dressed):
    chart = BarChart("Bookings", [Bar("Health", 7), Bar("Housing", 5)], lying=True)
    qtbot.addWidget(chart)
    chart.show()
    found = said(chart)
    assert found.role() is QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "Bookings"
    children = [found.child(place) for place in range(found.childCount())]
    assert [one.text(QAccessible.Text.Name) for one in children] == ["Health: 7", "Housing: 5"]
    assert children[0].state().selected
    assert not children[1].state().selected
    assert children[1].rect().top() > children[0].rect().top()
    assert found.indexOfChild(children[1]) == 1
    middle = children[1].rect().center()
    assert found.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name) == "Housing: 5"


def test_what_is_drawn_anew_is_said_anew(qtbot, dressed):
    chart = BarChart("Bookings", [Bar("Health", 7), Bar("Housing", 5)])
    qtbot.addWidget(chart)
    chart.show()
    last = said(chart).child(1)
    chart.set_bars([Bar("Police", 1)])
    assert said(chart).childCount() == 1
    assert said(chart).child(0).text(QAccessible.Text.Name) == "Police: 1"
    assert not last.isValid()


def test_an_alert_and_a_line_have_their_roles(qtbot, dressed):
    line, alert = FallingSteps(), ErrorPanel(Problem("It could not be read"))
    for one, role in ((line, "Graphic"), (alert, "AlertMessage")):
        qtbot.addWidget(one)
        assert said(one).role().name == role
        assert said(one).text(QAccessible.Text.Name)


def test_nothing_is_left_of_a_chart_that_is_gone(qtbot, dressed):
    for _ in range(50):
        chart = BarChart("Bookings", [Bar("Health", 7), Bar("Housing", 5)])
        child = said(chart).child(1)
        assert child.isValid()
        ids = [QAccessible.uniqueId(said(chart).child(place)) for place in range(2)]
        chart.deleteLater()
        del chart, child
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert [QAccessible.accessibleInterface(one) for one in ids] == [None, None]
    gc.collect()


def test_a_month_and_a_week_have_a_child_for_each_session(shared):
    page = shared.go("programme")
    for view in ("month", "week"):
        page.show_view(view)
        shared.rest()
        grid = next(one for one in page.findChildren(DaysGrid) if one.isVisible())
        found = said(grid)
        assert found.role() is QAccessible.Role.List
        names = [found.child(place).text(QAccessible.Text.Name) for place in range(found.childCount())]
        assert len(names) == sum(len(rows) for day, rows in grid.by_day.items() if grid.is_inside(day)) > 0
        assert any(name.startswith("Wed 25 Nov 2026, 09:30 ") for name in names)
        assert all(grid.rect().contains(part.rect) for part in grid.spoken_parts())
