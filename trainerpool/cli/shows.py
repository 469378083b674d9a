"""Commands that need the window's room as well: demo and self-test. The program hands in what they run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click


@dataclass(frozen=True)
class Shows:
    """What the program runs for them; each gives the exit code."""

    demo: Callable[[Path | None], int]
    self_test: Callable[[], int]


@click.command()
@click.option(
    "--tour",
    type=click.Path(path_type=Path),
    help="Walk the main job without a display and leave pictures and tour.json here.",
)
@click.pass_obj
def demo(shows: Shows, tour: Path | None) -> int:
    """The example pool in a temporary place."""
    return shows.demo(tour)


@click.command("self-test")
@click.pass_obj
def self_test(shows: Shows) -> int:
    """The installed program proves itself."""
    return shows.self_test()
