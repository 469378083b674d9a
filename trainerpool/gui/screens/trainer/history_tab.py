"""The tab of history: who changed what and when, with the values before and after, by topic; and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.parts.chips import ChoiceChips
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainer.columns import history_columns, moment
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.gui.shell import Question, Shell
from trainerpool.gui.workplace import kinds_of
from trainerpool.problem import Problem
from trainerpool.queries.trainer_history import TOPICS, HistoryLine, trainer_history

# Further back, undoing would take more with it than anybody can look over.
_MOST_UNDONE = 20
Found = tuple[tuple[HistoryLine, ...], tuple[tuple[int, str], ...]]


class HistoryTab(QWidget):
    """Asked for when it is first shown, and again after every deed while it is."""

    def __init__(self, shell: Shell, corrects: Callable[[str], bool]) -> None:
        super().__init__()
        self._shell, self._corrects = shell, corrects
        self._trainer = ""
        self._lines: tuple[HistoryLine, ...] = ()
        self._stack: tuple[tuple[int, str], ...] = ()
        self.which = ChoiceChips("Which changes", [("", "All"), *TOPICS])
        self.which.chosen.connect(lambda _key: self._fill())
        self.rows: TabTable[HistoryLine] = TabTable(
            "History",
            history_columns(),
            lambda r: f"{moment(r.at)}, {r.by}, {r.name}, {r.what}",
            self._deeds,
            key=lambda r: r.seq,
        )
        self.rows.table.chosen.connect(lambda _row: self._tell())
        self.whole = Pane("surface")
        self.whole.column.setContentsMargins(16, 6, 16, 8)
        self.title = Label("", "strong", wraps=True)
        self.before, self.after = Label("", wraps=True), Label("", wraps=True)
        self.undo_words = Label("", tone="muted", wraps=True)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self._named = [Label("Before", tone="muted"), Label("After", tone="muted")]
        for place, (name, label) in enumerate(zip(self._named, (self.before, self.after), strict=True)):
            grid.addWidget(name, place, 0)
            grid.addWidget(label, place, 1)
        grid.setColumnStretch(1, 1)
        self.whole.column.addWidget(self.title)
        self.whole.column.addLayout(grid)
        self.whole.column.addWidget(self.undo_words)
        head = QHBoxLayout()
        head.setContentsMargins(13, 3, 13, 3)
        head.addWidget(self.which, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.rows, 1)
        column.addWidget(Hairline())
        column.addWidget(self.whole)
        self.whole.hide()

    def ask(self, trainer: str) -> None:
        """Ask for this trainer's history: at once for what is there, then for what was taken out since."""
        if trainer != self._trainer:
            self._lines = ()
        self._trainer = trainer

        def both(desk: Any, quick: bool) -> Found:
            steps = [(step.seq, step.name) for step in desk.store.stacks.undo]
            return desk.ask(trainer_history, trainer, quick=quick), tuple(reversed(steps[-_MOST_UNDONE:]))

        if not self._lines:
            self._shell.work(partial(both, quick=True), then=self._show, latest="history", owner=self)
        self._shell.work(partial(both, quick=False), then=self._show, latest="whole history", owner=self)

    def _show(self, found: Found) -> None:
        self._lines, self._stack = found
        counts = {key: sum(one.topic == key for one in self._lines) for key, _ in TOPICS}
        self.which.set_choices(
            [("", f"All {len(self._lines)}"), *((key, f"{words} {counts[key]}") for key, words in TOPICS)]
        )
        self._fill()

    def _fill(self) -> None:
        topic = self.which.choice()
        nothing = "Every deed about this trainer will stand here."
        self.rows.show_rows(
            [one for one in self._lines if not topic or one.topic == topic],
            lambda: EmptyState(
                "Nothing of this kind was changed yet" if topic else "Nothing was changed yet", nothing, icon="clock"
            ),
        )
        self._tell()

    def _tell(self) -> None:
        """The whole of the change chosen, and what undoing it would take."""
        line = self.rows.table.current_row()
        self.whole.setVisible(line is not None)
        if line is None:
            return
        self.title.setText(f"{line.name}. {line.what}, {moment(line.at)}, by {line.by}")
        for name, label, text in zip(self._named, (self.before, self.after), (line.before, line.after), strict=True):
            label.setText(f"{text[:1].upper()}{text[1:]}")
            name.setVisible(bool(text))
            label.setVisible(bool(text))
        self.undo_words.setText(self._undo_words(line))

    def _undo_words(self, line: HistoryLine) -> str:
        later = self._later(line)
        if later is None:
            if line.name.startswith("Undo: "):
                return "This was an undo. Ctrl+Shift+Z does again what was undone last."
            return "It lies too far back to be undone, or cannot be. What it recorded can be corrected."
        if not later:
            return ""
        names = "; ".join(name for _, name in later[:2])
        more = f" and {len(later) - 2} more" if len(later) > 2 else ""
        return f"Deeds are undone last first: {names}{more} would be undone with it."

    def _later(self, line: HistoryLine) -> tuple[tuple[int, str], ...] | None:
        """The deeds that would have to be undone before it; None where it cannot be undone."""
        for place, (seq, _) in enumerate(self._stack):
            if seq == line.deed:
                return self._stack[:place]
        return None

    def _deeds(self, line: HistoryLine) -> Sequence[Deed]:
        found: list[Deed] = []
        later = self._later(line)
        if later is not None:
            words = f"Undo: {line.name}" if not later else f"Undo this and {count_of(len(later), 'later deed')}"
            found.append((words, partial(self._ask_undo, line, later)))
        if line.record:
            found.append(("Correct this item", partial(self._correct, line.record)))
        return found

    def _correct(self, record: str) -> None:
        if not self._corrects(record):
            self._shell.problem(
                Problem(
                    "This item no longer stands: it was corrected or taken back since.",
                    todo="Correct its latest revision.",
                )
            )

    def _ask_undo(self, line: HistoryLine, later: Sequence[tuple[int, str]]) -> None:
        if not later:
            self._undo(line, 1)
            return
        question = Question(
            f"Undo {count_of(len(later) + 1, 'deed')}", "Deeds are undone last first. Ctrl+Shift+Z does them again.",
            f"Undo {len(later) + 1}", "Cancel", (*(name for _, name in later), line.name),
        )  # fmt: skip
        self._shell.dialogs.confirm(self, question, lambda yes: self._undo(line, len(later) + 1) if yes else None)

    def _undo(self, line: HistoryLine, times: int) -> None:
        def run(desk: Any) -> list[Any]:
            done: list[Any] = []
            for number in range(times):
                try:
                    done.append(desk.undo())
                except Problem as error:
                    kept = f"{number} of {count_of(times, 'deed')} undone." if number else error.kept
                    raise Problem(error.text, kept=kept, todo=error.todo) from error
            return done

        def undone(results: list[Any]) -> None:
            self._shell.toast(f"Undone: {line.name}" if times == 1 else f"{count_of(times, 'deed')} undone.")
            self._shell.background.touch(frozenset().union(*(kinds_of(one) for one in results)))

        self._shell.work(run, then=undone, reads=False, owner=self)
