"""Deeds on evidence: append, correct by a new revision, retract. Nothing is overwritten."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.outcomes import Outcome
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import person_or_none, the_course, the_person
from trainerpool.problem import Problem
from trainerpool.queries.observations_independence import observed_people, why_not
from trainerpool.queries.observations_signing import why_no_sign_off
from trainerpool.store.records import EvidenceItem, Person
from trainerpool.store.work import Done, Work

_CLEARED = frozenset({"until", "course", "by", "outcome"})
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def checked_day(text: str, what: str = "on") -> str:
    """A day YYYY-MM-DD, or YYYY-MM where only the month is known; Problem where it is neither."""
    try:
        date.fromisoformat((text if len(text) == 10 else f"{text}-01") if _DAY.fullmatch(text) else "")
    except ValueError as error:
        raise Problem(
            f"{what} is {text!r}; a day is YYYY-MM-DD, or YYYY-MM where the day is not known.",
            kept="Nothing was changed.",
        ) from error
    return text


def checked_kind(kind: str) -> EvidenceKind:
    """The kind of evidence meant; Problem listing the kinds where there is none of that name."""
    try:
        return EvidenceKind(kind)
    except ValueError as error:
        raise Problem(f"{kind!r} is no kind of evidence.", todo=f"It is one of: {', '.join(EvidenceKind)}.") from error


def checked_outcome(kind: EvidenceKind, outcome: str | None) -> str | None:
    """An observation's outcome in the wording of records; Problem where it is none.

    Case, hyphens and the tail "until re-seen" are free, nothing else: "do not continue" is no "Continue". What other
    kinds of evidence end with is free text.
    """
    if kind is not EvidenceKind.OBSERVED_DELIVERY or outcome is None:
        return outcome
    said = _plain(outcome)
    if not said:
        return None
    for known in Outcome:
        if said.removesuffix(" until re seen").removesuffix(" until seen again") == _plain(known):
            return known.value
    raise Problem(f"{outcome!r} is no outcome of an observation.", todo=f"It is one of: {', '.join(Outcome)}.")


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").strip(" .").split())


def _check_end(until: date | None, day: str) -> None:
    if until is not None and until.isoformat() < day:
        raise Problem(f"The evidence would end on {until} before it begins on {day}.", kept="Nothing was changed.")


@deed
def add_evidence(
    desk: Desk, trainer: str, kind: str, on: str, until: date | None = None, course: str | None = None,
    by: str | None = None, starred_met: bool | None = None, outcome: str | None = None, note: str | None = None,
    source: str | None = None,
) -> Done:  # fmt: skip
    """Add one dated fact about a trainer; a sign-off that names nobody is by whoever sits at the desk."""
    chosen, day = checked_kind(kind), checked_day(on)
    outcome = checked_outcome(chosen, outcome)
    _check_end(until, day)
    if chosen is EvidenceKind.SIGN_OFF and not by:
        by = desk.person
    with desk.work("Add evidence") as work:
        person, named = the_person(work, trainer), person_or_none(work, by)
        work.name = f"Record {chosen.in_sentence} of {person.given_name} {person.family_name}"
        if chosen is EvidenceKind.OBSERVED_DELIVERY and starred_met:
            refuse_seen_by(work, person.id, day, (named.id if named else None, by or ""))
        if chosen is EvidenceKind.SIGN_OFF:
            _refuse_starred(work, desk, person.id, day, named.id if named else by, course)
        work.add(EvidenceItem(
            person_id=person.id, evidence_kind=chosen.value, on=day, until=until,
            course_id=the_course(work, course).id if course else None, by_id=named.id if named else None,
            by_name=f"{named.given_name} {named.family_name}" if named else by, starred_met=starred_met, outcome=outcome,
            note=note, source=source, recorded_at=desk.clock.now().isoformat(), recorded_by=desk.person,
        ))  # fmt: skip
    return work.done


def _refuse_starred(work: Work, desk: Desk, person_id: str, day: str, by: str | None, course: str | None) -> None:
    """Refuse a sign-off that an observation with a starred criterion not met stands against."""
    work.session.flush()
    on = date.fromisoformat(day if len(day) == 10 else f"{day}-01")
    course_id = the_course(work, course).id if course else None
    new = Evidence("", EvidenceKind.SIGN_OFF, on, len(day) == 7, course=course_id, by=by, by_name=by or "")
    if why := why_no_sign_off(work.session, person_id, new, desk.today):
        raise Problem(why, kept="Nothing was changed.", todo="Plan another observation.")


def refuse_seen_by(work: Work, person_id: str, day: str, observer: tuple[str | None, str]) -> None:
    """Refuse that a manager, or who delivered with them that day, found every starred criterion met.

    Mentors and the trainer themself are for standing to tell, which says so in its reasons.
    """
    if observer[0] == person_id or not any(observer):
        return
    work.session.flush()
    first = date.fromisoformat(day if len(day) == 10 else f"{day}-01")
    observed = [replace(one, evidence=()) for one in observed_people(work.session, (person_id,), (day,), None)]
    if found := why_not(work.session, observer, observed, first):
        raise Problem(
            " ".join(found), kept="Nothing was changed.",
            todo="Record it without saying that every starred criterion was met: that takes somebody independent.",
        )  # fmt: skip


def _refuse_of_observation(old: EvidenceItem) -> None:
    """What an observation says is corrected there: changed here, the two would say different things."""
    if old.observation_id is not None:
        raise Problem(
            "This evidence comes from an observation.", kept="Nothing was changed.", todo="Correct the observation."
        )


def _check_stands(work: Work, old: EvidenceItem) -> None:
    """Problem where an item was taken back: correcting it would bring it back unseen."""
    after = work.find(select(EvidenceItem).where(EvidenceItem.replaces_id == old.id))
    if old.retracted or any(item.retracted for item in after):
        raise Problem(
            "This evidence was taken back as recorded in error.", kept="Nothing was changed.", todo="Add it anew."
        )


def _check_latest(work: Work, old: EvidenceItem) -> None:
    """Problem where an item was corrected already: a second correction of the same revision would hide the first."""
    if work.find(select(EvidenceItem).where(EvidenceItem.replaces_id == old.id)):
        raise Problem(
            "This evidence was corrected already.", kept="Nothing was changed.", todo="Correct its latest revision."
        )


@deed
def correct_evidence(
    desk: Desk, evidence: str, on: str | None = None, until: date | None = None, course: str | None = None,
    by: str | None = None, starred_met: bool | None = None, outcome: str | None = None, note: str | None = None,
    clear: list[str] | None = None,
) -> Done:  # fmt: skip
    """Correct an item of evidence by a new revision; the old one stays readable. What is not given stays, what `clear` names is emptied."""
    gone = frozenset(clear or ())
    if unknown := gone - _CLEARED:
        raise Problem(f"{', '.join(sorted(unknown))} cannot be cleared.", todo=f"It is {', '.join(sorted(_CLEARED))}.")
    with desk.work("Correct evidence") as work:
        old = work.get(EvidenceItem, evidence)
        _refuse_of_observation(old)
        _check_stands(work, old)
        _check_latest(work, old)
        outcome = checked_outcome(EvidenceKind(old.evidence_kind), outcome)
        until = until or (None if "until" in gone else old.until)
        _check_end(until, checked_day(on) if on else old.on)
        named, stays = person_or_none(work, by), not by and "by" not in gone
        kept_course = None if "course" in gone else old.course_id
        person = work.get(Person, old.person_id)
        if EvidenceKind(old.evidence_kind) is EvidenceKind.OBSERVED_DELIVERY and (
            old.starred_met if starred_met is None else starred_met
        ):
            seen_by = (old.by_id, old.by_name or "") if stays else (named.id if named else None, by or "")
            refuse_seen_by(work, old.person_id, checked_day(on) if on else old.on, seen_by)
        work.name = f"Correct {EvidenceKind(old.evidence_kind).in_sentence} of {person.given_name} {person.family_name}"
        work.add(EvidenceItem(
            person_id=old.person_id, evidence_kind=old.evidence_kind, on=checked_day(on) if on else old.on, until=until,
            course_id=the_course(work, course).id if course else kept_course,
            by_id=old.by_id if stays else named.id if named else None,
            by_name=old.by_name if stays else f"{named.given_name} {named.family_name}" if named else by or None,
            starred_met=old.starred_met if starred_met is None else starred_met,
            outcome=outcome or (None if "outcome" in gone else old.outcome),
            note=note if note is not None else old.note, session_id=old.session_id, source=old.source,
            recorded_at=desk.clock.now().isoformat(), recorded_by=desk.person, replaces_id=old.id,
        ))  # fmt: skip
        work.result = old.person_id
    return work.done


@deed
def retract_evidence(desk: Desk, evidence: str, reason: str) -> Done:
    """Take an item of evidence back as recorded in error, saying why; it stays readable in History."""
    if not reason.strip():
        raise Problem("Say why this evidence is taken back.")
    with desk.work("Retract evidence") as work:
        old = work.get(EvidenceItem, evidence)
        _refuse_of_observation(old)
        _check_stands(work, old)
        _check_latest(work, old)
        person = work.get(Person, old.person_id)
        work.name = (
            f"Take back {EvidenceKind(old.evidence_kind).in_sentence} of {person.given_name} {person.family_name}"
        )
        work.add(EvidenceItem(
            person_id=old.person_id, evidence_kind=old.evidence_kind, on=old.on, until=old.until, course_id=old.course_id,
            by_id=old.by_id, by_name=old.by_name, starred_met=old.starred_met, outcome=old.outcome, note=reason.strip(),
            recorded_at=desk.clock.now().isoformat(), recorded_by=desk.person, replaces_id=old.id, retracted=True,
        ))  # fmt: skip
    return work.done
