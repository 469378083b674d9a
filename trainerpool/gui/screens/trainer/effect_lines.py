"""What an item of evidence would do, said in its form before it is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.labels import Label, MeaningIcon, Pane
from trainerpool.queries.trainer_effect import Effect

_MOST = 4


class EffectLines(Pane):
    """Each effect in one line: its icon, the sentence, and how it stands now; read out as one."""

    def __init__(self) -> None:
        super().__init__("raised")
        self.title = Label("With this", "strong")
        self.column.setContentsMargins(16, 0, 16, 4)
        self.column.setSpacing(2)
        self.column.addWidget(self.title)
        self._lines: list[QWidget] = []
        self.said: tuple[str, ...] = ()
        self.hide()

    def show_effects(self, effects: Sequence[Effect], title: str = "With this") -> None:
        """Say these; none hides the block."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self.title.setText(title)
        shown = effects[:_MOST]
        self._lines = [_line(one) for one in shown]
        for line in self._lines:
            self.column.addWidget(line)
        self.said = tuple(" ".join(part for part in (f"{one.text}.", one.detail) if part) for one in shown)
        self.setAccessibleName(f"{title}: {' '.join(self.said)}" if shown else "")
        self.setVisible(bool(shown))


def _line(effect: Effect) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{effect.text}. {effect.detail}".strip())
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(MeaningIcon(Meaning(effect.meaning.value)))
    row.addWidget(Label(f"{effect.text}."))
    row.addWidget(Label(effect.detail, tone="muted", wraps=True), 1)
    made.setMinimumHeight(theme.line_height())
    return made
