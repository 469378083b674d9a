"""A table whose columns are in the person's own order and widths, kept on this computer between two starts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal

from trainerpool.gui import theme
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.host import remembered

_LEAST, _MOST, _STEP = 48, 600, 12
_SETTLES_MS = 400


class ArrangedTable(TableView):
    """Columns are dragged, or moved and widened by `move_column` and `widen_column`; `arranged()` once that is kept."""

    arranged = Signal()

    def __init__(self, name: str, model: RowsModel[Any], key: str, hidden: Iterable[int] = ()) -> None:
        self._widths: dict[int, int] = {}
        self._is_fitting = True
        self._key, self._first_hidden = key, frozenset(hidden)
        super().__init__(name, model)
        self.hidden: set[int] = set(hidden)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        self._read()
        for column in self.hidden:
            self._left_by_choice.add(column)
        self._is_fitting = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SETTLES_MS)
        self._wait.timeout.connect(self._keep)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(lambda *_: self._settle())
        header.sectionClicked.connect(lambda _: self._settle())
        self._fit()

    # what is asked of it

    def order(self) -> list[int]:
        """The columns as they stand, left to right, those not shown among them."""
        header = self.horizontalHeader()
        return [header.logicalIndex(place) for place in range(len(self._rows.columns))]

    def choose_column(self, column: int, shown: bool) -> None:
        """Show or hide a column, and remember it."""
        (self.hidden.discard if shown else self.hidden.add)(column)
        self.show_column(column, shown)
        self._settle()

    def move_column(self, column: int, step: int) -> bool:
        """Move a column by so many places; the first column stays the first. False where it cannot go there."""
        header = self.horizontalHeader()
        at = header.visualIndex(column)
        to = at + step
        if column == 0 or not 1 <= to < len(self._rows.columns):
            return False
        header.moveSection(at, to)
        return True

    def widen_column(self, column: int, steps: int) -> None:
        """Make a column wider by so many steps, or narrower."""
        now = self._widths.get(column, self._rows.columns[column].width)
        self._widths[column] = min(_MOST, max(_LEAST, now + steps * _STEP))
        self._fit()
        self._settle()

    def choose_density(self, density: str) -> None:
        """Set the height of rows, and remember it."""
        self.set_density(density)
        self._settle()

    def chosen_density(self) -> str:
        """The density as it was chosen; "" where the window decides."""
        return self._density

    def put_back(self) -> None:
        """Put order, widths and columns back as the program has them."""
        header = self.horizontalHeader()
        for column in range(len(self._rows.columns)):
            header.moveSection(header.visualIndex(column), column)
        self._widths.clear()
        self.hidden = set(self._first_hidden)
        self._left_by_choice = set(self.hidden)
        self._density = ""
        self._set_heights()
        self._fit()
        self._settle()

    # how the kit's table is told

    def wanted_width(self, column: int) -> int:
        return theme.scaled(self._widths[column]) if column in self._widths else super().wanted_width(column)

    def may_stretch(self, column: int) -> bool:
        return column not in self._widths and super().may_stretch(column)

    def _fit(self, always: Iterable[int] = ()) -> None:
        before, self._is_fitting = self._is_fitting, True
        super()._fit(always)
        self._is_fitting = before

    def _on_resized(self, column: int, _old: int, new: int) -> None:
        if not self._is_fitting and new > 0 and not self.isColumnHidden(column):
            self._widths[column] = round(new * 100 / theme.scaled(100))
            self._settle()

    # what is remembered

    def _settle(self) -> None:
        self._wait.start()

    def _keep(self) -> None:
        titles = [spec.title for spec in self._rows.columns]
        sort = self._rows.sorted_by
        remembered.save({self._key: {
            "order": [titles[column] for column in self.order()],
            "widths": {titles[column]: wide for column, wide in self._widths.items()},
            "hidden": [titles[column] for column in sorted(self.hidden)],
            "density": self._density,
            "sort": [titles[sort], self._rows.is_descending] if sort >= 0 else [],
        }})  # fmt: skip
        self.arranged.emit()

    def _read(self) -> None:
        """Take up what was kept; anything that cannot be read leaves the columns as they are."""
        kept = remembered.load().get(self._key)
        if not isinstance(kept, dict):
            return
        place = {spec.title: column for column, spec in enumerate(self._rows.columns)}
        header = self.horizontalHeader()
        order = [place[title] for title in _texts(kept.get("order")) if title in place]
        if order and order[0] == 0:
            for to, column in enumerate(order):
                header.moveSection(header.visualIndex(column), to)
        widths = kept.get("widths")
        if isinstance(widths, dict):
            for title, wide in widths.items():
                if title in place and isinstance(wide, int) and _LEAST <= wide <= _MOST:
                    self._widths[place[title]] = wide
        if isinstance(kept.get("hidden"), list):
            self.hidden = {place[title] for title in _texts(kept["hidden"]) if place.get(title, 0) > 0}
        if kept.get("density") in ("", "compact", "comfortable"):
            self._density = kept["density"]
        sort = kept.get("sort")
        if isinstance(sort, list) and len(sort) == 2 and sort[0] in place:
            down = Qt.SortOrder.DescendingOrder if sort[1] is True else Qt.SortOrder.AscendingOrder
            self._rows.sort(place[sort[0]], down)


def _texts(kept: Any) -> list[str]:
    return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
