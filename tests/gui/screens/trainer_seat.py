"""A seat at one trainer's page: whom to visit, what is said there, which button is pressed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from tests.gui.screens.seats import Seat
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.trainer.screen import TrainerScreen
from trainerpool.gui.screens.trainers.words import Visit
from trainerpool.queries.people import people
from trainerpool.queries.trainer_evidence import EvidenceLine

NADIA, GWEN, FEMI = "Nadia Farouk", "Gwen Abara", "Femi Dacosta"


def key_of(seat: Seat, name: str) -> str:
    return next(row.id for row in seat.desk.ask(people, seat.desk.today) if row.name == name)


def visit(seat: Seat, name: str, tab: str = "evidence", among: tuple[str, ...] = ()) -> TrainerScreen:
    key = key_of(seat, name)
    page = seat.go("trainer", Visit(key, tuple(key_of(seat, one) for one in among), "negl" if among else "", tab))
    seat.until(lambda: page.page is not None and page.page.person.id == key)
    seat.rest()
    seat.front()
    return page


def said(page: TrainerScreen) -> list[str]:
    return [one.text() for one in page.why.findChildren(QLabel) if one.isVisible() and one.text()]


def lines(page: TrainerScreen) -> tuple[EvidenceLine, ...]:
    return page.tabs.evidence.rows.model.rows()


def press(seat: Seat, within, words: str) -> None:
    """Press the button with these words, once it is there."""
    there: list[Button] = []

    def found() -> bool:
        there[:] = [one for one in within.findChildren(Button) if one.text() == words and one.isVisible()]
        return bool(there)

    seat.until(found)
    there[0].click()
