"""A problem file is read whole or refused with the place of what is wrong; never a traceback."""

from __future__ import annotations

import contextlib
import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.allocation.instances import document
from trainerpool.allocation.files import solve_file
from trainerpool.allocation.reading import instance_of, instance_of_text
from trainerpool.allocation.solve import solve
from trainerpool.problem import Problem

HELD = {"course": "C0", "from": "2026-01-01", "to": "2027-12-31", "level": "co"}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("sessions", 3, "blocks", 0, "start"), "25:00", 'sessions[3].blocks[0].start: "25:00" is not a time'),
        (("sessions", 3, "blocks", 0, "start"), 930, "sessions[3].blocks[0].start: 930 is not a time"),
        (("sessions", 0, "blocks", 0, "end"), "00:01", 'sessions[0].blocks[0].end: "00:01" is not after start'),
        (("sessions", 0, "blocks", 0, "date"), "2027-02-30", 'sessions[0].blocks[0].date: "2027-02-30" is not a date'),
        (("sessions", 0, "blocks"), [], "sessions[0].blocks: [] has no part"),
        (("sessions", 1, "need"), -1, "sessions[1].need: -1 is not a whole number"),
        (("sessions", 1, "need"), True, "sessions[1].need: true is not a whole number"),
        (("sessions", 1, "need"), 1.5, "sessions[1].need: 1.5 is not a whole number"),
        (("sessions", 1, "id"), "S0", 'sessions[1].id: "S0" is there twice'),
        (("sessions", 1, "course"), "C77", 'sessions[1].course: "C77" is no course of this file'),
        (("sessions", 1, "site"), "P77", 'sessions[1].site: "P77" is no site of this file'),
        (("sessions", 1, "multi_agency"), "yes", 'sessions[1].multi_agency: "yes" is neither true nor false'),
        (("trainers", 2, "agency"), None, "trainers[2].agency: null is not a text"),
        (("trainers", 2, "weekdays"), [7], "trainers[2].weekdays[0]: 7 is not a weekday from 0 to 6"),
        (("trainers", 2, "approvals"), {}, "trainers[2].approvals: {} is not a list"),
        (("trainers", 2), 5, "trainers[2]: 5 is not an object"),
        (("travel_minutes",), [[0]], "travel_minutes: [[0]] is not a table of 3 by 3"),
        (("weights", "travel"), -3, "weights.travel: -3 is not a whole number"),
        (("conflict_pairs",), [["T0"]], 'conflict_pairs[0]: ["T0"] is not two trainers'),
        (("conflict_pairs",), [["T0", "T0"]], 'conflict_pairs[0]: ["T0", "T0"] names one trainer twice'),
        (("sessions", 1, "id"), "\ud800", 'sessions[1].id: "\\ud800" is not a text'),
        (("trainers", 1, "approvals"), [HELD, HELD], 'trainers[1].approvals[1].course: "C0" is there twice'),
        (("pinned",), [{"session": "S0", "trainer": "T99"}], 'pinned[0].trainer: "T99" is no trainer of this file'),
        (("terms", 0, "end"), "2020-01-01", 'terms[0].end: "2020-01-01" is before start'),
    ],
)
def test_what_is_wrong_is_said_with_its_place(path: tuple[Any, ...], value: Any, said: str):
    made = document("tiny", 1)
    place = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(Problem) as caught:
        instance_of(made)
    assert caught.value.text.startswith(said)


def test_a_missing_member_is_named():
    made = document("tiny", 1)
    del made["sessions"][2]["need"]
    with pytest.raises(Problem, match=r"sessions\[2\]: need is missing"):
        instance_of(made)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": "other/1"}',
        "\x00",
        "[" * 100_000,
        b"\xff\xfe\x00",
        '{"format": "trainer-allocation/1"}',
    ],
)
def test_what_is_no_problem_file_is_a_problem(text: str | bytes):
    with pytest.raises(Problem):
        instance_of_text(text)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=4,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        for key, one in value.items():
            found += places(one, (*path, key))
    if isinstance(value, list):
        for number, one in enumerate(value):
            found += places(one, (*path, number))
    return found


PLACES = places(document("tiny", 1))


@given(st.sampled_from(PLACES), JUNK)
def test_junk_anywhere_is_read_or_refused(path: tuple[Any, ...], junk: Any):
    made = copy.deepcopy(document("tiny", 1))
    place = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = junk
    with contextlib.suppress(Problem):
        instance_of(made)


def test_what_a_file_may_leave_out_is_as_if_empty():
    made = document("tiny", 1)
    for key in ("name", "conflict_pairs", "pinned", "previous", "weights", "min_gap_minutes"):
        del made[key]
    instance = instance_of_text(json.dumps(made).encode())
    assert (instance.pinned, instance.previous, instance.weight("travel")) == ((), (), 0)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_of_all_days_are_days_as_others(day: str, tmp_path: Path):
    made = document("tiny", 1)
    made["sessions"][0]["blocks"] = [{"date": day, "start": "09:00", "end": "12:00"}]
    (tmp_path / "problem.json").write_text(json.dumps(made), encoding="utf-8")
    found = solve_file(tmp_path / "problem.json", tmp_path / "out.json", seconds=9, why_pairs=[("S0", "T0")])
    assert found["why"][0]["session"] == "S0"


def test_previous_lines_may_name_people_who_left_and_excluded_too():
    made = document("tiny", 1)
    made["previous"] = [{"session": "S0", "trainer": "left"}]
    made["sessions"][0]["excluded"] = ["left"]
    assert instance_of(made).previous[0].trainer == "left"


def test_the_largest_figures_a_file_may_hold_can_still_be_counted():
    made = document("tiny", 1)
    made["weights"] = dict.fromkeys(made["weights"], 10_000_000)
    for one in made["sessions"]:
        one |= {"need": 1_000, "priority": 100}
    for one in made["trainers"]:
        one |= {"min_year": 100_000, "dispreference": {"C0": 100, "C1": 100}}
    made["travel_minutes"] = [[100_000] * 3] * 3
    result = solve(instance_of(made), seconds=10)
    assert result.optimal
    assert result.terms["unfilled"] > 0


def test_figures_beyond_are_refused():
    made = document("tiny", 1)
    made["weights"]["travel"] = 10_000_001
    with pytest.raises(Problem, match=r"weights\.travel: 10000001 is not a whole number from 0 to 10000000"):
        instance_of(made)
