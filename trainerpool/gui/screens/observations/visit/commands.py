"""The palette's entries of the form of a visit."""

from __future__ import annotations

from collections.abc import Callable

from trainerpool.gui.shell import Command


def commands(finish: Callable[[], None], show: Callable[[str], None], reported: Callable[[], None]) -> list[Command]:
    """What can be gone to and done; `show` brings a pane to the front."""
    return [
        Command("Finish the visit", finish, "Observation", "", "check"),
        Command("Write a timed note", lambda: show("notes"), "Observation", "", "pencil"),
        Command("Judge the criteria", lambda: show("criteria"), "Observation", "", "eye"),
        Command("Session plan and last actions", lambda: show("plan"), "Observation", "", "calendar-days"),
        Command("Reported through the procedure", reported, "Observation", "", "flag"),
    ]
