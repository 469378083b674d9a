"""The tab of the checklist: its items with their answers, the item in focus below, or why there is nothing to judge yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.chips import ChoiceChips
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.materials.checklist_table import ANSWERS, ChecklistLine, ChecklistTable
from trainerpool.gui.screens.materials.judging import ANSWERING, JUDGING, READING, JudgingPane
from trainerpool.queries.material_page import VersionPage
from trainerpool.queries.material_reviews import ItemRow

_LOW, _LEAST_ROWS = 330, 96
_REMARKS = frozenset({"Partly", "No"})


def line_of(row: ItemRow, number: int) -> ChecklistLine:
    """An item as the table shows it."""
    judgement = row.answer.value if row.answer is not None else ""
    wants = "a note is to be written" if row.note_wanted else "stops approval" if row.stops else ""
    return ChecklistLine(
        row.no,
        number,
        row.short or row.text,
        row.starred,
        judgement,
        row.where_seen,
        row.note,
        row.reply,
        wants,
        row.text,
    )


def _shown(page: VersionPage) -> tuple[str, str]:
    """Which version, and which review of it."""
    return page.version.id, page.review.id if page.review is not None else ""


class ChecklistTab(QWidget):
    """`judged(item, answer)`, `kept(item, what, text)` and `answered(item, text)` as the person gives them; `turned(review)`."""

    judged = Signal(str, str)
    kept = Signal(str, str, str)
    answered = Signal(str, str)
    turned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.page: VersionPage | None = None
        self.readings = ChoiceChips("Read against")
        self.readings.setContentsMargins(10, 2, 10, 2)
        self.readings.hide()
        self.readings.chosen.connect(self.turned)
        self.table = ChecklistTable()
        self.pane = JudgingPane()
        self._empty: QWidget | None = None
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.pane)
        self.pages = QStackedWidget()
        self._roll = QScrollArea()
        self._roll.setWidgetResizable(True)
        self._roll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._roll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._roll.setWidget(rows)
        self.table.setMinimumHeight(theme.scaled(_LEAST_ROWS))
        self.pages.addWidget(self._roll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.readings)
        whole.addWidget(self.pages)
        self.table.chosen.connect(lambda _row: self._show_item())
        self.table.opened.connect(lambda _row: self.pane.begin())
        self.pane.stepped.connect(self.table.step)
        self.pane.entered.connect(lambda: self._roll.ensureWidgetVisible(self.pane))
        self.table.judged.connect(self._on_judged)
        self.table.asked_menu.connect(lambda row, point: self.menu(row).popup(point))
        self.pane.kept.connect(self._on_kept)
        self.pane.left.connect(self._on_left)

    def show_page(self, page: VersionPage, empty: Callable[[], EmptyState]) -> None:
        """Show the checklist of this version; the item in focus stays."""
        other = self.page is None or _shown(self.page) != _shown(page)
        self.page = page
        self._show_readings(page)
        lines = [line_of(row, number) for number, row in enumerate(page.items, 1)]
        self.table.is_open = "judge" in page.may
        self._leave_empty()
        if not lines:
            self.pane.show_line(None, READING)
            self._empty = stack(empty())
            self.pages.addWidget(self._empty)
            self.pages.setCurrentWidget(self._empty)
            return
        self.pages.setCurrentIndex(0)
        self.table.lines.set_rows(lines)
        if other or self.table.current_row() is None:
            self.table.choose(self._first(lines))
        self._show_item()

    def _show_readings(self, page: VersionPage) -> None:
        """Where a version is read against two lists at once, which of them is shown."""
        self.readings.setVisible(len(page.readings) > 1)
        if len(page.readings) > 1:
            self.readings.set_choices([(one.id, f"{one.checklist} {one.judged} of {one.of}") for one in page.readings])
            self.readings.choose(page.review.id if page.review is not None else "")

    def _leave_empty(self) -> None:
        if self._empty is not None:
            self.pages.removeWidget(self._empty)
            self._empty.hide()
            self._empty.deleteLater()
            self._empty = None

    def mode(self) -> str:
        """Whether items are judged here, remarks answered, or only read."""
        page, line = self.page, self.table.current_row()
        if page is None or line is None:
            return READING
        if "judge" in page.may:
            return JUDGING
        is_draft = page.version.state.value == "draft"
        can_answer = is_draft and "answer" in page.may and line.judgement in _REMARKS
        return ANSWERING if can_answer else READING

    def is_in_use(self) -> bool:
        """Whether the keyboard is in the checklist."""
        return self.table.hasFocus() or self.pane.note.hasFocus() or self.pane.where.hasFocus()

    def go_to_next(self, *, after_this: bool = True) -> bool:
        """Go to the next item that wants something: a judgement, a note or an answer; False where there is none."""
        lines, at = self.table.lines.rows(), self.table.currentIndex().row()
        start = at + 1 if after_this else max(0, at)
        order = [*range(start, len(lines)), *range(start)]
        wanted = [place for place in order if self._wants(lines[place])]
        if not wanted:
            return False
        self.table.selectRow(wanted[0])
        self.table.setFocus()
        if lines[wanted[0]].judgement:
            self.pane.begin("note")
        return True

    def menu(self, row: ChecklistLine) -> QMenu:
        """The context menu of an item: its four answers, and its note."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if self.table.is_open:
            for number, answer in enumerate(ANSWERS, 1):
                menu.addAction(f"{answer}\t{number}", lambda answer=answer: self._on_judged(row.item, answer))  # type: ignore[misc]
            menu.addSeparator()
            menu.addAction("Where it was seen, and why\tEnter", self.pane.begin)
            menu.addAction("The next item that wants something\tCtrl+J", lambda: self.go_to_next() and None)
        elif self.mode() == ANSWERING:
            menu.addAction("Answer the remark\tEnter", self.pane.begin)
        menu.addAction("Copy row for a spreadsheet\tCtrl+C", lambda: self.table.copy_rows() and None)
        return menu

    def leave_step(self) -> bool:
        """Esc: from the fields back to the list."""
        if self.pane.note.hasFocus() or self.pane.where.hasFocus():
            self._on_left("back")
            return True
        return False

    def focus_rows(self) -> None:
        """Put the keyboard on the items, or on what stands there instead."""
        if self._empty is None:
            self.table.setFocus()
        else:
            self.pages.focusNextChild()

    @staticmethod
    def _first(lines: Sequence[ChecklistLine]) -> str:
        return next((line.item for line in lines if line.wants or not line.judgement), lines[0].item)

    def _wants(self, line: ChecklistLine) -> bool:
        if self.table.is_open:
            return not line.judgement or (line.judgement in _REMARKS and not line.note)
        return line.judgement in _REMARKS and not line.answer

    def _show_item(self) -> None:
        self.pane.show_line(self.table.current_row(), self.mode())

    def _on_judged(self, item: str, answer: str) -> None:
        if not self.table.is_open:
            return
        self.table.choose(item)
        line = self.table.current_row()
        assert line is not None
        if line.judgement != answer:
            self.judged.emit(item, answer)
        if answer in _REMARKS and not line.note:
            self.pane.show_judgement(answer)
            self.pane.begin("note")
        elif answer not in _REMARKS and self.table.hasFocus():
            self.table.step(1)

    def _on_kept(self, item: str, what: str, text: str) -> None:
        if what == "answer":
            self.answered.emit(item, text)
        else:
            self.kept.emit(item, what, text)

    def _on_left(self, where: str) -> None:
        self.table.setFocus()
        if where == "next":
            self.table.step(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.set_low(self.height() < theme.scaled(_LOW))
