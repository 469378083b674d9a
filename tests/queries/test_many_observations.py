"""Ten years of observations arrive as quickly as a list is asked for, and say the same as when each is read whole."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

import pytest

from tests.queries.many_observations import many_observations
from trainerpool.operations.desk import Desk
from trainerpool.queries.observations import observation_list, observations
from trainerpool.queries.observations_over_time import (
    criterion_counts,
    judgements_over_time,
    observations_judged,
    over_time,
)
from trainerpool.queries.observations_rows import ObservationLine
from trainerpool.store.pool import Reader

_MOST_SECONDS = 0.9
"""Of processor time: twice to four times what it takes here, and half of what it took before it was counted by the store."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = many_observations(tmp_path_factory.mktemp("many"))
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = many_observations(tmp_path_factory.mktemp("some"), 1_200)
    yield desk
    desk.store.close()


def seconds(desk: Desk, query: Callable[[Reader], Any]) -> float:
    """The quicker of two runs, in processor time."""
    took = []
    for _ in range(2):
        begun = time.process_time()
        desk.ask(query)
        took.append(time.process_time() - begun)
    return min(took)


def test_a_list_of_8000_and_judgements_over_time_arrive_at_once(many: Desk) -> None:
    assert len(many.ask(observation_list, many.today)) == 8_000
    assert seconds(many, lambda reader: observation_list(reader, many.today)) < _MOST_SECONDS
    assert many.ask(over_time).judgements > 200_000
    assert seconds(many, over_time) < _MOST_SECONDS
    assert seconds(many, lambda reader: over_time(reader, criterion="7")) < 2 * _MOST_SECONDS


def test_a_line_says_what_the_whole_row_says(some: Desk) -> None:
    lines, rows = some.ask(observation_list, some.today), some.ask(observations, some.today)
    names = [field.name for field in fields(ObservationLine)]
    assert [[getattr(one, name) for name in names] for one in lines] == [
        [getattr(one, name) for name in names] for one in rows
    ]
    few = some.ask(observations, some.today, ids=[one.id for one in rows[:300]])
    assert few == rows[:300]


def test_what_the_store_counts_is_what_the_judgements_say(some: Desk) -> None:
    seen = some.ask(judgements_over_time)
    times = Counter((one.group, one.number, one.text, one.starred, one.judgement) for one in seen)
    for one in some.ask(criterion_counts):
        place = one.group, one.number, one.text, one.starred
        told = [times[(*place, grade)] for grade in ("Met", "Developing", "Not met", "Not seen")]
        assert [one.met, one.developing, one.not_met, one.not_seen] == told
    assert sum(one.judged for one in some.ask(criterion_counts)) == len(seen)
    person, course = seen[0].person_id, seen[0].course_id
    for chosen in ({"person": person}, {"course": course}, {"criterion": "7"}, {"person": person, "criterion": "9"}):
        found, mine = some.ask(over_time, **chosen), some.ask(judgements_over_time, **chosen)
        assert found.judgements == len(mine)
        assert found.observations == len({one.observation_id for one in mine})
        assert found.seen == (() if list(chosen) == ["course"] else mine)
    whole = {row.id: row for row in some.ask(observations, some.today)}
    behind = some.ask(observations_judged, "7")
    assert behind == {one.observation_id for one in seen if one.number == "7"}
    for key in list(behind)[:50]:
        mine = [one for one in seen if one.observation_id == key]
        assert whole[key].judged == len(mine)
        assert whole[key].starred_met is all(one.judgement == "Met" for one in mine if one.starred)
        assert whole[key].wants_evidence == sum(one.judgement != "Met" and not one.evidence for one in mine)
