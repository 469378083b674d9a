"""A term is staffed by keys alone, from the first page to the last confirmed place, and each keystroke is counted."""

from __future__ import annotations

from datetime import date

from tests.journeys.conftest import Traveller
from tests.journeys.hands import Hands
from trainerpool.operations.example import import_example
from trainerpool.operations.settings import add_term

TERM = (date(2027, 1, 11), date(2027, 3, 26))
MOST_KEYS = 5


def places(traveller: Traveller) -> tuple[int, int]:
    """(places of the spring term's sessions held by somebody, of those confirmed), as the terminal exports them."""
    rows = [
        place["state"]
        for one in traveller.exported("sessions")
        if TERM[0].isoformat() <= one["parts"][0]["start"][:10] <= TERM[1].isoformat()
        for place in one["allocations"]
    ]
    return len(rows), rows.count("confirmed")


def test_a_term_is_staffed_in_at_most_five_keystrokes(traveller):
    desk = traveller.desk()
    import_example(desk)
    add_term(desk, "Spring term 2027", *TERM)
    desk.store.close()
    held, sure = places(traveller)
    with traveller.window() as seat:
        hands = Hands(seat)
        hands.press("Alt+4")
        page = seat.window.navigator.shown()
        page.proposals.seconds = 4.0
        seat.until(lambda: page.picture is not None and not page.painter.is_busy, 20_000)
        seat.rest()
        assert page.body.period.text() == "Spring term 2027"
        hands.press("Ctrl+Shift+A")
        seat.until(lambda: page.has_proposal() and not page.proposals.search.is_running(), 30_000)
        seat.rest()
        hands.press("Ctrl+Return")
        seat.until(lambda: seat.window.facts.undo.startswith("Confirm proposal"), 20_000)
        seat.rest()
    assert hands.count <= MOST_KEYS
    after, confirmed = places(traveller)
    assert after > held
    assert confirmed > sure
