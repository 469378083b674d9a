"""The policy in plain words, version by version, with what each changed; the row in focus can be changed from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout

from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import Policy, PolicyVersion, policy_to_json
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.chips import ChoiceChips
from trainerpool.gui.parts.labels import Hairline, Label
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.settings.policy_change import PolicyChange, Wish, days_looked_at
from trainerpool.gui.screens.settings.policy_rows import COLUMNS, PolicyRow, differences, policy_rows, says
from trainerpool.gui.screens.settings.section import Section
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.operations.settings import set_policy, withdraw_policy
from trainerpool.queries.policy_preview import policy_preview
from trainerpool.queries.settings import PolicyVersionRow, policy_versions

ALL, CHANGED, DIFFERS = "all", "changed", "differs"
MOST_TOLD = 3
_BEFORE = next(place for place, column in enumerate(COLUMNS) if column.title == "Before")


class PolicySection(Section):
    """Chips narrow the rows; Enter goes to the change of the row in focus."""

    title = "Policy"
    summary = "Every number and rule level of the partnership, each from a day on."

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.rows: Sequence[PolicyVersionRow] = ()
        self.change: PolicyChange | None = None
        self._wanted = ""
        self.version = QComboBox()
        self.version.setAccessibleName("Version of the policy")
        self.version.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.chips = ChoiceChips(
            "Which settings", [(ALL, "All"), (CHANGED, "Not as by default"), (DIFFERS, "Changed by this version")]
        )
        self.model: RowsModel[PolicyRow] = RowsModel(COLUMNS, says=says)
        self.table = TableView("The policy", self.model)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.told = Label("", tone="muted", wraps=True)
        self.withdraw = Button("Withdraw it", icon="undo-2").does(self._withdraw)
        label = Label("Version")
        label.setBuddy(self.version)
        bar = QHBoxLayout()
        bar.setContentsMargins(13, 4, 13, 0)
        bar.setSpacing(8)
        bar.addWidget(label)
        bar.addWidget(self.version)
        bar.addWidget(self.withdraw)
        bar.addStretch(1)
        words = QHBoxLayout()
        words.setContentsMargins(16, 2, 16, 2)
        words.addWidget(self.told, 1)
        chips = QHBoxLayout()
        chips.setContentsMargins(10, 0, 13, 2)
        chips.addWidget(self.chips)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        nothing = EmptyState(
            "Nothing of the kind", "No setting of this version is so.", [("Show all settings", self._show_all)]
        )
        self.stack.addWidget(stack(nothing))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for line in (bar, words, chips):
            whole.addLayout(line)
        whole.addWidget(Hairline())
        whole.addWidget(self.stack, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(50)
        self._soon.timeout.connect(self.tell)
        self.version.activated.connect(lambda _place: self._fill())
        self.chips.chosen.connect(lambda _key: self._fill())
        self.table.chosen.connect(lambda _row: self._soon.start())
        self.table.opened.connect(lambda _row: self._to_change())
        self.table.asked_menu.connect(self._menu)

    @property
    def versions(self) -> tuple[PolicyVersion, ...]:
        """The versions as standing reads them."""
        return tuple(row.version for row in self.rows)

    def refresh(self) -> None:
        """Ask for the versions again; the chosen row stays."""
        self.shell.ask(policy_versions, then=self._show, latest="policies", owner=self)

    def policy(self) -> Policy:
        """The policy of the version that is shown."""
        place = self.version.currentIndex()
        return self.rows[place].version.policy if 0 <= place < len(self.rows) else Policy()

    def shown(self) -> None:
        self.shell.set_inspector(self.change)
        self._soon.start()

    def hidden(self) -> None:
        self.change = None

    def take_focus(self) -> None:
        self.table.setFocus()

    def choose(self, key: str) -> None:
        self._show_all()
        if not self.table.choose(key):
            self._wanted = key
        self.table.setFocus()

    def finish(self) -> None:
        if self.change is not None and not self.change.closed:
            self.change.put.click()

    def _in_force(self) -> int:
        today = self.shell.today()
        places = [p for p, one in enumerate(self.versions) if one.effective_from is None or one.effective_from <= today]
        return places[-1] if places else 0

    def _show(self, rows: Sequence[PolicyVersionRow]) -> None:
        self.rows = rows
        in_force = self._in_force()
        self.version.clear()
        self.version.addItems([_version_words(one, self.versions, self.shell.today()) for one in self.versions])
        self.version.setCurrentIndex(in_force)
        self._fill()
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""

    def _before(self) -> Policy | None:
        place = self.version.currentIndex()
        return self.rows[place - 1].version.policy if place > 0 else None

    def _fill(self) -> None:
        before, place = self._before(), self.version.currentIndex()
        rows = policy_rows(self.policy(), before)
        kinds = {
            ALL: rows,
            CHANGED: [row for row in rows if not row.is_default],
            DIFFERS: [row for row in rows if row.before],
        }
        choices = [(ALL, f"All {len(rows)}"), (CHANGED, f"Not as by default {len(kinds[CHANGED])}")]
        if before is not None:
            choices.append((DIFFERS, f"Changed by this version {len(kinds[DIFFERS])}"))
        self.chips.set_choices(choices)
        self.model.set_rows(kinds.get(self.chips.choice(), rows))
        self.table.show_column(_BEFORE, before is not None)
        if self.table.current_row() is None and self.model.rowCount():
            self.table.choose(self.model.rows()[0].id)
        self.stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self.told.setText(self._version_told(before, place))
        self.withdraw.setVisible(place > self._in_force())
        self._soon.start()

    def _version_told(self, before: Policy | None, place: int) -> str:
        if before is None:
            return "The defaults of a new pool count for all earlier days too."
        differ = differences(before, self.policy())
        some = "; ".join(f"{row.words}: {row.shown}, before it {row.before}" for row in differ[:MOST_TOLD])
        more = f"; {len(differ) - MOST_TOLD} more" if len(differ) > MOST_TOLD else ""
        row = self.rows[place]
        running = " Also for periods that had begun." if row.version.applies_to_running else ""
        why = f" Why: {row.reason.rstrip('.')}." if row.reason else ""
        changed = f"{some}{more}." if differ else "Nothing differs from the version before."
        return f"{changed}{running}{why}"

    def _show_all(self) -> None:
        self.chips.choose(ALL)
        self._fill()

    def tell(self) -> None:
        """Show the row in focus in the inspector."""
        row = self.table.current_row()
        if row is None or not self.isVisible():
            return
        place, in_force = self.version.currentIndex(), self._in_force()
        closed = "This version no longer counts. Choose the version in force to change it." if place < in_force else ""
        if self.change is not None and self.change.is_about(row, self.versions, closed):
            return  # what is being typed stays
        start = self.versions[place].effective_from if place > in_force else None
        self.change = PolicyChange(row, self.versions, self.shell.today(), self._preview, self._put, start, closed)
        self.shell.set_inspector(self.change)

    def _to_change(self) -> None:
        self._soon.stop()
        self.tell()
        self.shell.show_inspector(True)
        if self.change is not None:
            self.change.editor.first.setFocus()

    def _menu(self, _row: PolicyRow, point: Any) -> None:
        menu = QMenu(self)
        menu.addAction("Change it from a day on", self._to_change)
        menu.popup(point)

    def _preview(self, wish: Wish) -> None:
        change = self.change
        version = PolicyVersion(wish.from_day, wish.policy, wish.applies_to_running)
        days = days_looked_at(wish, self.shell.today())

        def answered(answer: Any) -> None:
            if change is not None and change is self.change:
                change.show_answer(answer)

        self.shell.ask(
            policy_preview, version, days, then=answered, title="Who would change", latest="preview", owner=change
        )

    def _put(self, wish: Wish) -> None:
        self.shell.do(
            set_policy, policy_to_json(wish.policy), from_=wish.from_day, applies_to_running=wish.applies_to_running,
            reason=wish.reason or None, owner=self,
        )  # fmt: skip

    def _withdraw(self) -> None:
        day = self.versions[self.version.currentIndex()].effective_from
        if day is not None:
            self.shell.do(withdraw_policy, day, owner=self)


def _version_words(one: PolicyVersion, versions: Sequence[PolicyVersion], today: date) -> str:
    if one.effective_from is None:
        return "From the beginning" if len(versions) > 1 else "Since the beginning"
    words = f"From {in_words(one.effective_from)}"
    return f"{words}, not yet in force" if one.effective_from > today else words
