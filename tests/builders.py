"""Pools of invented people for tests: made through the operations, small, with a clock that stands still."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from trainerpool.host.clock import FixedClock
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import make_pool
from trainerpool.store.keys import Cost

TODAY = date(2026, 11, 21)
QUICK = Cost(32, 1, 4)


def a_pool(folder: Path, today: date = TODAY, name: str = "Moorshire") -> Desk:
    """An empty pool, open, on a day; close it with `desk.store.close()`."""
    return make_pool(folder / f"{name}.tpool", "Business Unit", "correct horse", FixedClock.on(today), QUICK).desk
