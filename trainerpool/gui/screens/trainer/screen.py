"""The page of one trainer: head, path, what keeps the approval, courses, and the tabs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QVBoxLayout, QWidget

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.gui import theme
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.labels import Pane
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.trainer.courses_strip import CoursesStrip
from trainerpool.gui.screens.trainer.head import TrainerHead
from trainerpool.gui.screens.trainer.keeps import KeepsPane
from trainerpool.gui.screens.trainer.path_pane import PathPane
from trainerpool.gui.screens.trainer.tabs import TabsPane
from trainerpool.gui.screens.trainer.why import WhyPane
from trainerpool.gui.screens.trainers.words import Visit
from trainerpool.gui.shell import Command, Shell
from trainerpool.operations.agreements import renew_agreements
from trainerpool.queries.trainer_page import Statement, TrainerPage, standing_statement, trainer_page

_LEAST_TABS = 236


class TrainerScreen(Screen):
    """Told whom to show by a Visit or an id; leafs through the list it came from."""

    shows = frozenset({
        "person", "former_name", "membership", "agency", "course", "evidence", "policy", "setting", "weekday_pattern", "unavailability",
        "allocation", "allocation_step", "training_session", "session_part",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Trainer")
        self.visit = Visit("")
        self.page: TrainerPage | None = None
        self._coming: TrainerPage | None = None
        self._day: date = shell.today()
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
        self.body = QScrollArea()
        self.body.setWidgetResizable(True)
        self.body.setFrameShape(QScrollArea.Shape.NoFrame)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setMinimumWidth(theme.scaled(320))
        self.body.setWidget(inner)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.head)
        self.column.addWidget(self.body, 1)
        self.head.hide()
        self.body.hide()

    def _connect(self) -> None:
        self.head.leafed.connect(self.leaf)
        self.path.opened.connect(self._show_evidence)
        self.keeps.wanted.connect(self.tabs.record)
        self.keeps.deliveries.opened.connect(self._show_month)
        self.strip.opened.connect(lambda: self.tabs.go("courses"))
        self.why.asked.connect(self.ask_standing)
        self.tabs.bar.currentChanged.connect(lambda _: self._settle_tabs())
        for keys, run in (
            ("Ctrl+PgDown", lambda: self.tabs.step(1)),
            ("Ctrl+PgUp", lambda: self.tabs.step(-1)),
        ):
            made = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(run)
        for words, run in (
            ("Record renewal of the release agreement", lambda: self.tabs.record(EvidenceKind.RELEASE_AGREEMENT)),
            ("Record absence", self._record_absence),
            ("Copy e-mail address", self.head.copy_mail),
            ("Print this statement", self.print_statement),
            ("Show history", lambda: self.tabs.go("history")),
        ):
            self.more.addAction(words).triggered.connect(run)
        self.shell.set_commands([
            Command("Add evidence", self.add_evidence, "This trainer", "", "plus"),
            Command("Record the agreement as renewed today", self._renew_today, "This trainer", "", "file-check"),
            Command("Record absence", self._record_absence, "This trainer", "", "calendar-days"),
            Command("Print this statement", self.print_statement, "This trainer", "", "file-text"),
            Command("Next trainer in the list", lambda: self.leaf(1), "This trainer", "Alt+Down"),
            Command("Trainer before in the list", lambda: self.leaf(-1), "This trainer", "Alt+Up"),
        ])  # fmt: skip

    # what the window asks

    def arrive(self, argument: object) -> None:
        """`argument`: a Visit, or the trainer's id."""
        visit = argument if isinstance(argument, Visit) else Visit(str(argument)) if argument else self.visit
        if not visit.trainer:
            self.shell.navigate("trainers")
            return
        if visit.trainer == self.visit.trainer and not visit.among:
            visit = Visit(visit.trainer, self.visit.among, self.visit.words, visit.tab, visit.adds)
        self.visit, self._wanted = visit, visit
        self._day = self.shell.today()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the trainer again; tab, selection, form and scroll stay."""
        if self.visit.trainer:
            today = self.shell.today()
            self.shell.ask(trainer_page, self.visit.trainer, today, then=self._show, latest="page", owner=self)

    def make_new(self) -> bool:
        self.add_evidence()
        return True

    def print_shown(self) -> bool:
        self.print_statement()
        return True

    def leave_step(self) -> bool:
        return self.tabs.evidence.close_form()

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
            back = [("Go to Trainers", lambda: self.shell.navigate("trainers"))]
            gone = EmptyState(
                "This trainer is no longer in the pool", "The record was taken out or undone.", back, "users"
            )
            self._gone = stack(gone)
            self.column.addWidget(self._gone, 1)
            return
        self.setAccessibleName(page.person.name)
        self.head.show_page(page, self.visit)
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
        if self._day == self.shell.today():
            self.why.show_statement(page.statement)
        else:
            self.ask_standing(self._day)
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

    def ask_standing(self, day: date) -> None:
        """Say in the inspector where the trainer stands on another day."""
        self._day = day

        def arrived(said: Statement | None) -> None:
            if said is not None and said.on == self._day:
                self.why.show_statement(said)

        today = self.shell.today()
        self.shell.ask(standing_statement, self.visit.trainer, day, today, then=arrived, latest="why", owner=self)

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

    def _record_absence(self) -> None:
        self.tabs.go("availability")
        self.tabs.availability.start.setFocus()

    def _on_form(self, shown: bool) -> None:
        self.head.add.set_kind("outlined" if shown else "filled")
        self._settle_tabs()

    def _settle_tabs(self) -> None:
        """The tabs take what height they need; under it the whole page scrolls."""
        form = self.tabs.evidence.form
        extra = form.sizeHint().height() if not form.isHidden() and self.tabs.tab() == "evidence" else 0
        self.tabs.setMinimumHeight(theme.scaled(_LEAST_TABS) + extra)
        if extra:
            self.body.ensureWidgetVisible(self.tabs.bar, 0, 0)

    def print_statement(self) -> None:
        """Save the statement of standing, as on the day that is shown."""
        if self.page is None:
            return
        name, trainer, day, today = self.page.person.name, self.page.person.id, self._day, self.shell.today()

        def chosen(path: Path | None) -> None:
            if path is None:
                return

            def write(desk: Any) -> Path:
                from trainerpool.reports.registry import write_report

                write_report(desk.ask, "standing-statement", (day, day), path, today, trainer=trainer)
                return path

            def written(made: Path) -> None:
                self.shell.toast(f"{made.name} written.")

            self.shell.work(write, then=written, title=f"Writing {path.name}", reads=False, owner=self)

        kinds = ["PDF (*.pdf)", "Word (*.docx)", "Excel (*.xlsx)"]
        self.shell.dialogs.save_file(self, "Print this statement", f"Standing of {name}.pdf", kinds, chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_tabs()
