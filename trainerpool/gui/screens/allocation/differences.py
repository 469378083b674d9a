"""What a proposal would change: one line a place, grouped by session, those with an empty place first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from trainerpool.allocation.explain import EmptyPlace
from trainerpool.allocation.helping import near_days, other_days
from trainerpool.allocation.levels import Finding
from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.allocation.rules import check_plan
from trainerpool.allocation.words import day_with_weekday
from trainerpool.gui.screens.allocation.loading import Loaded
from trainerpool.gui.screens.allocation.words import ROLE_WORDS, heading
from trainerpool.operations.proposals import Proposal
from trainerpool.operations.repairs import chain_words
from trainerpool.queries.allocation_problem import AllocationProblem

EMPTY, CHANGED, ADDED, RELEASED, HELD = "empty", "changed", "added", "released", "held"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to fill an empty place: the words of the link, and where it leads ("day" or "override")."""

    words: str
    kind: str
    trainer: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: who and role, the reason under it, whether it is pinned, and what would work where it is empty."""

    kind: str
    session: str
    text: str
    detail: str = ""
    trainer: str = ""
    other: str = ""
    role: str = ""
    is_pinned: bool = False
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one session."""

    session: str
    title: str
    lines: tuple[Line, ...]
    empty: int = 0


@dataclass(frozen=True)
class Differences:
    """Everything a proposal would change, counted by kind."""

    groups: tuple[Group, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    held: int = 0
    chains: tuple[str, ...] = ()
    """Of a repair: who takes which place, and who takes theirs, a sentence each."""

    @property
    def summary(self) -> str:
        """Say the counts in a sentence: "43 added, 3 changed, 2 places left empty"."""
        told = [f"{self.counts.get(ADDED, 0)} added"]
        if changed := self.counts.get(CHANGED, 0):
            told.append(f"{changed} changed")
        empty = self.counts.get(EMPTY, 0)
        told.append(f"{empty} place{'s' if empty != 1 else ''} left empty" if empty else "no place left empty")
        return ", ".join(told)

    def of(self, kind: str) -> tuple[Group, ...]:
        """The groups with only the lines of one kind; all of them for "all"."""
        if kind == "all":
            return self.groups
        kinds = {CHANGED: {CHANGED, RELEASED}, EMPTY: {EMPTY, HELD}}.get(kind, {kind})
        cut = (replace(one, lines=tuple(line for line in one.lines if line.kind in kinds)) for one in self.groups)
        if kind == EMPTY:
            cut = (one for one in cut if any(line.kind == EMPTY for line in one.lines))
        return tuple(one for one in cut if one.lines)


def differences(loaded: Loaded, proposal: Proposal) -> Differences:
    """Compare a proposal with what stands."""
    problem = loaded.problem
    assert problem is not None
    empty = {one.session: one for one in proposal.empty}
    changed = {session for session, _ in problem.standing_plan.pairs ^ proposal.plan.pairs}
    shown = changed | set(proposal.problem.asked) if proposal.broken else set(problem.asked)
    held = {} if proposal.broken else held_back(problem, proposal.plan)
    groups = []
    for key in problem.asked:
        if key not in shown:
            continue
        lines = [
            *_empty(key, empty.get(key)),
            *_moves(loaded, proposal, key),
        ]
        if key in held:
            lines.append(Line(HELD, key, "Cannot be confirmed yet", told(loaded, held[key][0])))
        if lines:
            left = empty[key].places if key in empty else 0
            title = heading(loaded.row(key)) + (f": {left} place{'s' if left > 1 else ''} empty" if left else "")
            groups.append(Group(key, title, tuple(lines), left))
    groups.sort(key=lambda one: not one.empty)
    everything = [line for group in groups for line in group.lines]
    counts = {
        EMPTY: sum(group.empty for group in groups),
        CHANGED: sum(line.kind in (CHANGED, RELEASED) for line in everything),
        ADDED: sum(line.kind == ADDED for line in everything),
    }
    counts["all"] = sum(counts.values())
    return Differences(tuple(groups), counts, len(held), chain_words(proposal) if proposal.broken else ())


def held_back(problem: AllocationProblem, plan: Plan) -> dict[str, list[Finding]]:
    """Session -> what keeps it from being confirmed, an empty place left out (the list says that by itself)."""
    found: dict[str, list[Finding]] = {}
    asked = set(problem.asked)
    for one in check_plan(problem.instance, plan, problem.profile).in_the_way:
        if one.session in asked and one.code != "enough_trainers":
            found.setdefault(one.session, []).append(one)
    return found


def told(loaded: Loaded, finding: Finding) -> str:
    """A finding with the name of whom it is about."""
    return f"{loaded.name(finding.trainer)}: {finding.text}" if finding.trainer else finding.text


def _empty(key: str, place: EmptyPlace | None) -> Iterable[Line]:
    if place is None:
        return
    text = place.text.removeprefix("Place left empty: ")
    text = text[:1].upper() + text[1:]
    could = [
        one for one in place.trainers if one.findings and all(found.level.value == "override" for found in one.findings)
    ]
    ways = (Way("Override with a reason", "override", could[0].trainer),) if could else ()
    what = "Nobody can be placed" if place.places == 1 else f"{place.places} places: nobody can be placed"
    if any(not one.rules for one in place.trainers):
        what = "Left empty" if place.places == 1 else f"{place.places} places left empty"
    yield Line(EMPTY, key, what, text, ways=ways)


def _moves(loaded: Loaded, proposal: Proposal, key: str) -> Iterable[Line]:
    problem = loaded.problem
    assert problem is not None
    before = {one.trainer: one for one in problem.standing_plan.by_session.get(key, ()) if one.role != "extra"}
    after = {one.trainer: one for one in proposal.plan.by_session.get(key, ()) if one.role != "extra"}
    comes = [one for one in after.values() if one.trainer not in before]
    goes = [one for one in before.values() if one.trainer not in after]
    for one in comes:
        reason = proposal.reasons.get((key, one.trainer), "")
        for_whom = _left(goes, one)
        if for_whom is not None:
            goes.remove(for_whom)
            words = f"{loaded.name(one.trainer)} for {loaded.name(for_whom.trainer)}"
            reason = _why_gone(proposal, loaded.name(for_whom.trainer), key, for_whom.trainer) + reason
            yield Line(CHANGED, key, words, reason, one.trainer, for_whom.trainer, ROLE_WORDS[one.role])
        else:
            words = f"{loaded.name(one.trainer)} as {ROLE_WORDS[one.role]}"
            yield Line(ADDED, key, words, reason, one.trainer, role=ROLE_WORDS[one.role])
    broken = {(one.session, one.trainer): one.why for one in proposal.broken}
    for one in goes:
        why = broken.get((key, one.trainer), "Was proposed here before.")
        yield Line(RELEASED, key, f"{loaded.name(one.trainer)} released", why, one.trainer)


def _why_gone(proposal: Proposal, name: str, session: str, trainer: str) -> str:
    """Why somebody is to be replaced, with the name it is about, to stand before why another comes."""
    why = next((one.why for one in proposal.broken if (one.session, one.trainer) == (session, trainer)), "")
    return f"{name}: {why[:1].lower()}{why[1:]} " if why else ""


def _left(goes: list[Assignment], comes: Assignment) -> Assignment | None:
    same = [one for one in goes if ROLE_WORDS[one.role] == ROLE_WORDS[comes.role]]
    return (same or goes)[0] if goes else None


def another_day(problem: AllocationProblem, plan: Plan, session: str, today: date) -> Way | None:
    """The nearest working day on which the whole session could be filled, or None within a fortnight of it."""
    held = problem.instance.session_by_id[session]
    days = [day for day in near_days(held, 7) if day > today]
    found = other_days(problem.instance, plan, session, days, problem.profile)
    return Way(f"Would work: {day_with_weekday(found[0].on)}", "day") if found else None
