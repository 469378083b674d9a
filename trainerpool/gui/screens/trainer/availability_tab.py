"""The tab of availability: the weekdays that suit, and a year on which absences are painted; or the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button, IconButton
from trainerpool.gui.parts.labels import Hairline, Label, MeaningIcon
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainer.absence_form import AbsenceForm
from trainerpool.gui.screens.trainer.columns import year_columns
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.gui.screens.trainer.weekdays_line import WeekdaysLine, weekdays_in_words
from trainerpool.gui.screens.trainer.year_paint import YearLegend
from trainerpool.gui.screens.trainer.year_plan import YearPlan
from trainerpool.gui.shell import Shell
from trainerpool.operations.availability import (
    clear_away,
    mark_away,
    remove_unavailability,
    remove_weekdays,
    set_weekdays,
)
from trainerpool.problem import Problem
from trainerpool.queries.trainer_page import TrainerPage
from trainerpool.queries.trainer_year import TrainerYear, YearSpan, day_in_words, trainer_year, year_spans


class AvailabilityTab(QWidget):
    """Edits save as they are made: a weekday as it is ticked, days as they are painted, a stretch with its button or Ctrl+Enter."""

    def __init__(self, shell: Shell, sessions_on: str = "programme") -> None:
        super().__init__()
        self._shell, self._sessions_on = shell, sessions_on
        self._page: TrainerPage | None = None
        self._today = shell.today()
        self._known: TrainerYear | None = None
        self.week = WeekdaysLine(self._today)
        self.week.ticked.connect(self._set_days)
        self.plan = YearPlan(self._today)
        self.plan.moved.connect(self._on_moved)
        self.plan.turned.connect(self._on_year)
        self.plan.painted.connect(self._mark)
        self.plan.cleared.connect(self._clear)
        self.form = AbsenceForm(self._today)
        self.start, self.end, self.note, self.fields = self.form.start, self.form.end, self.form.note, self.form.fields
        for field in (self.start, self.end):
            field.settled.connect(lambda _: self._on_typed())
        self.record, self.clear = self.form.record.does(self.finish), self.form.clear
        self.clear.does(lambda: self._clear(*self.plan.chosen()))
        self.icon, self.said = MeaningIcon(), Label("", tone="muted", wraps=True)
        self.said.setAccessibleName("The days chosen")
        self.before = IconButton("Year before (Page Up)", "chevron-left").does(lambda: self.plan.show_year(-1))
        self.after = IconButton("Year after (Page Down)", "chevron-right").does(lambda: self.plan.show_year(1))
        self.year = Label("", "strong")
        self.swap = Button("As a table", "link").does(self._swap)
        self.rows: TabTable[YearSpan] = TabTable(
            "What is known of the year", year_columns(), lambda r: f"{r.what}, {span_in_words(r)}, {r.detail}", self._deeds, key=lambda r: r.key,
        )  # fmt: skip
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(13, 0, 13, 2)
        head.setSpacing(4)
        for widget in (self.before, self.year, self.after):
            head.addWidget(widget)
        head.addSpacing(8)
        head.addWidget(self.icon)
        head.addWidget(self.said, 1)
        head.addWidget(self.swap)
        painted = QWidget()
        below = QVBoxLayout(painted)
        below.setContentsMargins(16, 0, 16, 8)
        below.setSpacing(4)
        below.addWidget(self.plan)
        below.addWidget(YearLegend())
        below.addStretch(1)
        self.forms = QStackedWidget()
        self.forms.addWidget(painted)
        self.forms.addWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.week)
        column.addWidget(Hairline())
        column.addWidget(self.form)
        column.addLayout(head)
        column.addWidget(self.forms, 1)

    def show_page(self, page: TrainerPage) -> None:
        """Ask for this trainer's year; what is chosen stays chosen for the same trainer."""
        if self._page is None or self._page.person.id != page.person.id:
            self.plan.choose(self._today)
            self.form.empty()
            self._known = None
        self._page = page
        self._shell.ask(trainer_year, page.person.id, self._today, then=self._show, latest="year", owner=self)

    def focus_days(self) -> None:
        """Put the keyboard on the days."""
        (self.rows.table if self.forms.currentIndex() else self.plan).setFocus()

    def finish(self) -> None:
        """Record the stretch in the fields as an absence, or say what is missing."""
        if (asked := self.form.asked()) is not None:
            self._mark(*asked)

    # showing

    def _show(self, found: TrainerYear) -> None:
        self._known = found
        self.plan.show_plan(found)
        self.week.show_plan(found)
        self._on_year()
        self._tell()

    def _on_year(self) -> None:
        first, last = self.plan.first, self.plan.last()
        shown = f"{in_words(first, month_only=True)} to {in_words(last, month_only=True)}"
        self.year.setText(shown)
        if self._known is None:
            return
        rows = [*year_spans(self._known, first, last), *_patterns(self._known)]

        def empty() -> EmptyState:
            deed = ("Record absence", self.start.setFocus)
            text = "No absence, session, term or closed day."
            return EmptyState(f"Nothing is known of {shown}", text, [deed], "calendar-days")

        self.rows.show_rows(rows, empty)

    def _on_moved(self) -> None:
        self.form.show_days(*self.plan.chosen())
        self._tell()

    def _on_typed(self) -> None:
        """What is typed is what is chosen on the plan."""
        first = self.start.day()
        last = self.end.day() or first
        if first is not None and last is not None and first <= last:
            self.plan.anchor = first
            self.plan.blockSignals(True)
            self.plan.choose(last, extends=True)
            self.plan.blockSignals(False)
            self._on_year()
            self._tell()

    def _tell(self) -> None:
        """Say what is known of the days chosen, a clash first."""
        plan = self._known
        if plan is None:
            return
        start, end = self.plan.chosen()
        clashes = plan.clashes(start, end)
        some_away = any(row.start <= end and row.end >= start for row in plan.away)
        self.clear.block("" if some_away else "None of the days chosen is recorded as away.")
        if start == end:
            text = f"{day_in_words(plan, start)}."
        else:
            days = [date.fromordinal(n) for n in range(start.toordinal(), end.toordinal() + 1)]
            working = sum(day.weekday() < 5 and day not in plan.off for day in days)
            text = (
                f"{in_words(start, weekday=True)} to {in_words(end, weekday=True)}: {count_of(working, 'working day')}."
            )
            if clashes:
                more = f", and {len(clashes) - 1} more" if len(clashes) > 1 else ""
                text += f" On {clashes[0]}{more}."
        stands = bool(clashes) and any(plan.away_on(day) for day in _session_days(plan, start, end))
        weight = Meaning.STOP if stands else Meaning.ATTENTION if clashes else None
        self.icon.set_meaning(weight, "split" if clashes else "calendar-days")
        self.said.setText(text)
        self.said.setAccessibleDescription(text)

    def _swap(self) -> None:
        self.forms.setCurrentIndex(1 - self.forms.currentIndex())
        self.swap.set_text("As a year" if self.forms.currentIndex() else "As a table")

    # deeds

    def _mark(self, start: date, end: date, note: str | None = None) -> None:
        if self._page is None:
            return
        clashes = self._known.clashes(start, end) if self._known is not None else ()
        more = f", and {len(clashes) - 1} more" if len(clashes) > 1 else ""
        words = f"Recorded as away. Clash on {clashes[0]}{more}" if clashes else ""

        def done(_result: object) -> None:
            self.note.clear()

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            self.fields["start"].say(str(error))

        self._shell.do(
            mark_away, self._page.person.id, start, end, note, then=done, failed=failed, owner=self, said=words
        )

    def _clear(self, start: date, end: date) -> None:
        if self._page is not None:
            self._shell.do(clear_away, self._page.person.id, start, end)

    def _set_days(self, chosen: tuple[int, ...], start: date | None) -> None:
        if self._page is None:
            return
        clashes = self._known.clashes_of_weekdays(chosen, start) if self._known is not None else ()
        more = f", and {len(clashes) - 1} more" if len(clashes) > 1 else ""
        words = f"Weekdays recorded. Still on a session on {clashes[0]}{more}" if clashes else ""
        self._shell.do(set_weekdays, self._page.person.id, list(chosen), start, said=words)

    def _deeds(self, row: YearSpan) -> Sequence[Deed]:
        match row.kind:
            case "away":
                return (
                    ("Take back this absence", lambda: self._take_back(row)),
                    ("Choose these days", lambda: self._choose(row)),
                )
            case "weekdays":
                return (("Take back these weekdays", lambda: self._forget_weekdays(row)),)
            case "session":
                return (("Open the session", lambda: self._shell.navigate(self._sessions_on, row.id)),)
        return ()

    def _take_back(self, row: YearSpan) -> None:
        self._shell.do(remove_unavailability, row.id)

    def _forget_weekdays(self, row: YearSpan) -> None:
        self._shell.do(remove_weekdays, row.id)

    def _choose(self, row: YearSpan) -> None:
        self._swap()
        self.plan.choose(row.start)
        self.plan.choose(row.end, extends=True)
        self.plan.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
            return
        super().keyPressEvent(event)


def span_in_words(row: YearSpan) -> str:
    """The days of a stretch as a cell says them."""
    if row.start == row.end:
        return in_words(row.start, weekday=True)
    return f"{in_words(row.start)} to {in_words(row.end)}"


def _session_days(plan: TrainerYear, start: date, end: date) -> list[date]:
    return [day for row in plan.sessions if not row.over for day in row.days if start <= day <= end]


def _patterns(plan: TrainerYear) -> list[YearSpan]:
    """The patterns of weekdays ever told, as rows of the table."""
    found = []
    for row in plan.patterns:
        start = row.start or date.min
        later = [one.start for one in plan.patterns if one.start is not None and one.start > start]
        last = date.fromordinal(min(later).toordinal() - 1) if later else date.max
        found.append(
            YearSpan(f"w{row.id}", start, last, "Weekdays", weekdays_in_words(row.weekdays), row.id, "weekdays")
        )
    return found
