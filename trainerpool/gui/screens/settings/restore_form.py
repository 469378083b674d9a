"""The form that puts a backup back for a pool that does not open: which backup, and the passphrase or the recovery sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from trainerpool.gui.dialogs.fitting import FittingDialog
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.gui.parts.notices import EmptyState, ErrorPanel
from trainerpool.gui.screens.settings.backups import COLUMNS, Restored
from trainerpool.gui.screens.settings.editing import text_box, with_room
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.operations.backups import BackupRow, Backups, backup_row, backups_for, restore_closed
from trainerpool.problem import Problem

_WIDE, _SHOWN = 520, 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RestoreForm(FittingDialog):
    """Lists the backups of the pool at a path; Enter on one goes to the passphrase, Ctrl+Enter puts it back and opens it."""

    def __init__(self, parent: QWidget, shell: Shell, pool: Path) -> None:
        super().__init__(parent)
        self.shell, self.pool = shell, pool
        self.setWindowTitle("Put a backup back")
        self.setAccessibleName("Put a backup back")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model: RowsModel[BackupRow] = RowsModel(COLUMNS)
        self.table = TableView(f"Backups of {pool.stem}", self.model)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self._card = Pane("card")
        self._card.column.addWidget(self.table)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = EmptyState(
            "No backup lies in the usual folder", "Choose one from where it lies, such as a shared drive."
        )
        self.secret, self.words = QLineEdit(), text_box(3)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret_field = Field(
            "Passphrase",
            self.secret,
            required=True,
            hint="The one of the day of the backup; with the recovery sheet, a new one.",
        )
        self.lost = QCheckBox("The passphrase is lost: use the recovery sheet")
        self.lost.setAccessibleName(self.lost.text())
        self.words_field = Field(
            "The 24 words", with_room(self.words), required=True, hint="In their order, with or without numbers."
        )
        self.words.setAccessibleName("The 24 words (needed)")
        self.put_back = Button("Put it back", "filled", "undo-2", "Ctrl+Enter").does(self.finish)
        self.leave = Button("Cancel").does(self.reject)
        self.elsewhere = Button("Choose another file...", "link").does(self._choose)
        self._panel: QWidget | None = None
        self._build()
        self.table.opened.connect(lambda _row: self.secret.setFocus())
        self.lost.toggled.connect(self._turn)
        self._turn(lost=False)
        self._show(Backups(pool.parent, (), pool))
        shell.solve(lambda: backups_for(pool), then=self._show, title="Looking for backups", owner=self)

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 17, 14)
        self._column.setSpacing(6)
        note = f"{self.pool.name} as it is now is set aside whole beside it; nothing is written over."
        self._column.addWidget(Label(f"Put a backup of {self.pool.stem} back", "section", wraps=True))
        self._column.addWidget(Label(note, tone="muted", wraps=True))
        self._column.addWidget(self._card)
        self._column.addWidget(self.empty)
        self._column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.lost, self.words_field, self.secret_field):
            self._column.addWidget(widget)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.put_back)
        foot.addWidget(self.leave)
        self._column.addLayout(foot)
        self.setMinimumWidth(_WIDE)

    def finish(self) -> None:
        """Put the chosen backup back and open it, or say what is missing."""
        row, secret = self.table.current_row(), self.secret.text()
        words = self.words.toPlainText().strip() if self.lost.isChecked() else None
        self.secret_field.say("" if secret else "Give the passphrase first.")
        self.words_field.say("Give the words first." if words == "" else "")
        if row is None or not secret or words == "":
            return
        told = Restored(row.taken)
        shell, pool = self.shell, self.pool
        self.put_back.block("Being put back")

        def work(_desk: Any) -> Any:
            made, told.aside = restore_closed(row.path, pool, secret, words=words)
            return made

        def done(made: Any) -> None:
            self.accept()
            shell.show_made(lambda: made, "settings", told, pool)

        shell.work(work, then=done, failed=self._refuse, title="Putting the backup back", reads=False, owner=self)

    def _show(self, found: Backups) -> None:
        self.model.set_rows(found.rows)
        some = bool(found.rows)
        self._card.setVisible(some)
        self.empty.setVisible(not some)
        self.put_back.block("" if some else "Choose a backup first.")
        head = max(self.table.horizontalHeader().height(), self.table.horizontalHeader().sizeHint().height())
        shown = min(len(found.rows), _SHOWN)
        self.table.setFixedHeight(head + self.table.verticalHeader().defaultSectionSize() * shown - 1)
        policy = Qt.ScrollBarPolicy
        rolls = len(found.rows) > _SHOWN
        self.table.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if rolls else policy.ScrollBarAlwaysOff)
        if some and self.table.current_row() is None:
            self.table.choose(found.rows[0].id)
            self.table.setFocus()
        self._fit_soon()

    def _turn(self, lost: bool) -> None:
        self.words_field.setVisible(lost)
        words = "New passphrase (needed)" if lost else "Passphrase (needed)"
        self.secret_field.label.setText(words)
        self.secret.setAccessibleName(words)
        if self.isVisible():
            self._fit_soon()

    def _fit_soon(self) -> None:
        """As large as what is shown now, once the layout knows it."""
        QTimer.singleShot(0, self, self.fit_to_window)

    def _choose(self) -> None:
        def chosen(path: Path | None) -> None:
            if path is not None:
                row = backup_row(path)
                self._show(
                    Backups(path.parent, (row, *[one for one in self.model.rows() if one.id != row.id]), self.pool)
                )
                self.table.choose(row.id)

        self.shell.dialogs.open_file(self, "Choose a backup", ("Pools (*.tpool)",), chosen)

    def _refuse(self, error: Exception) -> None:
        """Show why not, in the form; what was typed stays."""
        self.put_back.block("")
        if not isinstance(error, Problem):
            raise error
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
        self._panel = ErrorPanel(error)
        self._column.insertWidget(2, self._panel)
        self._fit_soon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.secret.hasFocus():
                self.finish()
            return
        super().keyPressEvent(event)
