"""The tabs of one version: checklist, files, change note, learning, sessions, and who has read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton, QVBoxLayout

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Pane
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.materials.checklist_tab import ChecklistTab
from trainerpool.gui.screens.materials.file_deeds import FileDeeds
from trainerpool.gui.screens.materials.files_tab import FilesTab
from trainerpool.gui.screens.materials.note_tab import NoteTab
from trainerpool.gui.screens.materials.row_tabs import (
    LEARNING,
    READERS,
    SESSIONS,
    learning_says,
    reader_says,
    session_says,
)
from trainerpool.gui.screens.materials.words import pack_name
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.queries.material_page import AbsorbedRow, PackSessionRow, VersionPage
from trainerpool.queries.material_readers import ReaderRow

TABS = ("checklist", "files", "note", "learning", "sessions", "readers")
Do = Callable[[str, str], None]


class PackTabs(Pane):
    """`do(word, about)` does a deed of the page; `turned(tab)` when another tab is shown."""

    turned = Signal(str)

    def __init__(self, files: FileDeeds, do: Do) -> None:
        super().__init__("raised")
        self._do = do
        self.page: VersionPage | None = None
        self.bar = QTabBar()
        self.bar.setAccessibleName("What there is of this version")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.checklist = ChecklistTab()
        self.files = FilesTab(files)
        self.note = NoteTab(lambda: do("change", ""))
        self.learning: TabTable[AbsorbedRow] = TabTable(
            "Absorbed learning", LEARNING, learning_says, self._learning_deeds
        )
        self.sessions: TabTable[PackSessionRow] = TabTable("Sessions", SESSIONS, session_says, self._session_deeds)
        self.readers: TabTable[ReaderRow] = TabTable(
            "Read by", READERS, reader_says, self._reader_deeds, key=lambda row: row.person_id
        )
        self.absorb = Button("Absorb learning...", "link").does(lambda: do("absorb", ""))
        self.learning.add_link(self.absorb)
        self.tell = Button("Tell the trainers...", "link").does(lambda: do("tell", ""))
        self.readers.add_link(self.tell)
        self.stack = QStackedWidget()
        for key in TABS:
            self.bar.addTab(key)
            self.stack.addWidget(getattr(self, key))
        self.bar.currentChanged.connect(self._on_tab)
        for button in self.bar.findChildren(QToolButton):  # where the tabs have no room, Qt shows two arrows
            button.setToolTip("Tabs that have no room; there are none further this way where it cannot be pressed")
        holder = QVBoxLayout()
        holder.setContentsMargins(6, 0, 0, 0)
        holder.addWidget(self.bar)
        self.column.addLayout(holder)
        self.column.addWidget(Hairline())
        self.column.addWidget(self.stack, 1)

    def show_page(self, page: VersionPage) -> None:
        """Show this version; the tab and the rows in focus stay."""
        self.page = page
        judged = f"{page.judged} of {len(page.items)}" if page.items else ""
        read = sum(one.read_on is not None for one in page.readers)
        words = {
            "checklist": f"Checklist {judged}".strip(), "files": f"Files {len(page.files)}", "note": "Change note",
            "learning": f"Absorbed learning {len(page.absorbed)}", "sessions": f"Sessions {len(page.sessions)}",
            "readers": f"Read by {read}",
        }  # fmt: skip
        for place, key in enumerate(TABS):
            if self.bar.tabText(place) != words[key]:
                self.bar.setTabText(place, words[key])
        self._fit()
        self.checklist.show_page(page, lambda: self._no_checklist(page))
        self.files.show_page(page)
        self.note.show_page(page)
        self.learning.show_rows(page.absorbed, _no_learning)
        self.sessions.show_rows(page.sessions, lambda: _no_sessions(page))
        self.readers.show_rows(page.readers, lambda: _no_readers(page))
        self.tell.setVisible("tell" in page.may)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the tabs have no room, the longest of them goes by its short name."""
        place, wide = TABS.index("learning"), self.width() - 12
        number = len(self.page.absorbed) if self.page is not None else 0
        self.bar.setTabText(place, f"Absorbed learning {number}")
        if self.bar.sizeHint().width() > wide:
            self.bar.setTabText(place, f"Learning {number}")

    def tab(self) -> str:
        """The key of the tab that is shown."""
        return TABS[self.bar.currentIndex()]

    def go(self, key: str) -> None:
        """Show a tab."""
        if key in TABS:
            self.bar.setCurrentIndex(TABS.index(key))

    def step(self, by: int) -> None:
        """Go to the next or last tab; the keyboard comes along."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % len(TABS))
        self.focus_rows()

    def focus_rows(self) -> None:
        """Put the keyboard on the rows of the tab that is shown, or on the tabs where it has none."""
        shown = self.stack.currentWidget()
        if isinstance(shown, TabTable):
            if shown.model.rowCount():
                shown.table.setFocus()
            else:
                self.bar.setFocus()
        elif isinstance(shown, ChecklistTab | FilesTab | NoteTab):
            shown.focus_rows()

    def _on_tab(self, place: int) -> None:
        self.checklist.pane.keep()
        self.stack.setCurrentIndex(place)
        self.turned.emit(TABS[place])

    # deeds of rows

    def _learning_deeds(self, row: AbsorbedRow) -> Sequence[Deed]:
        if self.page is None:
            return ()
        return (("Take it out", lambda: self._do("unabsorb", row.learning_point_id)),)

    def _session_deeds(self, row: PackSessionRow) -> Sequence[Deed]:
        return (
            ("Open the session", lambda: self._do("session", row.id)),
            ("Planned and delivered with...", lambda: self._do("material", row.id)),
        )

    def _reader_deeds(self, row: ReaderRow) -> Sequence[Deed]:
        made: list[Deed] = []
        if row.read_on is None:
            made.append(("Has read it...", lambda: self._do("read", row.person_id)))
            if row.told_on is None and self.page is not None and "tell" in self.page.may:
                made.append(("Record as told", lambda: self._do("told", row.person_id)))
        made.append((f"Open {row.name}", lambda: self._do("trainer", row.person_id)))
        return made

    # where there is nothing

    def _no_checklist(self, page: VersionPage) -> EmptyState:
        name = pack_name(page.version)
        if "start_review" in page.may:
            deed = [("Begin the review...", lambda: self._do("start_review", ""))]
            return EmptyState(
                f"{name} waits for its review",
                "Somebody who is not the author reads it against the checklist.",
                deed,
                "file-clock",
            )
        if "submit" in page.may:
            deed = [("Send to review...", lambda: self._do("submit", ""))]
            missing = (
                f"Still missing in it: {', '.join(page.missing)}."
                if page.missing
                else "Everything that is expected is there."
            )
            return EmptyState(f"{name} is a draft", f"It is reviewed once it is sent. {missing}", deed, "pencil")
        return EmptyState(
            f"No review of {name} is on record", "It came in without one, or was never reviewed here.", icon="file-text"
        )


def _no_learning() -> EmptyState:
    return EmptyState(
        "No learning is named yet", "Local reviews, audits and national briefings belong here.", icon="lightbulb"
    )


def _no_sessions(page: VersionPage) -> EmptyState:
    return EmptyState(
        f"No session of {page.version.course}", "Sessions are planned in the programme.", icon="calendar-days"
    )


def _no_readers(page: VersionPage) -> EmptyState:
    state = page.version.state.value
    text = (
        "Trainers of coming sessions are listed once it is approved."
        if state in ("draft", "in review")
        else "No trainer has a coming session with it."
    )
    return EmptyState("Nobody has to read it now", text, icon="users")
