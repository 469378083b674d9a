"""The palette's entries of Trainers: its lists, its views, and the deeds for whoever is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trainerpool.domain.dates import count_of
from trainerpool.gui.screens.trainers.filters import EVERYBODY, Filters
from trainerpool.gui.shell import Command
from trainerpool.queries.trainer_list import TrainerListRow


def commands(
    add: Callable[[], None],
    show: Callable[[Filters], None],
    turn: Callable[[str], None],
    deeds: Sequence[tuple[str, Callable[[], None]]],
    chosen: Sequence[TrainerListRow],
    views: Sequence[Command] = (),
) -> list[Command]:
    """What can be gone to and done; `deeds` are those of the context menu, for the trainers chosen; `views` the saved ones."""
    made = [
        Command("Add trainer", add, "Trainers", "", "user-plus"),
        Command("Pool health", lambda: turn("health"), "Trainers", "", "layout-grid"),
        Command("Table of trainers", lambda: turn("table"), "Trainers", "", "users"),
        Command("Show everybody ever in the pool", lambda: show(EVERYBODY), "Trainers", "", "users"),
        Command("Agreements to renew", lambda: show(Filters(standing="", waits="agreements")), "Trainers", "", "file-check"),
        Command("Observations due", lambda: show(Filters(standing="", waits="observations")), "Trainers", "", "eye"),
    ]  # fmt: skip
    about = chosen[0].name if len(chosen) == 1 else count_of(len(chosen), "trainer")
    made += [Command(words.partition("\t")[0], run, about, words.partition("\t")[2], "users") for words, run in deeds]
    return [*made, *views]
