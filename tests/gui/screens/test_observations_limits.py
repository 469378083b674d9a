"""A limit that was corrected away: the page says that it holds, what it waits for and who can do it; the rail counts it."""

from __future__ import annotations

from tests.gui.album.acting import press
from tests.gui.screens.observations_seat import filled, pane, row_in, the_page
from tests.gui.screens.seats import Seat
from trainerpool.domain.dates import in_words
from trainerpool.domain.observations import ObservationState
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import WhyBlock
from trainerpool.gui.screens.observations.record_pane import RecordPane, steps, still_limited
from trainerpool.operations import observations as deeds
from trainerpool.queries.observations import observation_list, waiting_observations
from trainerpool.queries.observations_page import observation


def badge(seat: Seat) -> int:
    return int(seat.window.rail._items["observations"].badge)


def test_the_page_says_what_a_corrected_limit_waits_for_and_who_can_do_it(seat: Seat) -> None:
    row = row_in(seat, ObservationState.AWAITING_SECOND)
    limit = row.outcome
    seat.go("observation", row.id)
    seat.rest()
    said = [label.text() for label in pane(seat, RecordPane).findChildren(Label)]
    assert f"Anybody may but {row.observer}, who observed, or {row.trainer}." in said
    deeds.second_observation(seat.desk, row.id, "Sable Weir")
    deeds.correct_observation(seat.desk, row.id, "It was another learner", outcome="Continue", by="Sable Weir")
    one = seat.go("observation", row.id)
    seat.rest()
    about = pane(seat, RecordPane)
    assert any(limit in block.accessibleName() for block in about.findChildren(WhyBlock))
    assert one.page.row.limit == limit
    held, waits = still_limited(one.page, seat.desk.today)
    assert held.fact == f"“{limit}” still limits {row.trainer}."
    assert held.evidence == "Corrected today by Sable Weir: It was another learner"
    assert "once somebody else has moderated it" in waits.fact
    assert waits.evidence == f"Anybody may but {row.observer}, who observed, or {row.trainer}."
    assert about.buttons[0].text() == "Moderate"
    press(seat, "Moderate")
    filled(seat, by=row.observer)
    assert one.page.row.limit == limit
    filled(seat, by="Sable Weir")
    after = seat.desk.ask(observation, row.id, seat.desk.today)
    assert after is not None
    assert (after.row.limit, after.moderated_by) == ("", "Sable Weir")


def test_the_rail_counts_what_waits_now_and_leads_to_it(seat: Seat) -> None:
    page = the_page(seat, "now")
    rows = seat.desk.ask(observation_list, seat.desk.today)
    waiting = [row for row in rows if row.waits_now]
    assert waiting
    assert {row.id for row in page.records.model.rows()} == {row.id for row in waiting}
    assert badge(seat) == len(waiting) == seat.desk.ask(waiting_observations, seat.desk.today)
    assert f"{len(waiting)} waiting now" in page.header.facts_in_words()
    row = next(one for one in waiting if one.state is ObservationState.REPLIED)
    the_page(seat, row.id)
    press(seat, "Moderate")
    filled(seat, note="Of one measure.")
    seat.until(lambda: badge(seat) == len(waiting) - 1)
    seat.undo()
    seat.until(lambda: badge(seat) == len(waiting))


def test_a_clock_that_has_run_out_is_said_on_the_way_of_an_observation(seat: Seat) -> None:
    row = next(
        one for one in seat.desk.ask(observation_list, seat.desk.today) if one.state is ObservationState.SUBMITTED
    )
    page = seat.desk.ask(observation, row.id, seat.desk.today)
    assert page is not None
    by_name = {one.fact: one for one in steps(page, seat.desk.today) if one is not None}
    copy = by_name["Written copy given"]
    assert page.clocks.copy_by < seat.desk.today
    assert (copy.meaning, copy.evidence) == (
        Meaning.ATTENTION, f"Not recorded, asked for by {in_words(page.clocks.copy_by, weekday=True)}",
    )  # fmt: skip
    early = {one.fact: one for one in steps(page, page.clocks.copy_by) if one is not None}["Written copy given"]
    assert (early.meaning, early.evidence) == (
        Meaning.NEUTRAL, f"By {in_words(page.clocks.copy_by, weekday=True)}",
    )  # fmt: skip
