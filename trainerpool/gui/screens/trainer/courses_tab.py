"""The tab of courses: held, begun or not, and for the one chosen what would give it and on which coming session."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.standing import State
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, MeaningIcon, Pane
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainer.columns import course_columns
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.gui.shell import Shell
from trainerpool.operations.allocations import allocate_trainer
from trainerpool.queries.trainer_chances import Chance, chances
from trainerpool.queries.trainer_page import CourseLine, TrainerPage

Records = Callable[[EvidenceKind, str], None]


class CoursesTab(QWidget):
    """Chosen with the keyboard or the mouse, a course says its way under the table; a session takes the trainer on in place."""

    grew = Signal()

    def __init__(self, shell: Shell, record: Records) -> None:
        super().__init__()
        self._shell, self._record = shell, record
        self._page: TrainerPage | None = None
        self._asked = ""
        self.rows: TabTable[CourseLine] = TabTable(
            "Courses", course_columns(), lambda r: f"{r.title}, {'approved' if r.held else r.lacks}", self._deeds
        )
        self.rows.table.chosen.connect(lambda _row: self._ask())
        self.way = Pane("surface")
        self.way.column.setContentsMargins(16, 6, 13, 8)
        self.way.column.setSpacing(2)
        self.title = Label("", "strong", wraps=True)
        self.way.column.addWidget(self.title)
        self._lines: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rows, 1)
        column.addWidget(Hairline())
        column.addWidget(self.way)
        self.way.hide()

    def show_page(self, page: TrainerPage) -> None:
        """Show this trainer's courses; the one chosen stays chosen."""
        self._page, self._asked = page, ""
        self.rows.show_rows(
            page.courses,
            lambda: EmptyState("The pool has no courses yet", "They come with the programme.", icon="book-open"),
        )
        self._ask()

    def choose_next(self) -> None:
        """Choose the course that is nearest to being gained: one begun, else the first not held."""
        lines = self._page.courses if self._page is not None else ()
        ahead = [line for line in lines if not line.held]
        first = next((line for line in ahead if line.begun), ahead[0] if ahead else None)
        if first is not None:
            self.rows.choose(first.id)
        self.rows.table.setFocus()

    def _ask(self) -> None:
        line, page = self.rows.table.current_row(), self._page
        if page is None or line is None or line.held:
            self._asked = ""
            self.way.hide()
            return
        if self._asked == line.id:
            return
        self._asked = line.id
        candidate = page.standing.state is State.CANDIDATE
        extra = line.title == page.path_course or not page.path_course if candidate else _briefed(line)
        self._tell(line, (), extra=extra)
        if extra:
            self._shell.ask(
                chances, page.person.id, (line.code,), self._shell.today(), extra=True, latest="way", owner=self,
                then=lambda found: self._tell(line, found, extra=True) if self._asked == line.id else None,
            )  # fmt: skip

    def _tell(self, line: CourseLine, found: Sequence[Chance], *, extra: bool) -> None:
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self.title.setText(f"How to gain {line.title}")
        self._lines = [_fact(f"{line.lacks}.", Meaning.ATTENTION if line.begun else Meaning.NEUTRAL)]
        if not extra:
            words = "Once the briefing is recorded, the sessions are listed here on which the co-delivery could be."
            self._lines.append(_fact(words, None, "graduation-cap"))
        elif not found:
            words = "No staffed session of this course is to come that the rules would allow as an extra."
            self._lines.append(_fact(words, None, "calendar-days"))
        for one in found:
            self._lines.append(self._chance(one))
        for made in self._lines:
            self.way.column.addWidget(made)
        self.way.show()
        self.grew.emit()

    def _chance(self, one: Chance) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(MeaningIcon(Meaning.ATTENTION if one.warning else None, "" if one.warning else "calendar-days"))
        row.addWidget(Label(f"{one.when}: {one.title}"))
        row.addWidget(ElidedLabel(one.warning, tone="muted"), 1)
        button = Button("Put on as an extra", icon="plus").does(lambda: self._put_on(one))
        button.setAccessibleName(f"Put on {one.title}, {one.when}, as an extra")
        row.addWidget(button)
        return made

    def _put_on(self, one: Chance) -> None:
        if self._page is not None:
            self._asked = ""
            self._shell.do(allocate_trainer, one.session_id, self._page.person.id, "extra")

    def _deeds(self, line: CourseLine) -> Sequence[Deed]:
        if line.held:
            return (("Record a delivery", lambda: self._record(EvidenceKind.DELIVERY, line.id)),)
        step = ("Record briefing", lambda: self._record(EvidenceKind.COURSE_BRIEFING, line.id))
        if _briefed(line) or (self._page is not None and self._page.standing.state is State.CANDIDATE):
            step = ("Record co-delivery", lambda: self._record(EvidenceKind.CO_DELIVERY, line.id))
        return (step, ("Record a decision", lambda: self._record(EvidenceKind.EQUIVALENCE, line.id)))


def _briefed(line: CourseLine) -> bool:
    """Whether only the co-delivery is still to come."""
    return line.begun and set(line.missing) == {"co_delivery"}


def _fact(words: str, weight: Meaning | None, icon: str = "") -> QWidget:
    made = QWidget()
    made.setAccessibleName(words)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(MeaningIcon(weight, icon))
    row.addWidget(Label(words, tone="muted", wraps=True), 1)
    return made
