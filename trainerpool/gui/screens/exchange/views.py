"""The views of Exchange, as the segmented choice each of them bears: what came back, what was handed out, who was asked."""

from __future__ import annotations

from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.shell import Shell

RETURNS, CARRY, CALLS = "exchange", "carry", "calls"


def exchange_views(shell: Shell, here: str) -> SegmentedChoice:
    """The choice with the view it stands on; choosing another goes there, and the choice here stays as it was."""
    choice = SegmentedChoice("View", ((RETURNS, "Returns"), (CARRY, "Carry files"), (CALLS, "Calls")))
    choice.choose(here)

    def go(key: str) -> None:
        choice.choose(here)
        if key != here:
            shell.navigate(key)

    choice.chosen.connect(go)
    return choice
