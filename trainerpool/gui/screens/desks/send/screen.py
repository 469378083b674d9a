"""The page of Send: each thing in the sentence the Business Unit will read, the file it goes into, and the mail to put it in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui import theme
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.outside import Outside, SystemOutside
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import FactLines, Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.desks.lines import Line
from trainerpool.gui.screens.desks.own_page import Deed, OwnPage
from trainerpool.gui.screens.trainers.mail import mail_link
from trainerpool.gui.shell import Command, Shell
from trainerpool.operations.carrying.at_desk import inside_held
from trainerpool.operations.carrying.sending import Sent, send_return
from trainerpool.queries.carrying import Inside
from trainerpool.queries.desk_pages import SendRow, ToSend, to_send
from trainerpool.queries.own_work import HeldFileRow

_SENT = Mark("Sent", Meaning.GOOD, "check")
_KEY = "Sealed for the Business Unit alone, and signed with your key. Nobody else can open it, not even you."


class SendScreen(OwnPage):
    """Ctrl+Enter writes the file. Nothing is sent from here: the file is the person's to put into a mail."""

    title = "Send"

    def __init__(self, shell: Shell) -> None:
        self.mail = Button("Begin a mail", icon="send")
        self.save = Button("Save the file to send", "filled", "file-text", keys="Ctrl+Enter")
        self.outside: Outside = SystemOutside()
        self.found: ToSend | None = None
        self._written: Path | None = None
        self._inside: Inside | None = None
        super().__init__(shell, (self.mail, self.save))
        self.mail.does(self.begin_mail)
        self.save.does(self.write)
        shell.set_commands([
            Command("Save the file to send", self.write, "Send", "Ctrl+Enter", "file-text"),
            Command("Begin a mail to the Business Unit", self.begin_mail, "Send", "", "send"),
        ])  # fmt: skip

    def question(self, desk: Any, held: HeldFileRow, today: date) -> tuple[ToSend | None, Inside]:  # noqa: ARG002
        return desk.ask(to_send), inside_held(desk)

    def tell(self, found: tuple[ToSend | None, Inside]) -> None:
        sending, self._inside = found
        if sending is None:
            return
        self.found = sending
        last = sending.last_sent
        said = f"{count_of(sending.unsent, 'change')} not sent yet." if sending.unsent else "Everything is sent."
        if last is not None:
            said += f" Last sent on {_moment(last.at)}."
        elif not sending.rows:
            said = "Nothing was changed yet."
        self.header.set_summary([said])
        self.shell.set_badge("send", sending.unsent)
        self.save.block("" if sending.rows else "There is nothing to send yet.")
        fresh = [row for row in sending.rows if not row.is_sent]
        again = [row for row in sending.rows if row.is_sent]
        shown = self.show_groups([
            ("Not sent yet", [_line(row) for row in fresh]),
            ("Sent, and said again until it is taken in", [_line(row) for row in again]),
        ])  # fmt: skip
        if not shown:
            text = "Accept or decline, say when you are away, or write up a session: each change waits here until you send it."
            self.show_empty(
                "Nothing to send", text, (("My sessions", lambda: self.shell.navigate("my_sessions")),), "send"
            )
            self._tell_file()

    def about(self, line: Line) -> None:  # noqa: ARG002  the file is the same whichever line is in focus
        self._tell_file()

    def _tell_file(self) -> None:
        held, inside = self.held, self._inside
        if held is None:
            return
        pane = Inspector("The file you send", f"To the Business Unit of {held.pool_name}")
        unit = held.told.get("business_unit") or {}
        pane.add(Label(_KEY, wraps=True), title="Who can open it")
        to = ", ".join(one for one in (unit.get("name", ""), unit.get("email", "")) if one)
        steps = [
            "Save the file.",
            f"Put it into a mail to {to or 'the Business Unit'}.",
            "Keep working: what you do later goes into the next one.",
        ]
        pane.add(*(Label(f"{n}. {one}", wraps=True) for n, one in enumerate(steps, start=1)), title="How it goes")
        if self._written is not None:
            pane.add(Label(f"Saved as {self._written.name}.", wraps=True), title="Saved")
        if inside is not None:
            pane.add(*(Label(one, tone="muted", wraps=True) for one in inside.lines), title="Your carry file holds")
        facts = [("Number", str(held.number)), ("Issued", in_words(held.issued_on, weekday=True))]
        if held.opens_until is not None:
            facts.append(("Opens until", in_words(held.opens_until, weekday=True)))
        pane.add(FactLines("About the carry file", facts), title="About it")
        self.shell.set_inspector(pane)

    def deeds_of(self, line: Line) -> list[Deed]:  # noqa: ARG002
        return [("Save the file to send", self.write), ("Begin a mail", self.begin_mail)]

    def do(self, line: Line, word: str) -> None:  # noqa: ARG002
        self.shell.show_inspector()

    # deeds

    def write(self) -> None:
        """Ask where the file goes, and write it."""
        if self.found is None or not self.found.rows:
            return
        held = self.found.held
        name = f"return-{held.file[:6]}-{(self.found.last_sent.number if self.found.last_sent else 0) + 1}.tpreturn"

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.shell.do(send_return, path, then=self._on_sent, title="Sealing the file", said="", owner=self)

        self.shell.dialogs.save_file(self, "Save the file to send", name, ("Returns (*.tpreturn)",), chosen)

    def _on_sent(self, sent: Sent) -> None:
        self._written = sent.path
        where = sent.path.name if sent.path is not None else "the file"
        self.shell.toast(f"Saved as {where}: {count_of(sent.changes, 'change')}. Now put it into a mail.")
        self.refresh()

    def begin_mail(self) -> None:
        """Begin a mail to the Business Unit in the person's own mail program; the file is put in by hand."""
        if self.held is None:
            return
        unit = self.held.told.get("business_unit") or {}
        name = self._written.name if self._written is not None else "the file"
        body = f"My changes for the trainer pool are attached ({name}). The file can be opened by you alone.\n"
        link = mail_link((), "Trainer pool: my changes", body)
        if unit.get("email"):
            link = link.replace("mailto:", f"mailto:{unit['email']}", 1)
        if not self.outside.open_link(link):
            self.shell.toast("No mail program opened. Put the file into a mail yourself.")

    def keyPressEvent(self, event: Any) -> None:
        from PySide6.QtCore import Qt

        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.write()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.mail.setVisible(self.width() >= theme.scaled(560))


def _line(row: SendRow) -> Line:
    local = row.at.astimezone()
    when = f"{in_words(local.date(), weekday=True).rpartition(' ')[0]}, {local:%H:%M}"
    return Line(
        row.key,
        row.text,
        row.detail,
        "",
        "check" if row.is_sent else "pencil",
        None,
        when,
        _SENT if row.is_sent else None,
    )


def _moment(at: str) -> str:
    local = datetime.fromisoformat(at).astimezone()
    return f"{in_words(local.date(), weekday=True)} at {local:%H:%M}"
