"""The observation framework as observers read it: its versions, each with the visits made by it. It is changed in Settings."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.observing import Framework
from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import FilterBar, FootLine
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.observations.framework_rows import CriterionLine, columns, lines_of, said
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.observations_frameworks import FrameworkVersionRow, framework_versions


class FrameworkView(QWidget):
    """Every criterion of a version, with its group and star."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._versions: tuple[FrameworkVersionRow, ...] = ()
        self.version = choice_box()
        self.version.setAccessibleName("Version of the framework")
        self.version.setMinimumWidth(theme.scaled(300))
        self.version.activated.connect(lambda _place: self._show())
        self.change = Button("Change it in Settings", icon="pencil").does(self._change)
        bar = FilterBar(self.version)
        bar.stretch()
        bar.row.addWidget(self.change)
        self.model: RowsModel[CriterionLine] = RowsModel(columns(), key=lambda row: row.number, says=said)
        self.table = TableView("Criteria of the framework", self.model)
        self.foot = FootLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)

    def refresh(self) -> None:
        """Ask for the versions again; the one shown stays."""
        self.shell.ask(framework_versions, self.shell.today(), then=self._take, latest="framework", owner=self)

    def focus_here(self) -> None:
        """Put the keyboard on the criteria."""
        self.table.setFocus()

    def inspector(self) -> QWidget:
        """What a version is, and what is not in it."""
        made = Inspector("Observation framework", "What every observer judges by")
        made.add(
            Label(
                "A change makes a new version. Visits planned before keep the version they were planned with.",
                wraps=True,
            ),
            Label("Starred criteria must be Met for a TtT sign-off.", wraps=True),
            Label(
                "There is no overall number, and no field for a disclosure or for wellbeing.", tone="muted", wraps=True
            ),
        )
        return made

    def framework(self) -> Framework | None:
        """The version shown."""
        place = max(0, self.version.currentIndex())
        return self._versions[place].framework if place < len(self._versions) else None

    def _take(self, rows: tuple[FrameworkVersionRow, ...]) -> None:
        chosen = self.version.currentData()
        self._versions = rows
        self.version.clear()
        for row in rows:
            since = f"since {in_words(row.in_force_on)}" if row.in_force_on is not None else "from the first"
            state = f"in force {since}" if row.is_in_force else since
            self.version.addItem(f"Version {row.framework.number}, {state}, {count_of(row.visits, 'visit')}", row.id)
        now = next((place for place, row in enumerate(rows) if row.is_in_force), 0)
        place = self.version.findData(chosen)
        self.version.setCurrentIndex(place if place >= 0 else now)
        self._show()

    def _show(self) -> None:
        held = self.framework()
        groups = held.groups if held is not None else ()
        self.model.set_rows(lines_of(groups))
        number = sum(len(group.criteria) for group in groups)
        starred = sum(one.starred for group in groups for one in group.criteria)
        self.foot.right.setText(
            f"{count_of(number, 'criterion', 'criteria')} in {count_of(len(groups), 'group')}, {starred} starred"
        )

    def _change(self) -> None:
        self.shell.navigate("settings", "frameworks observation")
