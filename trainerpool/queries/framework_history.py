"""The frameworks of a partnership with all their versions, what was made by each, and what a new version would touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from trainerpool.domain.checklists import ChecklistItem
from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.frameworks import Framework, Sort
from trainerpool.domain.materials import MaterialState
from trainerpool.domain.observing import Framework as Judged
from trainerpool.domain.standing import Meaning
from trainerpool.queries.frameworks import framework_versions, ready_frameworks
from trainerpool.queries.material_versions import all_versions
from trainerpool.queries.observations_frameworks import framework_versions as observing_versions
from trainerpool.store import records
from trainerpool.store.pool import Reader

OBSERVATION = "observation"
PURPOSES = {
    Sort.CHECKLIST.value: "What a trainer pack is reviewed against",
    Sort.CONTENTS.value: "What a trainer pack is expected to hold",
    Sort.PRINCIPLES.value: "Principles a pack may be read against besides",
    Sort.LEVELS.value: "Levels a course may be mapped to",
    Sort.CONTENT.value: "What agencies check in their own courses each year",
    OBSERVATION: "What an observer judges a trainer by",
}
_UNITS = {
    Sort.CHECKLIST.value: "review", Sort.PRINCIPLES.value: "review", Sort.CONTENT.value: "check", OBSERVATION: "visit", Sort.LEVELS.value: "course",
}  # fmt: skip
STARRED_SORTS = (Sort.CHECKLIST.value, Sort.PRINCIPLES.value, OBSERVATION)


@dataclass(frozen=True, slots=True)
class FrameworkVersion:
    """One version: from which day it counts, its items, and how often it was used; `id` is "" for one that stands ready."""

    id: str
    number: int
    in_force_on: date | None
    items: tuple[ChecklistItem, ...]
    used: int
    is_in_force: bool
    framework: Framework | None = None

    @property
    def starred(self) -> int:
        """How many items are starred."""
        return sum(item.starred for item in self.items)


@dataclass(frozen=True, slots=True)
class FrameworkHistory:
    """A framework with its versions, the newest first; `is_default` where it is as it came with the program."""

    sort: str
    name: str
    versions: tuple[FrameworkVersion, ...]

    @property
    def id(self) -> str:
        """What tells it apart."""
        return f"{self.sort}: {self.name}"

    @property
    def purpose(self) -> str:
        """What it is for."""
        return PURPOSES[self.sort]

    @property
    def unit(self) -> str:
        """What is counted of its use."""
        return _UNITS.get(self.sort, "")

    @property
    def newest(self) -> FrameworkVersion:
        """The version a change goes on from."""
        return self.versions[0]

    @property
    def in_force(self) -> FrameworkVersion:
        """The version that counts today."""
        return next((one for one in self.versions if one.is_in_force), self.versions[-1])


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One thing a new version does, or leaves as it is."""

    text: str
    detail: str
    meaning: Meaning


def framework_histories(reader: Reader, today: date) -> tuple[FrameworkHistory, ...]:
    """Every framework there is: checklists first, then contents, the observation framework, levels, principles, content."""
    order = (Sort.CHECKLIST, Sort.CONTENTS, OBSERVATION, Sort.LEVELS, Sort.PRINCIPLES, Sort.CONTENT)
    found: list[FrameworkHistory] = []
    for sort in order:
        found += [_observing(reader, today)] if sort == OBSERVATION else _of_sort(reader, Sort(sort), today)
    return tuple(found)


def _of_sort(reader: Reader, sort: Sort, today: date) -> list[FrameworkHistory]:
    used = _use(reader, sort)
    versions: dict[str, list[tuple[str, Framework]]] = {}
    for row in framework_versions(reader, sort.value):
        versions.setdefault(row.name.casefold(), []).append((row.id, row.framework))
    for ready in ready_frameworks():
        known = versions.setdefault(ready.name.casefold(), []) if ready.sort is sort else None
        if known is not None and all(one.number != ready.number for _, one in known):
            known.insert(0, ("", ready))
    return [_history(sort.value, known, used, today) for _, known in sorted(versions.items())]


def _history(sort: str, known: Sequence[tuple[str, Framework]], used: Counter[str], today: date) -> FrameworkHistory:
    counting = max(
        (place for place, (_, one) in enumerate(known) if one.in_force_on is None or one.in_force_on <= today),
        default=0,
    )
    rows = [
        FrameworkVersion(key, one.number, one.in_force_on, one.items, used[key or one.name], place == counting, one)
        for place, (key, one) in enumerate(known)
    ]
    return FrameworkHistory(sort, known[-1][1].name, tuple(reversed(rows)))


def _use(reader: Reader, sort: Sort) -> Counter[str]:
    """Version -> how often it was used; levels are counted by framework, for a course names no version."""
    review, check, level = records.MaterialReview, records.ContentCheck, records.CourseLevel
    if sort is Sort.CONTENTS:
        return Counter()
    if sort is Sort.LEVELS:
        kept = records.Framework
        by_name = Counter(
            {name: int(n) for name, n in reader.execute(select(level.framework, func.count(level.course_id.distinct())).group_by(level.framework))}
        )  # fmt: skip
        ids = reader.execute(select(kept.id, kept.name).where(kept.sort == sort.value).order_by(kept.number))
        latest = {name: key for key, name in ids}
        return by_name + Counter({key: by_name[name] for name, key in latest.items()})
    column = check.framework_id if sort is Sort.CONTENT else review.framework_id
    rows = reader.execute(select(column, func.count()).where(column.is_not(None)).group_by(column))
    return Counter({str(key): int(number) for key, number in rows})


def _observing(reader: Reader, today: date) -> FrameworkHistory:
    rows = observing_versions(reader, today)
    versions = tuple(
        FrameworkVersion(row.id, row.framework.number, row.in_force_on, items_of(row.framework), row.visits, row.is_in_force)
        for row in rows
    )  # fmt: skip
    return FrameworkHistory(OBSERVATION, rows[0].framework.name, versions)


def items_of(framework: Judged) -> tuple[ChecklistItem, ...]:
    """The criteria of an observation framework as items, each group with its letter."""
    return tuple(
        ChecklistItem(one.number, one.text, "", one.starred, f"{group.letter} {group.title}")
        for group in framework.groups
        for one in group.criteria
    )


def framework_effect(
    reader: Reader, sort: str, name: str, items: tuple[ChecklistItem, ...], begins: date, today: date
) -> tuple[EffectLine, ...]:
    """What a new version of these items would touch and what it leaves, said before it is put in force."""
    history = next((one for one in framework_histories(reader, today) if (one.sort, one.name) == (sort, name)), None)
    if history is None:
        return ()
    found: list[EffectLine] = []
    match sort:
        case Sort.CHECKLIST.value | Sort.PRINCIPLES.value:
            found += _reviews_kept(reader, name, begins, today)
        case Sort.CONTENTS.value:
            found += _packs_missing(reader, history, items, begins, today)
        case Sort.LEVELS.value:
            found += _courses_mapped(reader, history, items, begins, today)
        case Sort.CONTENT.value:
            used = history.in_force.used
            text = f"{count_of(used, 'check')} made by version {history.in_force.number} {'keeps' if used == 1 else 'keep'} it"
            found.append(EffectLine(text, f"Checks begun from {in_words(begins)} use the new version.", Meaning.GOOD))
        case _:
            found += _visits_kept(reader, begins)
    if sort in STARRED_SORTS:
        found.append(_stars(sort, history, items))
    return tuple(found)


def _stars(sort: str, history: FrameworkHistory, items: tuple[ChecklistItem, ...]) -> EffectLine:
    starred = [item for item in items if item.starred]
    before = {item.no for item in history.newest.items if item.starred}
    fresh = [item for item in starred if item.no not in before]
    numbers = ", ".join(item.no for item in starred)
    newly = f" Newly starred: {', '.join(item.no for item in fresh)}." if fresh else ""
    if not starred:
        said = (
            EffectLine("No criterion is starred", "Nobody could be signed off: a TtT sign-off asks for starred criteria that are Met.", Meaning.STOP)
            if sort == OBSERVATION
            else EffectLine("No item is starred", "Nothing a review finds would stop approval by itself.", Meaning.ATTENTION)
        )  # fmt: skip
        return said if sort != Sort.PRINCIPLES.value else EffectLine("No item is starred", "A No is a remark and stops nothing.", Meaning.NEUTRAL)  # fmt: skip
    if sort == OBSERVATION:
        text = (
            f"A TtT sign-off will ask for {count_of(len(starred), 'starred criterion', 'starred criteria')} to be Met"
        )
    else:
        text = f"A No on {count_of(len(starred), 'starred item')} will stop approval"
    return EffectLine(text, f"Numbers {numbers}.{newly}", Meaning.INFORMATION)


def _reviews_kept(reader: Reader, name: str, begins: date, today: date) -> list[EffectLine]:
    review, kept = records.MaterialReview, records.Framework
    asked = (
        select(review.version_id, review.reviewer, kept.number)
        .join(kept, kept.id == review.framework_id)
        .where(review.ended_on.is_(None), func.lower(kept.name) == name.lower())
    )
    called = {row.id: row.called for row in all_versions(reader, today)}
    found = [
        EffectLine(f"{called.get(row.version_id, 'A version')} keeps version {row.number}", f"{row.reviewer} is reading it.", Meaning.GOOD)
        for row in reader.execute(asked)
    ]  # fmt: skip
    if not found:
        found = [EffectLine("No review is under way", "What was reviewed stays as it was judged.", Meaning.GOOD)]
    return [
        *found,
        EffectLine(
            "The new version counts for later reviews", f"Those begun from {in_words(begins)}.", Meaning.INFORMATION
        ),
    ]


def _packs_missing(
    reader: Reader, history: FrameworkHistory, items: tuple[ChecklistItem, ...], begins: date, today: date
) -> list[EffectLine]:
    """The packs still open that would miss something; what is approved is held to the list of its own day."""
    before = {item.no: item.short.casefold() for item in history.newest.items}
    added = [item for item in items if item.no not in before]
    renamed = [item for item in items if item.no in before and item.short.casefold() != before[item.no]]
    is_open = (MaterialState.DRAFT, MaterialState.IN_REVIEW)
    packs = [row for row in all_versions(reader, today) if row.state in is_open]
    found = []
    if added and packs:
        names = ", ".join(row.called for row in packs[:4]) + (f" and {len(packs) - 4} more" if len(packs) > 4 else "")
        would = f"{count_of(len(packs), 'pack')} not approved yet would miss {' and '.join(item.short for item in added[:2])}"
        found.append(EffectLine(would + (" and more" if len(added) > 2 else ""), f"{names}.", Meaning.ATTENTION))
    if renamed and begins <= today:
        text = f"Files of these packs are called so too: {', '.join(item.short for item in renamed)}"
        found.append(EffectLine(text, "Those of packs that are not approved yet.", Meaning.INFORMATION))
    return [*found, EffectLine("What is approved already stays as it was", "It is held to the list of its own day.", Meaning.GOOD)]  # fmt: skip


def _courses_mapped(
    reader: Reader, history: FrameworkHistory, items: tuple[ChecklistItem, ...], begins: date, today: date
) -> list[EffectLine]:
    level = records.CourseLevel
    mapped = Counter(reader.scalars(select(level.level).where(func.lower(level.framework) == history.name.lower())))
    now = {item.no: item.short for item in items}
    found = []
    for item in history.newest.items:
        number = mapped[item.short]
        if not number or now.get(item.no) == item.short:
            continue
        courses = count_of(number, "course")
        if item.no not in now:
            text, meaning = f"{courses} mapped to {item.short} {'keeps' if number == 1 else 'keep'} a level that goes", Meaning.ATTENTION  # fmt: skip
            found.append(EffectLine(text, "Each is mapped anew in Settings, under Courses.", meaning))
        elif begins <= today:
            found.append(EffectLine(f"{courses} mapped to {item.short} will be of {now[item.no]}", "The mapping goes along.", Meaning.GOOD))  # fmt: skip
        else:
            text = f"{courses} mapped to {item.short} {'keeps' if number == 1 else 'keep'} that name until mapped anew"
            found.append(EffectLine(text, "A name given from today on goes along by itself.", Meaning.ATTENTION))
    return found or [EffectLine("No course is touched", "Every level courses are mapped to stays.", Meaning.GOOD)]


def _visits_kept(reader: Reader, begins: date) -> list[EffectLine]:
    visit, of = records.Visit, records.Observation
    pending = select(visit.id).where(visit.cancelled_on.is_(None), visit.finished_at.is_(None))
    number = int(reader.execute(select(func.count()).select_from(pending.subquery())).scalar() or 0)
    not_submitted = select(func.count(of.id)).join(visit, visit.id == of.visit_id).where(
        visit.cancelled_on.is_(None), visit.finished_at.is_not(None), of.submitted_on.is_(None)
    )  # fmt: skip
    open_ = int(reader.execute(not_submitted).scalar() or 0)
    said = f"{count_of(open_, 'observation')} seen already and not submitted {'is' if open_ == 1 else 'are'} finished by it, too."
    return [
        EffectLine(
            f"{count_of(number, 'visit')} planned or under way {'keeps' if number == 1 else 'keep'} the present version",
            said if open_ else "What was judged stays as it was.", Meaning.GOOD,
        ),
        EffectLine("The new version counts for later visits", f"Those planned from now on to sessions from {in_words(begins)}.", Meaning.INFORMATION),
    ]  # fmt: skip
