"""The count of places that wait for something, beside Allocation on the rail, kept up after every deed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer

from trainerpool.gui.workplace import Workplace

_AFTER_MS = 900
_CONCERNS = frozenset({
    "allocation", "training_session", "session_part", "evidence", "person", "membership", "unavailability", "weekday_pattern",
    "policy", "exclusion", "setting", "closed_day", "venue", "course",
})  # fmt: skip


class WaitingCount(QObject):
    """Asks a moment after a deed, behind everything the person waits for."""

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(owner)
        self._workplace = workplace
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self._look)
        workplace.background.touched.connect(self._on_touched)

    def look_soon(self) -> None:
        """A pool was opened: count in it."""
        self._soon.start()

    def _on_touched(self, kinds: frozenset[str]) -> None:
        if kinds & _CONCERNS or not kinds:
            self._soon.start()

    def _look(self) -> None:
        desk: Any = self._workplace.desk
        if desk is None:
            return

        def work() -> int:
            from trainerpool.queries.broken_places import waiting_places

            found: int = desk.ask(waiting_places, desk.today)
            return found

        def told(count: int) -> None:
            if self._workplace.desk is desk:
                self._workplace.wants_badge.emit("allocation", count)

        self._workplace.background.run(work, told, reads=True, latest="waiting places", owner=self)
