"""What is inside a carry file, looked at before it is saved: the period, the lines, the files and how large they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.shell import Shell
from trainerpool.gui.spoken import Role
from trainerpool.operations.carrying.handing_out import Prepared, prepare_carry

Period = tuple[date, date]


def size_words(size: int) -> str:
    """A size of files as people say it."""
    return f"{max(1, round(size / 1024)):,} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


class PeriodDialog(FormDialog):
    """A period, whether the files go along, and whether an e-mail draft is written; `ask` is called when one of them changes.

    `weeks`: so many are covered at first, as policy says.
    """

    body_role = Role.StaticText

    def __init__(self, parent: QWidget, shell: Shell, title: str, deed: str, weeks: int) -> None:
        super().__init__(parent, title, deed, wide=520)
        self.setWindowTitle("Trainer Pool")
        self.shell = shell
        today = shell.today()
        self.start = DayField("From", today, today)
        self.end = DayField("To", today, today + timedelta(weeks=weeks))
        self.end_field = Field("To", self.end)
        days = QHBoxLayout()
        days.setSpacing(8)
        days.addWidget(Field("From", self.start), 1)
        days.addWidget(self.end_field, 1)
        self.with_files = QCheckBox("With the files of trainer packs")
        self.draft = QCheckBox("An e-mail draft beside it")
        for box in (self.with_files, self.draft):
            box.setAccessibleName(box.text())
            box.setChecked(True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.body.addLayout(days)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.with_files)
        self.body.addWidget(self.draft)
        for field in (self.start, self.end):
            field.settled.connect(lambda _day: self.ask())
        self.with_files.toggled.connect(lambda _on: self.ask())

    def ask(self) -> None:
        """Ask again for what would be in it."""
        raise NotImplementedError

    def period(self) -> Period | None:
        """The period given, or None with what is wrong said under it."""
        start, end = self.start.day(), self.end.day()
        if start is None or end is None:
            self.end_field.say("Give both days.")
        elif end < start:
            self.end_field.say("The period ends before it begins.")
        else:
            self.end_field.say("")
            return start, end
        self.done_button.block("The period is not complete.")
        return None

    def say_lines(self, lines: list[Label]) -> None:
        """Show these lines under the period."""
        while self.lines.count():
            item = self.lines.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self.lines.addWidget(line)
        if self.isVisible():
            QTimer.singleShot(0, self, self.settle)  # once what went has gone and what came is laid out


class InsideDialog(PeriodDialog):
    """A carry file for one person. `save(prepared, draft)` is called with what was looked at, when the person goes on."""

    def __init__(
        self,
        parent: QWidget,
        shell: Shell,
        person_id: str,
        name: str,
        weeks: int,
        save: Callable[[Prepared, bool], None],
    ) -> None:
        super().__init__(parent, shell, f"Carry file for {name}", "Save the file...", weeks)
        self._person, self._save = person_id, save
        self.prepared: Prepared | None = None
        self.ask()

    def ask(self) -> None:
        period = self.period()
        if period is None:
            return
        self.prepared = None
        self.done_button.block("What is inside is being put together.")
        with_files = self.with_files.isChecked()

        def work(desk: Any) -> Prepared:
            return prepare_carry(desk, self._person, *period, with_files=with_files)

        self.shell.work(
            work,
            then=self._show,
            failed=self.refuse,
            title="Putting a carry file together",
            latest="inside",
            owner=self,
        )

    def _show(self, prepared: Prepared) -> None:
        self.prepared = prepared
        inside, content = prepared.inside, prepared.content
        lines = [Label(f"What is inside carry file number {content.number}", "strong", wraps=True)]
        lines += [Label(line, wraps=True) for line in inside.lines] or [Label("Nothing in this period.", wraps=True)]
        if inside.files:
            files = f"{count_of(len(inside.files), 'file')}, {size_words(inside.size)}: {', '.join(inside.files)}"
            lines.append(Label(files, wraps=True))
        if inside.without:
            lines.append(Label(f"Left out: {', '.join(inside.without)}", tone="muted", wraps=True))
        lines.append(Label(
            f"Only {content.name} can open it. It is meant for use until {_last(content.opens_until)}, "
            "and once sent it cannot be called back.", tone="muted", wraps=True,
        ))  # fmt: skip
        self.say_lines(lines)
        self.done_button.block("")

    def finish(self) -> None:
        if self.prepared is not None and not self.done_button.is_blocked():
            prepared, draft = self.prepared, self.draft.isChecked()
            self.accept()
            self._save(prepared, draft)


def _last(day: date | None) -> str:
    return in_words(day) if day is not None else "the end of the period"
