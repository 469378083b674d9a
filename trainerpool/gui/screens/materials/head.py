"""The head of the page: which pack, how it stands in a sentence whose counts are doors, and the deeds that move it on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import Fact, PageHeader
from trainerpool.gui.screens.materials.loading import ShownMaterials
from trainerpool.gui.screens.materials.pack_deeds import PackDeed, deeds_of, filled_word
from trainerpool.gui.screens.materials.words import pack_name
from trainerpool.queries.material_page import VersionPage

_WITH_COMPARE = 760
Do = Callable[[str, str], None]
Go = Callable[[str], None]


class PackHead(PageHeader):
    """The filled deed moves the version on; while Approve is blocked it shows its lock beside what unblocks it."""

    def __init__(self, do: Do, go: Go, toggle_side: Callable[[], None]) -> None:
        self._do, self._go = do, go
        self._page: VersionPage | None = None
        self._main_word = ""
        self.courses = Button("Courses", icon="chevron-left").does(toggle_side)
        self.compare = Button("Compare").does(lambda: do("compare", ""))
        self.main = Button("Send to review", "filled", keys="Ctrl+Enter").does(self.finish)
        self.main.keys = ""
        self.approve = Button("Approve").does(lambda: do("approve", ""))
        self.more = Button("More")
        super().__init__("Materials", (), [self.courses, self.compare, self.main, self.approve, self.more])
        self.deeds.setSpacing(2)
        self._is_narrow = False
        self._has_approve = False
        self.courses.hide()

    def show_version(self, shown: ShownMaterials) -> None:
        """Show how this version stands."""
        page = self._page = shown.page
        if page is None:
            course = shown.course
            self.set_title(f"{course.short_name} pack" if course is not None else "Materials")
            self.set_summary(["No version is on record yet." if course is not None else "No course is on record yet."])
        else:
            self.set_title(pack_name(page.version))
            self.set_summary(summary(page, self._go))
        self._show_deeds(page, shown)
        self.fold_to(narrow=self._is_narrow, side_is_shown=False)

    def finish(self) -> None:
        """Do the filled deed, as Ctrl+Enter does."""
        if self._main_word == "next":
            self._go("next")
        elif self._main_word:
            self._do(self._main_word, "")

    def fold_to(self, *, narrow: bool, side_is_shown: bool) -> None:
        """In a narrow page the rest of the deeds stand behind More, and the courses behind their button."""
        self._is_narrow = narrow
        page = self._page
        self.courses.setVisible(narrow)
        self.courses.set_text("Back" if side_is_shown else "Courses")
        has_room = self.width() > theme.scaled(_WITH_COMPARE)
        self.compare.setVisible(has_room and page is not None and page.previous is not None)
        # What is blocked gives way first: why stands in the inspector, and the deed behind More.
        self.approve.setVisible(self._has_approve and not narrow)
        self._spread()

    def _show_deeds(self, page: VersionPage | None, shown: ShownMaterials) -> None:
        deeds = {one.word: one for one in deeds_of(page)} if page is not None else {}
        self._main_word = filled_word(page) if page is not None else ("new" if shown.course is not None else "")
        self.main.setVisible(bool(self._main_word))
        self.main.set_text(self._words_of_main(page, deeds))
        approve = deeds.get("approve")
        self._has_approve = approve is not None and self._main_word != "approve"
        if approve is not None:
            self.approve.block(approve.why_not)
        if page is not None and page.previous is not None:
            self.compare.set_text(f"Compare with {page.previous.version}")
        self._fill_menu([one for one in deeds.values() if one.word != self._main_word])

    def _words_of_main(self, page: VersionPage | None, deeds: dict[str, PackDeed]) -> str:
        if self._main_word == "next" and page is not None:
            return "Next item"
        if self._main_word == "new" or page is None:
            return "New version"
        words = deeds[self._main_word].says if self._main_word in deeds else ""
        return words.removesuffix("...")

    def _fill_menu(self, deeds: list[PackDeed]) -> None:
        menu = QMenu(self.more)
        menu.setAccessibleName("More")
        for one in deeds:
            words = f"{one.says}\t{one.keys}" if one.keys else one.says
            menu.addAction(words, lambda word=one.word: self._do(word, ""))  # type: ignore[misc]
        self.more.set_menu(menu)
        self.more.setVisible(bool(deeds))


def summary(page: VersionPage, go: Go) -> list[Fact]:
    """The line under the title; each count is a door."""
    version, state = page.version, page.version.state.value
    if state == "in review":
        return _in_review(page, go)
    facts: list[Fact] = []
    if state == "draft":
        by = f" by {version.author}" if version.author else ""
        returned = page.review is not None and page.review.outcome == "returned"
        back = f", returned by {page.review.reviewer}" if returned and page.review is not None else ""
        facts = [f"Draft{by}{back}. "]
        if returned and (
            open_ := sum(one.answer is not None and one.answer.needs_note and not one.reply for one in page.items)
        ):
            facts += [(f"{count_of(open_, 'remark')} to answer", lambda: go("next")), ". "]
        if page.missing:
            facts.append((f"{count_of(len(page.missing), 'content')} missing", lambda: go("files")))
        return facts
    if state == "approved":
        return _approved(page, go)
    day = version.superseded_on if state == "superseded" else version.withdrawn_on
    why = f": {version.withdrawn_why}" if state == "withdrawn" and version.withdrawn_why else ""
    return [f"{state.capitalize()}{f' on {in_words(day)}' if day else ''}{why}."]


def _in_review(page: VersionPage, go: Go) -> list[Fact]:
    review = page.review
    if review is None or review.ended_on is not None:
        return ["Waits for its review. "]
    facts: list[Fact] = [f"In review by {review.reviewer}, not the author. "]
    if page.to_go:
        facts.append((f"{count_of(page.to_go, 'item')} to go", lambda: go("next")))
    else:
        facts.append("Every item is judged.")
    return facts


def _approved(page: VersionPage, go: Go) -> list[Fact]:
    version = page.version
    by = f" by {version.approved_by}" if version.approved_by else ""
    on = f" on {in_words(version.approved_on)}" if version.approved_on else ""
    facts: list[Fact] = [f"Approved{by}{on}. "]
    coming = sum(one.is_coming and one.uses for one in page.sessions)
    if coming:
        facts.append((f"{count_of(coming, 'coming session')}", lambda: go("sessions")))
    unread = sum(one.read_on is None and one.next_session is not None for one in page.readers)
    if unread:
        facts += [", "] if coming else []
        have = "has" if unread == 1 else "have"
        facts.append((f"{count_of(unread, 'trainer')} {have} not read it", lambda: go("readers")))
    return facts
