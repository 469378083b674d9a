"""The home copy in Settings: its folder, when it was last brought up to date, and why it was not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label, MeaningIcon
from trainerpool.gui.shell import Shell
from trainerpool.operations import backups as deeds
from trainerpool.operations.backups import HomeCopy
from trainerpool.operations.settings import set_home_copy

_HINT = "A shared drive is fine: the copy is encrypted, and brought up to date each quiet minute and on closing."


class HomeCopyBlock(QWidget):
    """The folder is a deed of the pool; copying is told in place, as the pool itself is safe either way."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setAccessibleName("Home copy")
        self.name = "Pool.tpool"
        self._known = ""
        self.line = QLineEdit()
        self.field = Field("Folder", self.line, hint=_HINT)
        self.pick = Button("Choose...", icon="folder-open").does(self._choose)
        self.keep = Button("Save the folder").does(self.save)
        self.copy_now = Button("Copy now").does(self._copy)
        self._icon, self.state = MeaningIcon(), Label("", wraps=True)
        told = QHBoxLayout()
        told.setContentsMargins(3, 0, 3, 0)
        told.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.state, 1)
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in (self.pick, self.keep, self.copy_now):
            row.addWidget(button)
        row.addStretch(1)
        heading = Label("Home copy", "section")
        heading.setContentsMargins(3, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading)
        column.addLayout(told)
        column.addWidget(self.field)
        column.addLayout(row)
        self.line.textChanged.connect(lambda _text: self._settle())
        self.line.returnPressed.connect(self.save)

    def refresh(self) -> None:
        """Ask where the copy is and how old."""
        self.shell.work(deeds.home_copy_of, then=self._show, latest="home", owner=self)

    def _show(self, found: HomeCopy) -> None:
        if self.line.text().strip() == self._known:
            self.line.setText(found.folder)
        self._known = found.folder
        meaning, words = _in_words(found, is_today=self._is_today(found))
        self._icon.set_meaning(meaning)
        self.state.setText(words)
        self.state.set_tone("stop" if meaning is Meaning.STOP else "")
        self._settle()

    def _is_today(self, found: HomeCopy) -> bool:
        return found.copied is not None and found.copied.date() == self.shell.today()

    def _settle(self) -> None:
        self.keep.block("" if self.line.text().strip() != self._known else "The folder is as it was.")
        self.copy_now.block("" if self._known else "Choose a folder first.")

    def _choose(self) -> None:
        def chosen(path: Path | None) -> None:
            if path is not None:
                self.line.setText(str(path.parent))
                self.save()

        self.shell.dialogs.save_file(self, "Where the home copy is kept", self.name, ("Pools (*.tpool)",), chosen)

    def save(self) -> None:
        """Keep this folder, and copy there at once."""
        folder = self.line.text().strip()
        if folder and not Path(folder).is_absolute():
            self.field.say("Give the whole path of the folder.")
            return
        self.field.say("")
        self._known = folder
        self.shell.do(set_home_copy, folder, then=lambda _done: self._copy(), owner=self)

    def _copy(self) -> None:
        if self._known:
            self.copy_now.block("Being copied")
            self.shell.work(deeds.bring_home_now, then=self._show, title="Home copy", reads=False, owner=self)


def _in_words(found: HomeCopy, *, is_today: bool) -> tuple[Meaning, str]:
    if found.problem is not None:
        parts = (found.problem.text, found.problem.kept, found.problem.todo)
        return Meaning.STOP, " ".join(part for part in parts if part)
    if found.copied is not None:
        when = "today at" if is_today else f"{in_words(found.copied.date(), weekday=True)},"
        return Meaning.GOOD, f"Copied {when} {found.copied:%H:%M}."
    if found.folder:
        return Meaning.NEUTRAL, "Not copied yet."
    return Meaning.NEUTRAL, "None is kept. If this computer is lost, so is what no backup elsewhere holds."
