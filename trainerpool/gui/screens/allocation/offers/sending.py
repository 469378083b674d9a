"""How letters leave the program: drafts in a folder, a private copy opened, a mail begun, text copied; and what is recorded then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import count_of
from trainerpool.exchange.drafts import as_text, mailto
from trainerpool.exchange.letters import LetterKind
from trainerpool.gui.background import CancelToken, Progress
from trainerpool.gui.outside import Outside, SystemOutside
from trainerpool.gui.shell import Shell
from trainerpool.host.files import write_whole
from trainerpool.host.folders import private_folder
from trainerpool.operations.offers import record_told, send_offers
from trainerpool.problem import Problem
from trainerpool.reports.offer_letters import ASKING, Letter, write_drafts

_NO_PROGRAM = "No program of this computer opened it. Copy the text instead, or write the draft to a folder."


class Sending:
    """The ways out for the letters of one page; `outside` is what the rest of the computer is asked through."""

    def __init__(self, shell: Shell, page: QWidget, outside: Outside | None = None) -> None:
        self._shell, self._page = shell, page
        self.outside: Outside = outside or SystemOutside()

    def send(self, way: str, letter: Letter | None) -> None:
        """Let one letter leave by a way: open, link, copy or folder."""
        if letter is None:
            return
        if way == "copy":
            self.outside.copy(as_text(letter.draft))
            self._shell.toast(f"The letter to {letter.name} is on the clipboard.")
        elif way == "link":
            link, whole = mailto(letter.draft)
            self._told(
                self.outside.open_link(link),
                "" if whole else "The text was too long for a link and is cut; the draft has it whole.",
            )
        elif way == "open":
            self._private(lambda: _copy_of(letter), self.outside.open_file)
        elif way == "folder":
            self._private(lambda: _calendar_of(letter), lambda path: self.outside.open_file(path.parent))

    def write_all(self, letters: Sequence[Letter]) -> None:
        """Ask for a folder and write a draft for each letter; Cancel leaves none."""

        def chosen(folder: Path | None) -> None:
            if folder is None:
                return
            cancel, progress = CancelToken(), Progress()

            def work(_desk: Any) -> tuple[Path, ...]:
                written = write_drafts(letters, folder, progress, lambda: not cancel.is_cancelled())
                cancel.check()
                return written

            self._shell.work(
                work, then=lambda written: self._written(written, letters), title=f"Writing {count_of(len(letters), 'draft')}",
                cancel=cancel, progress=progress, reads=False, owner=self._page,
            )  # fmt: skip

        self._shell.dialogs.choose_folder(self._page, "Folder for the drafts", chosen)

    def record(self, kind: LetterKind, letters: Sequence[Letter]) -> None:
        """Record that these letters have left: offers as made, reminders as made again, the others as told."""
        if not letters:
            return
        if kind in ASKING:
            places = [row for one in letters for row in one.places]
            days = [row.session.first_date for row in places]
            self._shell.do(
                send_offers, None, min(days), max(days), again=kind is not LetterKind.OFFER, places=[row.id for row in places],
                then=self._left_out, owner=self._page,
            )  # fmt: skip
            return
        pairs = [(row.session.id, one.trainer) for one in letters for row in one.places]
        self._shell.do(record_told, pairs, owner=self._page)

    def _left_out(self, done: Any) -> None:
        if done.result is not None and done.result.left:
            left = done.result.left
            self._shell.problem(
                Problem(
                    f"{count_of(len(left), 'place')} was not offered. {' '.join(left)}"
                    if len(left) == 1
                    else f"{len(left)} places were not offered. {' '.join(left)}",
                    kept="The others were.",
                )
            )

    def _written(self, written: Sequence[Path], letters: Sequence[Letter]) -> None:
        if not written:
            return
        without = sum(not one.draft.has_address for one in letters)
        missing = f" {count_of(without, 'draft')} without a recipient." if without else ""
        self._shell.toast(
            f"{count_of(len(written), 'draft')} in {written[0].parent.name}; whoever has the files can read them.{missing}"
        )

    def _private(self, make: Any, then: Any) -> None:
        """Make a private copy in the worker, then hand it over."""
        self._shell.work(
            lambda _desk: make(), then=lambda path: self._told(then(path), ""), reads=False, owner=self._page
        )

    def _told(self, opened: bool, note: str) -> None:
        if not opened:
            self._shell.problem(Problem(_NO_PROGRAM, kept="Nothing was sent or recorded."))
        elif note:
            self._shell.toast(note)


def _copy_of(letter: Letter) -> Path:
    return write_drafts([letter], private_folder(), named=False)[0]


def _calendar_of(letter: Letter) -> Path:
    """The calendar in a folder of its own, so that nothing else lies beside it."""
    number = 1
    while (folder := private_folder() / f"attachment {number}").exists():
        number += 1
    folder.mkdir(mode=0o700)
    path = folder / letter.draft.calendar_name
    write_whole(path, letter.draft.calendar)
    return path
