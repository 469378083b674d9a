"""Checklists, expected contents, levels, principles and yearly content checklists: those kept, and those that stand ready."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import select

from trainerpool.domain.checklists import ChecklistItem
from trainerpool.domain.dates import in_words
from trainerpool.domain.frameworks import Framework, Sort, all_answered_yes, content_year, framework_of
from trainerpool.domain.standing import Meaning
from trainerpool.host.places import resource
from trainerpool.problem import Problem
from trainerpool.store import records
from trainerpool.store.pool import Reader

READY = (
    "trainer-packs", "pack-contents", "shropshire-tiers", "nottinghamshire-groups", "shropshire-principles", "nottinghamshire-content",
)  # fmt: skip
"""The frameworks that come with the program, in our own words."""


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """A version of a framework; without an id it is one that stands ready and is not kept in the pool yet."""

    id: str
    framework: Framework

    @property
    def sort(self) -> Sort:
        """What it is for."""
        return self.framework.sort

    @property
    def name(self) -> str:
        """What it is called."""
        return self.framework.name

    @property
    def number(self) -> int:
        """Which version it is."""
        return self.framework.number

    @property
    def in_force_on(self) -> date | None:
        """Its first day; None: always."""
        return self.framework.in_force_on

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """Its items."""
        return self.framework.items


@cache
def ready_frameworks() -> tuple[Framework, ...]:
    """The frameworks that come with the program."""
    found = []
    for name in READY:
        body = json.loads(resource(f"frameworks/{name}.json").read_text(encoding="utf-8"))
        found.append(framework_of(body["sort"], body["name"], body))
    return tuple(found)


def ready_body(framework: Framework) -> dict[str, object]:
    """What a framework says, as a pool keeps it."""
    return {
        "items": [
            {"no": item.no, "text": item.text, "short": item.short, "starred": item.starred, "group": item.group}
            for item in framework.items
        ],
        "statement": framework.statement, "logo_permitted": framework.logo_permitted, "opens": framework.opens, "note": framework.note,
    }  # fmt: skip


def frameworks(reader: Reader, sort: str, on: date | None = None) -> tuple[FrameworkRow, ...]:
    """Every framework of a sort as in force on a day (None: its newest version), by name."""
    found: dict[str, FrameworkRow] = {
        one.name.casefold(): FrameworkRow("", one) for one in ready_frameworks() if one.sort == sort
    }
    for row in framework_versions(reader, sort):
        if on is None or row.in_force_on is None or row.in_force_on <= on:
            found[row.name.casefold()] = row
    return tuple(sorted(found.values(), key=lambda row: row.name.casefold()))


def framework_versions(reader: Reader, sort: str, name: str = "") -> tuple[FrameworkRow, ...]:
    """Every version kept of a sort, the older before the newer; with `name` only of that framework."""
    kept = records.Framework
    asked = select(kept).where(kept.sort == sort, kept.active)
    rows = (kept_framework(row) for row in reader.scalars(asked.order_by(kept.number)))
    return tuple(row for row in rows if not name or row.name.casefold() == name.strip().casefold())


def kept_framework(row: records.Framework) -> FrameworkRow:
    """A framework of the pool as a row."""
    return FrameworkRow(row.id, framework_of(row.sort, row.name, row.body, row.number, row.in_force_on))


def framework_by_id(reader: Reader, framework_id: str | None) -> FrameworkRow | None:
    """The version of this id; None where there is none."""
    row = reader.get(records.Framework, framework_id) if framework_id else None
    return kept_framework(row) if row is not None else None


def framework_in_force(reader: Reader, sort: str, on: date, name: str = "") -> FrameworkRow:
    """The one of a sort, or of a sort and name, in force on a day; Problem where there is none, or the name is wanted."""
    known = frameworks(reader, sort, on)
    found = [row for row in known if not name or row.name.casefold() == name.strip().casefold()]
    own = [row for row in found if row.id]
    if len(found) > 1 and own:
        found = own[-1:]  # what the partnership made its own goes before what stands ready
    if not found:
        names = ", ".join(row.name for row in known)
        raise Problem(f"No {sort} is called {name!r}.", kept="Nothing was changed.", todo=f"There is: {names}.")
    return found[0]


def course_levels(reader: Reader) -> dict[str, tuple[tuple[str, str], ...]]:
    """Course -> (framework, level) it is mapped to."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    level = records.CourseLevel
    for row in reader.execute(
        select(level.course_id, level.framework, level.level).order_by(level.framework, level.level)
    ):
        found[row.course_id].append((row.framework, row.level))
    return {course: tuple(levels) for course, levels in found.items()}


@dataclass(frozen=True, slots=True)
class ContentCheckRow:
    """An agency's check of one of its own courses in a year; `statement` may be used once all the content is there."""

    id: str
    agency_id: str
    agency: str
    course_title: str
    year: int
    framework: str
    judgements: Mapping[str, str]
    judged: int
    of: int
    checked_by: str
    completed_on: date | None
    statement: str
    logo_permitted: bool
    words: str
    meaning: Meaning


def content_checks(reader: Reader, today: date) -> tuple[ContentCheckRow, ...]:
    """Every content check, this year's first."""
    names = {row.id: row.name for row in reader.execute(select(records.Agency.id, records.Agency.name))}
    known: dict[str, FrameworkRow] = {}
    found = []
    for row in reader.scalars(select(records.ContentCheck)):
        if row.framework_id not in known:
            known[row.framework_id] = kept_framework(reader.get_one(records.Framework, row.framework_id))
        found.append(_check_row(row, known[row.framework_id].framework, names.get(row.agency_id, ""), today))
    return tuple(sorted(found, key=lambda one: (-one.year, one.agency.casefold(), one.course_title.casefold())))


def _check_row(row: records.ContentCheck, framework: Framework, agency: str, today: date) -> ContentCheckRow:
    said = {item.no: str(row.judgements[item.no]) for item in framework.items if row.judgements.get(item.no)}
    done, whole = len(said), all_answered_yes(framework, said)
    is_old = row.year < content_year(framework, today)
    if row.completed_on is None:
        words, meaning = f"{done} of {len(framework.items)} answered", Meaning.NEUTRAL
    elif is_old:
        words, meaning = f"Of {row.year}; this year's is to be done", Meaning.ATTENTION
    elif whole:
        words, meaning = f"Complete on {in_words(row.completed_on)}", Meaning.GOOD
    else:
        words, meaning = "Content is missing", Meaning.ATTENTION
    statement = framework.statement if row.completed_on and whole and not is_old else ""
    return ContentCheckRow(
        row.id, row.agency_id, agency, row.course_title, row.year, framework.name, said, done, len(framework.items),
        row.checked_by or "", row.completed_on, statement, framework.logo_permitted, words, meaning,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CourseMapping:
    """The levels a course is mapped to and those it may be, each as (framework, level); `gone` are levels there are no more."""

    levels: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, str], ...]
    gone: tuple[tuple[str, str], ...]


def course_mapping(reader: Reader, course_id: str, today: date) -> CourseMapping:
    """What a course is mapped to, and what else it may be."""
    levels = course_levels(reader).get(course_id, ())
    known = tuple((row.name, item.short) for row in frameworks(reader, Sort.LEVELS.value, today) for item in row.items)
    return CourseMapping(
        levels, tuple(one for one in known if one not in levels), tuple(one for one in levels if one not in known)
    )
