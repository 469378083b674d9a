"""The recovery sheet once more, in a dialog: to be printed or saved, then closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.gui.dialogs.fitting import FittingDialog
from trainerpool.gui.parts.recovery_sheet import RecoverySheet
from trainerpool.gui.shell import Shell


class SheetDialog(FittingDialog):
    """Shows the 24 words until it is closed; they are kept nowhere."""

    def __init__(self, parent: QWidget, shell: Shell, pool: str, words: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Recovery sheet")
        self.setAccessibleName("Recovery sheet")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheet = RecoverySheet(shell, pool, words, self.accept)
        self.sheet.heading.setText(f"The recovery sheet of {pool}")
        self.sheet.note.setText(
            "These 24 words open the pool and every backup of it when the passphrase is lost. "
            "Lock the sheet away: whoever has it can read the pool."
        )
        self.sheet.kept.hide()
        self.sheet.kept.setChecked(True)
        self.sheet.go_on.set_text("Close")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 17, 14)
        column.addWidget(self.sheet)
        self.sheet.save.setFocus()
