"""An agenda of thousands of lines is laid out without a question for each; its lines grow with the text."""

from __future__ import annotations

from datetime import timedelta

import pytest

from trainerpool.gui import theme
from trainerpool.gui.screens.programme.agenda import AgendaView
from trainerpool.gui.screens.programme.agenda_model import AgendaLine, AgendaModel

MANY = 2_000


@pytest.fixture
def agenda(shared, qtbot, monkeypatch):
    today = shared.desk.today
    made = AgendaView()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    qtbot.waitExposed(made)
    asked: list[int] = []
    data = AgendaModel.data
    monkeypatch.setattr(AgendaModel, "data", lambda self, index, *role: asked.append(1) or data(self, index, *role))
    lines = [AgendaLine(today + timedelta(days=number), None, None, "no session") for number in range(MANY)]
    made.show_lines(lines, earlier=False, later=False)
    made.grab()
    made.asked = asked
    return made


def test_only_the_lines_in_sight_are_asked_for(agenda):
    high = agenda.visualRect(agenda.lines.index(0)).height()
    assert agenda.verticalScrollBar().maximum() == MANY * high - agenda.viewport().height()
    assert len(agenda.asked) < MANY / 4


def test_lines_are_higher_where_the_text_is_larger(agenda, shared):
    before = agenda.visualRect(agenda.lines.index(0)).height()
    looks = shared.window.looks
    try:
        looks.set_text_size(2.0)
        shared.until(lambda: agenda.visualRect(agenda.lines.index(0)).height() == theme.line_height() + 18)
        assert theme.line_height() + 18 > before
    finally:
        looks.set_text_size(1.0)
        shared.rest()
