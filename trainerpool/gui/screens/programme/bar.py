"""The bar over the programme: back and forward, search, what is shown, and how many that are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu

from trainerpool.gui import drawing, theme
from trainerpool.gui.parts.button import Button, IconButton
from trainerpool.gui.parts.chips import AddFilterChip
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.header import FilterBar
from trainerpool.gui.parts.labels import ElidedLabel
from trainerpool.gui.screens.programme.filters import FIELDS, MAIN, Filters, choices, chosen_words
from trainerpool.queries.programme import ProgrammePage

_CHIPS_FROM = 600
_MOST_IN_MENU = 30


class CountLabel(ElidedLabel):
    """The longest of some sentences there is room for, at the right."""

    def __init__(self) -> None:
        super().__init__("", tone="muted")
        self._variants: Sequence[str] = ("",)

    def say(self, variants: Sequence[str]) -> None:
        """Say one of these, the longest first."""
        self._variants = variants
        self.setText(variants[0])
        self.setToolTip(variants[0])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        fits = (words for words in self._variants if drawing.text_width(words, self.font()) <= self.width())
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        room = QRect(0, 0, self.width(), self.height())
        painter = QPainter(self)
        self.style().drawItemText(
            painter, room, int(right), self.palette(), True, next(fits, ""), self.foregroundRole()
        )
        painter.end()


class ProgrammeBar(FilterBar):
    """`changed(filters)` when another choice is made; `stepped(-1 or 1)` and `today_wanted` to go elsewhere in time."""

    changed = Signal(object)
    stepped = Signal(int)
    today_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.filters, self._on = Filters(), 0
        self._page: ProgrammePage | None = None
        self.back = IconButton("Month before", "chevron-left").does(lambda: self.stepped.emit(-1))
        self.now = Button("Today").does(self.today_wanted.emit)
        self.next = IconButton("Month after", "chevron-right").does(lambda: self.stepped.emit(1))
        self.search = SearchField("Search sessions by course, trainer or venue", "Search")
        self.search.setMinimumWidth(theme.scaled(112))
        self.search.setMaximumWidth(theme.scaled(190))
        self.chips: dict[str, AddFilterChip] = {}
        for field, words in FIELDS.items():
            self.chips[field] = self._chip(words, lambda field=field: self._menu(field))
        self.all = self._chip("Filter", self._whole_menu)
        self.all.icon_name = "plus"
        self.count = CountLabel()
        for widget in (self.back, self.now, self.next):
            self.row.addWidget(widget)
        self.row.addSpacing(4)
        self.row.addWidget(self.search, 1)
        self.row.addSpacing(4)
        for chip in (*self.chips.values(), self.all):
            self.row.addWidget(chip)
        self.row.addWidget(self.count, 2)
        self.search.sought.connect(lambda words: self.set_filters(replace(self.filters, words=words)))
        self._fold()

    def _chip(self, words: str, menu: object) -> AddFilterChip:
        chip = AddFilterChip(words, "")
        chip.setCheckable(True)
        chip.setAccessibleDescription("Opens the choices")

        def open_menu() -> None:
            self._mark()  # a click toggles what only the filter may
            assert callable(menu)
            made = menu()
            if made is None:
                return
            made.aboutToHide.connect(made.deleteLater)
            made.popup(chip.mapToGlobal(QPoint(3, chip.height() - 3)))

        chip.clicked.connect(open_menu)
        return chip

    def know(self, page: ProgrammePage, unit: str) -> None:
        """Take in which courses and agencies there are, and what a step is ("Month", "Week")."""
        self._page = page
        self.filters = self.filters.known_in(page)
        for button, words in ((self.back, "before"), (self.next, "after")):
            button.setAccessibleName(f"{unit} {words}")
            button.setToolTip(f"{unit} {words}")
        self._mark()

    def clear(self) -> None:
        """Show everything again."""
        self.search.clear()
        self.set_filters(Filters())

    def set_filters(self, filters: Filters) -> None:
        """Show what these let through."""
        if filters != self.filters:
            self.filters = filters
            self._mark()
            self.changed.emit(filters)

    def _mark(self) -> None:
        page, on = self._page, 0
        for field, chip in self.chips.items():
            chosen = bool(self.filters.chosen(field))
            on += chosen
            chip.setChecked(chosen)
            if page is not None:
                words = chosen_words(field, self.filters, page)
                chip.setText(words)
                chip.setAccessibleName(words)
        self._on = on
        for chip in (*self.chips.values(), self.all):
            chip.updateGeometry()
        self._fold()

    def _menu(self, field: str) -> QMenu | None:
        if self._page is not None and len(choices(field, self._page)) > _MOST_IN_MENU:
            self._pick(field)
            return None
        menu = QMenu(FIELDS[field], self)
        self._fill(menu, field)
        return menu

    def _pick(self, field: str) -> None:
        """More than a menu can hold: found by typing."""
        from trainerpool.gui.screens.programme.pick_one import PickOne

        if self._page is not None:
            some = choices(field, self._page)
            chosen = self.filters.chosen(field)
            PickOne(
                self, FIELDS[field], some, chosen, lambda key: self.set_filters(self.filters.with_choice(field, key))
            ).open()

    def _whole_menu(self) -> QMenu:
        menu = QMenu(self)
        for field, words in FIELDS.items():
            if self.chips[field].isVisible():
                continue
            if self._page is not None and len(choices(field, self._page)) > _MOST_IN_MENU:
                menu.addAction(f"{words}...", partial(self._pick, field))
            else:
                self._fill(menu.addMenu(words), field)
        if self.filters.is_on():
            menu.addSeparator()
            menu.addAction("Clear filters", self.clear)
        return menu

    def _fill(self, menu: QMenu, field: str) -> None:
        group = QActionGroup(menu)
        for key, words in choices(field, self._page) if self._page is not None else ():
            action = menu.addAction(words[:1].upper() + words[1:].replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key == self.filters.chosen(field))
            action.triggered.connect(
                lambda _=False, key=key: self.set_filters(self.filters.with_choice(field, key))
            )  # fmt: skip
            group.addAction(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Chips that do not fit go behind "Filter"."""
        shown = [field for field in FIELDS if field in MAIN or self.filters.chosen(field)]
        wide = sum(self.chips[field].sizeHint().width() + 4 for field in shown)
        fits = self.width() - theme.scaled(_CHIPS_FROM - 240) >= wide
        for field, chip in self.chips.items():
            chip.setVisible(fits and field in shown)
        self.all.setText("Filter" if fits or not self._on else f"Filter, {self._on} on")
        self.all.setChecked(not fits and bool(self._on))
        self.all.setAccessibleName("More filters" if fits else self.all.text())
        self.all.updateGeometry()
