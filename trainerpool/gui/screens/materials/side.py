"""What stands beside the page: the courses with how their packs stand, and the versions of the one chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, Pane
from trainerpool.gui.screens.materials.course_filters import CourseFilters, fits
from trainerpool.gui.screens.materials.side_list import SideList
from trainerpool.gui.screens.materials.words import course_line, version_line
from trainerpool.queries.material_versions import MaterialCourseRow, VersionRow

_MOST_VERSIONS = 5


class _Head(Pane):
    """The head of one list: its name, and how many there are."""

    def __init__(self, words: str, *beside: QWidget) -> None:
        super().__init__("sunken")
        self.words, self.count = ElidedLabel(words, "strong"), Label("", tone="muted")
        row = QHBoxLayout()
        row.setContentsMargins(13, 0, 13, 0)
        row.addWidget(self.words, 1)
        for one in beside:
            row.addWidget(one)
        row.addWidget(self.count)
        holder = QWidget()
        holder.setLayout(row)
        holder.setMinimumHeight(max(theme.tokens().controls["table_header"], theme.line_height() + 10))
        self.column.addWidget(holder)
        self.column.addWidget(Hairline())


class MaterialsSide(Pane):
    """`course_chosen`, `version_chosen` and `opened` with ids; the search field is there once it is asked for."""

    course_chosen = Signal(str)
    version_chosen = Signal(str)
    opened = Signal()
    asked_course_menu = Signal(str, QPoint)
    asked_version_menu = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__("raised")
        self.setAccessibleName("Courses and versions")
        self._rows: tuple[MaterialCourseRow, ...] = ()
        self._course = ""
        self.filters = CourseFilters()
        self.head, self.versions_head = _Head("Courses", self.filters.add), _Head("Versions")
        self.search = SearchField("Search courses", "Search courses")
        self.search_box = QWidget()
        box = QHBoxLayout(self.search_box)
        box.setContentsMargins(8, 2, 8, 2)
        box.addWidget(self.search)
        self.search_box.hide()
        self.nothing = Label("", tone="muted", wraps=True)
        self.nothing.setContentsMargins(13, 8, 13, 8)
        self.nothing.hide()
        self.clear = Button("Clear the filters", "link").does(self.filters.clear)
        self._clear_box = QWidget()
        line = QHBoxLayout(self._clear_box)
        line.setContentsMargins(11, 0, 11, 8)
        line.addWidget(self.clear)
        line.addStretch(1)
        self._clear_box.hide()
        self.courses = SideList("Courses", two_lines=True)
        self.versions = SideList("Versions", two_lines=False)
        for widget in (self.head, self.search_box, self.filters, self.nothing, self._clear_box):
            self.column.addWidget(widget)
        self.column.addWidget(self.courses, 3)
        self.column.addWidget(self.versions_head)
        self.column.addWidget(self.versions, 2)
        stretch = QVBoxLayout()
        stretch.addStretch(1)
        self.column.addLayout(stretch, 1)
        self.filters.changed.connect(self._show_courses)
        self.search.sought.connect(lambda _words: self._show_courses())
        self.search.returnPressed.connect(self._take_first)
        self.courses.chosen.connect(self.course_chosen)
        self.courses.opened.connect(lambda _key: self.opened.emit())
        self.versions.chosen.connect(self.version_chosen)
        self.versions.opened.connect(lambda _key: self.opened.emit())
        self.courses.asked_menu.connect(self.asked_course_menu)
        self.versions.asked_menu.connect(self.asked_version_menu)

    def show_rows(
        self, rows: Sequence[MaterialCourseRow], course: str, versions: Sequence[VersionRow], version: str, today: date
    ) -> None:
        """Show these courses and versions, those of these ids chosen."""
        self._rows, self._course = tuple(rows), course
        self.filters.set_rows(rows)
        self._show_courses()
        self.versions.show_lines([version_line(row, today) for row in versions], version)
        chosen = next((row for row in rows if row.id == course), None)
        self.versions_head.words.setText(f"{chosen.short_name} pack, versions" if chosen else "Versions")
        self.versions_head.setVisible(bool(versions))
        self.versions.setVisible(bool(versions))
        self._fit()

    def begin_search(self) -> None:
        """Ctrl+F: show the field and put the keyboard in it."""
        self.search_box.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def leave_search(self) -> bool:
        """Clear the search and put the field away; False where it was not there."""
        if self.search_box.isHidden():
            return False
        had = bool(self.search.text())
        self.search.clear()
        if not had:
            self.search_box.hide()
            self.courses.setFocus()
        return True

    def _take_first(self) -> None:
        """Enter in the search field: go to the first course found."""
        self.search.seek_now()
        lines = self.courses.lines_model.lines
        if lines:
            self.courses.setFocus()
            self.courses.choose(lines[0].key)

    def _show_courses(self) -> None:
        words = self.search.text().casefold().split()
        wanted = [row for row in self._rows if fits(row, self.filters.chosen)]
        found = [
            row
            for row in wanted
            if all(word in f"{row.title} {row.code} {row.short_name} {row.words}".casefold() for word in words)
        ]
        self.courses.show_lines([course_line(row) for row in found], self._course)
        is_narrowed = bool(words or self.filters.chosen)
        self.head.count.setText(f"{len(found)} of {len(self._rows)}" if is_narrowed else str(len(self._rows)))
        self.nothing.setVisible(is_narrowed and not found)
        said = f" matches “{self.search.text().strip()}”" if words else ""
        within = f" with {self.filters.in_words()}" if self.filters.chosen else ""
        self.nothing.setText(f"No course{said}{within}.{' Esc clears the search.' if words else ''}")
        self._clear_box.setVisible(bool(self.filters.chosen) and not found)
        self._fit()

    def _fit(self) -> None:
        self.courses.setMaximumHeight(self.courses.wanted_height(200))
        self.courses.setVisible(bool(self.courses.lines_model.lines))
        self.versions.setMaximumHeight(self.versions.wanted_height(200))
        self.versions.setMinimumHeight(self.versions.wanted_height(_MOST_VERSIONS if self.height() > 500 else 2))
        self.courses.setMinimumHeight(self.courses.wanted_height(2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self._take_first()
            return
        super().keyPressEvent(event)
