"""A list of sessions that would be made, each with how its day came about and what speaks against it; any can be left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui import icons, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.programme.planned_lines import AGAINST_ROLE, PlannedLines
from trainerpool.queries.planning import PlannedRow

_ROW = Qt.ItemDataRole.UserRole + 1


class PlannedList(QListWidget):
    """Space ticks a line; what was left out stays so when the list is read again. `ticks_changed` tells of it."""

    ticks_changed = Signal()

    def __init__(self, name: str, *, titled: bool = False, ticks: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._titled, self._ticks = titled, ticks
        self.setIconSize(QSize(theme.icon_size(), theme.icon_size()))
        self._left_out: set[str] = set()
        self._rows: tuple[PlannedRow, ...] = ()
        self.setAlternatingRowColors(False)
        self.setWordWrap(True)
        self.setItemDelegate(PlannedLines(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)  # a narrower list wraps its words into more lines
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(120)
        self.itemChanged.connect(self._on_item)

    def show_rows(self, rows: Sequence[PlannedRow]) -> None:
        """Show these; those without a day cannot be ticked."""
        self._rows = tuple(rows)
        held = self.currentItem().data(_ROW).key if self.currentItem() is not None else ""
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(_words(row, titled=self._titled))
            item.setData(_ROW, row)
            item.setData(AGAINST_ROLE, " ".join(row.against))
            if row.day is None:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setIcon(icons.icon("minus", "muted"))
            else:
                if self._ticks:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    ticked = row.key not in self._left_out
                    item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                if row.against:
                    item.setIcon(_meant("triangle-alert", Meaning.ATTENTION))
                else:
                    item.setIcon(_meant("circle-check", Meaning.GOOD))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(item.text()))
            self.addItem(item)
            if row.key == held:
                self.setCurrentItem(item)
        self.blockSignals(False)
        self.ticks_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_rows"):
            self.show_rows(self._rows)  # icons are drawn in the colours of their scheme

    def ticked(self) -> list[PlannedRow]:
        """What would be made."""
        items = (self.item(place) for place in range(self.count()))
        return [
            item.data(_ROW)
            for item in items
            if item.data(_ROW).day is not None and item.checkState() == Qt.CheckState.Checked
        ]

    def summary(self) -> str:
        """How many, and how many of them something is said against."""
        rows = [self.item(place).data(_ROW) for place in range(self.count())]
        ticked = self.ticked()
        parts = [
            f"{count_of(len(ticked), 'session')} to be made",
            f"{sum(bool(row.against) for row in ticked)} with something against the day",
            f"{sum(row.day is None for row in rows)} without a day",
            f"{sum(row.day is not None for row in rows) - len(ticked)} left out",
        ]
        return ", ".join(part for number, part in enumerate(parts) if not number or not part.startswith("0 ")) + "."

    def _on_item(self, item: QListWidgetItem) -> None:
        row = item.data(_ROW)
        (self._left_out.discard if item.checkState() == Qt.CheckState.Checked else self._left_out.add)(row.key)
        self.ticks_changed.emit()


def _spoken(words: str) -> str:
    """The lines of an item as sentences."""
    return " ".join(f"{line.rstrip('.')}." for line in words.split("\n"))


def _meant(name: str, meaning: Meaning) -> QIcon:
    return QIcon(icons.pixmap(name, theme.tokens().ink(meaning), 16, 2.0))


def _words(row: PlannedRow, *, titled: bool) -> str:
    """A day with its times, under it why that day, and under that what speaks against it."""
    times = f", {row.parts[0][1]} to {row.parts[-1][2]}" if row.parts and row.parts[0][1] else ""
    day = in_words(row.day, weekday=True) if row.day is not None else "No day"
    if row.day is None and not titled:
        return row.reason
    first = f"{day}{times}"
    if len(row.parts) > 1 and row.parts[0][0] != row.parts[-1][0]:
        first += f", {len({part[0] for part in row.parts})} days"
    if titled:
        first = f"{row.title}: {first}"
    was = f"Was {in_words(row.from_day, weekday=True)}." if titled and row.from_day is not None else ""
    return "\n".join(part for part in (first, f"{was} {row.reason}".strip(), " ".join(row.against)) if part)
