"""Search over people, courses, agencies and sessions, as words are typed."""

from __future__ import annotations

from collections.abc import Sequence

from trainerpool.store.pool import Reader
from trainerpool.store.search import Hit, find

__all__ = ["Hit", "search"]


def search(reader: Reader, words: str, kinds: Sequence[str] = (), limit: int = 200) -> tuple[Hit, ...]:
    """What holds every word, or its beginning; best first. Kinds: person, course, agency, training_session."""
    return tuple(find(reader, words, kinds, limit))
