"""Above a tab: the observations of a trainer that are not closed yet, and the actions agreed that are still open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.observations import ObservationState
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Label, MeaningIcon
from trainerpool.gui.shell import Shell
from trainerpool.queries.observations import observations
from trainerpool.queries.observations_rows import ActionRow, ObservationRow

_MOST = 3
_DONE = frozenset({ObservationState.CLOSED, ObservationState.CANCELLED})


class ObservedStrip(QWidget):
    """`told()` when what it shows, and so its height, is another. `has_records` is False where only actions belong."""

    told = Signal()

    def __init__(self, shell: Shell, has_records: bool = True) -> None:
        super().__init__()
        self._shell, self._has_records = shell, has_records
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_person(self, person: str) -> None:
        """Ask for somebody's observations, and show what is open."""
        today = self._shell.today()
        self._shell.ask(observations, today, trainer=person, then=self._show, latest=f"observed {id(self)}", owner=self)

    def _show(self, rows: Sequence[ObservationRow]) -> None:
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = []
        records = [row for row in rows if row.state not in _DONE] if self._has_records else []
        actions = [(row, one) for row in rows for one in row.open_actions]
        actions.sort(key=lambda pair: (pair[1].due is None, pair[1].due or pair[0].on))
        for row in records[:_MOST]:
            self._add(*self._record(row))
        for row, action in actions[:_MOST]:
            self._add(*self._action(row, action))
        more = len(records) + len(actions) - len(self._lines)
        if more > 0:
            self._add(
                "eye",
                None,
                count_of(more, "more", "more"),
                "",
                "All observations",
                lambda: self._shell.navigate("observations", "all"),
            )
        if self._lines:
            line = Hairline()
            self._column.addWidget(line)
            self._lines.append(line)
        self.setVisible(bool(self._lines))
        self.told.emit()

    def _record(self, row: ObservationRow) -> tuple[str, Meaning | None, str, str, str, Callable[[], None]]:
        due = ""
        if row.due is not None:
            due = f", {'overdue since' if row.late else 'by'} {in_words(row.due)}"
        waits = f"Waits for: {row.waits_for[:1].lower()}{row.waits_for[1:]}{due}" if row.waits_for else ""
        said = f"{in_words(row.on, weekday=True)}, {row.course}: {str(row.state).lower()}"
        page, argument = ("visit", row.visit_id) if row.state is ObservationState.UNDER_WAY else ("observation", row.id)
        return (
            "eye",
            Meaning.STOP if row.late else None,
            said,
            waits,
            "Open",
            partial(self._shell.navigate, page, argument),
        )

    def _action(
        self, row: ObservationRow, one: ActionRow
    ) -> tuple[str, Meaning | None, str, str, str, Callable[[], None]]:
        due = (
            f"{'overdue since' if one.late else 'due'} {in_words(one.due)}" if one.due is not None else "no day agreed"
        )
        told = f"Action of {in_words(row.on)}, {due}"
        return (
            "flag",
            Meaning.STOP if one.late else None,
            one.text,
            told,
            "Open",
            partial(self._shell.navigate, "observation", row.id),
        )

    def _add(
        self, icon: str, meaning: Meaning | None, said: str, told: str, verb: str, run: Callable[[], None]
    ) -> None:
        line = QWidget()
        line.setAccessibleName(f"{said}. {told}" if told else said)
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 3, 14, 3)
        row.setSpacing(8)
        row.addWidget(MeaningIcon(meaning, "" if meaning is not None else icon), 0, Qt.AlignmentFlag.AlignTop)
        words = Label(f"{said}. {told}" if told else said, wraps=True)
        row.addWidget(words, 1)
        door = Button(verb, "link").does(run)
        door.setAccessibleDescription(said)
        row.addWidget(door, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(line)
        self._lines.append(line)
