"""What a page says when there is nothing, when it works, when it failed; and the banner above a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui import drawing
from trainerpool.gui.background import Job
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, MeaningIcon, Pane
from trainerpool.gui.spoken import Role
from trainerpool.problem import Problem

Deed = tuple[str, Callable[[], None]]


def _body(pane: Pane, icon: MeaningIcon | None, title: Label) -> QVBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(12, 12, 12, 12)
    row.setSpacing(8)
    if icon is not None:
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(title)
    row.addLayout(column, 1)
    pane.column.addLayout(row)
    return column


def _deeds(deeds: Sequence[Deed], kind: str = "outlined") -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 6, 0, 0)
    row.setSpacing(2)
    for words, run in deeds:
        row.addWidget(Button(words, kind).does(run))
    row.addStretch(1)
    return row


class EmptyState(Pane):
    """Nothing here yet, or nothing found: what is not there, and the one or two deeds that would help."""

    def __init__(
        self, title: str, text: str, deeds: Sequence[Deed] = (), icon: str = "", links: Sequence[Deed] = ()
    ) -> None:
        super().__init__("card")
        self.setAccessibleName(f"{title}. {text}")
        mark = MeaningIcon(None, icon, 24) if icon else None
        self.title = Label(title, "strong", wraps=True)
        column = _body(self, mark, self.title)
        self.text = Label(text, tone="muted", wraps=True)
        column.addWidget(self.text)
        if deeds:
            column.addLayout(_deeds(deeds))
        if links:
            column.addLayout(_deeds(links, "link"))


class ErrorPanel(Pane):
    """In the place where the work was: what happened, what was kept, what to do."""

    spoken_role = Role.AlertMessage

    def __init__(self, problem: Problem, deeds: Sequence[Deed] = (), links: Sequence[Deed] = ()) -> None:
        super().__init__("stop")
        self.setAccessibleName(str(problem))
        column = _body(self, MeaningIcon(Meaning.STOP, size=16), Label(problem.text, "strong", wraps=True))
        rest = " ".join(part for part in (problem.kept, problem.todo) if part)
        if rest:
            column.addWidget(Label(rest, wraps=True))
        row = _deeds(deeds)
        for words, run in links:
            row.insertWidget(row.count() - 1, Button(words, "link").does(run))
        if deeds or links:
            column.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            drawing.inner_ring(QPainter(self), self.rect())


class Notice(Pane):
    """A banner of one meaning: a fact to know, and at most one link."""

    def __init__(self, text: str, meaning: Meaning = Meaning.INFORMATION, link: Deed | None = None) -> None:
        super().__init__(meaning.value)
        self.setAccessibleName(text)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(MeaningIcon(meaning), 0, Qt.AlignmentFlag.AlignTop)
        self.text = Label(text, wraps=True)
        row.addWidget(self.text, 1)
        if link is not None:
            button = Button(link[0], "link").does(link[1])
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)


class Loading(Pane):
    """Work of more than a second: its name, the count so far, an honest estimate, what is stored already, Cancel."""

    def __init__(self, title: str, kept: str = "Nothing is stored yet.") -> None:
        super().__init__("card", 12, 6)
        self._kept = kept
        self._clock = QElapsedTimer()
        self._clock.start()
        self._job: Job | None = None
        self.setAccessibleName(title)
        self.title = Label(title, "strong", wraps=True)
        self.count = Label("", tone="muted")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(f"{title}, progress")
        self.estimate = Label(kept, tone="muted", wraps=True)
        self.cancel = Button("Cancel")
        foot = QHBoxLayout()
        foot.addWidget(self.estimate, 1)
        foot.addWidget(self.cancel)
        self.column.addLayout(head)
        self.column.addWidget(self.bar)
        self.column.addLayout(foot)
        self.cancel.clicked.connect(self._on_cancel)

    def follow(self, job: Job) -> None:
        """Show this job's progress, and let Cancel stop it."""
        self._job = job
        self.cancel.setVisible(job.can_be_cancelled)
        if job.progress is not None:
            job.progress.changed.connect(self.say)

    def say(self, done: int, total: int, note: str = "") -> None:
        """So many of so many; the time left is the time so far, carried on at the same pace."""
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(done)
        what = f" {note}" if note else ""
        self.count.setText(f"{done:,} of {total:,}{what}" if total else f"{done:,}{what}")
        passed = self._clock.elapsed() / 1000
        if total and done and passed > 0.5:
            left = passed * (total - done) / done
            words = (
                f"About {max(1, round(left))} seconds left." if left < 90 else f"About {round(left / 60)} minutes left."
            )
            self.estimate.setText(f"{words} {self._kept}")

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.cancel.block("Stopping")


def stack(*widgets: QWidget) -> QWidget:
    """Some parts below each other at the top left of a page."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(12)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return made


class Pile(QStackedWidget):
    """What a page shows in one place, one at a time; what went wrong stands there until something is taken in again."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._error: QWidget | None = None
        for widget in widgets:
            self.addWidget(widget)

    def has_error(self) -> bool:
        """Whether it shows what went wrong."""
        return self._error is not None

    def show_error(self, error: Exception, again: Callable[[], None]) -> None:
        """What went wrong, with a way to try `again`; what is no Problem is a fault of ours, and raised."""
        if not isinstance(error, Problem):
            raise error
        self.drop_error()
        self._error = stack(ErrorPanel(error, [("Try again", again)]))
        self.addWidget(self._error)
        self.setCurrentWidget(self._error)

    def drop_error(self) -> None:
        """Let go of what went wrong."""
        if self._error is not None:
            self.removeWidget(self._error)
            self._error.deleteLater()
            self._error = None
