"""Somebody withdraws, and the place is filled again with nothing else touched, by keys alone in at most twelve."""

from __future__ import annotations

from tests.journeys.conftest import Traveller
from tests.journeys.hands import Hands
from trainerpool.operations.example import import_example

MOST_KEYS = 12


def teams(traveller: Traveller) -> dict[str, dict[str, str]]:
    """Session -> name -> state, as the terminal exports them."""
    return {
        one["id"]: {place["trainer"]: place["state"] for place in one["allocations"]}
        for one in traveller.exported("sessions")
    }


def test_one_withdrawal_is_repaired_in_at_most_twelve_keystrokes(traveller):
    desk = traveller.desk()
    import_example(desk)
    desk.store.close()
    before = teams(traveller)
    with traveller.window() as seat:
        hands = Hands(seat)
        hands.press("Alt+4")
        page = seat.window.navigator.shown()
        seat.until(lambda: page.picture is not None and not page.painter.is_busy, 20_000)
        hands.press("Ctrl+F")
        hands.type("ive")
        hands.press("Return", "Delete")
        seat.until(lambda: seat.window.facts.undo.startswith("Take Callum Iveson off"))
        seat.rest()
        hands.press("Ctrl+R")
        seat.until(lambda: page.has_proposal() and not page.proposals.search.is_running(), 20_000)
        seat.rest()
        seat.until(lambda: hands.sees("takes MCA Practice on 9 Dec."))
        hands.press("Ctrl+Return")
        seat.until(lambda: seat.window.facts.undo.startswith("Repair: "), 20_000)
        seat.rest()
    assert hands.count <= MOST_KEYS
    after = teams(traveller)
    (changed,) = [key for key in before if before[key] != after[key]]
    assert after[changed].pop("Callum Iveson") == "withdrawn"
    assert before[changed].pop("Callum Iveson") == "confirmed"
    (came,) = after[changed].keys() - before[changed].keys()
    assert after[changed].pop(came) == "confirmed"
    assert after[changed] == before[changed]
