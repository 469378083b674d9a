"""What is on record of the course whose pack is shown: level, strand, length, group, audience, outcomes, what comes first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.materials.loading import ShownMaterials
from trainerpool.gui.screens.settings.courses import length_words

Do = Callable[[str, str], None]


def course_told(shown: ShownMaterials, do: Do) -> list[QWidget]:
    """Lines of label and fact, what is not told said once; then the way to change it."""
    record, row = shown.record, shown.course
    if record is None or row is None:
        return []
    group = f"{record.max_learners} learners at most" if record.max_learners else ""
    size = ", ".join(part for part in (length_words(record.minutes, record.days), group) if part)
    facts = [
        ("Tier", record.tier), *((framework, level) for framework, level in row.levels), ("Strand", record.strand.capitalize()),
        ("Length and group", size), ("For", record.audience), ("What comes first", record.prerequisites), ("Outcomes", record.outcomes),
    ]  # fmt: skip
    made: list[QWidget] = []
    for label, text in facts:
        if text:
            made.append(Label(f"{label}: {text}", wraps=True))
    lacking = [label.lower() for label, text in facts if not text]
    if not row.levels:
        lacking.insert(0, "levels of frameworks")
    if lacking:
        made.append(Label(f"Not told yet: {', '.join(lacking)}.", tone="muted", wraps=True))
    made.append(Button("Change the course", "link").does(lambda: do("course", "")))
    return made
