"""How days, times and choices are written in fields that hold text: what comes from another desk is held to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from trainerpool.domain import offers
from trainerpool.domain.getting_ready import PROMPTS, ReadyStepKind
from trainerpool.domain.observing import Grade

Form = Callable[[Any], bool]
MOST_LETTERS = 100_000
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def is_day(value: Any) -> bool:
    """YYYY-MM-DD, or YYYY-MM where the day is not known."""
    if not isinstance(value, str) or len(value) not in (7, 10):
        return False
    try:
        date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        return False
    return True


def _is_time(value: Any) -> bool:
    return not value or (isinstance(value, str) and _TIME.fullmatch(value) is not None)


def _is_moment(value: Any) -> bool:
    try:
        return value is None or bool(datetime.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _one_of(*known: str) -> Form:
    return lambda value: value in known


def _digits(value: Any) -> bool:
    return isinstance(value, str) and set(value) <= set("0123456")


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _answers(value: Any) -> bool:
    return isinstance(value, dict) and all(key in PROMPTS and isinstance(one, str) for key, one in value.items())


_FORMS: Mapping[tuple[str, str], Form] = {
    ("training_session", "first_date"): is_day,
    ("training_session", "status"): _one_of("planned", "to agree", "cancelled", "delivered"),
    ("session_part", "date"): is_day,
    ("session_part", "start"): _is_time,
    ("session_part", "end"): _is_time,
    ("visit", "on"): is_day,
    ("visit", "seen_from"): _is_time,
    ("visit", "seen_until"): _is_time,
    ("visit", "started_at"): _is_moment,
    ("visit", "finished_at"): _is_moment,
    ("observation", "on"): is_day,
    ("timed_note", "at"): _is_time,
    ("timed_note", "criteria"): _texts,
    ("judgement", "judgement"): lambda value: value is None or value in {one.value for one in Grade},
    ("allocation", "role"): _one_of("lead", "co-trainer", "extra"),
    ("allocation", "state"): _one_of(*offers.STATES),
    ("allocation_step", "state"): _one_of(*offers.STATES),
    ("ready_step", "step"): _one_of(*(one.value for one in ReadyStepKind)),
    ("weekday_pattern", "weekdays"): _digits,
    ("reflection", "answers"): _answers,
}  # fmt: skip


def is_as_written(kind: str, name: str, value: Any) -> bool:
    """Whether a value is written as this program writes it in that field."""
    if isinstance(value, str) and (len(value) > MOST_LETTERS or "\0" in value):
        return False
    form = _FORMS.get((kind, name))
    return form is None or form(value)
