"""Which version, review, file, flag or learning point is meant, and who is named on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from trainerpool.domain.checklists import Judged
from trainerpool.domain.dates import in_words
from trainerpool.domain.frameworks import Framework, answer_of
from trainerpool.domain.materials import MaterialState, material_state
from trainerpool.domain.same_person import Named
from trainerpool.operations.references import person_or_none, the_course
from trainerpool.problem import Problem
from trainerpool.queries.frameworks import FrameworkRow, kept_framework, ready_body
from trainerpool.queries.material_versions import named_of
from trainerpool.queries.materials import approving_readers, facts_of, last_reviews, names_of_people
from trainerpool.store import records
from trainerpool.store.records import Course, MaterialReview, MaterialVersion, ReviewJudgement
from trainerpool.store.work import Work

IN_USE = (MaterialState.APPROVED,)
OPEN = (MaterialState.DRAFT, MaterialState.IN_REVIEW)


def the_version(work: Work, text: str) -> MaterialVersion:
    """The version of this id, or of a course and its number ("NEG 3.2"); Problem where there is none."""
    by_id = work.session.get(MaterialVersion, text)
    if by_id is not None:
        return by_id
    course, _, number = text.strip().rpartition(" ")
    if course:
        found = the_course(work, course)
        same = [row for row in versions_of(work, found.id) if row.version.casefold() == number.casefold()]
        if len(same) > 1:
            raise Problem(
                f"{found.title} has two versions {number}.", kept="Nothing was changed.", todo="Give one of them another number first."
            )  # fmt: skip
        if same:
            return same[0]
    raise Problem(
        f"No version of a trainer pack is called {text!r}.", kept="Nothing was changed.", todo="Give course and number, as NEG 3.2."
    )  # fmt: skip


def versions_of(work: Work, course_id: str) -> list[MaterialVersion]:
    """The versions of a course."""
    return work.find(select(MaterialVersion).where(MaterialVersion.course_id == course_id))


def called(work: Work, version: MaterialVersion) -> str:
    """A version as sentences name it: "Neglect 3.2"."""
    return f"{work.get(Course, version.course_id).short_name} {version.version}"


def state_of(work: Work, version: MaterialVersion, today: date) -> MaterialState:
    """Where a version stands today."""
    work.session.flush()
    review = last_reviews(work.session, version.id).get(version.id, "")
    names = names_of_people(work.session, version.course_id)
    read_by = approving_readers(work.session, version.id).get(version.id, ())
    return material_state(facts_of(version, review, None, names, read_by), today)


def refuse_unless(
    work: Work, version: MaterialVersion, today: date, states: tuple[MaterialState, ...], deed: str
) -> None:
    """Problem where a version does not stand where a deed needs it."""
    state = state_of(work, version, today)
    if state not in states:
        raise Problem(
            f"Version {version.version} is {state.value} and cannot be {deed}.", kept="Nothing was changed.",
            todo="Begin a new version." if state in (MaterialState.SUPERSEDED, MaterialState.WITHDRAWN) else "",
        )  # fmt: skip


def checked_past(on: date | None, today: date, what: str) -> date:
    """The day something was done: today where none is given; Problem where it lies ahead."""
    if on is not None and on > today:
        raise Problem(f"{what} is dated {in_words(on)}, which is still to come.", kept="Nothing was changed.")
    return on or today


def named(work: Work, text: str | None) -> tuple[str | None, str | None]:
    """Somebody as a record keeps them: the name, and whom of the pool it points to where that is one person."""
    if not text or not text.strip():
        return None, None
    person = person_or_none(work, text)
    return (f"{person.given_name} {person.family_name}", person.id) if person is not None else (text.strip(), None)


def as_named(work: Work, text: str | None, person_id: str | None) -> Named:
    """Somebody on record with every name the pool knows them by."""
    return named_of(work.session, text, person_id)


def open_review(work: Work, version: MaterialVersion, sort: str = "checklist") -> MaterialReview | None:
    """The review of a version that is under way against this sort of framework."""
    kept = records.Framework
    asked = (
        select(MaterialReview)
        .outerjoin(kept, kept.id == MaterialReview.framework_id)
        .where(MaterialReview.version_id == version.id, MaterialReview.ended_on.is_(None), func.coalesce(kept.sort, "checklist") == sort)
    )  # fmt: skip
    return next(iter(work.find(asked)), None)


def open_reviews(work: Work, version: MaterialVersion) -> list[MaterialReview]:
    """The reviews of a version that are under way, against whatever it is read."""
    asked = select(MaterialReview).where(MaterialReview.version_id == version.id, MaterialReview.ended_on.is_(None))
    return work.find(asked.order_by(MaterialReview.started_on))


def the_open_review(work: Work, version: MaterialVersion, by: str = "") -> MaterialReview:
    """The review that is under way against the list named, else the checklist, else whatever; Problem where there is none."""
    found = open_reviews(work, version)
    if not found:
        raise Problem(
            f"Nobody is reviewing version {version.version}.", kept="Nothing was changed.", todo="Start a review first."
        )
    if not by.strip():
        return open_review(work, version) or found[0]
    for review in found:
        if framework_of_review(work, review).name.casefold() == by.strip().casefold():
            return review
    raise Problem(f"Nobody is reading version {version.version} against “{by}”.", kept="Nothing was changed.")


def framework_of_review(work: Work, review: MaterialReview) -> Framework:
    """What a review judges by."""
    return kept_framework(work.get(records.Framework, review.framework_id or "")).framework


def judgements_of(work: Work, review: MaterialReview) -> dict[str, ReviewJudgement]:
    """Item -> what is recorded of it."""
    asked = select(ReviewJudgement).where(ReviewJudgement.review_id == review.id)
    return {row.item: row for row in work.find(asked)}


def as_judged(rows: Mapping[str, ReviewJudgement]) -> dict[str, Judged]:
    """Item -> what a review says of it, as the domain knows it."""
    return {
        item: Judged(
            answer_of(row.judgement) if row.judgement else None, row.where_seen or "", row.note or "", row.answer or ""
        )
        for item, row in rows.items()
    }


def kept_id(work: Work, row: FrameworkRow) -> str:
    """The id of a framework; one that stood ready is put into the pool, so that it stays as it was used."""
    if row.id:
        return row.id
    made = records.Framework(sort=row.sort.value, name=row.name, number=1, body=ready_body(row.framework))
    about = work.record
    work.add(made)
    work.record = about
    return made.id


def refuse_same_number(work: Work, course_id: str, number: str, but: str = "") -> str:
    """The number of a version as kept; Problem where it is empty or taken."""
    number = number.strip()
    if not number:
        raise Problem("A version needs its number.", kept="Nothing was changed.", todo="Give one, as 3.2.")
    if any(row.version.casefold() == number.casefold() and row.id != but for row in versions_of(work, course_id)):
        raise Problem(f"Version {number} of this course is in the pool already.", kept="Nothing was changed.")
    return number


def is_about(work: Work, version: MaterialVersion, words: str) -> None:
    """Name a piece of work after the version it is about, as "Approve Neglect 3.2"."""
    work.name = f"{words} {called(work, version)}"
    work.about(version.id)
