"""What is worked out once from an instance and looked up by rules, model and search: periods, clashes, free days."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from weakref import WeakKeyDictionary

from trainerpool.allocation.instance import Approval, Block, Instance, Session, Trainer

_KNOWN: WeakKeyDictionary[Instance, Ground] = WeakKeyDictionary()
PERIODS = ("week", "month", "term", "year")


def ground_of(instance: Instance) -> Ground:
    """Return the instance's ground, worked out at the first call."""
    found = _KNOWN.get(instance)
    if found is None:
        found = _KNOWN[instance] = Ground(instance)
    return found


def gap_between(instance: Instance, one: Session, other: Session) -> int:
    """Return the least minutes between two sessions of one trainer on one day: the buffer, or travel if longer.

    Travel is the larger of both directions and does not count where either session is virtual.
    """
    if one.site is None or other.site is None:
        return instance.min_gap_minutes
    there, back = instance.travel(one.site, other.site), instance.travel(other.site, one.site)
    return max(instance.min_gap_minutes, there, back)


def too_close(one: Block, other: Block, gap: int) -> bool:
    """Say whether two parts on one day are closer to each other than the gap."""
    return one.on == other.on and one.start < other.end + gap and other.start < one.end + gap


class Ground:
    """The numbered view of one instance. Sessions and trainers are numbered in the order of the file."""

    def __init__(self, instance: Instance) -> None:
        # Only the parts are held, never the instance: it is the weak key under which this is kept.
        self.sessions = instance.sessions
        self.trainers = instance.trainers
        self.session_no = {session.id: number for number, session in enumerate(instance.sessions)}
        self.trainer_no = {trainer.id: number for number, trainer in enumerate(instance.trainers)}
        self._gaps = {
            (one.id, other.id): max(
                instance.min_gap_minutes, instance.travel(one.id, other.id), instance.travel(other.id, one.id)
            )
            for one in instance.sites
            for other in instance.sites
        }
        self._least_gap = instance.min_gap_minutes
        self.terms = instance.terms
        self.partners: dict[str, set[str]] = defaultdict(set)
        for one, other in instance.conflict_pairs:
            self.partners[one].add(other)
            self.partners[other].add(one)
        self.recent = {frozenset((pair.first, pair.second)): pair.times for pair in instance.recent_pairs}
        self._levels: dict[tuple[str, str], str] = {}
        self._free: dict[tuple[int, date], bool] = {}
        self._free_on: dict[date, frozenset[int]] = {}
        self._covered_on: dict[tuple[str, date], frozenset[int]] = {}
        self._levels_on: dict[tuple[str, date], list[str]] = {}

    @cached_property
    def periods(self) -> dict[str, list[object]]:
        """Return for each kind of period the key of every session's period, by number; None between terms."""
        terms = {}
        for session in self.sessions:
            on = session.first_day
            if on not in terms:
                terms[on] = next((term.id for term in self.terms if term.start <= on <= term.end), None)
        return {
            "week": [session.first_day.isocalendar()[:2] for session in self.sessions],
            "month": [(session.first_day.year, session.first_day.month) for session in self.sessions],
            "term": [terms[session.first_day] for session in self.sessions],
            "year": [session.first_day.year for session in self.sessions],
        }

    def gap(self, one: Session, other: Session) -> int:
        """Return the least minutes between two sessions of one trainer on one day, as `gap_between`."""
        if one.site is None or other.site is None:
            return self._least_gap
        return self._gaps[one.site, other.site]

    def clash(self, one: Session, other: Session) -> bool:
        """Say whether no trainer can deliver both."""
        gap = self.gap(one, other)
        return any(too_close(block, another, gap) for block in one.blocks for another in other.blocks)

    @cached_property
    def by_day(self) -> dict[date, list[tuple[int, int, int]]]:
        """Return (start, end, session number) of every part on each day, by start."""
        days: dict[date, list[tuple[int, int, int]]] = defaultdict(list)
        for number, session in enumerate(self.sessions):
            for block in session.blocks:
                days[block.on].append((block.start, block.end, number))
        for parts in days.values():
            parts.sort()
        return dict(sorted(days.items()))

    @cached_property
    def clashes(self) -> list[set[int]]:
        """Return for each session the numbers of those no trainer can deliver beside it."""
        found: list[set[int]] = [set() for _ in self.sessions]
        furthest = max([self._least_gap, *self._gaps.values()])
        sessions, gaps, least = self.sessions, self._gaps, self._least_gap
        for parts in self.by_day.values():
            for place, (_, end, number) in enumerate(parts):
                site, near = sessions[number].site, found[number]
                for later in range(place + 1, len(parts)):
                    start, _, other = parts[later]
                    if start >= end + furthest:
                        break
                    there = sessions[other].site
                    gap = least if site is None or there is None else gaps[site, there]
                    if start < end + gap and other != number:
                        near.add(other)
                        found[other].add(number)
        return found

    def level(self, trainer: Trainer, session: Session) -> str:
        """Return the trainer's level for the session's course on its first day: lead, co or new; empty without an approval.

        One that does not hold on that day tells the level all the same: whether it holds is another rule's question.
        """
        key = (trainer.id, session.id)
        found = self._levels.get(key)
        if found is None:
            found = self._levels[key] = self._level_on(trainer, session.course, session.first_day)
        return found

    def _level_on(self, trainer: Trainer, course: str, on: date) -> str:
        held = self.held[self.trainer_no[trainer.id]].get(course, [])
        return next((one.level for one in held if one.start <= on <= one.end), held[-1].level if held else "")

    @cached_property
    def approved(self) -> dict[str, list[int]]:
        """Return the numbers of the trainers with any approval of each course."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, trainer in enumerate(self.trainers):
            for course in dict.fromkeys(approval.course for approval in trainer.approvals):
                found[course].append(number)
        return found

    @cached_property
    def held(self) -> list[dict[str, list[Approval]]]:
        """Return every trainer's approvals by course."""
        found: list[dict[str, list[Approval]]] = []
        for trainer in self.trainers:
            mine: dict[str, list[Approval]] = defaultdict(list)
            for approval in trainer.approvals:
                mine[approval.course].append(approval)
            found.append(dict(mine))
        return found

    @cached_property
    def _spans(self) -> dict[str, list[tuple[int, date, date, str]]]:
        """Return trainer number, first and last day and level of every approval, by course."""
        found: dict[str, list[tuple[int, date, date, str]]] = defaultdict(list)
        for number, trainer in enumerate(self.trainers):
            for one in trainer.approvals:
                found[one.course].append((number, one.start, one.end, one.level))
        return dict(found)

    def covered(self, number: int, course: str, on: date) -> bool:
        """Say whether an approval of the trainer for the course covers the day."""
        return any(one.start <= on <= one.end for one in self.held[number].get(course, ()))

    def free(self, number: int, on: date) -> bool:
        """Say whether neither weekday pattern nor absence keeps the trainer from that day."""
        key = (number, on)
        found = self._free.get(key)
        if found is None:
            trainer = self.trainers[number]
            found = trainer.works_on(on) and away_on(trainer, on) is None
            self._free[key] = found
        return found

    def free_on(self, on: date) -> frozenset[int]:
        """Return the numbers of all trainers who are `free` that day."""
        found = self._free_on.get(on)
        if found is None:
            found = self._free_on[on] = frozenset(one for one in range(len(self.trainers)) if self.free(one, on))
        return found

    def covered_on(self, course: str, on: date) -> frozenset[int]:
        """Return the numbers of all trainers with an approval that is `covered` that day."""
        found = self._covered_on.get((course, on))
        if found is None:
            spans = self._spans.get(course, ())
            found = frozenset(number for number, start, end, _ in spans if start <= on <= end)
            self._covered_on[course, on] = found
        return found

    def levels_on(self, course: str, on: date) -> list[str]:
        """Return every trainer's level for a course on a day, by number: what `level` says of a session then."""
        found = self._levels_on.get((course, on))
        if found is None:
            found, spans = [""] * len(self.trainers), self._spans.get(course, ())
            for number, _, _, level in spans:
                found[number] = level
            # The first approval that covers the day tells, so it is written last.
            for number, start, end, level in reversed(spans):
                if start <= on <= end:
                    found[number] = level
            self._levels_on[course, on] = found
        return found


def away_on(trainer: Trainer, on: date) -> int | None:
    """Return the number of the first absence that holds the day, or None."""
    for number, away in enumerate(trainer.blackouts):
        if away.start <= on <= away.end:
            return number
    return None
