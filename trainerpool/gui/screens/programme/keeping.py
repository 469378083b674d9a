"""The view and the filters of the programme, kept on this computer between two starts."""

from __future__ import annotations

from collections.abc import Sequence

from trainerpool.gui.screens.programme.filters import Filters, filters_from_plain
from trainerpool.host import remembered

_KEPT = "programme"


def keep(view: str, filters: Filters) -> None:
    """Keep which view is shown and what it lets through."""
    remembered.save({_KEPT: {"view": view, "filters": filters.as_plain()}})


def kept(views: Sequence[tuple[str, str]]) -> tuple[str, Filters]:
    """What was kept; the first view of everything where nothing was."""
    found = remembered.load().get(_KEPT)
    held = found if isinstance(found, dict) else {}
    view = held.get("view")
    return (view if view in dict(views) else views[0][0]), filters_from_plain(held.get("filters"))
