"""Why a place cannot be filled, proven: the least set of rules that prevents one more, however the others are moved."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from trainerpool.allocation.chains import chain_exists, nested
from trainerpool.allocation.ground import ground_of
from trainerpool.allocation.instance import Instance
from trainerpool.allocation.levels import Profile
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally
from trainerpool.domain.policy import Level

if TYPE_CHECKING:
    from trainerpool.allocation.model import Model

# The rules that tie sessions to each other; without them a session stands alone.
TYING = frozenset({"overlap", "cap_week", "cap_month", "cap_term", "cap_year"})
GROUPS = (
    "cap_term",
    "cap_month",
    "cap_week",
    "cap_year",
    "overlap",
    "pinned",
    "multi_agency",
    "multi_agency_course",
    "first_solo",
    "conflict",
    "candidate",
    "own_agency_host",
    "agreement_lapsed",
    "standing",
    "lead",
    "availability",
    "approval",
)
_RINGS = (20, 80, 250)
_SOLVE_SECONDS = 0.6


def as_it_stands(broken: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """Return a least set of codes of which each trainer breaks one, so that nobody can simply be added; () for none such.

    `broken` holds for each trainer outside the team the rules that keep them out as the plan stands.
    """
    against = list(broken)
    if any(not some for some in against):
        return ()
    kept = [code for code in GROUPS if any(code in some for some in against)]
    for code in tuple(kept):
        without = frozenset(kept) - {code}
        if all(some & without for some in against):
            kept.remove(code)
    return tuple(sorted(kept))


def _profile(asked: frozenset[str]) -> Profile:
    return Profile("asked", MappingProxyType(dict.fromkeys(asked, Level.BLOCK)))


class Blocked:
    """Finds minimal blocking rules for the empty places of one plan."""

    def __init__(self, instance: Instance, teams: list[set[int]], profile: Profile) -> None:
        self.instance, self.teams, self.profile = instance, teams, profile
        self._free = replace(instance, pinned=())
        self._shapes: dict[frozenset[str], Shape] = {}

    def minimal(
        self, session: int, broken: Collection[frozenset[str]], *, known: bool, seconds: float
    ) -> tuple[str, ...] | None:
        """Return the least set of codes that prevents one more place in the session, or None where none is proven.

        `broken` holds for each trainer outside the team the rules that keep them out as the plan stands; `known` says that
        all rules together are already proven to prevent it. All other sessions keep as many trainers as they have. Every
        set returned is proven to prevent it; that nothing can be left out of it is proven too unless the seconds ran out.
        """
        deadline = time.monotonic() + seconds
        codes = [code for code in GROUPS if code == "pinned" or self.profile.stops(code)]
        if any(not some for some in broken):
            return None
        # A rule without which someone could simply be added is part of every blocking set within the others.
        needed = [code for code in codes if any(some <= {code} for some in broken)]
        if self._blocks(session, needed, broken, deadline):
            return tuple(sorted(needed))
        kept = list(codes)
        if not known and not self._blocks(session, kept, broken, deadline):
            return None
        for code in codes:
            if code not in needed:
                without = [one for one in kept if one != code]
                if self._blocks(session, without, broken, deadline):
                    kept = without
        return tuple(sorted(kept))

    def _blocks(self, session: int, codes: Collection[str], broken: Iterable[frozenset[str]], deadline: float) -> bool:
        """Say whether these rules are proven to prevent one more place."""
        asked = frozenset(codes)
        if any(not some & asked for some in broken):
            return False
        if not asked & TYING:
            return self._try(session, asked, [session], deadline) is False
        if self._no_chain(session, asked):
            return True
        ring = [session]
        for size in _RINGS:
            wider = self._ring(session, size)
            if len(wider) <= len(ring) > 1:
                break
            ring = wider
            found = self._try(session, asked, ring, deadline)
            if found is not None:
                return not found
        return False

    def _no_chain(self, session: int, asked: frozenset[str]) -> bool:
        """Say whether approvals, days and caps alone already leave no chain of moves that ends in this session."""
        if not asked & (TYING - {"overlap"}):
            return False
        if asked not in self._shapes:
            instance = self.instance if "pinned" in asked else self._free
            self._shapes[asked] = Shape(instance, _profile(asked))
        shape = self._shapes[asked]
        return nested(shape.caps) and not chain_exists(shape, self.teams, session)

    def _try(self, session: int, asked: frozenset[str], ring: list[int], deadline: float) -> bool | None:
        """Say whether one more place is possible under these rules, as far as this ring of sessions can tell.

        Possible with all sessions outside held as they are is possible; impossible with all those outside forgotten is
        impossible; anything else is None.
        """
        from trainerpool.allocation.search import Run

        if time.monotonic() >= deadline:
            return None
        instance = self.instance if "pinned" in asked else self._free
        shape = Shape(instance, _profile(asked), set(ring))
        for held in (False, True):
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            model = self._model(shape, session, ring, held=held)
            if model is None:
                answer: bool | None = False
            else:
                run = Run(model.model, seed=0, seconds=min(left, _SOLVE_SECONDS), read=model.teams)
                while run.running:
                    run.wait()
                answer = True if run.found else False if run.impossible else None
            if held and answer:
                return True
            if not held and answer is False:
                return False
            if not held and answer is True and len(ring) == 1 and not asked & TYING:
                return True
        return None

    def _model(self, shape: Shape, session: int, ring: list[int], *, held: bool) -> Model | None:
        from ortools.sat.python import cp_model

        from trainerpool.allocation.model import Model

        teams: list[set[int]] = [set(team) if held else set() for team in self.teams]
        for one in ring:
            teams[one] = set()
        model = Model(shape, ring, Tally(shape, teams))
        for one in ring:
            least = len(self.teams[one]) + (one == session)
            here = model.here[one]
            if len(here) < least:
                return None
            model.model.add(cp_model.LinearExpr.sum(list(here.values())) >= least)
        return model

    def _ring(self, session: int, size: int) -> list[int]:
        """Return the session with those most bound to it: clashing first, then those of trainers who could come, by date."""
        ground = ground_of(self.instance)
        able = set(ground.approved.get(ground.sessions[session].course, ()))
        clashing, day = ground.clashes[session], ground.sessions[session].first_day
        near = sorted(
            range(len(self.teams)),
            key=lambda one: (
                one != session,
                able.isdisjoint(self.teams[one]),
                one not in clashing,
                abs((ground.sessions[one].first_day - day).days),
                one,
            ),
        )
        return near[:size]
