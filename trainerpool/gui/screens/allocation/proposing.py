"""A search for a better plan while it runs: what it has so far, how long it took, and its end."""

from __future__ import annotations

import os
import time
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from trainerpool.allocation.ground import ground_of
from trainerpool.allocation.instance import CO, LEAD
from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.allocation.solve import CANCELLED, Progress, Result
from trainerpool.gui.background import CancelToken, Job
from trainerpool.gui.shell import Shell
from trainerpool.operations.proposals import Proposal, propose
from trainerpool.operations.repairs import propose_repair
from trainerpool.queries.allocation_problem import AllocationProblem
from trainerpool.queries.broken_places import BrokenPlace

SECONDS = 60.0
REPAIR_SECONDS = 10.0
_TICK_MS = 200


class Search(QObject):
    """One search at a time. `moved` when there is something new to show; `ended(proposal or None)` when it is over."""

    moved = Signal()
    bettered = Signal(object)
    ended = Signal(object)
    _told = Signal(object)

    def __init__(self, shell: Shell, owner: QObject) -> None:
        super().__init__(owner)
        self._shell = shell
        self._token: CancelToken | None = None
        self._job: Job | None = None
        self._clock = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.moved)
        self._told.connect(self._on_told)
        shell.background.finished.connect(self._on_finished)
        self._is_warm = False
        self.broken: tuple[BrokenPlace, ...] = ()
        self.limit = SECONDS
        self.beside = 0
        """Places that are filled anyhow: of sessions that only stand beside, or are not what a repair is to fill."""
        self.latest: Progress | None = None
        self.best: list[tuple[float, float]] = []
        self.bound: list[tuple[float, float]] = []

    def is_running(self) -> bool:
        return self._job is not None

    @property
    def seconds(self) -> float:
        """How long it has run."""
        return self._clock.elapsed() / 1000 if self._clock.isValid() else 0.0

    @property
    def since_better(self) -> float | None:
        """Seconds since the plan last became better, or None before the first plan."""
        return max(0.0, self.seconds - self.best[-1][0]) if self.best else None

    def warm(self) -> None:
        """Read the solver's library in, once, before it is wanted: it takes a second of a processor."""
        if not self._is_warm and not self.is_running():
            self._is_warm = True
            self._shell.solve(_read_solver, then=lambda _none: None, owner=self)

    def start(self, problem: AllocationProblem, seconds: float = SECONDS, broken: tuple[BrokenPlace, ...] = ()) -> None:
        """Begin; the answer comes by `ended`. `broken` are the places a repair is to fill."""
        self.broken = broken
        self.limit, self.latest, self.best, self.bound = seconds, None, [], []
        needs = {one.id: one.need for one in problem.instance.sessions}
        self.beside = sum(needs.values()) - (len(broken) or sum(needs[key] for key in problem.asked))
        token = self._token = CancelToken()
        self.destroyed.connect(token.cancel)
        told = self._told.emit
        workers = max(1, min(4, (os.cpu_count() or 2) - 1))

        def work() -> Proposal:
            if broken:
                found = propose_repair(
                    problem, broken, seconds=seconds, workers=workers, progress=told, cancelled=token
                )
            else:
                found = propose(problem, seconds=seconds, workers=workers, progress=told, cancelled=token)
            return replace(found, result=replace(found.result, plan=settled(problem, found.plan)))

        self._clock.start()
        self._tick.start()
        self._job = self._shell.solve(
            work,
            then=self._on_done,
            failed=self._on_failed,
            title="Repairing" if broken else "Proposing",
            cancel=token,
            owner=self,
        )
        self.moved.emit()

    def stop(self) -> None:
        """Ask it to end; the best so far comes by `ended`."""
        if self._token is not None:
            self._token.cancel()

    def _on_told(self, progress: Progress) -> None:
        if self._job is None:
            return
        better = self.latest is None or progress.best < self.latest.best
        if not self.best or progress.best != self.best[-1][1]:
            self.best.append((progress.seconds, progress.best))
        if progress.bound is not None and (not self.bound or progress.bound != self.bound[-1][1]):
            self.bound.append((progress.seconds, progress.bound))
        self.latest = progress
        self.moved.emit()
        if better:
            self.bettered.emit(progress.plan)

    def _rest(self) -> None:
        self._job = self._token = None
        self._tick.stop()

    def _on_done(self, proposal: Proposal) -> None:
        self._rest()
        self.ended.emit(proposal)

    def _on_failed(self, error: Exception) -> None:
        self._rest()
        self.ended.emit(None)
        self._shell.problem(error)

    def _on_finished(self, job: Job) -> None:
        if job is self._job and job.stopped:
            self._rest()
            self.ended.emit(None)


def _read_solver() -> None:
    import trainerpool.allocation.search  # noqa: F401


def so_far(problem: AllocationProblem, plan: Plan, seconds: float) -> Proposal:
    """The best plan while the search goes on, explained quickly: what stands in the way is not proven."""
    from trainerpool.allocation.roles import with_roles

    named = settled(problem, with_roles(problem.instance, plan))
    return _quickly(problem, Result(named, 0, {}, None, False, seconds, 0, CANCELLED))


def _quickly(problem: AllocationProblem, result: Result) -> Proposal:
    """A result explained as it stands: nothing proven, so that it takes no longer than a blink."""
    from trainerpool.allocation.explain import explain_empty
    from trainerpool.allocation.reasons import reasons

    asked = set(problem.asked)
    empty = explain_empty(problem.instance, result.plan, problem.profile, deadline=time.monotonic())
    why = reasons(problem.instance, result.plan, problem.profile)
    return Proposal(problem, result, why, tuple(one for one in empty if one.session in asked))


def settled(problem: AllocationProblem, plan: Plan) -> Plan:
    """The plan with whoever stands in the role, and with the reason, they stand in; a new lead where none stands.

    The search gives roles to everybody anew; confirming leaves those who stand as they are, so the board shows that.
    """
    standing = {(one.session, one.trainer): one for one in problem.standing_plan.assignments}
    ground, found = ground_of(problem.instance), []
    for session, team in plan.by_session.items():
        here = [standing.get((session, one.trainer), one) for one in team]
        leads = [one for one in here if one.role == LEAD]
        new = [one for one in here if (session, one.trainer) not in standing]
        if len(leads) > 1:
            extra = [one for one in leads if one in new][: len(leads) - 1]
            here = [replace(one, role=CO) if one in extra else one for one in here]
        elif not leads:
            held = problem.instance.session_by_id[session]
            able = [one for one in new if ground.level(problem.instance.trainer_by_id[one.trainer], held) == LEAD]
            here = [replace(one, role=LEAD) if one in able[:1] else one for one in here]
        found += here
    return Plan(tuple(found))


def rebased(proposal: Proposal, fresh: AllocationProblem) -> Proposal:
    """The same proposal after the pool changed under it: what was done by hand since goes before what was proposed."""
    before = {(one.session, one.trainer) for one in proposal.problem.standing_plan.assignments}
    now = {(one.session, one.trainer): one for one in fresh.standing_plan.assignments}
    known, people = fresh.instance.session_by_id, fresh.instance.trainer_by_id
    kept = {
        (one.session, one.trainer): one
        for one in proposal.plan.assignments
        if one.session in known and one.trainer in people and (one.session, one.trainer) not in before - now.keys()
    }
    for pair, one in now.items():
        if pair not in before or pair in kept or one.session not in fresh.asked:
            kept[pair] = one
    plan = settled(fresh, _fitted(fresh, list(kept.values()), now.keys()))
    result = replace(proposal.result, plan=plan, optimal=proposal.result.optimal and plan.pairs == proposal.plan.pairs)
    return _quickly(fresh, result)


def without(proposal: Proposal, session: str, trainer: str) -> Proposal:
    """The proposal with one of its choices taken out; with no trainer named, all that is new on the session."""
    stands = proposal.problem.standing_plan.pairs
    plan = proposal.plan
    for one in proposal.plan.by_session.get(session, ()):
        if one.trainer == trainer or (not trainer and (session, one.trainer) not in stands):
            plan = plan.without(session, one.trainer)
    found = _quickly(proposal.problem, replace(proposal.result, plan=plan, optimal=False))
    return replace(found, broken=proposal.broken)


def _fitted(fresh: AllocationProblem, lines: list[Assignment], standing: object) -> Plan:
    """Let choices that were only proposed give way where a session has more trainers than places."""
    stands = frozenset(standing)  # type: ignore[call-overload]
    found: list[Assignment] = []
    for key in dict.fromkeys(one.session for one in lines):
        mine = [one for one in lines if one.session == key]
        sure = [one for one in mine if (key, one.trainer) in stands or one.role == "extra"]
        roles = {one.role for one in sure}
        rest = sorted((one for one in mine if one not in sure), key=lambda one: one.role in roles)
        places = fresh.instance.session_by_id[key].need - sum(one.role != "extra" for one in sure)
        found += [*sure, *rest[: max(0, places)]]
    return Plan(tuple(found))
