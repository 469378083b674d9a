"""The numbers and rule levels of a partnership, in versions, each from a day on."""

from trainerpool.domain.policy.values import DayPart, Level, Policy
from trainerpool.domain.policy.versions import PolicyVersion, policy_on, version_on

__all__ = ["DayPart", "Level", "Policy", "PolicyVersion", "policy_on", "version_on"]
