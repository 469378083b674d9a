"""A plan: who delivers which session, in which role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from trainerpool.allocation.instance import EXTRA


@dataclass(frozen=True, slots=True)
class Assignment:
    """One trainer in one session.

    `role` is lead, co, extra (takes no place) or empty; `override` is the reason given for going against a rule that
    may be overridden.
    """

    session: str
    trainer: str
    role: str = ""
    override: str = ""


@dataclass(frozen=True, eq=False)
class Plan:
    """An unordered set of assignments with its lookups."""

    assignments: tuple[Assignment, ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Plan:
        """Return a plan of (session, trainer) pairs without roles."""
        return cls(tuple(Assignment(session, trainer) for session, trainer in pairs))

    @cached_property
    def by_session(self) -> Mapping[str, tuple[Assignment, ...]]:
        """Return the assignments of each session that has any."""
        return _grouped((one.session, one) for one in self.assignments)

    @cached_property
    def by_trainer(self) -> Mapping[str, tuple[Assignment, ...]]:
        """Return the assignments of each trainer who has any."""
        return _grouped((one.trainer, one) for one in self.assignments)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return every (session, trainer), extras included."""
        return frozenset((one.session, one.trainer) for one in self.assignments)

    def team(self, session: str) -> tuple[str, ...]:
        """Return the trainers who fill places of the session, extras left out."""
        return tuple(one.trainer for one in self.by_session.get(session, ()) if one.role != EXTRA)

    def adding(self, session: str, trainer: str, role: str = "") -> Plan:
        """Return the plan with one more assignment."""
        return Plan((*self.assignments, Assignment(session, trainer, role)))

    def without(self, session: str, trainer: str) -> Plan:
        """Return the plan with that pair taken out."""
        return Plan(tuple(one for one in self.assignments if (one.session, one.trainer) != (session, trainer)))


def _grouped(entries: Iterable[tuple[str, Assignment]]) -> dict[str, tuple[Assignment, ...]]:
    found: dict[str, list[Assignment]] = {}
    for key, assignment in entries:
        found.setdefault(key, []).append(assignment)
    return {key: tuple(some) for key, some in found.items()}
