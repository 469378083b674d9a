"""Deeds on asking: a trainer asks for support, the Business Unit asks when trainers are free, and both are answered."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.exchange.carrying.ids import derived_id
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.places import full_name
from trainerpool.operations.references import the_person
from trainerpool.operations.settings import put_setting
from trainerpool.problem import Problem
from trainerpool.queries.asked import key_of_call
from trainerpool.store.records import AvailabilityAnswer, AvailabilityCall, Person, SupportRequest
from trainerpool.store.work import Done


@deed
def ask_for_support(desk: Desk, trainer: str, text: str | None = None) -> Done:
    """A trainer asks to be rung or helped, saying in a few words what it is about where they wish."""
    with desk.work("Ask for support") as work:
        person = the_person(work, trainer)
        work.name = f"{full_name(person)} asks for support"
        row = work.add(SupportRequest(person_id=person.id, on=desk.today, text=(text or "").strip() or None))
        work.result = row.id
        work.about(person.id)
    return work.done


@deed
def settle_support(desk: Desk, request: str, note: str | None = None, on: date | None = None) -> Done:
    """Record that somebody who asked for support was helped, and how in a few words."""
    with desk.work("Settle a request for support") as work:
        row = work.get(SupportRequest, request)
        person = work.get(Person, row.person_id)
        work.name = f"Settle {full_name(person)}’s request for support"
        row.settled_on, row.settled_note = on or desk.today, (note or "").strip() or None
        work.about(person.id)
    return work.done


@deed
def call_for_availability(
    desk: Desk, from_: date, to: date, answer_by: date, note: str | None = None, trainers: list[str] | None = None
) -> Done:
    """Ask trainers when they are free between two days, to be answered by a day; those named, or everybody."""
    if to < from_:
        raise Problem(f"The period would end on {in_words(to)} before it begins.", kept="Nothing was changed.")
    if to < desk.today:
        raise Problem(f"The period ended on {in_words(to)}: nobody can be asked about it.", kept="Nothing was changed.")
    if answer_by < desk.today:
        raise Problem(f"{in_words(answer_by)} has passed: nobody could answer by then.", kept="Nothing was changed.")
    if trainers is not None and not trainers:
        raise Problem("Nobody was chosen to be asked.", kept="Nothing was changed.")
    with desk.work("Call for availability") as work:
        work.name = f"Call for availability from {in_words(from_)} to {in_words(to)}"
        row = work.add(AvailabilityCall(
            start=from_, end=to, opened_on=desk.today, answer_by=answer_by, note=(note or "").strip() or None
        ))  # fmt: skip
        if trainers is not None:
            named = {the_person(work, one).id for one in trainers}
            put_setting(work, key_of_call(row.id), {"asked": sorted(named)})
        work.result = row.id
    return work.done


@deed
def answer_availability(desk: Desk, call: str, trainer: str, told_by: str | None = None) -> Done:
    """Record that a trainer has said when they are free for a call; what they said is their availability itself."""
    with desk.work("Answer a call for availability") as work:
        person, asked = the_person(work, trainer), work.get(AvailabilityCall, call)
        work.name = f"{full_name(person)} has answered for {in_words(asked.start)} to {in_words(asked.end)}"
        found = work.find(
            select(AvailabilityAnswer).where(
                AvailabilityAnswer.call_id == asked.id, AvailabilityAnswer.person_id == person.id
            )
        )
        row = found[0] if found else work.add(AvailabilityAnswer(
            id=derived_id("availability_answer", asked.id, person.id), call_id=asked.id, person_id=person.id, on=desk.today,
        ))  # fmt: skip
        row.on, row.told_by = desk.today, told_by
        work.about(person.id)
    return work.done
