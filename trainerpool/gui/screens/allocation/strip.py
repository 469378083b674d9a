"""The strip under the header while a plan is sought: time, places, gap, the two lines meeting, and Stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from trainerpool.gui.charts.falling import FallingSteps
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, Pane
from trainerpool.gui.screens.allocation.proposing import Search
from trainerpool.operations.proposals import Proposal

_BEST = 0.0005
_BETWEEN = 16 * 5 + 12 + 24 + 29  # the margins and spaces of the row
_LEAST_SIDE, _LEAST_TIMES, _LEAST_CHART = 120, 200, 200


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


class _Figure(QWidget):
    """A muted word over a large figure."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self.figure = Label("", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(Label(word, tone="muted"))
        column.addWidget(self.figure)
        column.addStretch(1)

    def say(self, text: str) -> None:
        self.figure.setText(text)
        self.setAccessibleName(f"{self._word}: {text}")


class ProposeStrip(Pane):
    """Follows one search and then says how it ended. `stopped` and `again` are its two deeds."""

    stopped = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__("raised")
        self.setAccessibleName("Proposal")
        self.title = ElidedLabel("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setFixedWidth(200)
        self.bar.setAccessibleName("Time used")
        self.time = ElidedLabel("", tone="muted")
        self.better = Label("", tone="muted")
        self.better.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.places, self.gap = _Figure("Places"), _Figure("Gap")
        self.nearness = ElidedLabel("", tone="muted")
        self.chart = FallingSteps()
        self._running = self._is_repair = self._says_nearness = False
        self.deed = Button("Stop", icon="square")
        self.deed.clicked.connect(self._on_deed)
        times = QHBoxLayout()
        times.addWidget(self.time, 1)
        times.addWidget(self.better)
        side = QWidget()
        self._side = side
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(4)
        left.addStretch(1)
        left.addWidget(self.title)
        left.addWidget(self.bar)
        left.addLayout(times)
        left.addWidget(self.nearness)
        left.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(16, 8, 13, 8)
        self._row.setSpacing(16)
        self._row.addWidget(side)
        self._row.addWidget(self.places)
        self._row.addSpacing(12)
        self._row.addWidget(self.gap)
        self._row.addSpacing(24)
        self._row.addWidget(self.chart, 1)
        self._filler = QWidget()
        self._row.addWidget(self._filler, 1)
        self._row.addWidget(self.deed)
        self.column.addLayout(self._row)
        self.column.addWidget(Hairline())

    def _on_deed(self) -> None:
        (self.stopped if self._running else self.again).emit()

    def follow(self, search: Search, what: str) -> None:
        """Show where the search stands."""
        self._running = True
        self._is_repair = bool(search.broken)
        self._fit()
        self._say_deed("Stop", "square", "The best plan so far is kept")
        self.title.setText(f"Repairing {what}" if search.broken else f"Proposing {what}")
        self.bar.setVisible(True)
        share = min(1.0, search.seconds / search.limit)
        # A progress bar paints itself and all that waits to be painted at once, unless it is kept from it.
        self.bar.setUpdatesEnabled(False)
        self.bar.setValue(round(share * 1000))
        self.bar.setUpdatesEnabled(True)
        self.time.setText(f"{_clock(search.seconds)} of {_clock(search.limit)}")
        since = search.since_better
        self.better.setText("" if since is None else "better just now" if since < 1 else f"better {int(since)} s ago")
        latest = search.latest
        if latest is None:
            self.places.say("none yet")
            self._say_gap(None)
        else:
            self.places.say(f"{latest.filled - search.beside} of {latest.places - search.beside}")
            self._say_gap(latest.gap)
        self.chart.set_points(search.best, search.bound, search.seconds)

    def rest(self, search: Search, what: str, proposal: Proposal) -> None:
        """Say how the search ended, and with what."""
        self._running = False
        repair = bool(proposal.broken)
        self._say_deed("Repair again" if repair else "Propose again", "", "")
        self.title.setText(f"Repair of {what}" if repair else f"Proposal for {what}")
        self.bar.setVisible(False)
        self.better.setText("")
        self.time.setText(ending(proposal))
        self.places.say(f"{proposal.filled} of {proposal.places}")
        self._say_gap(0.0 if proposal.result.optimal else proposal.result.gap)
        self.chart.set_points(search.best, search.bound, proposal.result.seconds)
        self._is_repair = repair
        self._fit()

    def _say_gap(self, gap: float | None) -> None:
        """The figure, and in words how far above the best possible the plan may be."""
        self.gap.say(_percent(gap))
        words = above_best(gap)
        self.nearness.setText(words[:1].upper() + words[1:])
        self.gap.setToolTip(self.nearness.text())
        self._says_nearness = gap is not None and (self._running or gap >= _BEST)
        self._fit()

    def _say_deed(self, words: str, icon: str, tip: str) -> None:
        if self.deed.text() != words:
            self.deed.icon_name = icon
            self.deed.set_text(words)
        self.deed.setToolTip(tip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A repair is over in a moment: there is no line to follow, and its gap says nothing."""
        wide, low = self.width(), self.window().height() < 500 or self._is_repair
        self.gap.setVisible(not self._is_repair)
        self.nearness.setVisible(self._says_nearness and not low)
        figures = [one.sizeHint().width() for one in (self.places, self.gap, self.deed) if not one.isHidden()]
        room = wide - sum(figures) - _BETWEEN
        words = [one.sizeHint().width() for one in (self.title, self.nearness, self.time) if not one.isHidden()]
        self._side.setFixedWidth(max(_LEAST_SIDE, min(max(_LEAST_TIMES, *words), room)))
        self.chart.setVisible(room - self._side.width() >= _LEAST_CHART and not low)
        self._filler.setVisible(not self.chart.isVisibleTo(self))
        self.bar.setFixedWidth(200 if wide >= 560 else 120)
        self.setMinimumHeight(60 if low else 88)


def ending(proposal: Proposal) -> str:
    """How a search ended: "Proven best after 2 s"."""
    result = proposal.result
    if result.optimal and proposal.broken:
        return f"Fewest changes, proven after {result.seconds:.0f} s"
    if result.optimal:
        return f"Proven best after {result.seconds:.0f} s"
    if result.stopped == "time":
        return f"Best found in {_clock(result.seconds)}"
    return f"Best so far, after {result.seconds:.0f} s"


def _percent(gap: float | None) -> str:
    return "none yet" if gap is None else "0 %" if gap < _BEST else f"{gap * 100:.1f} %"


def above_best(gap: float | None) -> str:
    """How good the plan is by what is proven so far: "at most 1.2 % above the best possible"."""
    if gap is None:
        return "how near the best is not known yet"
    return "the best possible" if gap < _BEST else f"at most {gap * 100:.1f} % above the best possible"
