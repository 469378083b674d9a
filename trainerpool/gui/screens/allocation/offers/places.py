"""The list of places with its chips, its search and its foot line; or what is said where it would be empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui import preferences, theme
from trainerpool.gui.parts.chips import ChoiceChips
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.header import FilterBar, FootLine
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.allocation.offers.listing import OffersTable
from trainerpool.gui.screens.allocation.offers.words import GROUP_WORDS
from trainerpool.queries.offers import GROUPS, WAITING, OfferRow

_ALL = "all"
_NARROW = 660
_KEYS = "A accepts, D declines, C confirms, S stands in, R letter"


class PlacesView(QWidget):
    """`open_board` is what is offered where nobody is on any session yet."""

    def __init__(self, open_board: Callable[[], None]) -> None:
        super().__init__()
        self._open_board = open_board
        self._rows: tuple[OfferRow, ...] = ()
        self._group = _ALL
        self.search = SearchField("Search offers by trainer or session", "Search")
        self.search.setMaximumWidth(220)
        self.chips = ChoiceChips("State of the place", [(_ALL, "All")])
        self.table = OffersTable()
        self.table.offers_model.sort(-1)
        self.foot = FootLine()
        self.foot.left.hide()
        self._notice = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._notice)
        bar = FilterBar(self.search, self.chips)
        bar.row.setStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)
        self.chips.chosen.connect(self.show_group)
        self.search.sought.connect(lambda _words: self._filter())
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.chosen.connect(lambda _row: self.say(""))
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._say_rows())

    def show_rows(self, rows: Sequence[OfferRow]) -> None:
        """Show these places, what waits longest first; where the row in focus is gone, the next one takes its place."""
        self._rows = tuple(sorted(rows, key=_order))
        self._count()
        self._filter()

    def _count(self) -> None:
        """A chip for each group there is a place in, and for the one shown."""
        counted = Counter(row.group for row in self._rows)
        shown = [group for group in GROUPS if counted[group] or group == self._group]
        self.chips.set_choices([(_ALL, "All"), *((group, f"{GROUP_WORDS[group]} {counted[group]}") for group in shown)])

    def show_group(self, group: str) -> None:
        """Show the places of one group, or all."""
        self._group = group
        self._count()
        self.chips.choose(group)
        self._filter()

    def go_to(self, key: str) -> None:
        """Stand on a place, or on the first place of a session."""
        found = next((row.id for row in self._rows if key in (row.id, row.session.id)), None)
        if found is not None:
            self.show_group(_ALL)
            self.search.clear()
            self.table.choose(found)

    def begin_search(self) -> None:
        """Put the keyboard into the search; in a narrow window it takes the place of the chips."""
        self.search.show()
        self.chips.setVisible(not self._is_narrow())
        self.search.setFocus()
        self.search.selectAll()

    def _is_narrow(self) -> bool:
        return self.width() < theme.scaled(_NARROW)

    def _fit_bar(self) -> None:
        searching = bool(self.search.text()) or self.search.hasFocus()
        self.search.setVisible(searching or not self._is_narrow())
        self.chips.setVisible(not (searching and self._is_narrow()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bar()

    def clear_search(self) -> bool:
        """Take the search away; False where there was none."""
        if not self.search.text():
            return False
        self.search.clear()
        self.table.setFocus()
        self._fit_bar()
        return True

    def mute(self, stale: bool) -> None:
        """Mute the last known rows while newer are on their way."""
        if self.table.delegate.is_stale != stale:
            self.table.delegate.is_stale = stale
            self.table.viewport().update()

    def say(self, words: str) -> None:
        """Say why a key did nothing, or which keys there are."""
        self.foot.middle.setText(words or (_KEYS if preferences.letter_keys() else ""))
        self.foot.middle.set_tone("stop" if words else "muted")
        self.foot.middle.setAccessibleName(words)

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        shown = [
            row
            for row in self._rows
            if self._group in (_ALL, row.group) and all(word in _sought(row) for word in words)
        ]
        place = self.table.currentIndex().row()
        held = self.table.current_row()
        self.table.offers_model.set_search(self.search.text())
        self.table.offers_model.set_rows(shown)
        if shown and (held is None or self.table.offers_model.place_of(held.id) < 0):
            self.table.choose(self.table.offers_model.rows()[max(0, min(place, len(shown) - 1))].id)
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex())
        self._stack.setCurrentWidget(self.table)
        if not shown:
            self._say_nothing(bool(words))
        self._say_rows()
        self.say("")

    def _say_nothing(self, searched: bool) -> None:
        everything = ("Show all", self._show_all)
        if not self._rows:
            made = EmptyState(
                "Nobody is on a session yet", "Propose who delivers what, or put a trainer on by hand; offers begin there.",
                [("Open the board", self._open_board)], "send",
            )  # fmt: skip
        elif searched:
            made = EmptyState(
                f"No place matches “{self.search.text()}”",
                "Trainers, courses and sessions are searched.",
                [everything],
                "search",
            )
        else:
            made = EmptyState(
                f"Nothing under {GROUP_WORDS[self._group]}", _NOTHING[self._group], [everything], "circle-check"
            )
        old, self._notice = self._notice, stack(made)
        self._stack.addWidget(self._notice)
        self._stack.setCurrentWidget(self._notice)
        self._stack.removeWidget(old)
        old.deleteLater()

    def _show_all(self) -> None:
        self.search.clear()
        self.show_group(_ALL)
        self.table.setFocus()

    def _say_rows(self) -> None:
        self.foot.right.setText(self.table.shown_words())


_NOTHING = {
    "to send": "Everybody who is proposed has been asked.",
    "waiting": "Every offer has its answer.",
    "to tell": "Everybody knows where they stand.",
    "answered": "Nobody has answered an offer yet.",
    "ended": "Nobody has declined, withdrawn or been substituted.",
}


def _order(row: OfferRow) -> tuple[int, int, str, str]:
    """What waits longest first, then in the order a coordinator works, by day."""
    first = {WAITING: 0, "to tell": 1, "to send": 2, "answered": 3, "ended": 4}[row.group]
    return first, -row.late, row.session.parts[0].moment(), row.trainer.name.casefold()


def _sought(row: OfferRow) -> str:
    course = row.session.course
    return f"{row.trainer.name} {row.session.title} {row.session.short_name} {course.code if course else ''}".casefold()
