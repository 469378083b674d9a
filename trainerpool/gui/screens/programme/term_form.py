"""A term made anew from another: every session listed with its new day and the reason, made as one deed."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.programme import doing
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.screens.programme.planned_list import PlannedList
from trainerpool.gui.shell import Shell
from trainerpool.queries.planning import PlannedRow, best_term_copy, term_copy
from trainerpool.queries.programme import ProgrammePage


class TermForm(FormDialog):
    """The nth Tuesday of one term becomes the nth Tuesday of the other; days off are gone round, nobody is on the new ones."""

    def __init__(self, parent: QWidget, shell: Shell, page: ProgrammePage) -> None:
        super().__init__(parent, "Duplicate a term", "Make the sessions", wide=760)
        self._parent, self._shell, self._page, self._is_chosen = parent, shell, page, False
        self.term, self.into = QComboBox(), QComboBox()
        for box in (self.term, self.into):
            for one in page.terms:
                box.addItem(one.name, one.id)
        today = shell.today()
        now = next((n for n, one in enumerate(page.terms) if one.end >= today), 0)
        self.term.setCurrentIndex(now)
        self.into.setCurrentIndex(min(now + 1, len(page.terms) - 1))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Field("The sessions of", self.term), 1)
        row.addWidget(Field("again in", self.into), 1)
        self.counted = QComboBox()
        self.counted.addItems(["the first day of the term", "the last day of the term"])
        row.addWidget(Field("Weeks counted from", self.counted), 1)
        self.list = PlannedList("Sessions that would be made", titled=True)
        self.list.setMinimumHeight(260)
        self.said = Label("", tone="muted", wraps=True)
        self.body.addLayout(row)
        self.body.addWidget(
            Label(
                "Each goes on the same weekday of the same week of the term, with nobody on it yet. Days off are gone round. Space leaves one out.",
                tone="muted",
                wraps=True,
            )
        )
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.said)
        for box in (self.term, self.into):
            box.currentIndexChanged.connect(lambda _: self._read())
        self.counted.currentIndexChanged.connect(lambda _: self._choose())
        self.list.ticks_changed.connect(self._tell)
        self.term.setFocus()
        self._read()

    def _choose(self) -> None:
        self._is_chosen = True
        self._read()

    def _read(self) -> None:
        term, into = self.term.currentData(), self.into.currentData()
        if not term or not into:
            self.done_button.block("There are no terms yet. Settings keeps them.")
            self.said.setText("There are no terms yet. Settings keeps them.")
            return
        if term == into:
            self.list.show_rows(())
            self.done_button.block("Choose two different terms.")
            self.said.setText("Choose two different terms.")
            return
        if self._is_chosen:
            from_end = bool(self.counted.currentIndex())
            self._shell.ask(term_copy, term, into, from_end, then=self._known, latest="term", owner=self)
        else:
            self._shell.ask(best_term_copy, term, into, then=self._know_best, latest="term", owner=self)

    def _know_best(self, found: tuple[bool, tuple[PlannedRow, ...]]) -> None:
        """Until somebody says how weeks are counted, it is the way that gives the most sessions a day."""
        from_end, rows = found
        self.counted.blockSignals(True)
        self.counted.setCurrentIndex(int(from_end))
        self.counted.blockSignals(False)
        self._known(rows)

    def _known(self, rows: tuple[PlannedRow, ...]) -> None:
        self.list.show_rows(rows)
        if not rows:
            self.said.setText(f"{self.term.currentText()} holds no session.")

    def _tell(self) -> None:
        count = len(self.list.ticked())
        self.said.setText(self.list.summary())
        self.done_button.set_text(f"Make {count_of(count, 'session')}")
        self.done_button.block("" if count else "No session is ticked.")
        if self.isVisible():
            QTimer.singleShot(0, self, self.settle)

    def finish(self) -> None:
        """Make what is ticked."""
        copies: list[dict[str, object]] = [{"session": row.of, "parts": row.as_parts()} for row in self.list.ticked()]
        if not copies:
            return
        self.wait()
        name = f"Duplicate {self.term.currentText()} to {self.into.currentText()}: {count_of(len(copies), 'session')}"
        self._shell.do(
            doing.duplicate_many, copies, name, then=lambda _: self.accept(), failed=self.refuse, owner=self._parent
        )
