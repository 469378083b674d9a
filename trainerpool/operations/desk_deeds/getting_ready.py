"""Deeds on getting ready for a session: the steps done; that a pack was read is said with the packs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trainerpool.domain.getting_ready import ReadyStepKind
from trainerpool.exchange.carrying.ids import derived_id
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.places import full_name
from trainerpool.operations.references import the_person, the_session
from trainerpool.operations.sessions.parts import called
from trainerpool.problem import Problem
from trainerpool.store.records import ReadyStep
from trainerpool.store.work import Done


@deed
def do_ready_step(
    desk: Desk,
    session: str,
    trainer: str,
    step: str,
    done: bool = True,
    note: str | None = None,
    on: date | None = None,
) -> Done:
    """Tick a step of getting ready for a session (material, co-trainer, room, adjustments), or untick it."""
    try:
        kind = ReadyStepKind(step)
    except ValueError as error:
        known = ", ".join(one.value for one in ReadyStepKind)
        raise Problem(f"A step is one of: {known}; {step!r} was given.", kept="Nothing was changed.") from error
    with desk.work("Get ready") as work:
        held, person = the_session(work, session), the_person(work, trainer)
        work.name = f"{full_name(person)}, {kind.words.lower()}{'' if done else ' after all not'}: {called(held)}"
        work.about(held.id)
        found = work.find(
            select(ReadyStep).where(
                ReadyStep.session_id == held.id, ReadyStep.person_id == person.id, ReadyStep.step == kind.value
            )
        )
        row = found[0] if found else work.add(ReadyStep(
            id=derived_id("ready_step", held.id, person.id, kind.value), session_id=held.id, person_id=person.id, step=kind.value,
        ))  # fmt: skip
        row.done_on = (on or desk.today) if done else None
        if note is not None:
            row.note = note.strip() or None
        work.about(held.id)
    return work.done
