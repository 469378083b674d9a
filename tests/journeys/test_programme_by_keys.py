"""The month printed, and a clashing session moved, by keys alone; read back through the terminal."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Traveller
from tests.journeys.hands import Hands
from trainerpool.operations.example import EXAMPLE_DAY, import_example
from trainerpool.operations.sessions import add_session
from trainerpool.queries.sessions import sessions


@pytest.fixture
def clash(traveller: Traveller) -> tuple[str, str]:
    """The pool with a session put where another stands already: (its id, its venue)."""
    desk = traveller.desk()
    import_example(desk)
    held = next(
        row for row in desk.ask(sessions, EXAMPLE_DAY) if row.venue and not row.virtual and row.first_date.month == 12
    )
    part = held.parts[0]
    made = add_session(
        desk,
        held.course.id,
        [{"start": part.moment(), "end": part.moment(end=True)}],
        venue=held.venue,
        reference="CLASH",
    ).record
    desk.store.close()
    return made, held.venue


def test_a_clashing_session_is_moved_in_seven_keystrokes(traveller: Traveller, clash: tuple[str, str]) -> None:
    made, venue = clash
    with traveller.window() as seat:
        hands = Hands(seat)
        hands.press("Alt+3", "Ctrl+PgDown")
        page = seat.window.navigator.shown()
        day = next(row.session.first_date for row in page.page.rows if row.id == made)
        steps = (day - page.month.day).days
        hands.press(*["Right"] * steps)
        for _ in page.page.rows:
            if page.current().id == made:
                break
            hands.press("Space")
        assert hands.sees(f"{venue} is taken by")
        hands.press("Ctrl+X", "Right")
        assert page.month.note.isVisible()
        assert not any("is taken by" in text for text in page.month.note.move_shown.against)
        hands.press("Ctrl+V")
        seat.until(lambda: "Move" in seat.window.facts.undo)
        count = hands.count
    assert count <= 7
    told = next(one for one in traveller.exported("sessions") if one["id"] == made)
    assert told["parts"][0]["start"][:10] > day.isoformat()


def test_the_month_is_saved_to_print_in_three_keystrokes_and_says_what_the_terminal_says(
    traveller: Traveller, clash: tuple[str, str]
) -> None:
    saved = traveller.folder / "month.html"
    with traveller.window() as seat:
        seat.answers.path = saved
        hands = Hands(seat)
        hands.press("Alt+3", "Ctrl+P", "Ctrl+Return")
        seat.until(saved.exists)
        seat.rest()
        assert hands.count == 3
        assert seat.answers.asked == ["Who is delivering what 2026-11.pdf"]
    page = saved.read_text(encoding="utf-8")
    november = [one for one in traveller.exported("sessions") if one["parts"][0]["start"].startswith("2026-11")]
    assert november
    assert page.count("<tr>") == len(november) + 1
    for one in november:
        assert all(each["trainer"].replace("'", "&#x27;") in page for each in one["allocations"])
