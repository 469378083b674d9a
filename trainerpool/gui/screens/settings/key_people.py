"""People and keys in Settings: who may open the pool, each with a passphrase of their own, and the recovery sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit

from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import FilterBar
from trainerpool.gui.parts.labels import Hairline, Label
from trainerpool.gui.screens.settings.editing import Form, Lines, RecordInspector
from trainerpool.gui.screens.settings.section import Deed, ListSection
from trainerpool.gui.shell import Question, Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.operations import key_holders as deeds
from trainerpool.operations.key_holders import KeyHolderRow, KeyHolders

_COLUMNS: tuple[ColumnSpec[KeyHolderRow], ...] = (
    ColumnSpec(
        "Name", lambda row: row.name, lambda row: row.name.casefold(), 200, kind=CellKind.STRONG, stretches=True
    ),
    ColumnSpec("May open since", lambda row: row.since, lambda row: row.since, 130, kind=CellKind.DATE, priority=2),
    ColumnSpec("", lambda row: "Sits here" if row.is_here else "", width=90, kind=CellKind.MUTED, priority=3),
)
_MEANINGS = {"weak": Meaning.ATTENTION, "fair": Meaning.INFORMATION, "strong": Meaning.GOOD}


class KeyPeopleSection(ListSection):
    """Everybody with a way in."""

    title = "People and keys"
    summary = "Who may open this pool. Each has a passphrase of their own, and their deeds bear their name."
    add_words = "Add person"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _COLUMNS, ("Nobody has a passphrase", "Add a person."), _says)
        self.known = KeyHolders((), is_remembered=False)
        self.desks = Button("Keys and carry files of trainers and observers", "link").does(
            lambda: shell.navigate("carry")
        )
        foot, whole = FilterBar(self.desks), self.layout()
        foot.stretch()
        assert whole is not None
        whole.addWidget(Hairline())
        whole.addWidget(foot)

    def refresh(self) -> None:
        self.shell.work(deeds.key_holders, then=self._show, latest="keys", owner=self)

    def _show(self, known: KeyHolders) -> None:
        self.known = known
        self.show_rows(known.rows)

    def ask_about(self, row: KeyHolderRow) -> None:
        basis = (row, self.known.is_remembered)
        if not self.is_about(row.id, basis):
            self.show_about(MyKeyAbout(self, row) if row.is_here else HolderAbout(self, row), basis)

    def deeds_of(self, row: KeyHolderRow) -> Sequence[Deed]:
        if row.is_here:
            return [("Change my passphrase", lambda: self.on_opened(row))]
        return [("Remove", lambda: self.remove(row))]

    def remove(self, row: KeyHolderRow) -> None:
        """Take a way in away, after the consequence is said."""
        question = Question(
            f"Remove {row.name}'s way in?", "This is one-way.", "Remove", "Keep",
            deeds.removal_consequence(row, self.shell.today()), destroys=True,
        )  # fmt: skip

        def answered(yes: bool) -> None:
            if yes:
                self.do(partial(deeds.remove_key_holder, name=row.name), f"{row.name} can no longer open this pool")

        self.shell.dialogs.confirm(self, question, answered)

    def do(self, deed: Callable[[Any], Any], said: str, then: Callable[[], None] | None = None) -> None:
        """Do something about keys: it is never undone, so its toast offers no Undo."""

        def done(result: Any) -> None:
            self.shell.toast(said)
            self.shell.background.touch(getattr(result, "kinds", frozenset()))
            if then is not None:
                then()
            self.refresh()

        self.shell.work(deed, then=done, title="Writing the key file", reads=False, owner=self)

    def make_new(self) -> bool:
        made = RecordInspector(
            "", "New person", "They open the pool on this computer with a passphrase of their own.", "Add person"
        )
        made.form.add("name", "Name", QLineEdit(), "", required=True, hint="Their deeds are recorded under it.")
        add_passphrase(made.form)

        def add() -> None:
            name, secret = made.form.value("name"), made.form.value("secret")
            made.form.say("name", "" if name else "Say who it is.")
            if passphrase_stands(made.form) and name:

                def let_in() -> None:
                    self.about = None
                    self._wanted = name

                self.do(lambda desk: deeds.add_key_holder(desk, name, secret), f"{name} may open this pool now", let_in)

        words = six_words(made.form)
        note = "Tell it to them by word of mouth or on paper, never by e-mail. They can change it under Settings when they sit here."
        return self.begin_new(made, add, words, Label(note, tone="muted", wraps=True))


def _says(row: KeyHolderRow) -> str:
    return f"{row.name}, sits here" if row.is_here else row.name


def add_passphrase(form: Form) -> None:
    """Two fields for a new passphrase, with its strength said under the first."""
    secret, again = QLineEdit(), QLineEdit()
    for line in (secret, again):
        line.setEchoMode(QLineEdit.EchoMode.Password)
    form.add("secret", "New passphrase", secret, "", required=True, hint="Several words are best. It is kept nowhere.")
    form.add("again", "New passphrase again", again, "", required=True)

    def judge() -> None:
        text = form.value("secret")
        strength = deeds.strength_of(text)
        words = {
            "weak": "Weak: somebody with a copy of the file might find it. Six words are strong.",
            "fair": "Fair. Six words drawn at random are strong.",
            "strong": "Strong.",
        }
        form.say("secret", words[strength.word] if text else "", _MEANINGS[strength.word])

    secret.textChanged.connect(lambda _text: judge())


def passphrase_stands(form: Form) -> bool:
    """Whether a passphrase was given twice alike; what is wrong stands under the fields."""
    secret, again = form.value("secret"), form.value("again")
    if not secret:
        form.say("secret", "Without a passphrase anybody could read the pool.")
    form.say("again", "" if again == secret else "The two are not the same. Type it again.")
    return bool(secret) and secret == again


def six_words(form: Form) -> Button:
    """A deed that draws a passphrase of six words and shows it, to be written down."""

    def draw() -> None:
        words = deeds.word_passphrase()
        for name in ("secret", "again"):
            line = form.controls[name]
            assert isinstance(line, QLineEdit)
            line.setEchoMode(QLineEdit.EchoMode.Normal)
            line.setText(words)
        form.focus("secret")

    return Button("Draw six words", icon="repeat").does(draw)


class HolderAbout(RecordInspector):
    """Somebody else who may open the pool."""

    def __init__(self, section: KeyPeopleSection, row: KeyHolderRow) -> None:
        super().__init__(row.id, row.name, "May open this pool", "")
        lines = Lines("What removing does")
        for sentence in deeds.removal_consequence(row, section.shell.today()):
            lines.add(sentence)
        self.add(lines, Button("Remove", icon="user-x").does(lambda: section.remove(row)), title="Remove this way in")
        self.save.hide()
        self.save.setParent(self)


class MyKeyAbout(RecordInspector):
    """Whoever sits here: their passphrase, whether this computer remembers it, and the recovery sheet."""

    def __init__(self, section: KeyPeopleSection, row: KeyHolderRow) -> None:
        super().__init__(row.id, row.name, "Sits here", "Change passphrase")
        self._section = section
        present = QLineEdit()
        present.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.add("present", "Present passphrase", present, "", required=True)
        add_passphrase(self.form)
        self.save.does(self._change)
        self.add(self.form, six_words(self.form), self.save, title="Change my passphrase")
        self.remember = QCheckBox("This computer remembers it")
        self.remember.setAccessibleName("This computer remembers my passphrase")
        self.remember.setChecked(section.known.is_remembered)
        self.remember.clicked.connect(self._turn_remembering)
        note = "In the system's keychain, which only you can open. Never in a file."
        self.add(self.remember, Label(note, tone="muted", wraps=True), title="Opening without typing")
        sheet = Button("Show the recovery sheet...", icon="lock").does(self._sheet)
        note = "The 24 words open the pool and every backup of it when all passphrases are lost. That it was shown is in the trail."
        self.add(Label(note, tone="muted", wraps=True), sheet, title="Recovery sheet")

    def _change(self) -> None:
        present, new = self.form.value("present"), self.form.value("secret")
        self.form.say("present", "" if present else "Give the present passphrase first.")
        if not passphrase_stands(self.form) or not present:
            return
        self._section.do(
            lambda desk: deeds.change_passphrase(desk, present, new),
            "Your passphrase is changed. Older backups open with the old one.",
            self._clear,
        )

    def _clear(self) -> None:
        for control in self.form.controls.values():
            if isinstance(control, QLineEdit):
                control.clear()
                control.setEchoMode(QLineEdit.EchoMode.Password)

    def _turn_remembering(self, on: bool) -> None:
        section, shell = self._section, self._section.shell
        if not on:
            section.do(deeds.stop_remembering, "This computer no longer remembers the passphrase")
            return

        def failed(error: Exception) -> None:
            self.remember.setChecked(False)
            shell.problem(error)

        def answered(typed: str | None) -> None:
            if not typed:
                self.remember.setChecked(False)
                return
            shell.work(
                lambda desk: deeds.remember_passphrase(desk, typed),
                then=lambda _none: section.refresh(), failed=failed, title="Asking the keychain", reads=False, owner=self,
            )  # fmt: skip

        shell.dialogs.ask_text(self, "Remember the passphrase", "Your passphrase", answered, secret=True)

    def _sheet(self) -> None:
        shell = self._section.shell

        def answered(typed: str | None) -> None:
            if typed:
                shell.work(
                    lambda desk: (deeds.recovery_words_again(desk, typed), desk.store.path.stem),
                    then=self._show_sheet, title="Opening the recovery sheet", reads=False, owner=self,
                )  # fmt: skip

        shell.dialogs.ask_text(self, "Show the recovery sheet", "Your passphrase", answered, secret=True)

    def _show_sheet(self, found: tuple[str, str]) -> None:
        from trainerpool.gui.screens.settings.sheet_dialog import SheetDialog

        words, pool = found
        SheetDialog(self, self._section.shell, pool, words).open()
