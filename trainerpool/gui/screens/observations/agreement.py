"""What observer and trainer agree after a visit: up to three strengths, up to three actions, and the outcome; corrected later as a revision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit

from trainerpool.domain.observing import MOST_ACTIONS, MOST_STRENGTHS
from trainerpool.domain.outcomes import limits_delivery
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.screens.observations.corrected_judgements import CorrectedJudgements
from trainerpool.gui.screens.observations.words import OUTCOMES, title_of
from trainerpool.gui.screens.settings.deed_form import lines_field
from trainerpool.gui.screens.settings.editing import Form, choice_box
from trainerpool.gui.shell import Shell
from trainerpool.queries.observations_page import ObservationPage

_LIFTS = "Where this takes the limit away, it stands until somebody else has moderated the correction."
_ORDINALS = ("First", "Second", "Third")


class AgreementForm(FormPane):
    """Everything at once, one undo. With `corrects` it asks why, and takes judgements as well."""

    def __init__(self, shell: Shell, page: ObservationPage, left: Callable[[], None], corrects: bool = False) -> None:
        row = page.row
        title = "Correct the observation" if corrects else "Strengths, actions and outcome"
        super().__init__(shell, title, title_of(row), "Correct" if corrects else "Keep", left)
        self.page, self._corrects = page, corrects
        self.form = Form()
        if corrects:
            self._ask_why()
        self._ask_strengths()
        self._ask_actions()
        self.outcome = choice_box()
        if not (corrects and row.outcome):
            self.outcome.addItem("Not chosen yet", "")
        for one in OUTCOMES:
            self.outcome.addItem(one.value, one.value)
        self.form.add(
            "outcome",
            "Outcome",
            self.outcome,
            row.outcome,
            hint=_LIFTS
            if corrects and limits_delivery(row.outcome)
            else "The last two move standing once a second person agrees.",
        )
        if not corrects:
            self.form.add("spoken", "Spoken with the trainer on", DayField("Spoken on", shell.today()), page.spoken_on,
                          hint="The same day, where it can be.")  # fmt: skip
        self.add(self.form)
        self.add_foot()
        self.first = next(iter((self.reason if corrects else self.form).controls.values()))

    def _ask_why(self) -> None:
        self.reason = Form()
        self.reason.add("why", "Why", lines_field(2), "", required=True)
        self.judged = CorrectedJudgements(self.page.framework, self.page.judgements)
        self.add(self.reason)
        self.add(self.judged, title="Judgements")

    def _ask_strengths(self) -> None:
        for place in range(MOST_STRENGTHS):
            told = self.page.row.strengths[place] if place < len(self.page.row.strengths) else ""
            label = "Strengths, up to 3" if not place else f"{_ORDINALS[place]} strength"
            self.form.add(f"strength{place}", label, lines_field(2), told)

    def _ask_actions(self) -> None:
        known = self.page.row.actions
        for place in range(MOST_ACTIONS):
            one = known[place] if place < len(known) else None
            label = "Actions, up to 3" if not place else f"{_ORDINALS[place]} action"
            self.form.add(f"action{place}", label, lines_field(2), one.text if one else "")
            self.form.add(f"owner{place}", "Who", QLineEdit(), one.owner if one else "")
            due = DayField(f"By when, action {place + 1}", self.shell.today())
            self.form.add(f"due{place}", "By when", due, one.due if one else None)
            self.form.controls[f"owner{place}"].setAccessibleName(f"Who does action {place + 1}")
            due.setAccessibleName(f"By when, action {place + 1}")

    def finish(self) -> None:
        strengths = [self.form.value(f"strength{place}") for place in range(MOST_STRENGTHS)]
        actions: list[dict[str, Any]] = []
        for place in range(MOST_ACTIONS):
            text, owner, due = (self.form.value(f"{name}{place}") for name in ("action", "owner", "due"))
            if text:
                actions.append({"text": text, "owner": owner or None, "due": due.isoformat() if due else None})
        outcome = self.form.value("outcome") or None
        if self._corrects:
            self._correct(strengths, actions, outcome)
            return
        page, spoken = self.page, self.form.value("spoken")

        def work(desk: Any) -> Any:
            from trainerpool.operations import observations as deeds

            key = page.row.id
            with desk.together(f"Agree strengths and actions of {page.row.trainer}") as joined:
                deeds.set_strengths(desk, key, strengths)
                deeds.set_actions(desk, key, actions)
                if outcome is not None:
                    deeds.set_outcome(desk, key, outcome)
                if spoken is not None and spoken != page.spoken_on:
                    deeds.record_conversation(desk, key, spoken)
            return joined.done

        self._send(work)

    def _correct(self, strengths: list[str], actions: list[dict[str, Any]], outcome: str | None) -> None:
        why = self.reason.value("why")
        if not why:
            self.reason.say("why", "Say why: the revision keeps it.")
            self.reason.focus("why")
            return
        self.reason.say("why", "")
        if (lacking := self.judged.missing()) is not None:
            lacking.setFocus()
            return
        page, judgements = self.page, self.judged.changes() or None

        def work(desk: Any) -> Any:
            from trainerpool.operations.observations import correct_observation

            return correct_observation(
                desk, page.row.id, why, judgements=judgements, strengths=[one for one in strengths if one], actions=actions,
                outcome=outcome,
            )  # fmt: skip

        self._send(work)

    def _send(self, work: Callable[[Any], Any]) -> None:
        self.save.block("Being stored")
        self.shell.do(work, then=lambda _done: self._left(), failed=self.refuse, owner=self)
