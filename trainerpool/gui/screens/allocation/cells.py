"""What stands in each cell of the board, worked out from the rules; no Qt, so that a worker can do it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from trainerpool.allocation.ground import ground_of
from trainerpool.allocation.levels import Finding
from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.allocation.rules import BLOCKED, ELIGIBLE, OVERRIDE, WARNING, cell, findings
from trainerpool.domain.policy import Level
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.allocation.loading import GONE, SURE, Loaded
from trainerpool.gui.screens.allocation.words import ROLE_WORDS, STATE_WORDS, heading, short_names
from trainerpool.gui.tables.board_model import BoardCell, BoardSession, BoardTrainer, CellState
from trainerpool.queries.allocation_problem import AllocationProblem
from trainerpool.queries.findings import findings_of_leading
from trainerpool.queries.sessions import AllocationRow

Pair = tuple[str, str]
_STATES = {
    ELIGIBLE: CellState.ELIGIBLE,
    WARNING: CellState.WARNING,
    OVERRIDE: CellState.OVERRIDE,
    BLOCKED: CellState.BLOCKED,
}
# Who is kept out by one of these is so whatever the plan: most cells of a large board.
_WHATEVER_THE_PLAN = frozenset({"standing", "approval", "candidate", "agreement_lapsed", "availability"})
_ROLES = {"lead": CellState.LEAD, "extra": CellState.EXTRA}


_NONE: Mapping[Pair, CellInfo] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CellInfo:
    """A cell with what a deed on it has to know: the rule that says so, and whether it stands or is only proposed."""

    cell: BoardCell
    code: str = ""
    stands: bool = False
    row: AllocationRow | None = None
    role: str = ""

    @property
    def is_chosen(self) -> bool:
        """Whether somebody is on the session here, standing or proposed."""
        return self.cell.state in (CellState.LEAD, CellState.CO_TRAINER, CellState.EXTRA)


def who_matters(loaded: Loaded, plan: Plan) -> frozenset[str]:
    """Those approved for a session of the period on its day, on one already, or still candidates for one of its courses."""
    problem = loaded.problem
    assert problem is not None
    ground, found = ground_of(problem.instance), {one.trainer for one in plan.assignments}
    asked = [problem.instance.session_by_id[key] for key in problem.asked]
    for key in problem.asked:
        found |= {one.person_id for one in problem.sessions[key].team}
    for number, trainer in enumerate(problem.instance.trainers):
        if trainer.id not in found and any(ground.covered(number, one.course, one.first_day) for one in asked):
            found.add(trainer.id)
    return frozenset(found)


def board_trainers(loaded: Loaded, only: Iterable[str] | None = None) -> tuple[BoardTrainer, ...]:
    """The columns, by family name; only these where given."""
    assert loaded.problem is not None
    wanted = frozenset(only) if only is not None else None
    listed = [one for one in loaded.problem.instance.trainers if wanted is None or one.id in wanted]
    members = [loaded.problem.trainers[one.id] for one in listed if one.id in loaded.problem.trainers]
    short = short_names(members)
    members.sort(key=lambda one: (one.family_name.casefold(), one.given_name.casefold()))
    return tuple(BoardTrainer(one.id, short[one.id], one.name, one.agency) for one in members)


def board_sessions(loaded: Loaded, plan: Plan, is_proposal: bool) -> tuple[BoardSession, ...]:
    """The rows, in order of date, with how many places the plan fills."""
    assert loaded.problem is not None
    return tuple(_session(loaded, plan, key, is_proposal) for key in loaded.problem.asked)


def _session(loaded: Loaded, plan: Plan, key: str, is_proposal: bool) -> BoardSession:
    assert loaded.problem is not None
    row, need = loaded.row(key), loaded.problem.instance.session_by_id[key].need
    filled = len(plan.team(key))
    meaning: Meaning | None = None
    if filled < need:
        urgent = Meaning(loaded.staffing[key].meaning.value)
        meaning = urgent if urgent in (Meaning.STOP, Meaning.ATTENTION) else Meaning.ATTENTION if is_proposal else None
    when = heading(row).partition(",")[0]
    empty = f", {need - filled} empty" if filled < need else ""
    says = f"{when}, {row.title}, {filled} of {need} places{empty}"
    return BoardSession(key, when, row.short_name, f"{filled} of {need}", meaning, says)


def cells_of(
    loaded: Loaded, plan: Plan, sessions: Iterable[str], trainers: Iterable[str], reasons: Mapping[Pair, str],
    fixed: Mapping[Pair, CellInfo] = _NONE,
) -> dict[Pair, CellInfo]:  # fmt: skip
    """Every cell of these sessions and trainers beside the plan; `reasons` are a proposal's sentences for its choices.

    `fixed` are cells known to be the same whatever the plan (`is_fixed`).
    """
    people, found = tuple(trainers), {}
    for session in sessions:
        placed = {one.trainer: one for one in plan.by_session.get(session, ())}
        for trainer in people:
            here = placed.get(trainer)
            if here is not None:
                found[session, trainer] = _chosen(loaded, plan, here, reasons.get((session, trainer), ""))
            else:
                found[session, trainer] = fixed.get((session, trainer)) or _open(loaded, plan, session, trainer)
    return found


def is_fixed(info: CellInfo) -> bool:
    """Whether the cell of somebody who is not on the session stays as it is whatever the plan."""
    return info.cell.state is CellState.BLOCKED and info.row is None and info.code in _WHATEVER_THE_PLAN


def no_longer_fixed(
    before: AllocationProblem | None, now: AllocationProblem | None, fixed: Mapping[Pair, CellInfo]
) -> list[Pair]:
    """Those of the cells that need not be the same in another problem: somebody, a session or the rules are not as before."""
    if before is now:
        return []
    if before is None or now is None or dict(before.profile.levels) != dict(now.profile.levels):
        return list(fixed)
    was, here = before.instance, now.instance
    if was.course_names != here.course_names or was.agreement_notice_days != here.agreement_notice_days:
        return list(fixed)
    people = {one.id for one in here.trainers if was.trainer_by_id.get(one.id) == one}
    sessions = {one.id for one in here.sessions if was.session_by_id.get(one.id) == one}
    return [pair for pair in fixed if pair[0] not in sessions or pair[1] not in people]


def _chosen(loaded: Loaded, plan: Plan, here: Assignment, reason: str) -> CellInfo:
    problem = loaded.problem
    assert problem is not None
    row = loaded.standing(here.session, here.trainer)
    row = row if row is not None and row.state not in GONE else None
    leading = findings_of_leading(problem, here.session, here.trainer, here.role)
    found = (
        *findings(problem.instance, here.trainer, here.session, plan, problem.profile, here.role),
        *(one for one in leading if one.level is Level.BLOCK),
    )
    bad = [one for one in found if one.level is Level.BLOCK or (one.level is Level.OVERRIDE and not here.override)]
    words = [one.text for one in found]
    if here.override:
        words.append(f"Overridden: {here.override}")
    role = ROLE_WORDS[here.role]
    state = f"{STATE_WORDS[row.state]} as {role}." if row is not None else f"Proposed as {role}, not put on yet."
    first = [*words[:1], state] if bad else [state, *words[:1]]
    if row is None and reason:
        first.append(reason)
    shown = BoardCell(
        _ROLES.get(here.role, CellState.CO_TRAINER),
        "\n".join([" ".join(first), *words[1:]]),
        is_pinned=row is not None and (row.pinned or row.state in SURE),
        is_warned=bool(found) and not bad,
        is_illegal=bool(bad) and (row is None or row.state != "delivered"),
        is_overridden=bool(here.override) and any(one.level is Level.OVERRIDE for one in found) and not bad,
    )
    return CellInfo(shown, bad[0].code if bad else "", row is not None, row, role)


def _open(loaded: Loaded, plan: Plan, session: str, trainer: str) -> CellInfo:
    problem = loaded.problem
    assert problem is not None
    gone = loaded.standing(session, trainer)
    answer = cell(problem.instance, trainer, session, plan, problem.profile)
    words = answer.finding.text if answer.finding is not None else ""
    if gone is not None and gone.state in GONE:
        said = f"{gone.name} has {gone.state} this session." if gone.state != "did not attend" else "Did not attend."
        return CellInfo(BoardCell(CellState.DECLINED, said), answer.finding.code if answer.finding else "", row=gone)
    code = answer.finding.code if answer.finding is not None else ""
    return CellInfo(BoardCell(_STATES[answer.state], words), code)


def worst(found: Iterable[Finding]) -> Finding | None:
    """The first finding that stops, or the first of all."""
    listed = list(found)
    return next((one for one in listed if one.stops), listed[0] if listed else None)
