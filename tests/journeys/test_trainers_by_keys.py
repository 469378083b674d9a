"""Twelve agreements renewed at once, and a trainer added by hand, by keys alone; read back through the terminal."""

from __future__ import annotations

from datetime import date

from tests.journeys.conftest import Traveller
from tests.journeys.hands import Hands
from trainerpool.operations.evidence import add_evidence
from trainerpool.operations.example import import_example
from trainerpool.queries.standings import trainers

MOST_TO_RENEW = 9


def found_in_palette(hands: Hands, letters: str, title: str) -> None:
    """Ctrl+K, and letters until the entry of this title is the marked one; Enter."""
    hands.press("Ctrl+K")
    box = hands.seat.window.palette_box
    for letter in letters:
        hands.type(letter)
        hands.seat.until(lambda: not box._is_looking)
        hands.seat.rest()
        marked = box.table.current_row()
        if marked is not None and marked.command.title == title:
            break
    else:
        raise AssertionError(f"{letters!r} does not mark {title!r}")
    hands.press("Return")


def test_twelve_agreements_are_renewed_at_once_in_nine_keystrokes(traveller: Traveller) -> None:
    desk = traveller.desk()
    import_example(desk)
    chosen = [row for row in desk.ask(trainers, desk.today) if row.standing.may_deliver][:12]
    for row in chosen:
        add_evidence(desk, row.id, "release_agreement", "2025-12-01", until=date(2026, 11, 30))
    desk.store.close()
    with traveller.window() as seat:
        hands = Hands(seat)
        hands.press("Alt+2")
        page = seat.window.navigator.shown()
        seat.until(lambda: page.known is not None and page.table.hasFocus())
        found_in_palette(hands, "agreements to renew", "Agreements to renew")
        seat.until(lambda: page.listing.model.rowCount() == 12)
        hands.press("Ctrl+A")
        seat.until(lambda: not page.telling.is_waiting())
        found_in_palette(hands, "renewed today", "Record 12 agreements as renewed today")
        seat.until(lambda: seat.window.facts.undo == "Renew 12 release agreements")
        seat.until(lambda: page.listing.model.rowCount() == 0)
        count = hands.count
    assert count <= MOST_TO_RENEW
    told = traveller.exported("evidence")
    renewed = {one["trainer_id"] for one in told if one["kind"] == "release_agreement" and one["on"] == "2026-11-23"}
    assert renewed == {row.id for row in chosen}


def test_a_trainer_is_added_by_hand_in_five_keystrokes_besides_what_is_typed(traveller: Traveller) -> None:
    desk = traveller.desk()
    import_example(desk)
    desk.store.close()
    with traveller.window() as seat:
        hands = Hands(seat)
        hands.press("Alt+2")
        seat.until(lambda: seat.window.navigator.shown().known is not None)
        hands.press("Ctrl+N")
        seat.until(lambda: "Given name" in hands.on())
        typed = 0
        for text in ("Zadie", "Quennell"):
            hands.type(text)
            hands.press("Tab")
            typed += len(text)
        hands.type("police")
        typed += len("police")
        hands.press("Ctrl+Return")
        seat.until(lambda: seat.window.navigator.here == "trainer")
        seat.until(lambda: hands.sees("Zadie Quennell"))
        count = hands.count - typed
    assert count == 5
    (made,) = [one for one in traveller.exported("trainers") if one["family_name"] == "Quennell"]
    assert (made["given_name"], made["agency"], made["standing"]) == ("Zadie", "Northmoor Police", "candidate")
