"""What a policy no longer prevents: the rules and stages that keep an unchecked trainer from a class, where they are loose."""

from __future__ import annotations

from trainerpool.domain.path import Stage
from trainerpool.domain.policy.values import Level, Policy

_PREVENTS = {
    "standing": "whoever is lapsed, suspended, on hold or not yet approved",
    "approval": "whoever is not approved for the course",
    "material": "a session whose material is not approved",
    "candidate": "a candidate as half of the pair",
}
_THEN = {
    Level.OVERRIDE: "can be confirmed by anybody who gives a reason.",
    Level.WARN: "is marked, and can be allocated and confirmed all the same.",
    Level.IGNORE: "is allocated and confirmed without a word.",
}


_WITHOUT = {
    Stage.RELEASE_AGREEMENT: "without any manager's and agency's agreement on record",
    Stage.ELIGIBILITY_CHECK: "whose eligibility nobody has checked",
    Stage.TTT_COURSE: "who has not been on the Train-the-Trainer course",
    Stage.SHADOW: "who has shadowed nobody",
    Stage.CO_DELIVERY: "who has never co-delivered",
    Stage.OBSERVED_DELIVERY: "whom nobody has observed delivering",
}


def no_longer_prevented(policy: Policy) -> tuple[str, ...]:
    """A sentence for each guard not held as a block and each stage not asked for: what the policy lets through."""
    levels = {rule: policy.level_of(rule) for rule in _PREVENTS}
    held_loosely = tuple(
        f"{who[:1].upper()}{who[1:]} {_THEN[levels[rule]]}"
        for rule, who in _PREVENTS.items()
        if levels[rule] is not Level.BLOCK
    )
    skipped = tuple(
        f"A candidate {who} can be signed off." for stage, who in _WITHOUT.items() if not policy.required(stage)
    )
    return held_loosely + skipped
