"""The form of one record in the inspector: its fields, what was changed in them, and what is typed outliving a refresh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from trainerpool.domain.dates import in_words
from trainerpool.gui import drawing, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label, MeaningIcon

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN_DAYS = 182


def text_box(lines: int) -> QPlainTextEdit:
    """A field for some lines of text; Tab leaves it."""
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(lines * theme.line_height() + 14)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def number_box(most: int) -> QSpinBox:
    """A field for a whole number that may be left open."""
    made = QSpinBox()
    made.setRange(0, most)
    made.setSpecialValueText("not set")
    made.setMinimumWidth(72)
    return made


def near(day: date, today: date) -> str:
    """A day as short lines write it: its year only where that is not plain."""
    words = in_words(day)
    return words if abs((day - today).days) > _PLAIN_DAYS else words.removesuffix(f" {day.year}")


def choice_box() -> QComboBox:
    """A choice that gives way: as wide as there is room, whatever its longest entry."""
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    return made


class Form(QWidget):
    """Fields by name; `edited` after every change a person makes."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.controls: dict[str, QWidget] = {}
        self._first: dict[str, Any] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._half_open = False

    def add(
        self,
        name: str,
        label: str,
        control: QWidget,
        value: Any,
        *,
        hint: str = "",
        required: bool = False,
        half: bool = False,
    ) -> None:
        """Add a field showing this value; two halves share a line. A check box is its own label."""
        self.controls[name] = control
        shown: QWidget = control
        if isinstance(control, QCheckBox):
            control.setText(label)
            control.setAccessibleName(label)
            control.setAccessibleDescription(hint)
            control.setToolTip(hint)
        else:
            inside = with_room(control) if isinstance(control, QPlainTextEdit) else control
            shown = self.fields[name] = Field(label, inside, required=required, hint=hint)
            control.setAccessibleName(self.fields[name].label.text())
        row = self._grid.rowCount()
        if half and self._half_open:
            self._grid.addWidget(shown, row - 1, 1, Qt.AlignmentFlag.AlignTop)
            self._half_open = False
        else:
            self._grid.addWidget(shown, row, 0, 1, 1 if half else 2, Qt.AlignmentFlag.AlignTop)
            self._half_open = half
        _show(control, value)
        self._first[name] = self.value(name)
        _on_change(control, self.edited.emit)

    def value(self, name: str) -> Any:
        """What a field holds now: text without outer spaces, a number or None, a truth, a day or None."""
        return _held(self.controls[name])

    def changes(self) -> dict[str, Any]:
        """The fields that are no longer as they were, with what they hold."""
        return {name: self.value(name) for name, first in self._first.items() if self.value(name) != first}

    def given_and_emptied(self) -> tuple[dict[str, Any], list[str]]:
        """The changed fields that hold something, and the names of those that were emptied."""
        changes = self.changes()
        emptied = [name for name, value in changes.items() if value in (None, "")]
        return {name: value for name, value in changes.items() if name not in emptied}, emptied

    def say(self, name: str, text: str, meaning: Meaning = Meaning.STOP) -> None:
        """Show a message under a field; an empty one shows its hint again."""
        self.fields[name].say(text, meaning)

    def take_over(self, before: Form) -> None:
        """What was being typed in the form before stays, and so does the keyboard's place."""
        for name, value in before.changes().items():
            if name in self.controls:
                _show(self.controls[name], value)
        for name, control in before.controls.items():
            if control.hasFocus() and name in self.controls:
                self.controls[name].setFocus()

    def focus(self, name: str = "") -> None:
        """Put the keyboard in a field: this one, or the first."""
        control = self.controls.get(name) or next(iter(self.controls.values()))
        control.setFocus()
        if isinstance(control, QLineEdit):
            control.selectAll()


class RecordInspector(Inspector):
    """A form with its deed, and further sections below; Ctrl+Enter does the deed. `about` is the record's id, "" for a new one."""

    def __init__(self, about: str, title: str, summary: str, deed: str) -> None:
        super().__init__(title, summary)
        self.about = about
        self.form = Form()
        self.save = Button(deed, "outlined", keys="Ctrl+Enter")
        self.basis: Any = None  # what was shown, to tell whether a refresh changes anything
        self._left: Callable[[], None] | None = None

    def offer(self, deed: Callable[[], None], left: Callable[[], None], *below: QWidget) -> None:
        """As the form of something new: its fields, what stands below them, its deed filled, and Cancel or Esc to leave it."""
        self._left = left
        self.save.does(deed).set_kind("filled")
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.save)
        row.addWidget(Button("Cancel").does(left))
        row.addStretch(1)
        self.add(self.form, *below, foot)

    def settle_named(self, missing: str) -> None:
        """Block the deed while there is no name, which `missing` says, or nothing to keep."""
        name = self.form.value("name")
        self.form.say("name", "" if name else missing)
        self.save.block("Give it a name first." if not name else "" if self.form.changes() else "Nothing is changed.")

    def finish(self) -> None:
        """Do the form's deed, unless something stands in the way."""
        if not self.save.is_blocked():
            self.save.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape and self._left is not None:
            self._left()
        else:
            super().keyPressEvent(event)


class GivingLink(Button):
    """A link that is cut short where there is no room for all of it; its whole is in the tool tip and its name."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "link")
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Little is asked for; the line gives it what there is."""
        return QSize(min(80, self.fontMetrics().horizontalAdvance(self._whole) + 4), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        short = drawing.elided(self._whole, self.font(), self.width() - 4)
        self.setText(short)
        self.setAccessibleName(self._whole)
        self.setToolTip(self._whole if short != self._whole else "")


class Lines(QWidget):
    """Short lines below each other, each with the small deeds that can be done about it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)

    def add(
        self, text: str, deeds: Sequence[tuple[str, Callable[[], None]]] = (), *, note: str = "", meaning: Meaning | None = None,
        link: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """One line: words (a link where `link` is given), a muted note under them, and deeds at the right."""
        row = self._grid.rowCount()
        if meaning is not None:
            self._grid.addWidget(MeaningIcon(meaning), row, 0, Qt.AlignmentFlag.AlignTop)
        words: QWidget = GivingLink(text).does(link) if link else Label(text, wraps=True)
        self._grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignVCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for deed, run in deeds:
            button = Button(deed).does(run)
            button.setAccessibleName(f"{deed}: {text}")
            buttons.addWidget(button)
        self._grid.addLayout(buttons, row, 2, Qt.AlignmentFlag.AlignTop)
        if note:
            self._grid.addWidget(Label(note, tone="muted", wraps=True), row + 1, 1, 1, 2)


def with_room(control: QWidget) -> QWidget:
    """A box of text in line with the other fields, whose ring has its own room."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(3, 3, 3, 3)
    row.addWidget(control)
    made.setFocusProxy(control)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def _show(control: QWidget, value: Any) -> None:
    match control:
        case DayField():
            control.set_day(value)
        case QLineEdit():
            control.setText(value or "")
            control.setCursorPosition(0)
        case QPlainTextEdit():
            control.setPlainText(value or "")
        case QSpinBox():
            control.setValue(value or 0)
        case QCheckBox():
            control.setChecked(bool(value))
        case QComboBox():
            control.setCurrentIndex(max(0, control.findData(value)))


def _held(control: QWidget) -> Any:
    match control:
        case DayField():
            return control.day()
        case QLineEdit():
            return control.text() if control.echoMode() is QLineEdit.EchoMode.Password else control.text().strip()
        case QPlainTextEdit():
            return control.toPlainText().strip()
        case QSpinBox():
            return control.value() or None
        case QCheckBox():
            return control.isChecked()
        case QComboBox():
            return control.currentData()
    raise TypeError(type(control).__name__)


def _on_change(control: QWidget, told: Callable[[], None]) -> None:
    match control:
        case QLineEdit():
            control.textChanged.connect(lambda _text: told())
        case QPlainTextEdit():
            control.textChanged.connect(told)
        case QSpinBox():
            control.valueChanged.connect(lambda _value: told())
        case QCheckBox():
            control.toggled.connect(lambda _on: told())
        case QComboBox():
            control.currentIndexChanged.connect(lambda _place: told())
