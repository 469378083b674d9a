"""The pool in Settings: its name and partnership, and from when its duties count."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.screens.settings.section import ScrollSection
from trainerpool.gui.shell import Shell
from trainerpool.operations.settings import set_pool_name, set_records_begin
from trainerpool.queries.settings import PoolSettings, pool_settings


class PoolSection(ScrollSection):
    """The pool's name and partnership, and from when its duties count."""

    title = "Pool"
    summary = "What this pool is called, and from which day its duties count."

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.name, self.partnership = QLineEdit(), QLineEdit()
        self.begin = DayField("Records begin", shell.today())
        self.fields = (
            Field("Name of the pool", self.name, required=True), Field("Partnership", self.partnership),
            Field("Records begin", self.begin, hint="Duties count time from this day; nothing before it is held against anybody."),
        )  # fmt: skip
        self.save = Button("Save", "filled", keys="Ctrl+Enter").does(self.finish)
        self.deeds = [self.save]
        self._known: PoolSettings | None = None
        for field in self.fields:
            self.column.addWidget(field)
        self.column.addStretch(1)
        for line in (self.name, self.partnership, self.begin):
            line.textChanged.connect(lambda _text: self._settle())

    def refresh(self) -> None:
        self.shell.ask(pool_settings, then=self._show, latest="pool", owner=self)

    def take_focus(self) -> None:
        self.name.setFocus()

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
