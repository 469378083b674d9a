"""Where a timed note is written: who it is about, the criteria it is tied to, its time, and what was seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy

from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, MeaningIcon, Pane
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.parts.tab_order import put_before
from trainerpool.queries.observations_form import TrainerForm
from trainerpool.queries.observations_rows import NoteRow

BOTH = "both"
_TIED = re.compile(r"(?:^|(?<=\s))#(\w{1,6})\b[,.]?")
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")
_REMINDER = "Write no learner’s name and nothing a learner discloses."


@dataclass(frozen=True, slots=True)
class Written:
    """A note as it was written: `note` is the kept one it changes, "" for a new one."""

    note: str
    at: str
    person: str
    text: str
    criteria: tuple[str, ...]

    def as_draft(self) -> dict[str, Any]:
        """As it was before it was kept, to be taken up again."""
        tied = ", ".join(self.criteria)
        return {"note": self.note, "text": self.text, "at": self.at, "who": self.person or BOTH, "criteria": tied}


class _NoteField(QPlainTextEdit):
    """Ctrl+Enter keeps; Esc gives a change up. As high as the window leaves it, up to five lines."""

    finished = Signal()
    given_up = Signal()

    def sizeHint(self) -> QSize:
        lines = 4 if self.window().height() >= 560 else 2
        return QSize(200, lines * theme.line_height() + 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class Composer(Pane):
    """`kept(Written)` on Ctrl+Enter; `changed()` whenever the draft is another; `begun()` at the first letter."""

    kept = Signal(object)
    changed = Signal()
    begun = Signal()
    left = Signal()

    def __init__(self, on_reported: Callable[[], None]) -> None:
        super().__init__("surface")
        self.setAccessibleName("A timed note")
        self._note = ""
        self._clock = ""
        self._is_timed = False
        self._known: frozenset[str] = frozenset()
        self._people: list[str] = []
        self.who: SegmentedChoice | None = None
        self.criteria = QLineEdit()
        self.criteria.setAccessibleName("Criteria the note is tied to, by their numbers")
        self.criteria.setPlaceholderText("5, 6")
        self.criteria.setFixedWidth(theme.scaled(72))
        self.time = QLineEdit()
        self.time.setAccessibleName("Time of the note")
        self.time.setFixedWidth(theme.scaled(58))
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.hint = ElidedLabel("F2 changes who, Ctrl+Enter keeps the note", tone="muted")
        self.field = _NoteField()
        self.field.setAccessibleName("What you saw")
        self.field.setPlaceholderText("What you saw. #6 ties the note to criterion 6.")
        self.field.setTabChangesFocus(True)
        self.field.setMinimumHeight(2 * theme.line_height() + 16)
        self.field.setMaximumHeight(5 * theme.line_height() + 16)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.keep = Button("Keep note").does(self.finish)
        self.reminder = Label(_REMINDER, tone="muted", wraps=True)
        self.reported = Button("Reported through the procedure", "link").does(on_reported)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(13, 8, 13, 2)
        self._row.setSpacing(8)
        self._row.addWidget(self.hint, 1)
        self._tied = Label("Criteria", tone="muted")
        self._tied.setBuddy(self.criteria)
        for one in (self._tied, self.criteria, self.time, self.keep):
            self._row.addWidget(one)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 2, 13, 4)
        foot.setSpacing(8)
        foot.addWidget(MeaningIcon(Meaning.INFORMATION), 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.reminder, 1)
        foot.addWidget(self.reported, 0, Qt.AlignmentFlag.AlignVCenter)
        middle = QHBoxLayout()
        middle.setContentsMargins(16, 0, 16, 0)
        middle.addWidget(self.field)
        self.column.addWidget(Hairline())
        self.column.addLayout(self._row)
        self.column.addLayout(middle, 1)
        self.column.addLayout(foot)
        self.field.textChanged.connect(self._on_text)
        self.field.finished.connect(self.finish)
        self.field.given_up.connect(self.give_up)
        self.criteria.textEdited.connect(lambda _text: self.changed.emit())
        self.time.textEdited.connect(self._on_time)
        for line in (self.criteria, self.time):
            line.returnPressed.connect(self.finish)

    # what is shown

    def show_people(self, trainers: Sequence[TrainerForm], known: Sequence[str]) -> None:
        """Offer these trainers, by their initials, and both; `known` are the numbers of the criteria."""
        self._known = frozenset(known)
        people = [one.person_id for one in trainers]
        if self.who is not None and people == self._people:
            return
        if self.who is not None:
            self._row.removeWidget(self.who)
            self.who.hide()
            self.who.deleteLater()
        self._people = people
        choices = [(one.person_id, one.initials) for one in trainers]
        if len(people) > 1:
            choices.append((BOTH, "Both"))
        self.who = SegmentedChoice("Who the note is about", choices)
        self.who.setToolTip("; ".join(f"{one.initials}: {one.name}" for one in trainers))
        self.who.chosen.connect(lambda _key: self.changed.emit())
        self._row.insertWidget(0, self.who)
        put_before(self.criteria, [self.who])
        self._say_keys()

    def _say_keys(self) -> None:
        """Which keys help, in as many words as there is room for."""
        if self._note:
            return
        who = "F2 changes who, " if len(self._people) > 1 else ""
        room, metrics = self.hint.width(), self.hint.fontMetrics()
        fitting = (
            one
            for one in (f"{who}Ctrl+Enter keeps the note", "Ctrl+Enter keeps it")
            if metrics.horizontalAdvance(one) <= room
        )
        self.hint.setText(next(fitting, ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_roomy = self.width() >= theme.scaled(500)
        self._tied.setVisible(is_roomy)
        self.criteria.setPlaceholderText("5, 6" if is_roomy else "Criteria")
        QTimer.singleShot(0, self, self._say_keys)  # once the row has its widths

    def show_clock(self, time: str) -> None:
        """What time it is; it stands in the field until a note is begun."""
        self._clock = time
        if not self._is_timed and not self.time.hasFocus():
            self.time.setText(time)

    def stamp(self, time: str) -> None:
        """The time of the first letter."""
        if not self._is_timed:
            self._is_timed = True
            self.time.setText(time)
            self.changed.emit()

    def is_empty(self) -> bool:
        return not self.field.toPlainText().strip()

    def turn(self) -> None:
        """F2: the other trainer, then both."""
        if self.who is not None and len(self._people) > 1:
            keys = [*self._people, BOTH]
            self.who.choose(keys[(keys.index(self.who.choice()) + 1) % len(keys)])
            self.changed.emit()

    # drafts

    def draft(self) -> dict[str, Any]:
        """What is being written, as it is kept through a kill; empty where nothing is."""
        if self.is_empty():
            return {}
        return {
            "note": self._note,
            "text": self.field.toPlainText(),
            "at": self.time.text(),
            "who": self.who.choice() if self.who is not None else "",
            "criteria": self.criteria.text(),
        }

    def take_draft(self, draft: dict[str, Any]) -> None:
        """Go on where it was left."""
        self._note = str(draft.get("note", ""))
        self._is_timed = True
        self._put(str(draft.get("text", "")), str(draft.get("at", "")), str(draft.get("criteria", "")))
        if self.who is not None and draft.get("who") in (*self._people, BOTH):
            self.who.choose(str(draft["who"]))

    def change(self, note: NoteRow) -> None:
        """Change a kept note; Ctrl+Enter keeps the change, Esc gives it up."""
        self._note, self._is_timed = note.id, True
        self._put(note.text, note.at, ", ".join(note.criteria))
        if self.who is not None:
            self.who.choose(note.person_id if note.person_id in self._people else self._people[0])
            if note.person_id is None and len(self._people) > 1:
                self.who.choose(BOTH)
        self.hint.setText(f"Changing the note of {note.at}. Esc leaves it as it was")
        self.field.setFocus()

    def give_up(self) -> None:
        """Leave a kept note as it was; a new one stays where it is."""
        if self._note:
            self.clear()
        else:
            self.left.emit()

    def clear(self) -> None:
        """Ready for the next note."""
        self._note, self._is_timed = "", False
        self._put("", self._clock, "")
        self._say_keys()
        self.changed.emit()

    def _put(self, text: str, time: str, criteria: str) -> None:
        self.field.blockSignals(True)
        self.field.setPlainText(text)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.blockSignals(False)
        self.time.setText(time)
        self.criteria.setText(criteria)

    # keeping

    def finish(self) -> None:
        """Keep the note, or say what is missing."""
        text, tied = untied(self.field.toPlainText(), self._known)
        if not text:
            self.field.setFocus()
            return
        at = read_time(self.time.text())
        if not at:
            self.hint.setText("When was it? A time such as 09:31.")
            self.time.setFocus()
            return
        typed = re.findall(r"\w+", self.criteria.text())
        strange = [one for one in typed if one not in self._known]
        if strange:
            self.hint.setText(f"There is no criterion {strange[0]}.")
            self.criteria.setFocus()
            return
        criteria = tuple(dict.fromkeys([*typed, *tied]))
        who = self.who.choice() if self.who is not None else ""
        self.kept.emit(Written(self._note, at, "" if who == BOTH else who, text, criteria))
        self.clear()
        self.field.setFocus()

    def _on_text(self) -> None:
        if self.is_empty():
            if not self._note:
                self._is_timed = False
                self.time.setText(self._clock)
        elif not self._is_timed:
            self.begun.emit()
        self.changed.emit()

    def _on_time(self, _text: str) -> None:
        self._is_timed = True
        self.changed.emit()


def read_time(text: str) -> str:
    """A time as HH:MM: "9.31", "0931" and "9:31" are all 09:31; "" where it is none."""
    found = _TIME.fullmatch(text.strip())
    return f"{int(found[1]):02d}:{found[2]}" if found else ""


def untied(text: str, known: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The words of a note without its "#6", and the criteria those tie it to; "#" before anything else stays."""
    tied = tuple(dict.fromkeys(one for one in _TIED.findall(text) if one in known))
    bare = _TIED.sub(lambda found: "" if found[1] in known else found[0], text)
    return re.sub(r"[ \t]{2,}", " ", bare).strip(), tied
