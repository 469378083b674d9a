"""The status line: everything is saved, what Ctrl+Z would undo, work behind, the policy and the last backup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from trainerpool.gui import theme
from trainerpool.gui.background import Background, Job
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, MeaningIcon, Pane
from trainerpool.gui.shell import PoolFacts

_SHOWN_AFTER_MS = 100


class StatusLine(Pane):
    """24 high; the narrower, the shorter its words."""

    def __init__(self, background: Background) -> None:
        super().__init__("sunken")
        self.setAccessibleName("Status")
        self._facts = PoolFacts()
        self._jobs: list[Job] = []
        self._tick = MeaningIcon(None, "check", 13)
        self.saved = Label("", "small", "muted")
        self._arrow = MeaningIcon(None, "undo-2", 13)
        self.undo = ElidedLabel("", "small", "muted")
        self.work = Label("", "small")
        self.cancel = Button("Cancel", "link")
        self.right = Label("", "small", "muted")
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        for widget, share in (
            (self._tick, 0),
            (self.saved, 0),
            (self._arrow, 0),
            (self.undo, 1),
            (self.work, 0),
            (self.cancel, 0),
            (self.right, 0),
        ):
            row.addWidget(widget, share, Qt.AlignmentFlag.AlignVCenter)
        row.insertSpacing(2, 8)
        self.column.addWidget(Hairline())
        self.column.addLayout(row, 1)
        self.cancel.setMinimumHeight(22)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SHOWN_AFTER_MS)
        self._soon.timeout.connect(self._show_work)
        background.started.connect(self._on_started)
        background.finished.connect(self._on_finished)
        self.cancel.does(self._cancel)
        self._show_work()
        self.set_facts(PoolFacts())

    def sizeHint(self) -> QSize:
        return QSize(400, max(theme.tokens().layout["status_line"], theme.line_height("small") + 9))

    def set_facts(self, facts: PoolFacts) -> None:
        """Say what the pool says of itself."""
        self._facts = facts
        self._settle()

    def set_idle_words(self, left: str, right: str) -> None:
        """What stands here while no pool is open."""
        self._facts = PoolFacts()
        self._settle()
        self.saved.setText(left)
        self.right.setText(right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._facts.name:
            self._settle()

    def _settle(self) -> None:
        facts, wide = self._facts, self.width()
        narrow = wide < 900
        has_pool = bool(facts.name)
        self._tick.setVisible(has_pool)
        saved = "Saved" if narrow else "All changes saved"
        self.saved.setText(f"{saved} {facts.saved_at}".strip() if has_pool else "")
        self._arrow.setVisible(has_pool and bool(facts.undo))
        self.undo.setText(f"Undo: {facts.undo}  Ctrl+Z" if facts.undo else "")
        parts = [
            "" if narrow else facts.policy,
            _began(facts.backup.removeprefix("Last ")) if narrow else facts.backup,
        ]
        self.right.setText("" if wide < 640 else "    ".join(part for part in parts if part))

    def _on_started(self, job: Job) -> None:
        if job.title:
            self._jobs.append(job)
            if job.progress is not None:
                job.progress.changed.connect(self._on_progress)
            self._soon.start()

    def _on_finished(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            self._show_work()

    def _on_progress(self, done: int, total: int, note: str) -> None:
        if self._jobs and self.work.isVisible():
            count = f"{done:,} of {total:,}" if total else f"{done:,}"
            self.work.setText(f"{self._jobs[0].title}: {count} {note}".strip())

    def _show_work(self) -> None:
        job = self._jobs[0] if self._jobs else None
        self.work.setVisible(job is not None)
        self.cancel.setVisible(job is not None and job.can_be_cancelled)
        if job is not None:
            self.work.setText(job.title)
            self.cancel.setAccessibleName(f"Cancel: {job.title}")

    def _cancel(self) -> None:
        if self._jobs:
            self._jobs[0].cancel()
            self.work.setText(f"{self._jobs[0].title}: stopping")


def _began(words: str) -> str:
    """With a capital letter at the beginning; the rest stays as it is written."""
    return words[:1].upper() + words[1:]
