"""Everything the page of one version of a trainer pack shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from trainerpool.domain.approval import UNFINISHED
from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.frameworks import Sort
from trainerpool.domain.materials import MaterialState, material_on, self_approval
from trainerpool.domain.policy import Level, Policy, PolicyVersion, policy_on
from trainerpool.domain.standing import Meaning
from trainerpool.queries.frameworks import framework_in_force
from trainerpool.queries.material_readers import ReaderRow, coming_trainers, readers
from trainerpool.queries.material_reviews import ItemRow, ObstacleRow, ReviewRow, checklist_of, obstacles_of, reviews_of
from trainerpool.queries.material_versions import VersionRow, current, material_versions
from trainerpool.queries.materials import FlagRow, flags
from trainerpool.queries.settings import policies
from trainerpool.queries.trainer_words import short_day
from trainerpool.store import records
from trainerpool.store.pool import Reader

_OPEN = (MaterialState.DRAFT, MaterialState.IN_REVIEW)
_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "webp", "svg"})


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a version; `kind` says whether it can be looked at inside the program: pdf, image or other."""

    id: str
    name: str
    size: int
    size_words: str
    contents: str
    added_on: date
    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class ContentRow:
    """One of the contents a pack is expected to hold, with the ids of the files that are it: none, and it is missing."""

    name: str
    text: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AbsorbedRow:
    """A learning point a version takes in, and where."""

    id: str
    learning_point_id: str
    title: str
    source_kind: str
    on: date
    theme: str
    must_change: str
    where_seen: str


@dataclass(frozen=True, slots=True)
class PackSessionRow:
    """A session of the course (`words` where): the version it is planned and was delivered with; `uses` where either is this one.

    What is not recorded is taken to be the version approved on the day: `is_recorded` says whether it was.
    """

    id: str
    title: str
    day: date
    words: str
    status: str
    planned: str
    delivered: str
    is_recorded: bool
    is_coming: bool
    uses: bool
    planned_id: str = ""
    delivered_id: str = ""


@dataclass(frozen=True, slots=True)
class Unless:
    """What happens if a version is not approved in time."""

    title: str
    text: str
    detail: str
    version_id: str
    sessions: tuple[tuple[str, date], ...]


@dataclass(frozen=True)
class VersionPage:
    """One version with all that hangs on it; `may` names the deeds that can be done with it now.

    `readings` are the reviews under way, `review` and `items` the one that is shown. `finding` is why an approval on record
    does not count; `past_review` what policy asks of its sessions once it is out of date.
    """

    version: VersionRow
    subtitle: str
    review: ReviewRow | None
    reviews: tuple[ReviewRow, ...]
    items: tuple[ItemRow, ...]
    files: tuple[FileRow, ...]
    expected: tuple[ContentRow, ...]
    absorbed: tuple[AbsorbedRow, ...]
    sessions: tuple[PackSessionRow, ...]
    readers: tuple[ReaderRow, ...]
    flags: tuple[FlagRow, ...]
    obstacles: tuple[ObstacleRow, ...]
    unless: Unless | None
    when_approved: tuple[str, ...]
    previous: VersionRow | None
    may: frozenset[str]
    finding: str = ""
    past_review: str = ""
    readings: tuple[ReviewRow, ...] = ()

    @property
    def judged(self) -> int:
        """How many items are judged."""
        return sum(item.answer is not None for item in self.items)

    @property
    def to_go(self) -> int:
        """How many items are not judged yet."""
        return len(self.items) - self.judged

    @property
    def missing(self) -> tuple[str, ...]:
        """The expected contents no file is."""
        return tuple(one.name for one in self.expected if not one.files)

    @property
    def read_by(self) -> int:
        """How many have read it."""
        return sum(row.read_on is not None for row in self.readers)


def version_page(
    reader: Reader, version_id: str, today: date, person: str = "", reading: str = ""
) -> VersionPage | None:
    """The page of a version; `person` is who sits at the desk, and would approve it. None where it is gone.

    `reading` is the review under way that is shown; the one by the checklist where it is not.
    """
    found = reader.get(records.MaterialVersion, version_id)
    if found is None:
        return None
    rows = material_versions(reader, found.course_id, today)
    version = next(row for row in rows if row.id == version_id)
    policy = policy_on(policies(reader), today)
    told = reviews_of(reader, version_id)
    under_way = tuple(one for one, _ in told if one.is_open)
    read_by = [pair for pair in told if pair[0].is_checklist and pair[0].outcome != UNFINISHED]
    shown = [pair for pair in told if pair[0].is_open and reading == pair[0].id] or read_by[:1]
    if under_way and not (shown and shown[0][0].is_open):
        shown = [pair for pair in told if pair[0].is_open][:1]
    review, items = shown[0] if shown else (None, ())
    if review is None or (version.state is MaterialState.IN_REVIEW and not review.is_open):
        is_open = version.state in (MaterialState.DRAFT, MaterialState.IN_REVIEW)
        review, items = None, checklist_of(reader, today) if is_open else ()
    files = files_of(reader, "material_version", version_id)
    sessions = pack_sessions(reader, rows, version, today)
    obstacles = obstacles_of(reader, version, person)
    expected = expected_contents(reader, files, _held_to(version, today))
    return VersionPage(
        version, _subtitle(version, review, items), review, tuple(one for one, _ in told), items, files, expected,
        absorbed_by(reader, version_id), sessions, readers(reader, version_id, version.course_id, today),
        flags(reader, open_only=True, course_id=version.course_id), obstacles, _unless(rows, version, sessions, policies(reader), today),
        _when_approved(reader, rows, version, policy, today), _previous(rows, version), _may(version, rows, told, obstacles),
        self_approval(version.facts) if version.state in _OPEN else "", past_review_words(policy, "its sessions"), under_way,
    )  # fmt: skip


def _subtitle(version: VersionRow, review: ReviewRow | None, items: tuple[ItemRow, ...]) -> str:
    left = sum(item.answer is None for item in items)
    match version.state:
        case MaterialState.IN_REVIEW if review is not None:
            ahead = f"{count_of(left, 'item')} to go." if left else "Every item is judged."
            return f"In review by {review.reviewer}, not the author. {ahead}"
        case MaterialState.IN_REVIEW:
            return f"Sent to review on {in_words(version.submitted_on)}. Nobody is reviewing it yet." if version.submitted_on else ""  # fmt: skip
        case MaterialState.APPROVED:
            by = f"Approved by {version.approved_by} on {in_words(version.approved_on)}" if version.approved_on else ""
            until = version.facts.good_until
            return f"{by}, to be reviewed by {in_words(until)}." if until else f"{by}."
        case MaterialState.SUPERSEDED:
            return f"Superseded on {in_words(version.superseded_on)}." if version.superseded_on else "Superseded."
        case MaterialState.WITHDRAWN:
            why = f": {version.withdrawn_why.rstrip('.')}" if version.withdrawn_why else ""
            return f"Withdrawn on {in_words(version.withdrawn_on)}{why}." if version.withdrawn_on else "Withdrawn."
        case _:
            return f"Draft by {version.author}." if version.author else "Draft."


def files_of(reader: Reader, owner_kind: str, owner_id: str) -> tuple[FileRow, ...]:
    """The files that belong to something, in their order."""
    file = records.KeptFile
    asked = select(file).where(file.owner_kind == owner_kind, file.owner_id == owner_id)
    return tuple(
        FileRow(row.id, row.name, row.size, size_in_words(row.size), row.contents or "", row.added_on, _kind(row.name), row.body)
        for row in reader.scalars(asked.order_by(file.position, file.name))
    )  # fmt: skip


def _kind(name: str) -> str:
    ending = name.rpartition(".")[2].casefold()
    return "pdf" if ending == "pdf" else "image" if ending in _PICTURES else "other"


def size_in_words(size: int) -> str:
    """A size as people read it: "840 KB", "2.4 MB"."""
    if size < 1_000:
        return count_of(size, "byte")
    return f"{size / 1_000:.0f} KB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


def expected_contents(reader: Reader, files: tuple[FileRow, ...], today: date) -> tuple[ContentRow, ...]:
    """What a pack is expected to hold, with the files that are it; other contents that files name come after."""
    items = framework_in_force(reader, Sort.CONTENTS.value, today).items
    known = {item.short.casefold() for item in items}
    found = [
        ContentRow(
            item.short, item.text, tuple(one.id for one in files if one.contents.casefold() == item.short.casefold())
        )
        for item in items
    ]
    others = dict.fromkeys(one.contents for one in files if one.contents and one.contents.casefold() not in known)
    found += [ContentRow(name, "", tuple(one.id for one in files if one.contents == name)) for name in others]
    return tuple(found)


def _held_to(version: VersionRow, today: date) -> date:
    """The day whose list of contents a version is held to: once approved, that of its approval."""
    return today if version.state in _OPEN or version.approved_on is None else version.approved_on


def absorbed_by(reader: Reader, version_id: str) -> tuple[AbsorbedRow, ...]:
    """The learning a version takes in, the latest first."""
    taken, point = records.AbsorbedLearning, records.LearningPoint
    asked = select(taken, point).join(point, point.id == taken.learning_point_id).where(taken.version_id == version_id)
    return tuple(
        AbsorbedRow(one.id, of.id, of.title, of.source_kind, of.on, of.theme or "", of.must_change or "", one.where_seen or "")
        for one, of in reader.execute(asked.order_by(point.on.desc(), point.title))
    )  # fmt: skip


def pack_sessions(
    reader: Reader, rows: tuple[VersionRow, ...], version: VersionRow, today: date
) -> tuple[PackSessionRow, ...]:
    """The coming sessions of the course, and those this version was planned or delivered with, by date."""
    session = records.TrainingSession
    named = or_(session.planned_version_id == version.id, session.delivered_version_id == version.id)
    venues = {row.id: row.name for row in reader.execute(select(records.Venue.id, records.Venue.name))}
    asked = select(session).where(
        session.course_id == version.course_id, session.status != "cancelled", or_(named, session.first_date >= today.isoformat()[:7])
    )  # fmt: skip
    facts, numbers = [row.facts for row in rows], {row.id: row.version for row in rows}
    found = []
    for row in reader.scalars(asked.order_by(session.first_date, session.id)):
        first = row.first_date
        day = date.fromisoformat(first if len(first) == 10 else f"{first}-01")
        is_named = version.id in (row.planned_version_id, row.delivered_version_id)
        if day < today and not is_named and len(first) == 10:
            continue
        used = material_on(facts, day).version
        planned = numbers.get(row.planned_version_id or "", used.version if used else "")
        by_day = row.planned_version_id is None and row.delivered_version_id is None and used is not None
        where = "Online" if row.virtual else venues.get(row.venue_id or "", "")
        found.append(PackSessionRow(
            row.id, row.title, day, where, row.status, planned, numbers.get(row.delivered_version_id or "", ""),
            row.planned_version_id is not None, day >= today, is_named or (by_day and used is not None and used.id == version.id),
            row.planned_version_id or "", row.delivered_version_id or "",
        ))  # fmt: skip
    return tuple(found)


def _unless(
    rows: tuple[VersionRow, ...], version: VersionRow, sessions: tuple[PackSessionRow, ...], versions: Sequence[PolicyVersion],
    today: date,
) -> Unless | None:  # fmt: skip
    """What happens with the version in use if this one is not approved in time."""
    in_use = current(rows)
    ends = in_use.facts.good_until if in_use else None
    if in_use is None or ends is None or version.state not in (MaterialState.DRAFT, MaterialState.IN_REVIEW):
        return None
    after = [row for row in sessions if row.is_coming and row.day > ends and row.status == "planned"]
    past = ends < today
    what = "its review date" if ends == in_use.facts.review_by else f"the day to answer “{in_use.facts.answer_to}”"
    text = f"Version {in_use.version} {'is past' if past else 'passes'} {what}"
    if not after:
        detail = "No session is planned after it."
    else:
        days = ", ".join(in_words(row.day).rsplit(" ", 1)[0] for row in after[:4]) + (
            f" and {len(after) - 4} more" if len(after) > 4 else ""
        )
        number = f"{count_of(len(after), 'session')} {'is' if len(after) == 1 else 'are'} planned after it: {days}."
        detail = f"{number} {past_review_words(policy_on(versions, after[0].day), 'them')}".strip()
    title = f"If {version.version} is not approved" + (
        "" if past else f" by {in_words(ends, weekday=True)[:4]}{short_day(ends, today)}"
    )
    return Unless(title, text, detail, in_use.id, tuple((row.id, row.day) for row in after))


def past_review_words(policy: Policy, whose: str) -> str:
    """What the rule on material asks of sessions whose version is out of date, by its level in policy."""
    return {
        Level.BLOCK: f"Policy lets no place on {whose} be confirmed while that is so.",
        Level.OVERRIDE: f"A place on {whose} can be confirmed only with a reason.", Level.WARN: f"Policy warns of each place on {whose}.",
    }.get(policy.level_of("material"), "")  # fmt: skip


def _when_approved(
    reader: Reader, rows: tuple[VersionRow, ...], version: VersionRow, policy: Policy, today: date
) -> tuple[str, ...]:
    if version.state not in (MaterialState.DRAFT, MaterialState.IN_REVIEW):
        return ()
    told = len(coming_trainers(reader, version.course_id, today))
    have = "is" if told == 1 else "are"
    said = [
        f"{count_of(told, 'trainer')} of coming sessions {have} listed to be told and asked to say they have read it."
        if told
        else "No trainer has a session of it to come."
    ]
    in_use = current(rows)
    if in_use is not None:
        said.append(f"{in_use.version} becomes superseded.")
    due = add_months(today, policy.material_review_months)
    return (*said, f"It is reviewed again by {in_words(due)}.")


def _previous(rows: tuple[VersionRow, ...], version: VersionRow) -> VersionRow | None:
    """The version before this one."""
    place = [row.id for row in rows].index(version.id)
    return rows[place + 1] if place + 1 < len(rows) else None


def twins(rows: Sequence[VersionRow], version: VersionRow) -> bool:
    """Whether another version of the course has the same number, as in a pool where two courses were made one."""
    return any(one.id != version.id and one.version.casefold() == version.version.casefold() for one in rows)


def _may(
    version: VersionRow,
    rows: Sequence[VersionRow],
    told: tuple[tuple[ReviewRow, tuple[ItemRow, ...]], ...],
    obstacles: tuple[ObstacleRow, ...],
) -> frozenset[str]:
    is_read = any(one.is_open for one, _ in told)
    match version.state:
        case MaterialState.DRAFT:
            found = {"submit", "change", "withdraw", *([] if told else ["remove"])}
        case MaterialState.IN_REVIEW:
            clear = all(one.meaning is Meaning.GOOD for one in obstacles)
            found = {"change", "withdraw", *(["judge", "return", "break_off"] if is_read else ["start_review"])}
            found |= {"read_besides"} if is_read else set()
            found |= {"approve"} if clear and is_read else set()
        case MaterialState.APPROVED:
            found = {"withdraw", "tell", *(["extend"] if version.review_due else [])}
        case MaterialState.SUPERSEDED:
            found = {"withdraw"}
        case _:
            found = set()
    if any(item.answer is not None and item.answer.needs_note for _, items in told for item in items):
        found.add("answer")
    if twins(rows, version):
        found.add("renumber")
    return frozenset(found)
