"""Scenes of the window itself: its menus, the palette, the questions it asks, a toast."""

from __future__ import annotations

from collections.abc import Callable

from tests.gui.album.acting import dialog, typed
from tests.gui.album.scenes import scene
from tests.gui.screens.seats import Seat
from trainerpool.gui.shell import Question


def open_menu(title: str) -> Callable[[Seat], None]:
    def act(seat: Seat) -> None:
        bar = seat.window.menuBar()
        for entry in bar.actions():
            if entry.text().replace("&", "") == title and (menu := entry.menu()) is not None:
                menu.popup(bar.mapToGlobal(bar.actionGeometry(entry).bottomLeft()))
                return
        raise LookupError(f"no menu is called {title!r}")

    return act


def sought(words: str) -> Callable[[Seat], None]:
    def act(seat: Seat) -> None:
        seat.window.open_palette()
        seat.rest()
        if words:
            typed(seat, words)

    return act


def destroys(seat: Seat) -> None:
    question = Question(
        "Take the pool of yesterday?", "What was done since then goes.", "Restore", "Keep it", ("Three deeds.",), destroys=True
    )  # fmt: skip
    seat.window.workplace.dialogs.confirm(seat.window, question, lambda _yes: None)
    dialog(seat)


def passphrase(seat: Seat) -> None:
    seat.window.workplace.dialogs.ask_text(
        seat.window, "Open Northmoor.tpool", "Passphrase", lambda _words: None, secret=True
    )
    dialog(seat)


for name in ("File", "Edit", "View", "Go", "Pool", "Help"):
    scene("frame", f"menu {name}", open_menu(name), start="today")
scene("frame", "palette", sought(""), start="today")
scene("frame", "palette finds a person", sought("nadia"), start="today")
scene("frame", "palette finds nothing", sought("qwertz"), start="today")
scene("frame", "keys", lambda seat: (seat.window.show_keys(), dialog(seat)), start="today")
scene("frame", "about", lambda seat: (seat.window.show_about(), dialog(seat)), start="today")
scene("frame", "a deed that destroys", destroys, start="today")
scene("frame", "a passphrase is asked", passphrase, start="today")
scene("frame", "a toast", lambda seat: seat.window.say("2 offers sent for Thu 3 Dec", undo=True), start="today")
scene("frame", "no inspector", lambda seat: seat.window.panes.show_inspector(False), start="trainers")
