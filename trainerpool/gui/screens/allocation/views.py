"""Which view of the plan is shown: board, weeks, list or comparison, as there is room and as the person chose."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.screens.allocation.body import BOARD, LIST, WEEKS, AllocationBody
from trainerpool.gui.screens.allocation.comparing import CompareDesk
from trainerpool.gui.screens.allocation.picture import Picture

_TINY = 560


class Views:
    """Fits the page's widgets to its size; a view the person chose stays chosen."""

    def __init__(self, page: QWidget, body: AllocationBody, comparing: CompareDesk) -> None:
        self._page, self._body, self._comparing = page, body, comparing
        self._wished = self._wished_when_tiny = ""

    def choose(self, view: str) -> None:
        """Show this view from now on."""
        self._body.view.choose(view)
        if self._is_tiny():
            self._wished_when_tiny = view
        else:
            self._wished = view
        self._comparing.is_shown = False

    def _is_tiny(self) -> bool:
        """Whether the window is under its least size, as at 300 %: a matrix would be all heads there."""
        return self._page.window().width() < _TINY

    def _fitting(self) -> str:
        return self._wished_when_tiny or LIST if self._is_tiny() else self._wished or BOARD

    def widget(self) -> QWidget:
        """What holds the plan in the view chosen."""
        body = self._body
        if body.view.choice() == WEEKS:
            return body.weeks
        return body.list if body.view.choice() == LIST else body.board

    def settle(self, picture: Picture | None) -> None:
        """Show what there is room for: the board, or the list of trainers under the window's least size."""
        body, page = self._body, self._page
        body.view.choose(self._fitting())
        compares = self._comparing.is_shown
        has_rows = picture is not None and bool(body.board_model.sessions) and bool(body.board_model.trainers)
        body.bar.setVisible(picture is not None and not compares)
        if picture is None or compares:
            body.filters.hide()
        if compares:
            body.strip.hide()
        body.line.setVisible(picture is not None)
        body.key.setVisible(body.view.choice() == BOARD)
        body.filters.grouped.setVisible(body.view.choice() == BOARD)
        body.everybody.setVisible(picture is not None and picture.matter < picture.people)
        body.foot.setVisible(page.window().height() >= 420 and picture is not None and not compares)
        if compares:
            body.stack.setCurrentWidget(self._comparing.pane)
        elif has_rows:
            body.stack.setCurrentWidget(self.widget())
        body.compare.setVisible(self._comparing.can_compare())
        body.fit_head()
        if picture is not None:
            self._say_counts()

    def _say_counts(self) -> None:
        """How much of the board is in view."""
        body = self._body
        trainers = len(body.board_model.trainers)
        if body.view.choice() == BOARD:
            down, across = body.board.shown_counts()
            sessions = len(body.board_model.sessions)
            body.foot.right.setText(f"{down} of {sessions} sessions, {across} of {trainers} trainers")
        elif body.view.choice() == WEEKS:
            body.foot.right.setText(f"{len(body.weeks_model.weeks)} weeks, {trainers} trainers")
        else:
            body.foot.right.setText(body.list.shown_words())
