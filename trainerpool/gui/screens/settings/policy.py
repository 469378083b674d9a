"""The policy in plain words, version by version; the row in focus can be changed from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import Policy, PolicyVersion, policy_to_json
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.settings.policy_change import PolicyChange, Wish, days_looked_at
from trainerpool.gui.screens.settings.policy_rows import COLUMNS, PolicyRow, policy_rows, says
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.operations.settings import set_policy
from trainerpool.queries.policy_preview import policy_preview
from trainerpool.queries.settings import policies


class PolicySection(QWidget):
    """Search narrows the rows; Enter goes to the change of the row in focus."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setAccessibleName("Policy")
        self.versions: Sequence[PolicyVersion] = ()
        self.change: PolicyChange | None = None
        self.version = QComboBox()
        self.version.setAccessibleName("Version of the policy")
        self.search = SearchField("Search the policy", "Search")
        self.model: RowsModel[PolicyRow] = RowsModel(COLUMNS, says=says)
        self.table = TableView("The policy", self.model)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        label = Label("Version")
        label.setBuddy(self.version)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 4, 16, 4)
        bar.setSpacing(8)
        bar.addWidget(self.search)
        bar.addWidget(label)
        bar.addWidget(self.version)
        bar.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self.table, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(50)
        self._soon.timeout.connect(self.tell)
        self.version.activated.connect(lambda _place: self._fill())
        self.search.sought.connect(lambda _words: self._fill())
        self.table.chosen.connect(lambda _row: self._soon.start())
        self.table.opened.connect(lambda _row: self._to_change())

    def refresh(self) -> None:
        """Ask for the versions again; the chosen row stays."""
        self.shell.ask(policies, then=self._show, latest="policies", owner=self)

    def policy(self) -> Policy:
        """The policy of the version that is shown."""
        place = self.version.currentIndex()
        return self.versions[place].policy if 0 <= place < len(self.versions) else Policy()

    def _show(self, versions: Sequence[PolicyVersion]) -> None:
        today = self.shell.today()
        self.versions = versions
        self.version.clear()
        self.version.addItems([_version_words(one, versions, today) for one in versions])
        in_force = [
            place for place, one in enumerate(versions) if one.effective_from is None or one.effective_from <= today
        ]
        self.version.setCurrentIndex(in_force[-1] if in_force else 0)
        self._fill()

    def _fill(self) -> None:
        words = self.search.text().casefold().split()
        rows = policy_rows(self.policy())
        self.model.set_search(self.search.text())
        self.model.set_rows(
            row for row in rows if all(word in f"{row.words} {row.shown} {row.group}".casefold() for word in words)
        )
        self._soon.start()

    def tell(self) -> None:
        """Show the row in focus in the inspector."""
        row = self.table.current_row()
        if row is None or not self.isVisible():
            return
        if self.change is not None and self.change.is_about(row, self.policy()):
            return  # what is being typed stays
        self.change = PolicyChange(row, self.policy(), self.shell.today(), self._preview, self._put)
        self.shell.set_inspector(self.change)

    def _to_change(self) -> None:
        self._soon.stop()
        self.tell()
        self.shell.show_inspector(True)
        if self.change is not None:
            (self.change.level if self.change.level.isVisible() else self.change.number).setFocus()

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


def _version_words(one: PolicyVersion, versions: Sequence[PolicyVersion], today: date) -> str:
    if one.effective_from is None:
        return "From the beginning" if len(versions) > 1 else "Since the beginning"
    words = f"From {in_words(one.effective_from)}"
    return f"{words}, not yet in force" if one.effective_from > today else words
