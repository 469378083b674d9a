"""What a report is handed to put questions with: the desk's `ask`, and nothing of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Concatenate, ParamSpec, Protocol, TypeAlias, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Ask(Protocol):
    """Puts a query to the pool: `ask(trainers, day)`; the answer is plain frozen rows."""

    def __call__(self, query: Callable[Concatenate[Any, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The query's own answer."""


# Session -> for each allocation of it that breaks a rule, the findings in words.
Findings: TypeAlias = Callable[[str], Mapping[str, Sequence[str]]]
