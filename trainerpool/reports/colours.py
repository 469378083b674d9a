"""The colours of paper: the light palette of the tokens, which is the only place where colours are written."""

from __future__ import annotations

import json
from functools import cache

from trainerpool.host.places import resource


@cache
def colours() -> dict[str, str]:
    """Name -> colour for paper: text, muted, line, line_strong, sunken, accent, chart_bar and the meanings."""
    tokens = json.loads(resource("styles/tokens.json").read_text(encoding="utf-8"))
    light = tokens["palettes"]["light"]
    found = {name: value for name, value in light.items() if isinstance(value, str)}
    for meaning, parts in light["meanings"].items():
        found[meaning] = parts["foreground"]
    return found
