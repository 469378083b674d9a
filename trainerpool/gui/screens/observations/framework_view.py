"""The observation framework: its versions, and the one in force changed criterion by criterion into a new version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.observing import Criterion, Framework, Group
from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.header import FilterBar, FootLine
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.observations.framework_rows import (
    CriterionLine,
    columns,
    lines_of,
    said,
    with_line,
    without,
)
from trainerpool.gui.screens.settings.deed_form import DeedForm, Given, lines_field
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Question, Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.observations_frameworks import FrameworkVersionRow, framework_versions


class FrameworkView(QWidget):
    """Changes are gathered, and put in force together as one new version; visits keep the version they were made with."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._versions: tuple[FrameworkVersionRow, ...] = ()
        self._draft: tuple[Group, ...] | None = None
        self.version = choice_box()
        self.version.setAccessibleName("Version of the framework")
        self.version.setMinimumWidth(theme.scaled(300))
        self.version.activated.connect(lambda _place: self._show())
        self.add = Button("Add criterion", icon="plus").does(lambda: self._edit(None))
        self.revert = Button("Go back to the default").does(self._revert)
        self.save = Button("Put in force", "outlined").does(self._put_in_force)
        self.discard = Button("Discard changes").does(self._discard)
        bar = FilterBar(self.version)
        bar.stretch()
        for one in (self.discard, self.save, self.add, self.revert):
            bar.row.addWidget(one)
        self.model: RowsModel[CriterionLine] = RowsModel(columns(), key=lambda row: row.number, says=said)
        self.table = TableView("Criteria of the framework", self.model)
        self.table.opened.connect(self._edit)
        self.table.asked_menu.connect(self._menu)
        self.foot = FootLine()
        self.foot.middle.setText("Enter changes a criterion    Shift+F10 offers more")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)

    def refresh(self) -> None:
        """Ask for the versions again; changes not put in force stay."""
        self.shell.ask(framework_versions, self.shell.today(), then=self._take, latest="framework", owner=self)

    def focus_here(self) -> None:
        """Put the keyboard on the criteria."""
        self.table.setFocus()

    def inspector(self) -> QWidget:
        """What a version is, and how it is changed."""
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

    def groups(self) -> tuple[Group, ...]:
        """The groups as they stand, with changes not in force yet."""
        held = self.framework()
        return self._draft if self._draft is not None else held.groups if held is not None else ()

    def _take(self, rows: tuple[FrameworkVersionRow, ...]) -> None:
        chosen = self.version.currentData()
        self._versions = rows
        self.version.blockSignals(True)
        self.version.clear()
        for row in rows:
            since = f"since {in_words(row.in_force_on)}" if row.in_force_on is not None else "from the first"
            state = f"in force {since}" if row.is_in_force else since
            self.version.addItem(f"Version {row.framework.number}, {state}, {count_of(row.visits, 'visit')}", row.id)
        now = next((place for place, row in enumerate(rows) if row.is_in_force), 0)
        place = self.version.findData(chosen)
        self.version.setCurrentIndex(place if place >= 0 else now)
        self.version.blockSignals(False)
        self._show()

    def _show(self) -> None:
        groups = self.groups()
        self.model.set_rows(lines_of(groups))
        newest = bool(self._versions) and self.version.currentIndex() == 0
        for one in (self.add, self.revert):
            one.setVisible((newest and self._draft is None) or (one is self.add and newest))
        for one in (self.save, self.discard):
            one.setVisible(self._draft is not None)
        self.save.set_kind("filled" if self._draft is not None else "outlined")
        number = sum(len(group.criteria) for group in groups)
        starred = sum(one.starred for group in groups for one in group.criteria)
        self.foot.left.setText("Changed, not in force yet" if self._draft is not None else "")
        self.foot.right.setText(
            f"{count_of(number, 'criterion', 'criteria')} in {count_of(len(groups), 'group')}, {starred} starred"
        )

    # changing

    def _edit(self, line: CriterionLine | None) -> None:
        """Change a criterion, or add one."""
        if not self._versions or self.version.currentIndex() != 0:
            self.shell.toast("An older version stays as it was; the newest can be changed")
            return
        groups = choice_box()
        for group in self.groups():
            groups.addItem(f"{group.letter} {group.title}", group.letter)

        def does(form: DeedForm, given: Given) -> None:
            number = str(given["number"])
            taken = {one.number for one in lines_of(self.groups())} - ({line.number} if line else set())
            if number in taken:
                form.form.say("number", f"There is a criterion {number} already.")
                form.form.focus("number")
                return
            made = Criterion(number, str(given["text"]), bool(given["starred"]))
            self._change(with_line(self.groups(), line.number if line else "", str(given["group"]), made))
            self._leave()
            self.table.choose(number)

        title = f"Criterion {line.number}" if line else "A new criterion"
        form = DeedForm(
            self.shell,
            title,
            "In force once the changes are put in force",
            "Change" if line else "Add",
            self._leave,
            does=does,
        )
        form.field(
            "number", "Number", QLineEdit(), line.number if line else self._next_number(), needs="A number of its own."
        )
        form.field("text", "What is looked for", lines_field(3), line.text if line else "", needs="In a few words.")
        form.field("group", "Group", groups, line.letter if line else None)
        form.field("starred", "Must be Met for a TtT sign-off", QCheckBox(), line.starred if line else False)
        form.starts_with("text")
        self.shell.set_inspector(form.done())
        self.shell.show_inspector()

    def _next_number(self) -> str:
        numbers = [int(one.number) for one in lines_of(self.groups()) if one.number.isdecimal()]
        return str(max(numbers, default=0) + 1)

    def _change(self, groups: tuple[Group, ...]) -> None:
        held = self.framework()
        self._draft = None if held is not None and groups == held.groups else groups
        self._show()

    def _leave(self) -> None:
        self.shell.set_inspector(self.inspector())
        self.table.setFocus()

    def _discard(self) -> None:
        self._draft = None
        self._show()
        self.table.setFocus()

    def _menu(self, line: CriterionLine, point: QPoint) -> None:
        self.menu(line).popup(point)

    def menu(self, line: CriterionLine) -> QMenu:
        """What can be done with a criterion."""
        menu = QMenu(self)
        menu.addAction("Change this criterion").triggered.connect(lambda: self._edit(line))
        star = "Take the star off" if line.starred else "Star it: must be Met for sign-off"
        menu.addAction(star).triggered.connect(lambda: self._star(line))
        menu.addAction("Leave this criterion out").triggered.connect(
            lambda: self._change(without(self.groups(), line.number))
        )
        for action in menu.actions():
            action.setEnabled(self.version.currentIndex() == 0)
        return menu

    def _star(self, line: CriterionLine) -> None:
        made = replace(Criterion(line.number, line.text, line.starred), starred=not line.starred)
        self._change(with_line(self.groups(), line.number, line.letter, made))

    # a new version

    def _put_in_force(self) -> None:
        """Ask from which day, then make the new version."""
        groups = [
            {
                "letter": group.letter,
                "title": group.title,
                "criteria": [{"number": c.number, "text": c.text, "starred": c.starred} for c in group.criteria],
            }
            for group in self.groups()
        ]

        def does(form: DeedForm, given: Given) -> None:
            on: date | None = given["on"]

            def work(desk: Any) -> Any:
                from trainerpool.operations.observations import change_observation_framework

                return change_observation_framework(desk, groups, name=given["name"], in_force_on=on)

            form.then = lambda _done: self._after_change()
            form.send(work)

        held = self.framework()
        form = DeedForm(
            self.shell, "Put the changes in force", "As a new version", "Put in force", self._leave, does=does,
            notes=("Visits planned before keep their version.",),
        )  # fmt: skip
        form.field("name", "Name", QLineEdit(), held.name if held is not None else "")
        form.field(
            "on",
            "In force from",
            DayField("In force from", self.shell.today()),
            self.shell.today(),
            needs="From which day?",
        )
        self.shell.set_inspector(form.done())
        self.shell.show_inspector()

    def _after_change(self) -> None:
        self._draft = None
        self.version.setCurrentIndex(-1)
        self.refresh()

    def _revert(self) -> None:
        question = Question(
            "Go back to the default framework?",
            "A new version with the 27 criteria a pool begins with. Versions there are stay as they were.",
            "Go back to the default",
        )

        def answered(yes: bool) -> None:
            if yes:
                self.shell.do(_revert, then=lambda _done: self._after_change(), owner=self)

        self.shell.dialogs.confirm(self, question, answered)

    def keyPressEvent(self, event: Any) -> None:
        line = self.table.current_row()
        if event.key() == Qt.Key.Key_Delete and line is not None and self.version.currentIndex() == 0:
            self._change(without(self.groups(), line.number))
            return
        super().keyPressEvent(event)


def _revert(desk: Any) -> Any:
    from trainerpool.operations.observations import revert_observation_framework

    return revert_observation_framework(desk)
