"""The one place that puts the rooms together: a terminal's command, or the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def start(arguments: Sequence[str]) -> int:
    """Run a command, or open the window on a file. Gives the exit code."""
    from multiprocessing import freeze_support

    freeze_support()
    from trainerpool.cli.main import commands, run

    if arguments and (arguments[0] in commands.commands or arguments[0] in {"-h", "--help", "--version"}):
        return run(list(arguments))
    sys.stderr.write("The window is not built yet; trainerpool --help lists the commands.\n")
    return 2
