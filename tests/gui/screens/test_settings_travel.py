"""Travel in Settings: the minutes of the bands and of pairs are changed there, by keys alone."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.gui.screens.seats import Seat
from tests.gui.screens.settings_seat import opened, settle
from trainerpool.gui.screens.settings.travel import BETWEEN, WITHIN, TravelSection
from trainerpool.queries.travel import travel_page


def _page(seat: Seat):
    return seat.desk.ask(travel_page)


def test_minutes_of_the_bands_are_said_and_changed(qtbot, settings: Seat) -> None:
    seat = settings
    here: TravelSection = opened(seat, "travel").at("travel")
    seat.until(lambda: here.model.rowCount() >= 2 and here.about is not None)
    assert [row.shown for row in here.model.rows()[:2]] == ["not set", "not set"]
    for key, minutes in ((WITHIN, 15), (BETWEEN, 45)):
        here.choose(key)
        settle(seat)
        seat.until(lambda key=key: here.about is not None and here.about.about == key)
        box = here.about.form.controls["minutes"]
        box.setFocus()
        box.setValue(minutes)
        qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        seat.until(lambda minutes=minutes: minutes in (_page(seat).within, _page(seat).between))
    assert (_page(seat).within, _page(seat).between) == (15, 45)


def test_a_pair_is_added_and_taken_out(qtbot, settings: Seat) -> None:
    seat = settings
    here: TravelSection = opened(seat, "travel").at("travel")
    seat.until(lambda: here.model.rowCount() >= 2 and bool(here.page.venues))
    assert here.make_new()
    form = here.about.form
    form.controls["first"].setCurrentIndex(0)
    form.controls["second"].setCurrentIndex(1)
    assert here.about.save.is_blocked()
    form.controls["minutes"].setValue(50)
    here.about.finish()
    seat.until(lambda: here.model.rowCount() == 3)
    pair = here.model.rows()[2]
    assert pair.shown == "50 minutes"
    here.take_out(pair)
    seat.until(lambda: here.model.rowCount() == 2)
    assert _page(seat).pairs == ()
