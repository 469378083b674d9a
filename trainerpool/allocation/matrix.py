"""The exact model as rows of numbers, given to a solver that sees all of its relaxation at once: proofs come much sooner.

It knows no exact arithmetic, so what it says is taken with a margin, and the plan it finds is judged like any other.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from trainerpool.allocation.model import Model

# Bounds are whole penalties: what sums of many numbers may be off by is taken off before they are rounded up.
_MARGIN, _MARGIN_PART = 1e-4, 2e-9
# Costs of very different sizes are beyond what is reckoned without exact arithmetic.
_DEAREST = 1e8
_ITERATIONS = 16_000
# Where the solver's own account has its bound, and how many words such a line has at the least.
_BOUND_AT, _WORDS = 4, 8


@dataclass(frozen=True, slots=True)
class Answer:
    """What the solver came to: a bound no plan goes below, the teams of the best plan, whether that is the best there is.

    `effort` is the work it took, in about the measure of the other solver.
    """

    bound: int | None
    teams: dict[int, set[int]] | None
    proved: bool
    effort: float = 0.0


def whole_above(bound: float, size: float) -> int | None:
    """Return the least whole penalty that a bound reckoned with numbers of this size leaves possible, if it says anything."""
    if not math.isfinite(bound):
        return None
    return math.ceil(bound - _MARGIN - _MARGIN_PART * size)


def prove(
    model: Model, *, seed: int, seconds: float, heard: Callable[[int], None] | None = None, nodes: int | None = None
) -> Answer:
    """Solve a model with its penalty to the end, or so many seconds or nodes, telling each bound as it is `heard`."""
    told: list[int] = []
    tell = heard or (lambda _: None)
    rows = _proto(model.finish().proto)
    costs = rows.objective.linear_coefficients.values
    size = abs(rows.objective.offset) + max((abs(cost) for cost in costs), default=0.0)
    if size > _DEAREST:
        return Answer(None, None, proved=False)

    def listen(lines: list[str]) -> None:
        for line in lines:
            bound = bound_in(line, size)
            if bound is not None and (not told or bound > told[-1]):
                told.append(bound)
                tell(bound)

    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=seconds),
        random_seed=seed,
        node_limit=nodes,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.99,
    )
    parameters.highs.string_options["parallel"] = "off"  # the other processors have work of their own
    made = mathopt.Model.from_model_proto(rows)
    found = mathopt.solve(made, mathopt.SolverType.HIGHS, params=parameters, msg_cb=listen)
    bound = whole_above(found.termination.objective_bounds.dual_bound, size)
    effort = found.solve_stats.simplex_iterations / _ITERATIONS
    if not found.has_primal_feasible_solution():
        return Answer(bound, None, proved=False, effort=effort)
    values = {variable.id: round(value) for variable, value in found.variable_values().items()}
    teams = model.teams(lambda variable: values[variable.index])
    return Answer(bound, teams, found.termination.reason == mathopt.TerminationReason.OPTIMAL, effort)


def bound_in(line: str, size: float) -> int | None:
    """Return the bound that a line of the solver's own account tells, if it is such a line."""
    words = line.split()
    if words and not words[0].isdigit():  # it begins with a letter that says how the plan beside it came about
        words = words[1:]
    if len(words) < _WORDS or not all(word.isdigit() for word in words[:3]) or not words[3].endswith("%"):
        return None
    try:
        return whole_above(float(words[_BOUND_AT]), size)
    except ValueError:
        return None


def _proto(given: Any) -> model_pb2.ModelProto:
    """Return the model in the form of rows: one for each limit, implications and clauses as sums."""
    made = model_pb2.ModelProto()
    for number, variable in enumerate(given.variables):
        made.variables.ids.append(number)
        made.variables.lower_bounds.append(variable.domain[0])
        made.variables.upper_bounds.append(variable.domain[len(variable.domain) - 1])
        made.variables.integers.append(True)
    costs: dict[int, float] = {}
    for number, cost in zip(given.objective.vars, given.objective.coeffs, strict=True):
        costs[number] = costs.get(number, 0.0) + cost
    made.objective.offset = given.objective.offset
    made.objective.linear_coefficients.ids.extend(sorted(costs))
    made.objective.linear_coefficients.values.extend(costs[number] for number in sorted(costs))
    rows = _Rows(made)
    for one in given.constraints:
        if one.has_at_most_one():
            rows.add(((literal, 1) for literal in one.at_most_one.literals), -math.inf, 1)
        elif one.has_bool_or():
            rows.add(((literal, 1) for literal in one.bool_or.literals), 1, math.inf)
        elif one.has_bool_and():
            for literal in one.bool_and.literals:
                rows.add(((one.enforcement_literal[0], 1), (literal, -1)), -math.inf, 0)
        else:
            domain = one.linear.domain
            rows.add(zip(one.linear.vars, one.linear.coeffs, strict=True), domain[0], domain[len(domain) - 1])
    return made


_NO_LIMIT = 10**15


class _Rows:
    def __init__(self, made: model_pb2.ModelProto) -> None:
        self._made, self._number = made, 0

    def add(self, terms: Any, least: float, most: float) -> None:
        """Add a row; a negative number stands for a literal that is not taken."""
        row: dict[int, int] = {}
        shift = 0
        for literal, factor in terms:
            number = literal if literal >= 0 else -literal - 1
            row[number] = row.get(number, 0) + (factor if literal >= 0 else -factor)
            shift += 0 if literal >= 0 else factor
        made, columns = self._made, sorted(row)
        made.linear_constraints.ids.append(self._number)
        made.linear_constraints.lower_bounds.append(-math.inf if least < -_NO_LIMIT else least - shift)
        made.linear_constraints.upper_bounds.append(math.inf if most > _NO_LIMIT else most - shift)
        made.linear_constraint_matrix.row_ids.extend([self._number] * len(columns))
        made.linear_constraint_matrix.column_ids.extend(columns)
        made.linear_constraint_matrix.coefficients.extend(row[number] for number in columns)
        self._number += 1
