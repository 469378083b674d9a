"""The scenes of Settings' forms, inspectors and dialogs, and of putting a backup back from Welcome."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QSpinBox

from tests.gui.album.acting import context, dialog, in_list, pause, press, row, then
from tests.gui.album.scenes import scene
from tests.gui.screens.seats import Seat
from trainerpool.gui.screens.settings.restore_form import RestoreForm
from trainerpool.operations.agencies import merge_agencies
from trainerpool.operations.backups import BackupRow, Backups
from trainerpool.operations.pools import back_up_pool
from trainerpool.operations.settings import set_policy
from trainerpool.queries.agencies import agencies


def _settle(seat: Seat) -> None:
    pause(seat, 120)  # the inspector asks a moment after a row is chosen
    seat.rest()


def _desk(seat: Seat) -> Any:
    return seat.window.workplace.desk


def _touch(seat: Seat, done: Any) -> None:
    """Tell the window of a deed done behind it."""
    seat.window.workplace.background.touch(done.kinds)
    _settle(seat)


def new(section: str, words: str) -> Callable[[Seat], None]:
    """The form of a new record of a section."""
    return then(in_list(section), _settle, lambda seat: press(seat, words), _settle)


def merging(seat: Seat) -> None:
    in_list("Agencies")(seat)
    _settle(seat)
    box = seat.window.panes.inspector.findChildren(QComboBox)[-1]
    box.setCurrentIndex(3)
    _settle(seat)


def merged(seat: Seat) -> None:
    in_list("Agencies")(seat)
    _settle(seat)
    there = {row.name for row in _desk(seat).ask(agencies, _desk(seat).today)}
    if "Northmoor Housing" in there:  # the scene is shown once a size
        _touch(seat, merge_agencies(_desk(seat), "Northmoor Housing", "Northmoor Police"))
    _settle(seat)
    in_list("Northmoor Police")(seat)
    _settle(seat)


def preview(seat: Seat) -> None:
    in_list("Policy")(seat)
    _settle(seat)
    in_list("Approval lasts")(seat)
    _settle(seat)
    seat.window.panes.show_inspector(True)
    _settle(seat)
    seat.window.panes.inspector.findChildren(QSpinBox)[0].setValue(12)
    press(seat, "Also for periods", "Who would change")
    _settle(seat)


def coming(seat: Seat) -> None:
    _touch(seat, set_policy(_desk(seat), {"cap_week": 2}, from_=date(2027, 1, 4), reason="Asked by the board"))
    in_list("Policy")(seat)
    _settle(seat)
    page = seat.window.navigator.shown().at("policy")
    page.version.setCurrentIndex(1)
    page.version.activated.emit(1)
    _settle(seat)


def putting_back(seat: Seat) -> None:
    back_up_pool(_desk(seat), why="daily")
    in_list("Backups")(seat)
    _settle(seat)
    seat.window.panes.show_inspector(True)
    press(seat, "Put it back")
    dialog(seat)


def sheet(seat: Seat) -> None:
    from trainerpool.gui.screens.settings.sheet_dialog import SheetDialog
    from trainerpool.store.keys import recovery_words

    in_list("People")(seat)
    _settle(seat)
    page = seat.window.navigator.shown()
    SheetDialog(page, page.shell, "Northmoor", recovery_words(bytes(32))).open()
    dialog(seat)


def from_welcome(seat: Seat) -> None:
    page = seat.window.navigator.shown()
    form = RestoreForm(page, page.shell, Path("Northmoor.tpool"))
    form.open()
    seat.rest()
    rows = tuple(BackupRow(Path(f"{day}"), datetime(2026, 11, day, 9, 0), "daily", 1_980 << 10) for day in (22, 21, 20))
    form._show(Backups(Path(), rows, Path("Northmoor.tpool")))
    seat.rest()


def from_welcome_by_sheet(seat: Seat) -> None:
    from_welcome(seat)
    press(seat, "The passphrase is lost")


def framework(which: str, *steps: str) -> Callable[[Seat], None]:
    """A framework turned to, and what is then done of it: "star 6", "retire 8", "edit 9", "add", "put"."""

    def act(seat: Seat) -> None:
        in_list("Checklists")(seat)
        _settle(seat)
        section = seat.window.navigator.shown().at("frameworks")
        section.discard()
        section.choose(which)
        _settle(seat)
        for step in steps:
            word, _, no = step.partition(" ")
            if no:
                section.table.choose(no)
            {"put": section.finish}.get(word, getattr(section.doing, word, section.finish))()
            _settle(seat)

    return act


for which, words in (
    ("checklist", "the checklist"),
    ("observation", "the criteria of observers"),
    ("Shropshire tiers", "the tiers"),
):
    scene("settings", words, framework(which))
scene("settings", "a changed checklist", framework("checklist", "star 6", "retire 8"))
scene("settings", "a new item", framework("checklist", "add"))
scene("settings", "a group renamed", framework("observation", "rename 5"))
scene("settings", "before it is in force", framework("checklist", "star 6", "retire 8", "put"))
scene("settings", "no item left", framework("Shropshire tiers", "retire 1", "retire 2", "retire 3"))
scene("settings", "a framework of one's own", framework("levels", "copy"))
for words, act in (
    ("a new agency", new("Agencies", "Add agency")), ("a new course", new("Courses", "Add course")),
    ("a new venue", new("Venues", "Add venue")), ("a new person", new("People", "Add person")),
    ("new closed days", new("Terms", "Add closed days")), ("merging an agency", merging), ("a merged agency", merged),
    ("who would change", preview), ("a coming policy", coming), ("the recovery sheet", sheet),
    ("putting a backup back", putting_back), ("an agency's menu", then(in_list("Agencies"), _settle, row(1), context)),
):  # fmt: skip
    scene("settings", words, act)
scene("welcome", "putting a backup back", from_welcome, pool="none")
scene("welcome", "with the recovery sheet", from_welcome_by_sheet, pool="none")
