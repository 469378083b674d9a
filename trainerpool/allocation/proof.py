"""Why a place cannot be filled, proven: the least set of rules that prevents one more, however the others are moved."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from trainerpool.allocation.instance import Instance
from trainerpool.allocation.levels import Profile
from trainerpool.allocation.rearranging import Either, Rearranging, Standing, rearranging

# In the order in which they are tried to be left out: what a coordinator can do least about stays longest.
GROUPS = (
    "cap_term",
    "cap_month",
    "cap_week",
    "cap_year",
    "overlap",
    "pinned",
    "same_pair",
    "multi_agency",
    "multi_agency_course",
    "first_solo",
    "conflict",
    "candidate",
    "own_agency_host",
    "agreement",
    "agreement_lapsed",
    "standing",
    "lead",
    "availability",
    "approval",
)


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


@dataclass(frozen=True, slots=True)
class Blocking:
    """The rules proven to prevent one more, or None where no proof was found.

    `settled`: nothing is left open. It is proven that none of them can be left out, or that others moved about make room.
    """

    codes: tuple[str, ...] | None
    settled: bool = True


class Blocked:
    """Finds minimal blocking rules for the empty places of one plan."""

    def __init__(self, instance: Instance, teams: list[set[int]], profile: Profile) -> None:
        self.profile = profile
        empty = [one for one, session in enumerate(instance.sessions) if session.need > len(teams[one])]
        self._standing = Standing(instance, teams, empty, profile)
        self._pins = bool(instance.pinned)
        self._under: dict[frozenset[str], Rearranging | Either] = {}
        self._found: dict[frozenset[str], int] = {}

    def minimal(self, session: int, broken: Collection[frozenset[str]], *, known: bool, seconds: float) -> Blocking:
        """Return the least set of codes that prevents one more place in the session.

        `broken` holds for each trainer outside the team the rules that keep them out as the plan stands; `known` says that
        all rules together most likely prevent it, so that this is only asked where none can be left out. All other sessions keep as many trainers as they have.
        """
        deadline = time.monotonic() + seconds
        codes = [code for code in GROUPS if (self._pins if code == "pinned" else self.profile.stops(code))]
        if any(not some for some in broken):
            return Blocking(None)
        # A rule without which someone could simply be added is part of every blocking set within the others.
        needed = frozenset(code for code in codes if any(some <= {code} for some in broken))
        if self._blocks(session, needed, broken, deadline):
            return self._keep(needed)
        # What prevents it elsewhere most likely does here.
        for some in sorted(self._found, key=lambda one: (-self._found[one], len(one), sorted(one))):
            if needed < some and self._blocks(session, some, broken, deadline):
                kept = [code for code in codes if code in some]
                break
        else:
            kept = list(codes)
            if not known and not (blocks := self._blocks(session, frozenset(kept), broken, deadline)):
                return Blocking(None, settled=blocks is not None)
        settled = True
        for code in tuple(kept):
            if code not in needed:
                without = [one for one in kept if one != code]
                blocks = self._blocks(session, frozenset(without), broken, deadline)
                settled = settled and blocks is not None
                if blocks:
                    kept = without
        if len(kept) == len(codes) and not (blocks := self._blocks(session, frozenset(kept), broken, deadline)):
            return Blocking(None, settled=blocks is not None)  # the best plan need not be the fullest
        return self._keep(frozenset(kept), settled=settled)

    def _keep(self, found: frozenset[str], *, settled: bool = True) -> Blocking:
        if settled:
            self._found[found] = self._found.get(found, 0) + 1
        return Blocking(tuple(sorted(found)), settled)

    def _blocks(
        self, session: int, asked: frozenset[str], broken: Iterable[frozenset[str]], deadline: float
    ) -> bool | None:
        """Say whether these rules prevent one more place; None where the time did not tell."""
        if any(not some & asked for some in broken):
            return False
        for others, under in self._under.items():
            # What some rules prevent, more of them prevent; what many allow, fewer allow.
            known = under.known(session)
            if known is not None and (asked <= others if known else asked >= others):
                return not known
        if asked not in self._under:
            if time.monotonic() >= deadline:
                return None
            self._under[asked] = rearranging(self._standing, asked)
        possible = self._under[asked].possible(session, deadline)
        return None if possible is None else not possible
