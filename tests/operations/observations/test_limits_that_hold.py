"""A limit that was corrected away is said to hold, what it waits for, and where it is counted, until somebody moderates."""

from __future__ import annotations

from tests.operations.observations.seen import Seen
from trainerpool.operations import observations
from trainerpool.queries.observations import observation_list, waiting_observations
from trainerpool.queries.today_observations import observation_lines


def paused(visit: Seen) -> str:
    visit.submitted(visit.nadia, "Pause and refer")
    observations.second_observation(visit.desk, visit.nadia, "Marian Holt")
    assert visit.state("Nadia") == "suspended"
    assert visit.page(visit.nadia).row.limit == ""
    return visit.nadia


def today_lines(visit: Seen) -> dict[str, tuple[str, ...]]:
    lines = observation_lines
    found = visit.desk.ask(lambda reader: tuple(lines(reader, visit.desk.today)))
    return {line.subject: tuple(one.note for one in line.about) for line in found}


def test_a_limit_corrected_away_holds_and_is_counted_until_somebody_else_moderates(visit: Seen) -> None:
    one, desk = paused(visit), visit.desk
    before = desk.ask(waiting_observations, desk.today)
    observations.correct_observation(desk, one, "It was another learner", outcome="Continue")
    row = visit.page(one).row
    assert (row.limit, row.outcome, row.waits_for, row.waits_now) == (
        "Pause and refer", "Continue", "The written copy, and moderation", True,
    )  # fmt: skip
    assert visit.state("Nadia") == "suspended"
    assert desk.ask(waiting_observations, desk.today) == before + 1
    assert any("“Pause and refer” still holds" in note for note in today_lines(visit)["observing:replied"])
    assert next(line for line in desk.ask(observation_list, desk.today) if line.id == one).limit == "Pause and refer"
    observations.moderate_observation(desk, one, "Marian Holt")
    assert (visit.page(one).row.limit, visit.state("Nadia")) == ("", "approved")
    assert desk.ask(waiting_observations, desk.today) == before
    assert "observing:replied" not in today_lines(visit)


def test_one_limit_in_anothers_place_waits_for_its_second_person(visit: Seen) -> None:
    one, desk = paused(visit), visit.desk
    observations.correct_observation(desk, one, "Too hard", outcome="Co-deliver only")
    assert (visit.page(one).row.limit, str(visit.page(one).row.state)) == ("Pause and refer", "Awaiting second person")
    observations.second_observation(desk, one, "Marian Holt")
    assert (visit.page(one).row.limit, visit.state("Nadia")) == ("", "approved")


def test_a_limit_sent_back_holds_while_it_is_written_anew(visit: Seen) -> None:
    one, desk = paused(visit), visit.desk
    observations.send_back_observation(desk, one, "Whose was it", "Marian Holt")
    assert visit.page(one).row.limit == "Pause and refer"
    observations.set_outcome(desk, one, "Continue")
    observations.submit_observation(desk, one)
    assert (visit.page(one).row.limit, visit.state("Nadia")) == ("Pause and refer", "suspended")
    observations.moderate_observation(desk, one, "Marian Holt")
    assert (visit.page(one).row.limit, visit.state("Nadia")) == ("", "approved")


def test_what_waits_now_is_counted_once(visit: Seen) -> None:
    desk = visit.desk
    observations.finish_visit(desk, visit.visit)
    assert desk.ask(waiting_observations, desk.today) == sum(
        line.waits_now for line in desk.ask(observation_list, desk.today)
    )
    visit.submitted(visit.nadia, "Co-deliver only")
    observations.judge_several(desk, visit.denzil, {"7": "Met"})
    pressing = {line.id for line in desk.ask(observation_list, desk.today) if line.waits_now}
    assert visit.nadia in pressing
    assert desk.ask(waiting_observations, desk.today) == len(pressing)
