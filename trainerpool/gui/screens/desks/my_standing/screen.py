"""The page of My standing: the path, what keeps the approval, what is next and by when, and what the Business Unit said."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent

from trainerpool.domain.dates import in_words
from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.path import StageState
from trainerpool.gui.parts.why import Reason, WhyBlock
from trainerpool.gui.screens.desks import session_forms as forms
from trainerpool.gui.screens.desks.lines import Line
from trainerpool.gui.screens.desks.own_page import Deed, OwnPage
from trainerpool.gui.screens.desks.standing_foot import standing_fact
from trainerpool.gui.screens.trainer.path_pane import PathPane
from trainerpool.gui.screens.trainers import words
from trainerpool.gui.shell import Command, Shell
from trainerpool.queries.desk_pages import MyStanding, my_standing
from trainerpool.queries.own_work import HeldFileRow
from trainerpool.queries.trainer_page import TrainerPage, trainer_page

_ICONS = {
    Meaning.GOOD: "circle-check", Meaning.ATTENTION: "triangle-alert", Meaning.STOP: "octagon-x", Meaning.INFORMATION: "info",
    Meaning.NEUTRAL: "circle-dashed",
}  # fmt: skip
_STAGES = {
    StageState.DONE: "circle-check", StageState.DECISION: "badge-check", StageState.NOW: "circle-dot", StageState.COMING: "circle-dashed",
}  # fmt: skip
_DONE = (StageState.DONE, StageState.DECISION)


class MyStandingScreen(OwnPage):
    """Nothing is changed here: it is worked out from one's own evidence, as the pool works it out."""

    title = "My standing"

    def __init__(self, shell: Shell) -> None:
        self.support = Button("Ask for support", icon="phone")
        self.path = PathPane()
        self.found: MyStanding | None = None
        self.page: TrainerPage | None = None
        self._is_low = False
        super().__init__(shell, (self.support,))
        self.support.does(self.ask_support)
        self.above.addWidget(self.path)
        self.path.opened.connect(lambda _ids: self.shell.show_inspector())
        self.path.hide()
        shell.set_commands([Command("Ask for support", self.ask_support, "My standing", "", "phone")])

    def question(self, desk: Any, held: HeldFileRow, today: date) -> tuple[MyStanding, TrainerPage | None]:
        return desk.ask(my_standing, held.person, today), desk.ask(trainer_page, held.person, today)

    def tell(self, found: tuple[MyStanding, TrainerPage | None]) -> None:
        self.found, self.page = found
        self._fill()

    def _fill(self) -> None:
        if self.found is None:
            return
        now, page = self.found.now, self.page
        self.header.set_summary([standing_fact(self.found).rstrip(".") + "."])
        self._is_low = self._has_no_room()
        self.path.setVisible(page is not None and bool(now.path) and not self._is_low)
        if page is not None:
            self.path.show_page(page)
        way = [
            Line(
                f"stage{n}",
                one.title,
                one.note,
                one.when,
                _STAGES[one.state],
                Meaning.GOOD if one.state in _DONE else None,
            )
            for n, one in enumerate(words.stages(now) if self._is_low else ())
        ]
        due = [
            Line(f"due{n}", one.what, "", in_words(one.by, weekday=True) if one.by else "No date", "clock", None)
            for n, one in enumerate(now.next_due)
        ]
        reasons = []
        for n, one in enumerate(now.reasons):
            meaning = Meaning(one.meaning.value)
            reasons.append(Line(f"why{n}", one.text.rstrip("."), one.detail, "", _ICONS[meaning], meaning))
        if not self.show_groups(
            [("What is next, and by when", due), ("What it rests on", reasons), ("Train-the-Trainer", way)]
        ):
            self.show_empty(
                "Nothing is known of your standing", "It comes with a trainer's carry file.", (), "badge-check"
            )

    def _has_no_room(self) -> bool:
        """Whether the path drawn would leave no room for the list: its stages are lines of the list then."""
        return self.height() < theme.scaled(420) or self.width() < theme.scaled(640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._has_no_room() != self._is_low:
            self._fill()

    def about(self, line: Line) -> None:  # noqa: ARG002  what was told stands beside every line
        found = self.found
        if found is None:
            return
        told = found.told
        on = in_words(date.fromisoformat(told["on"]), weekday=True) if told.get("on") else ""
        pane = Inspector("What the Business Unit holds", f"As it was on {on}." if on else "")
        reasons = [
            Reason(Meaning.NEUTRAL, str(one["text"]).rstrip("."), str(one.get("detail") or ""))
            for one in told.get("reasons", ())
        ]
        if told.get("summary"):
            pane.add(Label(str(told["summary"]), wraps=True), title="Said of you")
        if reasons:
            pane.add(WhyBlock("Because", reasons, keeps_order=True))
        text = "It was worked out again here, from your own records and what you did since. Where the two differ, send your changes."
        pane.add(Label(text, tone="muted", wraps=True), title="This page")
        pane.add(Button("Ask for support", "link").does(self.ask_support))
        self.shell.set_inspector(pane)

    def do(self, line: Line, word: str) -> None:  # noqa: ARG002
        self.shell.show_inspector()

    def deeds_of(self, line: Line) -> list[Deed]:  # noqa: ARG002
        return [("Ask for support", self.ask_support)]

    def ask_support(self) -> None:
        """Ask the Business Unit for support."""
        if self.person:
            self.show_form(forms.support(self.shell, self.person, self.leave_form))
