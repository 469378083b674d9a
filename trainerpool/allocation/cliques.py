"""Sets of sessions of which one trainer can deliver at most one: a cover of all clashes, found once for all trainers."""

from __future__ import annotations

from trainerpool.allocation.ground import Ground


def clique_cover(ground: Ground, gap: int) -> list[tuple[int, ...]]:
    """Return sets of session numbers, each pairwise clashing, that together hold every clash.

    A sweep over start times finds the sets that overlap with the least gap; what only travel forbids is gathered after.
    """
    covered: set[tuple[int, int]] = set()
    found: dict[tuple[int, ...], None] = {}
    for parts in ground.by_day.values():
        for clique in _swept(parts, gap):
            if clique not in found:
                found[clique] = None
                _cover(covered, clique)
    for one, near in enumerate(ground.clashes):
        for other in sorted(near):
            if other > one and (one, other) not in covered:
                clique = _grown(ground.clashes, covered, one, other)
                found[clique] = None
                _cover(covered, clique)
    return list(found)


def _swept(parts: list[tuple[int, int, int]], gap: int) -> list[tuple[int, ...]]:
    active: list[tuple[int, int]] = []
    found = []
    grew = False
    for start, end, number in parts:
        still = [(until, one) for until, one in active if until > start]
        if len(still) < len(active) and grew:
            found.append(_set_of(active))
            grew = False
        active = [*still, (end + gap, number)]
        grew = True
    found.append(_set_of(active))
    return [clique for clique in found if len(clique) > 1]


def _set_of(active: list[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(sorted({number for _, number in active}))


def _cover(covered: set[tuple[int, int]], clique: tuple[int, ...]) -> None:
    covered.update((one, other) for place, one in enumerate(clique) for other in clique[place + 1 :])


def _grown(clashes: list[set[int]], covered: set[tuple[int, int]], one: int, other: int) -> tuple[int, ...]:
    clique = [one, other]
    common = clashes[one] & clashes[other]
    # Only those that cover something new are worth taking in.
    for third in sorted(common):
        if third > one and third in common and (one, third) not in covered:
            clique.append(third)
            common &= clashes[third]
    return tuple(sorted(clique))


def without_subsets(sets: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the sets that are not part of another, the longest first."""
    kept: list[tuple[int, ...]] = []
    holding: dict[int, list[set[int]]] = {}
    for one in sorted(set(sets), key=lambda some: (-len(some), some)):
        if len(one) < 2 or any(larger.issuperset(one) for larger in holding.get(one[0], ())):
            continue
        kept.append(one)
        whole = set(one)
        for member in one:
            holding.setdefault(member, []).append(whole)
    return kept
