"""The page of one trainer: head, path, what keeps the approval, courses, and the tabs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QVBoxLayout, QWidget

from trainerpool.domain.dates import add_months
from trainerpool.gui import theme
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.labels import Pane
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.trainer.courses_strip import CoursesStrip
from trainerpool.gui.screens.trainer.day_banner import DayBanner
from trainerpool.gui.screens.trainer.head import TrainerHead
from trainerpool.gui.screens.trainer.keeps import KeepsPane
from trainerpool.gui.screens.trainer.page_deeds import PageDeeds
from trainerpool.gui.screens.trainer.path_pane import PathPane
from trainerpool.gui.screens.trainer.statement_file import save_statement
from trainerpool.gui.screens.trainer.summary_line import SummaryLine
from trainerpool.gui.screens.trainer.tabs import TabsPane
from trainerpool.gui.screens.trainer.why import WhyPane
from trainerpool.gui.screens.trainers.words import Visit
from trainerpool.gui.shell import Shell
from trainerpool.operations.agreements import renew_agreements
from trainerpool.queries.trainer_page import TrainerPage, trainer_page

_LEAST_TABS = 204
_AFTER_LAYOUT_MS = 20


class TrainerScreen(Screen):
    """Told whom to show by a Visit or an id; leafs through the list it came from."""

    shows = frozenset({
        "person", "former_name", "membership", "agency", "course", "evidence", "policy", "setting", "weekday_pattern", "unavailability", "exclusion",
        "allocation", "allocation_step", "training_session", "session_part", "visit", "observation", "observation_action",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Trainer")
        self.visit = Visit("")
        self.page: TrainerPage | None = None
        self._coming: TrainerPage | None = None
        self._day: date = shell.today()
        self._as_recorded = False
        self._wanted: Visit | None = None
        self._gone: QWidget | None = None
        self.more = QMenu(self)
        self.head = TrainerHead(shell, self.add_evidence, self.more)
        self.path, self.keeps, self.strip = PathPane(), KeepsPane(), CoursesStrip()
        self.tabs = TabsPane(shell, self._on_form)
        self.why = WhyPane(shell.today(), lambda: shell.navigate("settings", "policy"), self.print_statement)
        self._build()
        self._connect()
        shell.set_inspector(self.why)

    def _build(self) -> None:
        inner = Pane("surface")
        for widget, share in ((self.path, 0), (self.keeps, 0), (self.strip, 0), (self.tabs, 1)):
            inner.column.addWidget(widget, share)
        self.tabs.setMinimumHeight(theme.scaled(_LEAST_TABS))
        self.banner, self.summary = DayBanner(self.shell.today()), SummaryLine()
        self.summary.asked.connect(self.shell.show_inspector)
        inner.setMinimumWidth(theme.scaled(320))
        self.body = _scrolled(inner)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.head)
        self.column.addWidget(self.summary)
        self.column.addWidget(self.banner)
        self.column.addWidget(self.body, 1)
        self.head.hide()
        self.body.hide()

    def _connect(self) -> None:
        self.head.leafed.connect(self.leaf)
        self.path.opened.connect(self._show_evidence)
        self.keeps.wanted.connect(self.tabs.record)
        self.keeps.deliveries.opened.connect(self._show_month)
        self.strip.opened.connect(self._show_courses)
        self.why.asked.connect(self.ask_standing)
        self.why.mended.connect(self.tabs.record)
        self.banner.left.connect(lambda: self.ask_standing(self.shell.today()))
        self.banner.known.connect(lambda on: self.ask_standing(self._day, as_recorded=on))
        for part in (self.tabs.evidence.form, self.tabs.courses, self.tabs.assignments.strip):
            part.grew.connect(self._settle_tabs)
        self.tabs.assignments.strip.grew.connect(self._bring_tabs)
        self.tabs.bar.currentChanged.connect(lambda _: self._settle_tabs())
        self.tabs.bar.currentChanged.connect(lambda _: self._bring_tabs())
        for keys, run in (
            ("Ctrl+PgDown", lambda: self.tabs.step(1)),
            ("Ctrl+PgUp", lambda: self.tabs.step(-1)),
        ):
            made = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(run)
        deeds = PageDeeds(
            self.tabs.record, self.tabs.go, self._renew_today, lambda: self._open_tab("availability"),
            lambda: self._open_tab("details"), self.head.copy_mail,
            self.print_statement, self._ask_day, self._step_day, self.leaf,
        )  # fmt: skip
        for words, run in deeds.as_menu():
            self.more.addAction(words).triggered.connect(run)
        self.shell.set_commands(deeds.as_commands())

    # what the window asks

    def arrive(self, argument: object) -> None:
        """`argument`: a Visit, or the trainer's id."""
        visit = argument if isinstance(argument, Visit) else Visit(str(argument)) if argument else self.visit
        if not visit.trainer:
            self.shell.navigate("trainers")
            return
        if visit.trainer == self.visit.trainer and not visit.among:
            visit = Visit(visit.trainer, self.visit.among, self.visit.words, visit.tab, visit.adds)
        self.visit, self._wanted, self.page = visit, visit, None
        self._day = self.shell.today()
        self._as_recorded = False
        self.refresh()

    def refresh(self) -> None:
        """Ask for the trainer again; tab, selection, form and scroll stay."""
        if self.visit.trainer:
            self.shell.ask(
                trainer_page, self.visit.trainer, self._day, then=self._show, latest="page", owner=self,
                as_recorded=self._as_recorded,
            )  # fmt: skip

    def state(self) -> object:
        """As every page's, with the tab and the day the page speaks of."""
        return self.tabs.tab(), self._day, self._as_recorded, super().state()

    def recall(self, state: object) -> None:
        if isinstance(state, tuple):
            tab, day, as_recorded, rest = state
            if self._wanted is not None:  # just arrived: nothing was chosen since
                self._wanted = replace(self._wanted, tab=tab)
                self.tabs.go(tab)
                if (day, as_recorded) != (self._day, self._as_recorded):
                    self.ask_standing(day, as_recorded=as_recorded)
            super().recall(rest)

    def make_new(self) -> bool:
        self.add_evidence()
        return True

    def print_shown(self) -> bool:
        self.print_statement()
        return True

    def leave_step(self) -> bool:
        return self.tabs.leave_step()

    # showing

    def _show(self, page: TrainerPage | None) -> None:
        """Show the page part by part, so that no single turn of the event loop is long."""
        self._coming = page
        if self._gone is not None:
            self._gone.deleteLater()
            self._gone = None
        self.head.setVisible(page is not None)
        self.body.setVisible(page is not None)
        if page is None:
            self.page = None
            gone = _gone_notice(lambda: self.shell.navigate("trainers"))
            self._gone = stack(gone)
            self.column.addWidget(self._gone, 1)
            return
        self.setAccessibleName(page.person.name)
        self.head.show_page(page, self.visit)
        self.summary.show_page(page)
        self.banner.show_day(page.statement.on, as_recorded=self._as_recorded)
        self.path.show_page(page)
        self._then(page, self._show_keeps)

    def _then(self, page: TrainerPage, step: Callable[[TrainerPage], None]) -> None:
        """Go on with the next part, unless a newer page has come meanwhile."""
        QTimer.singleShot(1, self, lambda: step(page) if page is self._coming else None)

    def _show_keeps(self, page: TrainerPage) -> None:
        self.keeps.show_page(page)
        self.strip.show_page(page)
        self._then(page, self._show_tabs)

    def _show_tabs(self, page: TrainerPage) -> None:
        if self._wanted is not None and self._wanted.tab:
            self.tabs.go(self._wanted.tab)
        self.tabs.show_page(page)
        self._then(page, self._show_why)

    def _show_why(self, page: TrainerPage) -> None:
        self.why.show_statement(page.statement, page.mends)
        self.page = page
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted.adds:
            self.tabs.record()
        elif wanted is not None and not self._has_focus():
            self.tabs.focus_rows()
        self._settle_tabs()

    def _has_focus(self) -> bool:
        focused: QWidget | None = QApplication.focusWidget()
        return focused is not None and (self.isAncestorOf(focused) or self.why.isAncestorOf(focused))

    def ask_standing(self, day: date, *, as_recorded: bool = False) -> None:
        """Let the whole page speak of another day."""
        self._day, self._as_recorded = day, as_recorded and day < self.shell.today()
        self.refresh()

    def _step_day(self, months: int) -> None:
        self.ask_standing(add_months(self._day, months), as_recorded=self._as_recorded)

    def _ask_day(self) -> None:
        self.shell.show_inspector()
        self.why.on.setFocus(Qt.FocusReason.TabFocusReason)

    def leaf(self, step: int) -> None:
        """Go to the trainer before or after in the list."""
        among = self.visit.among
        if self.visit.trainer not in among:
            return
        place = among.index(self.visit.trainer) + step
        if 0 <= place < len(among):
            self.shell.navigate("trainer", Visit(among[place], among, self.visit.words))

    def _show_evidence(self, ids: tuple[str, ...]) -> None:
        self.tabs.go("evidence")
        self.tabs.evidence.choose(ids)

    def _show_courses(self) -> None:
        self.tabs.go("courses")
        self.tabs.courses.choose_next()
        self._bring_tabs()

    def _show_month(self, month: date) -> None:
        if self.page is not None and any(one.month == month and one.planned for one in self.page.months):
            self.tabs.go("assignments")
            return
        self.tabs.go("evidence")
        self.tabs.evidence.choose_month(month)

    # deeds

    def add_evidence(self) -> None:
        """Open the form for evidence."""
        self.tabs.record()

    def _renew_today(self) -> None:
        if self.page is not None:
            self.shell.do(renew_agreements, [self.page.person.id], self.shell.today())

    def _open_tab(self, key: str) -> None:
        self.tabs.go(key)
        self.tabs.focus_rows()

    def _on_form(self, shown: bool) -> None:
        self.head.add.set_kind("outlined" if shown else "filled")
        self._settle_tabs()
        self._bring_tabs()

    def _settle_tabs(self) -> None:
        """The tabs take what height they need; under it the whole page scrolls."""
        self.tabs.setMinimumHeight(theme.scaled(_LEAST_TABS) + self.tabs.extra_height())

    def _bring_tabs(self) -> None:
        """Bring a tab that is higher than its room to the top of what is seen."""
        if self.tabs.extra_height():
            QTimer.singleShot(_AFTER_LAYOUT_MS, self, lambda: self.body.verticalScrollBar().setValue(self.tabs.y()))

    def print_statement(self) -> None:
        """Save the statement of standing, as on the day that is shown."""
        if self.page is not None:
            save_statement(self.shell, self, self.page.person, self._day)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.summary.follow()
        self._settle_tabs()


def _scrolled(inner: QWidget) -> QScrollArea:
    """The body of the page: what does not fit scrolls as a whole."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inner)
    return made


def _gone_notice(back: Callable[[], None]) -> EmptyState:
    text = "The record was taken out, merged into another or undone."
    return EmptyState("This trainer is no longer in the pool", text, [("Go to Trainers", back)], "users")
