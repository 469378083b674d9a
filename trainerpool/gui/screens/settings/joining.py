"""What lists of Settings join: another spelling of a record, and one record merged into another of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QComboBox, QLineEdit

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label


def adding_spelling(line: QLineEdit, add: Callable[[str], None]) -> tuple[Field, Button]:
    """The field of another spelling, with its deed; `add` gets what was typed."""
    field = Field("Another spelling", line, hint="As it stands in somebody's spreadsheet.")

    def put() -> None:
        text = line.text().strip()
        field.say("" if text else "Give the spelling first.")
        if text:
            add(text)

    line.returnPressed.connect(put)
    return field, Button("Add spelling", icon="plus").does(put)


def merging(
    into: QComboBox, one: str, others: Iterable[tuple[str, str]], consequence: Callable[[str], str], merge: Callable[[str], None]
) -> tuple[Field, Label, Button]:  # fmt: skip
    """The choice of what to merge into, what that would do, and the deed.

    `one` is "a venue", `others` are names with ids; `consequence(name)` is said before it is done, with "" before a choice.
    """
    into.addItem(f"Choose {one}", "")
    for name, key in others:
        into.addItem(name, key)
    what = Label(" ", tone="muted", wraps=True)
    deed = Button("Merge", icon="git-merge").does(lambda: merge(str(into.currentData())))

    def settle() -> None:
        chosen = into.currentText() if into.currentData() else ""
        deed.block("" if chosen else f"Choose the {one.partition(' ')[2]} first.")
        what.setText(consequence(chosen))

    into.currentIndexChanged.connect(lambda _place: settle())
    settle()
    return Field("Into", into), what, deed
