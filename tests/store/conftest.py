"""What every test of the store gets: an empty open pool."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.pools import new_pool
from trainerpool.store.pool import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = new_pool(tmp_path)
    yield opened
    opened.close()
