"""Steps from each released format of the pool to the next, and the guard they run under.

A step is a module `to_2.py` with `upgrade(operations)`, in bare tables or plain SQL, never today's mapped classes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trainerpool.store.migrations import to_2, to_3

STEPS: dict[int, Callable[[Any], None]] = {2: to_2.upgrade, 3: to_3.upgrade}
