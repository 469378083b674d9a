"""What of the pool the palette finds by the words typed: people, sessions, courses, agencies, and deeds on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from trainerpool.gui.deed_words import Verb, verbs_of
from trainerpool.gui.frame import Found

_MOST, _MOST_OF_DEED = 12, 4


@dataclass(frozen=True, slots=True)
class _Kind:
    group: str
    detail: str
    page: str
    icon: str


_KINDS = {
    "person": _Kind("People", "Person", "trainer", "users"),
    "course": _Kind("Courses", "Who delivers it", "trainers", "book-open"),
    "training_session": _Kind("Sessions", "In the programme", "programme", "calendar-days"),
    "agency": _Kind("Agencies", "Its trainers", "trainers", "users"),
}


def find_anything(desk: Any, words: str) -> Sequence[Found]:
    """Things whose words were typed; where the first word is a verb, the deed on what the others name comes first."""
    from trainerpool.queries.courses import courses_by_id
    from trainerpool.queries.search import search

    found: list[Found] = []
    for verb, rest in verbs_of(words):
        hits = desk.ask(search, rest, (verb.kind,), _MOST_OF_DEED)
        found += [_deed(verb, hit.record, name) for hit, name in zip(hits, _names(desk, hits), strict=True)]
    codes = {key: course.called for key, course in desk.ask(courses_by_id).items()}  # the list of trainers goes by code
    for key, kind in _KINDS.items():
        hits = desk.ask(search, words, (key,), _MOST)
        for hit, name in zip(hits, _names(desk, hits), strict=True):
            found.append(Found(name, kind.detail, kind.page, codes.get(hit.record, hit.record), kind.icon, kind.group))
    return found


def _deed(verb: Verb, record: str, name: str) -> Found:
    icon = _KINDS[verb.kind].icon
    argument: object = record
    if verb.page == "trainer":
        from trainerpool.gui.screens.trainers.words import Visit

        argument = Visit(record, tab=verb.tab, adds=bool(verb.adds))
    return Found(verb.says.format(name=name), _KINDS[verb.kind].detail, verb.page, argument, icon, "Do")


def _names(desk: Any, hits: Iterable[Any]) -> list[str]:
    """The names of what was found; sessions of one course are told apart by their day."""
    from trainerpool.domain.dates import in_words
    from trainerpool.queries.sessions import sessions

    hits = list(hits)
    wanted = tuple(hit.record for hit in hits if hit.kind == "training_session")
    days = {row.id: in_words(row.first_date, weekday=True) for row in desk.ask(sessions, ids=wanted)} if wanted else {}
    return [f"{hit.title}, {days[hit.record]}" if hit.record in days else hit.title for hit in hits]
