"""The way a person went through the pages, for Back and Forward."""

from __future__ import annotations

_MOST = 100
Stop = tuple[str, object]


class Journey:
    """Stops in order and where the person is; going on from the middle forgets what was ahead."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    def clear(self) -> None:
        self._stops, self._at = [], -1

    def go(self, key: str, argument: object) -> None:
        """Add a stop; the same one twice counts once."""
        stop = (key, argument)
        if 0 <= self._at < len(self._stops) and self._stops[self._at] == stop:
            return
        self._stops = [*self._stops[: self._at + 1], stop][-_MOST:]
        self._at = len(self._stops) - 1

    def can(self, step: int) -> bool:
        return 0 <= self._at + step < len(self._stops)

    def step(self, step: int) -> Stop | None:
        """Move back (-1) or forward (1) and return the stop, or None at the end of the way."""
        if not self.can(step):
            return None
        self._at += step
        return self._stops[self._at]
