"""What every test of the store gets: an empty open pool."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.pools import new_pool
from trainerpool.store.pool import Store

_MEMORY = Path("/dev/shm")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = new_pool(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def quick_store() -> Iterator[Store]:
    """A pool in memory where the system has such a place: thousands of deeds need not wait for a disk."""
    place = Path(tempfile.mkdtemp(prefix="trainerpool-", dir=_MEMORY if _MEMORY.is_dir() else None))
    opened = new_pool(place)
    yield opened
    opened.close()
    shutil.rmtree(place)
