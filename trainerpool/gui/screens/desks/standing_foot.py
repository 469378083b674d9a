"""The foot of My sessions: where one stands, in two lines, and the door to what keeps it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from trainerpool.domain.dates import in_words
from trainerpool.domain.standing import State
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Label, MeaningIcon, Pane
from trainerpool.queries.desk_pages import MyStanding


class StandingFoot(Pane):
    """One line while it is folded, two else."""

    def __init__(self, opened: Callable[[], None]) -> None:
        super().__init__("surface")
        self.icon = MeaningIcon(Meaning.GOOD, "badge-check")
        self.fact, self.detail = Label("", "strong", wraps=True), Label("", tone="muted", wraps=True)
        self.link = Button("What keeps me approved", "link").does(opened)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.fact)
        words.addWidget(self.detail)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(Hairline())
        self.column.addLayout(row)
        self.hide()

    def show_standing(self, found: MyStanding) -> None:
        """Where somebody stands today, as worked out at their own desk."""
        self.show()
        self.fact.setText(standing_fact(found))
        due = [f"{one.what} by {in_words(one.by)}" for one in found.now.next_due if one.by]
        self.detail.setText(f"Next: {due[0]}." if due else "")
        self.link.set_text("What keeps me approved" if found.now.state is State.APPROVED else "What it needs")
        self.icon.set_meaning(meaning_of(found), "badge-check" if found.now.state is State.APPROVED else "")

    def fold(self, folded: bool) -> None:
        """Leave out the second line where the page is low."""
        self.detail.setVisible(not folded)


def standing_fact(found: MyStanding) -> str:
    """Where somebody stands, said to them."""
    now = found.now
    if now.state is State.APPROVED and now.approved_until is not None:
        return f"You are approved until {in_words(now.approved_until)}"
    return now.summary


def meaning_of(found: MyStanding) -> Meaning:
    """What the standing means for its holder."""
    if found.now.on_notice_until is not None:
        return Meaning.ATTENTION
    stops = {State.LAPSED: Meaning.STOP, State.SUSPENDED: Meaning.STOP, State.APPROVED: Meaning.GOOD}
    return stops.get(found.now.state, Meaning.NEUTRAL)
