"""Who is due, where and by whom they can be seen; what observations wait for, on the page and on Today; judgements over time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import icalendar
import pytest

from tests.operations.observations.seen import STARRED, held, of_visit, on_the_path, person
from tests.operations.small_pool import small_pool
from trainerpool.domain.observations import ObservationState
from trainerpool.operations import allocations, availability, observations, people
from trainerpool.operations.desk import Desk
from trainerpool.operations.example import EXAMPLE_DAY, make_example_pool
from trainerpool.queries.observations import observations as rows
from trainerpool.queries.observations_form import visit_form
from trainerpool.queries.observations_over_time import criterion_counts, judgements_over_time
from trainerpool.queries.observations_planning import observations_due, observers, planned_visits, visit_proposals
from trainerpool.queries.today import today_page
from trainerpool.reports.observation_calendar import visit_calendar


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = make_example_pool(tmp_path_factory.mktemp("example"))
    yield made
    made.store.close()


def add_observers(desk: Desk) -> None:
    for given in ("Ruth", "Sable", "Orla"):
        people.add_trainer(desk, given, "Weir", "Ellerdale NHS Trust", role="observer")


def test_everybody_recorded_observes_and_whoever_no_longer_does_not(desk: Desk) -> None:
    add_observers(desk)
    observations.set_observer(desk, "Denzil Barlow", date(2026, 12, 1))
    assert [row.given_name for row in desk.ask(observers, desk.today)] == ["Orla", "Ruth", "Sable"]
    assert "Denzil" in {row.given_name for row in desk.ask(observers, date(2026, 12, 1))}
    observations.set_observer(desk, "Denzil Barlow", no_longer=True)
    assert "Denzil" not in {row.given_name for row in desk.ask(observers, date(2026, 12, 1))}


def test_a_candidate_before_the_observed_delivery_is_due_for_the_sign_off(desk: Desk) -> None:
    on_the_path(desk)
    found = {row.trainer: row for row in desk.ask(observations_due, desk.today, 400)}
    assert (found["Femi Dacosta"].due, found["Femi Dacosta"].purpose) == (None, "TtT sign-off")
    assert found["Nadia Farouk"].due == date(2027, 4, 30)
    assert [row.trainer for row in desk.ask(observations_due, desk.today, 30)] == ["Femi Dacosta"]


def test_observers_are_proposed_with_reasons_and_the_others_with_why_not(desk: Desk) -> None:
    add_observers(desk)
    observations.set_observer(desk, "Denzil Barlow", date(2026, 1, 1))
    allocations.allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    allocations.allocate_trainer(desk, "S1", "Denzil Barlow", "co-trainer")
    availability.add_unavailability(desk, "Ruth Weir", date(2027, 1, 11), date(2027, 1, 13))
    people.add_exclusion(desk, "Sable Weir", other="Nadia Farouk")
    (proposal,) = desk.ask(visit_proposals, person(desk, "Nadia"), desk.today)
    choices = {one.name: one for one in proposal.observers}
    assert proposal.best is choices["Orla Weir"]
    assert choices["Orla Weir"].reasons == ("Independent and free that day", "No visit planned yet")
    assert choices["Ruth Weir"].refused == ("Ruth Weir is away from 11 Jan 2027 to 13 Jan 2027.",)
    assert choices["Sable Weir"].refused == ("A conflict between Sable Weir and Nadia Farouk is declared.",)
    assert choices["Denzil Barlow"].refused == ("Denzil Barlow delivers with Nadia Farouk that day.",)
    visit = observations.plan_visit(desk, proposal.session.id, "Orla Weir", list(proposal.trainers)).result
    (again,) = desk.ask(visit_proposals, person(desk, "Nadia"), desk.today)
    assert next(one for one in again.observers if one.name == "Orla Weir").ahead == 1
    assert [one.id for one in desk.ask(planned_visits)] == [visit]


def test_a_planned_visit_is_a_hold_in_the_calendar_that_a_cancelled_one_takes_away(desk: Desk) -> None:
    visit = observations.plan_visit(desk, "S1", "Ruth Penhale", ["Nadia Farouk"]).result

    def event():  # type: ignore[no-untyped-def]
        made = visit_calendar(desk.ask, visit, desk.clock.now())
        assert made.entries == 1
        return icalendar.Calendar.from_ical(made.content).walk("VEVENT")[0]

    first = event()
    assert str(first["SUMMARY"]) == "Observe: Neglect: Recognising and Responding"
    assert (first["DTSTART"].dt.isoformat()[:16], str(first["UID"])) == ("2027-01-12T09:30", f"{visit}-1@trainerpool")
    observations.cancel_visit(desk, visit, "Observer ill")
    later = event()
    assert (str(later["STATUS"]), str(later["UID"])) == ("CANCELLED", str(first["UID"]))
    assert later["SEQUENCE"] > first["SEQUENCE"]


def test_judgements_over_time_are_counted_by_criterion_and_never_by_person(desk: Desk) -> None:
    held(desk)
    visit = observations.plan_visit(desk, "S0", "Ruth Penhale").result
    observations.start_visit(desk, visit)
    observations.finish_visit(desk, visit)
    seen = of_visit(desk, visit)
    for given, grade in (("Nadia", "Developing"), ("Denzil", "Met")):
        observations.judge_several(desk, seen[given], STARRED | {"7": {"judgement": grade, "evidence": "Seen so"}})
        observations.record_reflection(desk, seen[given], declined=True)
        observations.set_outcome(desk, seen[given], "Continue")
        assert desk.ask(judgements_over_time, person=person(desk, given)) == ()
        observations.submit_observation(desk, seen[given])
    counts = {one.number: one for one in desk.ask(criterion_counts)}
    assert (counts["7"].met, counts["7"].developing, counts["7"].judged) == (1, 1, 2)
    assert (counts["1"].met, counts["1"].starred, counts["1"].group) == (2, True, "A Before the session")
    assert not {name for one in counts.values() for name in one.__slots__} & {"person_id", "trainer", "score"}
    nadia = desk.ask(judgements_over_time, person=person(desk, "Nadia"), criterion="7")
    assert [(one.judgement, one.evidence, one.trainer) for one in nadia] == [("Developing", "Seen so", "Nadia Farouk")]
    assert desk.ask(judgements_over_time, end=date(2026, 11, 16)) == ()


def test_the_example_has_visits_at_every_step(example: Desk) -> None:
    found = example.ask(rows, EXAMPLE_DAY)
    missing = set(ObservationState) - {row.state for row in found}
    assert missing == {ObservationState.MODERATED, ObservationState.CANCELLED}
    assert [(row.trainer, row.number) for row in found if row.number > 1] == [("Abiola Crossley", 2)]
    under_way = next(row for row in found if row.state is ObservationState.UNDER_WAY)
    form = example.ask(visit_form, under_way.visit_id)
    assert form is not None
    assert [(one.name, one.judged, one.role) for one in form.trainers] == [
        ("Nadia Farouk", 9, "lead"),
        ("Denzil Barlow", 5, "co-trainer"),
    ]
    assert (len(form.notes), form.plan[3].title, form.visit.venue) == (9, "Film: a day with Jo", "Fellgate Centre")
    assert [one.text for one in form.trainers[0].last_actions] == [
        "Name the step after each case",
        "Share the floor in the afternoon",
    ]
    assert form.independence == "You are not manager, mentor or partner of either trainer."


def test_today_says_what_waits_and_which_actions_are_overdue(example: Desk) -> None:
    found = {row.subject: row for row in example.ask(today_page, EXAMPLE_DAY).rows if row.kind == "observing"}
    assert found["observing:submitted"].title == "1 written copy is to be given"
    assert found["observing:submitted"].left == "18 days late"
    assert found["observing:awaiting_second"].title == "1 outcome waits for a second person"
    assert found["observing:under_way"].title == "1 visit is not finished"
    assert found["observing:actions"].title == "1 action of observations is overdue"
    assert [one.name for one in found["observing:actions"].about] == ["Dilnoza Umarov"]
    assert "observing:copied" not in found
