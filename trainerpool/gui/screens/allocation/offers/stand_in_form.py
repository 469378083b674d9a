"""The form of a substitution: who could step in, the least warned first, each with what speaks against it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.domain.offers import GONE
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.gui.screens.allocation.offers.words import title_of, when_of
from trainerpool.gui.shell import Shell
from trainerpool.operations.offers import substitute_trainer
from trainerpool.queries.offers import OfferRow
from trainerpool.queries.stepping_in import Helper, SteppingIn, stepping_in

_FIRST = 6


class StandInForm(FormPane):
    """One radio button for each who could step in; one against a rule asks for the reason to go against it."""

    def __init__(self, shell: Shell, row: OfferRow, left: Callable[[], None]) -> None:
        super().__init__(
            shell,
            f"Who stands in for {row.trainer.name}?",
            f"{title_of(row)}, {when_of(row)}, as {row.role}",
            "Put on",
            left,
        )
        self._row = row
        self.choices: dict[str, QRadioButton] = {}
        self._helpers: dict[str, Helper] = {}
        self._group = QButtonGroup(self)
        self.state = Label("Looking who could come.", tone="muted", wraps=True)
        self._people = self.add(self.state)
        self.accepted = QCheckBox("Has said yes already")
        self.reason = QLineEdit()
        self.against = QLineEdit()
        self.why = Field("Why the change", self.reason, hint="The trainer's personal data.")
        self.override = Field("Reason to go against the rule", self.against, required=True)
        self.override.hide()
        self.why.setVisible(row.state not in GONE)  # why somebody left is said already
        self.add(self.accepted, self.why, self.override)
        self.add_foot()
        self.save.block("Nobody is chosen yet.")
        shell.ask(stepping_in, row.session.id, shell.today(), row.trainer.id, then=self._known, owner=self)

    def chosen(self) -> Helper | None:
        """Who is chosen."""
        return next((self._helpers[key] for key, one in self.choices.items() if one.isChecked()), None)

    def finish(self) -> None:
        one = self.chosen()
        if one is None:
            return
        if one.state == "override" and not self.against.text().strip():
            self.override.say("A reason is needed to go against a rule.")
            self.against.setFocus()
            return
        self.save.block("Being stored")
        self.shell.do(
            substitute_trainer, self._row.session.id, self._row.trainer.id, one.person_id, self.reason.text().strip() or None,
            accepted=self.accepted.isChecked(), override_reason=self.against.text().strip() or None,
            then=lambda _: self._left(), failed=self.refuse, owner=self,
        )  # fmt: skip

    def _known(self, found: SteppingIn | None) -> None:
        helpers = found.helpers if found is not None else ()
        layout = self._people.layout()
        assert isinstance(layout, QVBoxLayout)
        blocked = found.blocked if found is not None else 0
        more = f" The rules block {blocked}." if blocked else ""
        could = found.could if found is not None else 0
        shown = (
            f"The first {len(helpers)} of {could} who could come."
            if could > len(helpers)
            else f"{count_of(could, 'trainer')} could come."
        )
        self.state.setText(
            f"{shown}{more}" if helpers else f"Nobody could come.{more} The board says what would have to change."
        )
        lines = [self._choice(one) for one in helpers]
        for place, line in enumerate(lines):
            layout.addWidget(line)
            line.setVisible(place < _FIRST)
        if len(lines) > _FIRST:
            more_of = Button(f"Show {len(lines) - _FIRST} more", "link")
            more_of.does(lambda: self._show_all(more_of, lines))
            layout.addWidget(more_of)
        if self.choices:
            first = next(iter(self.choices.values()))
            first.setChecked(True)
            first.setFocus()
        else:
            self.cancel.setFocus()

    def _show_all(self, button: Button, lines: list[QWidget]) -> None:
        button.hide()
        for line in lines:
            line.show()
        next(iter(self.choices.values())).setFocus()

    def _choice(self, one: Helper) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        needs = f", needs {count_of(one.needs, 'delivery')}" if one.needs else ""
        button = QRadioButton(one.name)
        button.setAccessibleDescription(f"{one.agency}{needs}. {one.fit} {one.finding}".strip())
        self._group.addButton(button)
        button.toggled.connect(lambda on, key=one.person_id: self._on_choice(key, on))
        self.choices[one.person_id] = button
        self._helpers[one.person_id] = one
        column.addWidget(button)
        about = Label(f"{one.agency}{needs}. {one.fit}", tone="muted", wraps=True)
        about.setContentsMargins(26, 0, 0, 0)
        column.addWidget(about)
        if one.finding:
            line = ReasonLine(
                Reason(
                    Meaning.STOP if one.state == "override" else Meaning.ATTENTION,
                    one.finding,
                    icon="circle-slash" if one.state == "override" else "",
                )
            )
            line.setContentsMargins(26, 0, 0, 0)
            column.addWidget(line)
        return made

    def _on_choice(self, key: str, on: bool) -> None:
        if not on:
            return
        one = self._helpers[key]
        self.override.setVisible(one.state == "override")
        self.save.block("")
