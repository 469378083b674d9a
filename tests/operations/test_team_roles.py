"""Another role for somebody on a team, and a proposal's choice kept and pinned as one deed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.small_pool import small_pool
from trainerpool.operations.allocations import allocate_trainer
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.team_roles import change_role, keep_choice
from trainerpool.problem import Problem
from trainerpool.queries.sessions import sessions


@pytest.fixture
def desk(tmp_path: Path):
    made = small_pool(tmp_path)
    yield made
    close_pool(made)


def _team(desk: Desk) -> dict[str, tuple[str, str, bool]]:
    return {one.name: (one.role, one.state, one.pinned) for one in desk.ask(sessions)[0].team}


def test_a_role_changes_and_what_was_settled_stays(desk: Desk) -> None:
    allocate_trainer(desk, "S1", "Nadia Farouk", "co-trainer")
    done = change_role(desk, "S1", "Nadia Farouk", "lead")
    assert done.name.startswith("Make Nadia Farouk lead of ")
    assert _team(desk) == {"Nadia Farouk": ("lead", "proposed", False)}
    desk.undo()
    assert _team(desk) == {"Nadia Farouk": ("co-trainer", "proposed", False)}


def test_a_role_nobody_knows_and_somebody_not_there_are_refused(desk: Desk) -> None:
    with pytest.raises(Problem, match="lead, co-trainer or extra"):
        change_role(desk, "S1", "Nadia Farouk", "boss")
    with pytest.raises(Problem, match="is not on this session"):
        change_role(desk, "S1", "Nadia Farouk", "lead")


def test_a_choice_is_kept_and_pinned_as_one_deed(desk: Desk) -> None:
    done = keep_choice(desk, "S1", "Nadia Farouk", "lead", "Pin Nadia Farouk")
    assert done.name == "Pin Nadia Farouk"
    assert _team(desk) == {"Nadia Farouk": ("lead", "proposed", True)}
    desk.undo()
    assert _team(desk) == {}
