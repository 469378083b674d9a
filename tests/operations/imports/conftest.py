"""An empty pool on the day of the import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_pool
from trainerpool.operations.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_pool(tmp_path / "pool")
    yield made
    made.store.close()
