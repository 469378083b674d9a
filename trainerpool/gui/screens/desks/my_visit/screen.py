"""The form is that of the pool's Observations."""

from __future__ import annotations

from trainerpool.gui.screens.observations.visit.screen import VisitScreen

__all__ = ["VisitScreen"]
