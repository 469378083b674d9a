"""What the tests of the Allocation page share: the page opened, waited for, and read."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.screens.seats import Seat
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.allocation.screen import AllocationScreen
from trainerpool.gui.tables.board_model import CellState
from trainerpool.queries.sessions import session, sessions

TERM = (date(2027, 1, 11), date(2027, 3, 26))


@pytest.fixture
def page(seat: Seat) -> AllocationScreen:
    return opened(seat)


@pytest.fixture
def still(shared: Seat) -> AllocationScreen:
    """The page of the window that all tests share which leave it as it was."""
    made = opened(shared)
    made.choose_period(next(one.key for one in made.loaded.periods if one.name == "Spring term 2027"))
    made.show_board()
    settled(shared, made)
    return made


def opened(seat: Seat) -> AllocationScreen:
    shown = seat.go("allocation")
    assert isinstance(shown, AllocationScreen)
    shown.proposals.seconds = 4.0
    settled(seat, shown)
    return shown


def settled(seat: Seat, page: AllocationScreen) -> None:
    seat.until(lambda: page.picture is not None and not page.painter.is_busy)
    seat.rest()


def proposed(seat: Seat, page: AllocationScreen) -> None:
    seat.until(page.has_proposal, 10_000)
    seat.until(lambda: not page.proposals.search.is_running(), 15_000)
    settled(seat, page)


def press(qtbot, window, key, modifiers) -> None:
    """A key where the focus is, as a person presses it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifiers)


def a_cell(page: AllocationScreen, state: CellState, short: bool = False) -> tuple[str, str]:
    """A cell in this state; where asked, of a session with an empty place."""
    assert page.picture is not None
    for one in page.picture.sessions:
        if short and one.places.startswith("2"):
            continue
        for trainer in page.picture.trainers:
            if page.picture.info(one.key, trainer.key).cell.state is state:
                return str(one.key), str(trainer.key)
    raise AssertionError(f"no cell is {state}")


def inspector(seat: Seat) -> str:
    return "\n".join(one.text() for one in seat.window.panes.inspector.findChildren(QLabel) if one.isVisible())


def buttons(seat: Seat) -> dict[str, Button]:
    return {one.text(): one for one in seat.window.panes.inspector.findChildren(Button) if one.isVisible()}


def standing(seat: Seat, key: str) -> dict[str, tuple[str, str, bool]]:
    row = seat.desk.ask(session, key)
    assert row is not None
    return {one.person_id: (one.role, one.state, one.pinned) for one in row.team}


def confirmed(seat: Seat) -> int:
    rows = seat.desk.ask(sessions, *TERM)
    return sum(one.state == "confirmed" for row in rows for one in row.trainers)
