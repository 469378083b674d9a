"""What can be done with one observation as it stands: the same deeds in the inspector, the context menu and the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from trainerpool.domain.observations import ObservationState
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.screens.observations import record_forms
from trainerpool.gui.screens.observations.agreement import AgreementForm
from trainerpool.gui.screens.observations.papers import hold_in_calendar, save_copy, save_paper_form
from trainerpool.gui.screens.observations.scans import Scans
from trainerpool.gui.screens.trainers.words import Visit
from trainerpool.gui.shell import Question, Shell
from trainerpool.queries.observations_page import ObservationPage
from trainerpool.queries.observations_rows import ActionRow

Deed = tuple[str, Callable[[], None]]
_S = ObservationState
_WRITTEN = frozenset({_S.AWAITING_REFLECTION, _S.DRAFT})
_SUBMITTED = frozenset({_S.AWAITING_SECOND, _S.SUBMITTED, _S.COPIED, _S.REPLIED, _S.MODERATED, _S.CLOSED})


class RecordDeeds:
    """`show_form(make)` lays a form over the inspector; `owner` is the page.

    `knows_managers`: whether it is known here who manages whom; an observer's own file does not hold it.
    """

    knows_managers = True

    def __init__(
        self, shell: Shell, owner: QWidget, show_form: Callable[[Callable[[Callable[[], None]], FormPane]], None]
    ) -> None:
        self.shell, self.owner, self.show_form = shell, owner, show_form
        self.scans = Scans(shell, owner)

    def entries(self, page: ObservationPage) -> list[Deed]:
        """What can be done, the next step first."""
        state, row = page.row.state, page.row
        made: list[Deed] = []
        if state in (_S.PLANNED, _S.UNDER_WAY):
            made.append(
                ("Start the visit" if state is _S.PLANNED else "Go on with the visit", lambda: self.observe(page))
            )
        if state is _S.PLANNED:
            made += [
                ("Hold in a calendar", lambda: hold_in_calendar(self.shell, self.owner, page)),
                ("Change the visit", lambda: self._form(record_forms.change_visit, page)),
            ]
        if state in _WRITTEN:
            made += self._writing(page)
        moderates = ("Moderate", lambda: self._form(record_forms.moderation, page))
        if row.limit and state in (_S.SUBMITTED, _S.COPIED):
            made.append(moderates)  # nothing else lifts what was corrected away
        if state is _S.AWAITING_SECOND:
            made.append(("Agree as second person", lambda: self._form(record_forms.second, page)))
        if state is _S.SUBMITTED:
            made.append(("The copy was given", lambda: self._do("give_copy", row.id)))
        if state is _S.COPIED or (state in (_S.REPLIED, _S.MODERATED) and page.replied_on is None):
            made.append(("Record the reply", lambda: self._form(record_forms.reply, page)))
        if state in (_S.SUBMITTED, _S.COPIED, _S.REPLIED) and page.moderated_on is None and moderates not in made:
            made.append(moderates)
        if state is _S.MODERATED:
            made.append(("Close", lambda: self._do("close_observation", row.id)))
        if state in (_S.AWAITING_SECOND, _S.SUBMITTED, _S.COPIED, _S.REPLIED):
            made.append(("Send back to the observer", lambda: self._form(record_forms.send_back, page)))
        return made + self._around(page)

    def _around(self, page: ObservationPage) -> list[Deed]:
        """What can be done beside its next step: papers, corrections, calling it off."""
        state, row = page.row.state, page.row
        made: list[Deed] = []
        if state in _SUBMITTED:
            made += [
                ("Save the written copy", lambda: save_copy(self.shell, self.owner, page)),
                ("Correct", lambda: self._correct(page)),
            ]
        if page.visit is not None and page.visit.entered_by and state is not _S.CANCELLED:
            made.append(("Attach a scan", lambda: self.scans.attach(str(row.visit_id))))
        if page.visit is not None and state in (_S.PLANNED, _S.UNDER_WAY):
            made += [
                ("Print the paper form", lambda: save_paper_form(self.shell, self.owner, page)),
                ("Cancel the visit", lambda: self._form(record_forms.cancel_visit, page)),
            ]
        return made

    def _writing(self, page: ObservationPage) -> list[Deed]:
        """From the end of the visit to its submission: reflection first."""
        reflected = page.reflected_on is not None
        reflects = (
            "Change the reflection" if reflected else "Record the reflection",
            lambda: self._form(record_forms.reflection, page),
        )
        agrees = ("Strengths, actions and outcome", lambda: self._agree(page))
        made: list[Deed] = [agrees, reflects] if reflected else [reflects, agrees]
        if not page.wants:
            made.insert(0, ("Submit", lambda: self._do("submit_observation", page.row.id)))
        return [
            *made,
            ("Judgements and notes", lambda: self.observe(page)),
            ("Back under way", lambda: self._resume(page)),
        ]

    # each of them

    def observe(self, page: ObservationPage) -> None:
        """The full-screen form of its visit."""
        if page.row.visit_id:
            self.shell.navigate("visit", page.row.visit_id)

    def open_whole(self, page: ObservationPage) -> None:
        """The observation's own page."""
        self.shell.navigate("observation", page.row.id)

    def to_details(self, page: ObservationPage) -> None:
        """Where the manager of the trainer is recorded."""
        self.shell.navigate("trainer", Visit(page.row.person_id, tab="details"))

    def settle(self, action: ActionRow) -> None:
        """Mark an action as done, on a day, with how it shows."""
        self.show_form(lambda left: record_forms.settle(self.shell, left, action.id, action.text))

    def reopen(self, action: ActionRow) -> None:
        """An action that is not done after all."""
        self._do("reopen_action", action.id)

    def _agree(self, page: ObservationPage) -> None:
        self.show_form(lambda left: AgreementForm(self.shell, page, left))

    def _correct(self, page: ObservationPage) -> None:
        self.show_form(lambda left: AgreementForm(self.shell, page, left, corrects=True))

    def _form(self, make: Callable[..., FormPane], page: ObservationPage) -> None:
        self.show_form(lambda left: make(self.shell, page, left))

    def _resume(self, page: ObservationPage) -> None:
        question = Question(
            "Is the visit still under way?",
            "It was finished too early. Notes and judgements stay as they are.",
            "Go on with the visit",
        )

        def answered(yes: bool) -> None:
            if yes:
                self._do("resume_visit", page.row.visit_id, then=lambda _done: self.observe(page))

        self.shell.dialogs.confirm(self.owner, question, answered)

    def _do(self, name: str, *args: Any, then: Callable[[Any], None] | None = None) -> None:
        def work(desk: Any) -> Any:
            from trainerpool.operations import observations

            return getattr(observations, name)(desk, *args)

        self.shell.do(work, then=then, owner=self.owner)
