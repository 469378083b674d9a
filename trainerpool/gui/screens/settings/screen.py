"""The settings page: few sections, each shown alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from trainerpool.gui.page import Screen
from trainerpool.gui.parts.header import FilterBar, PageHeader
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.settings.forms import BackupSection, DaysSection, LooksSection, PoolSection, Section
from trainerpool.gui.screens.settings.policy import PolicySection
from trainerpool.gui.shell import Command, Shell

SECTIONS = (
    ("pool", "Pool"),
    ("policy", "Policy"),
    ("days", "Terms and closed days"),
    ("backups", "Backups"),
    ("looks", "Appearance"),
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SettingsScreen(Screen):
    """`arrive` takes a section's key; Ctrl+F searches the policy."""

    shows = frozenset({"setting", "pool_setting", "policy", "policy_record", "term", "closed_day"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Settings")
        self.header = PageHeader("Settings", ["Everything here counts for this pool; Appearance for this computer."])
        self.choice = SegmentedChoice("Section", SECTIONS)
        self.pool, self.policy, self.days = PoolSection(shell), PolicySection(shell), DaysSection(shell)
        self.backups, self.looks = BackupSection(shell), LooksSection(shell)
        self.sections: dict[str, Section | PolicySection] = dict(
            zip(
                [key for key, _ in SECTIONS], (self.pool, self.policy, self.days, self.backups, self.looks), strict=True
            )
        )
        self.stack = QStackedWidget()
        for section in self.sections.values():
            self.stack.addWidget(section)
        bar = FilterBar(self.choice)
        bar.stretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(bar)
        whole.addWidget(self.stack, 1)
        self.choice.chosen.connect(self.show_section)
        commands = [
            Command(f"Settings: {words}", partial(self.show_section, key), "Settings", "", "settings")
            for key, words in SECTIONS
        ]
        self.shell.set_commands([*commands, Command("Back up now", self._back_up, "Settings", "", "archive")])
        self.refresh()

    def arrive(self, argument: object) -> None:
        """`argument`: the key of a section."""
        if argument in self.sections:
            self.show_section(str(argument))

    def refresh(self) -> None:
        for section in self.sections.values():
            section.refresh()

    def show_section(self, key: str) -> None:
        """Show one section; the inspector belongs to the policy."""
        self.choice.choose(key)
        self.stack.setCurrentWidget(self.sections[key])
        if key == "policy":
            self.policy.tell()
        else:
            self.policy.change = None
            self.shell.set_inspector(None)
        if key == "looks":
            self.looks.refresh()

    def focus_search(self) -> bool:
        self.show_section("policy")
        self.policy.search.setFocus()
        return True

    def leave_step(self) -> bool:
        if self.policy.search.text():
            self.policy.search.clear()
            return True
        return False

    def _back_up(self) -> None:
        self.show_section("backups")
        self.backups.back_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        finishes = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if finishes and self.stack.currentWidget() is self.pool:
            self.pool.finish()
            return
        super().keyPressEvent(event)
