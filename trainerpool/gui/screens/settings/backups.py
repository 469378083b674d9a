"""Backups in Settings: the verified copies, one more now, one of them put back, and the home copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu

from trainerpool.domain.dates import in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import ElidedLabel, Label
from trainerpool.gui.parts.notices import Loading, Notice
from trainerpool.gui.screens.settings.editing import Lines
from trainerpool.gui.screens.settings.home_copy import HomeCopyBlock
from trainerpool.gui.screens.settings.section import ListBlock, ScrollSection
from trainerpool.gui.shell import Question, Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.operations import backups as deeds
from trainerpool.operations.backups import BackupRow, Backups, RestorePreview
from trainerpool.operations.pools import back_up_pool

MOST_LISTED = 20
COLUMNS: tuple[ColumnSpec[BackupRow], ...] = (
    ColumnSpec("Taken", lambda row: moment_words(row.taken), lambda row: row.taken, 190, kind=CellKind.STRONG),
    ColumnSpec("Why", lambda row: row.why[:1].upper() + row.why[1:], width=110, stretches=True),
    ColumnSpec("Size", lambda row: size_words(row.size), lambda row: row.size, 90, kind=CellKind.NUMBER, priority=2),
)


def moment_words(moment: datetime) -> str:
    """A moment as lists write it: "Sun 22 Nov 2026, 09:00"."""
    return f"{in_words(moment.date(), weekday=True)}, {moment:%H:%M}"


def size_words(size: int) -> str:
    """A size in KB, or in MB from 10 MB on."""
    return f"{size / (1 << 20):,.0f} MB" if size >= 10 << 20 else f"{max(1, size // 1024):,} KB"


@dataclass(slots=True)
class Restored:
    """What was put back, told when the pool stands in the window again; `aside` is where the pool of before lies."""

    taken: datetime
    aside: Path | None = None


class BackupSection(ScrollSection):
    """The verified copies of this pool, and the folder of its home copy. Enter on a backup puts it back."""

    title = "Backups"
    summary = "One is taken each day the pool is open and before every import; each is read back before it counts."

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.now = Button("Back up now", "filled", "archive").does(self.back_up)
        self.check = Button("Check the pool", icon="shield-check").does(self.check_pool)
        self.deeds = [self.check, self.now]
        self.about: BackupAbout | None = None
        self._told: Notice | None = None
        self._loading: Loading | None = None
        self._found: Backups | None = None
        self._awaits_rows = False
        self._ticks = QTimer(self)
        self._ticks.setInterval(100)
        self._ticks.timeout.connect(self._tick)
        self.where = ElidedLabel(tone="muted")
        self.list = ListBlock(
            "Backups of this pool",
            COLUMNS,
            "No backup yet",
            "One is taken each day the pool is open, and before every import.",
        )
        self.list.table.chosen.connect(self._chosen)
        self.list.table.opened.connect(self.restore)
        self.list.table.asked_menu.connect(self._menu)
        self.column.addWidget(self.list)
        where = QHBoxLayout()
        where.setContentsMargins(3, 0, 3, 0)
        where.addWidget(self.where)
        self.column.addLayout(where)
        self.column.addSpacing(8)
        self.home = HomeCopyBlock(shell)
        self.column.addWidget(self.home)
        self.aside = Lines("Set aside")
        self.column.addWidget(self.aside)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.shell.work(deeds.backups_of, then=self._show, latest="backups", owner=self)
        self.home.refresh()

    def shown(self) -> None:
        self._chosen(self.list.table.current_row())

    def hidden(self) -> None:
        self.about = None

    def take_focus(self) -> None:
        self._awaits_rows = self._found is None
        (self.list.table if self.list.model.rowCount() else self.home.line).setFocus()

    def choose(self, key: str) -> None:
        if key == "home":
            self.home.line.setFocus()
        elif self.list.table.choose(key):
            self.list.table.setFocus()

    def tell_restored(self, told: Restored) -> None:
        """Say above the list what was put back and where the pool of before lies."""
        aside = f" The pool of before lies beside it, whole, as “{told.aside.name}”." if told.aside else ""
        self._say(f"This is the pool as it was on {moment_words(told.taken)}.{aside}", Meaning.GOOD)

    def _say(self, text: str, meaning: Meaning) -> None:
        if self._told is not None:
            self._told.hide()
            self._told.deleteLater()
        self._told = Notice(text, meaning)
        self.column.insertWidget(0, self._told)

    def _show(self, found: Backups) -> None:
        self._found = found
        self.home.name = found.pool.name
        self.list.show_rows(found.rows[:MOST_LISTED])
        more = f"; the latest {MOST_LISTED} of {len(found.rows)} are listed" if len(found.rows) > MOST_LISTED else ""
        self.where.setText(f"In {found.folder}{more}")
        if found.rows and self.list.table.current_row() is None:
            self.list.table.choose(found.rows[0].id)
        if found.rows and self._awaits_rows and self.home.line.hasFocus():
            self.list.table.setFocus()
        self._awaits_rows = False
        made = Lines("Set aside")
        for taken, path in found.aside:
            made.add(
                f"Set aside {moment_words(taken)}", [("Open", partial(self.shell.open_pool, path))], note=path.name
            )
        self.column.replaceWidget(self.aside, made)
        self.aside.hide()
        self.aside.deleteLater()
        self.aside = made

    # backups

    def back_up(self) -> None:
        """Take a backup now and check that it reads back whole."""
        self.now.block("Being written and checked")

        def done(made: Any) -> None:
            self._end_loading()
            taken: datetime = made.taken
            self.shell.toast(f"Backed up and checked, {in_words(taken.date())} {taken.astimezone():%H:%M}")
            self.refresh()

        job = self.shell.work(back_up_pool, then=done, failed=self._failed, title="Backing up", reads=False, owner=self)
        self._loading = Loading("Backing up", "The pool itself is not touched.")
        self._loading.follow(job)
        self._loading.hide()
        self.column.insertWidget(0, self._loading)
        self._ticks.start()

    def _tick(self) -> None:
        """How far the copy has come, by the size of the file being written; shown once it takes longer than a blink."""
        found, loading = self._found, self._loading
        if found is None or loading is None:
            return
        loading.show()
        written, whole = deeds.written_so_far(found)
        loading.say(min(written, whole) // 1024, whole // 1024, "KB")

    def _end_loading(self) -> None:
        self._ticks.stop()
        self.now.block("")
        if self._loading is not None:
            self._loading.hide()
            self._loading.deleteLater()
            self._loading = None

    def _failed(self, error: Exception) -> None:
        self._end_loading()
        self.shell.problem(error)

    def check_pool(self) -> None:
        """Read every page, reference and deed of the open pool, and say what is wrong with it."""

        def told(faults: Sequence[str]) -> None:
            self.check.block("")
            words = "The pool is whole: every page, every reference, and the trail up to its head."
            self._say(
                f"{faults[0]} Put back the latest backup that is whole." if faults else words,
                Meaning.STOP if faults else Meaning.GOOD,
            )

        self.check.block("Being read through")
        self.shell.work(deeds.check_open_pool, then=told, title="Checking the pool", reads=True, owner=self)

    def check_backup(self, row: BackupRow) -> None:
        """Read a backup through and say whether it is whole."""

        def told(faults: Sequence[str]) -> None:
            words = f"The backup of {moment_words(row.taken)} is whole."
            self._say(faults[0] if faults else words, Meaning.STOP if faults else Meaning.GOOD)

        self.shell.work(
            lambda desk: deeds.check_backup(desk, row.path), then=told, title="Checking the backup", owner=self
        )

    def restore(self, row: BackupRow) -> None:
        """Put a backup back, once it is said what goes and what is kept."""

        def seen(found: tuple[Any, RestorePreview]) -> None:
            desk, preview = found
            first, *rest = preview.sentences
            question = Question(
                f"Put back the backup of {moment_words(row.taken)}?",
                first,
                "Put it back",
                "Cancel",
                tuple(rest),
                destroys=True,
            )
            self.shell.dialogs.confirm(self, question, lambda yes: self._put_back(desk, row) if yes else None)

        self.shell.work(
            lambda desk: (desk, deeds.restore_preview(desk, row)),
            then=seen,
            title="Looking into the backup",
            owner=self,
        )

    def _put_back(self, desk: Any, row: BackupRow) -> None:
        told = Restored(row.taken)

        def make() -> Any:
            made, told.aside = deeds.restore_in_place(desk, row.path)
            return made

        self.shell.show_made(make, "settings", told, desk.store.path)

    def _chosen(self, row: BackupRow | None) -> None:
        if not self.isVisible():
            return
        if row is None:
            self.about = None
            self.shell.set_inspector(None)
            return
        if self.about is not None and self.about.row == row:
            return
        self.about = BackupAbout(self, row)
        self.shell.set_inspector(self.about)

    def _menu(self, row: BackupRow, point: Any) -> None:
        menu = QMenu(self)
        menu.addAction("Put it back...", lambda: self.restore(row))
        menu.addAction("Check it", lambda: self.check_backup(row))
        menu.popup(point)


class BackupAbout(Inspector):
    """One backup: what putting it back would do, and checking it."""

    def __init__(self, section: BackupSection, row: BackupRow) -> None:
        super().__init__(moment_words(row.taken), f"{row.why[:1].upper()}{row.why[1:]}, {size_words(row.size)}")
        self._lines = Lines("What putting it back does")
        self.row = row
        put_back = Button("Put it back...", icon="undo-2").does(lambda: section.restore(row))
        self._holder = self.add(self._lines, put_back, title="Put it back")
        self.add(
            Label("Reads every page, reference and deed of it.", tone="muted", wraps=True),
            Button("Check it", icon="shield-check").does(lambda: section.check_backup(row)), title="Check it",
        )  # fmt: skip
        section.shell.work(lambda desk: deeds.restore_preview(desk, row), then=self._tell, latest="preview", owner=self)

    def _tell(self, preview: RestorePreview) -> None:
        for sentence in preview.sentences:
            self._lines.add(sentence)
