"""The whole problem proven in a process of its own, while prices and piece by piece work make plans here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from trainerpool.allocation.crew import Known, Proving, Worker, packed
from trainerpool.allocation.shape import Shape

if TYPE_CHECKING:
    from trainerpool.allocation.windows import Windows

_POLL = 0.05


class Search(Protocol):
    """What the search says and is told."""

    shape: Shape
    teams: list[set[int]]
    total: int
    bound: int | None
    seed: int
    proved: bool

    @property
    def left(self) -> float:
        """Return the seconds left."""

    def stop(self) -> bool:
        """Say whether to end now."""

    def know(self, bound: int) -> None:
        """Take in a proven bound."""

    def offer(self, teams: list[set[int]], total: int | None = None, *, at_par: bool = False) -> None:
        """Take in a plan, if it is better, or as good and `at_par`."""

    def show(self) -> None:
        """Tell the caller where it stands."""

    def price(self) -> None:
        """Reckon prices, for a bound and a plan."""

    def windows(self, workers: int) -> Windows:
        """Return the piece by piece work from the best plan on."""


def prove_beside(search: Search) -> None:
    """Work until the best plan is proven, time is up, or the process that proves gives up."""
    shape = search.shape
    prover = Worker(packed(shape.instance, shape.profile))
    try:
        prover.give(Proving(search.seed))
        search.price()
        windows = search.windows(1)
        while not (search.stop() or search.proved or _heard(search, prover)):
            if search.total < windows.total:
                windows.restart(search.teams, search.total)
            windows.round(search.left, lambda: search.stop() or search.proved or _heard(search, prover))
            search.offer(windows.teams, windows.total)
            search.show()
    except (EOFError, OSError):
        pass  # it died, for want of memory say
    finally:
        prover.end()


def _heard(search: Search, prover: Worker) -> bool:
    """Take in what the process has found; say whether that was its last word."""
    while prover.busy and (found := prover.take()) is not None:
        if not isinstance(found, Known):
            continue
        if found.bound is not None:
            search.know(found.bound)
        if found.teams is not None:
            search.offer(found.teams, at_par=True)
            if found.proved and search.teams is found.teams:
                search.know(search.total)
        search.show()
    return not prover.busy
