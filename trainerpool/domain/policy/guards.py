"""What a policy no longer prevents: the rules that keep an unchecked trainer from a class, where they are held loosely."""

from __future__ import annotations

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


def no_longer_prevented(policy: Policy) -> tuple[str, ...]:
    """A sentence for each guard that is not held as a block: what the policy lets through (2-domain "Allocation rules")."""
    levels = {rule: policy.level_of(rule) for rule in _PREVENTS}
    return tuple(
        f"{who[:1].upper()}{who[1:]} {_THEN[levels[rule]]}"
        for rule, who in _PREVENTS.items()
        if levels[rule] is not Level.BLOCK
    )
