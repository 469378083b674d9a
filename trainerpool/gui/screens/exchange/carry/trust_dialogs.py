"""Ending the trust in somebody's keys, and new keys for somebody who has some: what each means is said, and why is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.spoken import Role
from trainerpool.operations.trust import old_keys_consequences, revocation_consequences

HELD, LOST = "held", "lost"
LOST_WHY = "Computer lost or stolen"


class EndTrustDialog(FormDialog):
    """`end(why)` once a reason is given; it is kept with the keys and said where what they send is refused."""

    body_role = Role.StaticText

    def __init__(self, parent: QWidget, name: str, today: date, end: Callable[[str], None]) -> None:
        super().__init__(parent, f"End the trust in the keys of {name}?", "End trust", wide=520)
        self.setWindowTitle("Trainer Pool")
        self._end = end
        self.said = tuple(Label(one, wraps=True) for one in revocation_consequences(name, today))
        self.why = QLineEdit()
        self.field = Field("Why", self.why, required=True, hint="Left the pool, computer lost, or in your own words.")
        self.cancel_button.setText("Keep it")
        self.cancel_button.setAccessibleName("Keep it")
        for one in self.said:
            self.body.addWidget(one)
        self.body.addWidget(self.field)
        self.why.setFocus()

    def finish(self) -> None:
        why = self.why.text().strip()
        if not why:
            self.field.say("Say why: it is asked for when something of theirs is refused.")
            self.why.setFocus()
            return
        self.accept()
        self._end(why)


class NewKeysDialog(FormDialog):
    """`go(why)`: why the keys they have end at once, or None where they work until the reply is taken in."""

    body_role = Role.StaticText

    def __init__(self, parent: QWidget, name: str, today: date, go: Callable[[str | None], None]) -> None:
        super().__init__(parent, f"New keys for {name}", "Save the invitation...", wide=560)
        self.setWindowTitle("Trainer Pool")
        self._name, self._today, self._go = name, today, go
        self.which = SegmentedChoice(
            "The computer they had", ((HELD, "Another one now, or passphrase forgotten"), (LOST, "Lost or stolen"))
        )
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.body.addWidget(
            Label("Keys cannot be moved. A new invitation makes new ones on their computer.", wraps=True)
        )
        self.body.addWidget(self.which)
        self.body.addLayout(self.lines)
        self.which.chosen.connect(lambda _key: self._say())
        self._say()
        self.which.setFocus()

    def said(self) -> tuple[str, ...]:
        """What the choice means, in sentences."""
        return old_keys_consequences(self._name, self._today, lost=self.which.choice() == LOST)

    def _say(self) -> None:
        while self.lines.count():
            item = self.lines.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in self.said():
            self.lines.addWidget(Label(one, wraps=True))
        if self.isVisible():
            QTimer.singleShot(0, self, self.settle)  # once what went has gone and what came is laid out

    def finish(self) -> None:
        why = LOST_WHY if self.which.choice() == LOST else None
        self.accept()
        self._go(why)
