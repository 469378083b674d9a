"""What deeds of trainers' desks, and of returns, can be done with in the pool as it stands."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from tests.operations.walk.hand import Draw
from trainerpool.domain.getting_ready import PROMPTS, ReadyStepKind
from trainerpool.exchange.carrying.returned import Change, Returned
from trainerpool.operations.carrying.taking_in import ReadReturn, receive_return
from trainerpool.operations.desk import Desk
from trainerpool.store.records import AvailabilityCall, Person, Reflection, ReturnedFile, SupportRequest


def add_returns(desk: Desk) -> None:
    """A few returns that wait to be looked at."""
    made = desk.clock.now().isoformat()
    with desk.store.reader() as reader:
        people = list(reader.scalars(select(Person.id).order_by(Person.family_name, Person.given_name).limit(4)))
    for number, person in enumerate(people, 1):
        values = {"person_id": person, "start": "2027-03-01", "end": "2027-03-05", "note": None, "told_on": None}
        change = Change("unavailability", f"absence {number}", "added", {}, values, made)
        content = Returned(f"file {number}", 1, "pool", person, f"carry {number}", 1, made, (change,))
        receive_return(desk, ReadReturn(person, f"digest {number}", content, None))


OF_DESKS: dict[str, Draw] = {
    "do_ready_step": lambda hand: {
        "session": hand.session(), "trainer": hand.person(), "step": hand.dice.choice(list(ReadyStepKind)).value,
        **hand.perhaps(done=lambda: False, note=hand.new),
    },
    "arrange_session": lambda hand: {
        "trainer": hand.person(), "course": hand.course(), "parts": hand.parts(),
        **hand.perhaps(venue=lambda: hand.new("Hall"), max_learners=lambda: 20, role=lambda: "co-trainer"),
    },
    "report_session": lambda hand: {
        **hand.place("accepted", "confirmed", "delivered"), "as_planned": hand.one(True, False),
        **hand.perhaps(issues=hand.new, rows=lambda: [{"agency": hand.agency(), "booked": 12, "attended": 10}]),
    },
    "write_reflection": lambda hand: {
        "trainer": hand.person(), "shared": True, "text": hand.new(),
        **hand.perhaps(answers=lambda: {hand.dice.choice(list(PROMPTS)): hand.new()}, session=hand.session),
    },
    "change_reflection": lambda hand: {"reflection": hand.row(Reflection).id, "text": hand.new()},
    "remove_reflection": lambda hand: {"reflection": hand.row(Reflection).id},
    "ask_for_support": lambda hand: {"trainer": hand.person(), **hand.perhaps(text=hand.new)},
    "settle_support": lambda hand: {"request": hand.row(SupportRequest).id, **hand.perhaps(note=hand.new)},
    "call_for_availability": lambda hand: {
        **hand.span(), "answer_by": (max(hand.day(), hand.desk.today) + timedelta(days=7)).isoformat(),
        **hand.perhaps(trainers=lambda: [hand.person()]),
    },
    "record_call_written": lambda hand: {
        "call": hand.row(AvailabilityCall).id, "trainers": [hand.person()], **hand.perhaps(on=hand.past),
    },
    "take_back_call": lambda hand: {"call": hand.row(AvailabilityCall).id},
    "answer_availability": lambda hand: {"call": hand.row(AvailabilityCall).id, "trainer": hand.person()},
    "reconsider_return": lambda hand: {"returned": hand.row(ReturnedFile).id},
    "refuse_return": lambda hand: {"returned": hand.row(ReturnedFile).id, "reason": hand.new()},
}  # fmt: skip
