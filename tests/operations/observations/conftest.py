"""The visit under way, closed at the end of each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.observations.seen import Seen, seen


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Seen]:
    """Nadia and Denzil are being seen by Ruth Penhale, whom the pool knows by name only."""
    made = seen(tmp_path)
    yield made
    made.desk.store.close()
