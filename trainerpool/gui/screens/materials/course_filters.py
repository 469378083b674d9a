"""Filters of the courses beside the page: by strand, tier, level of a framework and how the pack stands, as chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from trainerpool.gui import drawing
from trainerpool.gui.parts.chips import AddFilterChip, FilterChip
from trainerpool.gui.screens.materials.words import meaning_of
from trainerpool.queries.material_versions import MaterialCourseRow

STRAND, TIER, PACK, NONE = "Strand", "Tier", "Pack", "not told"
_NO_PACK = "no pack"


def values_of(row: MaterialCourseRow) -> dict[str, tuple[str, ...]]:
    """What a course says to each filter; a course may be of several levels of one framework."""
    found: dict[str, tuple[str, ...]] = {
        STRAND: (row.strand.capitalize() or NONE,), TIER: (row.tier or NONE,), PACK: tuple(_pack(row)),
    }  # fmt: skip
    for framework, level in row.levels:
        found[framework] = (*found.get(framework, ()), level)
    return found


def _pack(row: MaterialCourseRow) -> list[str]:
    """How its pack stands: one word for its state, and what besides is wanted of it."""
    if row.state is None:
        return [_NO_PACK]
    state = row.state.value
    is_past = state == "approved" and meaning_of(row).value == "stop"
    return ["past review" if is_past else state, *(["to answer a trigger"] if row.flags else [])]


def fits(row: MaterialCourseRow, chosen: Mapping[str, str]) -> bool:
    """Whether a course is one of those wanted."""
    said = values_of(row)
    return all(value in said.get(field, (NONE,)) for field, value in chosen.items())


def counts(rows: Sequence[MaterialCourseRow], chosen: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Field -> value -> how many courses there would be; under the other filters that are on."""
    fields = dict.fromkeys((PACK, STRAND, TIER))
    fields |= dict.fromkeys(framework for row in rows for framework, _ in row.levels)
    found: dict[str, dict[str, int]] = {}
    for field in fields:
        others = {name: value for name, value in chosen.items() if name != field}
        by_value: dict[str, int] = {}
        for row in rows:
            if fits(row, others):
                for value in values_of(row).get(field, (NONE,)):
                    by_value[value] = by_value.get(value, 0) + 1
        found[field] = dict(sorted(by_value.items(), key=lambda one: (one[0] == NONE, one[0].casefold())))
    return found


class CourseFilters(QWidget):
    """The chips of the filters that are on, one below the other; `changed` when a person turns one on or off.

    `add` is the chip that offers them, to be placed in the head of the list.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Filters of the courses")
        self.chosen: dict[str, str] = {}
        self._rows: tuple[MaterialCourseRow, ...] = ()
        self.add = AddFilterChip("Filter", "plus")
        self.add.setAccessibleName("Filter the courses")
        self.add.setToolTip("By strand, tier, level and how the pack stands")
        self.add.clicked.connect(
            lambda: self.menu().popup(self.add.mapToGlobal(QPoint(drawing.RING_ROOM, self.add.height())))
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 2, 8, 2)
        self._column.setSpacing(0)
        self.hide()

    def set_rows(self, rows: Sequence[MaterialCourseRow]) -> None:
        """The courses there are to be filtered."""
        self._rows = tuple(rows)

    def menu(self) -> QMenu:
        """Every field with its values and how many courses each would show."""
        menu = QMenu(self)
        menu.setAccessibleName("Filter the courses")
        menu.aboutToHide.connect(menu.deleteLater)
        for field, values in counts(self._rows, self.chosen).items():
            within = menu.addMenu(field)
            within.setAccessibleName(field)
            for value, number in values.items():
                entry = within.addAction(f"{shown(value)}\t{number}", partial(self.turn, field, value))
                entry.setCheckable(True)
                entry.setChecked(self.chosen.get(field) == value)
        if self.chosen:
            menu.addSeparator()
            menu.addAction("Clear the filters", self.clear)
        return menu

    def turn(self, field: str, value: str) -> None:
        """Turn a filter on; the one that is on already goes off."""
        if self.chosen.get(field) == value:
            self.chosen.pop(field)
        else:
            self.chosen[field] = value
        self._show()
        self.changed.emit()

    def clear(self) -> None:
        """Take every filter off."""
        self.chosen.clear()
        self._show()
        self.changed.emit()

    def in_words(self) -> str:
        """The filters that are on, as a sentence names them."""
        own = (STRAND, TIER, PACK)
        return " and ".join(
            f"{field.lower() if field in own else field} {value}" for field, value in self.chosen.items()
        )

    def _show(self) -> None:
        had_focus = any(one.hasFocus() for one in self.findChildren(FilterChip))
        while (item := self._column.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        for field, value in self.chosen.items():
            chip = FilterChip(field, shown(value))
            chip.taken_off.connect(partial(self.turn, field, value))
            chip.clicked.connect(lambda: self.menu().popup(self.mapToGlobal(QPoint(8, self.height()))))
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(chip)
            row.addStretch(1)
            self._column.addWidget(line)
        self.setVisible(bool(self.chosen))
        if had_focus:
            self.add.setFocus()


def shown(value: str) -> str:
    """A value as menus and chips write it."""
    return value[:1].upper() + value[1:]
