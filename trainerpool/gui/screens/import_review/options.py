"""One question with its answers to choose from; the words of an answer may be long, and one may be typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from trainerpool.exchange.spreadsheets.reading import Question
from trainerpool.gui.parts.labels import Label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TYPED = {
    "agency": "Another agency", "course": "Another course", "person": "Somebody else", "date": "This day", "value": "Something else",
}  # fmt: skip
_HINT = {"date": "Such as 12 Jan 2027", "person": "First name and surname"}


class _Words(Label):
    """The words of a radio button: a click on them chooses it."""

    def __init__(self, text: str, radio: QRadioButton, tone: str = "") -> None:
        super().__init__(text, tone=tone, wraps=True)
        self._radio = radio

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        self._radio.setChecked(True)
        self._radio.setFocus()


class _TypedLine(QLineEdit):
    """The answer that is typed: going into it chooses it."""

    def __init__(self, radio: QRadioButton) -> None:
        super().__init__()
        self._radio = radio

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._radio.setChecked(True)
        super().focusInEvent(event)


class Options(QWidget):
    """`accepted` on Enter within; `value()` is the answer chosen, None where a typed one is still empty."""

    accepted = Signal()
    changed = Signal()

    def __init__(self, question: Question, chosen: str | None = None) -> None:
        super().__init__()
        self.setAccessibleName("Answers")
        self._group = QButtonGroup(self)
        self._values: dict[QRadioButton, str | None] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.typed: QLineEdit | None = None
        for option in question.options:
            self._add(option.value, option.words, _detail(question, option.value))
        if question.kind in _TYPED and question.section in ("agencies", "courses", "values"):
            self._add_typed(_TYPED[question.kind], _HINT.get(question.kind, ""))
        wanted = question.default if chosen is None else chosen
        for radio, value in self._values.items():
            radio.setChecked(value == wanted)
        if self._group.checkedButton() is None and self._values:
            next(iter(self._values)).setChecked(True)
        self._group.buttonToggled.connect(lambda *_: self.changed.emit())

    def value(self) -> str | None:
        """The value of the chosen answer."""
        radio = self._group.checkedButton()
        if not isinstance(radio, QRadioButton):
            return None
        value = self._values[radio]
        if value is None and self.typed is not None:
            return self.typed.text().strip() or None
        return value

    def focus_chosen(self) -> None:
        """Put the focus on the answer that is chosen."""
        radio = self._group.checkedButton()
        if radio is not None:
            radio.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, value: str | None, words: str, detail: str = "") -> QRadioButton:
        radio = QRadioButton()
        radio.setAccessibleName(words)
        radio.setAccessibleDescription(detail)
        radio.installEventFilter(self)
        self._group.addButton(radio)
        self._values[radio] = value
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(radio, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(_Words(words, radio))
        if detail:
            lines.addWidget(_Words(detail, radio, "muted"))
        row.addLayout(lines, 1)
        self._column.addLayout(row)
        return radio

    def _add_typed(self, words: str, hint: str) -> None:
        radio = self._add(None, words)
        self.typed = _TypedLine(radio)
        self.typed.setAccessibleName(words)
        self.typed.setPlaceholderText(hint)
        self.typed.textChanged.connect(lambda _text: self.changed.emit())
        self.typed.installEventFilter(self)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 0, 0)
        row.addWidget(self.typed)
        self._column.addLayout(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self.accepted.emit()
            return True
        return super().eventFilter(watched, event)


def _detail(question: Question, value: str) -> str:
    """What an answer would do, where its words do not say it."""
    if question.kind == "duplicate":
        return {
            "same": "One trainer; the empty fields of one row are filled from the other.",
            "different": "Both come in, each as a trainer of their own.",
        }.get(value, "")
    if question.kind == "agency":
        return "Nothing else is joined with it." if value == question.about else "This spelling is remembered for it."
    if question.kind == "course":
        return "Nothing else is joined with it." if value == question.about else "This name is remembered for it."
    if value == "" and question.kind in ("date", "person"):
        return "Its text is kept as a note."
    return ""
