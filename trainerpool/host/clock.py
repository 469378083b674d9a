"""The one place that asks this computer what time it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """What the program needs of a clock; handed in, so that any day can be tried."""

    def now(self) -> datetime:
        """This moment, aware, UTC."""

    def today(self) -> date:
        """The civil day in the pool's zone."""


@dataclass(frozen=True)
class SystemClock:
    """This computer's clock, read in the pool's zone."""

    zone: str = "Europe/London"

    def now(self) -> datetime:
        """This moment, aware, UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the clock

    def today(self) -> date:
        """The civil day in the pool's zone."""
        return self.now().astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still: for tests, pictures and the tour."""

    moment: datetime

    @classmethod
    def on(cls, day: date, hour: int = 9) -> FixedClock:
        """A clock standing at the given hour (UTC) of a day."""
        return cls(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.moment

    def today(self) -> date:
        """The day it stands at."""
        return self.moment.astimezone(ZoneInfo("Europe/London")).date()
