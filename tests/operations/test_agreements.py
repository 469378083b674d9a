"""Several release agreements renewed at once: all of them or none, one line in the trail, one undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import small_pool
from trainerpool.operations.agreements import renew_agreements
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.problem import Problem
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.people import people
from trainerpool.queries.trail import deeds


@pytest.fixture
def desk(tmp_path: Path):
    made = small_pool(tmp_path)
    yield made
    close_pool(made)


def _agreements(desk: Desk) -> dict[str, list[date]]:
    found = desk.ask(evidence_of_everyone)
    names = {row.id: row.name for row in desk.ask(people, TODAY)}
    return {
        names[key]: sorted(item.on for item in items if item.kind == "release_agreement")
        for key, items in found.items()
    }


def test_all_are_renewed_as_one_deed_and_undone_as_one(desk: Desk) -> None:
    before = _agreements(desk)
    chosen = [row.id for row in desk.ask(people, TODAY, role="trainer")][:2]
    names = [row.name for row in desk.ask(people, TODAY) if row.id in chosen]
    done = renew_agreements(desk, [*chosen, chosen[0]], TODAY, "J. Ackroyd")
    assert done.name == "Renew 2 release agreements"
    after = _agreements(desk)
    for name in names:
        assert after[name] == sorted([*before.get(name, []), TODAY])
    assert desk.ask(deeds, 1)[0].entries == 2
    desk.undo()
    assert _agreements(desk) == before


def test_one_that_is_nobody_leaves_all_as_they_were(desk: Desk) -> None:
    before = _agreements(desk)
    chosen = desk.ask(people, TODAY, role="trainer")[0].id
    with pytest.raises(Problem, match="No person of the pool is called 'Nobody Atall'"):
        renew_agreements(desk, [chosen, "Nobody Atall"], TODAY)
    assert _agreements(desk) == before


def test_a_day_to_come_and_no_trainer_at_all_are_refused(desk: Desk) -> None:
    with pytest.raises(Problem, match="once it is signed"):
        renew_agreements(desk, ["Femi Dacosta"], date(2100, 1, 1))
    with pytest.raises(Problem, match="No trainer was chosen"):
        renew_agreements(desk, [], TODAY)


def test_one_agreement_names_its_trainer(desk: Desk) -> None:
    person = desk.ask(people, TODAY, role="trainer")[0]
    assert renew_agreements(desk, [person.name], TODAY).name == f"Renew the release agreement of {person.name}"
