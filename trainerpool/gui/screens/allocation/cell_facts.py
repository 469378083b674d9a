"""Everything there is to say of one cell: the rules, the price, the history, and the team it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from trainerpool.allocation.helping import who_could_step_in
from trainerpool.allocation.levels import Finding
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.rules import findings, team_findings
from trainerpool.allocation.words import day_with_weekday
from trainerpool.domain.dates import in_words
from trainerpool.gui.screens.allocation.cells import CellInfo
from trainerpool.gui.screens.allocation.differences import another_day
from trainerpool.gui.screens.allocation.loading import Loaded
from trainerpool.gui.screens.allocation.words import ROLE_WORDS, STATE_WORDS
from trainerpool.operations.proposals import what_would_help, whose_training_would_help, why_this_one
from trainerpool.queries.allocation_problem import AllocationProblem
from trainerpool.queries.sessions import AllocationStepRow, allocation_steps

_MOST_OTHERS = 3


@dataclass(frozen=True)
class CellFacts:
    """What the inspector says of a cell."""

    session: str
    trainer: str
    name: str
    agency: str
    title: str
    when: str
    info: CellInfo
    findings: tuple[Finding, ...]
    said: str
    changes: tuple[str, ...]
    steps: tuple[AllocationStepRow, ...]
    team: tuple[tuple[str, str, str], ...]
    """(trainer, name, "lead, confirmed") of everybody on the session."""
    places: str
    about_team: tuple[Finding, ...]
    other_day: str = ""
    others: tuple[tuple[str, str, str], ...] = ()
    """(trainer, name, "550 points worse") of those who could take this place instead, the best first."""
    helps: tuple[str, ...] = ()
    """What would fill a place that is empty: one rule less, two people trained, each in a sentence."""


def cell_facts(
    desk: Any, loaded: Loaded, plan: Plan, info: CellInfo, session: str, trainer: str, today: date
) -> CellFacts:
    """Work them out; runs in the worker."""
    problem, row = loaded.problem, loaded.row(session)
    assert problem is not None
    role = next((one.role for one in plan.by_session.get(session, ()) if one.trainer == trainer), "")
    why = why_this_one(problem, plan, session, trainer)
    found = findings(problem.instance, trainer, session, plan, problem.profile, role)
    team = tuple(
        (one.trainer, loaded.name(one.trainer), _place(loaded, session, one.trainer, one.role))
        for one in sorted(plan.by_session.get(session, ()), key=lambda one: (one.role == "extra", one.role != "lead"))
    )
    need, members = problem.instance.session_by_id[session].need, plan.team(session)
    about_team = team_findings(problem.instance, session, members, problem.profile, plan)
    is_short = len(members) < need and row.first_date > today
    day = another_day(problem, plan, session, today) if is_short else None
    person = problem.trainers.get(trainer)
    return CellFacts(
        session, trainer, loaded.name(trainer), person.agency if person is not None else "", row.title, _when(loaded, session), info, found,
        _price(why.text, loaded.name(trainer)) if why.cost is not None else "", why.changes,
        tuple(desk.ask(allocation_steps, info.row.id)) if info.row is not None else (), team, f"{len(members)} of {need} places",
        tuple(one for one in about_team if one.code != "enough_trainers"), day.words if day is not None else "",
        tuple((one.trainer, loaded.name(one.trainer), _difference(one.difference)) for one in why.alternatives[:_MOST_OTHERS])
        if why.placed else (), _helps(problem, plan, session, today) if is_short else (),
    )  # fmt: skip


def _helps(problem: AllocationProblem, plan: Plan, session: str, today: date) -> tuple[str, ...]:
    helps = what_would_help(problem, plan, session, today, other_day=False)
    if not who_could_step_in(problem.instance, plan, session, profile=problem.profile):
        helps = (*helps, *(one.text for one in whose_training_would_help(problem, plan, session)))
    return helps


def _place(loaded: Loaded, session: str, trainer: str, role: str) -> str:
    row = loaded.standing(session, trainer)
    state = STATE_WORDS[row.state].lower() if row is not None else "only in this proposal"
    pinned = ", pinned" if row is not None and row.pinned else ""
    reason = f". Overridden: {row.override_reason}" if row is not None and row.override_reason else ""
    return f"{ROLE_WORDS[role]}, {state}{pinned}{reason}"


def _difference(points: int) -> str:
    """How much dearer the plan would be with somebody else: "550 points worse"."""
    if not points:
        return "The plan would cost the same"
    return (
        f"The plan would cost {abs(points):,} point{'s' if abs(points) != 1 else ''} {'more' if points > 0 else 'less'}"
    )


def _price(text: str, name: str) -> str:
    """The solver's sentence, its "minutes" said as what they are: points of the plan's cost."""
    return text.replace(" minutes", " points").replace(" minute", " point").replace(f"{name} costs", f"{name} adds")


def _when(loaded: Loaded, session: str) -> str:
    row = loaded.row(session)
    first, last = row.parts[0], row.parts[-1]
    days = in_words(row.first_date, weekday=True)
    if last.date != first.date:
        days = f"{day_with_weekday(row.first_date)} to {in_words(row.last_date, weekday=True)}"
    times = f", {first.start} to {first.end}" if first.start and first.end and last.date == first.date else ""
    place = "online" if row.virtual else row.venue
    return f"{days}{times}" + (f", {place}" if place else "")


def step_words(step: AllocationStepRow) -> tuple[str, str]:
    """A step as fact and evidence: "Declined on 18 Nov 2026", "Court date moved. Told by telephone, entered by M. Holt"."""
    told = (
        f"Told {step.told_by}" if step.told_by.startswith("by ") else f"Told by {step.told_by}" if step.told_by else ""
    )
    parts = [step.reason.rstrip("."), told, f"Entered by {step.entered_by}" if step.entered_by else ""]
    return f"{step.state.capitalize()} on {in_words(step.on)}", ". ".join(part for part in parts if part)
