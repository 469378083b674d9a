"""Invented pages for the tests of the kit: a list, a board, and a page without a pool."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.gui.charts.falling import FallingSteps
from trainerpool.gui.frame import Found, FrameDeeds
from trainerpool.gui.marks import STANDING, Mark, Meaning
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.chips import AddFilterChip, FilterChip
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.header import FilterBar, FootLine, PageHeader
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.parts.path import Stage, StageState, TtTPath
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.parts.why import Reason, Remedy, RemedyBlock, WhyBlock
from trainerpool.gui.shell import Command, PageSpec, PoolFacts, Shell
from trainerpool.gui.tables.board import BoardView
from trainerpool.gui.tables.board_model import BoardCell, BoardModel, BoardSession, BoardTrainer, CellState
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

TODAY = date(2026, 11, 23)
_SURNAMES = (
    "Abara, Gwen", "Achterberg, Imke", "Barlow, Denzil", "Brandt, Olivia", "Calloway, Ines", "Dacosta, Femi",
    "Etheridge, Percy", "Farouk, Nadia", "Garside, Lorna", "Hennessy, Cormac", "Iveson, Callum", "Jankowska, Ola",
    "Kemble, Yusra", "Mbeki, Thandi", "Oduya, Mercy", "Pryce-Lowe, Rhodri", "Renwick, Tobias", "Szabo, Lilla",
    "Tomlin, Farida", "Venkatesan, Hari",
)  # fmt: skip
_AGENCIES = ("Early Help", "Adults", "Police", "Children’s", "Schools Trust", "Housing", "Rowan", "NHS Trust")


@dataclass(frozen=True, slots=True)
class TrainerRow:
    id: int
    name: str
    standing: Mark
    agency: str
    courses: str
    delivered: int | None
    observed: date | None
    until: date | None
    next_due: str
    due_meaning: Meaning | None


def trainer_rows(count: int = 20) -> list[TrainerRow]:
    words = [
        "on notice",
        "approved",
        "approved",
        "approved",
        "approved",
        "candidate",
        "approved",
        "approved",
        "on hold",
    ]
    made = []
    for place in range(count):
        word = words[place % len(words)]
        late = Meaning.STOP if word == "on notice" else Meaning.ATTENTION if place % 7 == 6 else None
        made.append(
            TrainerRow(
                place, _SURNAMES[place % len(_SURNAMES)], STANDING[word], _AGENCIES[place % 8],
                ("NEG", "NEG, MCA", "DAC, NEG", "WTC, NEG")[place % 4], None if word == "candidate" else place % 10,
                None if word == "candidate" else date(2025 + place % 2, place % 12 + 1, 14),
                None if word == "candidate" else date(2027 + place % 3, place % 12 + 1, 11),
                "Lapses 27 Nov" if late is Meaning.STOP else "Agreement 8 Jan 2027", late,
            )
        )  # fmt: skip
    return made


def trainer_columns() -> tuple[ColumnSpec[TrainerRow], ...]:
    return (
        ColumnSpec("Name", lambda r: r.name, lambda r: r.name, width=140, kind=CellKind.STRONG, stretches=True),
        ColumnSpec("Standing", lambda r: r.standing, lambda r: r.standing.word, width=112, kind=CellKind.PILL),
        ColumnSpec("Agency", lambda r: r.agency, lambda r: r.agency, width=104, priority=4),
        ColumnSpec("Courses", lambda r: r.courses, width=90, priority=2),
        ColumnSpec("Delivered", lambda r: r.delivered, lambda r: r.delivered, width=84, kind=CellKind.NUMBER, priority=3,
                   meaning=lambda r: Meaning.ATTENTION if r.delivered is not None and r.delivered < 2 else None),
        ColumnSpec("Observed", lambda r: r.observed, lambda r: r.observed, width=96, kind=CellKind.DATE, priority=5),
        ColumnSpec("Until", lambda r: r.until, lambda r: r.until, width=96, kind=CellKind.DATE, priority=2),
        ColumnSpec("Next due", lambda r: r.next_due, width=160, meaning=lambda r: r.due_meaning, stretches=True),
    )  # fmt: skip


def inspector() -> Inspector:
    made = Inspector("Femi Dacosta", "Tenancy sustainment lead, Northmoor Housing")
    names = ("Application", "Agreement", "Eligibility", "TtT course", "Shadow")
    stages = [Stage(name, StageState.DONE, "5 Mar 2026") for name in names]
    stages += [Stage("Co-deliver", StageState.NOW, "6 Oct 2026", "1 of 2"), Stage("Observed", StageState.COMING)]
    made.add(TtTPath([*stages, Stage("Sign-off", StageState.COMING)], folded=True))
    reasons = (
        Reason(Meaning.ATTENTION, "1 more co-delivery", "With an approved trainer; evaluations attached. 2 asked."),
        Reason(Meaning.NEUTRAL, "Observed delivery", "By someone other than the mentor, Rhodri Pryce-Lowe."),
    )
    made.add(WhyBlock("Why not approved yet", reasons, "Rule", note="To finish by Wed 12 May 2027."))
    made.add(RemedyBlock("Could co-deliver next", [Remedy("Neglect, Tue 12 Jan 2027", "Add as extra", lambda: None)]))
    return made


class ListScreen(Screen):
    """The Trainers page as drawn, over invented rows."""

    shows = frozenset({"trainers"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.refreshed = 0
        self.arrived_with: object = None
        choice = SegmentedChoice("View", [("table", "Table"), ("health", "Pool health")])
        header = PageHeader(
            "Trainers",
            ["64 in the pool: ", ("51 approved", lambda: None), ", 7 candidates"],
            [choice, Button("Add trainer", "filled", "user-plus")],
        )
        self.search = SearchField("Search trainers", "Search")
        count = Label("33 of 64", tone="muted")
        self.model = RowsModel(
            trainer_columns(), trainer_rows(), says=lambda r: f"{r.name}, {r.standing.word}, {r.next_due}"
        )
        self.table = TableView("Trainers", self.model)
        columns = Button("Columns", icon="columns-3")
        columns.set_menu(self.table.column_menu(self))
        bar = FilterBar(self.search, FilterChip("Standing", "not alumni"), AddFilterChip(), count)
        bar.stretch()
        bar.row.addWidget(columns)
        self.search.sought.connect(self.model.set_search)
        foot = FootLine()
        foot.left.setText("1 selected")
        foot.middle.setText("Enter opens the page    Ctrl+C copies rows for a spreadsheet")
        foot.right.setText("Rows 1 to 19 of 33")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, share in ((header, 0), (bar, 0), (self.table, 1), (foot, 0)):
            column.addWidget(widget, share)
        shell.set_inspector(inspector())
        shell.set_commands([Command("Add trainer", lambda: None, "Trainers", "Ctrl+N", "user-plus")])
        self.setAccessibleName("Trainers")

    def arrive(self, argument: object) -> None:
        self.arrived_with = argument

    def refresh(self) -> None:
        self.refreshed += 1

    def focus_search(self) -> bool:
        self.search.setFocus()
        return True

    def leave_step(self) -> bool:
        if self.search.text():
            self.search.clear()
            return True
        return False


def board_model(sessions: int = 12, trainers: int = 30) -> BoardModel:
    titles = ("Neglect", "Child Exploitation", "Prof. Curiosity", "Working Together", "Mental Capacity", "Self-neglect")
    rows = [
        BoardSession(
            n,
            f"Tue {n + 1} Jan",
            titles[n % 6],
            "1 of 2" if n == 5 else "2 of 2",
            Meaning.ATTENTION if n == 5 else None,
        )
        for n in range(sessions)
    ]
    heads = [BoardTrainer(n, _SURNAMES[n % 20].replace(",", "")[:14], _SURNAMES[n % 20]) for n in range(trainers)]
    states = list(CellState)

    def cell(session: BoardSession, trainer: BoardTrainer) -> BoardCell:
        pick = (hash((session.key, trainer.key)) // 7) % 29
        if pick < len(states):
            state = states[pick]
            return BoardCell(state, "away 18 to 22 Jan", is_pinned=pick in (4, 5), is_warned=pick == 4)
        return BoardCell(CellState.BLOCKED, "no approval for this course")

    return BoardModel(rows, heads, cell)


class BoardScreen(Screen):
    """The board as drawn."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.board = BoardView("Allocation board", board_model())
        header = PageHeader("Allocation", ["Spring term, 34 sessions"], [Button("Use best so far", "filled", "check")])
        falling = FallingSteps()
        falling.set_points([(0, 1980), (6, 1500), (12, 1284)], [(0, 900), (10, 1236)], 14)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(falling)
        column.addWidget(self.board, 1)
        self.setAccessibleName("Allocation")


def _welcome(_shell: Shell) -> QWidget:
    return stack(EmptyState("No pool is open", "Make one, or open one.", [("New pool...", lambda: None)]))


def _empty(_shell: Shell) -> QWidget:
    return stack(EmptyState("Nothing waits for you", "Next: agreements of 3 trainers end on 30 Nov."))


PAGES = (
    PageSpec("welcome", "Welcome", "folder-open", _welcome, place="hidden", needs_pool=False),
    PageSpec("today", "Today", "sun", _empty),
    PageSpec("trainers", "Trainers", "users", ListScreen),
    PageSpec("programme", "Programme", "calendar-days", _empty),
    PageSpec("allocation", "Allocation", "layout-grid", BoardScreen),
    PageSpec("materials", "Materials", "book-open", _empty),
    PageSpec("observations", "Observations", "eye", _empty),
    PageSpec("learning", "Learning", "lightbulb", _empty),
    PageSpec("reports", "Reports", "file-text", _empty),
    PageSpec("exchange", "Exchange", "arrow-left-right", _empty),
    PageSpec("settings", "Settings", "settings", _empty, place="foot"),
)


@dataclass(frozen=True)
class Done:
    deed: str
    touched: frozenset[str]


class SampleDesk:
    """A desk that holds a list of names and remembers what was done."""

    def __init__(self) -> None:
        self.names = ["Gwen", "Imke"]
        self.undone = 0

    def ask(self, query, *args, **named):
        return query(self, *args, **named)


def add_name(desk: SampleDesk, name: str) -> Done:
    desk.names.append(name)
    return Done("Add trainer", frozenset({"trainers"}))


def undo(desk: SampleDesk) -> Done:
    desk.undone += 1
    desk.names.pop()
    return Done("Undo", frozenset({"trainers"}))


def facts(desk: SampleDesk) -> PoolFacts:
    return PoolFacts(
        "Northmoor.tpool", "Safeguarding Partnership", "Marian Holt", "Business Unit", "Policy of 1 Sep 2026", "Last backup today 09:00",
        "confirm lead for Neglect, 12 Jan", "", "10:42", {"today": 11, "programme": 2, "allocation": 4},
    )  # fmt: skip


def find(_desk: SampleDesk, words: str) -> list[Found]:
    return [
        Found(name, "Trainer", "trainers", name, "users") for name in _SURNAMES if words.casefold() in name.casefold()
    ]


DEEDS = FrameDeeds(undo=undo, facts=facts, search=find, version="1.0.0")
