"""Offers from proposed to delivered: one deed for a period, answers with their reason, withdrawn, taken back, substituted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import small_pool
from trainerpool.host.clock import FixedClock
from trainerpool.operations import allocations, availability, evidence, people
from trainerpool.operations import offers as offer_deeds
from trainerpool.operations.deeds import DEEDS
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.sessions import cancel_session, move_session
from trainerpool.problem import Problem
from trainerpool.queries.offers import OfferRow, offers

NADIA, DENZIL = "Nadia Farouk", "Denzil Barlow"
JANUARY = {"from_": date(2027, 1, 1), "to": date(2027, 1, 31)}


@pytest.fixture
def desk(tmp_path: Path):
    made = small_pool(tmp_path)
    allocations.allocate_trainer(made, "S1", NADIA, "lead")
    allocations.allocate_trainer(made, "S1", DENZIL)
    yield made
    close_pool(made)


def rows(desk: Desk) -> dict[str, OfferRow]:
    return {row.trainer.name: row for row in desk.ask(offers, desk.today)}


def states(desk: Desk) -> dict[str, str]:
    return {name: row.state for name, row in rows(desk).items()}


def a_third(desk: Desk) -> None:
    people.add_trainer(desk, "Rosa", "Penhale", "Ellerdale NHS Trust")
    for course in (None, "NEG"):
        evidence.add_evidence(desk, "Rosa Penhale", "transferred_approval", "2025-03-16", course=course)


def test_a_term_is_offered_in_one_deed_with_a_day_to_answer_by(desk: Desk) -> None:
    done = allocations.send_offers(desk, **JANUARY)
    assert done.name == "Send 2 offers for Tue 12 Jan 2027"
    assert (done.result.places, done.result.trainers, done.result.left) == (2, 2, ())
    found = rows(desk)
    assert {row.group for row in found.values()} == {"waiting"}
    assert found[NADIA].offered_on == TODAY
    assert found[NADIA].answer_by == date(2026, 11, 27)  # a Saturday and five working days
    assert found[NADIA].steps[-1].entered_by == "Business Unit"
    with pytest.raises(Problem, match="No place is proposed there"):
        allocations.send_offers(desk, **JANUARY)


def test_only_those_named_are_offered_and_who_is_out_is_left_with_the_reason(desk: Desk) -> None:
    allocations.send_offers(desk, session="S1", trainers=[DENZIL])
    assert states(desk) == {NADIA: "proposed", DENZIL: "offered"}
    evidence.add_evidence(desk, NADIA, "suspension", "2026-12-01")
    with pytest.raises(Problem, match=f"{NADIA}: May not deliver on 12 Jan: Suspended since"):
        allocations.send_offers(desk, **JANUARY)
    assert states(desk)[NADIA] == "proposed"


def test_a_reminder_is_the_offer_made_again(desk: Desk) -> None:
    allocations.send_offers(desk, **JANUARY)
    done = allocations.send_offers(desk, **JANUARY, again=True)
    assert done.name == "Remind of 2 offers for Tue 12 Jan 2027"
    assert rows(desk)[NADIA].times_offered == 2
    allocations.respond(desk, "S1", NADIA, accepted=True)
    assert allocations.send_offers(desk, **JANUARY, again=True).result.places == 1


def test_only_the_places_named_are_offered(desk: Desk) -> None:
    key = rows(desk)[DENZIL].id
    assert allocations.send_offers(desk, **JANUARY, places=[key]).result.places == 1
    assert states(desk) == {NADIA: "proposed", DENZIL: "offered"}


def test_whoever_knew_of_the_old_day_is_asked_again_with_a_day_to_answer_by(desk: Desk) -> None:
    allocations.confirm_place(desk, "S1", NADIA)
    move_session(desk, "S1", [{"start": "2027-01-14T09:30", "end": "2027-01-14T12:30"}], ask_again=True)
    row = rows(desk)[NADIA]
    assert (row.state, row.answer_by) == ("offered", date(2026, 11, 27))
    assert row.last is not None
    assert row.last.reason == "Moved from Tue 12 Jan 2027 to Thu 14 Jan 2027"
    assert states(desk)[DENZIL] == "proposed"


def test_whoever_was_told_leaves_the_list_of_those_to_tell(desk: Desk) -> None:
    allocations.send_offers(desk, **JANUARY)
    allocations.take_back_offer(desk, "S1", NADIA)
    offer_deeds.record_told(desk, [["S1", NADIA]])
    assert (rows(desk)[NADIA].to_tell, rows(desk)[NADIA].state) == ("", "proposed")
    with pytest.raises(Problem, match="has to be told nothing"):
        offer_deeds.record_told(desk, [["S1", DENZIL]])
    desk.undo()
    assert rows(desk)[NADIA].to_tell == "taken back"


def test_an_offer_undone_or_taken_back_is_still_to_be_told(desk: Desk) -> None:
    allocations.send_offers(desk, **JANUARY)
    desk.undo()
    assert {name: (row.state, row.to_tell) for name, row in rows(desk).items()} == {
        NADIA: ("proposed", "taken back"),
        DENZIL: ("proposed", "taken back"),
    }
    desk.redo()
    assert {row.to_tell for row in rows(desk).values()} == {""}
    allocations.take_back_offer(desk, "S1", NADIA, "Course moved")
    assert (rows(desk)[NADIA].to_tell, rows(desk)[DENZIL].to_tell) == ("taken back", "")
    allocations.release_trainer(desk, "S1", NADIA)
    assert rows(desk)[NADIA].state == "withdrawn"  # whoever was told stays on record


def test_who_declines_says_why_by_kind_and_in_words(desk: Desk) -> None:
    allocations.send_offers(desk, **JANUARY)
    allocations.respond(desk, "S1", NADIA, False, reason="Court", told_by="Denzil by phone", category="workload")
    last = rows(desk)[NADIA].last
    assert last is not None
    assert (last.state, last.category, last.reason, last.told_by) == (
        "declined",
        "workload",
        "Court",
        "Denzil by phone",
    )
    with pytest.raises(Problem, match="A reason is one of: workload"):
        allocations.respond(desk, "S1", DENZIL, False, category="weather")
    assert states(desk)[DENZIL] == "offered"


def test_who_declined_may_accept_after_all_while_the_place_is_empty(desk: Desk) -> None:
    a_third(desk)
    allocations.respond(desk, "S1", NADIA, False)
    allocations.respond(desk, "S1", NADIA, True)
    assert states(desk)[NADIA] == "accepted"
    allocations.respond(desk, "S1", NADIA, False)
    allocations.allocate_trainer(desk, "S1", "Rosa Penhale", "lead")
    with pytest.raises(Problem, match="given to somebody else"):
        allocations.respond(desk, "S1", NADIA, True)


def test_a_step_that_may_not_follow_is_refused_and_leaves_no_trace(desk: Desk) -> None:
    allocations.confirm_place(desk, "S1", NADIA)
    before = rows(desk)
    for deed, said in (
        (allocations.take_back_offer, "Nadia Farouk is confirmed; withdraw instead"),
        (lambda d, s, t: allocations.respond(d, s, t, True), "is confirmed already"),
        (allocations.confirm_place, "is confirmed already"),
    ):
        with pytest.raises(Problem, match=said):
            deed(desk, "S1", NADIA)
    desk.clock = FixedClock.on(date(2027, 1, 12))
    with pytest.raises(Problem, match="was only proposed, so was never asked"):
        allocations.record_absent(desk, "S1", DENZIL)
    assert rows(desk) == before
    allocations.record_delivered(desk, "S1", NADIA)
    with pytest.raises(Problem, match="The session was delivered; there is nothing to answer"):
        allocations.respond(desk, "S1", NADIA, False)
    allocations.record_absent(desk, "S1", NADIA)
    allocations.record_delivered(desk, "S1", NADIA)
    assert states(desk)[NADIA] == "delivered"


def test_a_withdrawal_empties_the_place_and_is_to_be_told(desk: Desk) -> None:
    allocations.confirm_place(desk, "S1", NADIA)
    allocations.withdraw_trainer(desk, "S1", NADIA, "Unwell", told_by="Her manager", category="illness")
    row = rows(desk)[NADIA]
    assert (row.state, row.group, row.to_tell) == ("withdrawn", "to tell", "withdrawn")
    assert row.last is not None
    assert (row.last.category, row.last.told_by) == ("illness", "Her manager")
    desk.undo()
    assert states(desk)[NADIA] == "confirmed"


def test_somebody_comes_in_the_place_of_one_who_has_left_already(desk: Desk) -> None:
    allocations.confirm_place(desk, "S1", NADIA)
    a_third(desk)
    allocations.withdraw_trainer(desk, "S1", NADIA, "illness")
    allocations.substitute_trainer(desk, "S1", NADIA, "Rosa Penhale", accepted=True)
    found = rows(desk)
    assert (found[NADIA].state, found[NADIA].stands_in) == ("withdrawn", "Rosa Penhale")
    assert (found["Rosa Penhale"].state, found["Rosa Penhale"].instead_of) == ("accepted", NADIA)
    assert found["Rosa Penhale"].role == found[NADIA].role
    with pytest.raises(Problem, match="is on this session already"):
        allocations.substitute_trainer(desk, "S1", NADIA, "Rosa Penhale")
    desk.undo()
    assert "Rosa Penhale" not in states(desk)


def test_a_substitute_takes_the_role_in_one_deed_and_the_rules_are_checked(desk: Desk) -> None:
    allocations.confirm_place(desk, "S1", NADIA)
    with pytest.raises(Problem, match=r"Femi Dacosta: (No approval|May not)"):
        allocations.substitute_trainer(desk, "S1", NADIA, "Femi Dacosta")
    with pytest.raises(Problem, match="Denzil Barlow is on this session already"):
        allocations.substitute_trainer(desk, "S1", NADIA, DENZIL)
    with pytest.raises(Problem, match="cannot stand in for themselves"):
        allocations.substitute_trainer(desk, "S1", NADIA, NADIA)
    a_third(desk)
    availability.add_unavailability(desk, "Rosa Penhale", date(2027, 1, 11), date(2027, 1, 15))
    with pytest.raises(Problem, match="overridden with a reason"):
        allocations.substitute_trainer(desk, "S1", NADIA, "Rosa Penhale")
    assert states(desk)[NADIA] == "confirmed"
    done = allocations.substitute_trainer(
        desk, "S1", NADIA, "Rosa Penhale", "Unwell", accepted=True, override_reason="Comes back for it"
    )
    assert done.name == "Rosa Penhale in place of Nadia Farouk: Neglect: Recognising and Responding, 12 Jan 2027"
    found = rows(desk)
    assert (found[NADIA].state, found[NADIA].stands_in, found[NADIA].to_tell) == (
        "substituted",
        "Rosa Penhale",
        "substituted",
    )
    new = found["Rosa Penhale"]
    assert (new.role, new.state, new.instead_of) == ("lead", "accepted", NADIA)
    assert [mate.who.name for mate in new.team] == [DENZIL]
    desk.undo()
    assert states(desk) == {NADIA: "confirmed", DENZIL: "proposed"}


def test_the_deeds_are_known_to_scripts(desk: Desk) -> None:
    for name in ("send_offers", "take_back_offer", "withdraw_trainer", "substitute_trainer", "respond", "set_letter"):
        assert DEEDS[name].sentence.endswith(".")
    DEEDS["send_offers"].do(desk, {"from": "2027-01-01", "to": "2027-01-31", "trainers": [NADIA]})
    DEEDS["respond"].do(desk, {"session": "S1", "trainer": NADIA, "accepted": False, "category": "leave"})
    assert states(desk) == {NADIA: "declined", DENZIL: "proposed"}


def test_several_acceptances_and_confirmations_are_one_deed_each(desk: Desk) -> None:
    allocations.send_offers(desk, **JANUARY)
    both = [["S1", NADIA], ["S1", DENZIL]]
    done = DEEDS["accept_several"].do(desk, {"places": both})
    assert done.name == "Enter 2 acceptances"
    assert set(states(desk).values()) == {"accepted"}
    evidence.add_evidence(desk, DENZIL, "suspension", "2026-12-01")
    with pytest.raises(Problem, match=DENZIL):
        DEEDS["confirm_several"].do(desk, {"places": both})
    assert set(states(desk).values()) == {"accepted"}
    desk.undo()
    desk.undo()
    assert set(states(desk).values()) == {"offered"}
    for wrong in ([], [["S1"]]):
        with pytest.raises(Problem):
            DEEDS["accept_several"].do(desk, {"places": wrong})


def test_whoever_knew_of_a_cancelled_session_is_told_and_nobody_else(desk: Desk) -> None:
    allocations.confirm_place(desk, "S1", NADIA)
    cancel_session(desk, "S1", "No room")
    assert {name: row.to_tell for name, row in rows(desk).items()} == {NADIA: "cancelled"}
    offer_deeds.record_told(desk, [["S1", NADIA]])
    assert rows(desk) == {}


def test_whoever_stays_is_told_who_has_left_the_team(desk: Desk) -> None:
    a_third(desk)
    for name in (NADIA, DENZIL):
        allocations.confirm_place(desk, "S1", name)
    assert {row.to_tell for row in rows(desk).values()} == {""}
    allocations.substitute_trainer(desk, "S1", NADIA, "Rosa Penhale", accepted=True)
    found = rows(desk)
    assert {name: row.to_tell for name, row in found.items()} == {
        NADIA: "substituted",
        DENZIL: "team",
        "Rosa Penhale": "",
    }
    assert found[DENZIL].news == "Rosa Penhale delivers in place of Nadia Farouk"
    assert [step.told_by for step in found["Rosa Penhale"].steps] == ["Rosa"]
    offer_deeds.record_told(desk, [["S1", DENZIL]])
    assert rows(desk)[DENZIL].to_tell == ""
    allocations.withdraw_trainer(desk, "S1", "Rosa Penhale")
    assert rows(desk)[DENZIL].news == "Rosa Penhale no longer delivers it"
