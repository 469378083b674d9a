"""The tabs of a trainer's page, with their counts and their empty states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.gui import theme
from trainerpool.gui.parts.labels import Hairline
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainer.assignments_tab import AssignmentsTab
from trainerpool.gui.screens.trainer.availability_tab import AvailabilityTab
from trainerpool.gui.screens.trainer.columns import observation_columns
from trainerpool.gui.screens.trainer.courses_tab import CoursesTab
from trainerpool.gui.screens.trainer.details_tab import DetailsTab
from trainerpool.gui.screens.trainer.development_tab import DevelopmentTab
from trainerpool.gui.screens.trainer.evidence_tab import EvidenceTab
from trainerpool.gui.screens.trainer.history_tab import HistoryTab
from trainerpool.gui.screens.trainer.observed_strip import ObservedStrip
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.trainer_evidence import EvidenceLine
from trainerpool.queries.trainer_page import TrainerPage

TABS = ("evidence", "courses", "assignments", "observations", "availability", "development", "details", "history")

_LATER = frozenset({"availability", "development", "details", "history"})

_WHOLE = 120  # the room under a table in which the row chosen is told whole


Tab = TypeVar("Tab", bound=QWidget)


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
        self.courses = CoursesTab(shell, self.record)
        self.assignments = AssignmentsTab(shell)
        self.observations: TabTable[EvidenceLine] = TabTable(
            "Observations",
            observation_columns(),
            lambda r: f"{r.when}, {r.course}, {r.outcome}",
            self._observation_deeds,
        )
        self.observed = ObservedStrip(shell)
        self.observations.column.insertWidget(0, self.observed)
        self.stack = QStackedWidget()
        for key in TABS:
            self.bar.addTab(key.capitalize())
            self.stack.addWidget(QWidget() if key in _LATER else getattr(self, key))
        self.bar.currentChanged.connect(self._on_tab)
        self._give_room()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Hairline())
        column.addWidget(self.stack, 1)

    # Built when first shown, so that the page itself is there sooner.

    @cached_property
    def availability(self) -> AvailabilityTab:
        """The year, painted."""
        return self._put("availability", AvailabilityTab(self._shell))

    @cached_property
    def development(self) -> DevelopmentTab:
        """Development events."""
        return self._put("development", DevelopmentTab(self._shell, self._correct, self._take_back))

    @cached_property
    def details(self) -> DetailsTab:
        """Names, agency and contacts."""
        return self._put("details", DetailsTab(self._shell, self.record))

    @cached_property
    def history(self) -> HistoryTab:
        """What the trail has of this trainer."""
        return self._put("history", HistoryTab(self._shell, self._correct))

    def _put(self, key: str, tab: Tab) -> Tab:
        place = TABS.index(key)
        instead, shown = self._tab_at(place), self.stack.currentIndex()
        self.stack.removeWidget(instead)
        instead.deleteLater()
        self.stack.insertWidget(place, tab)
        self.stack.setCurrentIndex(shown)
        return tab

    def _tab_at(self, place: int) -> QWidget:
        tab = self.stack.widget(place)
        assert tab is not None
        return tab

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
                self.courses.show_page(page)
            case "assignments":
                self.assignments.show_page(page)
            case "development":
                self.development.show_page(page)
            case "observations":
                self.observations.show_rows(_seen(page), lambda: self._not_observed(name))
                self.observed.show_person(page.person.id)
            case "availability":
                self.availability.show_page(page)
            case "details":
                self.details.show_page(page)
            case "history":
                self.history.ask(page.person.id)

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

    def leave_step(self) -> bool:
        """Leave what is open in a tab; False where nothing was."""
        return self.evidence.close_form() or self.assignments.strip.leave()

    def extra_height(self) -> int:
        """What the tab that is shown needs beyond a table's least height."""
        match self.tab():
            case "evidence":
                return _height(self.evidence.form)
            case "assignments":
                return _height(self.assignments.strip)
            case "courses":
                return _height(self.courses.way)
            case "observations":
                return _height(self.observed)
            case "history":
                return theme.scaled(_WHOLE)
            case "details":
                return max(0, self.details.sizeHint().height() - theme.scaled(160))
            case "availability":
                return max(0, self.availability.sizeHint().height() - theme.scaled(160))
        return 0

    def focus_rows(self) -> None:
        """Put the keyboard on the rows of the tab that is shown."""
        if self.tab() in ("availability", "details"):
            (self.availability.focus_days if self.tab() == "availability" else self.details.focus_form)()
            return
        tables = self.stack.findChildren(TableView)
        (next((one for one in tables if one.isVisible()), None) or self.bar).setFocus()

    def step(self, by: int) -> None:
        """Go to the next or last tab; the keyboard comes along to its rows."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % len(TABS))
        self.focus_rows()

    def record(self, kind: EvidenceKind | None = None, course: str = "") -> None:
        """Open the form for evidence of a kind, for a course where one is given."""
        self.go("evidence")
        self.evidence.add(kind, course)

    def _on_tab(self, place: int) -> None:
        getattr(self, TABS[place])
        self.stack.setCurrentIndex(place)
        self._give_room()
        self._fill()

    def _give_room(self) -> None:
        """Only the tab that is shown says how high it wants to be."""
        for place in range(self.stack.count()):
            tab = self._tab_at(place)
            policy = QSizePolicy.Policy.Preferred if tab is self.stack.currentWidget() else QSizePolicy.Policy.Ignored
            tab.setSizePolicy(policy, policy)
        self.stack.updateGeometry()

    def _correct(self, key: str) -> bool:
        """Correct an item where it stands; False where none of this id does."""
        stands = self._page is not None and any(one.id == key and one.stands for one in self._page.evidence)
        if stands:
            self.go("evidence")
            self.evidence.correct(key)
        return stands

    def _take_back(self, key: str) -> None:
        self.go("evidence")
        self.evidence.take_back(key)

    def _observation_deeds(self, line: EvidenceLine) -> Sequence[Deed]:
        def show() -> None:
            self.go("evidence")
            self.evidence.choose({line.id})

        return (("Show among evidence", show),)


def _height(part: QWidget) -> int:
    return part.sizeHint().height() if not part.isHidden() else 0


def _seen(page: TrainerPage) -> list[EvidenceLine]:
    return [line for line in page.evidence if line.kind is EvidenceKind.OBSERVED_DELIVERY and line.stands]
