"""Under the checklist: the item in focus in full, where it was seen, why No or Partly, and what the author answers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, Pane
from trainerpool.gui.screens.materials.checklist_table import ChecklistLine

JUDGING, ANSWERING, READING = "judging", "answering", "reading"
_NEEDS_NOTE = frozenset({"Partly", "No"})
_WHERE = 168
_SETTLES_MS = 1_000
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class _Note(QPlainTextEdit):
    """Some lines of text; Esc goes back to the list."""

    left = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(2 * theme.line_height() + 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit("back")
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and Qt.Key(event.key()) in _STEPS:
            event.ignore()  # to the item before or the next one
        else:
            super().keyPressEvent(event)


class _Where(QLineEdit):
    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Where seen")
        self.setPlaceholderText("Slide 22, guide p. 2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit("next")
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit("back")
        else:
            super().keyPressEvent(event)


class JudgingPane(Pane):
    """`kept(item, what, text)` when a text was changed and its field is left, or a moment after the last key;
    `left(where)`: "next" or "back" to the list.
    """

    kept = Signal(str, str, str)
    left = Signal(str)
    entered = Signal()
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__("surface")
        self.setAccessibleName("The item in focus")
        self._line: ChecklistLine | None = None
        self._mode = READING
        self.title = Label("", "strong")
        self.hint = ElidedLabel("", tone="muted")
        self.whole = Label("", wraps=True)
        self.said = Label("", tone="muted", wraps=True)
        for label in (self.whole, self.said):
            label.setContentsMargins(3, 0, 3, 0)
        self._is_low = False
        self.where_label = Label("Where seen", tone="muted")
        self.where = _Where()
        self.where_label.setBuddy(self.where)
        self.note = _Note("Why")
        self._head = QHBoxLayout()
        self._head.setContentsMargins(3, 0, 0, 0)
        self._head.setSpacing(8)
        self._head.addWidget(self.title)
        self._head.addWidget(self.hint, 1)
        self._head.addWidget(self.where_label)
        self._head.addWidget(self.where)
        self._room = QWidget()
        boxed = QHBoxLayout(self._room)
        boxed.setContentsMargins(3, 3, 3, 3)
        boxed.addWidget(self.note)
        inside = QVBoxLayout()
        inside.setContentsMargins(13, 6, 13, 6)
        inside.setSpacing(2)
        inside.addLayout(self._head)
        inside.addWidget(self.whole)
        inside.addWidget(self.said)
        inside.addWidget(self._room)
        self.column.addWidget(Hairline())
        self.column.addLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLES_MS)
        self._soon.timeout.connect(self.keep)
        for field in (self.where, self.note):
            field.installEventFilter(self)
            field.left.connect(self._on_left)
        self.where.textEdited.connect(lambda _text: self._soon.start())
        self.note.textChanged.connect(self._on_typed)

    def show_line(self, line: ChecklistLine | None, mode: str) -> None:
        """Show this item; what is being typed about the same one stays."""
        same = line is not None and self._line is not None and line.item == self._line.item and mode == self._mode
        if not same:
            self.keep()
        before, self._line, self._mode = self._line, line, mode
        self.setVisible(line is not None)
        if line is None:
            return
        if (
            not same
            or before is None
            or (self._typed() == _texts(before, mode) and _texts(before, mode) != _texts(line, mode))
        ):
            self._fill(line)
        self._say(line)

    def show_judgement(self, judgement: str) -> None:
        """The judgement was given this moment and is being stored."""
        if self._line is not None:
            self._say(replace(self._line, judgement=judgement))

    def set_low(self, low: bool) -> None:
        """In a low window the item's whole text is left to the tool tip, and the note is there only where one is needed."""
        if low != self._is_low:
            self._is_low = low
            if self._line is not None:
                self._say(self._line)

    def keep(self) -> None:
        """Hand over what was typed and differs from what is kept."""
        self._soon.stop()
        line = self._line
        if line is None or self._mode == READING:
            return
        names = ("where_seen", "note") if self._mode == JUDGING else ("", "answer")
        for name, typed, kept in zip(names, self._typed(), _texts(line, self._mode), strict=True):
            if name and typed != kept:
                self.kept.emit(line.item, name, typed)

    def finish(self) -> bool:
        """Ctrl+Enter in a field: keep it and go on; False where the keyboard is in none."""
        if not (self.note.hasFocus() or self.where.hasFocus()):
            return False
        self._on_left("next")
        return True

    def begin(self, field: str = "") -> None:
        """Put the keyboard where it is wanted: the note where one is needed, else where it was seen."""
        if self._mode == ANSWERING or field == "note":
            self.note.setFocus()
        elif self._mode == JUDGING:
            self.where.setFocus()
            self.where.selectAll()

    def _typed(self) -> tuple[str, str]:
        note = self.note.toPlainText().strip()
        return ("", note) if self._mode == ANSWERING else (self.where.text().strip(), note)

    def _fill(self, line: ChecklistLine) -> None:
        where, note = _texts(line, self._mode)
        self.where.setText(where)
        self.note.blockSignals(True)
        self.note.setPlainText(note)
        self.note.blockSignals(False)

    def _say(self, line: ChecklistLine) -> None:
        judging, answering = self._mode == JUDGING, self._mode == ANSWERING
        needs = line.judgement in _NEEDS_NOTE
        judged = f": why {line.judgement}" if judging and needs else f": {line.judgement}" if line.judgement else ""
        self.title.setText(f"Item {line.number}{judged}")
        missing = needs and not line.note
        hint = "needed for No and Partly" if needs else "1 Yes, 2 Partly, 3 No, 4 Not applicable"
        self.hint.setText(hint if judging else "what the author answers" if answering else "")
        self.hint.set_tone("attention" if judging and missing else "muted")
        self.whole.setText(line.whole)
        self.whole.setVisible(bool(line.whole) and not self._is_low)
        self.title.setToolTip(line.whole)
        self.said.setText(_told(line, self._mode))
        self.said.setVisible(bool(self.said.text()))
        for part in (self.where_label, self.where):
            part.setVisible(judging)
        self._room.setVisible(answering or (judging and (needs or bool(line.note) or not self._is_low)))
        name = (
            f"Item {line.number}, why {line.judgement or 'so'}"
            if judging
            else f"Item {line.number}, the author's answer"
        )
        self.note.setAccessibleName(name)
        self.note.setAccessibleDescription(f"{line.whole or line.text} {hint if judging else ''}".strip())
        self.note.setPlaceholderText("" if needs or answering else "A remark, where there is one")
        self.where.setAccessibleDescription(f"Item {line.number}: {line.whole or line.text}")

    def _on_typed(self) -> None:
        self._soon.start()

    def _on_left(self, where: str) -> None:
        self.keep()
        self.left.emit(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.keep()
            self.stepped.emit(step)
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if event.type() == QEvent.Type.FocusOut and watched in (self.where, self.note):
            self.keep()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.where.setFixedWidth(theme.scaled(_WHERE if self.width() > theme.scaled(520) else 110))
        self.hint.setVisible(self.width() > theme.scaled(470))


def _texts(line: ChecklistLine, mode: str) -> tuple[str, str]:
    """What is kept of the two fields."""
    return ("", line.answer) if mode == ANSWERING else (line.where, line.note)


def _told(line: ChecklistLine, mode: str) -> str:
    """What stands there to be read only."""
    where = f"Seen: {line.where}." if line.where else ""
    note = line.note
    answer = f"The author: {line.answer}" if line.answer else ""
    if mode == JUDGING:
        return answer
    if mode == ANSWERING:
        return " ".join(part for part in (where, note) if part)
    return " ".join(part for part in (where, note, answer) if part)
