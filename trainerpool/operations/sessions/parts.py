"""The civil parts of a session as deeds are given them: read, checked, stored."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.problem import Problem
from trainerpool.store.records import SessionPart, TrainingSession
from trainerpool.store.work import Work

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?")


@dataclass(frozen=True)
class Part:
    """One civil part of a session: day, start and end."""

    day: str
    start: str | None
    end: str | None


def checked_parts(parts: Sequence[Mapping[str, str]]) -> list[Part]:
    """Parts as `[{"start": "YYYY-MM-DDTHH:MM", "end": ...}]`, in order; Problem where they make no sense."""
    if not parts:
        raise Problem("A session needs at least one part: a day, a start and an end.")
    found = [_part(number, part) for number, part in enumerate(parts, 1)]
    found.sort(key=lambda part: (part.day, part.start or ""))
    for earlier, later in itertools.pairwise(found):
        if earlier.day == later.day and earlier.end and later.start and later.start < earlier.end:
            raise Problem(
                f"Two parts of the session overlap on {in_words(date.fromisoformat(later.day))}.",
                kept="Nothing was changed.",
            )
    return found


def _part(number: int, part: object) -> Part:
    if not isinstance(part, Mapping):
        raise Problem(f'Part {number} is not of the form {{"start": ..., "end": ...}}.', kept="Nothing was changed.")
    start, end = _moment(number, part.get("start")), _moment(number, part.get("end"))
    if start is None:
        raise Problem(f"Part {number} has no start.", kept="Nothing was changed.")
    if end is not None and end[0] != start[0]:
        raise Problem(f"Part {number} ends on another day than it begins.", todo="Give each day its own part.")
    if end is not None and start[1] and end[1] and end[1] <= start[1]:
        raise Problem(
            f"Part {number} ends at {end[1]}, not after its start at {start[1]}.", kept="Nothing was changed."
        )
    return Part(start[0], start[1], end[1] if end else None)


def _moment(number: int, text: object) -> tuple[str, str | None] | None:
    if text is None or text == "":
        return None
    match = _MOMENT.fullmatch(text) if isinstance(text, str) else None
    try:
        if match is None:
            raise ValueError(text)  # noqa: TRY301 - one answer for every kind of wrong moment
        date.fromisoformat(match[1])
        time.fromisoformat(match[2] or "00:00")
    except ValueError as error:
        raise Problem(
            f"Part {number}: {text!r} is not a civil moment (YYYY-MM-DDTHH:MM).", kept="Nothing was changed."
        ) from error
    return match[1], match[2]


def put_parts(work: Work, session: TrainingSession, parts: Sequence[Part]) -> None:
    """Give a session these parts in place of those it has."""
    for old in work.find(select(SessionPart).where(SessionPart.session_id == session.id)):
        work.remove(old)
    session.first_date = parts[0].day
    for part in parts:
        work.add(SessionPart(session_id=session.id, date=part.day, start=part.start, end=part.end))


def first_day(session: TrainingSession) -> date:
    """The day it begins; the first of the month where only the month is known."""
    text = session.first_date
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")


def called(session: TrainingSession) -> str:
    """A session as the names of deeds have it: "Neglect: Recognising and Responding, 12 Jan 2027"."""
    return f"{session.title}, {in_words(first_day(session), month_only=len(session.first_date) == 7)}"
