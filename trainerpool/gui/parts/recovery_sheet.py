"""The recovery sheet as the form shows it: 24 words, printed or saved before going on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.gui import drawing
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.gui.shell import Shell
from trainerpool.gui.spoken import Role

_ROWS = 8


class _Words(Pane):
    """The card of the words; it takes the keyboard so that it can be read out, and shows that it has it."""

    spoken_role = Role.StaticText

    def __init__(self, words: str) -> None:
        super().__init__("card", 12)
        self.setAccessibleName("The 24 words")
        self.setAccessibleDescription(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            drawing.inner_ring(QPainter(self), self.rect())


class RecoverySheet(QWidget):
    """Shown once. `go_on` runs when the person says that the sheet is kept."""

    def __init__(self, shell: Shell, pool: str, words: str, go_on: Callable[[], None]) -> None:
        super().__init__()
        self._shell, self._pool, self._words = shell, pool, words
        self.setAccessibleName("Recovery sheet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.heading = Label(f"{pool} is made: keep its recovery sheet", "section", wraps=True)
        column.addWidget(self.heading)
        note = (
            "These 24 words open the pool and every backup of it when the passphrase is lost. They are shown this once. "
            "Lock the sheet away: whoever has it can read the pool."
        )
        self.note = Label(note, tone="muted", wraps=True)
        column.addWidget(self.note)
        column.addWidget(self._grid())
        self.save = Button("Save the sheet...").does(self._save)
        self.print = Button("Print...").does(self._print)
        self.said = Label(" ", tone="muted", wraps=True)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.print)
        row.addWidget(self.said, 1)
        column.addLayout(row)
        self.kept = QCheckBox("The sheet is printed, saved or written down")
        self.kept.setAccessibleName(self.kept.text())
        self.kept.toggled.connect(lambda _on: self._settle())
        self.go_on = Button("Open the pool", "filled").does(go_on)
        column.addWidget(self.kept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        column.addLayout(foot)
        self._settle()

    def _grid(self) -> QWidget:
        card = _Words(self._words)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for place, word in enumerate(self._words.split()):
            cell = QHBoxLayout()
            cell.setSpacing(8)
            number = Label(str(place + 1), tone="muted")
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            number.setMinimumWidth(18)
            cell.addWidget(number)
            cell.addWidget(Label(word, "strong"), 1)
            grid.addLayout(cell, place % _ROWS, place // _ROWS)
        card.column.addLayout(grid)
        return card

    def _settle(self) -> None:
        self.go_on.block("" if self.kept.isChecked() else "Keep the recovery sheet first; it is not shown again.")

    def _save(self) -> None:
        def chosen(path: Path | None) -> None:
            if path is None:
                return

            def work(_desk: Any) -> None:
                from trainerpool.operations.pools import write_recovery_sheet

                write_recovery_sheet(self._words, self._pool, path)

            said = f"Saved as {path.name}. Print it, then delete the file."
            self._shell.work(work, then=lambda _none: self._say(said), title="Saving the recovery sheet", owner=self)

        name = f"Recovery sheet of {self._pool}.txt"
        self._shell.dialogs.save_file(self, "Save the recovery sheet", name, ("Text (*.txt)",), chosen)

    def _print(self) -> None:
        from PySide6.QtGui import QFontDatabase, QTextDocument
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from trainerpool.operations.pools import recovery_sheet

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def accepted() -> None:
            document = QTextDocument()
            document.setDefaultFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
            document.setPlainText(recovery_sheet(self._words, self._pool))
            document.print_(printer)
            self._say("Sent to the printer.")

        dialog.accepted.connect(accepted)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.kept.setFocus()
