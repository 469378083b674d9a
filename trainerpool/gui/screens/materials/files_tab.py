"""The tab of files: what a pack is expected to hold, what is there of it, and what is missing; files are dropped on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.background import Job
from trainerpool.gui.dropping import DropHint, Fate, files_in
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.notices import EmptyState, Loading
from trainerpool.gui.screens.materials.file_deeds import FileDeeds
from trainerpool.gui.screens.materials.file_rows import COLUMNS, FileLine, file_lines, says
from trainerpool.gui.screens.materials.pages_of_files import can_be_shown
from trainerpool.gui.screens.materials.words import pack_name
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.queries.material_page import VersionPage


class FilesTab(QWidget):
    """`changed()` when the row in focus changed."""

    changed = Signal()

    def __init__(self, deeds: FileDeeds) -> None:
        super().__init__()
        self._deeds = deeds
        self.page: VersionPage | None = None
        self.setAcceptDrops(True)
        hint = "Enter looks at a file. Files can be dropped here."
        self.rows: TabTable[FileLine] = TabTable(
            "Files", COLUMNS, says, self._deeds_of, key=lambda line: line.id, hint=hint
        )
        self.add_button = Button("Add files...", "link").does(self._add)
        self.rows.add_link(self.add_button)
        self.loading: Loading | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.rows, 1)
        self.drop_hint = DropHint(self)
        deeds.adding.connect(self._on_adding)
        deeds.added.connect(self._on_added)

    def show_page(self, page: VersionPage) -> None:
        """Show the files of this version."""
        self.page = page
        self.rows.show_rows(file_lines(page), lambda: self._nothing(page))
        self.add_button.setVisible(self.can_add())

    def can_add(self) -> bool:
        """Whether the version still takes files."""
        return self.page is not None and "change" in self.page.may

    def focus_rows(self) -> None:
        """Put the keyboard on the files."""
        self.rows.table.setFocus()

    def _nothing(self, page: VersionPage) -> EmptyState:
        deeds = [("Add files", self._add)] if self.can_add() else []
        return EmptyState(
            f"{pack_name(page.version)} has no files",
            "Slides, guides, handouts: files of any kind.",
            deeds,
            "folder-open",
        )

    def _add(self) -> None:
        if self.page is not None and self.can_add():
            self._deeds.choose(self.page)

    def _deeds_of(self, line: FileLine) -> Sequence[Deed]:
        page, file = self.page, line.file
        if page is None:
            return ()
        if file is None:
            return (("Add the file...", lambda: self._deeds.choose(page, line.contents)),) if self.can_add() else ()
        made: list[Deed] = []
        if can_be_shown(file.name):
            made.append(("Look at it", lambda: self._deeds.look(page, file)))
        made.append(("Open in its program", lambda: self._deeds.open(file)))
        made.append(("Save a copy...", lambda: self._deeds.save(file)))
        if self.can_add():
            made.append(("What it is...", lambda: self._deeds.rename(page, file)))
            made.append(("Take out", lambda: self._deeds.remove(file)))
        return made

    # while files are taken in

    def _on_adding(self, job: Job) -> None:
        self._on_added()
        self.loading = Loading(job.title, "Nothing is kept until all files are in.")
        self.loading.follow(job)
        self.column.insertWidget(0, self.loading)

    def _on_added(self) -> None:
        if self.loading is not None:
            self.loading.hide()
            self.loading.deleteLater()
            self.loading = None

    # what is dropped

    def _fate(self, event: QDragEnterEvent | QDropEvent) -> Fate:
        paths = files_in(event.mimeData())
        page = self.page
        if page is None or not self.can_add():
            return Fate("This version takes no more files.", why="Begin a new version and add them there.")
        if any(path.is_dir() for path in paths):
            return Fate("A folder cannot be taken.", why="Drop the files in it.")
        return Fate(f"Drop to add {count_of(len(paths), 'file')} to {pack_name(page.version)}.", paths[0])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            self.drop_hint.show_fate(self._fate(event))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_hint.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_hint.hide()
        fate = self._fate(event)
        if self.page is not None and fate.path is not None:
            event.acceptProposedAction()
            self._deeds.take_in(self.page, files_in(event.mimeData()))
        else:
            self._deeds.refuse(fate.refusal())
