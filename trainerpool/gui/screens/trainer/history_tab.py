"""The tab of history: who changed what and when, with the values before and after; the last deed can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainer.columns import history_columns, moment
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.gui.shell import Shell
from trainerpool.gui.workplace import kinds_of
from trainerpool.queries.trainer_history import HistoryLine, trainer_history


class HistoryTab(QWidget):
    """Asked for when it is first shown, and again after every deed while it is."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._trainer = ""
        self._can_undo = 0
        self.rows: TabTable[HistoryLine] = TabTable(
            "History",
            history_columns(),
            lambda r: f"{moment(r.at)}, {r.by}, {r.name}, {r.what}",
            self._deeds,
            key=lambda r: r.seq,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)

    def ask(self, trainer: str) -> None:
        """Ask for this trainer's history."""
        self._trainer = trainer

        def both(desk: Any) -> tuple[Sequence[HistoryLine], int]:
            steps = desk.store.stacks.undo
            return desk.ask(trainer_history, trainer), steps[-1].seq if steps else 0

        self._shell.work(both, then=self._show, latest="history", owner=self)

    def _show(self, found: tuple[Sequence[HistoryLine], int]) -> None:
        lines, self._can_undo = found
        self.rows.show_rows(
            lines,
            lambda: EmptyState(
                "Nothing was changed yet", "Every deed about this trainer will stand here.", icon="clock"
            ),
        )

    def _deeds(self, line: HistoryLine) -> Sequence[Deed]:
        return ((f"Undo: {line.name}", lambda: self._undo(line)),) if line.deed == self._can_undo else ()

    def _undo(self, line: HistoryLine) -> None:
        def undone(result: Any) -> None:
            self._shell.toast(f"Undone: {line.name}")
            self._shell.background.touch(kinds_of(result))

        self._shell.work(lambda desk: desk.undo(), then=undone, reads=False, owner=self)
