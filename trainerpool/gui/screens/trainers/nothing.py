"""What the list of trainers says where it has no row: an empty pool, filters that fit nobody, words that match nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trainerpool.domain.dates import count_of
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainers.filters import Filters, likely_words
from trainerpool.queries.trainer_list import TrainerList

Deed = tuple[str, Callable[[], None]]


def empty_pool(begin: Sequence[Deed]) -> EmptyState:
    """Nobody is in the pool yet."""
    said = "Bring a register in from a spreadsheet, or add the first trainer by hand."
    return EmptyState("No trainer is in the pool yet", said, begin, "users")


def nothing_found(
    known: TrainerList, filters: Filters, words: str, clear: Callable[[], None], seek: Callable[[str], None]
) -> EmptyState:
    """No row stays: which words were searched, the nearest spelling, and how to clear what hides the rest."""
    number = filters.count()
    off: list[Deed] = [(f"Clear {count_of(number, 'filter')}", clear)] if number else []
    if not words:
        said = f"{count_of(len(known.rows), 'person is', 'people are')} in the pool in all."
        return EmptyState("No trainer fits these filters", said, links=off)
    likely = likely_words(known, words)
    nearest: list[Deed] = [(f"Search for “{likely}”", lambda: seek(likely))] if likely else []
    links = [*nearest, *off, ("Clear the search", lambda: seek(""))]
    on = f"{count_of(number, 'filter')} {'are' if number > 1 else 'is'} on as well." if number else "No filter is on."
    return EmptyState(f"No trainer matches “{words}”", on, links=links)
