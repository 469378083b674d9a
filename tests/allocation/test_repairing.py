"""A repair fills most, then changes least, then is best by the rest: held against every plan there is."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.allocation.instances import Kind, make
from trainerpool.allocation.instance import Instance
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.repairing import mend, repair_instance
from trainerpool.allocation.scorer import score
from trainerpool.allocation.solve import solve

SMALL = Kind(4, 3, 2, 1, 2, days=3, held=(1, 1))


def best_of_all(instance: Instance) -> tuple[int, int, int]:
    """(unfilled, change, total) of the best plan in that order, by trying every one."""
    pairs = [(session.id, trainer.id) for session in instance.sessions for trainer in instance.trainers]
    kept = {(pin.session, pin.trainer) for pin in instance.pinned}
    found = []
    for chosen in product((False, True), repeat=len(pairs)):
        taken = [pair for pair, is_on in zip(pairs, chosen, strict=True) if is_on]
        if kept <= set(taken):
            judged = score(instance, Plan.of(taken))
            if not judged.violations:
                found.append((judged.terms["unfilled"], judged.terms["change"], judged.total))
    # Where those who stay break a rule between them (a place less asked for is one less for a lead) there is no such plan.
    assume(bool(found))
    return min(found)


@given(st.integers(0, 5_000))
def test_fewest_changes_then_the_rest(seed: int):
    rng = random.Random(seed)
    instance = make(SMALL, seed)
    plan = solve(instance, seconds=10).plan
    lines = sorted((one.session, one.trainer) for one in plan.assignments)
    if not lines:
        return
    gone = rng.choice(lines)
    stands = Plan.of(line for line in lines if line != gone)
    movable = {line for line in lines if line != gone and rng.random() < 0.7}
    asked = repair_instance(instance, stands, Counter([gone[0]]), movable)
    found = mend(asked, seconds=20)
    assert found.optimal
    assert (found.terms["unfilled"], found.terms["change"], found.score) == best_of_all(asked)
    fixed = {line for line in lines if line != gone} - movable
    assert fixed <= found.plan.pairs
