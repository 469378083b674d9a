"""What the deeds on sessions and on who delivers them can be done with, drawn at random."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from tests.operations.walk.hand import Draw, Hand
from trainerpool.domain.offers import DECLINE_REASONS, GONE
from trainerpool.store.records import Agency, Allocation, Attendance, Person, TrainingSession

OPEN = TrainingSession.status.in_(("planned", "to agree"))
CANCELLED = TrainingSession.status == "cancelled"
ROLES = ("lead", "co-trainer", "extra")
ON = ("proposed", "offered", "accepted", "confirmed")
CERTAIN = ("offered", "accepted", "confirmed")


def _held(hand: Hand) -> str:
    return hand.session(OPEN, TrainingSession.first_date <= hand.desk.today.isoformat())


def _held_place(hand: Hand, *states: str) -> dict[str, Any]:
    """Somebody in one of these states on a session that has been held."""
    past = (TrainingSession.first_date <= hand.desk.today.isoformat(), TrainingSession.status != "cancelled")
    held = select(TrainingSession.id).where(*past)
    row = hand.row(Allocation, Allocation.state.in_(states), Allocation.session_id.in_(held))
    return {"session": row.session_id, "trainer": row.person_id}


def _not_by_agency(hand: Hand) -> str:
    told = {row.session_id for row in hand.rows(Attendance)}
    return hand.session(TrainingSession.id.not_in(told))


def _attendance(hand: Hand) -> list[dict[str, Any]]:
    agencies = hand.some(Agency, 1, 2, Agency.merged_into_id.is_(None))
    return [{"agency": one, "booked": 9, "attended": hand.dice.randint(0, 6), "no_show": 1} for one in agencies]


def _series(hand: Hand) -> str:
    return hand.session(TrainingSession.series.is_not(None), OPEN)


def _put(hand: Hand) -> dict[str, Any]:
    """Somebody to be put on a session; a reason is at hand for what may be overridden."""
    session = hand.session(OPEN)
    there = [row.person_id for row in hand.rows(Allocation, Allocation.session_id == session)]
    return {"session": session, "trainer": hand.person(*there), "role": hand.one(*ROLES), "override_reason": "Agreed"}


def _offer_again(hand: Hand) -> dict[str, Any]:
    return {"session": hand.place("offered")["session"], "again": True}


def _substitute(hand: Hand) -> dict[str, Any]:
    place = hand.place(*CERTAIN)
    there = [row.person_id for row in hand.rows(Allocation, Allocation.session_id == place["session"])]
    return place | {"by": hand.person(*there), "override_reason": "Agreed", "accepted": hand.one(True, False)}


def _several_offers(hand: Hand) -> dict[str, Any]:
    session = hand.session(OPEN)
    there = [row.person_id for row in hand.rows(Allocation, Allocation.session_id == session)]
    trainers = hand.some(Person, 1, 2, Person.id.not_in(there))
    return {"session": session, "trainers": trainers, "roles": ["extra" for _ in trainers]}


def _answer(hand: Hand) -> dict[str, Any]:
    yes = hand.one(True, False)
    more = {} if yes else {"category": hand.dice.choice(list(DECLINE_REASONS)), "reason": hand.new()}
    return hand.place("offered", "proposed") | {"accepted": yes} | more


OF_SESSIONS: dict[str, Draw] = {
    "add_session": lambda hand: {
        "course": hand.course(), "parts": hand.parts(), "venue": hand.one(hand.venue(), hand.new("House")),
        **hand.perhaps(arranged_by=hand.person, host_agency=hand.agency, notes=hand.new, reference=hand.new),
    },
    "add_series": lambda hand: {
        "course": hand.course(), "sessions": [hand.parts() for _ in range(3)], **hand.perhaps(venue=hand.venue),
    },
    "change_session": lambda hand: {
        "session": _not_by_agency(hand), "notes": hand.new(),
        **hand.perhaps(venue=hand.venue, title=hand.new, booked=lambda: 8, host_agency=hand.agency, places=lambda: 0),
    },
    "duplicate_session": lambda hand: {"session": hand.session(), "parts": hand.parts()},
    "duplicate_sessions": lambda hand: {
        "copies": [{"session": one, "parts": hand.parts()} for one in hand.some(TrainingSession, 1, 3)],
    },
    "move_session": lambda hand: {"session": hand.session(OPEN), "parts": hand.parts(), "ask_again": hand.one(True, False)},
    "move_series": lambda hand: {
        "session": _series(hand), "days": hand.dice.randint(-9, 9) or 7, **hand.perhaps(later_only=lambda: False),
    },
    "cancel_series": lambda hand: {"session": _series(hand), **hand.perhaps(reason=hand.new)},
    "cancel_session": lambda hand: {"session": hand.session(OPEN), **hand.perhaps(reason=hand.new)},
    "restore_session": lambda hand: {"session": hand.session(CANCELLED)},
    "agree_session": lambda hand: {"session": hand.session(TrainingSession.status == "to agree")},
    "decline_session": lambda hand: {"session": hand.session(TrainingSession.status == "to agree"), "reason": "No room"},
    "record_attendance": lambda hand: {"session": hand.session(), "rows": _attendance(hand)},
    "record_session_delivered": lambda hand: {"session": _held(hand)},
    "record_team_delivered": lambda hand: {"session": _held(hand)},
}  # fmt: skip

OF_PLACES: dict[str, Draw] = {
    "allocate_trainer": _put,
    "offer_to_trainer": _put,
    "offer_to_several": _several_offers,
    "offer_place": lambda hand: hand.place("proposed"),
    "send_offers": lambda hand: hand.one(lambda: {"session": hand.place("proposed")["session"]}, lambda: _offer_again(hand))(),
    "take_back_offer": lambda hand: hand.place("offered"),
    "respond": _answer,
    "accept_several": lambda hand: {"places": hand.pairs("offered", "proposed")},
    "confirm_place": lambda hand: hand.place("proposed", "offered", "accepted") | {"override_reason": "Agreed"},
    "confirm_several": lambda hand: {"places": hand.pairs("proposed", "accepted")},
    "change_role": lambda hand: hand.place(*ON) | {"role": hand.one("extra", *ROLES), "override_reason": "Agreed"},
    "set_pin": lambda hand: hand.place(*ON) | {"pinned": hand.one(True, True, False)},
    "release_trainer": lambda hand: hand.place(*ON) | hand.perhaps(reason=hand.new),
    "withdraw_trainer": lambda hand: hand.place(*CERTAIN) | {"category": "illness", "reason": hand.new()},
    "substitute_trainer": _substitute,
    "record_delivered": lambda hand: _held_place(hand, *CERTAIN, "did not attend"),
    "record_absent": lambda hand: _held_place(hand, *CERTAIN, "delivered"),
    "record_told": lambda hand: {"places": hand.pairs("confirmed", "accepted", "withdrawn", "substituted")},
}  # fmt: skip

assert not set(ON) & GONE
