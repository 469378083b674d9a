"""A policy as rows in plain words: what is set, to what, in which unit, and where the number comes from."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from trainerpool.allocation.rules.registry import RULES
from trainerpool.domain.path import PathStage, Stage
from trainerpool.domain.policy import DayPart, Level, Policy
from trainerpool.gui.tables.columns import CellKind, ColumnSpec

RULE, STAGE, WEIGHT, PART = "rule_levels.", "path.", "weights.", "day_parts."
NUMBER, LEVEL, TIMES, STAGES, NUMBERS, TEXTS = "number", "level", "times", "stages", "numbers", "texts"
# The first setting of each group, in the policy's own order.
_GROUPS = {
    "path": "The path", "approval_months": "Standing", "first_observation_months": "Observation", "trainers_per_session": "Sessions",
    "carry_covers_weeks": "Offline", "material_review_months": "Materials", "rule_levels": "Allocation", "keep_trainer_years": "Retention",
}  # fmt: skip
_WEIGHTS = {
    "unfilled": "A place left empty", "change": "A change to what stands", "min_deliveries": "A delivery somebody needs to keep standing",
    "observation": "A due observation that becomes possible", "fairness": "An uneven load among trainers",
    "continuity": "Another pair for the same course", "spread": "Two deliveries of one person in a week",
    "preference": "A wish not met", "travel": "A minute of travel", "trainers_used": "One more trainer used",
}  # fmt: skip
_STAGES = {
    Stage.APPLICATION: "Applications", Stage.RELEASE_AGREEMENT: "Manager's and agency's agreements",
    Stage.ELIGIBILITY_CHECK: "Eligibility checks", Stage.TTT_COURSE: "Train-the-Trainer courses", Stage.SHADOW: "Shadowed sessions",
    Stage.CO_DELIVERY: "Co-deliveries", Stage.OBSERVED_DELIVERY: "Observed deliveries", Stage.SIGN_OFF: "Sign-offs",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One setting; `key` is its name, with the part of it after a full stop ("rule_levels.CODE").

    `before` is what it was where the version changed it, `usual` the default where it is another.
    """

    key: str
    group: str
    words: str
    shown: str
    unit: str
    source: str
    kind: str
    value: Any
    is_default: bool
    before: str = ""
    usual: str = ""

    @property
    def id(self) -> str:
        return self.key

    @property
    def is_rule(self) -> bool:
        return self.key.startswith(RULE)


def policy_rows(policy: Policy, before: Policy | None = None) -> tuple[PolicyRow, ...]:
    """Every setting of a policy; each stage, rule, weight and part of a day is a row of its own.

    With the policy `before` it, a row that differs says what it was.
    """
    usual = {row.key: row.shown for row in _rows(Policy())}
    rows = tuple(row if row.is_default else replace(row, usual=usual.get(row.key, "")) for row in _rows(policy))
    if before is None:
        return rows
    old = {row.key: row.shown for row in _rows(before)}
    return tuple(
        replace(row, before=old.get(row.key, "not set") if old.get(row.key) != row.shown else "") for row in rows
    )


def _rows(policy: Policy) -> tuple[PolicyRow, ...]:
    default, group, made = Policy(), "", []
    for one in fields(Policy):
        group = _GROUPS.get(one.name, group)
        value, usual = getattr(policy, one.name), getattr(default, one.name)
        words, unit, source = (str(one.metadata.get(name, "")) for name in ("words", "unit", "source"))
        match one.name:
            case "path":
                made += [_stage_row(stage, policy, default, source) for stage in Stage]
            case "rule_levels":
                made += [_rule_row(code, policy, default) for code in usual]
            case "weights":
                made += [
                    PolicyRow(f"{WEIGHT}{name}", group, _WEIGHTS.get(name, _plain(name)), f"{worth:,}", "minutes of travel", "Own default",
                              NUMBER, worth, usual.get(name) == worth)
                    for name, worth in value.items()
                ]  # fmt: skip
            case "day_parts":
                made += [
                    PolicyRow(f"{PART}{name}", group, f"{name}, when only the part of the day is known", _part(part), "times", "Own default",
                              TIMES, part, usual.get(name) == part)
                    for name, part in value.items()
                ]  # fmt: skip
            case _:
                made.append(
                    PolicyRow(
                        one.name,
                        group,
                        words,
                        _first(_shown(value, unit)),
                        unit,
                        _first(source),
                        _kind(value),
                        value,
                        value == usual,
                    )
                )
    return tuple(made)


def _kind(value: Any) -> str:
    if isinstance(value, int):
        return NUMBER
    first = value[0] if value else ""
    return STAGES if isinstance(first, Stage) else NUMBERS if isinstance(first, int) else TEXTS


def _stage_row(stage: Stage, policy: Policy, default: Policy, source: str) -> PolicyRow:
    count = policy.required(stage)
    words = f"{_STAGES[stage]} the path asks for"
    shown = f"{count}" if count else "Not asked for"
    return PolicyRow(
        f"{STAGE}{stage.value}",
        "The path",
        words,
        shown,
        "times",
        _first(source),
        NUMBER,
        count,
        count == default.required(stage),
    )


def _rule_row(code: str, policy: Policy, default: Policy) -> PolicyRow:
    level = policy.level_of(code)
    words = RULES[code].words if code in RULES else _plain(code)
    is_default = level is default.level_of(code)
    return PolicyRow(
        f"{RULE}{code}",
        "Allocation",
        words,
        _first(level.words),
        "level",
        "Own default",
        LEVEL,
        level.value,
        is_default,
    )


def _shown(value: Any, unit: str) -> str:
    match value:
        case Stage():
            return value.label
        case int():
            return f"{value:,} {_one(unit) if value == 1 else unit}".strip()
        case tuple():
            return (", ".join(_shown(item, "") for item in value) + (f" {unit}" if unit == "months" else "")) or "None"
    return str(value)


def _part(part: DayPart) -> str:
    return f"{part.start:%H:%M} to {part.end:%H:%M}"


def _plain(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _one(unit: str) -> str:
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit.removesuffix("s")


def with_value(policy: Policy, row: PolicyRow, value: Any) -> Policy:
    """The policy with one setting changed."""
    name, _, part = row.key.partition(".")
    changed: dict[str, Any] = {name: value}
    if name == "path":
        counts = {stage: policy.required(stage) for stage in Stage} | {Stage(part): int(value)}
        order = [asked.stage for asked in policy.path] + [
            stage for stage in Stage if stage not in {one.stage for one in policy.path}
        ]
        kept = sorted(order, key=list(Stage).index) if set(order) != {one.stage for one in policy.path} else order
        changed = {"path": tuple(PathStage(stage, counts[stage]) for stage in kept if counts[stage])}
    elif part:
        held = Level(str(value)) if row.is_rule else value
        changed = {name: {**getattr(policy, name), part: held}}
    return replace(policy, **changed)


def differences(before: Policy, after: Policy) -> tuple[PolicyRow, ...]:
    """The rows of a policy that say otherwise than the one before it."""
    return tuple(row for row in policy_rows(after, before) if row.before)


COLUMNS: tuple[ColumnSpec[PolicyRow], ...] = (
    ColumnSpec("What", lambda row: row.words, width=330, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Value", lambda row: row.shown, width=140),
    ColumnSpec("Before", lambda row: row.before, width=110, kind=CellKind.MUTED, priority=2),
    ColumnSpec("Default", lambda row: row.usual, width=110, kind=CellKind.MUTED, priority=3),
    ColumnSpec("Source", lambda row: row.source, width=170, kind=CellKind.MUTED, priority=4),
    ColumnSpec("About", lambda row: row.group, width=120, kind=CellKind.MUTED, priority=5),
)


def says(row: PolicyRow) -> str:
    """The row as it is read out."""
    return f"{row.words}: {row.shown}"
