"""Standing at the programme's page: keys pressed, sessions found, forms and deeds at hand."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.screens.seats import Seat
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.programme.form import SessionForm
from trainerpool.gui.screens.programme.screen import ProgrammeScreen

DECEMBER = date(2026, 12, 1)
CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(seat: Seat, day: date = DECEMBER) -> ProgrammeScreen:
    page = seat.go("programme")
    assert isinstance(page, ProgrammeScreen)
    seat.front()
    page.bar.clear()
    page.show_view("month")
    page.show_month(day)
    seat.rest()
    page.month.setFocus()
    return page


def press(
    seat: Seat, page: ProgrammeScreen, *keys: Qt.Key, with_key: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        QTest.keyClick(page.month, key, with_key)
        seat.rest()


def stand_on(seat: Seat, page: ProgrammeScreen, day: date, title: str = ""):
    row = next(one for one in page.page.rows if one.session.first_date == day and title in one.session.title)
    page.month.choose(row.id)
    seat.rest()
    return row


def form(seat: Seat) -> SessionForm:
    def found() -> list[SessionForm]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, SessionForm) and one.isVisible()]

    seat.until(lambda: bool(found()))
    return found()[0]


def inspector(seat: Seat) -> list[str]:
    return [one.text() for one in seat.window.panes.inspector.findChildren(QLabel) if one.isVisible()]


def deed(seat: Seat, words: str) -> Button:
    return next(
        one for one in seat.window.panes.inspector.findChildren(Button) if one.text() == words and one.isVisible()
    )


def shown_in_month(page: ProgrammeScreen) -> set[str]:
    return {row.id for day, rows in page.month.by_day.items() if page.month.is_inside(day) for row in rows}
