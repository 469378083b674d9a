"""Today on the large pool: the page's question in the worker, and the check of coming teams that is asked apart."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.large_pool import TODAY, large_pool
from trainerpool.queries.today import not_allowed, today_page

ROUNDS = 5


def run() -> list[tuple[str, str, str]]:
    """Rows of (what, figure, aim)."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        desk = large_pool(Path(folder))
        page = desk.ask(today_page, TODAY)
        again = _median(lambda: desk.ask(today_page, TODAY))
        teams = _median(lambda: desk.ask(not_allowed, TODAY))
        desk.store.close()
    what = f"Today on the large pool, {len(page.rows)} lines"
    return [
        (what, f"{again:.0f} ms", "<= 150 ms"),
        ("teams of 8 weeks against the rules, behind it", f"{teams:.0f} ms", ""),
    ]


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)
