"""The small forms of Settings: the pool's name, its days, its backups, and how the window looks."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui import theme
from trainerpool.gui.looks import SIZES
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import ElidedLabel, Label, Pane
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.operations.backups import BackupRow, Backups, backups_of
from trainerpool.operations.pools import back_up_pool, bring_home
from trainerpool.operations.settings import add_closed_day, add_term, set_home_copy, set_pool_name, set_records_begin
from trainerpool.queries.settings import ClosedDayRow, PoolSettings, TermRow, closed_days, pool_settings, terms

WIDEST = 720


class Section(QScrollArea):
    """One section of Settings: blocks below each other, scrolled together."""

    def __init__(self, shell: Shell, name: str) -> None:
        super().__init__()
        self.shell = shell
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(13, 12, 16, 16)
        holder = QWidget()
        holder.setMaximumWidth(theme.scaled(WIDEST))
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        row.addWidget(holder, 1000)
        row.addStretch(1)
        self.setWidget(inner)

    def refresh(self) -> None:
        """Ask the pool again."""

    def beside(self, *widgets: QWidget) -> None:
        """Some widgets in one line."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for place, widget in enumerate(widgets):
            is_last = place == len(widgets) - 1 and isinstance(widget, Button)
            row.addWidget(
                widget, 0 if is_last else 1, Qt.AlignmentFlag.AlignVCenter if is_last else Qt.AlignmentFlag.AlignTop
            )
        self.column.addLayout(row)


class PoolSection(Section):
    """The pool's name and partnership, and from when its duties count."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Pool")
        self.name, self.partnership = QLineEdit(), QLineEdit()
        self.begin = DayField("Records begin", shell.today())
        self.fields = (
            Field("Name of the pool", self.name, required=True), Field("Partnership", self.partnership),
            Field("Records begin", self.begin, hint="Duties count time from this day; nothing before it is held against anybody."),
        )  # fmt: skip
        self.save = Button("Save", "filled", keys="Ctrl+Enter").does(self.finish)
        self._known: PoolSettings | None = None
        for field in self.fields:
            self.column.addWidget(field)
        self.column.addWidget(self.save)
        self.column.addStretch(1)
        for line in (self.name, self.partnership, self.begin):
            line.textChanged.connect(lambda _text: self._settle())

    def refresh(self) -> None:
        self.shell.ask(pool_settings, then=self._show, latest="pool", owner=self)

    def _show(self, found: PoolSettings) -> None:
        if self._known is not None and self._changes():
            return  # what is being typed stays
        self._known = found
        self.name.setText(found.name)
        self.partnership.setText(found.partnership)
        self.begin.set_day(found.records_begin)
        self._settle()

    def _changes(self) -> bool:
        known = self._known
        typed = (self.name.text().strip(), self.partnership.text().strip())
        return known is not None and (
            typed != (known.name, known.partnership) or self.begin.day() != known.records_begin
        )

    def _settle(self) -> None:
        self.fields[0].say("" if self.name.text().strip() else "A pool needs a name.")
        self.fields[2].say(self.begin.read().problem)
        wrong = not self.name.text().strip() or self.begin.read().problem
        self.save.block("Mend what is marked first." if wrong else "" if self._changes() else "Nothing is changed.")

    def finish(self) -> None:
        """Save what was changed: the name as one deed, the beginning of the records as another."""
        known, day = self._known, self.begin.day()
        if self.save.is_blocked() or known is None:
            return
        name, partnership = self.name.text().strip(), self.partnership.text().strip()
        self._known = None
        if (name, partnership) != (known.name, known.partnership):
            self.shell.do(set_pool_name, name, partnership, owner=self)
        if day is not None and day != known.records_begin:
            self.shell.do(set_records_begin, day, owner=self)
        self.refresh()


_TERMS: tuple[ColumnSpec[TermRow], ...] = (
    ColumnSpec("Term", lambda row: row.name, width=240, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("First day", lambda row: row.start, width=120, kind=CellKind.DATE),
    ColumnSpec("Last day", lambda row: row.end, width=120, kind=CellKind.DATE),
)
_CLOSED: tuple[ColumnSpec[ClosedDayRow], ...] = (
    ColumnSpec("Closed for", lambda row: row.label, width=240, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("First day", lambda row: row.start, width=120, kind=CellKind.DATE),
    ColumnSpec("Last day", lambda row: row.end, width=120, kind=CellKind.DATE),
)


class ListBlock(QWidget):
    """A short table with its heading, shown at its full height, or what is said where there is nothing."""

    def __init__(self, title: str, columns: tuple[ColumnSpec[Any], ...], nothing: str, hint: str) -> None:
        super().__init__()
        self.model: RowsModel[Any] = RowsModel(columns)
        self.table = TableView(title, self.model)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyState(nothing, hint)
        self._card = Pane("card")
        self._card.column.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 0, 3, 0)
        column.setSpacing(8)
        column.addWidget(Label(title, "section"))
        column.addWidget(self._empty)
        column.addWidget(self._card)
        self.show_rows(())

    def show_rows(self, rows: Any) -> None:
        """Show these rows."""
        self.model.set_rows(rows)
        number = self.model.rowCount()
        self._empty.setVisible(not number)
        self._card.setVisible(bool(number))
        head = max(self.table.horizontalHeader().height(), self.table.horizontalHeader().sizeHint().height())
        self.table.setFixedHeight(head + self.table.verticalHeader().defaultSectionSize() * number - 1)


class DaysSection(Section):
    """The terms, and the days on which the pool does not work beside bank holidays."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Terms and closed days")
        self.terms = ListBlock("Terms", _TERMS, "No term is set", "Caps for a term and the allocation page use terms.")
        self.closed = ListBlock(
            "Closed days",
            _CLOSED,
            "No closed day is set",
            "Weekends and the bank holidays of England and Wales are known.",
        )
        self.term = QLineEdit()
        self.label = QLineEdit()
        self.first, self.last = DayField("First day", shell.today()), DayField("Last day", shell.today())
        self.from_day, self.to_day = (
            DayField("First closed day", shell.today()),
            DayField("Last closed day", shell.today()),
        )
        self.fields = {
            "term": Field("Name", self.term), "first": Field("First day", self.first), "last": Field("Last day", self.last),
            "label": Field("Closed for", self.label), "from": Field("First day", self.from_day),
            "to": Field("Last day", self.to_day, hint="Empty for one day."),
        }  # fmt: skip
        self.add_term = Button("Add term", icon="plus").does(self._add_term)
        self.add_closed = Button("Add closed days", icon="plus").does(self._add_closed)
        self.column.addWidget(self.terms)
        self.beside(self.fields["term"], self.fields["first"], self.fields["last"], self.add_term)
        self.column.addWidget(self.closed)
        self.beside(self.fields["label"], self.fields["from"], self.fields["to"], self.add_closed)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.shell.ask(terms, then=self.terms.show_rows, latest="terms", owner=self)
        self.shell.ask(closed_days, then=self.closed.show_rows, latest="closed", owner=self)

    def _add_term(self) -> None:
        first, last = self._day("first", self.first), self._day("last", self.last)
        if not self._named("term", self.term) or first is None or last is None:
            return
        if last < first:
            self.fields["last"].say("A term ends after it begins.")
            return
        self.shell.do(
            add_term,
            self.term.text(),
            first,
            last,
            then=lambda _done: self._clear(self.term, self.first, self.last),
            owner=self,
        )

    def _add_closed(self) -> None:
        first = self._day("from", self.from_day)
        last = self._day("to", self.to_day) if self.to_day.text().strip() else first
        if not self._named("label", self.label) or first is None or last is None:
            return
        if last < first:
            self.fields["to"].say("The last day is before the first.")
            return
        self.shell.do(
            add_closed_day,
            first,
            self.label.text(),
            last,
            then=lambda _done: self._clear(self.label, self.from_day, self.to_day),
            owner=self,
        )

    def _day(self, key: str, field: DayField) -> date | None:
        read = field.read()
        self.fields[key].say(read.problem or ("" if read.day is not None else "Give a day, such as 12 Jan 2027."))
        return read.day

    def _named(self, key: str, line: QLineEdit) -> bool:
        self.fields[key].say("" if line.text().strip() else "Say what it is called.")
        return bool(line.text().strip())

    @staticmethod
    def _clear(*lines: QLineEdit) -> None:
        for line in lines:
            line.clear()
        lines[0].setFocus()


_BACKUPS: tuple[ColumnSpec[BackupRow], ...] = (
    ColumnSpec("Taken", lambda row: row.taken, width=160, kind=CellKind.STRONG),
    ColumnSpec("Why", lambda row: row.why.capitalize(), width=180, stretches=True),
    ColumnSpec("Size", lambda row: f"{max(1, row.size // 1024):,} KB", width=100, kind=CellKind.NUMBER),
)


class BackupSection(Section):
    """The verified copies of this pool, one more now, and the folder of its home copy."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Backups")
        self.now = Button("Back up now", "filled", "archive").does(self.back_up)
        self.where = ElidedLabel(tone="muted")
        self.list = ListBlock(
            "Backups", _BACKUPS, "No backup yet", "One is taken each day the pool is open, and before every import."
        )
        self.home = QLineEdit()
        self._home_known = ""
        self.home_field = Field(
            "Folder of the home copy",
            self.home,
            hint="A shared drive is fine: the copy is encrypted, and brought up to date each quiet minute.",
        )
        self.keep = Button("Save the folder").does(self._save_home)
        self._how = Label(tone="muted", wraps=True)
        self._how.setAccessibleName("Putting a backup back")
        self._how.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.column.addWidget(self.now)
        self.column.addWidget(self.where)
        self.column.addWidget(self.list)
        self.beside(self.home_field, self.keep)
        self.column.addWidget(Label("Putting a backup back", "section"))
        self.column.addWidget(self._how)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.shell.work(backups_of, then=self._show, latest="backups", owner=self)
        self.shell.ask(pool_settings, then=self._show_home, latest="home", owner=self)

    def _show(self, found: Backups) -> None:
        self.list.show_rows(found.rows[:20])
        more = f"; the latest 20 of {len(found.rows)} are listed" if len(found.rows) > 20 else ""
        self.where.setText(f"{count_of(len(found.rows), 'backup')} in {found.folder}{more}")
        latest = found.rows[0].path if found.rows else Path(f"{found.pool.stem} DATE.tpool")
        self._how.setText(
            "Close the pool, then run the line below. The pool that is there is set aside whole, not written over. A backup opens with "
            f'the passphrase of its day, or with the recovery sheet.\ntrainerpool restore "{latest}" "{found.pool}"'
        )

    def _show_home(self, found: PoolSettings) -> None:
        if self.home.text() == self._home_known:
            self.home.setText(found.home_copy)
        self._home_known = found.home_copy

    def back_up(self) -> None:
        """Take a backup now and check that it reads back whole."""
        self.now.block("Being written and checked")

        def done(made: Any) -> None:
            self.now.block("")
            taken: datetime = made.taken
            self.shell.toast(f"Backed up and checked, {in_words(taken.date())} {taken.astimezone():%H:%M}")
            self.refresh()

        self.shell.work(back_up_pool, then=done, failed=self._failed, title="Backing up", reads=False, owner=self)

    def _failed(self, error: Exception) -> None:
        self.now.block("")
        self.shell.problem(error)

    def _save_home(self) -> None:
        folder = self.home.text().strip()
        if folder and not Path(folder).is_absolute():
            self.home_field.say("Give the whole path of the folder.")
            return
        self.home_field.say("")
        self._home_known = folder

        def saved(_done: object) -> None:
            if folder:
                self.shell.work(bring_home, title="Home copy", reads=False, owner=self)

        self.shell.do(set_home_copy, folder, then=saved, owner=self)


_SCHEMES = (("", "As the system has it"), ("light", "Light"), ("dark", "Dark"), ("high_contrast", "High contrast"))


class LooksSection(Section):
    """Colours and text size of this computer's window."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Appearance")
        self.schemes: dict[str, QRadioButton] = {}
        self.sizes: dict[float, QRadioButton] = {}
        self._groups = QButtonGroup(self), QButtonGroup(self)
        self.column.addWidget(Label("Colours", "section"))
        for key, words in _SCHEMES:
            self.schemes[key] = self._radio(words, 0)
        self.column.addSpacing(8)
        self.column.addWidget(Label("Text size", "section"))
        for size in SIZES:
            self.sizes[size] = self._radio(
                "As the system has it" if size == 1.0 else f"{round(size * 100)} % of the system's", 1
            )
        note = "Kept on this computer, for every pool. Ctrl and + or - change the size from any page."
        self.column.addWidget(Label(note, tone="muted", wraps=True))
        self.column.addStretch(1)
        self.refresh()
        for key, radio in self.schemes.items():
            radio.clicked.connect(lambda _=False, key=key: shell.looks.set_scheme(key))
        for size, radio in self.sizes.items():
            radio.clicked.connect(lambda _=False, size=size: shell.looks.set_text_size(size))

    def _radio(self, words: str, group: int) -> QRadioButton:
        radio = QRadioButton(words)
        radio.setAccessibleName(words)
        self._groups[group].addButton(radio)
        self.column.addWidget(radio)
        return radio

    def refresh(self) -> None:
        looks = self.shell.looks
        self.schemes.get(looks.scheme, self.schemes[""]).setChecked(True)
        nearest = min(SIZES, key=lambda size: abs(size - looks.text_size))
        self.sizes[nearest].setChecked(True)
