"""Scenes of the programme, of Allocation, of the import review and of Settings."""

from __future__ import annotations

from tests.gui.album.acting import context, dialog, focus, in_list, keys, menu, press, row, search, then
from tests.gui.album.scenes import scene, states_of, waiting
from tests.gui.screens.seats import Seat
from trainerpool.gui.screens.programme.screen import ProgrammeScreen
from trainerpool.operations.example import example_workbook


def programme(seat: Seat) -> ProgrammeScreen:
    page = seat.window.navigator.shown()
    assert isinstance(page, ProgrammeScreen)
    return page


states_of("programme")
waiting("programme")
scene("programme", "an empty month", pool="empty")
for word in ("Week", "Agenda", "Table"):
    scene("programme", word.lower(), lambda seat, word=word: press(seat, word))
scene("programme", "publishing", lambda seat: menu(seat, "Publish"))
scene("programme", "a session's menu", then(lambda seat: press(seat, "Month"), focus("MonthGrid"), context))
scene("programme", "adding", lambda seat: (keys(seat, "Ctrl+N"), dialog(seat)))
scene("programme", "changing", lambda seat: (press(seat, "Change it"), dialog(seat)))
scene("programme", "nothing found", search("neglct"))
scene("programme", "a series", lambda seat: (keys(seat, "Ctrl+Shift+N"), dialog(seat)))
scene("programme", "one again", lambda seat: (press(seat, "Duplicate it"), dialog(seat)))
scene("programme", "attendance", lambda seat: (press(seat, "Record bookings and attendance"), dialog(seat)))
scene("programme", "a term again", lambda seat: (programme(seat).deeds.copy_term(programme(seat).page), dialog(seat)))
scene("programme", "the month on paper", lambda seat: (keys(seat, "Ctrl+P"), dialog(seat)))
scene("programme", "moving", then(focus("MonthGrid"), lambda seat: keys(seat, "Ctrl+X", "Right")))

states_of("allocation")
waiting("allocation")
scene("allocation", "no session yet", pool="empty")
scene("allocation", "periods", lambda seat: menu(seat, "Spring term"))
scene("allocation", "a cell", then(focus("BoardView"), lambda seat: keys(seat, "Right", "Down")))
scene(
    "allocation",
    "a cell's menu",
    then(lambda seat: press(seat, "Board"), focus("BoardView"), lambda seat: keys(seat, "Right", "Down"), context),
)
scene("allocation", "filtering", lambda seat: press(seat, "Filter"))
scene("allocation", "by trainer", lambda seat: press(seat, "By trainer"))


def propose(seat: Seat) -> None:
    page = seat.window.navigator.shown()
    page.proposals.seconds = 2.0
    press(seat, "Propose")
    seat.until(lambda: page.has_proposal() and not page.proposals.search.is_running(), 20_000)


def compare(seat: Seat) -> None:
    propose(seat)
    page = seat.window.navigator.shown()
    page.comparing.propose_for("fairness")
    seat.until(lambda: page.comparing.is_shown, 20_000)


def repair(seat: Seat) -> None:
    page = seat.window.navigator.shown()
    press(seat, "Repair")
    seat.until(lambda: page.has_proposal() and not page.proposals.search.is_running(), 20_000)


scene("allocation", "a proposal", propose)
scene("allocation", "two proposals compared", compare)
scene("allocation", "a repair", repair)
scene("allocation", "weeks", lambda seat: press(seat, "Weeks"))
scene("allocation", "other days", lambda seat: seat.window.navigator.shown().other_days())

states_of("offers")
waiting("offers")
scene("offers", "nothing offered", pool="empty")
scene("offers", "letters", lambda seat: press(seat, "Letters"))
scene("offers", "a row's menu", then(row(0), context))
scene("offers", "declining", then(row(0), lambda seat: press(seat, "Declines")))
scene("offers", "standing in", then(row(0), lambda seat: press(seat, "Somebody stands in")))
scene("offers", "nothing found", search("neglct"))

states_of("import")
scene("import", "nothing brought in", pool="empty")


def review(seat: Seat) -> None:
    page = seat.window.navigator.shown()
    page.bring_in(example_workbook())
    seat.until(lambda: page.review is not None, 20_000)


scene("import", "the same workbook again", review)
scene("import", "a workbook reviewed", review, pool="empty")

states_of("settings")
waiting("settings")
scene("settings", "nothing in the pool", pool="empty")
for section in ("Policy", "Agencies", "Courses", "Venues", "Travel", "Terms", "People", "Backups", "Appearance"):
    scene("settings", section.lower(), in_list(section))
scene("settings", "searched", search("agreement"))
scene("settings", "nothing found", search("qwertz"))
