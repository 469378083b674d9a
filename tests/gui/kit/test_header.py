"""The head of a page keeps all of its facts at every width."""

import pytest
from PySide6.QtWidgets import QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import PageHeader
from trainerpool.gui.parts.labels import Label

FACTS = [
    "62 in the pool: ",
    ("49 approved", lambda: None),
    ", ",
    ("7 candidates", lambda: None),
    ", with a long tail of words",
]


@pytest.mark.parametrize("wide", [1366, 1024, 683, 420])
def test_no_fact_is_lost_and_none_lies_over_another(qtbot, dressed, wide):
    window = QWidget()
    qtbot.addWidget(window)
    header = PageHeader("Trainers", FACTS, [Button("Add trainer", "filled")])
    header.setParent(window)
    window.resize(wide, 200)
    header.resize(wide, 120)
    window.show()
    qtbot.waitExposed(window)
    header.resize(wide - 20, 121)
    shown = [one for one in header._facts.findChildren(QWidget) if isinstance(one, Label | Button) and one.isVisible()]
    assert [one.text().lstrip(", ") for one in shown] == [
        (fact if isinstance(fact, str) else fact[0]).lstrip(", ") for fact in FACTS
    ]
    for one in shown:
        assert one.geometry().bottom() <= header._facts.height()
        others = [two for two in shown if two is not one]
        assert not any(
            one.geometry().adjusted(2, 2, -2, -2).intersects(two.geometry().adjusted(2, 2, -2, -2)) for two in others
        )


def test_a_header_that_grew_for_its_facts_is_low_again_where_there_is_room(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    header = PageHeader("Trainers", FACTS, [Button("Add trainer", "filled")])
    header.setParent(window)
    window.resize(1366, 300)
    window.show()
    qtbot.waitExposed(window)
    highs = []
    for wide in (1366, 420, 1366):
        header.resize(wide, header.minimumHeight())
        highs.append(header.minimumHeight())
    assert highs[1] > highs[0] == highs[2]
