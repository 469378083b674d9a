"""The board as it is to be shown, worked out in slices behind the window and put up at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject

from trainerpool.allocation.plan import Plan
from trainerpool.allocation.words import day
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.allocation.cells import (
    CellInfo,
    Pair,
    board_sessions,
    board_trainers,
    cells_of,
    is_fixed,
    no_longer_fixed,
    who_matters,
)
from trainerpool.gui.screens.allocation.loading import Loaded
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.board_model import BoardCell, BoardSession, BoardTrainer, CellState
from trainerpool.queries.allocation_problem import AllocationProblem

_SLICE = 700
_UNKNOWN = CellInfo(BoardCell(CellState.BLOCKED, "Not looked at yet"))


@dataclass(frozen=True, slots=True)
class TrainerLine:
    """One trainer of the period: sessions they are on (standing or proposed), those they could take, and their cap."""

    id: str
    name: str
    family_first: str
    agency: str
    on: tuple[tuple[str, str], ...]
    """(session, "19 Jan Neglect (lead)")"""
    could: tuple[str, ...]
    sure: int
    cap: int | None
    is_illegal: bool
    is_warned: bool

    @property
    def meaning(self) -> Meaning | None:
        """What the row's sessions mean: one no longer allowed, or one with a warning."""
        return Meaning.STOP if self.is_illegal else Meaning.ATTENTION if self.is_warned else None

    @property
    def words(self) -> str:
        """The sessions in one line."""
        return ", ".join(words for _, words in self.on) or "No session"


@dataclass(frozen=True, eq=False)
class Picture:
    """Rows, columns and cells of one plan. `people` counts all trainers, shown or not; `matter` those who could come."""

    loaded: Loaded
    plan: Plan
    sessions: tuple[BoardSession, ...]
    trainers: tuple[BoardTrainer, ...]
    cells: Mapping[Pair, CellInfo] = field(default_factory=dict)
    people: int = 0
    matter: int = 0
    lines: tuple[TrainerLine, ...] = ()

    def info(self, session: object, trainer: object) -> CellInfo:
        """What stands in one cell."""
        return self.cells.get((str(session), str(trainer)), _UNKNOWN)

    def board_cell(self, session: BoardSession, trainer: BoardTrainer) -> BoardCell:
        """The same, as the board asks for it."""
        return self.info(session.key, trainer.key).cell


def trainer_lines(picture: Picture) -> tuple[TrainerLine, ...]:
    """One line for each trainer of the picture."""
    problem = picture.loaded.problem
    assert problem is not None
    by_trainer: Mapping[str, list[tuple[str, CellInfo]]] = {str(one.key): [] for one in picture.trainers}
    for session in picture.sessions:
        for trainer in picture.trainers:
            by_trainer[str(trainer.key)].append((str(session.key), picture.info(session.key, trainer.key)))
    made = []
    for trainer in picture.trainers:
        key = str(trainer.key)
        here = [(session, info) for session, info in by_trainer[key] if info.is_chosen]
        could = [
            session
            for session, info in by_trainer[key]
            if info.cell.state in (CellState.ELIGIBLE, CellState.WARNING)
            and len(picture.plan.team(session)) < problem.instance.session_by_id[session].need
        ]
        person = problem.trainers[key]
        made.append(TrainerLine(
            key, trainer.name, f"{person.family_name}, {person.given_name}", person.agency,
            tuple((session, _short(picture, session, info.role)) for session, info in here), tuple(could),
            sum(info.cell.is_pinned for _, info in here), problem.instance.trainer_by_id[key].cap_term,
            any(info.cell.is_illegal for _, info in here), any(info.cell.is_warned for _, info in here),
        ))  # fmt: skip
    return tuple(made)


def _short(picture: Picture, session: str, role: str) -> str:
    row = picture.loaded.row(session)
    return f"{day(row.first_date)} {row.short_name} ({role})"


class Painter(QObject):
    """Asks the worker for a picture, some hundred cells at a time; a newer wish calls the older one off."""

    def __init__(self, shell: Shell, owner: QObject) -> None:
        super().__init__(owner)
        self._shell = shell
        self._turn = 0
        self.is_busy = False
        self._of: AllocationProblem | None = None
        self._fixed: dict[Pair, CellInfo] = {}

    def paint(
        self,
        loaded: Loaded,
        plan: Plan,
        reasons: Mapping[Pair, str],
        *,
        everybody: bool,
        is_proposal: bool,
        then: Callable[[Picture], None],
    ) -> None:
        """Work the picture out and hand it over."""
        self._turn += 1
        turn, self.is_busy = self._turn, True
        cells: dict[Pair, CellInfo] = {}
        before, fixed = self._of, self._fixed

        def frame(_desk: object) -> Picture:
            matter = who_matters(loaded, plan)
            trainers = board_trainers(loaded, None if everybody else matter)
            people = len(loaded.problem.instance.trainers) if loaded.problem is not None else 0
            sessions = board_sessions(loaded, plan, is_proposal)
            for pair in no_longer_fixed(before, loaded.problem, fixed):
                del fixed[pair]
            return Picture(loaded, plan, sessions, trainers, cells, people, len(matter))

        def framed(picture: Picture) -> None:
            self._of = loaded.problem
            step = max(1, _SLICE // max(1, len(picture.trainers)))
            go_on(picture, 0, step)

        def go_on(picture: Picture, start: int, step: int) -> None:
            if turn != self._turn:
                return
            if start >= len(picture.sessions):
                self._shell.work(
                    lambda _desk: replace(picture, lines=trainer_lines(picture)),
                    then=finish,
                    owner=self,
                    latest="cells",
                )
                return
            keys = [str(one.key) for one in picture.sessions[start : start + step]]
            people = [str(one.key) for one in picture.trainers]

            def work(_desk: object) -> dict[Pair, CellInfo]:
                return cells_of(loaded, plan, keys, people, reasons, fixed)

            def taken(some: dict[Pair, CellInfo]) -> None:
                if turn != self._turn:
                    return
                cells.update(some)
                fixed.update((pair, info) for pair, info in some.items() if is_fixed(info))
                go_on(picture, start + step, step)

            self._shell.work(work, then=taken, owner=self, latest="cells")

        def finish(picture: Picture) -> None:
            if turn == self._turn:
                self.is_busy = False
                then(picture)

        self._shell.work(frame, then=framed, owner=self, latest="cells")
