"""What comes back goes through the rules of the deeds: what they refuse by now is left out and said, facts of a pair meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.builders import TODAY
from tests.operations.carrying.desks import a_profile, hand, person_id, pool_with_offers, read, sent, session_id
from trainerpool.exchange.carrying.carried import carried_payload
from trainerpool.exchange.carrying.merging import Fate
from trainerpool.exchange.carrying.returned import returned_payload
from trainerpool.host.clock import FixedClock
from trainerpool.operations import observations
from trainerpool.operations.allocations import respond
from trainerpool.operations.carrying.handing_out import prepare_carry
from trainerpool.operations.carrying.opening import take_in_carry
from trainerpool.operations.carrying.sending import prepare_return
from trainerpool.operations.carrying.taking_in import (
    plan_of_return,
    read_return,
    receive_return,
    take_in_return,
    waiting_return,
)
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.arranging import arrange_session
from trainerpool.operations.desk_deeds.asking import answer_availability, call_for_availability
from trainerpool.operations.desk_deeds.getting_ready import do_ready_step
from trainerpool.operations.desk_deeds.reporting import report_session
from trainerpool.operations.evidence import add_evidence
from trainerpool.operations.people import add_trainer
from trainerpool.operations.pools import back_up_pool, open_pool, restore_pool
from trainerpool.operations.sessions.ending import cancel_session
from trainerpool.operations.sessions.moving import move_session
from trainerpool.problem import Problem
from trainerpool.queries.attendance import attendance
from trainerpool.queries.desk_pages import get_ready, my_availability, my_session, my_standing, to_send
from trainerpool.queries.desk_sessions import my_sessions
from trainerpool.queries.observations import observations as observed
from trainerpool.queries.own_work import held_file
from trainerpool.queries.returns import WAITING, returned_files
from trainerpool.queries.sessions import session, sessions
from trainerpool.store.records import EvidenceItem

NADIA, DENZIL, RUTH = "Nadia Farouk", "Denzil Barlow", "Ruth Penhale"
LATER = date(2027, 1, 13)


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Desk]:
    desk = pool_with_offers(tmp_path / "pool")
    yield desk
    desk.store.close()


def desk_of(pool: Desk, folder: Path, name: str) -> Desk:
    desk = a_profile(folder, name, pool.today)
    hand(pool, desk, name)
    return desk


def only(pool: Desk, payload: bytes, name: str = NADIA) -> tuple[Fate, str]:
    (row,) = plan_of_return(pool, read(pool, payload, name)).rows
    return row.fate, row.why


def test_an_acceptance_by_somebody_suspended_meanwhile_is_left_out(pool: Desk, tmp_path: Path) -> None:
    nadia = desk_of(pool, tmp_path / "nadia", NADIA)
    respond(nadia, session_id(nadia, "S1"), NADIA, accepted=True)
    add_evidence(pool, NADIA, "suspension", "2026-11-21")
    fate, why = only(pool, sent(nadia))
    assert fate is Fate.REFUSED
    assert "suspended" in why.lower()


def test_an_answer_for_another_day_is_left_out_and_asks_for_a_new_offer(pool: Desk, tmp_path: Path) -> None:
    nadia = desk_of(pool, tmp_path / "nadia", NADIA)
    respond(nadia, session_id(nadia, "S1"), NADIA, accepted=True)
    move_session(pool, "S1", [{"start": "2027-01-19T09:30", "end": "2027-01-19T12:30"}])
    assert only(pool, sent(nadia)) == (
        Fate.REFUSED,
        "The session has moved from 12 Jan 2027 to 19 Jan 2027 since. Offer it again for the new day.",
    )
    cancel_session(pool, "S1")
    assert only(pool, sent(nadia)) == (Fate.REFUSED, "The session was cancelled meanwhile.")


def test_an_arranged_session_waits_for_agreement_with_its_trainer_on_it(pool: Desk, tmp_path: Path) -> None:
    nadia = desk_of(pool, tmp_path / "nadia", NADIA)
    parts = [{"start": "2027-04-13T09:30", "end": "2027-04-13T12:30"}]
    made = arrange_session(nadia, NADIA, "NEG", parts, venue="Weir Hall", max_learners=10).result
    (item,) = plan_of_return(pool, read(pool, sent(nadia), NADIA)).rows
    assert item.text == "Nadia Farouk has arranged Neglect: Recognising and Responding on Tue 13 Apr 2027."
    take_in_return(pool, read(pool, sent(nadia), NADIA))
    row = pool.ask(session, made)
    assert row is not None
    assert (row.status, row.venue, [(one.name, one.state) for one in row.team]) == (
        "to agree", "Weir Hall", [(NADIA, "accepted")],
    )  # fmt: skip


def test_nobody_arranges_what_the_rules_bar_them_from(pool: Desk, tmp_path: Path) -> None:
    nadia = desk_of(pool, tmp_path / "nadia", NADIA)
    with pytest.raises(Problem):
        arrange_session(nadia, NADIA, "CUR", [{"start": "2027-04-13T09:30", "end": "2027-04-13T12:30"}])
    assert nadia.ask(to_send).rows == ()  # type: ignore[union-attr]


@pytest.fixture
def held(pool: Desk, tmp_path: Path) -> dict[str, Desk]:
    """Both of a pair at their desks, the day after the session they were confirmed for."""
    for name in (NADIA, DENZIL):
        respond(pool, "S1", name, accepted=True)
    pool.clock = FixedClock.on(LATER)
    return {name: desk_of(pool, tmp_path / name[:5], name) for name in (NADIA, DENZIL)}


def reported(desk: Desk, name: str, attended: int) -> bytes:
    rows: list[dict[str, object]] = [{"agency": "Northmoor Police", "booked": 20, "attended": attended}]
    report_session(desk, session_id(desk, "S1"), name, as_planned=True, issues="None", rows=rows)
    return sent(desk)


def test_two_of_a_pair_report_the_same_session_and_meet(pool: Desk, held: dict[str, Desk]) -> None:
    payloads = {name: reported(desk, name, 19) for name, desk in held.items()}
    for name, payload in payloads.items():
        plan = plan_of_return(pool, read(pool, payload, name))
        assert plan.count(Fate.CLASH) == plan.count(Fate.REFUSED) == 0
        take_in_return(pool, read(pool, payload, name))
    row = pool.ask(session, session_id(pool, "S1"))
    assert row is not None
    assert (row.status, row.attended) == ("delivered", 19)
    assert {one.state for one in row.team} == {"delivered"}
    assert len(pool.ask(attendance, row.id)) == 1


def test_a_difference_in_the_numbers_is_a_clash_whoever_comes_first(pool: Desk, held: dict[str, Desk]) -> None:
    payloads = {NADIA: reported(held[NADIA], NADIA, 19), DENZIL: reported(held[DENZIL], DENZIL, 18)}
    for first, second in ((NADIA, DENZIL), (DENZIL, NADIA)):
        take_in_return(pool, read(pool, payloads[first], first))
        plan = plan_of_return(pool, read(pool, payloads[second], second))
        (clash,) = [row.clashes[0] for row in plan.rows if row.fate is Fate.CLASH]
        assert clash.field == "number who attended"
        assert {clash.pool, clash.returned} == {"18", "19"}
        pool.undo()


def test_the_units_own_numbers_are_the_same_fact(pool: Desk, held: dict[str, Desk]) -> None:
    from trainerpool.operations.sessions.attendance import record_attendance

    record_attendance(pool, "S1", [{"agency": "Northmoor Police", "booked": 20, "attended": 19}], delivered=True)
    plan = plan_of_return(pool, read(pool, reported(held[NADIA], NADIA, 19), NADIA))
    assert {row.fate for row in plan.rows} <= {Fate.SAME, Fate.READY}
    assert [row.text for row in plan.rows if row.fate is Fate.READY] == [
        "Nadia Farouk reports on Neglect: Recognising and Responding on Tue 12 Jan 2027: as planned."
    ]


def test_after_a_restore_from_a_backup_the_same_return_is_taken_in_again(pool: Desk, tmp_path: Path) -> None:
    nadia = desk_of(pool, tmp_path / "nadia", NADIA)
    copy = back_up_pool(pool, tmp_path / "copies")
    respond(nadia, session_id(nadia, "S1"), NADIA, accepted=True)
    payload = sent(nadia)
    take_in_return(pool, read(pool, payload, NADIA))
    path = pool.store.path
    pool.store.close()
    restore_pool(copy.path, path, pool.clock, passphrase="correct horse")
    again = open_pool(path, "correct horse", pool.clock)
    pool.store = again.store
    found = read(pool, payload, NADIA)
    assert not found.is_taken_in
    assert take_in_return(pool, found).result.taken == 1
    number = prepare_carry(pool, NADIA).content.number
    assert number > 1, "no number is given twice that a return told of"


def test_a_return_waits_until_it_is_taken_in_and_waits_again_after_an_undo(pool: Desk, tmp_path: Path) -> None:
    nadia = desk_of(pool, tmp_path / "nadia", NADIA)
    respond(nadia, session_id(nadia, "S1"), NADIA, accepted=True)
    key = receive_return(pool, read(pool, sent(nadia), NADIA)).result
    assert [(row.name, row.outcome) for row in pool.ask(returned_files)] == [(NADIA, WAITING)]
    take_in_return(pool, waiting_return(pool, key))
    assert pool.ask(returned_files, WAITING) == ()
    with pytest.raises(Problem, match="does not wait"):
        waiting_return(pool, key)
    pool.undo()
    assert take_in_return(pool, waiting_return(pool, key)).result.taken == 1


def test_an_expired_file_opens_and_says_so_and_is_offered_for_wiping_a_month_later(pool: Desk, tmp_path: Path) -> None:
    nadia = a_profile(tmp_path / "nadia", NADIA, TODAY + timedelta(days=10))
    content = prepare_carry(pool, NADIA, opens_until=TODAY + timedelta(days=5)).content
    opened = take_in_carry(nadia, carried_payload(content))
    assert opened.is_new
    assert opened.said[0].startswith("This carry file was for use until 26 Nov 2026.")
    held = nadia.ask(held_file)
    assert held is not None
    assert (held.is_expired(nadia.today), held.is_to_wipe(nadia.today)) == (True, False)
    assert held.is_to_wipe(TODAY + timedelta(days=36))


def test_an_older_file_another_persons_and_a_twin_number_are_refused(pool: Desk, tmp_path: Path) -> None:
    nadia = desk_of(pool, tmp_path / "nadia", NADIA)
    first = carried_payload(prepare_carry(pool, NADIA).content)
    with pytest.raises(Problem, match="somebody else"):
        take_in_carry(nadia, carried_payload(prepare_carry(pool, DENZIL).content))
    hand(pool, nadia, NADIA)
    head = nadia.store.head
    with pytest.raises(Problem, match="number 2"):
        take_in_carry(nadia, first)
    assert nadia.store.head == head


def test_the_pages_of_a_desk_say_what_is_to_do(pool: Desk, tmp_path: Path) -> None:
    call = call_for_availability(pool, date(2027, 3, 1), date(2027, 7, 1), date(2026, 12, 20)).result
    nadia = desk_of(pool, tmp_path / "nadia", NADIA)
    me, key = person_id(pool, NADIA), session_id(nadia, "S1")
    own = nadia.ask(my_sessions, me, nadia.today)
    assert (own.head, len(own.asked)) == ("2 answers wanted.", 2)
    respond(nadia, key, NADIA, accepted=True)
    do_ready_step(nadia, key, NADIA, "room")
    answer_availability(nadia, call, NADIA)
    page = nadia.ask(my_session, me, key, nadia.today)
    assert page is not None
    assert (page.where.venue, page.may, [one.name for one in page.team]) == ("Fellgate Centre", {"withdraw"}, [DENZIL])
    (ready,) = nadia.ask(get_ready, me, nadia.today)
    assert ready.done == 1
    assert nadia.ask(my_availability, me, nadia.today).calls[0].answered_on == nadia.today
    standing = nadia.ask(my_standing, me, nadia.today)
    assert standing.told["summary"] == standing.now.summary
    sending = nadia.ask(to_send)
    assert sending is not None
    assert sending.unsent == len(sending.rows) == 3
    sent(nadia)
    assert nadia.ask(to_send).unsent == 0  # type: ignore[union-attr]


def test_an_observers_visit_comes_back_with_its_evidence_once(pool: Desk, tmp_path: Path) -> None:
    add_trainer(pool, "Ruth", "Penhale", "Ellerdale Housing", role="observer")
    for name in (NADIA, DENZIL):
        respond(pool, "S1", name, accepted=True)
    observations.plan_visit(pool, "S1", RUTH, [NADIA])
    pool.clock = FixedClock.on(LATER)
    ruth = desk_of(pool, tmp_path / "ruth", RUTH)
    assert [row.title for row in ruth.ask(sessions)] == ["Neglect: Recognising and Responding"]
    (row,) = ruth.ask(observed, ruth.today)
    observations.start_visit(ruth, row.visit_id, 18)
    observations.finish_visit(ruth, row.visit_id)
    observations.judge_several(
        ruth, row.id, {number: {"judgement": "Met"} for number in ("1", "4", "6", "8", "10", "12", "13", "22", "23")}
    )
    observations.record_reflection(ruth, row.id, declined=True)
    observations.set_strengths(ruth, row.id, ["Clear pace"])
    observations.set_outcome(ruth, row.id, "Continue")
    observations.submit_observation(ruth, row.id)
    found = read(pool, sent(ruth), RUTH)
    plan = plan_of_return(pool, found)
    assert {one.fate for one in plan.rows} == {Fate.READY}
    take_in_return(pool, found)
    (seen,) = pool.ask(observed, pool.today)
    assert (seen.outcome, seen.strengths) == ("Continue", ("Clear pace",))
    wanted = select(EvidenceItem.evidence_kind, EvidenceItem.starred_met, EvidenceItem.by_name).where(
        EvidenceItem.observation_id == seen.id
    )
    assert pool.ask(lambda reader: [tuple(one) for one in reader.execute(wanted)]) == [
        ("observed_delivery", True, RUTH)
    ]
    pool.undo()
    assert pool.ask(lambda reader: reader.execute(wanted).all()) == []

    take_in_return(pool, read(pool, sent(ruth), RUTH))
    written = prepare_return(ruth)
    judged = ("1", "Not met")
    held = next(one for one in written.changes if one.kind == "judgement" and one.after.get("criterion") == judged[0])
    forged = replace(
        written,
        changes=(
            *(one for one in written.changes if one is not held),
            replace(held, after={**held.after, "judgement": judged[1]}),
        ),
    )
    with pytest.raises(Problem, match="something its author cannot say"):
        read_return(pool, returned_payload(forged), person_id(pool, RUTH), "forged")
    observations.correct_observation(
        ruth, row.id, "The wrong box", judgements={judged[0]: {"judgement": judged[1], "evidence": "No plan."}}
    )
    take_in_return(pool, read(pool, sent(ruth), RUTH))
    (corrected,) = pool.ask(observed, pool.today)
    assert corrected.number == 2, "said otherwise only with a revision"
