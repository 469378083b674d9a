"""Does what the person wishes of a version: by a form over the inspector, a dialog, or at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.screens.materials import around_forms, pack_forms
from trainerpool.gui.screens.materials.file_deeds import FileDeeds
from trainerpool.gui.screens.materials.loading import ShownMaterials
from trainerpool.gui.screens.materials.pack_deeds import deeds_of
from trainerpool.gui.screens.materials.words import pack_name
from trainerpool.gui.shell import Question, Shell
from trainerpool.gui.workplace import kinds_of
from trainerpool.operations import materials as deeds
from trainerpool.problem import Problem
from trainerpool.queries.frameworks import frameworks
from trainerpool.queries.material_learning import learning_points, triggers
from trainerpool.queries.material_page import VersionPage

_PIXELS_PER_INCH = 84.0


class PackDoing(QObject):
    """`show` lays a form over the inspector; `go(what)` goes to a tab or to what wants something next."""

    def __init__(
        self, shell: Shell, owner: QWidget, show: Callable[[FormPane | None], None], go: Callable[[str], None],
        chosen: Callable[[str], None],
    ) -> None:  # fmt: skip
        super().__init__(owner)
        self._shell, self._owner, self._show, self._go, self._chosen = shell, owner, show, go, chosen
        self.shown: ShownMaterials | None = None
        self.files = FileDeeds(shell, owner, show)

    def do(self, word: str, about: str = "") -> None:
        """Do one deed by its word; `about` is the flag, trainer, session or version it is for."""
        if word in ("principles", "checks"):
            self._frameworks(word)
            return
        if word == "triggers":
            self._shell.navigate("triggers")
            return
        shown = self.shown
        if shown is None or shown.course is None:
            return
        if word in ("new", "trigger"):
            self._begin(shown, word)
            return
        if word == "course":
            self._shell.navigate("settings", f"courses {shown.course.id}")
            return
        page = shown.page
        if page is None:
            return
        why_not = next((one.why_not for one in deeds_of(page) if one.word == word), "")
        if why_not:
            self._shell.problem(
                Problem(f"{pack_name(page.version)} cannot be approved yet. {why_not}.", kept="Nothing was changed.")
            )
            return
        form = self._form(page, shown, word, about)
        if form is not None:
            self._show(form)
        else:
            self._at_once(page, word, about)

    def _begin(self, shown: ShownMaterials, word: str) -> None:
        course = shown.course
        assert course is not None
        if word == "new":
            form = pack_forms.new_version(self._shell, course, shown.versions, shown.person, self._left)
            form.then = lambda done: self._chosen(str(done.result))
        else:
            form = around_forms.trigger(self._shell, shown.courses, course.id, self._shell.today(), self._left)
        self._show(form)

    def _form(self, page: VersionPage, shown: ShownMaterials, word: str, about: str) -> FormPane | None:
        shell, today, left = self._shell, self._shell.today(), self._left
        match word:
            case "change" | "renumber":
                return (pack_forms.change_version if word == "change" else pack_forms.renumber)(shell, page, left)
            case "submit":
                return pack_forms.submit(shell, page, today, left)
            case "start_review":
                return pack_forms.start_review(shell, page, shown.person, today, left)
            case "return" | "break_off":
                return (pack_forms.give_back if word == "return" else pack_forms.break_off)(shell, page, today, left)
            case "approve":
                return pack_forms.approve(shell, page, shown.person, today, left)
            case "withdraw":
                return pack_forms.withdraw(shell, page, today, left)
            case "extend":
                row = next((one for one in shown.versions if one.id == about), page.version)
                return pack_forms.extend(
                    shell, row.id, pack_name(row), row.extended_until or row.review_due, today, left
                )
            case "settle":
                flag = next((one for one in page.flags if one.id == about), None)
                return around_forms.settle(shell, flag, shown.versions, today, left) if flag is not None else None
            case "read":
                reader = next((one for one in page.readers if one.person_id == about), None)
                return around_forms.has_read(shell, page, reader, today, left) if reader is not None else None
            case "material":
                session = next((one for one in page.sessions if one.id == about), None)
                return (
                    around_forms.session_material(shell, session, shown.versions, left) if session is not None else None
                )
        return None

    def _at_once(self, page: VersionPage, word: str, about: str) -> None:
        version = page.version.id
        run: dict[str, Callable[[], object]] = {
            "files": lambda: self.files.choose(page),
            "compare": lambda: self._compare(page),
            "reviews": lambda: self._reviews(page),
            "print": lambda: self._print(page),
            "absorb": lambda: self._absorb(page),
            "flag": lambda: self._flag(page),
            "read_besides": lambda: self._read_besides(page),
            "unabsorb": lambda: self._shell.do(deeds.remove_absorbed_learning, version, about),
            "remove": lambda: self._remove(page),
            "told": lambda: self._shell.do(deeds.tell_trainers, version, [about]),
            "tell": lambda: self._tell(page),
            "session": lambda: self._shell.navigate("programme", about),
            "trainer": lambda: self._shell.navigate("trainer", about),
        }
        if word in run:
            run[word]()
        else:
            self._go(word)

    # judging, quietly: what was judged is seen where it stands, and Ctrl+Z takes it back

    def judge(self, item: str, answer: str) -> None:
        """Give an item its judgement."""
        by = self._list()
        self._quietly(lambda desk, version: deeds.judge_material(desk, version, item, judgement=answer, checklist=by))

    def keep(self, item: str, what: str, text: str) -> None:
        """Keep where an item was seen, or why it is judged so."""
        given: dict[str, Any] = {what: text} if text else {"clear": [what]}
        given["checklist"] = self._list()
        self._quietly(lambda desk, version: deeds.judge_material(desk, version, item, **given))

    def answer(self, item: str, text: str) -> None:
        """Keep the author's answer to a remark."""
        self._quietly(lambda desk, version: deeds.answer_material_remark(desk, version, item, text))

    def _list(self) -> str | None:
        """Which list is judged by, where a version is read against two at once."""
        page = self.shown.page if self.shown is not None else None
        return page.review.checklist if page is not None and page.review is not None and page.review.is_open else None

    def _quietly(self, work: Callable[[Any, str], Any]) -> None:
        page = self.shown.page if self.shown is not None else None
        if page is None:
            return
        version = page.version.id

        def kept(desk: Any) -> Any:
            return work(desk, version) if desk is not None else None  # the pool is closed under the page

        def told(done: Any) -> None:
            self._shell.background.touch(kinds_of(done))

        self._shell.work(kept, then=told, reads=False, owner=self)

    # what needs more than a form

    def _compare(self, page: VersionPage) -> None:
        from trainerpool.gui.screens.materials.compare import CompareDialog

        shown = self.shown
        if shown is not None and page.previous is not None:
            CompareDialog(self._owner, self._shell, page.version, shown.versions, page.previous.id).open()

    def _reviews(self, page: VersionPage) -> None:
        from trainerpool.gui.screens.materials.reviews import open_reviews

        open_reviews(self._owner, self._shell, page.version)

    def _print(self, page: VersionPage) -> None:
        """The review on paper, looked at before it is printed or saved."""
        version, name = page.version, f"Review {page.version.called}"

        def made(desk: Any) -> Any:
            from trainerpool.reports.material_review import review_of
            from trainerpool.reports.paper import pages_of

            document = review_of(desk.ask, version.id, desk.today)
            return document, pages_of(document, _PIXELS_PER_INCH)

        def ready(found: Any) -> None:
            from trainerpool.gui.screens.programme.preview import Preview

            Preview(self._owner, self._shell, found[0], found[1], name).open()

        self._shell.work(made, then=ready, title="Laying out the pages", owner=self)

    def _absorb(self, page: VersionPage) -> None:
        def found(points: Any) -> None:
            today = self._shell.today()

            def new() -> None:
                self._show(around_forms.learning(self._shell, page, today, self._left))

            self._show(around_forms.absorb(self._shell, page, points, self._left, new))

        self._shell.ask(learning_points, then=found, latest="learning", owner=self)

    def _flag(self, page: VersionPage) -> None:
        def found(rows: Any) -> None:
            self._show(around_forms.flag_for(self._shell, page, rows, self._left))

        self._shell.ask(triggers, then=found, latest="triggers", owner=self)

    def _read_besides(self, page: VersionPage) -> None:
        today = self._shell.today()

        def work(desk: Any) -> Any:
            return [
                row for sort in ("checklist", "principles") for row in desk.ask(frameworks, sort, today)
            ], desk.person

        def found(answer: Any) -> None:
            self._show(pack_forms.read_besides(self._shell, page, answer[0], answer[1], today, self._left))

        self._shell.work(work, then=found, latest="lists", owner=self)

    def _remove(self, page: VersionPage) -> None:
        question = Question(
            f"Remove {pack_name(page.version)}?", "The draft and the files in it go; Ctrl+Z brings them back.", "Remove the draft", destroys=True
        )  # fmt: skip

        def answered(yes: bool) -> None:
            if yes:
                self._shell.do(deeds.remove_material_version, page.version.id)

        self._shell.dialogs.confirm(self._owner, question, answered)

    def _tell(self, page: VersionPage) -> None:
        from trainerpool.gui.screens.materials.telling import TellDialog

        TellDialog(self._owner, self._shell, page, self.files.outside).open()

    def _frameworks(self, word: str) -> None:
        from trainerpool.gui.screens.materials import content_checks

        if word == "principles":
            content_checks.open_principles(self._owner, self._shell)
        else:
            content_checks.open_checks(self._owner, self._shell, self.files.outside)

    def _left(self) -> None:
        self._show(None)
