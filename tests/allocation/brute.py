"""The best plan of a tiny problem by trying everything, judged by the scorer alone."""

from __future__ import annotations

from itertools import product

from trainerpool.allocation.instance import Instance
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.scorer import Score, score

# Alone, a pair may break these without being hopeless: others can stand beside it.
_CURABLE = {"first_solo", "pinned"}


def candidates(instance: Instance) -> list[tuple[str, str]]:
    found = []
    for session in instance.sessions:
        for trainer in instance.trainers:
            alone = score(instance, Plan.of([(session.id, trainer.id)])).violations
            if not {one.code for one in alone} - _CURABLE:
                found.append((session.id, trainer.id))
    return found


def best(instance: Instance, pairs: list[tuple[str, str]]) -> Score:
    found: Score | None = None
    for chosen in product((False, True), repeat=len(pairs)):
        plan = Plan.of(pair for pair, taken in zip(pairs, chosen, strict=True) if taken)
        judged = score(instance, plan)
        if not judged.violations and (found is None or judged.total < found.total):
            found = judged
    assert found is not None
    return found
