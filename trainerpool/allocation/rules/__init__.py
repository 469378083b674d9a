"""The allocation rules, each written once, and the questions asked of them."""

from trainerpool.allocation.rules.checks import (
    BLOCKED,
    ELIGIBLE,
    OVERRIDE,
    WARNING,
    Cell,
    Checked,
    cell,
    check_plan,
    findings,
    team_findings,
)
from trainerpool.allocation.rules.registry import RULES, Rule

__all__ = [
    "BLOCKED",
    "ELIGIBLE",
    "OVERRIDE",
    "RULES",
    "WARNING",
    "Cell",
    "Checked",
    "Rule",
    "cell",
    "check_plan",
    "findings",
    "team_findings",
]
