"""The yearly content checklist of agencies' own courses, and the principles content is measured by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.domain.frameworks import content_year
from trainerpool.gui import theme
from trainerpool.gui.outside import Outside
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.materials.checklist_table import ChecklistLine, ChecklistTable
from trainerpool.gui.screens.materials.words import meaning_of
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.operations.materials import record_content_check
from trainerpool.queries.agencies import AgencyRow, agencies
from trainerpool.queries.frameworks import ContentCheckRow, FrameworkRow, content_checks, framework_in_force, frameworks

_CHECKS: tuple[ColumnSpec[ContentCheckRow], ...] = (
    ColumnSpec("Course", lambda r: r.course_title, lambda r: r.course_title.casefold(), 210, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Agency", lambda r: r.agency, lambda r: r.agency.casefold(), 190, stretches=True),
    ColumnSpec("Year", lambda r: f"{r.year} to {r.year + 1}", lambda r: r.year, 104, "right", 2),
    ColumnSpec("How it stands", lambda r: r.words, lambda r: r.words, 190, meaning=meaning_of),
)  # fmt: skip


def opening(framework: FrameworkRow) -> str:
    """The day of every year a content checklist opens on: "1 April"."""
    day = date.fromisoformat(f"2001-{framework.framework.opens or '01-01'}")
    return f"{day.day} {day:%B}"


def open_checks(parent: QWidget, shell: Shell, outside: Outside) -> None:
    """Show the content checks of agencies' own courses."""

    def work(desk: Any) -> tuple[Any, ...]:
        today = desk.today
        return (
            desk.ask(content_checks, today),
            desk.ask(framework_in_force, "content", today),
            desk.ask(agencies, today),
            desk.person,
        )

    shell.work(
        work,
        then=lambda found: ChecksDialog(parent, shell, outside, *found).open(),
        latest="content checks",
        owner=parent,
    )


class ChecksDialog(FormDialog):
    """Enter opens the check in focus; Ctrl+Enter begins a new one."""

    def __init__(
        self, parent: QWidget, shell: Shell, outside: Outside, checks: Sequence[ContentCheckRow], framework: FrameworkRow,
        of: Sequence[AgencyRow], person: str,
    ) -> None:  # fmt: skip
        super().__init__(parent, framework.name, "New check...", wide=880)
        self.setWindowTitle("Yearly content checklist")
        self._owner, self._shell, self._outside, self._framework = parent, shell, outside, framework
        self._agencies, self._person = tuple(of), person
        self.cancel_button.set_text("Close")
        self.model: RowsModel[ContentCheckRow] = RowsModel(
            _CHECKS, checks, says=lambda r: f"{r.course_title}, {r.agency}, {r.year}: {r.words}"
        )
        self.table = TableView("Content checks", self.model)
        self.table.setMinimumHeight(theme.scaled(220))
        logo = (
            "The partnership's logo may be used."
            if framework.framework.logo_permitted
            else "The partnership's logo may not be used."
        )
        told = (
            f"Each agency checks its own courses once a year, from {opening(framework)}. "
            f"Once all of the content is there it may say so in one agreed sentence. {logo}"
        )
        self.statement = Label("", wraps=True)
        self.copy = Button("Copy the statement", icon="list-lines").does(self._copy)
        self.foot.insertWidget(0, self.copy)
        for widget in (Label(told, tone="muted", wraps=True), self.table, self.statement):
            self.body.addWidget(widget)
        if not checks:
            self.table.hide()
            text = "One for each course of an agency and each year; the partnership sees them all."
            self.body.insertWidget(2, EmptyState("No check is on record yet", text, icon="calendar-days"))
        self.table.opened.connect(self._fill_in)
        self.table.chosen.connect(lambda _row: self._say())
        if checks:
            self.table.selectRow(0)
        self._say()
        (self.table if checks else self.done_button).setFocus()

    def finish(self) -> None:
        self._fill_in(None)

    def _fill_in(self, check: ContentCheckRow | None) -> None:
        self.accept()
        again = lambda: open_checks(self._owner, self._shell, self._outside)  # noqa: E731
        CheckForm(self._owner, self._shell, self._framework, self._agencies, check, self._person, again).open()

    def _say(self) -> None:
        row = self.table.current_row()
        statement = row.statement if row is not None else ""
        self.statement.setText(f"May say: “{statement}”" if statement else "")
        self.copy.block("" if statement else "There is no statement before all of the content is there.")

    def _copy(self) -> None:
        row = self.table.current_row()
        if row is not None and row.statement:
            self._outside.copy(row.statement)
            self._shell.toast("The statement is on the clipboard.")


class CheckForm(FormDialog):
    """One check: whose course, and the items by the keys 1 to 4; Ctrl+Enter keeps it, complete or not."""

    def __init__(
        self, parent: QWidget, shell: Shell, framework: FrameworkRow, of: Sequence[AgencyRow], check: ContentCheckRow | None,
        person: str, then: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(parent, check.course_title if check is not None else "New check", "Keep", wide=820)
        self.setWindowTitle("Content of a course")
        self._shell, self._then, self._framework = shell, then, framework
        self._said: dict[str, str] = dict(check.judgements) if check is not None else {}
        self.agency, self.course, self.by = (
            choice_box(),
            QLineEdit(check.course_title if check else ""),
            QLineEdit(check.checked_by if check else person),
        )
        for one in of:
            self.agency.addItem(one.name, one.id)
        if check is not None:
            self.agency.setCurrentIndex(self.agency.findData(check.agency_id))
        today = shell.today()
        self.year = QSpinBox()
        now = content_year(framework.framework, today)
        self.year.setRange(2000, now)
        self.year.setValue(check.year if check is not None else now)
        self.course_field = Field("Course", self.course, required=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        for field, share in (
            (self.course_field, 3),
            (Field("Agency", self.agency), 3),
            (Field(f"From {opening(framework)}", self.year), 1),
            (Field("Checked by", self.by), 2),
        ):
            line.addWidget(field, share)
        self.body.addLayout(line)
        self.items = ChecklistTable()
        self.items.is_open = True
        self.items.setAccessibleName("Content")
        self.items.setAccessibleDescription("1 Yes, 2 Partly, 3 No, 4 Not applicable")
        self.items.setColumnHidden(3, True)
        self.items.setMinimumHeight(theme.scaled(280))
        self.body.addWidget(self.items)
        self.complete = QCheckBox("The check is complete")
        self.complete.setAccessibleName("The check is complete")
        self.complete.setChecked(check is not None and check.completed_on is not None)
        self.body.addWidget(self.complete)
        self.items.judged.connect(self._judge)
        self._show_items()
        self.items.selectRow(0)
        (self.items if check is not None else self.course).setFocus()

    def finish(self) -> None:
        title = self.course.text().strip()
        self.course_field.say("" if title else "Say which course it is.")
        if not title:
            self.course.setFocus()
            return
        self.wait()
        done_on = self._shell.today() if self.complete.isChecked() else None
        self._shell.do(
            record_content_check, self.agency.currentData(), title, self._said, year=self.year.value(), checked_by=self.by.text().strip() or None,
            completed_on=done_on, then=self._on_done, failed=self.refuse, owner=self,
        )  # fmt: skip

    def _on_done(self, _done: object) -> None:
        then = self._then
        self.accept()
        then()

    def _judge(self, item: str, answer: str) -> None:
        self._said[item] = answer
        self._show_items()
        self.items.choose(item)
        self.items.step(1)

    def _show_items(self) -> None:
        items = self._framework.items
        self.items.lines.set_rows(
            [
                ChecklistLine(
                    one.no, place, one.short or one.text, one.starred, self._said.get(one.no, ""), whole=one.text
                )
                for place, one in enumerate(items, 1)
            ]
        )
        left = sum(one.no not in self._said for one in items)
        self.complete.setEnabled(not left)
        self.complete.setToolTip(f"{left} to go" if left else "")
        self.complete.setAccessibleDescription(self.complete.toolTip())


def open_principles(parent: QWidget, shell: Shell) -> None:
    """Show the principles content is measured by."""
    shell.ask(
        frameworks, "principles", shell.today(), then=lambda found: PrinciplesDialog(parent, found).open(), latest="principles", owner=parent
    )  # fmt: skip


class PrinciplesDialog(FormDialog):
    """Read only, group by group."""

    def __init__(self, parent: QWidget, found: Sequence[FrameworkRow]) -> None:
        super().__init__(parent, "Principles of content", "Close", wide=720)
        self.cancel_button.hide()
        for one in found:
            since = f", in force from {in_words(one.in_force_on)}" if one.in_force_on else ""
            self.body.addWidget(Label(f"{one.name}{since}", tone="muted", wraps=True))
            group = ""
            for item in one.items:
                if item.group != group:
                    group = item.group
                    self.body.addSpacing(6)
                    self.body.addWidget(Label(group, "strong", wraps=True))
                self.body.addWidget(Label(f"{item.no}  {item.text}", wraps=True))
        if not found:
            self.body.addWidget(Label("None is kept in this pool.", wraps=True))
        self.done_button.setFocus()

    def finish(self) -> None:
        self.accept()
