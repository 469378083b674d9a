"""The two views of Exchange, as the segmented choice both of them bear: what came back, and what was handed out."""

from __future__ import annotations

from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.shell import Shell

RETURNS, CARRY = "exchange", "carry"


def exchange_views(shell: Shell, here: str) -> SegmentedChoice:
    """The choice with the view it stands on; choosing the other goes there, and the choice here stays as it was."""
    choice = SegmentedChoice("View", ((RETURNS, "Returns"), (CARRY, "Carry files")))
    choice.choose(here)

    def go(key: str) -> None:
        choice.choose(here)
        if key != here:
            shell.navigate(key)

    choice.chosen.connect(go)
    return choice
