"""The large pool: search as typed, every standing on a day, opening, the trail, and how each grows."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from tests.bench.large_pool import TODAY, large_pool
from trainerpool.operations.desk import Desk
from trainerpool.operations.evidence import add_evidence
from trainerpool.operations.pools import close_pool, open_pool
from trainerpool.queries.search import search
from trainerpool.queries.standings import standings, trainers
from trainerpool.queries.trail import trail

_WORDS = ["ma", "mar", "mart", "te", "tend", "lin", "linse", "dor", "sel", "wa", "session 1", "c03", "hall 3", "agency"]


def run() -> list[tuple[str, str, str]]:
    """Rows of (what, figure, aim)."""
    rows = []
    by_size: dict[float, dict[str, float]] = {}
    for times in (1.0, 4.0, 16.0):
        with tempfile.TemporaryDirectory() as folder:
            desk = large_pool(Path(folder), times)
            by_size[times] = _measured(desk)
            if times == 16.0:
                rows += _opened(desk)
            close_pool(desk)
    large = by_size[16.0]
    ratio = large["search"] / large["bare search"]
    searched = f"{large['search p99'] * 1000:.0f} ms; {ratio:.2f}x bare SQL"
    rows += [
        ("search p99, 20,000 sessions and 1,500 trainers", searched, "<= 50 ms; <= 2x"),
        ("all standings of the large pool on one date", f"{large['standings']:.2f} s", "<= 0.5 s"),
        ("standings after one trainer's evidence changes", f"{large['one standing'] * 1000:.1f} ms", "<= 5 ms"),
        ("the whole list of trainers after such a change", f"{large['one row'] * 1000:.0f} ms", "-"),
        ("a page of the trail at its end", f"{large['trail'] * 1000:.0f} ms", "<= 60 ms"),
    ]  # fmt: skip
    for name in ("search", "standings", "trail"):
        growth = [by_size[times][name] / by_size[1.0][name] for times in (4.0, 16.0)]
        rows.append((f"growth of {name} at 4x and 16x", f"{growth[0]:.1f}, {growth[1]:.1f}", "<= 4.6, 23 (n log n)"))
    return rows


def _measured(desk: Desk) -> dict[str, float]:
    each = sorted(_time(lambda words=words: desk.ask(search, words, (), 50)) for words in _WORDS * 8)
    found = {"search": sum(each) / len(each), "search p99": each[int(len(each) * 0.99)]}
    bare = (
        "SELECT t.kind, t.record, t.title FROM search_index i JOIN search_text t ON t.rowid = i.rowid "
        "WHERE search_index MATCH :w ORDER BY bm25(search_index, 10.0, 1.0) LIMIT 50"
    )
    with desk.store.engine.connect() as connection:
        patterns = [" ".join(f'"{word}"*' for word in words.split()) for words in _WORDS * 8]
        times = [
            _time(lambda pattern=pattern: connection.execute(text(bare), {"w": pattern}).all()) for pattern in patterns
        ]
    found["bare search"] = sum(times) / len(times)
    found["standings"] = min(
        _time(lambda number=number: desk.ask(trainers, TODAY + timedelta(days=number))) for number in range(3)
    )
    rows = desk.ask(trainers, TODAY)
    add_evidence(desk, rows[0].id, "development_event", TODAY.isoformat())
    names = {row.id: row.person.name for row in rows}
    found["one standing"] = _time(lambda: desk.ask(standings, TODAY, names, {}))
    add_evidence(desk, rows[1].id, "development_event", TODAY.isoformat())
    found["one row"] = _time(lambda: desk.ask(trainers, TODAY))
    found["trail"] = min(_time(lambda: desk.ask(trail, None, 100, 50_000)) for _ in range(3))
    return found


def _opened(desk: Desk) -> list[tuple[str, str, str]]:
    path = desk.store.path
    close_pool(desk)
    took = _time(lambda: close_pool(open_pool(path, "correct horse")))
    reopened = open_pool(path, "correct horse")
    desk.store = reopened.store
    return [("the large pool opened and closed (a cheap key)", f"{took:.2f} s", "-")]


def _time(what: Callable[[], Any]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began
