"""The entries of the menus, as the window stands now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trainerpool.gui.frame_window import FrameWindow
from trainerpool.gui.menus import Entry
from trainerpool.gui.shell import POOL_SEAT, Command

_SCHEMES = (("", "As the system"), ("light", "Light"), ("dark", "Dark"), ("high_contrast", "High contrast"))
_LINE = "-"


@dataclass(frozen=True, slots=True)
class WindowDeeds:
    """The deeds of the window that stand in its menus."""

    open_palette: Callable[[], None]
    print_shown: Callable[[], None]
    print_as_shown: Callable[[], None]
    quit: Callable[[], None]
    focus_search: Callable[[], None]
    make_new: Callable[[], None]
    say_saved: Callable[[], None]
    toggle_inspector: Callable[[], None]
    refresh_page: Callable[[], None]
    toggle_full_screen: Callable[[], None]
    show_keys: Callable[[], None]
    show_about: Callable[[], None]


def menu_entries(window: FrameWindow, own: WindowDeeds, page: Sequence[Command]) -> list[Entry]:
    """Every entry, in the order of the menus."""
    has_pool = window.has_pool()
    made = [
        Entry(one.menu, one.command.title, one.command.run, one.command.keys, detail=one.command.detail)
        for one in window.deeds.entries
        if (has_pool and (not one.seat or one.seat in window.seats)) or not one.needs_pool
    ]
    made += [
        Entry("File", str(path), lambda path=path: window.open_path(path), under="Open recent")  # type: ignore[misc]
        for path in window.deeds.recent()
    ]
    made += [
        Entry("File", _LINE),
        Entry("File", "Print or save what is shown", own.print_shown, "Ctrl+P", is_possible=has_pool),
        Entry("File", "Print or save the page as it stands", own.print_as_shown, "Ctrl+Shift+P", is_possible=has_pool),
        Entry("File", "Quit", own.quit, "Ctrl+Q"),
    ]
    made += _edit(window, own, has_pool) + _view(window, own, has_pool)
    if has_pool:
        made += _go(window, own)
        menu = "Pool" if POOL_SEAT in window.seats else "Desk"
        made += [Entry(menu, one.title, one.run, one.keys, detail=one.detail) for one in page]
    made += [
        Entry("Help", "Keys", own.show_keys, "F1"),
        Entry("Help", f"About Trainer Pool {window.deeds.version}".strip(), own.show_about),
    ]
    return made


def _edit(window: FrameWindow, own: WindowDeeds, has_pool: bool) -> list[Entry]:
    facts = window.facts
    undo = f"Undo: {facts.undo}" if facts.undo else "Undo"
    redo = f"Redo: {facts.redo}" if facts.redo else "Redo"
    return [
        Entry("Edit", undo, window.undo, "Ctrl+Z", is_possible=has_pool and bool(facts.undo)),
        Entry("Edit", redo, window.redo, "Ctrl+Shift+Z or Ctrl+Y", is_possible=has_pool and bool(facts.redo)),
        Entry("Edit", _LINE),
        Entry("Edit", "Find on this page", own.focus_search, "Ctrl+F", is_possible=has_pool),
        Entry("Edit", "New on this page", own.make_new, "Ctrl+N"),  # on Welcome a pool
        Entry("Edit", "Save", own.say_saved, "Ctrl+S", is_possible=has_pool, in_palette=False),
    ]


def _view(window: FrameWindow, own: WindowDeeds, has_pool: bool) -> list[Entry]:
    looks = window.looks
    made = [
        Entry("View", "Inspector", own.toggle_inspector, "F9", is_possible=has_pool),
        Entry("View", "Take in changes now", own.refresh_page, "F5", is_possible=has_pool),
        Entry("View", _LINE),
        Entry("View", "Larger text", looks.larger_text, "Ctrl++ or Ctrl+="),
        Entry("View", "Smaller text", looks.smaller_text, "Ctrl+-"),
        Entry("View", "Text as the system has it", looks.normal_text, "Ctrl+0"),
        Entry("View", _LINE),
    ]
    for scheme, words in _SCHEMES:
        made.append(
            Entry(
                "View",
                words,
                lambda scheme=scheme: looks.set_scheme(scheme),  # type: ignore[misc]
                choice="scheme",
                is_on=looks.remembered.scheme == scheme,
                under="Colours",
            )
        )
    made.append(Entry("View", "Full screen", own.toggle_full_screen, "F11"))
    return made


def _go(window: FrameWindow, own: WindowDeeds) -> list[Entry]:
    made = [
        Entry("Go", "Go anywhere, do anything", own.open_palette, "Ctrl+K", in_palette=False),
        Entry("Go", _LINE),
    ]
    rail = [page for page in window.pages_here() if page.place == "rail"]
    for place, page in enumerate(rail, start=1):
        keys = f"Alt+{place}" if place <= 9 else ""
        made.append(Entry("Go", page.title, lambda key=page.key: window.navigator.go(key), keys, detail="Page"))  # type: ignore[misc]
    for page in window.pages_here():
        if page.place == "foot":
            keys = "Ctrl+," if page.title == "Settings" else ""
            made.append(Entry("Go", page.title, lambda key=page.key: window.navigator.go(key), keys, detail="Page"))  # type: ignore[misc]
    return [
        *made,
        Entry("Go", _LINE),
        Entry("Go", "Back", window.navigator.back, "Alt+Left", is_possible=window.navigator.can_go(-1)),
        Entry("Go", "Forward", window.navigator.forward, "Alt+Right", is_possible=window.navigator.can_go(1)),
        Entry("Go", "Next pane", window.next_pane, "F6", in_palette=False),
        Entry("Go", "Last pane", window.last_pane, "Shift+F6", in_palette=False),
    ]
