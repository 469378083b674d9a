"""Terms and closed days in Settings: each list with its form in the inspector, the bank holidays beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QMenu

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.screens.settings.editing import Lines, RecordInspector, near
from trainerpool.gui.screens.settings.section import ListBlock, ScrollSection
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.operations import settings as deeds
from trainerpool.queries.settings import OnDayRow, days_off, sessions_on_days
from trainerpool.queries.settings import closed_days as all_closed_days
from trainerpool.queries.settings import half_terms as all_half_terms
from trainerpool.queries.settings import terms as all_terms

TERM, HALF_TERM, CLOSED = "term", "half-term", "closed"
_NOUNS = {TERM: "Term", HALF_TERM: "Half-term", CLOSED: "Closed days"}
MOST_NAMED = 8
_NAMED = {TERM: lambda row: row.name, HALF_TERM: lambda row: row.name, CLOSED: lambda row: row.label}
_HOLIDAYS: tuple[ColumnSpec[tuple[date, str]], ...] = (
    ColumnSpec("Day", lambda row: in_words(row[0], weekday=True), width=160, kind=CellKind.STRONG),
    ColumnSpec("Bank holiday in England and Wales", lambda row: row[1], width=180, stretches=True),
)


def _columns(kind: str) -> tuple[ColumnSpec[Any], ...]:
    return (
        ColumnSpec(_NOUNS[kind], _NAMED[kind], width=140, kind=CellKind.STRONG, stretches=True),
        ColumnSpec("First day", lambda row: row.start, width=108, kind=CellKind.DATE),
        ColumnSpec("Last day", lambda row: row.end, width=108, kind=CellKind.DATE),
        ColumnSpec("", lambda row: _length(row.start, row.end), width=110, kind=CellKind.MUTED, priority=2),
    )


def _length(start: date, end: date) -> str:
    days = (end - start).days + 1
    return count_of(days, "day") if days < 14 else count_of(round(days / 7), "week")


class DaysSection(ScrollSection):
    """The terms and half-terms, and the days on which the pool does not work beside bank holidays."""

    title = "Terms and closed days"
    summary = "Caps for a term count by these; nothing is planned on closed days without a warning."

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.about: DaysAbout | None = None
        self._adders: dict[str, Button] = {}
        self.blocks: dict[str, ListBlock] = {}
        self.holidays: ListBlock | None = None
        self._block(TERM, "Terms", "No term is set", "Caps for a term and the allocation page use terms.")
        self._block(CLOSED, "Closed days", "No closed day is set", "Weekends and bank holidays are known already.")
        self.column.addStretch(1)
        self.add_term = self._adders[TERM]
        # Four tables at once would hold the window up.
        QTimer.singleShot(0, self, self._build_rest)

    def _build_rest(self) -> None:
        self._block(
            HALF_TERM, "Half-terms", "No half-term is set", "Schools are away then; the pool goes on working.", 1
        )
        self.holidays = ListBlock("Bank holidays of the coming year", _HOLIDAYS, "None is known", "")
        self.column.insertWidget(len(self.blocks), self.holidays)
        self.refresh()

    def _block(self, kind: str, title: str, nothing: str, hint: str, place: int = -1) -> None:
        add = Button(f"Add {_NOUNS[kind].lower()}", icon="plus").does(lambda: self.begin(kind))
        self._adders[kind] = add
        block = ListBlock(title, _columns(kind), nothing, hint, [add])
        block.table.chosen.connect(lambda row: self._chosen(kind, row))
        block.table.opened.connect(lambda row: self._open(kind, row))
        block.table.asked_menu.connect(lambda row, point: self._menu(kind, row, point))
        self.blocks[kind] = block
        self.column.insertWidget(place if place >= 0 else len(self.blocks) - 1, block)

    def refresh(self) -> None:
        ask = partial(self.shell.ask, owner=self)
        for kind, question in ((TERM, all_terms), (HALF_TERM, all_half_terms), (CLOSED, all_closed_days)):
            if kind in self.blocks:
                ask(question, then=self.blocks[kind].show_rows, latest=kind)
        if self.holidays is not None:
            self.shell.work(_coming_holidays, then=self.holidays.show_rows, latest="holidays", owner=self)

    def shown(self) -> None:
        self.shell.set_inspector(self.about)

    def hidden(self) -> None:
        self.about = None

    def take_focus(self) -> None:
        block = next((one for one in self.blocks.values() if one.model.rowCount()), None)
        (block.table if block else self.add_term).setFocus()

    def make_new(self) -> bool:
        self.begin(next((kind for kind, block in self.blocks.items() if block.table.hasFocus()), TERM))
        return True

    def choose(self, key: str) -> None:
        for block in self.blocks.values():
            if block.table.choose(key):
                block.table.setFocus()
                self.area.ensureWidgetVisible(block)

    def finish(self) -> None:
        if self.about is not None:
            self.about.finish()

    def begin(self, kind: str) -> None:
        """The form of a new term, half-term or closed days."""
        for block in self.blocks.values():
            block.table.clearSelection()
        self._show(DaysAbout(self, kind, None))
        self.shell.show_inspector(True)
        if self.about is not None:
            self.about.form.focus()

    def others(self, kind: str, but: str) -> Sequence[Any]:
        """The rows of a kind beside one."""
        return [row for row in self.blocks[kind].model.rows() if row.id != but]

    def _chosen(self, kind: str, row: Any) -> None:
        """The row in focus is shown in the inspector; the other lists let go of theirs."""
        if row is None or not self.isVisible():
            return
        for other, block in self.blocks.items():
            if other != kind:
                block.table.clearSelection()
        if self.about is None or (self.about.kind, self.about.about) != (kind, row.id) or self.about.basis != row:
            self._show(DaysAbout(self, kind, row))

    def _open(self, kind: str, row: Any) -> None:
        self._chosen(kind, row)
        self.shell.show_inspector(True)
        if self.about is not None:
            self.about.form.focus()

    def _show(self, made: DaysAbout) -> None:
        self.about = made
        self.shell.set_inspector(made)

    def take_out(self, kind: str, row: Any) -> None:
        """Take a row out; the inspector goes with it."""
        deed = deeds.remove_closed_day if kind == CLOSED else deeds.remove_term

        def gone(_done: object) -> None:
            self.about = None
            self.shell.set_inspector(None)
            self.take_focus()

        self.shell.do(deed, row.id, then=gone, owner=self)

    def done(self, kind: str, key: str) -> None:
        """A row was added or changed: the keyboard goes back to the lists."""
        self.about = None
        self.shell.set_inspector(None)
        self.refresh()
        block = self.blocks[kind]

        def choose(_none: object) -> None:
            block.table.choose(key)

        self.shell.work(lambda _desk: None, then=choose, owner=self)  # after the rows asked for above
        (block.table if block.model.rowCount() else self._adders[kind]).setFocus()

    def _menu(self, kind: str, row: Any, point: Any) -> None:
        menu = QMenu(self)
        menu.addAction("Change", lambda: self._open(kind, row))
        menu.addAction("Take out", lambda: self.take_out(kind, row))
        menu.popup(point)


def _coming_holidays(desk: Any) -> list[tuple[date, str]]:
    closed = desk.ask(all_closed_days)
    own = {row.start + timedelta(days=number) for row in closed for number in range((row.end - row.start).days + 1)}
    last = add_months(desk.today, 12)
    return sorted(
        (day, name) for day, name in desk.ask(days_off).items() if desk.today <= day <= last and day not in own
    )


class DaysAbout(RecordInspector):
    """The form of a term, a half-term or closed days: what overlaps and which sessions fall on them is said while it is filled."""

    def __init__(self, section: DaysSection, kind: str, row: Any) -> None:
        name = _NAMED[kind](row) if row is not None else ""
        title = name or f"New {_NOUNS[kind].lower()}"
        summary = (
            f"{in_words(row.start)} to {in_words(row.end)}" if row is not None else "The first and the last day count."
        )
        super().__init__(row.id if row is not None else "", title, summary, "Save" if row is not None else "Add")
        self._section, self.kind, self._row = section, kind, row
        self.basis = row
        today = section.shell.today()
        label = "Closed for" if kind == CLOSED else "Name"
        example = {
            TERM: "Such as Summer term 2027.",
            HALF_TERM: "Such as February 2027.",
            CLOSED: "Such as Staff conference.",
        }
        self.form.add("name", label, QLineEdit(), name, required=True, hint=example[kind])
        self.form.add("first", "First day", DayField("First day", today), row.start if row else None, required=True)
        hint = "Empty for one day." if kind == CLOSED else ""
        self.form.add(
            "last",
            "Last day",
            DayField("Last day", today),
            row.end if row else None,
            required=kind != CLOSED,
            hint=hint,
        )
        self.form.edited.connect(self._settle)
        self.save.does(self._save)
        self.save.set_kind("outlined" if row else "filled")
        self.add(self.form, self.save)
        self.found = Lines("What falls on these days")
        self._holder = self.add(self.found, title="What falls on these days")
        if row is not None:
            self.add(Button("Take out", icon="x").does(lambda: section.take_out(kind, row)), title="Take it out")
        self._settle()

    def days(self) -> tuple[date, date] | None:
        """The first and the last day, where both are given in order."""
        first, last = self.form.value("first"), self.form.value("last")
        if (
            self.kind == CLOSED
            and isinstance(self.form.controls["last"], DayField)
            and not self.form.controls["last"].text()
        ):
            last = first
        return (first, last) if first and last and first <= last else None

    def _settle(self) -> None:
        for name in ("first", "last"):
            control = self.form.controls[name]
            assert isinstance(control, DayField)
            self.form.say(name, control.read().problem)
        first, last = self.form.value("first"), self.form.value("last")
        if first and last and last < first:
            self.form.say("last", "The last day is before the first.")
        missing = "" if self.form.value("name") else "Say what it is called."
        wrong = missing or ("" if self.days() else "Give the days first.")
        self.save.block(wrong or ("" if self._row is None or self.form.changes() else "Nothing is changed."))
        self._look()

    def _look(self) -> None:
        days = self.days()
        if days is None:
            self._tell((), ())
            return
        overlaps = [
            f"{_NAMED[self.kind](row)}, {in_words(row.start)} to {in_words(row.end)}"
            for row in self._section.others(self.kind, self.about)
            if row.start <= days[1] and days[0] <= row.end
        ]
        self._section.shell.ask(
            sessions_on_days, *days, then=lambda rows: self._tell(overlaps, rows), latest="on days", owner=self
        )

    def _tell(self, overlaps: Sequence[str], rows: Sequence[OnDayRow]) -> None:
        made = Lines("What falls on these days")
        for text in overlaps:
            made.add(f"Overlaps {text}", meaning=Meaning.ATTENTION)
        if self.kind == TERM:
            made.add(f"{count_of(len(rows), 'part')} of sessions lie in it." if self.days() else "Give the days first.")
        elif not self.days():
            made.add("Give the days first.")
        else:
            navigate = self._section.shell.navigate
            if self.kind == CLOSED and rows:
                made.add(
                    f"{count_of(len(rows), 'session falls', 'sessions fall')} on them and would have to move:",
                    meaning=Meaning.ATTENTION,
                )
            for row in rows[:MOST_NAMED]:
                made.add(
                    f"{near(row.day, self._section.shell.today())}: {row.title}",
                    link=partial(navigate, "programme", row.id),
                )
            if len(rows) > MOST_NAMED:
                made.add(f"{len(rows) - MOST_NAMED} more")
            if not rows:
                made.add("No session falls on them.", meaning=Meaning.GOOD)
        layout = self._holder.layout()
        assert layout is not None
        layout.replaceWidget(self.found, made)
        self.found.hide()
        self.found.deleteLater()
        self.found = made

    def _save(self) -> None:
        days, name, section, row = self.days(), self.form.value("name"), self._section, self._row
        if days is None or not name:
            return
        do = partial(section.shell.do, owner=section)
        kind = self.kind

        def done(result: Any) -> None:
            section.done(kind, result.record or "")

        if kind != CLOSED and row is not None:
            do(deeds.change_term, row.id, name, *days, then=done)
        elif kind != CLOSED:
            do(deeds.add_term if kind == TERM else deeds.add_half_term, name, *days, then=done)
        elif row is None:
            do(deeds.add_closed_day, days[0], name, days[1], then=done)
        else:
            do(deeds.change_closed_day, row.id, name, *days, then=done)
