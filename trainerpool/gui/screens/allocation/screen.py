"""The Allocation page: which period is read, and what its deeds and keys lead to."""

from __future__ import annotations

from typing import ClassVar

from trainerpool.gui.screens.allocation.body import BOARD, LIST, WEEKS
from trainerpool.gui.screens.allocation.loading import Loaded, keep_period, load
from trainerpool.gui.screens.allocation.plan_screen import PlanScreen
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.board_weeks import WeeksView


class AllocationScreen(PlanScreen):
    """Loads a period, paints its picture, and keeps what is in focus when either changes."""

    shows: ClassVar[frozenset[str]] = frozenset({
        "allocation", "allocation_step", "training_session", "session_part", "evidence", "person", "membership", "unavailability",
        "weekday_pattern", "course", "material_version", "policy", "term", "exclusion", "venue", "setting", "closed_day",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._period = ""
        self._connect()
        shell.set_inspector(self.deeds.side)
        self._settle()

    def _connect(self) -> None:
        body, deeds = self.body, self.deeds
        body.propose.does(self.proposals.start)
        body.discard.does(self.proposals.discard)
        body.confirm.does(self.proposals.confirm)
        body.strip.stopped.connect(self.proposals.search.stop)
        body.strip.again.connect(self._again)
        body.repair.does(self.repairs.start)
        body.view.chosen.connect(self._on_view)
        body.everybody.does(self.toggle_everybody)
        body.filter.clicked.connect(self._toggle_filters)
        body.filters.changed.connect(self.filter_again)
        body.filters.entered.connect(self._on_entered)
        body.short_only.taken_off.connect(lambda: self.show_short(False))
        body.board.wished.connect(deeds.on_wish)
        body.board.moved.connect(lambda _session, _trainer: self._on_moved(BOARD))
        body.board.asked_menu.connect(deeds.on_menu)
        body.weeks_made = self._connect_weeks
        body.list.chosen.connect(lambda _row: self._on_moved(LIST))
        body.list.opened.connect(lambda _row: deeds.tell_cell(asked=True))
        body.list.asked_menu.connect(lambda _row, _point: deeds.tell_cell(asked=True))

    def _connect_weeks(self, weeks: WeeksView) -> None:
        weeks.chosen.connect(lambda _trainer: self._on_moved(WEEKS))
        weeks.opened.connect(self._on_week)
        weeks.asked_menu.connect(lambda point: self.deeds.weeks_menu().popup(point))

    def _on_week(self, trainer: object, session: object) -> None:
        if session is None:
            self.deeds.tell_cell(asked=True)
        else:
            self.deeds.show_cell(str(session), str(trainer))

    def _again(self) -> None:
        held = self.proposals.proposal
        (self.repairs.start_all if held is not None and held.broken else self.proposals.start)()

    # the pool

    def arrive(self, argument: object) -> None:
        """With a session's id: show its term, and stand on its row."""
        self._sought = argument if isinstance(argument, str) else ""
        self._takes_focus = True
        if self._sought:
            self.short_only = False
        if self.loaded is None or self._sought:
            self.refresh()
        else:
            self.body.board.setFocus()

    def repair_all(self) -> None:
        """Mend all that came undone, as soon as there is something to be seen."""
        self._mends = True
        if self.picture is not None and not self.painter.is_busy:
            self._mend_if_asked()

    def refresh(self) -> None:
        """Read the period again; the cell in focus and the scroll stay."""
        if self.loaded is None:
            self.body.begin_wait()
        chosen, sought = self._period, self._sought

        def failed(error: Exception) -> None:
            self.body.end_wait()
            self.shell.problem(error)

        self.shell.work(
            lambda desk: load(desk, chosen, sought), then=self.take, failed=failed, latest="load", owner=self
        )

    def choose_period(self, key: str) -> None:
        """Show another term or month; a proposal for the one before is let go."""
        if key == self._period:
            return
        self.proposals.drop()
        self.deeds.side.clear_left()
        self._period, self._sought = key, ""
        self.body.begin_wait()
        self.refresh()

    def step_period(self, step: int) -> None:
        """The term (or month) before or after."""
        if self.loaded is None or self.loaded.period is None:
            return
        alike = [one for one in self.loaded.periods if one.is_term == self.loaded.period.is_term]
        keys = [one.key for one in alike]
        if self.loaded.period.key in keys:
            at = keys.index(self.loaded.period.key) + step
        else:  # any two days: on to the month before or after them
            later = [number for number, one in enumerate(alike) if one.start > self.loaded.period.start]
            at = (later[0] if later else len(alike)) - (step < 0)
        if 0 <= at < len(alike):
            self.pick_period(keys[at])

    def pick_period(self, key: str) -> None:
        """The person chose a period: it is shown again at the next start."""
        if self.loaded is not None and (pool := self.loaded.pool):
            self.shell.work(lambda _desk: keep_period(pool, key), owner=self)
        self.choose_period(key)

    def other_days(self) -> None:
        """Ask beside the board for any two days."""
        loaded, today = self.loaded, self.shell.today()
        if loaded is None:
            return
        here = loaded.period
        self.deeds.forms.ask_days(today, here.start if here else today, here.end if here else today, self.pick_period)

    def take(self, loaded: Loaded) -> None:
        """Show what was read."""
        before, self.loaded = self.loaded, loaded
        period = loaded.period
        if before is not None and _key(before) != _key(loaded):
            self.proposals.drop()
        self._period = period.key if period is not None else ""
        self.body.set_periods(loaded.periods, period, self.pick_period, self.other_days)
        if self.proposals.needs_rebase(loaded):
            self.proposals.rebase(loaded)
        else:
            self.repaint_plan()

    def show_period(self, loaded: Loaded) -> None:
        """Show the period that was read, where another is shown."""
        if self.loaded is None or _key(self.loaded) != _key(loaded):
            self.take(loaded)

    # the window's keys

    def focus_search(self) -> bool:
        """Ctrl+F: the row of filters."""
        if self.picture is None:
            return False
        self.body.filters.open()
        return True

    def _toggle_filters(self) -> None:
        if self.body.filters.isVisible():
            self.body.filters.clear()
        else:
            self.body.filters.open()

    def leave_step(self) -> bool:
        """Esc: the filters first, then back from one cell to the whole plan."""
        filters = self.body.filters
        if filters.isVisible() and (filters.search.hasFocus() or filters.filters.of_row):
            filters.clear()
            self.body.board.setFocus()
            return True
        if self.comparing.is_shown:
            self.comparing.leave()
            self.body.board.setFocus()
            return True
        return self.deeds.go_back()

    def print_shown(self) -> bool:
        """Save the staffing of the period as a document."""
        return self.deeds.save_staffing()


def _key(loaded: Loaded) -> str:
    return loaded.period.key if loaded.period is not None else ""
