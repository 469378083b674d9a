"""A trainer pack goes from its first draft to approval through a review that fails, by keys alone."""

from __future__ import annotations

from pathlib import Path

from tests.gui.screens.materials_seat import a_pdf
from tests.gui.screens.seats import Seat
from tests.journeys.conftest import Traveller
from tests.journeys.hands import Hands
from trainerpool.gui.screens.materials.screen import MaterialsScreen
from trainerpool.operations.example import EXAMPLE_DAY, import_example

ITEMS = 29
WHY = "Slide 22 gives the number that closed in August."
MOST_KEYS = 72
NOTE = "One number is to be put right."
ANSWER = "Slide 22 has the number of the new front door."


def page_of(seat: Seat) -> MaterialsScreen:
    shown = seat.window.navigator.shown()
    assert isinstance(shown, MaterialsScreen)
    return shown


def stands(seat: Seat, main: str) -> None:
    """Wait until the filled deed is this one, and nothing is under way."""
    page = page_of(seat)
    seat.until(lambda: page.head.main.text() == main, 10_000)
    seat.rest()


def test_a_pack_is_approved_after_a_review_that_failed(traveller: Traveller, tmp_path: Path) -> None:
    desk = traveller.desk()
    import_example(desk)
    desk.store.close()
    with traveller.window() as seat:
        hands = Hands(seat)
        seat.answers.paths = [a_pdf(tmp_path)]
        hands.press("Alt+5", "Ctrl+F")
        hands.type("self-n")
        hands.press("Return")
        seat.until(
            lambda: page_of(seat).shown is not None and page_of(seat).shown.course.short_name.startswith("Self-neglect")
        )
        begin(seat, hands)
        review(seat, hands)
        answer(seat, hands)
        review_again(seat, hands)
    typed = len(WHY) + len(ANSWER) + len("Rhodri Pryce-Lowe") + 2 * len("Aled Thwaite") + len(NOTE)
    assert hands.count - typed <= MOST_KEYS

    told = traveller.terminal("export", str(traveller.pool), "materials", "--on", EXAMPLE_DAY.isoformat())
    mine = [one for one in told if one["course"] == "SNH"]
    assert [(one["version"], one["state"], one["files"]) for one in mine] == [("1.0", "approved", 1)]
    assert (mine[0]["author"], mine[0]["approved_by"]) == ("Rhodri Pryce-Lowe", "Marian Holt")
    assert (mine[0]["approved_on"], mine[0]["review_due"]) == ("2026-11-23", "2027-11-23")


def begin(seat: Seat, hands: Hands) -> None:
    """The draft with its author and a file, sent to review; nobody is named who reads it."""
    hands.press("Ctrl+N", "Tab")
    hands.type("Rhodri Pryce-Lowe")
    hands.press("Ctrl+Return")
    stands(seat, "Send to review")
    page = page_of(seat)
    assert page.tabs.tab() == "files"
    hands.press("Return")
    seat.until(lambda: page.tabs.bar.tabText(1) == "Files 1", 10_000)
    hands.press("Ctrl+Return", "Ctrl+Return")
    stands(seat, "Begin the review")


def review(seat: Seat, hands: Hands) -> None:
    """Aled Thwaite reads it; item 6 is a starred No, so that only returning it is left."""
    hands.press("Ctrl+Return")
    hands.press("Ctrl+A")
    hands.type("Aled Thwaite")
    hands.press("Ctrl+Return")
    stands(seat, "Next item")
    page = page_of(seat)
    hands.press("Ctrl+Return")
    for number in range(1, ITEMS + 1):
        if number == 6:
            hands.press("3")
            hands.type(WHY)
            hands.press("Ctrl+Return")
        else:
            hands.press("1")
    stands(seat, "Return to author")
    assert page.head.approve.is_blocked()
    assert hands.sees("Item 6 is starred and says No")
    hands.press("Ctrl+Return")
    hands.type(NOTE)
    hands.press("Ctrl+Return")
    stands(seat, "Send to review")


def answer(seat: Seat, hands: Hands) -> None:
    """The author answers the remark and sends it again."""
    hands.press("Ctrl+J")
    assert page_of(seat).tabs.checklist.table.current_row().item == "6"
    hands.type(ANSWER)
    hands.press("Ctrl+Return")
    seat.until(lambda: page_of(seat).tabs.checklist.table.lines.row_at(5).answer == ANSWER)
    hands.press("Ctrl+Return", "Ctrl+Return")
    stands(seat, "Begin the review")


def review_again(seat: Seat, hands: Hands) -> None:
    """What was Yes is taken over; the one item left is judged, and the version approved."""
    hands.press("Ctrl+Return")
    hands.press("Ctrl+A")
    hands.type("Aled Thwaite")
    hands.press("Ctrl+Return")
    stands(seat, "Next item")
    assert page_of(seat).shown.page.to_go == 1
    hands.press("Ctrl+Return", "1")
    stands(seat, "Approve")
    assert hands.sees("It can be approved")
    hands.press("Ctrl+Return", "Ctrl+Return")
    seat.until(lambda: page_of(seat).shown.page.version.state == "approved", 10_000)
    seat.rest()
