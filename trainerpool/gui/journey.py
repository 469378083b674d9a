"""The way a person went through the pages, for Back and Forward, with how each page stood when it was left."""

from __future__ import annotations

from dataclasses import dataclass, replace

_MOST = 100


@dataclass(frozen=True, slots=True)
class Stop:
    """A page with what it was shown for, and how it stood when it was left (None: it has not been left yet)."""

    key: str
    argument: object = None
    state: object = None


class Journey:
    """Stops in order and where the person is; going on from the middle forgets what was ahead."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    def clear(self) -> None:
        self._stops, self._at = [], -1

    def here(self) -> Stop | None:
        """Where the person is, or None before the first stop."""
        return self._stops[self._at] if 0 <= self._at < len(self._stops) else None

    def leave(self, state: object) -> None:
        """Keep how the page stood that the person is about to leave."""
        if (stop := self.here()) is not None:
            self._stops[self._at] = replace(stop, state=state)

    def go(self, key: str, argument: object) -> None:
        """Add a stop; the same one twice counts once."""
        stop = self.here()
        if stop is not None and (stop.key, stop.argument) == (key, argument):
            return
        self._stops = [*self._stops[: self._at + 1], Stop(key, argument)][-_MOST:]
        self._at = len(self._stops) - 1

    def can(self, step: int) -> bool:
        return 0 <= self._at + step < len(self._stops)

    def step(self, step: int) -> Stop | None:
        """Move back (-1) or forward (1) and return the stop, or None at the end of the way."""
        if not self.can(step):
            return None
        self._at += step
        return self._stops[self._at]
