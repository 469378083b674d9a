"""What is done on Carry files: inviting, handing out to one or to everybody, cancelling an invitation, ending trust."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import count_of
from trainerpool.domain.policy import Policy
from trainerpool.gui.background import CancelToken, Progress
from trainerpool.gui.screens.exchange.carry.about import Deed
from trainerpool.gui.screens.exchange.carry.everybody_dialog import EverybodyDialog, Wanted
from trainerpool.gui.screens.exchange.carry.inside_dialog import InsideDialog
from trainerpool.gui.screens.exchange.carry.rows import CarryLine
from trainerpool.gui.screens.exchange.carry.trust_dialogs import EndTrustDialog, NewKeysDialog
from trainerpool.gui.screens.exchange.carry.words_dialog import WordsDialog
from trainerpool.gui.shell import Question, Shell
from trainerpool.operations.carrying.handing_out import HandedOut, Prepared, hand_out_all
from trainerpool.operations.carrying.to_files import FILE_NAME, InvitedTo, hand_out_to, invite_to
from trainerpool.operations.trust import (
    cancel_invitation,
    cancellation_consequences,
    invitation_consequences,
    revoke_keys,
)
from trainerpool.problem import Problem

CARRY_KINDS = ("Carry files (*.tpcarry)",)


class CarryDoing:
    """The deeds of the page, each with what it means said first."""

    def __init__(self, shell: Shell, page: QWidget) -> None:
        self._shell, self._page = shell, page
        self.weeks = Policy().carry_covers_weeks  # until the page has asked which policy is in force

    def of(self, line: CarryLine) -> Sequence[Deed]:
        """What can be done about one person, the likeliest first."""
        deeds: list[Deed] = []
        if line.has_keys:
            deeds.append(("Hand out a carry file...", "send", lambda: self.hand_out(line)))
            deeds.append(("New computer or lost keys...", "repeat", lambda: self.new_keys(line)))
        else:
            again = " again" if line.trust is not None else ""
            deeds.append((f"Invite{again}...", "user-plus", lambda: self.invite(line)))
        if line.invited_until is not None:
            deeds.append(("Cancel invitation...", "x", lambda: self.cancel(line)))
        if line.has_keys:
            deeds.append(("End trust...", "ban", lambda: self.end_trust(line)))
        return deeds

    # inviting

    def invite(self, line: CarryLine) -> None:
        """Say what it means, save the file, then show the words."""

        def ask(said: tuple[str, ...]) -> None:
            question = Question(
                f"Invite {line.name}", "The file makes their own desk on their computer, with their assignments inside.",
                "Save the invitation...", "Cancel", said,
            )  # fmt: skip
            self._shell.dialogs.confirm(self._page, question, lambda yes: self._where(line) if yes else None)

        self._shell.work(lambda desk: invitation_consequences(desk, line.id), then=ask, owner=self._page)

    def new_keys(self, line: CarryLine) -> None:
        """Ask what became of the computer they had, say what that means, and invite them again."""
        NewKeysDialog(self._page, line.name, self._shell.today(), lambda why: self._where(line, why)).open()

    def _where(self, line: CarryLine, ended_why: str | None = None) -> None:
        def chosen(path: Path | None) -> None:
            if path is not None:
                self._shell.work(
                    lambda desk: invite_to(desk, line.id, path, ended_why=ended_why), then=self._invited,
                    title="Sealing the invitation", reads=False, owner=self._page,
                )  # fmt: skip

        self._shell.dialogs.save_file(self._page, "Save the invitation", FILE_NAME, CARRY_KINDS, chosen)

    def _invited(self, made: InvitedTo) -> None:
        self._shell.background.touch(made.done.kinds)
        WordsDialog(self._page, made).open()

    def cancel(self, line: CarryLine) -> None:
        """Cancel an invitation that waits."""
        question = Question(
            f"Cancel the invitation of {line.name}?", "It can be undone until something else is done.", "Cancel invitation",
            "Keep it", cancellation_consequences(line.name),
        )  # fmt: skip
        self._ask(question, cancel_invitation, line)

    def end_trust(self, line: CarryLine) -> None:
        """Say what it does and does not do, ask why, and end the trust in somebody's keys."""

        def end(why: str) -> None:
            self._shell.do(revoke_keys, line.id, why, owner=self._page)

        EndTrustDialog(self._page, line.name, self._shell.today(), end).open()

    def _ask(self, question: Question, deed: Any, line: CarryLine) -> None:
        def answered(yes: bool) -> None:
            if yes:
                self._shell.do(deed, line.id, owner=self._page)

        self._shell.dialogs.confirm(self._page, question, answered)

    # handing out

    def hand_out(self, line: CarryLine) -> None:
        """Show what is inside, then save it."""

        def save(prepared: Prepared, draft: bool) -> None:
            def chosen(path: Path | None) -> None:
                if path is not None:
                    self._shell.work(
                        lambda desk: hand_out_to(desk, prepared, path, draft=draft),
                        then=lambda done: self._gone(done.kinds, f"{path.name} is written. Send it to {line.name}."),
                        title="Sealing a carry file", reads=False, owner=self._page,
                    )  # fmt: skip

            name = f"Carry file {prepared.content.number}.tpcarry"
            self._shell.dialogs.save_file(self._page, "Save the carry file", name, CARRY_KINDS, chosen)

        InsideDialog(self._page, self._shell, line.id, line.name, self.weeks, save).open()

    def hand_out_all(self) -> None:
        """Ask for a period, say who gets one, ask for a folder; Cancel leaves nothing behind."""

        def go(wanted: Wanted) -> None:
            self._shell.dialogs.choose_folder(
                self._page, "Folder for the carry files", lambda folder: self._write(wanted, folder) if folder else None
            )

        EverybodyDialog(self._page, self._shell, self.weeks, go).open()

    def _write(self, wanted: Wanted, folder: Path) -> None:
        cancel, progress = CancelToken(), Progress()

        def failed(error: Exception) -> None:
            if cancel.is_cancelled() and isinstance(error, Problem):
                self._shell.toast("Stopped: no carry file was handed out, and none was left in the folder.")
            else:
                self._shell.problem(error)

        self._shell.work(
            lambda desk: hand_out_all(
                desk, folder, wanted.start, wanted.end, with_files=wanted.with_files, drafts=wanted.drafts, told=progress,
                stopped=cancel.is_cancelled,
            ),
            then=self._all_gone, failed=failed, title="Handing out carry files", cancel=cancel, progress=progress,
            reads=False, owner=self._page,
        )  # fmt: skip

    def _all_gone(self, done: Any) -> None:
        out: HandedOut = done.result
        left = f" {count_of(len(out.left), 'person', 'people')} without keys got none." if out.left else ""
        where = out.files[0][1].parent.name
        self._gone(done.kinds, f"{count_of(len(out.files), 'carry file')} in {where}.{left}")

    def _gone(self, kinds: frozenset[str], said: str) -> None:
        self._shell.background.touch(kinds)
        self._shell.toast(said)
