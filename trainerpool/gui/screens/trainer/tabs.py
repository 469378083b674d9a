"""The tabs of a trainer's page, with their counts and their empty states."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.gui import theme
from trainerpool.gui.parts.labels import Hairline
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainer.availability_tab import AvailabilityTab
from trainerpool.gui.screens.trainer.columns import assignment_columns, course_columns, observation_columns
from trainerpool.gui.screens.trainer.evidence_tab import EvidenceTab
from trainerpool.gui.screens.trainer.history_tab import HistoryTab
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.view import TableView
from trainerpool.operations.allocations import respond
from trainerpool.queries.trainer_evidence import EvidenceLine
from trainerpool.queries.trainer_page import AssignmentLine, CourseLine, TrainerPage

TABS = ("evidence", "courses", "assignments", "observations", "availability", "history")


class TabsPane(QWidget):
    """Ctrl+Page Down and Up go from tab to tab."""

    def __init__(self, shell: Shell, forms: Callable[[bool], None]) -> None:
        super().__init__()
        self._shell = shell
        self._page: TrainerPage | None = None
        self._filled: set[str] = set()
        self.bar = QTabBar()
        self.bar.setAccessibleName("What is on record")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.evidence = EvidenceTab(shell, forms)
        self.courses: TabTable[CourseLine] = TabTable(
            "Courses", course_columns(), lambda r: f"{r.title}, {'approved' if r.held else r.lacks}", self._course_deeds
        )
        self.assignments: TabTable[AssignmentLine] = TabTable(
            "Assignments",
            assignment_columns(),
            lambda r: f"{r.when}, {r.title}, {r.role}, {r.state}",
            self._assignment_deeds,
        )
        self.observations: TabTable[EvidenceLine] = TabTable(
            "Observations",
            observation_columns(),
            lambda r: f"{r.when}, {r.course}, {r.outcome}",
            self._observation_deeds,
        )
        self.availability = AvailabilityTab(shell)
        self.history = HistoryTab(shell)
        self.stack = QStackedWidget()
        for key in TABS:
            self.bar.addTab(key.capitalize())
            self.stack.addWidget(getattr(self, key))
        self.bar.currentChanged.connect(self._on_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Hairline())
        column.addWidget(self.stack, 1)

    def show_page(self, page: TrainerPage) -> None:
        """Show what is on record of this trainer."""
        self._page = page
        counts = {
            "evidence": sum(line.stands for line in page.evidence), "courses": sum(line.held for line in page.courses),
            "assignments": len(page.assignments), "observations": len(_seen(page)),
        }  # fmt: skip
        for place, key in enumerate(TABS):
            number = counts.get(key)
            self.bar.setTabText(place, f"{key.capitalize()} {number}" if number is not None else key.capitalize())
        self._filled = set()
        self._fill()

    def _fill(self) -> None:
        """Fill the tab that is shown; the others wait until they are."""
        page, key = self._page, self.tab()
        if page is None or key in self._filled:
            return
        self._filled.add(key)
        name = page.person.given_name or page.person.name
        match key:
            case "evidence":
                self.evidence.show_page(page)
            case "courses":
                self.courses.show_rows(page.courses, _no_courses)
            case "assignments":
                self.assignments.show_rows(page.assignments, lambda: self._no_assignment(name))
            case "observations":
                self.observations.show_rows(_seen(page), lambda: self._not_observed(name))
            case "availability":
                self.availability.show_page(page)
            case "history":
                self.history.ask(page.person.id)

    def _no_assignment(self, name: str) -> EmptyState:
        deed = ("Go to Allocation", lambda: self._shell.navigate("allocation"))
        return EmptyState(
            f"{name} is on no session", "Sessions are staffed on the allocation board.", [deed], "layout-grid"
        )

    def _not_observed(self, name: str) -> EmptyState:
        deed = ("Record observation", lambda: self.record(EvidenceKind.OBSERVED_DELIVERY))
        return EmptyState(
            f"{name} has not been observed yet", "An observed delivery is recorded as evidence.", [deed], "eye"
        )

    def tab(self) -> str:
        """The key of the tab that is shown."""
        return TABS[self.bar.currentIndex()]

    def go(self, key: str) -> None:
        """Show a tab."""
        if key in TABS:
            self.bar.setCurrentIndex(TABS.index(key))

    def extra_height(self) -> int:
        """What the tab that is shown needs beyond a table's least height."""
        form = self.evidence.form
        if self.tab() == "evidence":
            return form.sizeHint().height() if not form.isHidden() else 0
        return max(0, self.availability.sizeHint().height() - theme.scaled(160)) if self.tab() == "availability" else 0

    def focus_rows(self) -> None:
        """Put the keyboard on the rows of the tab that is shown."""
        if self.tab() == "availability":
            self.availability.focus_days()
            return
        tables = self.stack.findChildren(TableView)
        (next((one for one in tables if one.isVisible()), None) or self.bar).setFocus()

    def step(self, by: int) -> None:
        """Go to the next or last tab."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % len(TABS))

    def record(self, kind: EvidenceKind | None = None) -> None:
        """Open the form for evidence of a kind."""
        self.go("evidence")
        self.evidence.add(kind)

    def _on_tab(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._fill()

    def _course_deeds(self, line: CourseLine) -> Sequence[Deed]:
        if line.held:
            return (("Record a delivery", lambda: self.record(EvidenceKind.DELIVERY)),)
        briefed = line.begun and not line.lacks.startswith("Briefing to do")
        next_step = (
            ("Record co-delivery", lambda: self.record(EvidenceKind.CO_DELIVERY))
            if briefed
            else ("Record briefing", lambda: self.record(EvidenceKind.COURSE_BRIEFING))
        )
        return (next_step, ("Record a decision", lambda: self.record(EvidenceKind.EQUIVALENCE)))

    def _assignment_deeds(self, line: AssignmentLine) -> Sequence[Deed]:
        assert self._page is not None
        opens = ("Open the session", lambda: self._shell.navigate("programme", line.session_id))
        if line.state not in {"offered", "proposed"}:
            return (opens,)
        trainer, name = self._page.person.id, self._page.person.given_name or self._page.person.name
        return (
            opens,
            (f"{name} accepts", lambda: self._answer(line, trainer, accepted=True)),
            (f"{name} declines", lambda: self._answer(line, trainer, accepted=False)),
        )

    def _answer(self, line: AssignmentLine, trainer: str, *, accepted: bool) -> None:
        self._shell.do(respond, line.session_id, trainer, accepted)

    def _observation_deeds(self, line: EvidenceLine) -> Sequence[Deed]:
        def show() -> None:
            self.go("evidence")
            self.evidence.choose({line.id})

        return (("Show among evidence", show),)


def _seen(page: TrainerPage) -> list[EvidenceLine]:
    return [line for line in page.evidence if line.kind is EvidenceKind.OBSERVED_DELIVERY and line.stands]


def _no_courses() -> EmptyState:
    return EmptyState("The pool has no courses yet", "They come with the programme.", icon="book-open")
