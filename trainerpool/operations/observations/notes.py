"""Deeds on timed notes: each kept as it is written, tied to criteria as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.observations.parts import (
    UNCHANGED,
    begun_visit,
    framework_of,
    name_of,
    observations_of,
    time_of_day,
)
from trainerpool.operations.references import the_person
from trainerpool.problem import Problem
from trainerpool.store.records import Observation, TimedNote, Visit
from trainerpool.store.work import Done, Work


@deed
def add_timed_note(
    desk: Desk, visit: str, at: str, text: str, trainer: str | None = None, criteria: Sequence[str] | None = None
) -> Done:
    """Write a note of what was seen at a time (HH:MM), of one trainer or of both, tied to criteria by their numbers.

    No learner's name and nothing a learner discloses belongs here.
    """
    if not text.strip():
        raise Problem("The note is empty.", kept=UNCHANGED)
    with desk.work("Write a note") as work:
        found = begun_visit(work, visit)
        person_id = _observed(work, found, trainer)
        _refuse_submitted(work, found, person_id)
        note = work.add(TimedNote(
            visit_id=found.id, person_id=person_id, at=time_of_day(at, "at"), text=text.strip(),
            criteria=_criteria(work, found, criteria or ()),
        ))  # fmt: skip
        work.name = f"Write the note of {note.at}"
        work.result = note.id
    return work.done


@deed
def change_timed_note(
    desk: Desk, note: str, text: str | None = None, at: str | None = None, trainer: str | None = None,
    criteria: Sequence[str] | None = None, clear: list[str] | None = None,
) -> Done:  # fmt: skip
    """Change a note's words, time, trainer or criteria; what is not given stays, clear=["trainer"] makes it about both."""
    if frozenset(clear or ()) - {"trainer"}:
        raise Problem("Only the trainer of a note can be cleared.", kept=UNCHANGED)
    if text is not None and not text.strip():
        raise Problem("The note is empty.", kept=UNCHANGED, todo="Remove it instead.")
    with desk.work("Change a note") as work:
        found = work.get(TimedNote, note)
        visit = begun_visit(work, found.visit_id)
        _refuse_submitted(work, visit, found.person_id)
        if text is not None:
            found.text = text.strip()
        if at is not None:
            found.at = time_of_day(at, "at")
        if trainer is not None or clear:
            found.person_id = None if clear else _observed(work, visit, trainer)
            _refuse_submitted(work, visit, found.person_id)
        if criteria is not None:
            found.criteria = _criteria(work, visit, criteria)
        work.name = f"Change the note of {found.at}"
        work.about(found.id)
    return work.done


@deed
def remove_timed_note(desk: Desk, note: str) -> Done:
    """Take a note out."""
    with desk.work("Remove a note") as work:
        found = work.get(TimedNote, note)
        _refuse_submitted(work, begun_visit(work, found.visit_id), found.person_id)
        work.name = f"Remove the note of {found.at}"
        work.about(found.visit_id)
        work.remove(found)
    return work.done


def _observed(work: Work, visit: Visit, trainer: str | None) -> str | None:
    if trainer is None:
        return None
    person = the_person(work, trainer)
    if not any(one.person_id == person.id for one in observations_of(work, visit)):
        raise Problem(f"{name_of(person)} is not observed at this visit.", kept=UNCHANGED)
    return person.id


def _criteria(work: Work, visit: Visit, given: Sequence[str]) -> list[str]:
    """The numbers in the framework's order; Problem for one it does not have."""
    wanted = {str(one).strip() for one in given} - {""}
    known = framework_of(work, visit).by_number
    if unknown := sorted(wanted - set(known)):
        raise Problem(f"The framework of this visit has no criterion {unknown[0]}.", kept=UNCHANGED)
    return [number for number in known if number in wanted]


def _refuse_submitted(work: Work, visit: Visit, person_id: str | None) -> None:
    """A submitted observation rests on its notes: those about its trainer, and about both, stay as they are."""
    statement = select(Observation).where(Observation.visit_id == visit.id, Observation.submitted_on.is_not(None))
    if any(person_id in (None, one.person_id) for one in work.find(statement)):
        raise Problem("An observation this note belongs to is submitted.", kept=UNCHANGED, todo="Correct that instead.")
