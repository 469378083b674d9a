"""Reading a problem in the form `trainer-allocation/1`: what is wrong in it is said with the place, never guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from trainerpool.allocation.instance import (
    CO,
    FORMAT,
    LEAD,
    NEW,
    Agency,
    Approval,
    Away,
    Block,
    Course,
    Instance,
    Pair,
    Session,
    Site,
    Term,
    Trainer,
)
from trainerpool.problem import Problem

T = TypeVar("T")
# With these no penalty can leave the whole numbers the solver counts in.
_LARGEST, _MOST_PLACES, _MOST_PRIORITY, _MOST_WEIGHT = 100_000, 1_000, 100, 10_000_000
_KEPT = "Nothing was read in."
# Half of a character that JSON writes as two: no file can hold it by itself.
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the file and where it stands, such as `sessions[3].blocks[0].start`."""

    raw: object
    where: str

    def wrong(self, said: str) -> Problem:
        """Return the Problem that names the place and what stands there."""
        shown = json.dumps(self.raw, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace").decode()
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        return Problem(f"{self.where}: {shown} {said}.", kept=_KEPT, todo="Correct the file and try again.")

    def get(self, key: str) -> Value:
        """Return the member of an object; a missing one is a Problem."""
        if not isinstance(self.raw, dict):
            raise self.wrong("is not an object")
        if key not in self.raw:
            raise Problem(
                f"{self.where or 'The file'}: {key} is missing.", kept=_KEPT, todo="Correct the file and try again."
            )
        return Value(self.raw[key], f"{self.where}.{key}" if self.where else key)

    def optional(self, key: str, read: Callable[[Value], T], default: T) -> T:
        """Return a member read, or the default where it is absent or null."""
        if not isinstance(self.raw, dict):
            raise self.wrong("is not an object")
        return default if self.raw.get(key) is None else read(self.get(key))

    def items(self) -> list[Value]:
        """Return the members of a list."""
        if not isinstance(self.raw, list):
            raise self.wrong("is not a list")
        return [Value(one, f"{self.where}[{number}]") for number, one in enumerate(self.raw)]

    def each(self, read: Callable[[Value], T]) -> tuple[T, ...]:
        """Return the members of a list, read."""
        return tuple(read(one) for one in self.items())

    def some(self, key: str, read: Callable[[Value], T]) -> tuple[T, ...]:
        """Return the members of a list, read; an absent list is empty."""
        return self.get(key).each(read) if isinstance(self.raw, dict) and self.raw.get(key) is not None else ()

    def text(self) -> str:
        """Return a text that is not empty."""
        if not self.words():
            raise self.wrong("is not a text")
        return self.words()

    def words(self) -> str:
        """Return a text, empty or not, that can be written again."""
        if not isinstance(self.raw, str) or _HALF.search(self.raw):
            raise self.wrong("is not a text")
        return self.raw

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.raw, bool):
            raise self.wrong("is neither true nor false")
        return self.raw

    def number(self, most: int = _LARGEST) -> int:
        """Return a whole number from 0 to `most`."""
        if isinstance(self.raw, float) and self.raw.is_integer():
            return Value(int(self.raw), self.where).number(most)
        if isinstance(self.raw, bool) or not isinstance(self.raw, int) or not 0 <= self.raw <= most:
            raise self.wrong(f"is not a whole number from 0 to {most}")
        return self.raw

    def day(self) -> date:
        """Return a date written YYYY-MM-DD."""
        try:
            if isinstance(self.raw, str) and len(self.raw) == 10:
                return date.fromisoformat(self.raw)
        except ValueError:
            pass
        raise self.wrong("is not a date")

    def clock(self) -> int:
        """Return a time written HH:MM as minutes after midnight; 24:00 is the end of the day."""
        raw = self.raw
        if isinstance(raw, str) and len(raw) == 5 and raw[2] == ":" and raw.isascii():
            hours, minutes = raw[:2], raw[3:]
            if hours.isdigit() and minutes.isdigit() and int(minutes) < 60 and int(hours) * 60 + int(minutes) <= 1440:
                return int(hours) * 60 + int(minutes)
        raise self.wrong("is not a time")

    def one_of(self, *allowed: str) -> str:
        """Return one of the words allowed."""
        if not isinstance(self.raw, str) or self.raw not in allowed:
            raise self.wrong(f"is not one of {', '.join(allowed)}")
        return self.raw

    def known(self, ids: Mapping[str, object] | set[str], what: str) -> str:
        """Return an id that is listed."""
        if self.text() not in ids:
            raise self.wrong(f"is no {what} of this file")
        return self.text()


def instance_of_text(text: str | bytes) -> Instance:
    """Return the problem of a file's whole text. Raises Problem where it is not JSON, or not in the form."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem(
            f"The file is not JSON: {str(error)[:120]}.",
            kept=_KEPT,
            todo="Choose a file in the form trainer-allocation/1.",
        ) from error
    return instance_of(raw)


def instance_of(document: object) -> Instance:
    """Return the problem of a decoded document. Raises Problem with the place of the first thing wrong."""
    root = Value(document, "")
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Problem(f'The file is not in the form "{FORMAT}".', kept=_KEPT, todo="Choose a problem file.")
    agencies = _unique(
        root.get("agencies"), lambda one: Agency(one.get("id").text(), one.optional("name", Value.words, ""))
    )
    courses = _unique(
        root.get("courses"), lambda one: Course(one.get("id").text(), one.optional("name", Value.words, ""))
    )
    sites = _unique(root.get("sites"), lambda one: Site(one.get("id").text(), one.optional("name", Value.words, "")))
    trainers = _unique(root.get("trainers"), lambda one: _trainer(one, set(agencies), set(courses), set(sites)))
    sessions = _unique(root.get("sessions"), lambda one: _session(one, set(courses), set(sites)))
    pinned = root.some("pinned", lambda one: _pin(one, set(sessions), set(trainers)))
    previous = root.some("previous", _line)
    never = root.some("conflict_pairs", lambda one: _never(one, set(trainers)))
    return Instance(
        name=root.optional("name", Value.words, ""),
        trainers=tuple(trainers.values()),
        sessions=tuple(sessions.values()),
        terms=_terms(root),
        min_gap_minutes=root.optional("min_gap_minutes", Value.number, 0),
        agencies=tuple(agencies.values()),
        courses=tuple(courses.values()),
        sites=tuple(sites.values()),
        travel_minutes=_travel(root, len(sites)),
        conflict_pairs=never,
        pinned=tuple(dict.fromkeys(pinned)),
        previous=tuple(dict.fromkeys(previous)),
        weights=root.optional("weights", lambda v: _weights(v, _MOST_WEIGHT), {}),
    )


def _unique(value: Value, read: Callable[[Value], T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for one in value.items():
        made = read(one)
        key = one.get("id")
        if key.text() in found:
            raise key.wrong("is there twice")
        found[key.text()] = made
    return found


def _terms(root: Value) -> tuple[Term, ...]:
    listed = root.optional("terms", lambda v: v, Value([], "terms"))
    terms = list(_unique(listed, _term).values())
    in_order = sorted(terms, key=lambda one: one.start)
    for earlier, later in pairwise(in_order):
        if later.start <= earlier.end:
            raise listed.wrong(f"has terms that overlap: {earlier.id} and {later.id}")
    return tuple(terms)


def _term(value: Value) -> Term:
    start, end = _span(value, "start", "end")
    return Term(value.get("id").text(), start, end)


def _span(value: Value, first: str, last: str) -> tuple[date, date]:
    start, end = value.get(first).day(), value.get(last).day()
    if end < start:
        raise value.get(last).wrong(f"is before {first}")
    return start, end


def _travel(root: Value, sites: int) -> tuple[tuple[int, ...], ...]:
    if not sites:
        return ()
    value = root.get("travel_minutes")
    rows = value.each(lambda row: row.each(Value.number))
    if len(rows) != sites or any(len(row) != sites for row in rows):
        raise value.wrong(f"is not a table of {sites} by {sites} minutes, one row and column for each site")
    return rows


def _weights(value: Value, most: int) -> dict[str, int]:
    if not isinstance(value.raw, dict):
        raise value.wrong("is not an object")
    return {str(key): value.get(key).number(most) for key in value.raw}


def _trainer(value: Value, agencies: set[str], courses: set[str], sites: set[str]) -> Trainer:
    return Trainer(
        id=value.get("id").text(),
        agency=value.get("agency").known(agencies, "agency"),
        base=value.get("base").known(sites, "site"),
        approvals=_approvals(value.get("approvals"), courses),
        weekdays=frozenset(value.get("weekdays").each(_weekday)),
        blackouts=value.some("blackouts", _away),
        cap_month=value.optional("cap_month", Value.number, None),
        cap_term=value.optional("cap_term", Value.number, None),
        min_year=value.optional("min_year", Value.number, 0),
        delivered=value.optional("delivered", Value.number, 0),
        observation_due=value.optional("observation_due", Value.day, None),
        dispreference=value.optional("dispreference", lambda v: _weights(v, 100), {}),
        name=value.optional("name", Value.words, ""),
    )


def _approvals(value: Value, courses: set[str]) -> tuple[Approval, ...]:
    found = value.each(lambda one: _approval(one, courses))
    for number, one in enumerate(value.items()):
        if any(earlier.course == found[number].course for earlier in found[:number]):
            raise one.get("course").wrong("is there twice")
    return found


def _approval(value: Value, courses: set[str]) -> Approval:
    start, end = _span(value, "from", "to")
    level = value.get("level").one_of(LEAD, CO, NEW)
    return Approval(value.get("course").known(courses, "course"), start, end, level)


def _weekday(value: Value) -> int:
    if value.number() > 6:
        raise value.wrong("is not a weekday from 0 to 6")
    return value.number()


def _away(value: Value) -> Away:
    start, end = _span(value, "from", "to")
    return Away(start, end, value.optional("note", Value.words, ""))


def _session(value: Value, courses: set[str], sites: set[str]) -> Session:
    blocks = value.get("blocks")
    if not blocks.items():
        raise blocks.wrong("has no part")
    return Session(
        id=value.get("id").text(),
        course=value.get("course").known(courses, "course"),
        site=value.optional("site", lambda v: v.known(sites, "site"), None),
        blocks=blocks.each(_block),
        need=value.get("need").number(_MOST_PLACES),
        multi_agency=value.optional("multi_agency", Value.flag, default=False),
        priority=value.optional("priority", lambda v: v.number(_MOST_PRIORITY), 1),
        observable=value.optional("observable", Value.flag, default=False),
        series=value.optional("series", Value.text, None),
        excluded=value.optional("excluded", lambda v: frozenset(v.each(Value.text)), frozenset()),
        title=value.optional("title", Value.words, ""),
    )


def _block(value: Value) -> Block:
    start, end = value.get("start").clock(), value.get("end").clock()
    if end <= start:
        raise value.get("end").wrong("is not after start")
    return Block(value.get("date").day(), start, end)


def _line(value: Value) -> Pair:
    return Pair(value.get("session").text(), value.get("trainer").text())


def _pin(value: Value, sessions: set[str], trainers: set[str]) -> Pair:
    return Pair(value.get("session").known(sessions, "session"), value.get("trainer").known(trainers, "trainer"))


def _never(value: Value, trainers: set[str]) -> tuple[str, str]:
    both = value.items()
    if len(both) != 2:
        raise value.wrong("is not two trainers")
    if both[0].known(trainers, "trainer") == both[1].known(trainers, "trainer"):
        raise value.wrong("names one trainer twice")
    return both[0].text(), both[1].text()
