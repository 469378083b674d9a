"""The versions of trainer packs as facts with dates, and the triggers each course has still to answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from trainerpool.domain.approval import UNFINISHED
from trainerpool.domain.materials import MaterialVersion
from trainerpool.domain.policy import policy_on
from trainerpool.domain.same_person import Named
from trainerpool.queries.settings import policies
from trainerpool.store import records
from trainerpool.store.pool import Reader


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A course touched by a trigger; to be answered by a day, by a version or a decision."""

    id: str
    trigger_id: str
    sort: str
    title: str
    on: date
    note: str
    course_id: str
    answer_by: date
    settled_on: date | None = None
    version_id: str = ""
    why: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be answered."""
        return self.settled_on is None


def flags(reader: Reader, *, open_only: bool = False, course_id: str | None = None) -> tuple[FlagRow, ...]:
    """The courses touched by triggers, the first to be answered first. Rule: the policy of the trigger's own day counts."""
    flag, trigger = records.TriggerFlag, records.Trigger
    asked = select(flag, trigger).join(trigger, trigger.id == flag.trigger_id)
    if open_only:
        asked = asked.where(flag.settled_on.is_(None))
    if course_id is not None:
        asked = asked.where(flag.course_id == course_id)
    rows = reader.execute(asked).all()
    versions = policies(reader) if rows else ()
    found = [
        FlagRow(
            one.id, of.id, of.sort, of.title, of.on, of.note or "", one.course_id,
            of.on + timedelta(days=policy_on(versions, of.on).trigger_days), one.settled_on, one.version_id or "", one.why or "",
        )
        for one, of in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda row: (row.answer_by, row.title, row.id)))


def versions_by_course(reader: Reader, course_id: str | None = None) -> dict[str, list[MaterialVersion]]:
    """Course -> its versions, as facts with dates; of one course when asked."""
    answers: dict[str, FlagRow] = {}
    for flag in flags(reader, open_only=True, course_id=course_id):
        answers.setdefault(flag.course_id, flag)
    found: dict[str, list[MaterialVersion]] = defaultdict(list)
    asked = select(records.MaterialVersion)
    if course_id is not None:
        asked = asked.where(records.MaterialVersion.course_id == course_id)
    reviewed, names, read_by = last_reviews(reader), names_of_people(reader, course_id), approving_readers(reader)
    for row in reader.scalars(asked):
        read = read_by.get(row.id, ())
        found[row.course_id].append(facts_of(row, reviewed.get(row.id, ""), answers.get(row.course_id), names, read))
    return found


def names_of_people(reader: Reader, course_id: str | None = None) -> dict[str, tuple[str, ...]]:
    """Person -> every name the pool knows them by; of authors, approvers and reviewers of versions."""
    version, person, former = records.MaterialVersion, records.Person, records.FormerName
    review = records.MaterialReview
    asked = select(version.author_id, version.approved_by_id, review.reviewer_id)
    asked = asked.outerjoin(review, review.version_id == version.id)
    if course_id is not None:
        asked = asked.where(version.course_id == course_id)
    wanted = {key for row in reader.execute(asked) for key in row if key}
    found: dict[str, tuple[str, ...]] = {}
    for one in reader.scalars(select(person).where(person.id.in_(wanted))):
        known_as = (f"{one.known_as} {one.family_name}",) if one.known_as else ()
        found[one.id] = (f"{one.given_name} {one.family_name}", *known_as)
    for name in reader.scalars(select(former).where(former.person_id.in_(wanted))):
        found[name.person_id] = (*found.get(name.person_id, ()), f"{name.given_name} {name.family_name}")
    return found


def last_reviews(reader: Reader, version_id: str | None = None) -> dict[str, str]:
    """Version -> how its last review ended, "open" where one is under way; of one version when asked.

    One that was broken off says nothing: what was said before it stands.
    """
    review = records.MaterialReview
    asked = select(review.version_id, review.ended_on, review.outcome)
    asked = asked.where(func.coalesce(review.outcome, "") != UNFINISHED)
    if version_id is not None:
        asked = asked.where(review.version_id == version_id)
    ended_first = asked.order_by(review.ended_on.is_(None), review.started_on, review.id)
    return {row.version_id: (row.outcome or "") if row.ended_on else "open" for row in reader.execute(ended_first)}


def approving_readers(reader: Reader, version_id: str | None = None) -> dict[str, tuple[tuple[str, str], ...]]:
    """Version -> whose reviews its last approval rests on, each as (name, person of the pool); of one version when asked."""
    review = records.MaterialReview
    asked = select(review.version_id, review.framework_id, review.reviewer, review.reviewer_id, review.ended_on)
    asked = asked.where(review.outcome == "approved", review.ended_on.is_not(None))
    if version_id is not None:
        asked = asked.where(review.version_id == version_id)
    last = {
        (row.version_id, row.framework_id): row for row in reader.execute(asked.order_by(review.ended_on, review.id))
    }
    ended = {row.version_id: row.ended_on for row in sorted(last.values(), key=lambda row: row.ended_on)}
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in last.values():
        if row.ended_on == ended[row.version_id]:
            found[row.version_id] = (*found.get(row.version_id, ()), (row.reviewer, row.reviewer_id or ""))
    return found


def facts_of(
    row: records.MaterialVersion, review: str, flag: FlagRow | None, names: Mapping[str, tuple[str, ...]],
    read_by: Sequence[tuple[str, str]] = (),
) -> MaterialVersion:  # fmt: skip
    """A version as the facts its state is computed from; `flag` is the first trigger its course has to answer."""
    return MaterialVersion(
        row.version, row.author or "", row.submitted_on, row.approved_by or "", row.approved_on, row.review_due, row.superseded_on,
        row.withdrawn_on, row.extended_until, row.author_id or "", row.approved_by_id or "",
        flag.answer_by if flag else None, flag.title if flag else "", row.id, review,
        names.get(row.author_id or "", ()), names.get(row.approved_by_id or "", ()),
        tuple(Named(text, person, names.get(person, ())) for text, person in read_by),
    )  # fmt: skip
