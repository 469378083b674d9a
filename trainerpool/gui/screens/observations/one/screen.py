"""One observation as a page: its tabs, and beside them how it stands and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import Fact, PageHeader
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.observations.one.tabs import AgreedTab, JudgementsTab, NotesTab, RevisionsTab
from trainerpool.gui.screens.observations.record_deeds import RecordDeeds
from trainerpool.gui.screens.observations.record_pane import RecordPane
from trainerpool.gui.screens.observations.words import day_of, judged_in_words
from trainerpool.gui.shell import Command, Shell
from trainerpool.queries.observations_page import ObservationPage, observation


class ObservationScreen(Screen):
    """`arrive(observation)`."""

    shows = frozenset({
        "visit", "observation", "timed_note", "judgement", "strength", "observation_action", "observation_revision", "person", "course",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Observation")
        self.key, self.page = "", None
        self._form: FormPane | None = None
        self.deeds = RecordDeeds(shell, self, self._show_form)
        self.form = Button("Judgements and notes").does(self._observe)
        self.header = PageHeader("Observation", (), [self.form])
        self.judgements, self.notes, self.agreed, self.revisions = (
            JudgementsTab(),
            NotesTab(),
            AgreedTab(),
            RevisionsTab(),
        )
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.tabBar().setAccessibleName("Parts of the observation")
        for widget, words in (
            (self.judgements, "Judgements"),
            (self.agreed, "Agreed and answered"),
            (self.notes, "Timed notes"),
            (self.revisions, "Revisions"),
        ):
            self.tabs.addTab(widget, words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.tabs, 1)
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            turn = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(lambda by=by: self._step(by))

    page: ObservationPage | None

    def arrive(self, argument: object) -> None:
        if isinstance(argument, str) and argument and argument != self.key:
            self.key, self.page, self._form = argument, None, None
        self.refresh()

    def refresh(self) -> None:
        """Ask for the observation again; the tab and what is chosen in it stay."""
        if self.key:
            self.shell.ask(observation, self.key, self.shell.today(), then=self._show, latest="observation", owner=self)

    def leave_step(self) -> bool:
        if self._form is not None:
            self._leave_form()
            return True
        return False

    def print_shown(self) -> bool:
        """Ctrl+P: the written copy."""
        if self.page is None:
            return False
        from trainerpool.gui.screens.observations.papers import save_copy

        save_copy(self.shell, self, self.page)
        return True

    def _show(self, page: ObservationPage | None) -> None:
        if page is None:
            self.shell.set_inspector(
                stack(
                    EmptyState(
                        "This observation is no longer there",
                        "It was taken back.",
                        [("Back to the list", self._list)],
                        "eye",
                    )
                )
            )
            return
        first, self.page = self.page is None, page
        row = page.row
        self.header.set_title(row.trainer)
        facts: list[Fact] = [
            ("Observations", self._list),
            ": ",
            f"{row.course_title or row.course or 'no course'}, {day_of(row)}. ",
        ]
        if row.observer:
            facts.append(f"Observer {row.observer}. ")
        if row.criteria:
            facts.append(f"{judged_in_words(row)}. ")
        facts.append(("Open the trainer", lambda: self.shell.navigate("trainer", row.person_id)))
        self.header.set_summary(facts)
        self.form.setVisible(page.visit is not None and page.submitted_on is None)
        for tab in (self.judgements, self.notes, self.agreed, self.revisions):
            tab.show_page(page)
        number = len(page.revisions)
        self.tabs.setTabText(3, f"Revisions {number}" if number else "Revisions")
        self.tabs.setTabText(2, f"Timed notes {len(page.notes)}" if page.notes else "Timed notes")
        if self._form is None:
            self._tell(page)
        if first and self.isVisible():
            self.judgements.table.setFocus()

    def _tell(self, page: ObservationPage) -> None:
        self.shell.set_inspector(RecordPane(page, self.deeds, self.shell.today(), is_whole=True))
        self.shell.set_commands([
            *(Command(words, run, page.row.trainer, "", "eye") for words, run in self.deeds.entries(page)),
            Command("All observations", self._list, "Observations", "", "eye"),
        ])  # fmt: skip

    def _show_form(self, make: Callable[[Callable[[], None]], FormPane]) -> None:
        self._form = make(self._leave_form)
        self.shell.set_inspector(self._form)
        self.shell.show_inspector()

    def _leave_form(self) -> None:
        self._form = None
        self.tabs.currentWidget().setFocus()
        if self.page is not None:
            self._tell(self.page)
        self.refresh()

    def _observe(self) -> None:
        if self.page is not None:
            self.deeds.observe(self.page)

    def _list(self) -> None:
        self.shell.navigate("observations", self.key)

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex(min(max(self.tabs.currentIndex() + by, 0), self.tabs.count() - 1))
