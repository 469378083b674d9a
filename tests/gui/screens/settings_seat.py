"""The settings page around the example, and what its tests do there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from tests.gui.screens.seats import Seat
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.settings.screen import SettingsScreen
from trainerpool.gui.tables.view import TableView


@pytest.fixture
def settings(shared: Seat) -> Iterator[Seat]:
    """The shared seat; what a test does is undone behind it, as far as it can be."""
    before = len(shared.desk.store.stacks.undo)
    shared.window.resize(1366, 768)
    yield shared
    shared.rest()
    while len(shared.desk.store.stacks.undo) > before:
        shared.desk.undo()
    shared.answers.yes, shared.answers.text, shared.answers.path = True, None, None


def opened(seat: Seat, section: str = "pool") -> SettingsScreen:
    """The page at one section, everything it asked for shown."""
    page = seat.go("settings", section)
    assert isinstance(page, SettingsScreen)
    page.refresh()
    seat.front()
    settle(seat)
    return page


def settle(seat: Seat) -> None:
    """Wait until rows and inspector have come: the inspector asks a moment after a row is chosen."""
    seat.rest()
    page = seat.window.navigator.shown()
    section: Any = page.at(page.here)
    if (soon := getattr(section, "_soon", None)) is not None:
        seat.until(lambda: not soon.isActive())
    seat.rest()


def chosen(seat: Seat, page: SettingsScreen, key: str) -> Any:
    """Choose a row of the present section; its inspector is returned."""
    section: Any = page.at(page.here)
    assert section.table.choose(key)
    settle(seat)
    return section.about


def press(within: QWidget, words: str) -> None:
    """Press the button of these words, or of this accessible name."""
    found = [one for one in within.findChildren(Button) if words in (one.text(), one.accessibleName())]
    assert found, f"no button says {words}"
    assert not found[0].is_blocked(), found[0].reason
    found[0].click()


def said(within: QWidget) -> list[str]:
    """What the labels and links of a widget say."""
    labels = [one.text() for one in within.findChildren(QLabel) if not one.isHidden()]
    return labels + [one.accessibleName() for one in within.findChildren(Button) if one.kind == "link"]


def too_wide(within: QWidget) -> list[str]:
    """What is only scrolled up and down, and needs more width than it has: its right side could not be seen."""
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    tables = [
        f"{table.accessibleName()}: {table.horizontalHeader().length()} of {table.viewport().width()}"
        for table in within.findChildren(TableView)
        if table.isVisible() and table.horizontalScrollBarPolicy() is never
        if table.horizontalHeader().length() > table.viewport().width() + 1
    ]
    return tables + [
        f"{area.accessibleName()}: {area.widget().minimumSizeHint().width()} of {area.viewport().width()}"
        for area in within.findChildren(QScrollArea)
        if area.isVisible() and area.widget() and area.widget().minimumSizeHint().width() > area.viewport().width()
    ]
