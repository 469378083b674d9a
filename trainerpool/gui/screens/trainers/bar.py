"""The bar over the list: chips for the filters that are on, those without room behind "Filter", and its menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from trainerpool.gui.parts.chips import AddFilterChip, FilterChip
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.tab_order import put_before
from trainerpool.gui.screens.trainers.filters import DAYS, EVERYBODY, STANDINGS, WAITS_WHOLE, Filters
from trainerpool.queries.trainer_list import TrainerList

_GAP = 2


class FilterStrip(QWidget):
    """Chips, the chip that offers more, and the count. `changed(filters)` when the person changes one."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Filters")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.filters = Filters()
        self._known: TrainerList | None = None
        self._chips: list[tuple[str, FilterChip]] = []
        self.add = AddFilterChip()
        self.add.setParent(self)
        self.add.clicked.connect(lambda: self.menu().popup(self.add.mapToGlobal(QPoint(3, self.add.height() - 3))))
        self.count = Label("", tone="muted")
        self.count.setParent(self)

    def sizeHint(self) -> QSize:
        return QSize(360, self.add.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.add.sizeHint().width() + 12 + self.count.sizeHint().width(), self.add.sizeHint().height())

    def least_width(self) -> int:
        """What the chip that offers more and the count need beside each other."""
        return self.add.sizeHint().width() + 16 + self.count.sizeHint().width()

    def show_filters(self, filters: Filters, known: TrainerList | None) -> None:
        """Show these filters; a chip that stays keeps the focus."""
        self.filters, self._known = filters, known
        focused = next((key for key, chip in self._chips if chip.hasFocus()), "")
        for _, chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for key, field, value in filters.chips(known) if known is not None else ():
            chip = FilterChip(field, value)
            chip.setParent(self)
            chip.taken_off.connect(lambda key=key: self._take_off(key))
            chip.clicked.connect(lambda _=False, key=key, chip=chip: self._open(key, chip))
            chip.show()
            self._chips.append((key, chip))
            if key == focused:
                chip.setFocus()
        self._order_focus()
        self._spread()

    def say_count(self, shown: int, total: int) -> None:
        """Say how many of how many."""
        self.count.setText(f"{shown:,} of {total:,}")
        self._spread()

    def menu(self) -> QMenu:
        """Every filter, in a menu of its own kind; ticked where it is on."""
        menu = QMenu(self)
        for key, title in (
            ("standing", "Standing"),
            ("agency", "Agency"),
            ("course", "Course"),
            ("free", "Free on"),
            ("waits", "Due"),
        ):
            self._fill(menu.addMenu(title), key)
        menu.addSeparator()
        clear = menu.addAction("Clear all filters")
        clear.setEnabled(bool(self.filters.count()))
        clear.triggered.connect(lambda: self.changed.emit(EVERYBODY))
        return menu

    def _open(self, key: str, chip: QWidget) -> None:
        menu = QMenu(self)
        self._fill(menu, key)
        menu.popup(chip.mapToGlobal(QPoint(3, chip.height() - 3)))

    def _fill(self, menu: QMenu, key: str) -> None:
        known = self._known
        if known is None:
            return
        match key:
            case "standing":
                self._choices(
                    menu,
                    self.filters.standing,
                    [(k, w.capitalize()) for k, w in STANDINGS.items()],
                    lambda v: replace(self.filters, standing=v),
                )
            case "agency":
                choices = [(one[0], one[2]) for one in known.agencies]
                self._choices(menu, self.filters.agency, choices, lambda v: replace(self.filters, agency=v))
            case "course":
                choices = [(one[0], f"{one[0]}  {one[2]}" if one[0] != one[2] else one[2]) for one in known.courses]
                self._choices(menu, self.filters.course, choices, lambda v: replace(self.filters, course=v))
            case "free":
                for day, name in enumerate(DAYS[:6]):
                    action = menu.addAction(name)
                    action.setCheckable(True)
                    action.setChecked(day in self.filters.free)
                    action.triggered.connect(lambda _=False, day=day: self.changed.emit(self.filters.toggled_day(day)))
            case "waits":
                choices = list(WAITS_WHOLE.items())
                self._choices(menu, self.filters.waits, choices, lambda v: replace(self.filters, waits=v))
            case _:
                menu.addAction("Show everybody again").triggered.connect(lambda: self._take_off("only"))

    def _choices(
        self, menu: QMenu, chosen: str, choices: list[tuple[str, str]], made: Callable[[str], Filters]
    ) -> None:
        group = QActionGroup(menu)
        for key, words in [("", "Any"), *choices]:
            action = QAction(words.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(key == chosen)
            action.triggered.connect(lambda _=False, key=key: self.changed.emit(made(key)))
            group.addAction(action)
            menu.addAction(action)

    def _take_off(self, key: str) -> None:
        place = next((n for n, (name, _) in enumerate(self._chips) if name == key), 0)
        self.changed.emit(self.filters.without(key))
        if self._chips:
            self._chips[min(place, len(self._chips) - 1)][1].setFocus()
        else:
            self.add.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Chips from the left while there is room; the rest is behind the chip that offers more."""
        high = self.height()
        self.add.setText("Filter")
        tail = self.add.sizeHint().width() + 12 + self.count.sizeHint().width()
        left, behind = 0, 0
        for _, chip in self._chips:
            size = chip.sizeHint()
            fits = not behind and left + size.width() + tail <= self.width()
            chip.setVisible(fits)
            if fits:
                chip.setGeometry(left, (high - size.height()) // 2, size.width(), size.height())
                left += size.width() + _GAP
            else:
                behind += 1
        words = f"Filter, {behind} on" if behind else "Filter"
        self.add.setText(words)
        self.add.setAccessibleName(words)
        if self.add.sizeHint().width() > self.width():
            self.add.setText("Filter")
        size = self.add.sizeHint()
        self.add.setGeometry(left, (high - size.height()) // 2, size.width(), size.height())
        left += size.width() + 8
        wide = self.count.sizeHint()
        self.count.setVisible(left + wide.width() <= self.width())
        self.count.setGeometry(left, (high - wide.height()) // 2, wide.width(), wide.height())
        self.updateGeometry()

    def _order_focus(self) -> None:
        put_before(self.add, [chip for _, chip in self._chips])
