"""The page of trainers as a test finds it."""

from __future__ import annotations

from tests.gui.screens.seats import Seat
from trainerpool.gui.screens.trainers.filters import Filters
from trainerpool.gui.screens.trainers.screen import TrainersScreen


def as_first_seen(seat: Seat) -> TrainersScreen:
    """The table at the usual size: no search, the first filters, nothing chosen, no form, the keyboard in it."""
    page = seat.go("trainers", "table")
    assert isinstance(page, TrainersScreen)
    seat.until(lambda: page.known is not None)
    seat.size(1366, 768)
    seat.front()
    page.telling.let_go()
    page.search.clear()
    page.found = None
    page.show_filters(Filters())
    page.table.clearSelection()
    page.table.scrollToTop()
    page.table.setFocus()
    seat.rest()
    return page
