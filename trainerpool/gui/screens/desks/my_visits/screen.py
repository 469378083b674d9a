"""The page of My visits: those to come and under way first, then those to be written up, then those submitted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from trainerpool.domain.dates import count_of
from trainerpool.domain.observations import ObservationState
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.screens.desks.lines import Line, LineDeed
from trainerpool.gui.screens.desks.own_page import Deed, OwnPage
from trainerpool.gui.screens.observations.record_deeds import RecordDeeds
from trainerpool.gui.screens.observations.record_pane import RecordPane
from trainerpool.gui.screens.observations.words import STATES, day_of, title_of, waits_in_words
from trainerpool.gui.shell import Shell
from trainerpool.queries.observations import observations
from trainerpool.queries.observations_form import visits
from trainerpool.queries.observations_page import ObservationPage, observation
from trainerpool.queries.observations_rows import ObservationRow, VisitRow
from trainerpool.queries.own_work import HeldFileRow

_S = ObservationState
_SCAN = "Attach a scan"
_TO_SEE, _TO_WRITE = frozenset({_S.PLANNED, _S.UNDER_WAY}), frozenset({_S.AWAITING_REFLECTION, _S.DRAFT})
_NOT_HERE = frozenset({
    "Change the visit", "Cancel the visit", "Agree as second person", "The copy was given", "Record the reply", "Moderate", "Close",
    "Send back to the observer",
})  # fmt: skip


@dataclass(frozen=True)
class MyVisits:
    """The observations of one observer, and the visits they belong to."""

    rows: tuple[ObservationRow, ...]
    visits: dict[str, VisitRow]


class OwnDoors:
    """The window as the parts of Observations see it at one's own desk: their doors lead to the pages there are here."""

    _PAGES = {"visit": "my_visit", "observation": "my_visits", "observations": "my_visits"}  # noqa: RUF012 - never changed

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shell, name)

    def navigate(self, page: str, argument: object = None) -> None:
        """Go to the page of this desk that stands for that of the pool."""
        self._shell.navigate(self._PAGES.get(page, page), argument)


class OwnRecordDeeds(RecordDeeds):
    """What an observer does; what is the Business Unit's or the second person's is not offered."""

    knows_managers = False

    def entries(self, page: ObservationPage) -> list[Deed]:
        made = [one for one in super().entries(page) if one[0] not in _NOT_HERE]
        words = {one[0] for one in made}
        if page.visit is not None and page.row.state is not _S.CANCELLED and _SCAN not in words:
            visit = str(page.row.visit_id)
            made.append((_SCAN, lambda: self.scans.attach(visit)))
        return made


class MyVisitsScreen(OwnPage):
    """Enter opens the form of a visit to come or under way; what is written up is done in the inspector."""

    title = "My visits"

    def __init__(self, shell: Shell) -> None:
        self.found: MyVisits | None = None
        self.page: ObservationPage | None = None
        super().__init__(shell)
        doors: Any = OwnDoors(shell)
        self.deeds = OwnRecordDeeds(doors, self, self._show_made)

    def question(self, desk: Any, held: HeldFileRow, today: date) -> MyVisits:
        rows = tuple(one for one in desk.ask(observations, today) if one.observer_id == held.person and one.visit_id)
        return MyVisits(rows, {one.id: one for one in desk.ask(visits, [str(row.visit_id) for row in rows])})

    def tell(self, found: MyVisits) -> None:
        self.found = found
        see = sorted((row for row in found.rows if row.state in _TO_SEE), key=lambda row: row.on)
        write = [row for row in found.rows if row.state in _TO_WRITE]
        rest = [row for row in found.rows if row.state not in _TO_SEE | _TO_WRITE]
        said = f"{count_of(len(see), 'trainer')} to see, {len(write) or 'none'} to write up."
        self.header.set_summary([said if found.rows else "No visit is planned with you."])
        self.shell.set_badge("my_visits", len(see) + len(write))
        shown = self.show_groups([
            ("To see", [self._line(row) for row in see]),
            ("To write up", [self._line(row) for row in write]),
            ("Submitted", [self._line(row) for row in rest]),
        ])  # fmt: skip
        if not shown:
            text = "The Business Unit plans visits, and sends them in a carry file. One you hold is worked on here."
            self.show_empty("No visit is with you", text, (), "eye")

    def _line(self, row: ObservationRow) -> Line:
        visit = self.found.visits.get(str(row.visit_id)) if self.found is not None else None
        mark = STATES[row.state]
        deeds: tuple[LineDeed, ...] = ()
        if row.state in _TO_SEE:
            deeds = (LineDeed("Start" if row.state is _S.PLANNED else "Go on", "observe"),)
        waits = waits_in_words(row, self.shell.today())
        where = ", ".join(one for one in (visit.venue if visit is not None else "", row.purpose) if one)
        detail = ". ".join(one for one in (where, waits if row.state not in _TO_SEE else "") if one)
        return Line(
            row.id,
            title_of(row),
            detail,
            day_of(row),
            mark.shown_icon,
            mark.meaning,
            "",
            None if deeds else mark,
            deeds,
        )

    def about(self, line: Line) -> None:
        self.shell.ask(
            observation, line.key, self.shell.today(), then=self._tell_one, latest="my observation", owner=self
        )

    def _tell_one(self, page: ObservationPage | None) -> None:
        line = self.list.current()
        if page is None or line is None or line.key != page.row.id or self.form is not None:
            return
        self.page = page
        self.shell.set_inspector(RecordPane(page, self.deeds, self.shell.today(), is_whole=True))

    def _show_made(self, make: Callable[[Callable[[], None]], FormPane]) -> None:
        self.show_form(make(self.leave_form))

    def do(self, line: Line, word: str) -> None:
        row = next((one for one in self.found.rows if one.id == line.key), None) if self.found is not None else None
        if word == "observe" and row is not None:
            self.shell.navigate("my_visit", row.visit_id)
        else:
            self.shell.show_inspector()

    def deeds_of(self, line: Line) -> list[Deed]:
        page = self.page
        if page is not None and page.row.id == line.key:
            return self.deeds.entries(page)
        return [(one.words, partial(self.do, line, one.word)) for one in line.deeds]
