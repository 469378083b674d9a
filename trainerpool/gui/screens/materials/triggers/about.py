"""The inspector of a trigger: what has to change, and each course it flagged with what became of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.gui.screens.materials.triggers.rows import became
from trainerpool.queries.material_learning import TriggerRow
from trainerpool.queries.materials import FlagRow

Do = Callable[[str, str], None]


def about_trigger(row: TriggerRow, do: Do) -> Inspector:
    """`do(word, flag)` does a deed: settle, open, flag."""
    made = Inspector(row.title, f"{row.sort.capitalize()}, in force from {in_words(row.on)}")
    if row.note:
        made.add(Label(row.note, wraps=True), title="What has to change")
    still = [(flag, name) for flag, name, _ in row.flags if flag.is_open]
    done = [(flag, name, version) for flag, name, version in row.flags if not flag.is_open]
    if still:
        made.add(*(_open(flag, name, do) for flag, name in still), title=f"{count_of(len(still), 'course')} to answer")
    if done:
        made.add(*(_settled(flag, name, version, do) for flag, name, version in done), title=f"{count_of(len(done), 'course')} settled")  # fmt: skip
    made.add(Button("Flag more courses...", icon="flag").does(lambda: do("flag", "")), title="What could be done")
    return made


def _open(flag: FlagRow, name: str, do: Do) -> QWidget:
    deeds = [("Settle...", "settle"), ("Open pack", "open")]
    return _line(Reason(Meaning.ATTENTION, name, became(flag, ""), "flag"), deeds, flag, name, do)


def _settled(flag: FlagRow, name: str, version: str, do: Do) -> QWidget:
    return _line(Reason(Meaning.GOOD, name, became(flag, version)), [("Open pack", "open")], flag, name, do)


def _line(reason: Reason, deeds: list[tuple[str, str]], flag: FlagRow, name: str, do: Do) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(ReasonLine(reason))
    row = QHBoxLayout()
    row.setContentsMargins(20, 0, 0, 0)
    row.setSpacing(2)
    for words, word in deeds:
        button = Button(words, "link" if word == "open" else "outlined").does(lambda word=word: do(word, flag.id))  # type: ignore[misc]
        button.setAccessibleName(f"{words.removesuffix('...')}: {name}")
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
    return holder
