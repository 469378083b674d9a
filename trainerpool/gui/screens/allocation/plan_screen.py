"""The part of the page that shows a plan: works its picture out, keeps the cell in focus, fits board or list."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent

from trainerpool.allocation.plan import Plan
from trainerpool.gui import preferences
from trainerpool.gui.screens.allocation.actions import Actions
from trainerpool.gui.screens.allocation.body import BOARD, LIST, WEEKS, AllocationBody
from trainerpool.gui.screens.allocation.comparing import CompareDesk
from trainerpool.gui.screens.allocation.facts import commands, empty_period, nothing_found, summary
from trainerpool.gui.screens.allocation.filtering import Filters, is_short, shown
from trainerpool.gui.screens.allocation.picture import Painter, Picture
from trainerpool.gui.screens.allocation.plan_page import PlanPage
from trainerpool.gui.screens.allocation.proposals import ProposalDesk
from trainerpool.gui.screens.allocation.repairing import RepairDesk
from trainerpool.gui.screens.allocation.side import SidePane
from trainerpool.gui.screens.allocation.views import Views
from trainerpool.gui.screens.allocation.weeks import week_rows, weeks_of
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.board_model import CellState

_WARM_AFTER_MS = 1500
# Shorter than anybody waits, long enough that a row of quick steps is not explained step by step.
_REST_MS = 20


class PlanScreen(PlanPage):
    """Shows the plan of the period that was read: what stands, or the proposal."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._sought = ""
        self._offered: list[str] = []
        self._hit: tuple[str, str] | None = None
        self._takes_focus = self._mends = False
        self.side = SidePane()
        self.body = AllocationBody(self)
        self.painter = Painter(shell, self)
        self.proposals = ProposalDesk(shell, self)
        self.repairs = RepairDesk(shell, self, self.proposals)
        self.comparing = CompareDesk(shell, self, self.proposals)
        self.body.compare.set_menu(self.comparing.menu)
        self.views = Views(self, self.body, self.comparing)
        self.deeds = Actions(self)
        self._warming = QTimer(self)
        self._warming.setSingleShot(True)
        self._warming.setInterval(_WARM_AFTER_MS)
        self._warming.timeout.connect(self.proposals.search.warm)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self.deeds.tell_cell)

    def plan(self) -> Plan:
        """The plan shown: the proposal where there is one, else what stands."""
        if (proposal := self.proposals.proposal) is not None:
            return proposal.plan
        if self.loaded is None or self.loaded.problem is None:
            return Plan()
        return self.loaded.problem.standing_plan

    def repaint_plan(self) -> None:
        """Work the board out again for the plan shown."""
        loaded, proposal = self.loaded, self.proposals.proposal
        if loaded is None:
            return
        self._say_head()
        if not loaded.asked:
            self.body.end_wait()
            self.picture = None
            self._settle()
            self.body.show_notice(empty_period(self, loaded))
            return
        reasons = proposal.reasons if proposal is not None else {}
        self.painter.paint(
            loaded, self.plan(), reasons, everybody=self.everybody, is_proposal=proposal is not None, then=self._show
        )

    def _show(self, picture: Picture) -> None:
        self.body.end_wait()
        self.picture = picture
        model, board = self.body.board_model, self.body.board
        filters = self.body.filters
        filters.offer(*_choices(picture))
        filters.set_short(self.short_only)
        found = shown(picture, filters.filters)
        self._hit, sessions = found.hit, found.sessions
        here = board.current()
        same = [one.key for one in sessions] == [one.key for one in model.sessions] and found.trainers == model.trainers
        if board.by_agency != filters.filters.by_agency:
            board.by_agency, same = filters.filters.by_agency, False
        if same:
            model.set_sessions(sessions)
        else:
            across, down = board.horizontalScrollBar().value(), board.verticalScrollBar().value()
            model.set_board(sessions, found.trainers, lambda session, trainer: self._now().board_cell(session, trainer))
            board.horizontalScrollBar().setValue(across)
            board.verticalScrollBar().setValue(down)
        self.body.list_model.set_rows(found.lines)
        within = replace(picture, lines=found.lines, sessions=sessions)
        self.body.weeks_model.set_rows(week_rows(within), weeks_of(within))
        self._say_head()
        self._settle()
        if not sessions or not found.trainers:
            self.body.show_notice(nothing_found(self, filters.filters))
        if self._sought:
            self.go_to(self._sought)
            self._sought = ""
        elif not same and sessions and found.trainers:
            kept = here is not None and any(one.key == here[0].key for one in sessions)
            session, trainer = (here[0].key, here[1].key) if here is not None and kept else (sessions[0].key, None)
            if trainer is not None and all(one.key != trainer for one in found.trainers):
                trainer = None
            self.go_to(*(found.hit or (str(session), str(trainer) if trainer is not None else "")))
        if self._takes_focus:
            self._focus_here()
        self._resting.start()
        self._mend_if_asked()

    def _mend_if_asked(self) -> None:
        if self._mends:
            self._mends = False
            self.repairs.start_all()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._warming.start()

    def _focus_here(self) -> None:
        here = self.body.stack.currentWidget()
        if here is not None and self.isVisible():
            self._takes_focus = False
            here.setFocus()

    def _now(self) -> Picture:
        assert self.picture is not None
        return self.picture

    def go_to(self, session: str, trainer: str = "") -> None:
        """Stand on a session's cell: this trainer's, else the first who could come, else the first of its team."""
        picture = self.picture
        if picture is None:
            return
        if not trainer:
            columns = self.body.board_model.trainers or picture.trainers
            infos = [(str(one.key), picture.info(session, one.key)) for one in columns]
            could = [key for key, info in infos if info.cell.state is CellState.ELIGIBLE]
            there = [key for key, info in infos if info.is_chosen]
            short = any(one.key == session and is_short(one) for one in picture.sessions)
            trainer = next(iter((could if short else there) or there or could), "")
        if trainer and all(one.key != trainer for one in picture.trainers):
            self.everybody = True
            self._sought = ""
            self.repaint_plan()
            return
        model = self.body.board_model
        if all(one.key != session for one in model.sessions) or all(one.key != trainer for one in model.trainers):
            self.body.filters.clear()
        self.body.board.go_to(session, trainer)

    def next_empty(self) -> None:
        """Stand on the next session with an empty place."""
        here = self.body.board.current()
        rows = list(self.body.board_model.sessions)
        at = next((place for place, one in enumerate(rows) if here is not None and one.key == here[0].key), -1)
        for one in (*rows[at + 1 :], *rows[: at + 1]):
            if is_short(one):
                self.show_board()
                self.go_to(str(one.key))
                self.body.board.setFocus()
                return
        self.body.say("", "Every place is filled.", aloud=True)

    # what is shown of it

    def toggle_everybody(self) -> None:
        self.everybody = not self.everybody
        self.repaint_plan()

    def show_short(self, only: bool = True) -> None:
        """Show only the sessions with an empty place, or all again."""
        self.short_only = only
        self.repaint_plan()

    def filter_again(self, _filters: Filters | None = None) -> None:
        """Show what the filters leave of the picture there is."""
        if self.picture is not None and not self.painter.is_busy:
            self._show(self.picture)

    def clear_filters(self) -> None:
        self.body.filters.clear()
        self.show_short(False)

    def _on_entered(self) -> None:
        if self._hit is not None:
            self.show_board()
            self.go_to(*self._hit)
            self.body.board.setFocus()

    def show_list(self) -> None:
        self._on_view(LIST)

    def show_weeks(self) -> None:
        self._on_view(WEEKS)

    def show_board(self) -> None:
        self._on_view(BOARD)

    def has_proposal(self) -> bool:
        return self.proposals.proposal is not None

    def repair(self) -> None:
        self.repairs.start()

    def settle_view(self) -> None:
        self._settle()

    def confirm_session(self, session: str) -> None:
        self.proposals.confirm_session(session)

    def take_out(self, session: str, trainer: str) -> None:
        self.proposals.take_out(session, trainer)

    def _on_view(self, key: str) -> None:
        self.views.choose(key)
        self._settle()
        self._resting.start()

    def _on_moved(self, where: str) -> None:
        self.deeds.say_cell()
        if where == self.body.view.choice():
            self._resting.start()

    def _say_head(self) -> None:
        body, loaded = self.body, self.loaded
        if loaded is None:
            return
        body.set_summary(summary(self, loaded))
        self.proposals.say()
        body.short_only.setVisible(self.short_only)
        picture = self.picture
        if picture is not None:
            body.everybody.set_text("Fewer trainers" if self.everybody else f"All {picture.people} trainers")
            body.everybody.setToolTip(f"{picture.matter} of {picture.people} could come in this period")
        offered = commands(
            self, self.proposals, self.comparing.entries(), preferences.letter_keys(), self.deeds.toggle_letters
        )
        if [one.title for one in offered] != self._offered:
            self._offered = [one.title for one in offered]
            self.shell.set_commands(offered)

    def _settle(self) -> None:
        self.views.settle(self.picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.body.fit_head()
        if self.loaded is not None:
            self.body.set_summary(summary(self, self.loaded))
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.picture is not None:
            self.body.fit_head()


def _choices(picture: Picture) -> tuple[list[str], list[str]]:
    """The courses and agencies there are to choose from."""
    return (
        sorted({one.title for one in picture.sessions}, key=str.casefold),
        sorted({one.agency for one in picture.trainers if one.agency}, key=str.casefold),
    )
