"""At hand in a visit: the session's plan and where it is now, the actions from last time, and what this visit is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui import icons, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.labels import Hairline, Label, MeaningIcon, Pane
from trainerpool.gui.screens.observations.reading_roll import RING, ReadingRoll
from trainerpool.gui.screens.observations.visit.composer import read_time
from trainerpool.queries.observations_form import TrainerForm, VisitForm

_TICK = 14
_SIDE = 16 - RING


class PlanLine(QWidget):
    """One step of the plan: its time and title, ticked when it is over, marked when it is now."""

    def __init__(self, at: str, title: str, stands: str) -> None:
        super().__init__()
        self.stands = stands
        self.setAccessibleName(f"{at} {title}" + (f", {stands}" if stands else ""))
        tone = "muted" if stands == "done" else ""
        step = "strong" if stands == "now" else "body"
        time = Label(at, step, tone)
        time.setFixedWidth(theme.scaled(44))
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, 3, _SIDE, 3)
        row.setSpacing(0)
        row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        words = Label(title, step, tone, wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        if stands == "now":
            row.addWidget(Label("now", "strong"), 0, Qt.AlignmentFlag.AlignTop)
        elif stands == "done":
            row.addWidget(_Tick(), 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(24)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self.stands == "now":
            look, painter = theme.tokens(), QPainter(self)
            painter.fillRect(self.rect(), look.selected)
            painter.fillRect(0, 0, look.border["selected_bar"], self.height(), look.accent)


class Tick(QWidget):
    """A tick box whose words wrap in a narrow pane; a click on the words ticks it as well."""

    clicked = Signal(bool)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        self.box.clicked.connect(self.clicked)
        label = Label(words, wraps=True)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.box.setFocus()
            self.box.click()


class _Tick(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.icon_size(_TICK) + 2, theme.line_height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        icons.paint(QPainter(self), "check", theme.tokens().meaning(Meaning.GOOD).foreground, self.rect().toRectF())


_ELSEWHERE = (
    "What a learner discloses belongs in the procedure’s own record, and how somebody is stays between you. "
    "Here stands only that it was seen to."
)


class PlanPane(ReadingRoll):
    """`changed(dict)`: a fact of the visit as the person typed or ticked it, by its field's name."""

    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__("Plan and visit")
        self._form: VisitForm | None = None
        self._now = ""
        self._plan, self._last = QVBoxLayout(), QVBoxLayout()
        for one in (self._plan, self._last):
            one.setContentsMargins(0, 0, 0, 0)
            one.setSpacing(0)
        self.words = Label("", tone="muted", wraps=True)
        self.learners = _short("Learners in the room", 44)
        self.seen_from, self.seen_until = _short("Seen from", 52), _short("Seen until", 52)
        self.wellbeing, self.reported = Tick("Wellbeing check offered"), Tick("Reported through the procedure")
        self.said = Label("", tone=Meaning.ATTENTION.value, wraps=True)
        self._build()

    def _build(self) -> None:
        inner = Pane("surface")
        inner.column.setContentsMargins(0, 0, 0, 12)
        inner.column.addWidget(_head("Session plan"))
        inner.column.addLayout(self._plan)
        inner.column.addSpacing(12)
        inner.column.addLayout(self._last)
        inner.column.addWidget(Hairline())
        inner.column.addWidget(_head("This visit"))
        grid = QGridLayout()
        grid.setContentsMargins(_SIDE, 4, _SIDE, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, (words, field) in enumerate((
            ("Learners", self.learners), ("Seen from", self.seen_from), ("Seen until", self.seen_until),
        )):  # fmt: skip
            label = Label(words, tone="muted")
            label.setBuddy(field)
            grid.addWidget(label, place, 0)
            grid.addWidget(field, place, 1)
        grid.setColumnStretch(2, 1)
        below = QVBoxLayout()
        below.setContentsMargins(_SIDE, 0, _SIDE, 0)
        below.setSpacing(2)
        below.addWidget(self.words)
        inner.column.addLayout(below)
        inner.column.addLayout(grid)
        ticks = QVBoxLayout()
        ticks.setContentsMargins(_SIDE - 3, 0, _SIDE - 3, 0)
        ticks.setSpacing(0)
        where = Label(_ELSEWHERE, tone="muted", wraps=True)
        where.setContentsMargins(3, 4, 3, 0)
        for one in (self.said, self.wellbeing, self.reported, where):
            ticks.addWidget(one)
        self.said.hide()
        self.reported.setToolTip("The reference is held where the procedure keeps it, never here")
        inner.column.addLayout(ticks)
        inner.column.addStretch(1)
        self.setWidget(inner)
        self.learners.editingFinished.connect(self._on_learners)
        self.seen_from.editingFinished.connect(lambda: self._on_time("seen_from", self.seen_from))
        self.seen_until.editingFinished.connect(lambda: self._on_time("seen_until", self.seen_until))
        self.wellbeing.clicked.connect(lambda on: self.changed.emit({"wellbeing_offered": on}))
        self.reported.clicked.connect(lambda on: self.changed.emit({"reported_through_procedure": on}))

    # what is shown

    def show_form(self, form: VisitForm) -> None:
        """Show the plan, the actions and the visit."""
        before, self._form = self._form, form
        visit = form.visit
        if before is None or before.plan != form.plan:
            self._show_plan()
        if before is None or [one.last_actions for one in before.trainers] != [o.last_actions for o in form.trainers]:
            _empty(self._last)
            for one in form.trainers:
                self._show_actions(one)
        self.words.setText(visit_in_words(form))
        for field, value in (
            (self.learners, "" if visit.learners is None else str(visit.learners)),
            (self.seen_from, visit.seen_from or ""),
            (self.seen_until, visit.seen_until or ""),
        ):
            if not field.hasFocus():
                field.setText(value)
        self.wellbeing.box.setChecked(visit.wellbeing_offered)
        self.reported.box.setChecked(visit.reported_through_procedure)

    def show_clock(self, now: str) -> None:
        """Mark the step that is under way at this time; "" on another day."""
        if now != self._now:
            self._now = now
            self._show_plan()

    def _show_plan(self) -> None:
        _empty(self._plan)
        plan = self._form.plan if self._form is not None else ()
        if not plan:
            note = Label("The version in use holds no timed plan.", tone="muted", wraps=True)
            note.setContentsMargins(_SIDE, 2, _SIDE, 2)
            self._plan.addWidget(note)
        places = [n for n, one in enumerate(plan) if self._now and one.at <= self._now]
        at = places[-1] if places else -1
        for place, one in enumerate(plan):
            stands = "now" if place == at else "done" if place < at else ""
            self._plan.addWidget(PlanLine(one.at, one.title, stands))

    def _show_actions(self, trainer: TrainerForm) -> None:
        if not trainer.last_actions:
            return
        self._last.addWidget(Hairline())
        self._last.addWidget(_head(f"Actions from last time, {trainer.name}"))
        for action in trainer.last_actions:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(_SIDE, 3, _SIDE, 5)
            row.setSpacing(8)
            done = action.done_on is not None
            row.addWidget(
                MeaningIcon(Meaning.GOOD if done else Meaning.ATTENTION, "" if done else "eye"),
                0,
                Qt.AlignmentFlag.AlignTop,
            )
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(action.text, wraps=True))
            when = (
                f"done {in_words(action.done_on)}"
                if action.done_on is not None
                else f"due {in_words(action.due)}: look for it"
                if action.due is not None
                else "look for it"
            )
            said = f"Owner {action.owner}, {when}" if action.owner else when[:1].upper() + when[1:]
            words.addWidget(Label(said, tone="muted", wraps=True))
            row.addLayout(words, 1)
            line.setAccessibleName(f"{action.text}. {said}")
            self._last.addWidget(line)
        self._last.addSpacing(8)

    # what the person does

    def focus_here(self) -> bool:
        """F6: the pane itself scrolls by arrow keys; Tab goes on to its fields."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _on_learners(self) -> None:
        text = self.learners.text().strip()
        if text and not text.isdigit():
            self._say("How many learners? A number such as 19.")
            return
        self._say("")
        if self._form is not None and text != (
            "" if self._form.visit.learners is None else str(self._form.visit.learners)
        ):
            self.changed.emit({"learners": int(text)} if text else {"clear": ["learners"]})

    def _on_time(self, name: str, field: QLineEdit) -> None:
        text = field.text().strip()
        time = read_time(text)
        if text and not time:
            self._say("A time such as 09:30.")
            return
        self._say("")
        held = getattr(self._form.visit, name) if self._form is not None else None
        if time != (held or ""):
            field.setText(time)
            self.changed.emit({name: time} if time else {"clear": [name]})

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))


def visit_in_words(form: VisitForm) -> str:
    """What the visit is, in a few sentences: purpose, how, with which version, how many learners, and that it is fair."""
    visit = form.visit
    part = "a part of the session" if visit.seen_from or visit.seen_until else "whole session"
    said = [f"{visit.purpose}, {part}, {'in person' if visit.in_person else 'online'}."]
    if visit.version:
        said.append(f"Pack {visit.version}." if visit.version[:1].isdigit() else f"{visit.version}.")
    if visit.learners is not None:
        said.append(f"{count_of(visit.learners, 'learner')}.")
    if visit.entered_by:
        said.append(f"Entered by {visit.entered_by}" + (f", told by {visit.told_by}." if visit.told_by else "."))
    if form.independence:
        said.append(form.independence)
    return " ".join(said)


def _head(text: str) -> Label:
    made = Label(text, "strong", wraps=True)
    made.setContentsMargins(_SIDE, 12, _SIDE, 6)
    return made


def _short(name: str, wide: int) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setFixedWidth(theme.scaled(wide))
    return made


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
