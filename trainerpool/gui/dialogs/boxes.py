"""The few dialogs there are: a confirmation, a line of text, and the system's own file dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.gui.dialogs.fitting import FittingDialog
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label, MeaningIcon
from trainerpool.gui.shell import Question


class _Box(FittingDialog):
    """A window-modal box: what it is about, and two deeds, the safe one last and first in focus when it destroys."""

    def __init__(self, parent: QWidget, title: str, deed: str, keep: str, destroys: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(
            "Trainer Pool"
        )  # titles stand in lists of windows and in recordings: what it asks may name people
        self.setAccessibleName(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.yes = Button(deed, "filled").does(self.accept)
        self.no = Button(keep).does(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        head = QHBoxLayout()
        head.setSpacing(8)
        if destroys:
            head.addWidget(MeaningIcon(Meaning.ATTENTION, size=20))
        head.addWidget(Label(title, "section", wraps=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 17, 14)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self.body)
        column.addLayout(row)
        self.setMinimumSize(380, 1)  # its text is all there when it is shown: as high as that, no higher
        (self.no if destroys else self.yes).setFocus()


class QtDialogs:
    """The Dialogs a person sees; all of them open without stopping the event loop."""

    def confirm(self, parent: QWidget, question: Question, answered: Callable[[bool], None]) -> None:
        """Ask, and call `answered` with True for the deed."""
        box = _Box(parent, question.title, question.deed, question.keep, question.destroys)
        box.body.addWidget(Label(question.text, wraps=True))
        for line in question.details:
            box.body.addWidget(Label(line, tone="muted", wraps=True))
        box.finished.connect(lambda result: answered(result == QDialog.DialogCode.Accepted.value))
        box.open()

    def ask_text(
        self, parent: QWidget, title: str, label: str, answered: Callable[[str | None], None], secret: bool = False
    ) -> None:
        """Ask for one line; None when it was left."""
        box = _Box(parent, title, "Go on", "Cancel", destroys=False)
        line = QLineEdit()
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        box.body.addWidget(Field(label, line))
        line.returnPressed.connect(box.accept)
        accepted = QDialog.DialogCode.Accepted.value
        box.finished.connect(lambda result: answered(line.text() if result == accepted else None))
        box.open()
        line.setFocus()

    def open_file(
        self, parent: QWidget, title: str, kinds: Sequence[str], chosen: Callable[[Path | None], None]
    ) -> None:
        """Ask for a file that exists. `kinds`: such as "Workbooks (*.xlsx *.ods *.csv)"."""
        self._file(QFileDialog(parent, title), kinds, chosen)

    def open_files(
        self, parent: QWidget, title: str, kinds: Sequence[str], chosen: Callable[[Sequence[Path]], None]
    ) -> None:
        """Ask for files that exist; none where it was left."""
        dialog = QFileDialog(parent, title)
        dialog.setNameFilters(list(kinds))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        accepted = QDialog.DialogCode.Accepted.value
        dialog.finished.connect(
            lambda result: chosen([Path(one) for one in dialog.selectedFiles()] if result == accepted else [])
        )
        dialog.open()

    def save_file(
        self, parent: QWidget, title: str, name: str, kinds: Sequence[str], chosen: Callable[[Path | None], None]
    ) -> None:
        """Ask where to save; the system asks before it writes over a file."""
        dialog = QFileDialog(parent, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        self._file(dialog, kinds, chosen)

    def choose_folder(self, parent: QWidget, title: str, chosen: Callable[[Path | None], None]) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(parent, title)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open(dialog, chosen)

    @staticmethod
    def _file(dialog: QFileDialog, kinds: Sequence[str], chosen: Callable[[Path | None], None]) -> None:
        dialog.setNameFilters(list(kinds))
        if dialog.acceptMode() == QFileDialog.AcceptMode.AcceptOpen:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        QtDialogs._open(dialog, chosen)

    @staticmethod
    def _open(dialog: QFileDialog, chosen: Callable[[Path | None], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        accepted = QDialog.DialogCode.Accepted.value
        dialog.finished.connect(lambda result: chosen(Path(dialog.selectedFiles()[0]) if result == accepted else None))
        dialog.open()
