"""What deeds of trainers' desks, and of returns, can be done with in the pool as it stands."""

from __future__ import annotations

from datetime import timedelta

from tests.operations.walk.hand import Draw
from trainerpool.domain.getting_ready import PROMPTS, ReadyStepKind
from trainerpool.store.records import AvailabilityCall, Reflection, ReturnedFile, SupportRequest

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
    },
    "answer_availability": lambda hand: {"call": hand.row(AvailabilityCall).id, "trainer": hand.person()},
    "refuse_return": lambda hand: {"returned": hand.row(ReturnedFile).id, "reason": hand.new()},
}  # fmt: skip
