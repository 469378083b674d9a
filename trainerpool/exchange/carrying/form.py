"""What both documents that travel have in common: their version, and values read from them one by one, checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from trainerpool.problem import Problem

Values = Mapping[str, Any]
Rows = Mapping[str, Mapping[str, Values]]
"""Records by kind and id, each as its values."""

_KEPT = "Nothing was taken from it."


def refused(why: str) -> Problem:
    """The file cannot be used, and why."""
    return Problem(f"This file cannot be used: {why}.", kept=_KEPT, todo="Ask for it again.")


def check_version(body: Values, form: str, newest: int) -> None:
    """Problem where the document is of another kind, or of a later program."""
    if body.get("form") != form or not isinstance(body.get("version"), int) or body["version"] < 1:
        raise refused("it does not hold what such a file holds")
    if body["version"] > newest:
        raise Problem(
            "This file was written by a later Trainer Pool.",
            kept=_KEPT,
            todo="Update this program, then open it again.",
        )


def text_of(body: Values, name: str) -> str:
    """A text of the document; Problem where it is none."""
    value = body.get(name)
    if not isinstance(value, str):
        raise refused(f"its {name.replace('_', ' ')} is missing")
    return value


def number_of(body: Values, name: str) -> int:
    """A whole number of the document; Problem where it is none."""
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise refused(f"its {name.replace('_', ' ')} is missing")
    return value


def day_of(body: Values, name: str) -> date | None:
    """A day of the document or None; Problem where it is neither."""
    value = body.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise refused(f"its {name.replace('_', ' ')} is no day") from error


def rows_of(value: object) -> dict[str, dict[str, dict[str, Any]]]:
    """Records by kind and id; Problem where they have another form."""
    if not isinstance(value, dict):
        raise refused("its records have another form")
    for kind, records in value.items():
        if not isinstance(kind, str) or not isinstance(records, dict):
            raise refused("its records have another form")
        for key, values in records.items():
            if not isinstance(key, str) or not isinstance(values, dict):
                raise refused("its records have another form")
    return value
