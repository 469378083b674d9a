"""Every deed a script may do, taken from the operations' own signatures and docstrings."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.store.work import Done

F = TypeVar("F", bound=Callable[..., Done])


@dataclass(frozen=True)
class Deed:
    """One operation as a script sees it."""

    name: str
    function: Callable[..., Done]

    @property
    def sentence(self) -> str:
        """What it does, in a sentence."""
        return (inspect.getdoc(self.function) or "").split("\n\n")[0].replace("\n", " ")

    @property
    def arguments(self) -> dict[str, dict[str, Any]]:
        """Argument -> its form, whether it must be given, and what it is when not."""
        hints = typing.get_type_hints(self.function)
        found = {}
        for name, parameter in list(inspect.signature(self.function).parameters.items())[1:]:
            required = parameter.default is inspect.Parameter.empty
            found[name.removesuffix("_")] = {"form": _form(hints[name]), "required": required} | (
                {} if required else {"default": _shown(parameter.default)}
            )
        return found

    def do(self, desk: Desk, given: Mapping[str, Any]) -> Done:
        """Do it with arguments as JSON gave them. Problem where one is missing, unknown or of another form."""
        known = self.arguments
        for name in given:
            if name not in known:
                raise Problem(f"{self.name} has no argument {name!r}.", todo=f"It takes: {', '.join(known)}.")
        missing = [name for name, about in known.items() if about["required"] and name not in given]
        if missing:
            raise Problem(f"{self.name} needs {', '.join(missing)}.")
        hints = typing.get_type_hints(self.function)
        real = {name.removesuffix("_"): name for name in inspect.signature(self.function).parameters}
        return self.function(
            desk, **{real[name]: _read(self.name, name, hints[real[name]], value) for name, value in given.items()}
        )


DEEDS: dict[str, Deed] = {}


def deed(function: F) -> F:
    """Make an operation known to scripts under its own name."""
    DEEDS[function.__name__] = Deed(function.__name__, function)
    return function


def _shown(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _form(hint: Any) -> str:
    options = [part for part in typing.get_args(hint) if part is not types.NoneType]
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return " or ".join(_form(part) for part in options)
    names = {str: "text", int: "whole number", bool: "true or false", date: "YYYY-MM-DD"}
    origin = typing.get_origin(hint) or hint
    if origin in names:
        return names[origin]
    if origin is dict or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return "object"
    return "list" if isinstance(origin, type) and issubclass(origin, Sequence) else "value"


def _read(deed_name: str, name: str, hint: Any, value: Any) -> Any:
    """A JSON value as the operation wants it; Problem naming the argument where it does not fit."""
    wanted = set(typing.get_args(hint) if typing.get_origin(hint) in {typing.Union, types.UnionType} else (hint,))
    if value is None:
        if types.NoneType in wanted:
            return None
    elif date in wanted and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise Problem(f"{deed_name}: {name} is {value!r}, which is not a day (YYYY-MM-DD).") from error
    elif isinstance(value, bool):
        if bool in wanted:
            return value
    elif any(isinstance(value, _plain_type(part)) for part in wanted):
        return value
    raise Problem(f"{deed_name}: {name} must be {_form(hint)}; {value!r} was given.")


def _plain_type(hint: Any) -> type:
    origin = typing.get_origin(hint) or hint
    if origin is Any:
        return object
    if origin in {str, int, list, dict}:
        return origin  # type: ignore[no-any-return]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return dict
    return list if isinstance(origin, type) and issubclass(origin, Sequence) else types.NoneType
