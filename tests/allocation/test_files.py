"""From a problem file to an allocation file: the form, the clock, and nothing half written."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest

from tests.allocation.instances import document
from trainerpool.allocation.files import solve_file
from trainerpool.allocation.instance import SOFT_TERMS
from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.allocation.reading import instance_of
from trainerpool.allocation.scorer import score
from trainerpool.problem import Problem


@pytest.fixture
def problem_file(tmp_path: Path) -> Path:
    made = document("S", 1)
    for one in made["trainers"]:
        one["cap_term"] = 2
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(made), "utf-8")
    return path


def test_the_result_is_in_the_form_and_true(problem_file: Path, tmp_path: Path):
    out, lines = tmp_path / "out.json", io.StringIO()
    solve_file(problem_file, out, seconds=30, seed=4, progress_stream=lines)
    made = json.loads(out.read_text("utf-8"))
    instance = instance_of(json.loads(problem_file.read_text("utf-8")))
    assert list(made) == [
        "format",
        "instance",
        "assignments",
        "score",
        "terms",
        "bound",
        "optimal",
        "seconds",
        "seed",
        "stopped",
        "rounds",
        "unfilled",
        "findings",
    ]
    assert (made["format"], made["instance"], made["seed"]) == ("trainer-allocation-result/1", "S-1", 4)
    judged = score(instance, Plan(tuple(Assignment(**one) for one in made["assignments"])))
    assert (judged.violations, judged.total) == ((), made["score"])
    assert made["terms"] == {term: judged.terms[term] for term in SOFT_TERMS}
    assert made["bound"] <= made["score"]
    needs = {one.id: one.need for one in instance.sessions}
    for one in made["assignments"]:
        needs[one["session"]] -= 1
    assert {one["session"]: one["places"] for one in made["unfilled"]} == {
        key: left for key, left in needs.items() if left
    }
    assert len(made["unfilled"]) > 3
    assert all(one["text"] and one["blocking"] for one in made["unfilled"])
    steps = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert set(steps[0]) == {"seconds", "best", "bound", "gap", "filled", "places", "rounds"}
    assert steps[-1]["best"] == made["score"]


def test_seconds_are_the_whole_command_from_its_start(problem_file: Path, tmp_path: Path):
    began = time.monotonic()
    solve_file(problem_file, tmp_path / "out.json", seconds=2, started=began - 1.5)
    assert time.monotonic() - began < 2.5


def test_why_is_answered_in_the_same_file(problem_file: Path, tmp_path: Path):
    made = solve_file(problem_file, tmp_path / "out.json", seconds=20, why_pairs=[("S0", "T0"), ("S1", "T1")])
    assert [(one["session"], one["trainer"]) for one in made["why"]] == [("S0", "T0"), ("S1", "T1")]
    assert all(one["text"] for one in made["why"])


def test_an_unknown_pair_is_refused_before_any_work(problem_file: Path, tmp_path: Path):
    with pytest.raises(Problem, match="no session S999"):
        solve_file(problem_file, tmp_path / "out.json", why_pairs=[("S999", "T0")])
    assert not (tmp_path / "out.json").exists()


def test_no_place_to_write_leaves_nothing_behind(problem_file: Path, tmp_path: Path):
    with pytest.raises(Problem, match="could not be written"):
        solve_file(problem_file, tmp_path / "missing" / "out.json", seconds=5)
    folder = tmp_path / "out.json"
    folder.mkdir()
    with pytest.raises(Problem, match="could not be written"):
        solve_file(problem_file, folder, seconds=5)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json", "problem.json"]


def test_no_such_file(tmp_path: Path):
    with pytest.raises(Problem, match="could not be read"):
        solve_file(tmp_path / "no.json", tmp_path / "out.json")
