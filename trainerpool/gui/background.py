"""Work behind the window: one worker owns the database, another solves, and answers return on the GUI thread."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import shiboken6
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from trainerpool.gui.collecting import Collecting

T = TypeVar("T")
Lane = Literal["database", "solver"]


class Cancelled(Exception):
    """Raised inside a piece of work that was cancelled; what it had begun is rolled back by its transaction."""


class CancelToken:
    """A wish to stop, given from the GUI thread and read by the work."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    def is_cancelled(self) -> bool:
        return self._event.is_set()

    __call__ = is_cancelled

    def check(self) -> None:
        """Raise Cancelled when the wish was given; long work calls this between its steps."""
        if self._event.is_set():
            raise Cancelled


class Progress(QObject):
    """Called by the work as `progress(done, total, note)`; tells the GUI thread at most every 40 ms, and the end."""

    changed = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._clock = QElapsedTimer()

    def __call__(self, done: int, total: int = 0, note: str = "") -> None:
        if self._clock.isValid() and self._clock.elapsed() < 40 and done != total:
            return
        self._clock.start()
        self.changed.emit(done, total, note)


@dataclass(eq=False)
class Job:
    """One piece of work: its title, its token and its progress."""

    work: Callable[[], Any]
    done: Callable[[Any], None] | None = None
    failed: Callable[[Exception], None] | None = None
    title: str = ""
    cancel_token: CancelToken | None = None
    progress: Progress | None = None
    reads: bool = False
    latest: str = ""
    owner: QObject | None = None
    result: Any = None
    error: Exception | None = None
    stopped: bool = False

    def __post_init__(self) -> None:
        self.token = self.cancel_token or CancelToken()
        self.can_be_cancelled = self.cancel_token is not None or self.reads

    def cancel(self) -> None:
        self.token.cancel()

    def is_wanted(self) -> bool:
        """False when the answer has nowhere to go: the widget that asked is gone, or a read was called off."""
        if self.owner is not None and not shiboken6.isValid(self.owner):
            return False
        return not (self.reads and self.token.is_cancelled())


class _Worker(threading.Thread):
    def __init__(self, name: str, arrived: Callable[[Job], None]) -> None:
        super().__init__(name=name, daemon=True)
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._arrived = arrived

    def run(self) -> None:
        while (job := self.jobs.get()) is not None:
            self._perform(job)
            self._arrived(job)

    @staticmethod
    def _perform(job: Job) -> None:
        if job.token.is_cancelled():
            job.stopped = True
            return
        try:
            job.result = job.work()
        except Cancelled:
            job.stopped = True
        except Exception as error:  # noqa: BLE001  every error belongs to whoever asked for the work
            job.error = error


class Background(QObject):
    """Runs work off the GUI thread, first come first served in each lane, and hands the answers back to the GUI thread.

    A result that comes back after Cancel is still delivered for a deed, because it was done; a read that was called off
    is dropped. An error without a `failed` goes to `unclaimed`.
    """

    touched = Signal(frozenset)
    started = Signal(object)
    finished = Signal(object)
    unclaimed = Signal(object)
    _arrival = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrival.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._workers: dict[str, _Worker] = {}
        self._newest: dict[str, Job] = {}
        self.waiting: list[Job] = []
        self._closed = False
        # Painting takes the interpreter's lock hundreds of times a frame; with two workers busy, the usual 5 ms a turn
        # would add up to a window that stands still.
        sys.setswitchinterval(0.001)
        self._collecting = Collecting(self)

    def run(  # noqa: PLR0913  everything a piece of work may need, all but the work optional
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
        cancel: CancelToken | None = None,
        progress: Progress | None = None,
        *,
        reads: bool = False,
        latest: str = "",
        owner: QObject | None = None,
        lane: Lane = "database",
    ) -> Job:
        """Queue one piece of work and return its Job at once.

        `reads`: nothing is written, so an unwanted answer may be dropped. `latest`: a newer job under the same word
        calls the older one off (search as you type). `owner`: no callback once this widget is gone.
        """
        job = Job(work, done, failed, title, cancel, progress, reads, latest, owner)
        if self._closed:
            job.stopped = True
            return job
        if latest:
            if (older := self._newest.get(latest)) is not None:
                older.cancel()
            self._newest[latest] = job
        self.waiting.append(job)
        self.started.emit(job)
        self._lane(lane).jobs.put(job)
        return job

    def touch(self, kinds: frozenset[str]) -> None:
        """Tell every screen which kinds of record have changed."""
        if kinds:
            self.touched.emit(frozenset(kinds))

    def is_idle(self) -> bool:
        return not self.waiting

    def close(self) -> None:
        """Call off what only reads or can be cancelled, let the rest finish, and wait for both workers."""
        self._closed = True
        for job in self.waiting:
            if job.can_be_cancelled:
                job.cancel()
        for worker in self._workers.values():
            worker.jobs.put(None)
        for worker in self._workers.values():
            worker.join()
        self._workers.clear()
        self._collecting.stop()

    def _lane(self, lane: Lane) -> _Worker:
        if lane not in self._workers:
            self._workers[lane] = worker = _Worker(f"trainerpool-{lane}", self._arrival.emit)
            worker.start()
        return self._workers[lane]

    def _settle(self, job: Job) -> None:
        self.waiting.remove(job)
        if job.latest and self._newest.get(job.latest) is job:
            del self._newest[job.latest]
        self.finished.emit(job)
        if job.stopped or not job.is_wanted():
            return
        if job.error is not None:
            if job.failed is not None:
                job.failed(job.error)
            else:
                self.unclaimed.emit(job.error)
        elif job.done is not None:
            job.done(job.result)


class StallMonitor(QObject):
    """Measures how long the event loop was ever kept waiting, in milliseconds; for tests and benches."""

    def __init__(self, every_ms: int = 5, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest_ms = 0.0
        self._every = every_ms
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.longest_ms = 0.0
        self._clock.start()
        self._timer.start(self._every)

    def stop(self) -> float:
        self._timer.stop()
        return self.longest_ms

    def _tick(self) -> None:
        late = self._clock.nsecsElapsed() / 1e6 - self._every
        self._clock.restart()
        self.longest_ms = max(self.longest_ms, late)
