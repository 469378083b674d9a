"""Which policy is in force on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trainerpool.domain.policy.values import Policy


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """A policy and the day from which it is in force; None: for all earlier dates too.

    `applies_to_running` says that its lengths also hold for periods that began before it.
    """

    effective_from: date | None
    policy: Policy
    applies_to_running: bool = False


def in_order(versions: Sequence[PolicyVersion]) -> tuple[PolicyVersion, ...]:
    """The versions, oldest first; of two from one day the one given later counts as the later."""
    if len(versions) < 2:
        return tuple(versions) or (PolicyVersion(None, Policy()),)
    return tuple(sorted(versions, key=lambda version: version.effective_from or date.min))


def version_on(versions: Sequence[PolicyVersion], day: date) -> PolicyVersion:
    """The version in force on a day; before every version's day the oldest one is (2-domain "Policy of the day")."""
    ordered = in_order(versions)
    found = ordered[0]
    for version in ordered[1:]:
        if version.effective_from is not None and version.effective_from > day:
            break
        found = version
    return found


def policy_on(versions: Sequence[PolicyVersion], day: date) -> Policy:
    """The policy in force on a day."""
    return version_on(versions, day).policy
