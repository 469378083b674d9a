"""Trainers of coming sessions are told of a version: who, in which words, as drafts that leave from their own mail program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from trainerpool.domain.dates import count_of, in_words
from trainerpool.exchange.drafts import Draft, as_text, eml
from trainerpool.gui import theme
from trainerpool.gui.outside import Outside
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.materials.words import pack_name
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.screens.settings.editing import with_room
from trainerpool.gui.screens.trainers.mail import mail_link
from trainerpool.gui.shell import Shell
from trainerpool.host.files import write_whole
from trainerpool.operations.materials import tell_trainers
from trainerpool.problem import Problem
from trainerpool.queries.material_page import VersionPage
from trainerpool.queries.material_readers import ReaderRow

_NARROW = 640


def first_words(page: VersionPage, person: str) -> str:
    """The text as it stands before it is changed; [first name] and [next session] are filled in for each trainer."""
    version = page.version
    new = f"\n\nWhat is new:\n{version.change_note}" if version.change_note else ""
    on = f" on {in_words(version.approved_on, weekday=True)}" if version.approved_on else ""
    return (
        f"Dear [first name],\n\nversion {version.version} of the trainer pack {version.course} was approved{on}. "
        f"You deliver it next on [next session].{new}\n\nRead it before that day, and answer this mail once you have; it is recorded then.\n\n{person}"
    )


def draft_for(reader: ReaderRow, page: VersionPage, text: str) -> Draft:
    """The mail to one trainer."""
    session = in_words(reader.next_session, weekday=True) if reader.next_session else "a day that is not set yet"
    body = text.replace("[first name]", reader.name.split()[0]).replace("[next session]", session)
    return Draft(reader.name, reader.email, f"{pack_name(page.version)} is approved", body)


class TellDialog(FormDialog):
    """Ctrl+Enter records those ticked as told; before that the drafts leave by a folder, a mail begun, or the clipboard."""

    def __init__(self, parent: QWidget, shell: Shell, page: VersionPage, outside: Outside) -> None:
        super().__init__(parent, f"Tell the trainers of {pack_name(page.version)}", "Record as told", wide=860)
        self.setWindowTitle("Tell the trainers")
        self._shell, self._page, self._outside = shell, page, outside
        self.readers = tuple(one for one in page.readers if one.read_on is None and one.next_session is not None)
        self.list = QListWidget()
        self.list.setFixedHeight(theme.scaled(226))
        for one in self.readers:
            item = QListWidgetItem(_line(one))
            item.setSizeHint(QSize(0, theme.line_height() + 8))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if one.told_on else Qt.CheckState.Checked)
            self.list.addItem(item)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.scaled(220))
        self.note = Label("Nothing is sent from here. Once the mails have left, record it: from then on it is waited for that each has read it.",
                          tone="muted", wraps=True)  # fmt: skip
        self.write = Button("Write the drafts...", icon="folder-open").does(self._write)
        self.begin = Button("Begin one mail to all", icon="send").does(self._begin_mail)
        self.copy = Button("Copy the text", icon="list-lines").does(self._copy)
        self._lay_out()
        self.list.itemChanged.connect(lambda _item: self._say())
        shell.work(lambda desk: desk.person, then=self._fill, owner=self)
        self._say()
        if self.readers:
            self.list.setCurrentRow(0)
        self.list.setFocus()

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        who = QVBoxLayout(left)
        who.setContentsMargins(0, 0, 0, 0)
        who.addWidget(
            Field(
                "Who is told",
                with_room(self.list),
                hint="Space ticks. Trainers of coming sessions who have not read it.",
            )
        )
        who.addStretch(1)
        self.list.setAccessibleName("Who is told")
        words = QVBoxLayout(right)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(
            Field(
                "In these words", with_room(self.text), hint="[first name] and [next session] are filled in for each."
            )
        )
        self.text.setAccessibleName("In these words")
        ways = QHBoxLayout()
        ways.setSpacing(2)
        for button in (self.write, self.begin, self.copy):
            ways.addWidget(button)
        ways.addStretch(1)
        words.addLayout(ways)
        self.sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        window = self.parentWidget()
        if window is not None and window.width() < theme.scaled(_NARROW):
            self.sides.setDirection(QBoxLayout.Direction.TopToBottom)
        self.sides.setSpacing(12)
        self.sides.addWidget(left, 2)
        self.sides.addWidget(right, 3)
        self.body.addLayout(self.sides)
        self.body.addWidget(self.note)

    def ticked(self) -> list[ReaderRow]:
        """The trainers that are ticked."""
        return [
            one for place, one in enumerate(self.readers) if self.list.item(place).checkState() is Qt.CheckState.Checked
        ]

    def drafts(self) -> list[Draft]:
        """The mails to those ticked."""
        return [draft_for(one, self._page, self.text.toPlainText()) for one in self.ticked()]

    def finish(self) -> None:
        self.wait()
        people = [one.person_id for one in self.ticked()]
        self._shell.do(
            tell_trainers,
            self._page.version.id,
            people,
            then=lambda _done: self.accept(),
            failed=self.refuse,
            owner=self,
        )

    def _fill(self, person: str) -> None:
        self.text.setPlainText(first_words(self._page, person))

    def _say(self) -> None:
        number = len(self.ticked())
        self.done_button.set_text(f"Record {number} as told" if number else "Record as told")
        why = "" if number else "No trainer is ticked." if self.readers else "Nobody has to be told."
        for button in (self.done_button, self.write, self.begin, self.copy):
            button.block(why)
        self.write.set_text(f"Write {count_of(number, 'draft')}..." if number else "Write the drafts...")

    def _write(self) -> None:
        drafts = self.drafts()

        def chosen(folder: Path | None) -> None:
            if folder is not None:
                self._shell.work(
                    lambda _desk: _written(drafts, folder), then=self._told_written, failed=self.refuse, reads=False, owner=self,
                    title=f"Writing {count_of(len(drafts), 'draft')}",
                )  # fmt: skip

        self._shell.dialogs.choose_folder(self, "Folder for the drafts", chosen)

    def _told_written(self, written: int) -> None:
        without = sum(not one.has_address for one in self.drafts())
        missing = f" {count_of(without, 'draft')} without a recipient." if without else ""
        self.note.setText(f"{count_of(written, 'draft')} written; whoever has the files can read them.{missing}")

    def _begin_mail(self) -> None:
        drafts = self.drafts()
        text = self.text.toPlainText().replace("[first name]", "all").replace("[next session]", "the day you know of")
        link = mail_link([one.address for one in drafts if one.has_address], drafts[0].subject, text)
        if not link or not self._outside.open_link(link):
            self.refuse(
                Problem(
                    "No mail could be begun.",
                    kept="Nothing was recorded.",
                    todo="Write the drafts to a folder, or copy the text.",
                )
            )

    def _copy(self) -> None:
        self._outside.copy("\n\n".join(as_text(one) for one in self.drafts()))
        self.note.setText("The text of every mail is on the clipboard.")


def _line(reader: ReaderRow) -> str:
    when = in_words(reader.next_session) if reader.next_session else ""
    told = f", told on {in_words(reader.told_on)}" if reader.told_on else ""
    return f"{reader.name}, {when}{told}"


def _written(drafts: Sequence[Draft], folder: Path) -> int:
    for number, one in enumerate(drafts, 1):
        write_whole(folder / f"Letter {number:02d}.eml", eml(one))
    return len(drafts)
