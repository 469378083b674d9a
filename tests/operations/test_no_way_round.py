"""Whoever may not deliver is confirmed by no path at all; where a path leaves them standing, a finding says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.operations.small_pool import DAY, small_pool
from trainerpool.host.clock import FixedClock
from trainerpool.operations import agencies, courses, evidence, offers_together, people, sessions, several
from trainerpool.operations import allocations as deeds
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.proposals import propose, state_problem
from trainerpool.operations.repairs import confirm_repair, propose_repair, repair_of
from trainerpool.operations.team_moves import move_trainer, swap_trainers
from trainerpool.operations.team_roles import change_role, keep_choice
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import allocation_problem
from trainerpool.queries.broken_places import broken_ahead
from trainerpool.queries.findings import findings_between
from trainerpool.queries.sessions import sessions as session_rows
from trainerpool.queries.stepping_in import stepping_in

NADIA, DENZIL, FEMI = "Nadia Farouk", "Denzil Barlow", "Femi Dacosta"
JANUARY = (date(2027, 1, 1), date(2027, 1, 31))
LATER = "2027-01-19"


@dataclass(frozen=True)
class Barred:
    """Somebody who may not deliver on the days of the sessions, and why."""

    name: str
    kind: str = ""
    on: str = ""

    def becomes(self, desk: Desk) -> None:
        """The day comes on which they may not."""
        if self.kind:
            evidence.add_evidence(desk, self.name, self.kind, self.on)


# Femi is a candidate: no approval at all.
BARRED = {
    "unapproved": Barred(FEMI),
    "lapsed": Barred(NADIA, "status_lapsed", "2026-11-20"),
    "suspended": Barred(NADIA, "suspension", "2026-11-20"),
    "suspended by then": Barred(NADIA, "suspension", DAY),
    "on hold": Barred(NADIA, "hold", "2027-01-10"),
    "left the pool": Barred(NADIA, "withdrawal", "2026-11-20"),
}
FORMER = {name: one for name, one in BARRED.items() if one.kind}
# Standing that forbids, and not being there at all, are told apart in the problem; the others are like the first.
TWO = ("suspended", "left the pool")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The small pool with a second session, and Marek, who may deliver."""
    made = small_pool(tmp_path)
    people.add_trainer(made, "Marek", "Nowak", "Ellerdale NHS Trust")
    for course in (None, "NEG"):
        evidence.add_evidence(made, "Marek Nowak", "transferred_approval", "2025-03-16", course=course)
    sessions.add_session(made, "NEG", _on(LATER), max_learners=20, reference="S2")
    yield made
    close_pool(made)


def _on(day: str) -> list[dict[str, str]]:
    return [{"start": f"{day}T09:30", "end": f"{day}T12:30"}]


def _row(desk: Desk, reference: str = "S1"):
    return next(row for row in desk.ask(session_rows) if row.reference == reference)


def _states(desk: Desk, name: str) -> set[str]:
    return {one.state for row in desk.ask(session_rows) for one in row.team if one.name == name}


def _person(desk: Desk, name: str) -> str:
    return next(one.person_id for row in desk.ask(session_rows) for one in row.team if one.name == name)


def _refused(deed: Callable[[], object]) -> None:
    with pytest.raises(Problem):
        deed()


def _found(desk: Desk, name: str, reference: str = "S1") -> list[str]:
    """What the rules are seen to say of somebody who stands on a session, in the board's findings."""
    return desk.ask(findings_between, *JANUARY, desk.today).get((_row(desk, reference).id, _person(desk, name)), [])


def _repair(desk: Desk, session: str):
    problem = desk.ask(allocation_problem, *JANUARY, desk.today)
    return propose_repair(*repair_of(problem, desk.today, (session,)), seconds=5)


def _later(desk: Desk, day: str) -> Desk:
    desk.clock = FixedClock.on(date.fromisoformat(day))
    return desk


# Coming onto a session


@pytest.mark.parametrize("case", BARRED)
def test_nobody_barred_comes_onto_a_session_by_any_deed(desk: Desk, case: str) -> None:
    who, role = BARRED[case], "co-trainer"
    who.becomes(desk)
    deeds.allocate_trainer(desk, "S1", DENZIL, role)
    for deed in (
        lambda: deeds.allocate_trainer(desk, "S1", who.name, role, "Nobody else"),
        lambda: deeds.offer_to_trainer(desk, "S1", who.name, role, "Nobody else"),
        lambda: several.offer_to_several(desk, "S1", [who.name], [role]),
        lambda: keep_choice(desk, "S1", who.name, role, "Pin"),
        lambda: deeds.substitute_trainer(desk, "S1", DENZIL, who.name, override_reason="Nobody else"),
        lambda: deeds.substitute_trainer(desk, "S1", DENZIL, who.name, accepted=True, override_reason="Nobody else"),
    ):
        _refused(deed)
    assert {one.name for one in _row(desk).team} == {DENZIL}


@pytest.mark.parametrize("case", ["unapproved", *TWO])
def test_nobody_barred_is_proposed_or_moves_up_in_a_repair(desk: Desk, case: str) -> None:
    who = BARRED[case]
    who.becomes(desk)
    deeds.allocate_trainer(desk, "S1", DENZIL, "lead")
    ours = _row(desk).id
    found = propose(state_problem(desk, *JANUARY), seconds=5)
    assert who.name not in {found.problem.trainers[one.trainer].name for one in found.plan.assignments}
    deeds.withdraw_trainer(desk, "S1", DENZIL)
    repair = _repair(desk, ours)
    assert who.name not in {repair.problem.trainers[one.trainer].name for one in repair.plan.assignments}


@pytest.mark.parametrize("case", TWO)
def test_nobody_barred_is_moved_or_swapped_to_another_session(desk: Desk, case: str) -> None:
    who = FORMER[case]
    deeds.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    deeds.allocate_trainer(desk, "S2", DENZIL, "co-trainer")
    who.becomes(desk)
    one, other = _row(desk).id, _row(desk, "S2").id
    nadia, denzil = _person(desk, NADIA), _person(desk, DENZIL)
    _refused(lambda: move_trainer(desk, one, nadia, other))
    _refused(lambda: swap_trainers(desk, one, nadia, other, denzil))
    assert [it.name for it in _row(desk).team] == [NADIA]
    assert [it.name for it in _row(desk, "S2").team] == [DENZIL]


# Going further on one


@pytest.mark.parametrize("case", FORMER)
def test_nobody_barred_since_goes_further_than_proposed(desk: Desk, case: str) -> None:
    who = FORMER[case]
    deeds.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    deeds.allocate_trainer(desk, "S1", DENZIL, "lead")
    before = state_problem(desk, *JANUARY)
    plan = propose(before, seconds=5).plan
    who.becomes(desk)
    for deed in (
        lambda: deeds.offer_place(desk, "S1", NADIA),
        lambda: deeds.respond(desk, "S1", NADIA, accepted=True),
        lambda: deeds.confirm_place(desk, "S1", NADIA, "Nobody else"),
        lambda: offers_together.accept_several(desk, [("S1", DENZIL), ("S1", NADIA)]),
        lambda: offers_together.confirm_several(desk, [("S1", DENZIL), ("S1", NADIA)]),
        lambda: deeds.send_offers(desk, "S1", trainers=[NADIA]),
        lambda: change_role(desk, "S1", NADIA, "lead", "Nobody else"),
    ):
        _refused(deed)
    deeds.set_pin(desk, "S1", NADIA)
    assert _row(desk).id in deeds.confirm_proposal(desk, before, plan).result.left
    assert "Nadia Farouk" in deeds.send_offers(desk, "S1").result.left[0]
    assert _states(desk, NADIA) == {"proposed"}
    assert _found(desk, NADIA)


@pytest.mark.parametrize("case", TWO)
def test_who_is_barred_after_being_asked_is_asked_no_more_and_said_to_be(desk: Desk, case: str) -> None:
    deeds.offer_to_trainer(desk, "S1", NADIA, "co-trainer")
    FORMER[case].becomes(desk)
    _refused(lambda: deeds.respond(desk, "S1", NADIA, accepted=True))
    _refused(lambda: deeds.confirm_place(desk, "S1", NADIA))
    _refused(lambda: deeds.send_offers(desk, "S1", again=True))
    assert _states(desk, NADIA) == {"offered"}
    assert _found(desk, NADIA)


@pytest.mark.parametrize("case", TWO)
def test_a_cancelled_session_is_no_way_past_the_rules(desk: Desk, case: str) -> None:
    deeds.offer_to_trainer(desk, "S1", NADIA, "co-trainer")
    deeds.allocate_trainer(desk, "S1", DENZIL, "lead")
    FORMER[case].becomes(desk)
    sessions.cancel_session(desk, "S1")
    _refused(lambda: deeds.respond(desk, "S1", NADIA, accepted=True))
    _refused(lambda: deeds.offer_place(desk, "S1", DENZIL))
    _refused(lambda: deeds.confirm_place(desk, "S1", NADIA))
    sessions.restore_session(desk, "S1")
    assert _states(desk, NADIA) == {"offered"}
    assert _states(desk, DENZIL) == {"proposed"}


def test_no_is_taken_of_a_cancelled_session_too(desk: Desk) -> None:
    deeds.offer_to_trainer(desk, "S1", NADIA, "co-trainer")
    sessions.cancel_session(desk, "S1")
    deeds.respond(desk, "S1", NADIA, accepted=False)
    assert _states(desk, NADIA) == {"declined"}


def test_a_candidate_beside_the_pair_becomes_none_of_it(desk: Desk) -> None:
    deeds.allocate_trainer(desk, "S1", FEMI, "extra")
    deeds.confirm_place(desk, "S1", FEMI)
    for role in ("lead", "co-trainer"):
        _refused(lambda role=role: change_role(desk, "S1", FEMI, role, "Nobody else"))
    assert [one.role for one in _row(desk).team] == ["extra"]


def test_a_candidate_on_hold_for_some_days_does_not_shadow_on_them(desk: Desk) -> None:
    evidence.add_evidence(desk, FEMI, "hold", "2027-01-10", until=date(2027, 1, 15))
    _refused(lambda: deeds.allocate_trainer(desk, "S1", FEMI, "extra"))


# Standing on one already: nothing is hidden


@pytest.mark.parametrize("case", FORMER)
def test_whoever_stands_and_no_longer_may_is_found_and_replaced(desk: Desk, case: str) -> None:
    for name, role in ((NADIA, "co-trainer"), (DENZIL, "lead")):
        deeds.allocate_trainer(desk, "S1", name, role)
        deeds.confirm_place(desk, "S1", name)
    before = state_problem(desk, *JANUARY)
    plan = propose(before, seconds=5).plan
    FORMER[case].becomes(desk)
    ours = _row(desk).id
    assert _found(desk, NADIA)
    assert [(one.name, one.stands) for one in desk.ask(broken_ahead, desk.today)] == [(NADIA, True)]
    assert [text for text in desk.ask(stepping_in, ours, desk.today).team_findings if text.startswith(NADIA)]
    left = deeds.confirm_proposal(desk, before, plan).result.left
    assert ours in left
    assert not [text for text in left[ours] if ours in text or _person(desk, NADIA) in text]
    confirm_repair(desk, _repair(desk, ours))
    assert _states(desk, NADIA) == {"substituted"}
    assert {one.name for one in _row(desk).trainers} == {DENZIL, "Marek Nowak"}


def test_a_session_moved_past_an_approval_says_so(desk: Desk) -> None:
    evidence.add_evidence(desk, NADIA, "hold", "2027-02-01")
    deeds.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    deeds.confirm_place(desk, "S1", NADIA)
    sessions.move_session(desk, "S1", _on("2027-02-09"), ask_again=True)
    assert [one.name for one in desk.ask(broken_ahead, desk.today)] == [NADIA]
    _refused(lambda: deeds.respond(desk, "S1", NADIA, accepted=True))
    _refused(lambda: deeds.confirm_place(desk, "S1", NADIA))


def test_a_series_moved_past_an_approval_says_so(desk: Desk) -> None:
    sessions.add_series(desk, "NEG", [_on("2027-01-05"), _on("2027-01-26")], places=1)
    evidence.add_evidence(desk, NADIA, "hold", "2027-02-01")
    first, last = (row.id for row in desk.ask(session_rows) if row.series)
    for key in (first, last):
        deeds.allocate_trainer(desk, key, NADIA, "lead")
        deeds.confirm_place(desk, key, NADIA)
    sessions.move_series(desk, first, 14)
    assert [one.session for one in desk.ask(broken_ahead, desk.today)] == [last]


def test_a_session_given_another_course_says_so(desk: Desk) -> None:
    courses.add_course(desk, "DA", "Domestic Abuse", minutes=180)
    deeds.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    deeds.confirm_place(desk, "S1", NADIA)
    sessions.change_session(desk, "S1", course="DA")
    assert _found(desk, NADIA) == ["No approval for Dom. Abuse."]
    assert [one.name for one in desk.ask(broken_ahead, desk.today)] == [NADIA]


def test_copies_of_a_session_have_nobody_on_them(desk: Desk) -> None:
    deeds.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    deeds.confirm_place(desk, "S1", NADIA)
    sessions.duplicate_session(desk, "S1", _on("2027-01-26"))
    sessions.duplicate_sessions(desk, [{"session": "S1", "parts": _on("2027-01-27")}])
    assert [row.team for row in desk.ask(session_rows) if row.first_date > date(2027, 1, 20)] == [(), ()]


def test_a_lead_told_to_co_deliver_only_is_named_in_the_inspector(desk: Desk) -> None:
    deeds.allocate_trainer(desk, "S1", NADIA, "lead")
    deeds.confirm_place(desk, "S1", NADIA)
    evidence.add_evidence(desk, NADIA, "observed_delivery", "2026-11-10", outcome="Co-deliver only", by="Rosa Penhale")
    said = desk.ask(stepping_in, _row(desk).id, desk.today).team_findings
    assert f"{NADIA}: Cannot lead: co-deliver only until seen again." in said


# Records joined


@pytest.mark.parametrize("into", [NADIA, "Nadia Farouq"])
def test_a_merge_of_two_records_hides_no_suspension(desk: Desk, into: str) -> None:
    people.add_trainer(desk, "Nadia", "Farouq", "Ellerdale NHS Trust")
    evidence.add_evidence(desk, "Nadia Farouq", "suspension", "2026-11-20")
    deeds.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    deeds.confirm_place(desk, "S1", NADIA)
    people.merge_trainers(desk, "Nadia Farouq" if into == NADIA else NADIA, into)
    assert _found(desk, into)
    _refused(lambda: deeds.allocate_trainer(desk, "S2", into, "lead", "Nobody else"))


def test_a_merge_of_courses_gives_nobody_an_approval_nobody_gave(desk: Desk) -> None:
    courses.add_course(desk, "NG2", "Neglect, refreshed", minutes=180)
    sessions.add_session(desk, "NG2", _on("2027-01-26"), reference="S3")
    evidence.add_evidence(desk, NADIA, "status_lapsed", "2026-11-20", course="NEG")
    courses.merge_courses(desk, "NEG", "NG2")
    _refused(lambda: deeds.allocate_trainer(desk, "S3", NADIA, "lead", "Nobody else"))
    _refused(lambda: deeds.allocate_trainer(desk, "S3", FEMI, "lead", "Nobody else"))


def test_a_move_to_another_agency_lifts_no_suspension(desk: Desk) -> None:
    evidence.add_evidence(desk, NADIA, "suspension", "2026-11-20")
    agencies.move_to_agency(desk, NADIA, "Northmoor Police", date(2026, 11, 21))
    _refused(lambda: deeds.allocate_trainer(desk, "S1", NADIA, "lead", "Nobody else"))


def test_nothing_undone_is_done_again_past_a_suspension(desk: Desk) -> None:
    deeds.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    deeds.confirm_place(desk, "S1", NADIA)
    desk.undo()
    evidence.add_evidence(desk, NADIA, "suspension", "2026-11-20")
    _refused(desk.redo)
    assert _states(desk, NADIA) == {"proposed"}


# Delivered


@pytest.mark.parametrize("state", ["proposed", "offered", "confirmed"])
def test_nothing_is_recorded_as_delivered_before_its_day(desk: Desk, state: str) -> None:
    deeds.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    if state != "proposed":
        {"offered": deeds.offer_place, "confirmed": deeds.confirm_place}[state](desk, "S1", NADIA)
    for deed in (
        lambda: deeds.record_delivered(desk, "S1", NADIA),
        lambda: deeds.record_absent(desk, "S1", NADIA),
        lambda: sessions.record_session_delivered(desk, "S1"),
        lambda: sessions.record_team_delivered(desk, "S1"),
        lambda: sessions.record_attendance(desk, "S1", [], delivered=True),
    ):
        with pytest.raises(Problem, match=r"has not been held yet"):
            deed()
    assert _states(desk, NADIA) == {state}
    assert _row(desk).status == "planned"


def test_a_cancelled_session_was_delivered_by_nobody_and_a_delivered_one_is_not_cancelled(desk: Desk) -> None:
    deeds.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    deeds.confirm_place(desk, "S1", NADIA)
    _later(desk, DAY)
    sessions.cancel_session(desk, "S1")
    _refused(lambda: deeds.record_delivered(desk, "S1", NADIA))
    _refused(lambda: sessions.record_team_delivered(desk, "S1"))
    _refused(lambda: sessions.record_session_delivered(desk, "S1"))
    _refused(lambda: sessions.agree_session(desk, "S1"))
    sessions.restore_session(desk, "S1")
    sessions.record_team_delivered(desk, "S1")
    _refused(lambda: sessions.cancel_session(desk, "S1"))
    _refused(lambda: sessions.agree_session(desk, "S1"))
    _refused(lambda: sessions.move_session(desk, "S1", _on(LATER)))
    assert (_row(desk).status, _states(desk, NADIA)) == ("delivered", {"delivered"})


@pytest.mark.parametrize("case", TWO)
def test_what_somebody_barred_did_deliver_is_on_record_with_the_finding(desk: Desk, case: str) -> None:
    """It happened, so it is recorded; that it should not have stays to be seen, in the board's list and the inspector."""
    deeds.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    deeds.confirm_place(desk, "S1", NADIA)
    FORMER[case].becomes(desk)
    _later(desk, DAY)
    sessions.record_team_delivered(desk, "S1")
    assert _states(desk, NADIA) == {"delivered"}
    assert _found(desk, NADIA)
    assert [text for text in desk.ask(stepping_in, _row(desk).id, desk.today).team_findings if text.startswith(NADIA)]
    _refused(lambda: deeds.allocate_trainer(desk, "S2", NADIA, "lead", "Nobody else"))
