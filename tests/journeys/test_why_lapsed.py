"""Why a trainer is lapsed and what would mend it is found by keys alone, from wherever the person is."""

from __future__ import annotations

from tests.journeys.conftest import Traveller
from tests.journeys.hands import Hands
from trainerpool.operations.example import EXAMPLE_DAY, import_example
from trainerpool.queries.standings import trainers


def test_why_somebody_is_lapsed_is_found_in_few_keystrokes(traveller: Traveller) -> None:
    desk = traveller.desk()
    import_example(desk)
    row = next(one for one in desk.ask(trainers, desk.today) if one.standing.state.value == "lapsed")
    desk.store.close()
    with traveller.window() as seat:
        hands = Hands(seat)
        hands.press("Ctrl+K")
        box = seat.window.palette_box
        for letter in row.person.family_name.lower():
            hands.type(letter)
            seat.until(lambda: not box._is_looking)
            seat.rest()
            marked = box.table.current_row()
            if marked is not None and marked.command.title == row.person.name:
                break
        hands.press("Return")
        seat.until(lambda: hands.sees("Why “Lapsed”"))
        assert hands.count <= 5
        assert hands.sees(row.standing.reasons[0].text.rstrip("."))
        seat.until(lambda: hands.sees("What would mend it"))
        assert hands.sees("Sign-off")
        assert hands.sees("Dated 24 Nov 2026 or later: approved until")

    told = traveller.terminal(
        "standing", str(traveller.pool), "--trainer", row.person.name, "--on", EXAMPLE_DAY.isoformat()
    )["standings"]
    assert [one["state"] for one in told] == ["lapsed"]
    assert row.standing.reasons[0].text in told[0]["reasons"][0]
