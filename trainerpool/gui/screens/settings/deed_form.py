"""A form over the inspector for one deed: its fields, what is needed of them, and what it does when it is finished."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.settings.editing import Form
from trainerpool.gui.shell import Shell

Given = dict[str, Any]


class DeedForm(FormPane):
    """`does(values)` is run with what the fields hold, empty ones as None; it says with `send` which operation that is."""

    def __init__(
        self, shell: Shell, title: str, summary: str, deed: str, left: Callable[[], None], *,
        does: Callable[[DeedForm, Given], None], notes: tuple[str, ...] = (), about: str = "",
    ) -> None:  # fmt: skip
        super().__init__(shell, title, summary, deed, left)
        self.about = about
        self._does, self._notes = does, notes
        self._needed: dict[str, str] = {}
        self.then: Callable[[Any], None] | None = None
        self.form = Form()

    def field(
        self, name: str, label: str, control: QWidget, value: Any = None, *, hint: str = "", needs: str = "", half: bool = False
    ) -> DeedForm:  # fmt: skip
        """Add a field; `needs` is said where it is left empty."""
        self.form.add(name, label, control, value, hint=hint, required=bool(needs), half=half)
        if needs:
            self._needed[name] = needs
        if self.first is None:
            self.first = control
        return self

    def starts_with(self, name: str) -> DeedForm:
        """The field the keyboard begins in, where it is not the first."""
        self.first = self.form.controls[name]
        return self

    def done(self, *below: QWidget) -> DeedForm:
        """All fields are in: add what stands below them, the notes and the deed."""
        self.add(self.form, *below, *(Label(note, tone="muted", wraps=True) for note in self._notes))
        self.add_foot()
        return self

    def finish(self) -> None:
        wrong = self._missing()
        if wrong:
            self.form.focus(wrong)
            return
        values = {
            name: self.form.value(name) if isinstance(control, QCheckBox) else self.form.value(name) or None
            for name, control in self.form.controls.items()
        }
        self._does(self, values)

    def _missing(self) -> str:
        """The first field that is empty or cannot be read; what is wrong is said under it."""
        wrong = ""
        for name, control in self.form.controls.items():
            said = self._needed.get(name, "") if self.form.value(name) in (None, "") else ""
            if isinstance(control, DayField) and (problem := control.read().problem):
                said = problem
            if name in self.form.fields:
                self.form.say(name, said)
            wrong = wrong or (name if said else "")
        return wrong

    def send(self, operation: Callable[..., Any], *args: Any, **named: Any) -> None:
        """Do this; the form is left when it is done, and says why where it is refused."""
        self.save.block("Being stored")
        self.shell.do(operation, *args, **named, then=self._on_done, failed=self.refuse, owner=self)

    def _on_done(self, result: Any) -> None:
        then = self.then
        self._left()
        if then is not None:
            then(result)


def lines_field(lines: int) -> QPlainTextEdit:
    """A field for some lines of text."""
    from trainerpool.gui.screens.settings.editing import text_box

    return text_box(lines)
