"""What would fill an empty place, asked of a pool's own problem: sentences with names, and true of its rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from trainerpool.allocation.rules import findings
from trainerpool.operations import example
from trainerpool.operations.proposals import propose, state_problem, what_would_help, whose_training_would_help
from trainerpool.queries.allocation_problem import AllocationProblem

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> AllocationProblem:
    """The spring of the example pool, with nine tenths of the approvals for the core day taken away."""
    folder: Path = tmp_path_factory.mktemp("help")
    desk = example.make_example_pool(folder)
    problem = state_problem(desk, date(2027, 1, 4), date(2027, 3, 31))
    desk.store.close()
    instance = problem.instance
    core = next(one.course for one in instance.sessions if one.id in problem.asked and one.label.startswith("Core"))
    few = tuple(
        replace(one, approvals=tuple(held for held in one.approvals if held.course != core or number % 9 == 0))
        for number, one in enumerate(instance.trainers)
    )
    pins = tuple(one for one in instance.pinned if instance.session_by_id[one.session].course != core)
    return replace(problem, instance=replace(instance, trainers=few, pinned=pins))


def test_each_empty_place_says_what_would_help(short: AllocationProblem) -> None:
    found = propose(short, seconds=10)
    assert found.empty
    said = [text for one in found.empty for text in what_would_help(short, found.plan, one.session, TODAY)]
    assert any(text.startswith("With agreement to work a ") and text.endswith(" could come.") for text in said)
    for one in found.empty:
        for text in what_would_help(short, found.plan, one.session, TODAY):
            if text.startswith("With agreement to work"):
                who = next(it for it in short.instance.trainers if f", {it.label} could come" in text)
                against = findings(short.instance, who.id, one.session, found.plan, short.profile)
                assert [it.code for it in against if it.stops] == ["availability"]


def test_two_trained_fill_what_they_are_said_to(short: AllocationProblem) -> None:
    found = propose(short, seconds=10)
    [training] = whose_training_would_help(short, found.plan)
    assert training.text.startswith("Training ")
    assert 1 <= len(training.places) <= training.empty == sum(one.places for one in found.empty)
    assert all(short.instance.trainer_by_id[one].label in training.text for one in training.trainers)
