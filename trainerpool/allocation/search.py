"""Running the exact solver so that it can be watched, stopped at any time, and repeated."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from ortools.sat.python import cp_model

from trainerpool.allocation.instance import LEAD
from trainerpool.allocation.model import Model
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally
from trainerpool.allocation.wishes import price_wishes

POLL_SECONDS = 0.05
# How many trainers a piece looks at in each session: fewer allow larger pieces, which is worth more (measured on 400 x 3,000).
PROMISING = 12


class Run:
    """One solver run in a thread of its own; the caller polls it."""

    def __init__(
        self,
        model: cp_model.CpModel,
        *,
        seed: int,
        seconds: float,
        effort: float | None = None,
        read: Callable[[Callable[[Any], int]], dict[int, set[int]]],
    ) -> None:
        self._solver = cp_model.CpSolver()
        parameters = self._solver.parameters
        # One worker with the full relaxation is what proves optima here; the default set of workers never gets a bound.
        parameters.num_workers = 1
        parameters.linearization_level = 2
        # Measured on problems of 120 x 400: a third less processor time to the proof than with the defaults.
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        parameters.max_presolve_iterations = 1
        parameters.random_seed = seed
        parameters.max_time_in_seconds = max(0.01, seconds)
        if effort is not None:
            parameters.max_deterministic_time = effort
        self.bound: float | None = None
        self.latest: dict[int, set[int]] | None = None
        self.final: dict[int, set[int]] | None = None
        self.status: Any = None
        self._solver.best_bound_callback = self._bounded
        self._watch = _Watch(self, read)
        self._model = model
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _bounded(self, bound: float) -> None:
        self.bound = bound

    def _work(self) -> None:
        self.status = self._solver.solve(self._model, self._watch)

    @property
    def running(self) -> bool:
        """Say whether the solver is still at work."""
        return self._thread.is_alive()

    def wait(self, seconds: float = POLL_SECONDS) -> None:
        """Wait that long, or until the solver ends."""
        self._thread.join(seconds)

    def stop(self) -> None:
        """Ask the solver to end; to be asked again until it has."""
        self._solver.stop_search()

    @property
    def found(self) -> bool:
        """Say whether it ended with a plan."""
        return self.status in (cp_model.OPTIMAL, cp_model.FEASIBLE)

    @property
    def proved(self) -> bool:
        """Say whether it ended with the best plan there is."""
        return bool(self.status == cp_model.OPTIMAL)

    @property
    def impossible(self) -> bool:
        """Say whether it ended with the proof that there is no plan."""
        return bool(self.status == cp_model.INFEASIBLE)

    @property
    def effort(self) -> float:
        """Return the work done in the solver's own deterministic measure."""
        return float(self._solver.response_proto.deterministic_time)

    @property
    def final_bound(self) -> int | None:
        """Return the proven lower bound at the end, rounded up to a whole penalty."""
        bound = self._solver.best_objective_bound if self.found else self.bound
        return None if bound is None else int(-(-(bound - 1e-6) // 1))


class _Watch(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]
    def __init__(self, run: Run, read: Callable[[Callable[[Any], int]], dict[int, set[int]]]) -> None:
        super().__init__()
        self._run, self._read = run, read

    def on_solution_callback(self) -> None:
        self._run.latest = self._run.final = self._read(self.value)


def whole_model(shape: Shape) -> Model:
    """Return the model of the whole problem with its penalty."""
    model = Model(shape, range(len(shape.needs)), Tally(shape, ()))
    price_wishes(model)
    return model


def _promising(shape: Shape, tally: Tally, session: int, team: set[int]) -> set[int]:
    """Return the trainers worth looking at in a piece: those there, the least costly, and the least costly leads."""
    able = sorted(
        (one for one in shape.eligible[session] if tally.has_room(session, one)),
        key=lambda one: (tally.cost(session, one), one),
    )
    levels = shape.levels[session]
    leads = [one for one in able if levels[one] == LEAD]
    return {*team, *shape.pins[session], *able[:PROMISING], *leads[: PROMISING // 2]}


def solve_window(
    shape: Shape, tally: Tally, teams: list[set[int]], free: list[int], *, seed: int, seconds: float, effort: float
) -> Run:
    """Start the solver on some sessions; `final` of the run has the free teams.

    `tally` holds all others as in `teams`, and nobody in the free ones.
    """
    model = Model(shape, free, tally, {session: _promising(shape, tally, session, teams[session]) for session in free})
    price_wishes(model)
    model.hint(teams)
    return Run(model.finish(), seed=seed, seconds=seconds, effort=effort, read=model.teams)


def without_teams(tally: Tally, free: list[int]) -> None:
    """Take everybody out of these sessions."""
    for session in free:
        for trainer in sorted(tally.teams[session]):
            tally.remove(session, trainer)
