"""The page of trainer packs: courses and versions beside it, one version with its review in the middle, why and what next at the right."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout

from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.page import Screen
from trainerpool.gui.screens.materials.about import about_course, about_version
from trainerpool.gui.screens.materials.commands import commands, menu_of
from trainerpool.gui.screens.materials.doing import PackDoing
from trainerpool.gui.screens.materials.head import PackHead
from trainerpool.gui.screens.materials.loading import ShownMaterials, load
from trainerpool.gui.screens.materials.middle import PackMiddle
from trainerpool.gui.screens.materials.pack_tabs import TABS, PackTabs
from trainerpool.gui.screens.materials.side import MaterialsSide
from trainerpool.gui.shell import Shell

_SETTLES_MS = 40


class MaterialsScreen(Screen):
    """Told whom to show by an id of a course or version, or (version, tab); Ctrl+Page Up and Down turn its tabs."""

    shows: ClassVar[frozenset[str]] = frozenset({
        "framework", "course_level", "material_version", "material_review", "review_judgement", "kept_file", "trigger", "trigger_flag",
        "learning_point", "absorbed_learning", "acknowledgement", "course", "training_session", "session_part", "allocation",
        "person", "policy", "setting",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Materials")
        self.shown: ShownMaterials | None = None
        self._course = self._version = self._reading = ""
        self._form: FormPane | None = None
        self._form_of = ""
        self._wanted_tab = ""
        self._has_come = False
        self.doing = PackDoing(shell, self, self.show_form, self.go, self.choose_version)
        self.head = PackHead(self.doing.do, self.go, lambda: self.show_side(not self.middle.has_side))
        self.side = MaterialsSide()
        self.tabs = PackTabs(self.doing.files, self.doing.do)
        self.middle = PackMiddle(self.side, self.tabs)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.middle, 1)
        self.resting = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.resting.timeout.connect(self.refresh)
        self.side.course_chosen.connect(self._on_course)
        self.side.version_chosen.connect(self._on_version)
        self.side.opened.connect(self._on_opened)
        for asked in (self.side.asked_course_menu, self.side.asked_version_menu):
            asked.connect(lambda _key, point: self._open_menu(point))
        self.tabs.checklist.judged.connect(self.doing.judge)
        self.tabs.checklist.kept.connect(self.doing.keep)
        self.tabs.checklist.answered.connect(self.doing.answer)
        self.tabs.checklist.turned.connect(self._on_reading)
        # The keys of deeds are those of the palette's entries, which stand in the menu of the page.
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self.tabs.step, by))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # a form in the inspector has its own
            finish = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            finish.activated.connect(self._finish)

    # what the window asks

    def arrive(self, argument: object) -> None:
        """`argument`: the id of a course or a version, or a pair of one and the tab to show."""
        wanted, tab = argument if isinstance(argument, tuple) and len(argument) == 2 else (argument, "")
        self._wanted_tab = str(tab)
        if isinstance(wanted, str) and wanted:
            courses = (
                {key for row in self.shown.courses for key in (row.id, row.code)} if self.shown is not None else set()
            )
            self._course, self._version = (wanted, "") if wanted in courses else ("", wanted)
            if self.shown is None:
                self._course = wanted
            self._has_come = False
            self.refresh()
        elif self.shown is not None:
            self._focus()

    def refresh(self) -> None:
        """Ask again; what is chosen, the tab, the rows and the scroll stay."""
        course, version, reading, today = self._course, self._version, self._reading, self.shell.today()
        self.shell.work(
            lambda desk: load(desk, course, version or course, today, reading), then=self._show, latest="materials", owner=self
        )  # fmt: skip

    def focus_search(self) -> bool:
        if self.middle.is_narrow:
            self.show_side(True)
        self.side.begin_search()
        return True

    def make_new(self) -> bool:
        self.doing.do("new")
        return True

    def leave_step(self) -> bool:
        """Esc: leave a form, the fields of an item, the search, the list that lies over a narrow page."""
        if self._form is not None:
            self.show_form(None)
            return True
        if self.tabs.checklist.leave_step() or self.side.leave_search():
            return True
        if self.middle.is_narrow and self.middle.has_side:
            self.show_side(False)
            return True
        return False

    # what is shown

    def _show(self, shown: ShownMaterials) -> None:
        before = self.shown
        self.shown = self.doing.shown = shown
        course, page = shown.course, shown.page
        self._course = course.id if course is not None else ""
        self._version = page.version.id if page is not None else ""
        self.side.show_rows(shown.courses, self._course, shown.versions, self._version, self.shell.today())
        self.head.show_version(shown)
        self.middle.show_version(shown, lambda: self.doing.do("new"), self.shell.navigate)
        if page is not None:
            other = before is None or before.page is None or before.page.version.id != page.version.id
            if self._wanted_tab in TABS:
                self.tabs.go(self._wanted_tab)
            elif other and page.version.state.value != "in review" and page.review is None:
                self.tabs.go("files")
            self._wanted_tab = ""
        self._settle()
        self._tell()
        self.shell.set_commands(commands(shown, self.doing.do, self.go, self.tabs.go))
        if not self._has_come:
            self._has_come = True
            self._focus(at_first=True)

    def _tell(self) -> None:
        """Tell of the version in the inspector, unless a form lies over it that is about the same one."""
        shown = self.shown
        if shown is None:
            return
        if self._form is not None:
            if self._form_of == self._about() or not self._form.is_about_rows:
                return
            self._form.setEnabled(False)
            self._form = None
        if shown.page is not None:
            self.shell.set_inspector(
                about_version(shown, self.doing.do, lambda one: self.shell.navigate("programme", one))
            )
        else:
            self.shell.set_inspector(about_course(shown, self.doing.do) if shown.course is not None else None)

    def show_form(self, form: FormPane | None) -> None:
        """Lay a form over the inspector; None takes it away, and the version is told of again."""
        had, self._form = self._form, form
        if had is not None:
            had.setEnabled(False)
        if form is not None:
            self._form_of = self._about()
            self.shell.set_inspector(form)
            self.shell.show_inspector(True)
            if form.first is not None:
                form.first.setFocus()
        elif had is not None:
            self._tell()
            self._focus(rows=True)

    def _about(self) -> str:
        return f"{self._course} {self._version}"

    # going about

    def go(self, what: str) -> None:
        """Go to a tab, or to what wants something next."""
        if what == "next":
            was_here = self.tabs.checklist.is_in_use()
            self.tabs.go("checklist")
            if not self.tabs.checklist.go_to_next(after_this=was_here):
                self.shell.toast("Nothing on the checklist waits.")
            return
        self.tabs.go(what)
        self.tabs.focus_rows()

    def choose_version(self, version: str) -> None:
        """Show another version; the page follows where its course is another."""
        self._course, self._version, self._has_come = "", version, False
        self.refresh()

    def _on_course(self, course: str) -> None:
        self._keep_typed()
        self._course, self._version = course, ""
        self.resting.start()

    def _on_version(self, version: str) -> None:
        self._keep_typed()
        self._version = version
        self.resting.start()

    def _on_reading(self, review: str) -> None:
        self._keep_typed()
        self._reading = review
        self.resting.start()

    def _keep_typed(self) -> None:
        self.tabs.checklist.pane.keep()

    def _finish(self) -> None:
        """Ctrl+Enter: keep the note that is being written, else the filled deed."""
        if not self.tabs.checklist.pane.finish():
            self.head.finish()

    def _on_opened(self) -> None:
        """Enter in a list beside: on to the version itself."""
        if self.middle.is_narrow:
            self.show_side(False)
        self.middle.focus_rows()

    def _open_menu(self, point: QPoint) -> None:
        if self.shown is not None:
            self.menu().popup(point)

    def _focus(self, *, rows: bool = False, at_first: bool = False) -> None:
        if not self.isVisible() or self._form is not None:
            return
        focused = QApplication.focusWidget()
        if not (rows or at_first) and focused is not None and self.isAncestorOf(focused):
            return
        is_busy = self.shown is not None and self.shown.page is not None and bool(self.shown.page.items)
        if rows or is_busy or not self.side.isVisible():
            self.middle.focus_rows()
        else:
            self.side.courses.setFocus()

    # in narrow windows

    def show_side(self, shown: bool) -> None:
        """In a narrow page, show the courses instead of the version."""
        self.middle.has_side = shown
        self._settle()
        if shown:
            self.side.courses.setFocus()
        else:
            self.middle.focus_rows()

    def _settle(self) -> None:
        self.middle.fit(self.width())
        self.head.fold_to(narrow=self.middle.is_narrow, side_is_shown=self.middle.is_narrow and self.middle.has_side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def hideEvent(self, event: object) -> None:
        self._keep_typed()
        super().hideEvent(event)  # type: ignore[arg-type]

    def menu(self) -> QMenu:
        """Every deed of the version shown."""
        assert self.shown is not None
        return menu_of(self, self.shown, self.doing.do)
