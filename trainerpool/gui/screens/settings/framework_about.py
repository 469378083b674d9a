"""The inspector of Settings' frameworks: an item in full with what can be done with it, or the framework itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.domain.framework_changes import DraftItem
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.queries.framework_history import OBSERVATION, FrameworkHistory

Deed = tuple[str, str, Callable[[], None]]


def about_item(history: FrameworkHistory, row: DraftItem, deeds: Sequence[Deed], is_open: bool) -> Inspector:
    """One item as it is and would be."""
    item = row.item
    made = Inspector(f"Item {item.no}", item.short or item.group)
    made.add(Label(item.text, wraps=True), *([Label(item.group, tone="muted", wraps=True)] if item.short and item.group else []))  # fmt: skip
    reasons = []
    if item.starred:
        reasons.append(Reason(Meaning.INFORMATION, _star(history), icon="star"))
    if row.change and is_open:
        said = {"New": "It is new", "Retired": "It is left out of the next version"}.get(row.change, row.change)
        before = row.before
        detail = f"Before: {before.short or before.text}" if before is not None and row.change == "Reworded" else ""
        reasons.append(Reason(Meaning.ATTENTION, said, detail or "Not in force yet.", "pencil"))
    if reasons:
        made.add(*(ReasonLine(one) for one in reasons))
    if deeds:
        made.add(_deeds(deeds, f"Item {item.no}"), title="What could be done")
    else:
        made.add(Label("An older version stays as it was.", tone="muted", wraps=True))
    return made


def about_framework(history: FrameworkHistory, deeds: Sequence[Deed]) -> Inspector:
    """The framework where no item is in focus."""
    made = Inspector(history.name, history.purpose)
    made.add(_deeds(deeds, history.name), title="What could be done")
    return made


def _star(history: FrameworkHistory) -> str:
    return "Must be Met for a TtT sign-off" if history.sort == OBSERVATION else "A No stops approval"


def _deeds(deeds: Sequence[Deed], whose: str) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName("What could be done")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for words, keys, run in deeds:
        button = Button(words, keys=keys).does(run)
        button.setAccessibleDescription(whose)
        column.addWidget(button)
    return holder
