"""What follows from the cell in focus: its words in the foot line, the inspector, the menu, and deeds by hand."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from trainerpool.gui import preferences
from trainerpool.gui.screens.allocation.body import BOARD, LIST
from trainerpool.gui.screens.allocation.by_trainer import trainer_pane
from trainerpool.gui.screens.allocation.cell_facts import CellFacts, cell_facts
from trainerpool.gui.screens.allocation.cell_pane import cell_pane
from trainerpool.gui.screens.allocation.differences import Line, Way
from trainerpool.gui.screens.allocation.drops import Drops
from trainerpool.gui.screens.allocation.hand import Hand, deeds_of
from trainerpool.gui.screens.allocation.picture import TrainerLine
from trainerpool.gui.screens.allocation.plan_page import PlanPage
from trainerpool.gui.screens.allocation.side_forms import SideForms
from trainerpool.gui.screens.allocation.words import period_words
from trainerpool.gui.tables.board_model import BoardSession, BoardTrainer
from trainerpool.reports.registry import write_report

_KINDS = ("PDF (*.pdf)", "Word (*.docx)", "Excel (*.xlsx)", "CSV (*.csv)")


class Actions:
    """The deeds of one page; it reads what the screen shows and writes through its shell."""

    def __init__(self, screen: PlanPage) -> None:
        self._screen, self._shell = screen, screen.shell
        self.side = screen.side
        self.side.wants_back.connect(self.go_back)
        self.side.differences.wished.connect(self.on_difference)
        self.forms = SideForms(self._shell, screen, self.tell_cell)
        self.drops = Drops(self._shell, screen, self.refuse)
        self.hand = Hand(self._shell, self.refuse, self._take_out, self.forms.ask_reason, self.drops.carry)
        self.drops.dropped = self.hand.drop
        screen.body.board.carry.ended.connect(self.say_cell)

    # the cell in focus

    def say_cell(self) -> None:
        """Say the cell in focus in the foot line."""
        screen = self._screen
        here, picture = screen.body.board.current(), screen.picture
        if here is None or picture is None or screen.body.view.choice() != BOARD:
            screen.body.say("", "")
            return
        if screen.body.board.carry.is_on():
            return
        session, trainer = here
        cell = picture.info(session.key, trainer.key).cell
        words = cell.reason.partition("\n")[0] or f"{cell.state.value[:1].upper()}{cell.state.value[1:]}."
        tone = "stop" if cell.is_illegal else "muted"
        screen.body.say(f"{trainer.name}, {session.when}", words, tone)
        self.side.differences.list.show_session(str(session.key))

    def tell_cell(self, asked: bool = False) -> None:
        """Show the cell (or trainer) in focus in the inspector, where that is what it shows, or where it was asked for."""
        screen = self._screen
        self.say_cell()
        if not asked and not self._shows_one():
            return
        if screen.picture is None or screen.loaded is None:
            return
        if screen.body.view.choice() != BOARD:
            row = self._trainer_here()
            if row is not None:
                pane = trainer_pane(
                    row, screen.picture, self.show_cell, lambda: self._shell.navigate("trainer", row.id)
                )
                self.side.show_one(pane, "trainer", self._back_words())
                self._open_side(asked)
            return
        here = screen.body.board.current()
        if here is not None:
            self._ask_facts(str(here[0].key), str(here[1].key), asked)

    def _trainer_here(self) -> TrainerLine | None:
        """The trainer in focus in the weeks or the list."""
        body, picture = self._screen.body, self._screen.picture
        if body.view.choice() == LIST:
            line: TrainerLine | None = body.list.current_row()
            return line
        here = body.weeks.current_row()
        if here is None or picture is None:
            return None
        return next((one for one in picture.lines if one.id == here.key), None)

    def weeks_menu(self) -> QMenu:
        """Each session of the week in focus on the board, and the trainer's own page."""
        made = QMenu(self._screen)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        body = self._screen.body
        row = body.weeks.current_row()
        if row is not None:
            for chip in body.weeks.current_chips():
                made.addAction(f"Why: {chip.says}", partial(self.show_cell, str(chip.key), str(row.key)))
            made.addAction(f"Open {row.name}", partial(self._shell.navigate, "trainer", str(row.key)))
        return made

    def _shows_one(self) -> bool:
        """Whether the inspector follows the focus; else it is about the whole plan until something is asked for."""
        if self.side.mode == "reason":
            return False
        return self.side.mode in ("cell", "trainer") or self.side.home(self._screen.has_proposal()) == "cell"

    def show_cell(self, session: str, trainer: str) -> None:
        """Show one cell in the inspector, whichever view is shown, and stand on it on the board."""
        self._screen.go_to(session, trainer)
        self._ask_facts(session, trainer, True)

    def _ask_facts(self, session: str, trainer: str, asked: bool) -> None:
        screen = self._screen
        picture, today = screen.picture, self._shell.today()
        assert picture is not None
        info = picture.info(session, trainer)

        def work(desk: Any) -> CellFacts:
            return cell_facts(desk, picture.loaded, picture.plan, info, session, trainer, today)

        def told(facts: CellFacts) -> None:
            if screen.picture is not picture or not (asked or self._shows_one()):
                return
            deeds = deeds_of(info, picture.loaded, session)
            pane = cell_pane(
                facts, deeds, lambda word: self.wish(word, session, trainer), self._shell.navigate, self.show_cell
            )
            self.side.show_one(pane, "cell", self._back_words())
            self._open_side(asked)

        self._shell.work(work, then=told, latest="cell", owner=screen)

    def _open_side(self, asked: bool) -> None:
        if asked:
            self._shell.show_inspector(True)

    def _back_words(self) -> str:
        home = self.side.home(self._screen.has_proposal())
        return {"differences": "Back to the differences", "left": "Back to what was left"}.get(home, "")

    def go_back(self) -> bool:
        """From one cell to the whole plan; False where there is nothing to go back to."""
        if self._screen.body.board.carry.is_on():
            self._screen.body.board.carry.end()
            return True
        if self.side.mode == "reason":
            self.forms.leave()
            return True
        home = self.side.home(self._screen.has_proposal())
        if home in ("cell", self.side.mode):
            return False
        self.side.show_mode(home)
        return True

    # deeds

    def on_wish(self, word: str, session: BoardSession, trainer: BoardTrainer) -> None:
        """A key or Enter on the board."""
        if word in ("why", "open"):
            self.tell_cell(asked=True)
        else:
            self.wish(word, str(session.key), str(trainer.key))

    def wish(self, word: str, session: str, trainer: str) -> None:
        """Do one deed on a cell."""
        picture = self._screen.picture
        if picture is not None:
            self.hand.wish(word, picture.loaded, picture.info(session, trainer), session, trainer)

    def refuse(self, words: str) -> None:
        """Say why not, where the person looks."""
        self._screen.body.say("", words, "stop", aloud=True)
        if not self._screen.body.foot.isVisible():
            self._shell.toast(words)

    def _take_out(self, session: str, trainer: str) -> None:
        self._screen.take_out(session, trainer)

    def on_menu(self, session: BoardSession, trainer: BoardTrainer, where: QPoint) -> None:
        """Every deed of the cell, in the inspector's words."""
        if (menu := self.menu(str(session.key), str(trainer.key))) is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(where)

    def menu(self, session: str, trainer: str) -> QMenu | None:
        """The context menu of a cell."""
        picture = self._screen.picture
        if picture is None:
            return None
        made = QMenu(self._screen)
        for one in deeds_of(picture.info(session, trainer), picture.loaded, session):
            words = f"{one.says}\t{one.keys}" if one.keys else one.says
            made.addAction(words, partial(self.wish, one.word, session, trainer))
        if made.actions():
            made.addSeparator()
        name = picture.loaded.name(trainer)
        made.addAction("Why\tW", lambda: self._ask_facts(session, trainer, True))
        made.addAction(f"Open {name}", lambda: self._shell.navigate("trainer", trainer))
        made.addAction("Open the session", lambda: self._shell.navigate("programme", session))
        return made

    def on_difference(self, word: str, line: Line, way: Way | None) -> None:
        """A deed on a line of the difference list."""
        screen = self._screen
        if word == "way" and way is not None:
            if way.kind == "day":
                self._shell.navigate("programme", line.session)
            else:
                self.show_cell(line.session, way.trainer)
        elif word == "pin" and line.trainer:
            self.wish("pin", line.session, line.trainer)
        elif word == "take out" and line.trainer:
            self._take_out(line.session, line.trainer)
        elif word == "leave out":
            self._take_out(line.session, "")
        elif word == "session":
            screen.confirm_session(line.session)
        elif word == "show":
            screen.show_board()
            screen.go_to(line.session, line.trainer)

    def toggle_letters(self) -> None:
        """Turn the letter keys of the board off or on, as Settings does."""
        preferences.set_letter_keys(not preferences.letter_keys())
        self._shell.toast(f"Letter keys of the board are {'on' if preferences.letter_keys() else 'off'}.")
        self._screen.repaint_plan()

    def save_staffing(self) -> bool:
        """Ask where, and write the staffing of the period as a document."""
        loaded = self._screen.loaded
        if loaded is None or loaded.period is None:
            return False
        period, today = loaded.period, self._shell.today()

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._shell.work(
                    lambda desk: write_report(desk.ask, "term-staffing", (period.start, period.end), path, today),
                    then=lambda _document: self._shell.toast(f"{path.name} was written."), title=f"Writing {path.name}",
                )  # fmt: skip

        self._shell.dialogs.save_file(
            self._screen, f"Staffing, {period_words(period)}", f"Staffing {period.name}.pdf", _KINDS, chosen
        )
        return True
