"""A policy as rows in plain words: what is set, to what, in which unit, and where the number comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from trainerpool.allocation.rules.registry import RULES
from trainerpool.domain.policy import DayPart, Level, Policy
from trainerpool.gui.tables.columns import CellKind, ColumnSpec

RULE = "rule_levels."
# The first setting of each group, in the policy's own order.
_GROUPS = {
    "path": "The path", "approval_months": "Standing", "first_observation_months": "Observation", "trainers_per_session": "Sessions",
    "material_review_months": "Materials and money", "rule_levels": "Allocation", "keep_trainer_years": "Retention",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One number or level; `key` is the setting's name, for a rule "rule_levels.CODE". `value` None: shown, not changed here."""

    key: str
    group: str
    words: str
    shown: str
    unit: str
    source: str
    value: int | str | None
    is_default: bool

    @property
    def id(self) -> str:
        return self.key

    @property
    def is_rule(self) -> bool:
        return self.key.startswith(RULE)


def policy_rows(policy: Policy) -> tuple[PolicyRow, ...]:
    """Every setting of a policy; each allocation rule is a row of its own."""
    default, group, made = Policy(), "", []
    for one in fields(Policy):
        group = _GROUPS.get(one.name, group)
        value = getattr(policy, one.name)
        if one.name == "rule_levels":
            made += [_rule(code, policy, default) for code in default.rule_levels]
            continue
        words, unit, source = (str(one.metadata.get(name, "")) for name in ("words", "unit", "source"))
        is_number = isinstance(value, int) and not isinstance(value, bool)
        shown, held = _first(_shown(value, unit)), value if is_number else None
        is_default = value == getattr(default, one.name)
        made.append(PolicyRow(one.name, group, words, shown, unit, _first(source), held, is_default))
    return tuple(made)


def _rule(code: str, policy: Policy, default: Policy) -> PolicyRow:
    level = policy.level_of(code)
    words = RULES[code].words if code in RULES else code.replace("_", " ").capitalize()
    return PolicyRow(
        f"{RULE}{code}",
        "Allocation",
        words,
        level.words,
        "level",
        "own default",
        level.value,
        level is default.level_of(code),
    )


def _shown(value: Any, unit: str) -> str:
    match value:
        case int():
            return f"{value:,} {_one(unit) if value == 1 else unit}"
        case DayPart():
            return f"{value.start:%H:%M} to {value.end:%H:%M}"
        case Mapping():
            return "; ".join(f"{str(key).replace('_', ' ')} {_shown(item, '').strip()}" for key, item in value.items())
        case tuple():
            return ", ".join(_shown(item, "").strip() for item in value) + (f" {unit}" if unit == "months" else "")
        case _ if hasattr(value, "stage"):
            return f"{_stage(value.stage)} ({value.count})" if value.count > 1 else _stage(value.stage)
        case _ if hasattr(value, "value"):
            return _stage(value)
    return str(value)


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _one(unit: str) -> str:
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit.removesuffix("s")


def _stage(stage: Any) -> str:
    return str(getattr(stage, "words", stage.value)).replace("_", " ")


def with_value(policy: Policy, row: PolicyRow, value: int | str) -> Policy:
    """The policy with one setting changed."""
    if row.is_rule:
        levels = {**policy.rule_levels, row.key.removeprefix(RULE): Level(str(value))}
        return replace(policy, rule_levels=levels)
    changed: dict[str, Any] = {row.key: int(value)}
    return replace(policy, **changed)


COLUMNS: tuple[ColumnSpec[PolicyRow], ...] = (
    ColumnSpec("What", lambda row: row.words, width=330, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Value", lambda row: row.shown, width=200),
    ColumnSpec(
        "Default", lambda row: "Default" if row.is_default else "Changed", width=90, kind=CellKind.MUTED, priority=2
    ),
    ColumnSpec("Source", lambda row: row.source, width=190, kind=CellKind.MUTED, priority=3),
    ColumnSpec("About", lambda row: row.group, width=130, kind=CellKind.MUTED, priority=4),
)


def says(row: PolicyRow) -> str:
    """The row as it is read out."""
    return f"{row.words}: {row.shown}"
