"""A fortnight away is painted on the year by keys, and taken back with Ctrl+Z after the program was closed and opened."""

from __future__ import annotations

from tests.journeys.conftest import Traveller
from tests.journeys.hands import Hands
from trainerpool.operations.example import import_example
from trainerpool.queries.people import people

MOST = 24  # 13 of them are the days of the fortnight, one after the other


def away(traveller: Traveller, key: str) -> list[tuple[str, str]]:
    told = traveller.exported("availability")
    return [(one["from"], one["to"]) for one in told if one["trainer_id"] == key]


def test_a_fortnight_is_painted_away_and_taken_back_after_a_restart(traveller: Traveller) -> None:
    desk = traveller.desk()
    import_example(desk)
    row = next(one for one in desk.ask(people, desk.today) if one.name == "Nadia Farouk")
    desk.store.close()
    before = away(traveller, row.id)
    with traveller.window() as seat:
        hands = Hands(seat)
        hands.press("Ctrl+K")
        box = seat.window.palette_box
        for letter in "faro":
            hands.type(letter)
            seat.until(lambda: not box._is_looking)
        marked = box.table.current_row()
        assert marked is not None
        assert marked.command.title == row.name
        hands.press("Return")
        seat.until(lambda: hands.sees(row.name))
        seat.until(lambda: "Evidence" in hands.on())
        hands.press(*["Ctrl+PgDown"] * 4)
        assert "Availability" in hands.on(), "the keyboard comes along to the tab"
        hands.press(*["Shift+Right"] * 13, "Space")
        seat.until(lambda: "away" in seat.window.facts.undo)
        assert hands.count <= MOST
    assert away(traveller, row.id) == [*before, ("2026-11-23", "2026-12-06")]
    with traveller.window() as seat:
        hands = Hands(seat)
        seat.until(lambda: "away" in seat.window.facts.undo)
        hands.press("Ctrl+Z")
        seat.until(lambda: "away" not in seat.window.facts.undo)
    assert away(traveller, row.id) == before
