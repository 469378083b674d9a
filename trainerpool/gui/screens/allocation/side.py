"""What the inspector of the page shows: the differences of a proposal, what was left unconfirmed, one cell, one trainer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.gui.parts.why import Reason, WhyBlock
from trainerpool.gui.screens.allocation.difference_list import DifferencePane
from trainerpool.gui.screens.allocation.loading import Loaded
from trainerpool.gui.screens.allocation.words import heading

_MOST_LINKS = 8


class SidePane(Pane):
    """Stays in the inspector while the page lives; `mode` is "cell", "trainer", "reason", "differences" or "left"."""

    wants_back = Signal()

    def __init__(self) -> None:
        super().__init__("raised")
        self.setAccessibleName("About the allocation")
        self.mode = "cell"
        self.differences = DifferencePane()
        self._stack = QStackedWidget()
        self._one: QWidget = _nothing()
        self._left: QWidget | None = None
        self._to_add: list[Callable[[], None]] = []
        self._adding = QTimer(self)
        self._adding.setInterval(0)
        self._adding.timeout.connect(self._add_next)
        self._stack.addWidget(self.differences)
        self._stack.addWidget(self._one)
        self._stack.setCurrentWidget(self._one)
        self.column.addWidget(self._stack)

    def home(self, has_proposal: bool) -> str:
        """The mode to return to: what is about the whole plan, where there is such a thing."""
        return "differences" if has_proposal else "left" if self._left is not None else "cell"

    def show_mode(self, mode: str) -> None:
        """Show the differences or what was left."""
        self.mode = mode
        if mode == "differences":
            self._stack.setCurrentWidget(self.differences)
        elif mode == "left" and self._left is not None:
            self._stack.setCurrentWidget(self._left)
        else:
            self._stack.setCurrentWidget(self._one)

    def show_one(self, inspector: Inspector, mode: str, back: str) -> None:
        """Show one cell or trainer; `back` is the words of the link to where the person came from, or empty."""
        self.mode = mode
        if back:
            inspector.column.insertWidget(0, self._back_link(back))
        held = self._one.hasFocus() or any(one.hasFocus() for one in self._one.findChildren(QWidget))
        self._stack.addWidget(inspector)
        self._stack.setCurrentWidget(inspector)
        self._stack.removeWidget(self._one)
        self._one.deleteLater()
        self._one = inspector
        if held:
            first = next((one for one in inspector.findChildren(Button) if one.isVisible()), None)
            if first is not None:
                first.setFocus()

    def show_left(self, loaded: Loaded, left: Mapping[str, Sequence[str]], go: Callable[[str], None]) -> None:
        """List the sessions a confirmation left out, grouped by what stands in the way; their teams are kept as proposed."""
        self.clear_left()
        made = Inspector("Not confirmed", _sentence(len(left)))
        by_reason: dict[tuple[str, ...], list[str]] = {}
        for session in loaded.asked:
            if session in left:
                by_reason.setdefault(tuple(dict.fromkeys(left[session])), []).append(session)
        self._left = made
        self._stack.addWidget(made)
        # One group at a time: a long list of them must not hold the window up.
        self._to_add = [partial(_add_left, made, loaded, reasons, some, go) for reasons, some in by_reason.items()]
        self._adding.start()

    def _add_next(self) -> None:
        if self._to_add:
            self._to_add.pop(0)()
            return
        self._adding.stop()
        if self._left is not None:
            self.show_mode("left")

    def clear_left(self) -> None:
        """Forget what an earlier confirmation left."""
        self._to_add = []
        if self._left is not None:
            self._stack.removeWidget(self._left)
            self._left.deleteLater()
            self._left = None

    def _back_link(self, words: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 6, 16, 0)
        link = Button(words, "link").does(self.wants_back.emit)
        link.setAccessibleDescription("Also Esc")
        column.addWidget(link)
        return holder


def _add_left(
    made: Inspector, loaded: Loaded, reasons: Sequence[str], sessions: Sequence[str], go: Callable[[str], None]
) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(22, 0, 0, 0)
    column.setSpacing(0)
    for session in sessions[:_MOST_LINKS]:
        link = Button(heading(loaded.row(session)), "link").does(partial(go, session))
        link.setAccessibleDescription("Shows the session on the board")
        column.addWidget(link)
    if len(sessions) > _MOST_LINKS:
        column.addWidget(Label(f"And {len(sessions) - _MOST_LINKS} more.", tone="muted"))
    told = [Reason(Meaning.STOP, reason) for reason in reasons]
    made.add(WhyBlock(f"{len(sessions)} session{'s' if len(sessions) != 1 else ''}", told), holder)


def _sentence(number: int) -> str:
    return f"{number} session{' needs' if number == 1 else 's need'} something first; nothing of {'it' if number == 1 else 'them'} is lost"


def _nothing() -> QWidget:
    made = QWidget()
    made.setMinimumHeight(theme.tokens().layout["page_header"])
    column = QVBoxLayout(made)
    column.setContentsMargins(16, 16, 16, 16)
    column.addWidget(Label("Choose a cell of the board to see why it is as it is.", tone="muted", wraps=True))
    column.addStretch(1)
    return made
