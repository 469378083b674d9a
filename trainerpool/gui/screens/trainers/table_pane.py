"""The table side of the page: search, filters, views and columns in one bar over the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.header import FilterBar
from trainerpool.gui.screens.trainers.bar import FilterStrip
from trainerpool.gui.screens.trainers.filters import Filters
from trainerpool.gui.screens.trainers.listing import Listing
from trainerpool.gui.screens.trainers.views import Views
from trainerpool.gui.shell import Dialogs


class TablePane(QWidget):
    """Enter and Down lead from the search to the rows."""

    def __init__(self, show: Callable[[Filters], None], dialogs: Dialogs) -> None:
        super().__init__()
        self.search = SearchField("Search trainers by name, agency, course or note", "Search")
        self.strip = FilterStrip()
        self.views = Views(show, dialogs, self)
        self.listing = Listing()
        bar = FilterBar(self.search, self.strip, self.views, self.listing.columns)
        bar.row.setStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.listing, 1)
        self.strip.changed.connect(show)
        self.listing.table.columns_changed.connect(lambda *_: self.fit())
        self.search.returnPressed.connect(self._to_table)
        down = QShortcut(QKeySequence("Down"), self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._to_table)

    def _to_table(self) -> None:
        table = self.listing.table
        if self.listing.model.rowCount():
            if not table.currentIndex().isValid():
                table.choose(self.listing.model.rows()[0].id)
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the search what the buttons beside it leave; their words change with the view and the columns shown."""
        beside = sum(one.sizeHint().width() for one in (self.views, self.listing.columns))
        taken = beside + self.strip.least_width() + 44
        self.search.setFixedWidth(max(theme.scaled(84), min(theme.scaled(184), self.width() - taken)))
