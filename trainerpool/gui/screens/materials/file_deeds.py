"""What is done with the files of a version: added with progress and Cancel, looked at, opened elsewhere, saved, named, taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.background import CancelToken, Progress
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.outside import Outside, SystemOutside
from trainerpool.gui.screens.materials.pages_of_files import can_be_shown
from trainerpool.gui.screens.settings.deed_form import DeedForm
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Shell
from trainerpool.operations.materials import (
    change_material_file,
    keep_material_files,
    open_private_copy,
    remove_material_file,
    save_kept_file,
)
from trainerpool.problem import Problem
from trainerpool.queries.material_page import FileRow, VersionPage

_ANY = ("All files (*)",)


class FileDeeds(QObject):
    """`adding(job)` while files are being taken in, `added()` when that is over; `show` lays a form over the inspector."""

    adding = Signal(object)
    added = Signal()

    def __init__(
        self, shell: Shell, owner: QWidget, show: Callable[[FormPane | None], None], outside: Outside | None = None
    ) -> None:
        super().__init__(owner)
        self._shell, self._owner, self._show = shell, owner, show
        self.outside: Outside = outside or SystemOutside()

    def choose(self, page: VersionPage, contents: str = "") -> None:
        """Ask which files, and take them in."""

        def chosen(paths: Sequence[Path]) -> None:
            if paths:
                self.take_in(page, paths, contents)

        what = contents or "Files"
        self._shell.dialogs.open_files(
            self._owner, f"{what} of {page.version.short_name} {page.version.version}", _ANY, chosen
        )

    def take_in(self, page: VersionPage, paths: Sequence[Path], contents: str = "") -> None:
        """Keep these files with the version: all of them or, after Cancel, none."""
        cancel, progress = CancelToken(), Progress()

        def keep(desk: Any) -> Any:
            try:
                return keep_material_files(
                    desk, page.version.id, list(paths), told=progress, stopped=cancel.is_cancelled, contents=contents
                )
            except Problem:
                cancel.check()  # that it was stopped is what the person wished, and no problem
                raise

        def over(_result: object = None) -> None:
            self.added.emit()

        def failed(error: Exception) -> None:
            over()
            self._shell.problem(error)

        title = f"Adding {count_of(len(paths), 'file')}"
        job = self._shell.do(keep, then=over, failed=failed, title=title, cancel=cancel, progress=progress, owner=self)
        self.adding.emit(job)
        self._shell.background.finished.connect(lambda ended, job=job: over() if ended is job and job.stopped else None)

    def look(self, page: VersionPage, file: FileRow) -> None:
        """Show it inside the program where that is possible, else in its own."""
        if not can_be_shown(file.name):
            self.open(file)
            return
        from trainerpool.gui.screens.materials.preview import FilePreview

        shown = [one for one in page.files if can_be_shown(one.name)]
        FilePreview(self._owner, self._shell, shown, file.id, self.open).open()

    def open(self, file: FileRow) -> None:
        """Open a private copy with the program that is meant for it; the copy is wiped when the program closes."""

        def opened(path: Path) -> None:
            if not self.outside.open_file(path):
                self._shell.problem(
                    Problem(f"No program of this computer opened {file.name}.", kept="Nothing was changed.", todo="Save a copy of it instead.")
                )  # fmt: skip

        self._shell.work(
            lambda desk: open_private_copy(desk, file.id),
            then=opened,
            title="Opening the file",
            reads=False,
            owner=self,
        )

    def save(self, file: FileRow) -> None:
        """Ask where a copy goes; from then on it is the person's own."""

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._shell.work(
                    lambda desk: save_kept_file(desk, file.id, path), title="Saving a copy", reads=False, owner=self,
                    then=lambda _: self._shell.toast(f"Saved as {path.name}; whoever has it can read it."),
                )  # fmt: skip

        self._shell.dialogs.save_file(self._owner, "Save a copy", file.name, _ANY, chosen)

    def remove(self, file: FileRow) -> None:
        """Take it out of the version; undo brings it back."""
        self._shell.do(remove_material_file, file.id, owner=self)

    def refuse(self, problem: Problem) -> None:
        """Say over the page why files are not taken."""
        self._shell.problem(problem)

    def rename(self, page: VersionPage, file: FileRow) -> None:
        """A form for its name and which of the expected contents it is."""
        contents = choice_box()
        contents.addItem("None of the expected contents", "")
        for one in page.expected:
            contents.addItem(one.name, one.name)

        def does(form: DeedForm, given: dict[str, Any]) -> None:
            clear = None if given["contents"] else ["contents"]
            form.send(change_material_file, file.id, name=given["name"], contents=given["contents"], clear=clear)

        form = DeedForm(self._shell, "What this file is", file.name, "Keep", lambda: self._show(None), does=does)
        form.field("contents", "Which of the contents", contents, file.contents)
        form.field("name", "Name of the file", QLineEdit(), file.name, needs="A file needs a name.")
        self._show(form.done())
