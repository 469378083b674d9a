"""The form that records the same fact for several trainers: an event they were at, a course they attended."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.domain.evidence import EvidenceKind as Kind
from trainerpool.domain.standing import State
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import ReasonLine
from trainerpool.gui.screens.trainers.in_sum import left_out
from trainerpool.gui.shell import Shell
from trainerpool.operations.several import record_for_several
from trainerpool.queries.courses import CourseRow, courses
from trainerpool.queries.trainer_list import TrainerListRow

KINDS = (Kind.DEVELOPMENT_EVENT, Kind.TTT_COURSE, Kind.COURSE_BRIEFING, Kind.ELIGIBILITY_CHECK, Kind.APPLICATION)
_FOR_CANDIDATES = frozenset({Kind.TTT_COURSE, Kind.ELIGIBILITY_CHECK, Kind.APPLICATION})
_ASKS_COURSE = frozenset({Kind.TTT_COURSE, Kind.COURSE_BRIEFING})


def why_left_out(row: TrainerListRow, kind: Kind) -> str:
    """Why a fact is not recorded for somebody: "" where it is."""
    if row.state is State.ALUMNI:
        return "Left the pool."
    if kind in _FOR_CANDIDATES and row.state is not State.CANDIDATE:
        return f"{kind.label} is a stage of the way to approval, and they are past it."
    return ""


class RecordForm(FormPane):
    """Kind, day, course where the kind asks for one, note; who is left out is named while the kind is chosen."""

    def __init__(self, shell: Shell, rows: Sequence[TrainerListRow], left: Callable[[], None], kind: Kind) -> None:
        super().__init__(shell, "Record evidence", f"For {count_of(len(rows), 'trainer')} at once", "Record", left)
        self.rows = rows
        self.kind, self.course, self.note = QComboBox(), QComboBox(), QLineEdit()
        for one in KINDS:
            self.kind.addItem(one.label, one)
        self.kind.setCurrentIndex(KINDS.index(kind))
        self.on = DayField("Day", shell.today(), shell.today())
        self.fields = {
            "kind": Field("Evidence", self.kind), "on": Field("Day", self.on, required=True),
            "course": Field("Course", self.course), "note": Field("Note", self.note, hint="Which event, or where."),
        }  # fmt: skip
        self.add(*self.fields.values())
        self._out: list[QWidget] = []
        said = "One piece of work for all of them, with one undo."
        self._who = self.add(Label(said, tone="muted", wraps=True))
        self.add_foot()
        self.first = self.kind
        self.kind.currentIndexChanged.connect(lambda _: self._on_kind())
        self._on_kind()
        shell.ask(courses, then=self._known, owner=self)

    def chosen_kind(self) -> Kind:
        """The kind of evidence chosen."""
        return Kind(self.kind.currentData())

    def able(self) -> list[TrainerListRow]:
        """Those for whom it is recorded."""
        return [row for row in self.rows if not why_left_out(row, self.chosen_kind())]

    def finish(self) -> None:
        read, kind = self.on.read(), self.chosen_kind()
        wrong = read.problem or ("" if read.day else "Say on which day.")
        if not wrong and read.day is not None and read.day > self.shell.today():
            wrong = "Evidence is recorded once it has happened."
        self.fields["on"].say(wrong)
        needs = kind is Kind.COURSE_BRIEFING and not self.course.currentData()
        self.fields["course"].say("Choose the course." if needs else "")
        if wrong or needs:
            (self.on if wrong else self.course).setFocus()
            return
        self.save.block("Being recorded")
        course = self.course.currentData() if kind in _ASKS_COURSE else None
        ids = [row.id for row in self.able()]
        self.shell.do(
            record_for_several, ids, kind.value, read.iso, course or None, None, self.note.text().strip() or None,
            then=lambda _: self._left(), failed=self.refuse, owner=self,
        )  # fmt: skip

    def _known(self, known: Sequence[CourseRow]) -> None:
        self.course.addItem("No course named", "")
        for one in known:
            self.course.addItem(one.title, one.id)

    def _on_kind(self) -> None:
        kind = self.chosen_kind()
        self.fields["course"].setVisible(kind in _ASKS_COURSE)
        needed = " (needed)" if kind is Kind.COURSE_BRIEFING else ""
        self.fields["course"].label.setText(f"Course{needed}")
        for old in self._out:
            old.hide()
            old.deleteLater()
        reasons: dict[str, list[TrainerListRow]] = {}
        for row in self.rows:
            if why := why_left_out(row, kind):
                reasons.setdefault(why, []).append(row)
        self._out = [ReasonLine(left_out(some, why)) for why, some in reasons.items()]
        layout = self._who.layout()
        assert layout is not None
        for line in self._out:
            layout.addWidget(line)
        number = len(self.able())
        self.save.set_text(f"Record for {number}")
        self.save.block("" if number else "Nobody chosen can have it.")
