"""What is done on Calls: asking, writing to those who have not answered, entering an answer, taking a call back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.exchange.drafts import as_text, mailto
from trainerpool.gui.background import CancelToken, Progress
from trainerpool.gui.outside import Outside, SystemOutside
from trainerpool.gui.screens.exchange.calls.ask_dialog import AskDialog
from trainerpool.gui.screens.exchange.carry.about import Deed
from trainerpool.gui.screens.trainers.words import Visit
from trainerpool.gui.shell import Question, Shell
from trainerpool.operations.calls import (
    CallDrafts,
    draft_of_call,
    record_call_written,
    take_back_call,
    write_call_drafts,
)
from trainerpool.operations.desk_deeds.asking import answer_availability, call_for_availability
from trainerpool.problem import Problem
from trainerpool.queries.calls import AskedRow, CallPageRow

_NO_PROGRAM = "No program of this computer began the e-mail. Copy the text instead."


class CallsDoing:
    """The deeds of the page; `outside` is what the rest of the computer is asked through."""

    def __init__(self, shell: Shell, page: QWidget, outside: Outside | None = None) -> None:
        self._shell, self._page = shell, page
        self.outside: Outside = outside or SystemOutside()

    def of(self, call: CallPageRow, one: AskedRow) -> Sequence[Deed]:
        """What can be done about one person, the likeliest first."""
        deeds: list[Deed] = []
        navigate = self._shell.navigate
        if one.returned:
            deeds.append(("Look at their return", "arrow-left-right", lambda: navigate("exchange", one.returned)))
        if not one.is_answered:
            deeds.append(("Enter their answer...", "check", lambda: self.enter(call, one)))
            if one.email:
                deeds.append(("Begin an e-mail", "send", lambda: self.begin_mail(call, one)))
            deeds.append(("Copy the text", "list-lines", lambda: self.copy(call, one)))
            if one.carried is None:
                words = "Hand out a carry file" if one.has_keys else "Invite to a desk of their own"
                deeds.append((words, "lock", lambda: navigate("carry", one.id)))
        days = Visit(one.id, tab="availability")
        deeds.append(("Open their availability", "calendar-days", lambda: navigate("trainer", days)))
        return deeds

    def of_call(self, call: CallPageRow) -> Sequence[Deed]:
        """What can be done about a whole call."""
        return (("Take the call back...", "undo-2", lambda: self.take_back(call)),)

    def ask(self) -> None:
        """Ask for a period, a day to answer by and whom, and ask them."""

        def go(dialog: AskDialog) -> None:
            wanted = dialog.wanted()
            self._shell.do(
                call_for_availability, wanted.start, wanted.end, wanted.answer_by, wanted.note, wanted.trainers,
                then=lambda done: dialog.asked(str(done.result)), failed=dialog.refuse, owner=dialog,
            )  # fmt: skip

        dialog = AskDialog(self._page, self._shell, go)
        dialog.called.connect(lambda call: self._shell.navigate("calls", call))
        dialog.open()

    def enter(self, call: CallPageRow, one: AskedRow) -> None:
        """Record that somebody has said when they are free, and how they told it; their days are entered on their page."""

        def answered(how: str | None) -> None:
            if how is not None:
                self._shell.do(answer_availability, call.id, one.id, how.strip() or None, owner=self._page)

        self._shell.dialogs.ask_text(
            self._page, f"The answer of {one.name}",
            "How did they tell it? Days they are away are entered under Open their availability.", answered,
        )  # fmt: skip

    def begin_mail(self, call: CallPageRow, one: AskedRow) -> None:
        """Begin a mail in the person's own program, and record them as written to."""

        def begin(draft: Any) -> None:
            link, whole = mailto(draft)
            if not self.outside.open_link(link):
                self._shell.problem(Problem(_NO_PROGRAM, kept="Nothing was recorded."))
                return
            if not whole:
                self._shell.toast("The text was too long for a link and is cut.")
            self._record(call, one)

        self._shell.work(lambda desk: draft_of_call(desk, call, one), then=begin, owner=self._page)

    def copy(self, call: CallPageRow, one: AskedRow) -> None:
        """Put the mail on the clipboard, and record them as written to."""

        def put(draft: Any) -> None:
            self.outside.copy(as_text(draft))
            self._record(call, one)

        self._shell.work(lambda desk: draft_of_call(desk, call, one), then=put, owner=self._page)

    def _record(self, call: CallPageRow, one: AskedRow) -> None:
        self._shell.do(record_call_written, call.id, [one.id], owner=self._page)

    def write_all(self, call: CallPageRow) -> None:
        """Ask for a folder, and write a draft for everybody who has not answered; Cancel leaves none."""

        def chosen(folder: Path | None) -> None:
            if folder is None:
                return
            cancel, progress = CancelToken(), Progress()

            def failed(error: Exception) -> None:
                if cancel.is_cancelled() and isinstance(error, Problem):
                    self._shell.toast("Stopped: no draft was left in the folder, and nobody is recorded as written to.")
                else:
                    self._shell.problem(error)

            self._shell.do(
                lambda desk: write_call_drafts(desk, call.id, folder, told=progress, stopped=cancel.is_cancelled),
                then=lambda done: self._written(done.result), failed=failed, title="Writing drafts", cancel=cancel,
                progress=progress, owner=self._page,
            )  # fmt: skip

        self._shell.dialogs.choose_folder(self._page, "Folder for the drafts", chosen)

    def _written(self, made: CallDrafts) -> None:
        missing = f" {count_of(made.without_address, 'draft')} without a recipient." if made.without_address else ""
        self._shell.toast(
            f"{count_of(len(made.files), 'draft')} in {made.files[0].parent.name}; whoever has the files can read them.{missing}",
            undo=True,
        )

    def take_back(self, call: CallPageRow) -> None:
        """Take a call back, once what that means is said."""
        answers = count_of(call.answered, "answer")
        details = (
            f"Its {answers} {'goes' if call.answered == 1 else 'go'} with it; days away and weekdays that were told stay.",
            "Carry files that are out still ask. An answer that comes with a return is left out.",
        )
        question = Question(
            f"Take back the call for {in_words(call.start)} to {in_words(call.end)}?", "It can be undone.", "Take it back",
            "Keep it", details,
        )  # fmt: skip

        def answered(yes: bool) -> None:
            if yes:
                self._shell.do(take_back_call, call.id, owner=self._page)

        self._shell.dialogs.confirm(self._page, question, answered)
