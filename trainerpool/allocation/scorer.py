"""The judge of every plan: the soft terms and the broken hard rules, worked out anew from the file form's own words.

Nothing here is shared with the model or the search, and nothing with the rules either, so that a mistake in one shows
against the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from trainerpool.allocation.instance import EXTRA, SOFT_TERMS, Instance, Session, Trainer
from trainerpool.allocation.plan import Plan


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken hard rule: its code and who or what is concerned."""

    code: str
    session: str = ""
    trainer: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A plan's total penalty (lower is better), the raw quantity of each soft term, and the broken hard rules."""

    total: int
    terms: Mapping[str, int]
    violations: tuple[Violation, ...]


def score(instance: Instance, plan: Plan) -> Score:
    """Return the penalty, terms and violations of a plan under the hard rules of `trainer-allocation/1`."""
    terms = soft_terms(instance, plan)
    total = sum(instance.weight(term) * quantity for term, quantity in terms.items())
    return Score(total, terms, violations(instance, plan))


def soft_terms(instance: Instance, plan: Plan) -> dict[str, int]:
    """Return the raw quantity of each soft term; extras and unknown ids count for nothing."""
    known = _Placed(instance, plan)
    quantities = (
        _unfilled(instance, known),
        _change(instance, known),
        _min_deliveries(instance, known),
        _observation(instance, known),
        _fairness(instance, known),
        _continuity(instance, known),
        _spread(known),
        sum(trainer.dispreference.get(session.course, 0) for session, trainer in known.pairs),
        sum(
            instance.travel(trainer.base, session.site) * len(session.blocks)
            for session, trainer in known.pairs
            if session.site is not None
        ),
        len(known.of_trainer),
    )
    return dict(zip(SOFT_TERMS, quantities, strict=True))


class _Placed:
    """The pairs of a plan that fill places, each once."""

    def __init__(self, instance: Instance, plan: Plan) -> None:
        sessions, trainers = instance.session_by_id, instance.trainer_by_id
        names = dict.fromkeys((one.session, one.trainer) for one in plan.assignments if one.role != EXTRA)
        self.names = [(k, i) for k, i in names if k in sessions and i in trainers]
        self.pairs = [(sessions[k], trainers[i]) for k, i in self.names]
        self.team: dict[str, list[Trainer]] = defaultdict(list)
        self.of_trainer: dict[str, list[Session]] = defaultdict(list)
        for session, trainer in self.pairs:
            self.team[session.id].append(trainer)
            self.of_trainer[trainer.id].append(session)


def _unfilled(instance: Instance, known: _Placed) -> int:
    return sum(one.priority * max(0, one.need - len(known.team.get(one.id, ()))) for one in instance.sessions)


def _change(instance: Instance, known: _Placed) -> int:
    if not instance.previous:
        return 0
    return len({(one.session, one.trainer) for one in instance.previous} ^ set(known.names))


def _min_deliveries(instance: Instance, known: _Placed) -> int:
    return sum(
        max(0, one.min_year - one.delivered - len(known.of_trainer.get(one.id, ()))) for one in instance.trainers
    )


def _observation(instance: Instance, known: _Placed) -> int:
    missed = 0
    for trainer in instance.trainers:
        due = trainer.observation_due
        if due is not None:
            seen = any(one.observable and one.blocks[0].on <= due for one in known.of_trainer.get(trainer.id, ()))
            missed += not seen
    return missed


def _fairness(instance: Instance, known: _Placed) -> int:
    places, everyone = sum(one.need for one in instance.sessions), len(instance.trainers)
    pool = Counter(one.agency for one in instance.trainers)
    load = Counter(trainer.agency for _, trainer in known.pairs)
    if not everyone:
        return 0
    targets = {one.id: (2 * places * pool[one.id] + everyone) // (2 * everyone) for one in instance.agencies}
    return sum(abs(load[agency] - target) for agency, target in targets.items())


def _continuity(instance: Instance, known: _Placed) -> int:
    series: dict[str, list[Session]] = defaultdict(list)
    for session in instance.sessions:
        if session.series is not None:
            series[session.series].append(session)
    lost = 0
    for linked in series.values():
        linked.sort(key=lambda one: (one.blocks[0].on, one.id))
        for earlier, later in pairwise(linked):
            kept = {one.id for one in known.team.get(later.id, ())}
            lost += sum(one.id not in kept for one in known.team.get(earlier.id, ()))
    return lost


def _spread(known: _Placed) -> int:
    weeks = Counter((trainer.id, *session.blocks[0].on.isocalendar()[:2]) for session, trainer in known.pairs)
    return sum(times - 1 for times in weeks.values())


def violations(instance: Instance, plan: Plan) -> tuple[Violation, ...]:
    """Return every broken hard rule of `trainer-allocation/1`, plan first, then persons, then teams."""
    found = _about_lines(instance, plan)
    known = _Placed(instance, plan)
    for session, trainer in known.pairs:
        found += _about_pair(session, trainer)
    for trainer in instance.trainers:
        found += _about_days(instance, trainer, known.of_trainer.get(trainer.id, ()))
    never = {frozenset(pair) for pair in instance.conflict_pairs}
    for session in instance.sessions:
        found += _about_team(session, known.team.get(session.id, []), never)
    return tuple(found)


def _about_lines(instance: Instance, plan: Plan) -> list[Violation]:
    found, times = [], Counter((one.session, one.trainer) for one in plan.assignments)
    for (session, trainer), number in times.items():
        if session not in instance.session_by_id or trainer not in instance.trainer_by_id:
            found.append(Violation("unknown", session, trainer))
        if number > 1:
            found.append(Violation("duplicate", session, trainer))
    missing = [pin for pin in dict.fromkeys(instance.pinned) if (pin.session, pin.trainer) not in times]
    return found + [Violation("pinned", pin.session, pin.trainer) for pin in missing]


def _about_pair(session: Session, trainer: Trainer) -> list[Violation]:
    found = []
    held = [one for one in trainer.approvals if one.course == session.course]
    if not all(any(one.start <= block.on <= one.end for one in held) for block in session.blocks):
        found.append(Violation("approval", session.id, trainer.id))
    for block in session.blocks:
        gone = any(away.start <= block.on <= away.end for away in trainer.blackouts)
        if gone or not trainer.works_on(block.on):
            found.append(Violation("availability", session.id, trainer.id))
            break
    if trainer.id in session.excluded:
        found.append(Violation("conflict", session.id, trainer.id, "excluded"))
    return found


def _about_days(instance: Instance, trainer: Trainer, sessions: Sequence[Session]) -> list[Violation]:
    found = []
    days: dict[date, list[tuple[int, int, Session]]] = defaultdict(list)
    for session in sessions:
        for block in session.blocks:
            days[block.on].append((block.start, block.end, session))
    for parts in days.values():
        parts.sort(key=lambda part: part[:2])
        for place, (_, end, one) in enumerate(parts):
            for start, _, other in parts[place + 1 :]:
                gap = instance.min_gap_minutes
                if one.site is not None and other.site is not None:
                    gap = max(gap, instance.travel(one.site, other.site), instance.travel(other.site, one.site))
                if one.id != other.id and start < end + gap:
                    found.append(Violation("overlap", one.id, trainer.id, other.id))
    months = Counter((one.blocks[0].on.year, one.blocks[0].on.month) for one in sessions)
    if trainer.cap_month is not None:
        found += [
            Violation("cap_month", "", trainer.id, f"{m[0]}-{m[1]:02d}")
            for m, n in months.items()
            if n > trainer.cap_month
        ]
    if trainer.cap_term is not None:
        for term in instance.terms:
            if sum(term.start <= one.blocks[0].on <= term.end for one in sessions) > trainer.cap_term:
                found.append(Violation("cap_term", "", trainer.id, term.id))
    return found


def _about_team(session: Session, team: list[Trainer], never: set[frozenset[str]]) -> list[Violation]:
    found = []
    levels = [_level(one, session) for one in team]
    if len(team) > session.need:
        found.append(Violation("overfilled", session.id))
    if "new" in levels and not {"lead", "co"} & set(levels):
        found.append(Violation("first_solo", session.id))
    if sum(level != "lead" for level in levels) > max(session.need - 1, 0) and not session.lead_later:
        found.append(Violation("lead", session.id))
    full = session.need >= 2 and len(team) >= session.need
    if session.multi_agency and full and len({one.agency for one in team}) < 2:
        found.append(Violation("multi_agency", session.id))
    met = [pair for pair in combinations(team, 2) if frozenset(one.id for one in pair) in never]
    return found + [Violation("conflict", session.id, one.id, other.id) for one, other in met]


def _level(trainer: Trainer, session: Session) -> str:
    on = session.blocks[0].on
    held = [one for one in trainer.approvals if one.course == session.course]
    there = [one for one in held if one.start <= on <= one.end]
    return (there[0] if there else held[-1]).level if held else ""
