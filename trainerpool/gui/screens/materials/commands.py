"""What the palette and the context menu offer on the page of materials."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from trainerpool.gui.screens.materials.loading import ShownMaterials
from trainerpool.gui.screens.materials.pack_deeds import deeds_of
from trainerpool.gui.screens.materials.words import pack_name
from trainerpool.gui.shell import Command

Do = Callable[[str, str], None]
_TABS = (
    ("checklist", "Checklist of the version"), ("files", "Files of the version"), ("note", "Change note"), ("learning", "Absorbed learning"),
    ("sessions", "Sessions with this version"), ("readers", "Who has read it"),
)  # fmt: skip


def commands(shown: ShownMaterials, do: Do, go: Callable[[str], None], turn: Callable[[str], None]) -> list[Command]:
    """The palette's entries: every deed of the version shown, and its tabs."""
    page = shown.page
    always = [
        Command(
            "Triggers, and what became of each",
            lambda: do("triggers", ""),
            "Materials",
            icon="flag",
            also="law guidance review procedure flagged",
        ),
        Command(
            "Yearly content checklist of agencies' own courses",
            lambda: do("checks", ""),
            "Materials",
            icon="calendar-days",
            also="single-agency nottinghamshire april statement logo",
        ),
        Command(
            "Principles of content",
            lambda: do("principles", ""),
            "Materials",
            icon="book-open",
            also="shropshire general children adults",
        ),
    ]
    if page is None:
        if shown.course is None:
            return always
        return [
            *always,
            Command("New version", lambda: do("new", ""), shown.course.title, "Ctrl+N", "plus"),
            Command("Record a trigger", lambda: do("trigger", ""), "Materials", icon="flag"),
        ]
    name = pack_name(page.version)
    made = [
        Command(one.says.removesuffix("..."), lambda word=one.word: do(word, ""), name, one.keys, one.icon)  # type: ignore[misc]
        for one in deeds_of(page)
    ]
    made.append(Command("The next item that wants something", lambda: go("next"), name, "Ctrl+J", "chevron-right"))
    made += [Command(words, lambda key=key: turn(key), name, icon="book-open") for key, words in _TABS]  # type: ignore[misc]
    return [*made, *always]


def menu_of(owner: QWidget, shown: ShownMaterials, do: Do) -> QMenu:
    """The context menu: every deed the inspector offers, in its words."""
    menu = QMenu(owner)
    menu.aboutToHide.connect(menu.deleteLater)
    if shown.page is None:
        menu.addAction("New version...\tCtrl+N", lambda: do("new", ""))
        menu.addAction("Record a trigger...", lambda: do("trigger", ""))
        menu.addAction("All triggers", lambda: do("triggers", ""))
        return menu
    for one in deeds_of(shown.page):
        entry = menu.addAction(f"{one.says}\t{one.keys}" if one.keys else one.says, lambda word=one.word: do(word, ""))  # type: ignore[misc]
        if one.why_not:
            entry.setEnabled(False)
            entry.setToolTip(one.why_not)
            entry.setText(f"{one.says} (not yet)")
    return menu
