"""The levels of frameworks a course is mapped to, in its inspector: taken out, and mapped to further ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.screens.settings.editing import Lines, choice_box
from trainerpool.operations.materials import map_course, unmap_course
from trainerpool.queries.frameworks import CourseMapping

Do = Callable[..., None]


def level_widgets(course: str, mapping: CourseMapping, do: Do, go: Callable[[], None]) -> tuple[QWidget, ...]:
    """`do(deed, ...)` does a deed of the pool; `go` leads to where levels are changed."""
    lines = Lines("Levels of frameworks")
    for framework, level in mapping.levels:
        is_gone = (framework, level) in mapping.gone
        note = f"{framework} has no such level any more." if is_gone else framework
        take_out: Callable[[], Any] = partial(do, unmap_course, course, framework, level)
        lines.add(level, [("Remove", take_out)], note=note, meaning=Meaning.ATTENTION if is_gone else None)
    if not mapping.levels:
        lines.add("It is mapped to no level yet.")
    box = choice_box()
    for framework, level in mapping.choices:
        box.addItem(f"{level} ({framework})", (framework, level))
    field = Field("Map it to", box)
    box.setAccessibleName("Level to map it to")
    button = Button("Map it", icon="plus")

    def run() -> None:
        chosen = box.currentData()
        if chosen is not None:
            do(map_course, course, *chosen)

    button.does(run)
    button.block("" if mapping.choices else "It is mapped to every level there is.")
    change = Button("Change the levels themselves", "link").does(go)
    return lines, field, button, change
