"""The form that makes a pool: what it is called, who sits here, the passphrase, and then its recovery sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.gui.dialogs.fitting import FittingDialog
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import ElidedLabel, Label
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.parts.recovery_sheet import RecoverySheet
from trainerpool.gui.shell import Shell
from trainerpool.host.folders import pools_folder
from trainerpool.problem import Problem

_WIDE = 460
SHORT = 12  # letters; a shorter passphrase is allowed, and said to be weak
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class NewPoolForm(FittingDialog):
    """Makes the pool in the worker, shows its recovery sheet, then opens it; `workbook` is brought in right after."""

    def __init__(self, parent: QWidget, shell: Shell, workbook: Path | None = None, here: Path | None = None) -> None:
        """`here` is a pool that could take the workbook instead of a new one."""
        super().__init__(parent)
        self.shell, self.workbook, self._made = shell, workbook, False
        self.folder = pools_folder()
        self.setWindowTitle("New pool")
        self.setAccessibleName("New pool")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name, self.person = QLineEdit(), QLineEdit()
        self.secret, self.again = QLineEdit(), QLineEdit()
        for line in (self.secret, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields = {
            "name": Field("Name of the pool", self.name, required=True, hint="Such as the partnership’s name."),
            "person": Field(
                "Your name", self.person, required=True, hint="Everything you change is recorded under it."
            ),
            "secret": Field(
                "Passphrase", self.secret, required=True, hint="Several words are best. It is kept nowhere."
            ),
            "again": Field("Passphrase again", self.again, required=True),
        }
        for key, field in self.fields.items():
            control = field.control
            assert isinstance(control, QLineEdit)
            control.editingFinished.connect(lambda key=key: self._check_left(key))
        self.where = ElidedLabel(tone="muted")
        self.place = Button("Keep it elsewhere...", "link").does(self._choose_place)
        self.make = Button("Make the pool", "filled", keys="Ctrl+Enter").does(self.finish)
        self.leave = Button("Cancel").does(self.reject)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 17, 14)
        self._column.setSpacing(6)
        self.form = QWidget()
        self._column.addWidget(self.form)
        self._build(here)
        self._panel: QWidget | None = None
        self.name.textChanged.connect(lambda _text: self._say_where())
        self._say_where()
        self.setMinimumWidth(_WIDE)
        self.name.setFocus()

    def _build(self, here: Path | None) -> None:
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label("New pool", "section"))
        note = "One encrypted file on this computer. Only a passphrase or the recovery sheet opens it."
        if self.workbook is not None:
            note = f"{self.workbook.name} is brought into this pool next. Nothing of it is stored before you have seen every row."
        column.addWidget(Label(note, tone="muted", wraps=True))
        if self.workbook is not None and here is not None:
            column.addWidget(Button(f"Bring it into {here.name} instead", "link").does(lambda: self._instead(here)))
        for field in self.fields.values():
            column.addWidget(field)
        row = QHBoxLayout()
        row.setContentsMargins(3, 0, 3, 6)
        row.addWidget(self.where, 1)
        row.addWidget(self.place)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.make)
        foot.addWidget(self.leave)
        column.addStretch(1)
        column.addLayout(foot)

    def path(self) -> Path:
        """Where the pool will lie."""
        return self.folder / f"{self.name.text().strip() or 'Pool'}.tpool"

    def finish(self) -> None:
        """Make it, or say what is missing; the first field with a message takes the focus."""
        wrong = [key for key in self.fields if not self._check(key)]
        if wrong:
            self.fields[wrong[0]].control.setFocus()
            return
        path, person, secret = self.path(), self.person.text().strip(), self.secret.text()
        self.make.block("Being made")

        def work(_desk: Any) -> Any:
            from trainerpool.operations.pools import make_pool

            return make_pool(path, person, secret)

        self.shell.work(work, then=self._on_made, failed=self._refuse, title=f"Making {path.name}", owner=self)

    def _on_made(self, new: Any) -> None:
        """Show the recovery sheet in place of the form: the pool opens when it has been kept."""
        self._made = True
        path, desk = self.path(), new.desk
        self.form.hide()
        sheet = RecoverySheet(self.shell, path.stem, new.words, lambda: self._go_on(lambda: desk, path))
        self._column.addWidget(sheet)
        self.setWindowTitle("Recovery sheet")
        self.setAccessibleName("Recovery sheet")
        self.fit_to_window()
        sheet.save.setFocus()

    def _go_on(self, make: Callable[[], Any], path: Path) -> None:
        page, about = ("import", self.workbook) if self.workbook is not None else ("", None)
        self.shell.show_made(make, page, about, path)
        self._made = False
        self.accept()

    def _instead(self, here: Path) -> None:
        """Open a pool there is, and bring the workbook into that."""

        def answered(typed: str | None) -> None:
            if not typed:
                return

            def make() -> Any:
                from trainerpool.operations.pools import open_pool

                return open_pool(here, typed)

            self._go_on(make, here)

        self.shell.dialogs.ask_text(self, f"Open {here.name}", "Passphrase", answered, secret=True)

    def _refuse(self, error: Exception) -> None:
        """Show why it was not made, in the form; what was typed stays."""
        self.make.block("")
        if not isinstance(error, Problem):
            raise error
        if self._panel is not None:
            self._panel.deleteLater()
        self._panel = ErrorPanel(error)
        column = self.form.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, self._panel)

    def _choose_place(self) -> None:
        def chosen(path: Path | None) -> None:
            if path is not None:
                self.folder = path.parent
                self.name.setText(path.stem)
                self._say_where()

        self.shell.dialogs.save_file(self, "Where the pool is kept", self.path().name, ("Pools (*.tpool)",), chosen)

    def _say_where(self) -> None:
        self.where.setText(f"Kept as {self.path()}")

    def _check_left(self, key: str) -> None:
        """On leaving a field only what was typed wrongly is said; what is missing waits for the end."""
        control = self.fields[key].control
        if isinstance(control, QLineEdit) and control.text():
            self._check(key)

    def _check(self, key: str) -> bool:
        words, meaning = "", Meaning.STOP
        typed, secret = self.name.text().strip(), self.secret.text()
        if key == "name" and not typed:
            words = "A pool needs a name."
        elif key == "name" and _NOT_IN_NAMES.search(typed):
            words = 'A file’s name cannot hold any of \\ / : * ? " < > |'
        elif key == "name" and self.path().exists():
            words = f"{self.path().name} is there already. Choose another name."
        elif key == "person" and not self.person.text().strip():
            words = "Say whose changes these will be."
        elif key == "secret" and not secret:
            words = "Without a passphrase anybody could read the pool."
        elif key == "secret" and len(secret) < SHORT:
            words, meaning = f"Short: {SHORT} letters or more are far harder to guess.", Meaning.ATTENTION
        elif key == "again" and self.again.text() != secret:
            words = "The two are not the same. Type it again."
        self.fields[key].say(words, meaning)
        return not words or meaning is not Meaning.STOP

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.form.isVisible():
            self.finish()
            return
        if enter:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Not while the recovery sheet is shown: it is shown once, and the pool is made."""
        if not self._made:
            super().reject()
