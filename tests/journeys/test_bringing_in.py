"""A workbook brought in and its questions settled, by keys alone."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from PySide6.QtWidgets import QApplication

from tests.journeys.hands import Hands
from trainerpool.gui.screens import SCREENS

QUESTIONS = 2
EXCHANGE = [page.key for page in SCREENS if page.place == "rail"].index("exchange") + 1
ROWS = (
    ("Name", "Agency", "E-mail", "Phone", "TtT completed", "Signed off", "Courses"),
    ("Quillon, Marta", "Northmoor Police", "m.quillon@police.example.org", "01632 960701", "03/02/2025", "14/05/2025", "NEG"),
    ("Otto Brandreth", "Northmoor Childrens Svc", "o.brandreth@childrens.example.org", "", "19/10/2024", "20/11/2024", "NEG"),
    ("Otto Brandreth", "Northmoor Childrens Svc", "", "01632 960702", "", "", ""),
    ("Bettina Rask", "Ellerdale NHS Trust", "b.rask@ellerdale.example.org", "", "13/03/2025", "", ""),
    ("Ivo Sandgate", "Ellerdale NHS Trust", "i.sandgate@ellerdale.example.org", "", "03/13/2025", "", ""),
)  # fmt: skip


def _workbook(folder: Path) -> Path:
    book = Workbook()
    book.active.title = "Register"
    for row in ROWS:
        book.active.append(row)
    book.save(folder / "Trainers 2027.xlsx")
    return folder / "Trainers 2027.xlsx"


def test_a_workbook_is_brought_in_and_its_questions_settled(traveller, tmp_path):
    with traveller.window() as seat:
        seat.answers.path = _workbook(tmp_path)
        hands = Hands(seat)
        hands.press(f"Alt+{EXCHANGE}", "Ctrl+N")
        page = seat.window.navigator.shown()
        seat.until(lambda: page.review is not None, 20_000)
        seat.rest()
        asked = len(page.telling.asking.waiting())
        assert asked == QUESTIONS
        hands.press("Return")
        for _ in range(asked):
            assert page.telling.pane.options.isAncestorOf(QApplication.focusWidget())
            hands.press("Space", "Return")
        assert not page.telling.asking.waiting()
        hands.press("Ctrl+Return")
        seat.until(lambda: seat.window.navigator.here == "trainers", 20_000)
    assert hands.count <= 8
    assert traveller.terminal("decide", str(traveller.pool), "--list") == {"questions": []}
    found = traveller.exported("trainers")
    assert sorted(one["family_name"] for one in found) == ["Brandreth", "Quillon", "Rask", "Sandgate"]
    otto = next(one for one in found if one["family_name"] == "Brandreth")
    assert (otto["email"], otto["phone"]) == ("o.brandreth@childrens.example.org", "01632 960702")
