"""The settings page: its sections as a list, one of them shown, and a search across all."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout

from trainerpool.gui import theme
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.header import PageHeader
from trainerpool.gui.parts.labels import Hairline
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.settings.agencies import AgencySection
from trainerpool.gui.screens.settings.backups import BackupSection, Restored
from trainerpool.gui.screens.settings.courses import CourseSection
from trainerpool.gui.screens.settings.days import DaysSection
from trainerpool.gui.screens.settings.finding import COLUMNS, FoundRow, everything, matching
from trainerpool.gui.screens.settings.frameworks import FrameworkSection
from trainerpool.gui.screens.settings.key_people import KeyPeopleSection
from trainerpool.gui.screens.settings.looks import LooksSection
from trainerpool.gui.screens.settings.picker import SectionPicker
from trainerpool.gui.screens.settings.policy import PolicySection
from trainerpool.gui.screens.settings.pool import PoolSection
from trainerpool.gui.screens.settings.section import Section
from trainerpool.gui.screens.settings.travel import TravelSection
from trainerpool.gui.screens.settings.venues import VenueSection
from trainerpool.gui.shell import Command, Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

SECTIONS = (
    ("pool", "Pool"), ("policy", "Policy"), ("agencies", "Agencies"), ("courses", "Courses"), ("frameworks", "Checklists, frameworks"), ("venues", "Venues"),
    ("travel", "Travel"), ("days", "Terms and closed days"), ("keys", "People and keys"), ("backups", "Backups"), ("looks", "Appearance"),
)  # fmt: skip
_KINDS: dict[str, type[Section]] = {
    "pool": PoolSection, "policy": PolicySection, "agencies": AgencySection, "courses": CourseSection, "frameworks": FrameworkSection, "venues": VenueSection,
    "travel": TravelSection,
    "days": DaysSection, "keys": KeyPeopleSection, "backups": BackupSection, "looks": LooksSection,
}  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NARROW = 620
_ALSO = {"people": "keys", "appearance": "looks"}  # as other pages name the sections


class SettingsScreen(Screen):
    """`arrive` takes a section's key, "section key" of one thing in it, or what was restored; Ctrl+F searches all sections."""

    shows = frozenset({
        "setting", "policy", "agency", "agency_alias", "membership", "person", "course", "course_alias", "evidence", "venue",
        "training_session", "session_part", "term", "closed_day", "material_version", "framework", "course_level",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Settings")
        self.sections: dict[str, Section] = {}
        self.here = "pool"
        self._stale = set(_KINDS)
        self._known: tuple[FoundRow, ...] = ()
        self.header = PageHeader("Settings")
        self.picker = SectionPicker(SECTIONS)
        self.stack = QStackedWidget()
        self.found: RowsModel[FoundRow] = RowsModel(COLUMNS)
        self.found_table = TableView("Settings found", self.found)
        self.found_table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.nothing = EmptyState("", "", [("Clear the search", self.picker.search.clear)])
        self._found_stack = QStackedWidget()
        self._found_stack.addWidget(self.found_table)
        self._found_stack.addWidget(stack(self.nothing))
        self.stack.addWidget(self._found_stack)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(0)
        self._line = Hairline(upright=True)
        for widget, share in ((self.picker, 0), (self._line, 0), (self.stack, 1)):
            self._across.addWidget(widget, share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(self._across, 1)
        self.picker.chosen.connect(self.show_section)
        self.picker.entered.connect(self._into)
        self.picker.sought.connect(self._seek)
        self.found_table.opened.connect(self._open_found)
        commands = [
            Command(f"Settings: {words}", partial(self.show_section, key), "Settings", "", "settings")
            for key, words in SECTIONS
        ]
        self.shell.set_commands([*commands, Command("Back up now", self._back_up, "Settings", "", "archive")])
        self.show_section("pool")
        self.shell.work(everything, then=self._know, latest="everything", owner=self)

    def at(self, key: str) -> Any:
        """A section, made when it is first turned to: all of them at once would hold the window up."""
        if key not in self.sections:
            section = self.sections[key] = _KINDS[key](self.shell)
            self.stack.addWidget(section)
            for deed in section.deeds:
                self.header.deeds.addWidget(deed)
        return self.sections[key]

    # what the window asks

    def arrive(self, argument: object) -> None:
        """`argument`: the key of a section, "section key", or a Restored."""
        if isinstance(argument, Restored):
            self.show_section("backups")
            self.at("backups").tell_restored(argument)
            self.at("backups").take_focus()
            return
        word, _, key = str(argument or "").partition(" ")
        section = _ALSO.get(word, word)
        if section in _KINDS:
            self.show_section(section)
            if key:
                self.at(section).choose(key)
            else:
                self.at(section).take_focus()
        else:
            self.picker.take_focus()

    def refresh(self) -> None:
        self._stale = set(_KINDS)
        self._freshen()
        self.shell.work(everything, then=self._know, latest="everything", owner=self)

    def show_section(self, key: str) -> None:
        """Show one section; the inspector belongs to it."""
        self.picker.search.clear()
        if key != self.here:
            self.at(self.here).hidden()
        self.here = key
        section = self.at(key)
        self.picker.show_section(key)
        self.stack.setCurrentWidget(section)
        self._head(section)
        self._freshen()
        section.shown()

    def _head(self, section: Section | None) -> None:
        for other in self.sections.values():
            for deed in other.deeds:
                deed.setVisible(other is section)
        self.header.set_title(section.title if section else "Settings")
        self.header.set_summary(
            [section.summary] if section else [f"{self.found.rowCount():,} found. Enter goes there."]
        )

    def _freshen(self) -> None:
        if self.here in self._stale:
            self._stale.discard(self.here)
            self.at(self.here).refresh()

    def _know(self, rows: tuple[FoundRow, ...]) -> None:
        self._known = rows
        counts = {
            key: sum(row.section == key and bool(row.key) for row in rows)
            for key in ("agencies", "courses", "venues", "keys")
        }
        self.picker.show_counts(counts)
        self.picker.show_section(self.here)
        if self.picker.search.text().strip():
            self._seek(self.picker.search.text().strip())

    # searching

    def focus_search(self) -> bool:
        self.picker.search.setFocus()
        self.picker.search.selectAll()
        return True

    def _seek(self, words: str) -> None:
        if not words:
            if self.stack.currentWidget() is self._found_stack:
                self.stack.setCurrentWidget(self.at(self.here))
                self._head(self.at(self.here))
                self.at(self.here).shown()
            return
        rows = matching(self._known, words)
        self.found.set_search(words)
        self.found.set_rows(rows)
        self.nothing.title.setText(f"No setting matches “{words}”.")
        self.nothing.text.setText("Try a word of what it is about, such as notice, venue or backup.")
        self._found_stack.setCurrentIndex(0 if rows else 1)
        if rows:
            self.found_table.choose(rows[0].id)
        self.stack.setCurrentWidget(self._found_stack)
        self.at(self.here).hidden()
        self.shell.set_inspector(None)
        self._head(None)

    def _open_found(self, row: FoundRow) -> None:
        self.show_section(row.section)
        if row.key:
            self.at(row.section).choose(row.key)
        else:
            self.at(row.section).take_focus()

    def leave_step(self) -> bool:
        if self.picker.search.text():
            self.picker.search.clear()
            self.picker.take_focus()
            return True
        return False

    # keys

    def make_new(self) -> bool:
        return bool(self.at(self.here).make_new())

    def _into(self) -> None:
        self.at(self.here).take_focus()

    def _back_up(self) -> None:
        self.show_section("backups")
        self.at("backups").back_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        search = self.picker.search
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.at(self.here).finish()
        elif (
            search.hasFocus() and event.key() in (*_ENTER, Qt.Key.Key_Down) and self.found.rowCount() and search.text()
        ):
            search.seek_now()
            row: Any = self.found_table.current_row()
            if event.key() == Qt.Key.Key_Down or row is None:
                self.found_table.setFocus()
            else:
                self._open_found(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < theme.scaled(_NARROW)
        if folded != self.picker.is_folded:
            self.picker.set_folded(folded)
            self._line.setVisible(not folded)
            self._across.setDirection(QBoxLayout.Direction.TopToBottom if folded else QBoxLayout.Direction.LeftToRight)
