"""Whether a place could be filled by a chain of moves as far as approvals, days and caps go: exact, and quick at any size.

Forgetting overlap and team rules only makes more possible, so a place that no chain can fill here cannot be filled at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence

from trainerpool.allocation.shape import Cap


def nested(caps: Collection[Cap]) -> bool:
    """Say whether any two periods of these caps lie one within the other or apart, so that chains tell the whole truth."""
    for one in caps:
        for other in caps:
            if one is other:
                continue
            inside: dict[object, set[object]] = {}
            for mine, theirs in zip(one.keys, other.keys, strict=True):
                inside.setdefault(mine, set()).add(theirs)
            outside: dict[object, set[object]] = {}
            for mine, theirs in zip(one.keys, other.keys, strict=True):
                outside.setdefault(theirs, set()).add(mine)
            if any(
                len(some) > 1 and any(len(outside[other_key]) > 1 for other_key in some) for some in inside.values()
            ):
                return False
    return True


def chain_exists(
    caps: Collection[Cap],
    teams: Sequence[Collection[int]],
    of: Sequence[Collection[int]],
    able: Callable[[int], Iterable[int]],
    pins: Callable[[int], Collection[int]],
    session: int,
) -> bool:
    """Say whether one more trainer could come to the session, others moving up one after the other.

    `of` holds each trainer's sessions, `able` says who could be in a session by the rules that are asked; each session a
    trainer leaves is taken over by another, pins staying. Only hard caps count; the caller has asked `nested`.
    """
    hard = [cap for cap in caps if cap.hard]
    seen, waiting = {session}, deque([session])
    while waiting:
        here = waiting.popleft()
        for trainer in able(here):
            if trainer in teams[here]:
                continue
            mine = of[trainer]
            full = [
                cap
                for cap in hard
                if (limit := cap.limit(trainer, cap.keys[here])) is not None
                and sum(cap.keys[one] == cap.keys[here] for one in mine) >= limit
            ]
            if not full:
                return True
            for one in mine:
                movable = one not in seen and trainer not in pins(one)
                if movable and any(cap.keys[one] == cap.keys[here] for cap in full):
                    seen.add(one)
                    waiting.append(one)
    return False
