"""An acceptance told by telephone is entered on somebody's behalf, by keys alone, from wherever the person is."""

from __future__ import annotations

from tests.journeys.conftest import Traveller
from tests.journeys.hands import Hands
from trainerpool.operations.allocations import offer_place
from trainerpool.operations.example import EXAMPLE_DAY, import_example
from trainerpool.queries.sessions import sessions


def offered(traveller: Traveller) -> list[tuple[str, str]]:
    """Two offers without an answer: (session, trainer's name), as they were made."""
    desk = traveller.desk()
    import_example(desk)
    made = []
    for row in [one for one in desk.ask(sessions, EXAMPLE_DAY) if len(one.trainers) == 2][:2]:
        offer_place(desk, row.id, row.trainers[0].person_id)
        made.append((row.id, row.trainers[0].name))
    desk.store.close()
    return made


def test_an_acceptance_is_entered_in_six_keystrokes(traveller):
    (first, _), (session, name) = offered(traveller)
    with traveller.window() as seat:
        before = seat.window.facts.undo
        hands = Hands(seat)
        hands.press("Ctrl+Shift+O", "Ctrl+F")
        hands.type(name.split()[1][:2].lower())
        page = seat.window.navigator.shown()
        seat.until(lambda: page.table.current_row().trainer.name == name)
        hands.press("Return", "A")
        assert hands.count == 6
        seat.until(lambda: seat.window.facts.undo != before)
        assert seat.window.facts.undo.startswith(f"{name} accepts")

    told = traveller.terminal("offers", str(traveller.pool), "--from", EXAMPLE_DAY.isoformat())["offers"]
    states = {(one["session"], one["trainer"]): one["state"] for one in told}
    assert states[session, name] == "accepted"
    assert [one["session"] for one in told if one["state"] == "offered"] == [first]
