"""What changed between two versions: files, contents, checklist, learning absorbed, and who and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from trainerpool.gui import theme
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.material_compare import Comparison, Difference, compare_versions
from trainerpool.queries.material_versions import VersionRow

_MARKS = {
    "added": Mark("Added", Meaning.GOOD, "plus"),
    "removed": Mark("Taken out", Meaning.STOP, "minus"),
    "changed": Mark("Changed", Meaning.INFORMATION, "repeat"),
}
_GROUPS = (
    ("facts", "On record"),
    ("plan", "The day"),
    ("files", "Files"),
    ("contents", "Contents"),
    ("checklist", "Checklist"),
    ("learning", "Learning absorbed"),
)
Line = tuple[str, Difference]
_COLUMNS: tuple[ColumnSpec[Line], ...] = (
    ColumnSpec("What", lambda r: r[1].what, lambda r: r[1].what.casefold(), 210, kind=CellKind.STRONG, stretches=True, tip=lambda r: r[1].what),
    ColumnSpec("Of", lambda r: r[0], lambda r: r[0], 118, kind=CellKind.MUTED, priority=3),
    ColumnSpec("Change", lambda r: _MARKS.get(r[1].change), lambda r: r[1].change, 104, kind=CellKind.PILL),
    ColumnSpec("Before", lambda r: r[1].before or None, width=170, stretches=True, priority=2, tip=lambda r: r[1].before),
    ColumnSpec("After", lambda r: r[1].after or None, width=170, stretches=True, tip=lambda r: r[1].after),
)  # fmt: skip


def _says(line: Line) -> str:
    one = line[1]
    told = ", ".join(
        part
        for part in (f"before {one.before}" if one.before else "", f"after {one.after}" if one.after else "")
        if part
    )
    return f"{line[0]}, {one.what}: {_MARKS[one.change].word if one.change in _MARKS else 'the same'}{', ' + told if told else ''}"


class CompareDialog(FormDialog):
    """Another older version can be chosen above; Ctrl+Enter or Esc closes."""

    def __init__(
        self, parent: QWidget, shell: Shell, newer: VersionRow, versions: Sequence[VersionRow], older: str
    ) -> None:
        super().__init__(parent, f"What {newer.version} changed", "Close", wide=940)
        self._shell, self._newer = shell, newer
        self.setWindowTitle("What changed")
        self.cancel_button.hide()
        self.older = choice_box()
        for one in versions:
            if one.id != newer.id:
                self.older.addItem(f"{one.version}, {one.state.value}", one.id)
        self.older.setCurrentIndex(max(0, self.older.findData(older)))
        self.field = Field(f"{newer.short_name} pack {newer.version}, compared with", self.older)
        self.field.setMaximumWidth(theme.scaled(360))
        self.summary = Label("", tone="muted", wraps=True)
        self.model: RowsModel[Line] = RowsModel(_COLUMNS, says=_says, key=lambda line: (line[0], line[1].what))
        self.table = TableView("Differences", self.model)
        self.table.setMinimumHeight(theme.scaled(320))
        self.nothing = Label("Nothing differs between the two.", wraps=True)
        for widget in (self.field, self.summary, self.nothing, self.table):
            self.body.addWidget(widget)
        self.nothing.hide()
        self.older.currentIndexChanged.connect(lambda _place: self._ask())
        self._ask()
        self.table.setFocus()

    def finish(self) -> None:
        self.accept()

    def _ask(self) -> None:
        self._shell.ask(
            compare_versions, self.older.currentData(), self._newer.id, self._shell.today(), then=self._show, failed=self.refuse,
            latest="compare", owner=self,
        )  # fmt: skip

    def _show(self, found: Comparison) -> None:
        lines = [(words, one) for name, words in _GROUPS for one in getattr(found, name) if one.change != "same"]
        self.model.set_rows(lines)
        counted = Counter(one.change for _, one in lines)
        parts = [f"{counted[change]} {mark.word.lower()}" for change, mark in _MARKS.items() if counted[change]]
        same = f"{found.same} the same" if found.same else ""
        self.summary.setText(", ".join([*parts, same] if same else parts))
        self.nothing.setVisible(not lines)
        self.table.setVisible(bool(lines))
        if lines and self.table.current_row() is None:
            self.table.selectRow(0)
