"""The page's own widgets, put together: head, strip, bar, board or list, foot line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QMenu, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.chips import AddFilterChip, FilterChip
from trainerpool.gui.parts.header import Fact, FilterBar, FootLine, PageHeader
from trainerpool.gui.parts.labels import Hairline
from trainerpool.gui.parts.notices import stack
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.allocation.board_key import BoardKey
from trainerpool.gui.screens.allocation.by_trainer import columns, says
from trainerpool.gui.screens.allocation.filtering import FilterRow
from trainerpool.gui.screens.allocation.picture import TrainerLine
from trainerpool.gui.screens.allocation.strip import ProposeStrip
from trainerpool.gui.tables.board import BoardView
from trainerpool.gui.tables.board_model import BoardModel
from trainerpool.gui.tables.board_weeks import WeeksView
from trainerpool.gui.tables.board_weeks_model import WeeksModel
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.periods import PeriodRow

BOARD, WEEKS, LIST = "board", "weeks", "list"
_MUTED_AFTER_MS = 100
_BETWEEN = 60  # margins of the head and the spaces between what stands in it


class AllocationBody:
    """Builds the page on its screen and knows how to show each state of it; what is shown comes from the screen."""

    def __init__(self, page: QWidget) -> None:
        self.period = Button("Term", "quiet")
        self.period_menu = QMenu(page)
        self.period.set_menu(self.period_menu)
        self.repair = Button("Repair")
        self.repair.setAccessibleDescription("Fills again what came undone, with the fewest changes; Ctrl+R")
        self.repair.setToolTip("Fills again what came undone, with the fewest changes (Ctrl+R)")
        self.compare = Button("Compare")
        self.compare.setAccessibleDescription("Keeps this proposal while another is sought, and sets both side by side")
        self.propose = Button("Propose", "filled")
        self.discard = Button("Discard")
        self.confirm = Button("Confirm", "filled", "check")
        self.head = PageHeader("Allocation", (), (self.compare, self.repair, self.discard, self.propose, self.confirm))
        self.head.beside.addWidget(self.period)
        self.strip = ProposeStrip()
        self.view = SegmentedChoice("View", ((BOARD, "Board"), (WEEKS, "Weeks"), (LIST, "By trainer")))
        self.key = BoardKey()
        keeps = self.key.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.key.setSizePolicy(keeps)
        self.short_only = FilterChip("Places", "empty only")
        self.everybody = Button("All trainers", "link")
        self.filter = AddFilterChip("Filter", "search")
        self.filter.setToolTip("Search trainers and sessions, one course or agency, trainers by agency (Ctrl+F)")
        self.filters = FilterRow()
        self.bar = FilterBar(self.view, self.filter, self.short_only)
        self.bar.row.addSpacing(4)
        self.bar.row.addWidget(self.key, 1)
        self.filters.row.addWidget(self.everybody)
        self.board_model = BoardModel(parent=page)
        self.board = BoardView("Allocation board", self.board_model)
        self.board.setAccessibleDescription("L lead, C co-trainer, P pin, Delete release, W why this cell")
        self.list_model: RowsModel[TrainerLine] = RowsModel(columns(), says=says, parent=page)
        self.list = TableView("Trainers and their sessions", self.list_model, two_lines=True)
        self.weeks_model = WeeksModel(page)
        self.weeks_made: Callable[[WeeksView], None] = lambda _made: None
        self.notice = QWidget()
        self.stack = QStackedWidget()
        self.compare.hide()
        for widget in (self.board, self.list, self.notice):
            self.stack.addWidget(widget)
        self.foot = FootLine()
        self.line = Hairline()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.strip, self.bar, self.filters, self.line):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)
        self.strip.hide()
        self.short_only.hide()
        self._page = page
        self._summary: tuple[str, ...] = ()
        self._muted = QTimer(page)
        self._muted.setSingleShot(True)
        self._muted.setInterval(_MUTED_AFTER_MS)
        self._muted.timeout.connect(lambda: self._mute(True))
        for first, second in (
            (self.period, self.compare), (self.compare, self.repair), (self.repair, self.discard), (self.discard, self.propose), (self.propose, self.confirm),
            (self.confirm, self.strip.deed), (self.strip.deed, self.view), (self.view, self.filter), (self.filter, self.short_only),
            (self.short_only, self.filters.search), (self.filters.grouped, self.everybody), (self.everybody, self.board),
            (self.board, self.list),
        ):  # fmt: skip
            QWidget.setTabOrder(first, second)

    @cached_property
    def weeks(self) -> WeeksView:
        """The trainers by week; made when they are first wanted, so that the page is there sooner."""
        made = WeeksView("Trainers by week", self.weeks_model)
        self.stack.addWidget(made)
        QWidget.setTabOrder(self.board, made)
        QWidget.setTabOrder(made, self.list)
        self.weeks_made(made)
        return made

    def set_periods(
        self,
        found: Sequence[PeriodRow],
        here: PeriodRow | None,
        choose: Callable[[str], None],
        other: Callable[[], None],
    ) -> None:
        """Offer these periods, terms first, the present one ticked, and any two days."""
        self.period_menu.clear()
        was_term = True
        for one in found:
            if was_term and not one.is_term:
                self.period_menu.addSeparator()
            was_term = one.is_term
            action = self.period_menu.addAction(f"{one.name}: {one.sessions} session{'s' if one.sessions != 1 else ''}")
            action.setCheckable(True)
            action.setChecked(here is not None and one.key == here.key)
            action.triggered.connect(lambda _=False, key=one.key: choose(key))
        self.period_menu.addSeparator()
        self.period_menu.addAction("Other days...", other)
        self.period.set_text(here.name if here is not None else "Term")
        self.period.setAccessibleDescription("Term, month or days being staffed; opens a menu")
        self.period.setVisible(bool(found))

    def set_summary(self, facts: Sequence[Fact]) -> None:
        """Show these facts in the head; the same words again cost nothing."""
        words = tuple(one if isinstance(one, str) else one[0] for one in facts)
        if words != self._summary:
            self._summary = words
            self.head.set_summary(facts)

    def set_deeds(self, *, propose: bool, discard: bool, confirm: str, blocked: str = "") -> None:
        """Which deeds stand in the head; `confirm` is its word, empty for none, `blocked` why it cannot be done yet."""
        focused = next((one for one in (self.propose, self.discard, self.confirm) if one.hasFocus()), None)
        self.propose.setVisible(propose)
        self.repair.setVisible(propose)
        self.discard.setVisible(discard)
        self.confirm.setVisible(bool(confirm))
        if confirm:
            self.confirm.set_text(confirm)
        self.confirm.block(blocked)
        if focused is not None and not focused.isVisible():
            (self.confirm if confirm else self.propose if propose else self.board).setFocus()
        self.fit_head()

    def fit_head(self) -> None:
        """Where the head is too narrow for all its deeds, those that lead least are shown by their icon alone."""
        can_shrink = (
            (self.compare, "Compare", "columns-3"),
            (self.discard, "Discard", "x"),
            (self.repair, "Repair", "repeat"),
        )
        deeds = [
            one for one in (self.compare, self.repair, self.discard, self.propose, self.confirm) if not one.isHidden()
        ]
        for deed, words, _ in can_shrink:
            _show_as(deed, words, "")
        room = self.head.width() - self.head.title.sizeHint().width() - self.period.sizeHint().width() - _BETWEEN
        for deed, words, icon in can_shrink:
            if sum(one.sizeHint().width() + 2 for one in deeds) > room and deed in deeds:
                _show_as(deed, "", icon)
                if not deed.toolTip():
                    deed.setToolTip(words)
        self.head.fit()

    def say(self, who: str, what: str, tone: str = "", aloud: bool = False) -> None:
        """Say something of the cell in focus in the foot line, and aloud where it answers a key."""
        self.foot.left.setText(who)
        self.foot.middle.setText(what)
        if self.foot.middle.property("tone") != (tone or "muted"):
            self.foot.middle.set_tone(tone or "muted")
        self.foot.middle.setAccessibleName(what)
        if aloud and what and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._page, what))

    def show_notice(self, widget: QWidget) -> None:
        """Show this in place of the board."""
        old = self.notice
        self.notice = stack(widget)
        self.stack.addWidget(self.notice)
        self.stack.setCurrentWidget(self.notice)
        self.stack.removeWidget(old)
        old.deleteLater()

    def begin_wait(self) -> None:
        """Another period was asked for: after a tenth of a second the rows shown are muted."""
        self._muted.start()

    def end_wait(self) -> None:
        self._muted.stop()
        self._mute(False)

    def _mute(self, muted: bool) -> None:
        if not muted:
            self.stack.setGraphicsEffect(None)  # type: ignore[arg-type]
            return
        effect = QGraphicsOpacityEffect(self.stack)
        effect.setOpacity(0.5)
        self.stack.setGraphicsEffect(effect)


def _show_as(deed: Button, words: str, icon: str) -> None:
    """The same deed in words, or as an icon; what is read out stays."""
    if deed.text() != words:
        deed.icon_name = icon
        deed.setText(words)
        deed.updateGeometry()
