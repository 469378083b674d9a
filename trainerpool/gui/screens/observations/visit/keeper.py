"""Keeps a visit while it is written: each deed in its turn, what is being typed a moment later, and says when it was kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from trainerpool.domain.dates import count_of
from trainerpool.gui.shell import Shell

_DRAFT_MS = 500
"""What is typed is kept this long after the first letter that is not kept yet; with the writing it stays under a second."""


class Keeper(QObject):
    """`told(words, failed)` says how it stands: "Kept 1 second ago"; `done()` after each deed, `kept()` where it was kept."""

    told = Signal(str, bool)
    done = Signal()
    kept = Signal()

    def __init__(self, shell: Shell, draft: Callable[[], dict[str, Any]], owner: QObject) -> None:
        super().__init__(owner)
        self._shell, self._draft = shell, draft
        self._visit = ""
        self._kept: dict[str, Any] = {}
        self._under_way = 0
        self._failed = ""
        self._since = QElapsedTimer()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_DRAFT_MS)
        self._soon.timeout.connect(self.keep_draft)
        self._ticks = QTimer(self)
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self._tell)

    def begin(self, visit: str, kept: Mapping[str, Any]) -> None:
        """Keep this visit from now on; `kept` is the draft it holds."""
        self._visit, self._kept, self._failed = visit, dict(kept), ""
        self._ticks.start()

    def is_idle(self) -> bool:
        """Whether all that was written is kept."""
        return not self._under_way and not self._soon.isActive()

    def touch_draft(self) -> None:
        """Something is being typed: it will be kept in a moment. Letters that follow do not put it off."""
        if self._visit and not self._soon.isActive():
            self._soon.start()

    def keep_draft(self) -> None:
        """Keep what is being typed, now."""
        self._soon.stop()
        draft = self._draft()
        if not self._visit or draft == self._kept:
            return
        self._kept = draft
        visit = self._visit

        def work(desk: Any) -> Any:
            from trainerpool.operations.observations import keep_draft

            return keep_draft(desk, visit, draft or None)

        self._run(work, tells=False)

    def keep(
        self, work: Callable[[Any], Any], then: Callable[[Any], None] | None = None, refused: Callable[[], None] | None = None
    ) -> None:  # fmt: skip
        """Do a deed of the visit: no toast, it is told in the head; the screen asks again after it.

        `refused` runs where it could not be kept, so that what was written goes back to where it was.
        """
        self._run(work, tells=True, then=then, refused=refused)

    def _run(
        self, work: Callable[[Any], Any], tells: bool, then: Callable[[Any], None] | None = None,
        refused: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        self._under_way += 1

        def kept(result: Any) -> None:
            self._under_way -= 1
            self._failed = ""
            self._since.start()
            self._tell()
            if tells:
                self._shell.touched.emit(frozenset(getattr(result, "kinds", ())))
                self.done.emit()
                self.kept.emit()
            if then is not None:
                then(result)

        def failed(error: Exception) -> None:
            self._under_way -= 1
            self._failed, self._kept = "Not kept", {"not kept": True}  # what is typed next is tried again, whole
            self._tell()
            if refused is not None:
                refused()
            self._shell.problem(error)
            self.done.emit()

        self._shell.work(work, then=kept, failed=failed, reads=False, owner=self.parent())

    def _tell(self) -> None:
        if self._failed:
            self.told.emit(self._failed, True)
        elif not self._since.isValid():
            self.told.emit("All is kept as you write", False)
        else:
            self.told.emit(kept_in_words(self._since.elapsed() // 1000), False)


def kept_in_words(seconds: int) -> str:
    """How long ago the last word was kept."""
    if seconds < 1:
        return "Kept just now"
    if seconds < 60:
        return f"Kept {count_of(seconds, 'second')} ago"
    return f"Kept {count_of(seconds // 60, 'minute')} ago"
