"""Workbooks in other words and layouts, from a seed: brought in, again unchanged, answered, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_pool
from tests.exchange.spreadsheets.varieties import make
from tests.exchange.spreadsheets.varieties_files import file_of
from tests.operations.imports.workbooks import dump
from trainerpool.operations.imports import decide, import_plan, plan_import, with_answer
from trainerpool.queries.sessions import sessions
from trainerpool.queries.standings import trainers


@pytest.mark.parametrize("block", range(4))
def test_in_again_answered_and_undone(tmp_path: Path, block: int, dose: int) -> None:
    for seed in range(block * 3 * dose, (block + 1) * 3 * dose):
        data, name = file_of(make(seed))
        desk = a_pool(tmp_path / str(seed))
        before = dump(desk)
        plan = plan_import(desk, (name, data))
        import_plan(desk, plan, backup=False)
        reading = plan.reading
        assert len(desk.ask(trainers, desk.today)) == sum(draft.waiting is None for draft in reading.trainers), name
        assert len(desk.ask(sessions)) == sum(row.outcome == "added" and row.thing == "session" for row in plan.rows), (
            name
        )
        again = plan_import(desk, (name, data))
        assert again.changes_nothing, (name, again.writes)
        assert not again.vanished
        answers = again.answers
        for question in again.questions:
            if question.default is not None:
                answers = with_answer(answers, question.section, question.about, question.default)
        if answers != again.answers:
            decide(desk, answers, backup=False)
            assert plan_import(desk, (name, data)).changes_nothing, name
            desk.undo()
        desk.undo()
        assert dump(desk) == before, name
        desk.store.close()
