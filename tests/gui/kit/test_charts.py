"""The charts: their table, their words, their keys; the health strip as doors; loading with an honest estimate."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from trainerpool.gui.background import CancelToken, Job, Progress
from trainerpool.gui.charts.bars import Bar, BarChart
from trainerpool.gui.charts.falling import FallingSteps
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.health import HealthFact, HealthStrip
from trainerpool.gui.parts.notices import Loading


@pytest.mark.parametrize("lying", [False, True])
def test_a_bar_is_reached_and_opened_by_keyboard_and_the_chart_says_what_its_table_says(qtbot, dressed, lying):
    chart, opened = BarChart("Bookings", [Bar("Police", 7), Bar("Housing", 5, "5 booked")], lying=lying), []
    qtbot.addWidget(chart)
    chart.opened.connect(opened.append)
    chart.resize(300, 120)
    chart.show()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [1]
    assert chart.as_rows() == (("Police", "7"), ("Housing", "5 booked"))
    assert chart.accessibleDescription() == "Police: 7; Housing: 5 booked"


def test_the_falling_line_is_said_in_words(qtbot, dressed):
    chart = FallingSteps()
    qtbot.addWidget(chart)
    assert chart.accessibleDescription() == "no plan yet"
    chart.set_points([(0, 1980), (3, 1284)], [(0, 900), (2, 1236)], 4)
    assert chart.accessibleDescription() == "best 1,284, bound 1,236"
    assert chart.as_rows()[1] == ("best after 3.0 s", "1,284")


def test_every_count_of_the_strip_is_a_door_and_says_its_meaning(qtbot, dressed):
    strip, opened = (
        HealthStrip([HealthFact("staffed", "Staffed, next 8 weeks", "34 of 37", "sessions", Meaning.ATTENTION)]),
        [],
    )
    qtbot.addWidget(strip)
    strip.opened.connect(opened.append)
    (part,) = strip.findChildren(QAbstractButton)
    assert part.accessibleName() == "Staffed, next 8 weeks: 34 of 37 sessions, attention"
    qtbot.keyClick(part, Qt.Key.Key_Space)
    assert opened == ["staffed"]


def test_loading_follows_a_job_and_cancel_asks_it_to_stop(qtbot, dressed):
    token, progress = CancelToken(), Progress()
    job = Job(lambda: None, title="Reading", cancel_token=token, progress=progress)
    loading = Loading("Reading Trainers 2026-27.xlsx")
    qtbot.addWidget(loading)
    loading.follow(job)
    progress(6200, 10_000, "rows")
    assert loading.count.text() == "6,200 of 10,000 rows"
    loading.cancel.click()
    assert token.is_cancelled()
    assert loading.cancel.is_blocked()
