"""The example pool and a seat at its window, for tests that walk over every page."""

from __future__ import annotations

from tests.gui.screens.conftest import example_folder, seat, shared

__all__ = ["example_folder", "seat", "shared"]
