"""The numbers and rule levels of a partnership, in versions, each from a day on."""

from trainerpool.domain.policy.as_json import policy_from_json, policy_to_json
from trainerpool.domain.policy.values import DayPart, Level, Policy
from trainerpool.domain.policy.versions import PolicyVersion, policy_on, version_on

__all__ = [
    "DayPart",
    "Level",
    "Policy",
    "PolicyVersion",
    "policy_from_json",
    "policy_on",
    "policy_to_json",
    "version_on",
]
