"""A policy as JSON and back: how a pool keeps it and how scripts set it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import time
from typing import Any

from trainerpool.domain.path import PathStage, Stage
from trainerpool.domain.policy.values import (
    DEFAULT_DAY_PARTS,
    DEFAULT_RULE_LEVELS,
    DEFAULT_WEIGHTS,
    DayPart,
    Level,
    Policy,
)
from trainerpool.problem import Problem

# Settings of earlier versions that no rule reads; a pool may still hold them.
_NO_LONGER = frozenset({
    "delivery_share_percent", "observed_sessions_per_delivery", "learner_notice_working_days", "publish_weeks", "evaluation_weeks",
    "places_per_trainer_day", "keep_named_evaluation_years", "keep_evaluation_years", "keep_trail_years",
})  # fmt: skip


def policy_to_json(policy: Policy) -> dict[str, Any]:
    """Every value of a policy that differs from the default, as JSON knows it."""
    default = Policy()
    names = [one.name for one in fields(Policy) if getattr(policy, one.name) != getattr(default, one.name)]
    return {name: _plain(getattr(policy, name)) for name in names}


def policy_from_json(values: Mapping[str, Any]) -> Policy:
    """The policy these values make; what is not given keeps its default, what is no setting any more is let lie.

    Raises Problem for a name that is no setting, and for a value of another form.
    """
    values = {name: value for name, value in values.items() if name not in _NO_LONGER}
    known = {one.name for one in fields(Policy)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise Problem(f"A policy has no setting {unknown[0]!r}.", kept="Nothing was changed.")
    return Policy(**{name: _read(name, value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, PathStage):
        return {"stage": value.stage.value, "count": value.count}
    if isinstance(value, DayPart):
        return [value.start.isoformat("minutes"), value.end.isoformat("minutes")]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, (Level, Stage)) else value


def _read(name: str, value: Any) -> Any:
    default = getattr(Policy(), name)
    try:
        return _READERS[name](value) if name in _READERS else _as(type(default), value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Problem(
            f"The policy's {name.replace('_', ' ')} cannot be {value!r}.", kept="Nothing was changed."
        ) from error


def _as(kind: type, value: Any) -> Any:
    if kind is int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise ValueError(value)
        return value
    if kind is tuple:
        return tuple(value)
    raise TypeError(kind)


def _levels(value: Mapping[str, str]) -> dict[str, Level]:
    return DEFAULT_RULE_LEVELS | {str(code): Level(level) for code, level in value.items()}


def _weights(value: Mapping[str, int]) -> dict[str, int]:
    return DEFAULT_WEIGHTS | {str(term): int(_as(int, weight)) for term, weight in value.items()}


def _day_parts(value: Mapping[str, Any]) -> dict[str, DayPart]:
    given = {
        str(name): DayPart(time.fromisoformat(start), time.fromisoformat(end)) for name, (start, end) in value.items()
    }
    return DEFAULT_DAY_PARTS | given


_READERS: dict[str, Any] = {
    "path": lambda value: tuple(PathStage(Stage(one["stage"]), int(_as(int, one["count"]))) for one in value),
    "same_course_stages": lambda value: tuple(Stage(one) for one in value),
    "rule_levels": _levels,
    "weights": _weights,
    "day_parts": _day_parts,
}
