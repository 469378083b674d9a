"""The standing in a sentence under the head of a narrow page, where the inspector that says why is closed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from trainerpool.domain.standing import Meaning as Weight
from trainerpool.domain.standing import Standing
from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Label, MeaningIcon, Pane
from trainerpool.queries.trainer_page import TrainerPage

_SHOWN = (Weight.STOP, Weight.ATTENTION)


class SummaryLine(Pane):
    """Shown only where the window is narrow; `asked()` when the whole reason is wanted."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self._has = False
        self.icon, self.text = MeaningIcon(), Label("", wraps=True)
        self.why = Button("Why", "link").does(self.asked.emit)
        row = QHBoxLayout()
        row.setContentsMargins(16, 2, 13, 2)
        row.setSpacing(8)
        row.addWidget(self.icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.why)
        self.column.addLayout(row)
        self.column.addWidget(Hairline())
        self.hide()

    def show_page(self, page: TrainerPage) -> None:
        """Say where this trainer stands, and what would mend it."""
        found = page.standing
        # A lapse names its own way back; a notice only counts what is missing.
        first = next((one.kind.in_sentence for one in page.mends), "") if found.on_notice_until is not None else ""
        text = f"{found.summary} {first[:1].upper()}{first[1:]} would mend it." if first else found.summary
        self._has = bool(text)
        self.text.setText(text)
        self.icon.set_meaning(_weight(found))
        self.setAccessibleName(text)
        self._settle()

    def follow(self) -> None:
        """Show or hide as the window is narrow or not."""
        self._settle()

    def _settle(self) -> None:
        narrow = self.window().width() < theme.tokens().layout["lay_inspector_over_under"]
        self.setVisible(narrow and self._has)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()


def _weight(found: Standing) -> Meaning:
    weight = next((one.meaning for one in found.reasons if one.meaning in _SHOWN), None)
    if weight is not None and (not found.may_deliver or found.on_notice_until is not None):
        return Meaning(weight.value)
    return Meaning.GOOD if found.may_deliver else Meaning.NEUTRAL
