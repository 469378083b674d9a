"""The relaxation of the exact model: places may be shared out in parts, which bounds every plan from below and hints at good ones.

It is worked out in a process of its own, because it cannot be stopped from within and holds the interpreter for seconds.
"""

from __future__ import annotations

import math
import multiprocessing
import os
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from trainerpool.allocation.instance import Instance
from trainerpool.allocation.levels import Profile
from trainerpool.allocation.shape import Shape

Pair = tuple[int, int]
_FREE = 2**62  # beyond it the solver's whole numbers mean "no limit"
_SLACK = 1e-6  # of the bound's size: what the simplex may be off by
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Relaxed:
    """`bound`: no plan has a lower penalty. `parts`: how much of each (session, trainer) pair the best sharing-out takes."""

    bound: int
    parts: dict[Pair, float]


class Relaxing:
    """The relaxation under way in another process; `take` gives it once."""

    def __init__(self, instance: Instance, profile: Profile, seconds: float) -> None:
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(there, instance, profile, seconds), daemon=True)
        self._process.start()
        there.close()

    @property
    def running(self) -> bool:
        """Whether an answer may still come."""
        return not self._here.closed

    def take(self, wait: float = 0.0) -> Relaxed | None:
        """What came of it, once, waiting so many seconds; None before it has come, and where nothing came."""
        if self._here.closed or not self._here.poll(wait):
            return None
        try:
            found: Relaxed | None = self._here.recv()
        except EOFError:  # it died: out of memory, or killed
            found = None
        self.stop()
        return found

    def stop(self) -> None:
        """End it, whatever it is at."""
        self._here.close()
        self._process.kill()
        self._process.join()


def _work(there: Connection, instance: Instance, profile: Profile, seconds: float) -> None:
    from trainerpool.allocation.search import whole_model

    # The linear solver names itself on the standard output, where whoever asked may be writing a document.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        model = whole_model(Shape(instance, profile))
        there.send(relaxed(model.finish(), model.x, seconds))
    except (BrokenPipeError, KeyboardInterrupt):
        pass  # whoever asked no longer wants it
    finally:
        there.close()


def relaxed(model: Any, pairs: dict[Pair, Any], seconds: float) -> Relaxed | None:
    """Solve a model with its whole numbers set free; None where that takes longer."""
    from ortools.linear_solver.python import model_builder_helper as linear

    problem = linear.ModelBuilderHelper()
    _fill(problem, model.proto)
    solver = linear.ModelSolverHelper("highs")
    solver.set_time_limit_in_seconds(max(0.1, seconds))
    solver.solve(problem)
    if solver.status() != linear.SolveStatus.OPTIMAL:
        return None
    least = float(solver.objective_value())
    values = solver.variable_values()
    parts = {pair: float(values[variable.index]) for pair, variable in pairs.items()}
    bound = math.ceil(least - _SLACK * max(1.0, abs(least)))
    return Relaxed(bound, {pair: part for pair, part in parts.items() if part > _LEAST})


def _fill(problem: Any, proto: Any) -> None:
    """Write the model's constraints as sums: each logical one is a sum of at least or at most one."""
    for variable in proto.variables:
        number, domain = problem.add_var(), variable.domain
        problem.set_var_lower_bound(number, domain[0])
        problem.set_var_upper_bound(number, domain[len(domain) - 1])
    objective = proto.objective
    factors: dict[int, int] = {}
    for number, factor in zip(objective.vars, objective.coeffs, strict=True):
        factors[number] = factors.get(number, 0) + factor
    for number, factor in factors.items():
        problem.set_var_objective_coefficient(number, factor)
    problem.set_objective_offset(objective.offset)
    for constraint in proto.constraints:
        unless = [-literal - 1 for literal in constraint.enforcement_literal]
        if constraint.has_linear():
            if unless:
                continue  # left out: a bound from fewer limits still holds
            domain = constraint.linear.domain
            _row(problem, constraint.linear.vars, constraint.linear.coeffs, domain[0], domain[len(domain) - 1])
        elif constraint.has_at_most_one():
            literals = list(constraint.at_most_one.literals)
            _row(problem, literals, [1] * len(literals), -_FREE, 1)
        elif constraint.has_bool_or():
            literals = [*constraint.bool_or.literals, *unless]
            _row(problem, literals, [1] * len(literals), 1, _FREE)
        elif constraint.has_bool_and():
            for literal in constraint.bool_and.literals:
                _row(problem, [literal, *unless], [1] * (1 + len(unless)), 1, _FREE)


def _row(problem: Any, literals: Iterable[int], factors: Iterable[int], least: int, most: int) -> None:
    """One sum between two limits; a negated literal -n-1 stands for 1 - n."""
    number, negated = problem.add_linear_constraint(), 0
    for literal, factor in zip(literals, factors, strict=True):
        if literal < 0:
            negated += factor
            problem.add_term_to_constraint(number, -literal - 1, -factor)
        else:
            problem.add_term_to_constraint(number, literal, factor)
    problem.set_constraint_lower_bound(number, least - negated if least > -_FREE else -math.inf)
    problem.set_constraint_upper_bound(number, most - negated if most < _FREE else math.inf)
