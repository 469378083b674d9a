"""Every kind of explanation examined for truth by one who knows the file form alone, on small problems and on odd ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.allocation.examiner import CODES, Examiner, Pairs
from tests.allocation.examples_odd import ODD, Problem, small
from trainerpool.allocation.files import solve_file

SEEDS = range(8)


def solved(folder: Path, problem: Problem, seconds: float = 20.0) -> tuple[Examiner, Pairs, dict[str, Any]]:
    """The result file of a problem file, every pair of it asked about."""
    path, out = folder / "problem.json", folder / "result.json"
    path.write_text(json.dumps(problem), encoding="utf-8")
    pairs = [(one["id"], it["id"]) for one in problem["sessions"] for it in problem["trainers"]]
    solve_file(path, out, seconds=seconds, workers=1, why_pairs=pairs)
    found = json.loads(out.read_text(encoding="utf-8"))
    return Examiner(problem), frozenset((one["session"], one["trainer"]) for one in found["assignments"]), found


def examine(examiner: Examiner, pairs: Pairs, found: dict[str, Any]) -> None:
    judged(examiner, pairs, found)
    empty(examiner, pairs, found)
    for answer in found.get("why", ()):
        (placed if answer["placed"] else not_placed)(examiner, pairs, answer)
        helped(examiner, pairs, answer)


def judged(examiner: Examiner, pairs: Pairs, found: dict[str, Any]) -> None:
    """The plan breaks nothing that pins do not, keeps them, and costs what it says."""
    assert examiner.pins <= pairs
    assert set(examiner.broken(pairs)) <= set(examiner.broken(examiner.pins)) | {
        line for line in examiner.broken(pairs) if line[0] in ("lead", "first_solo") and line[1] in dict(examiner.pins)
    }
    assert {key: number for key, number in found["terms"].items() if number} == {
        key: number for key, number in examiner.terms(pairs).items() if number
    }
    assert found["score"] == examiner.penalty(pairs)
    assert found["bound"] is None or found["bound"] <= found["score"]


def empty(examiner: Examiner, pairs: Pairs, found: dict[str, Any]) -> None:
    """Every empty place is there, its rules least and enough, each trainer's rules all and true."""
    lacking = {
        key: number for key, one in examiner.sessions.items() if (number := one["need"] - examiner.places(pairs)[key]) > 0
    }  # fmt: skip
    assert {one["session"]: one["places"] for one in found["unfilled"]} == lacking
    for one in found["unfilled"]:
        session = one["session"]
        assert one["text"]
        near = {
            i for i, course in examiner.held if course == examiner.sessions[session]["course"] and (session, i) not in pairs
        }  # fmt: skip
        assert {it["trainer"] for it in one["trainers"]} == near
        for it in one["trainers"]:
            assert set(it["rules"]) == examiner.against(session, it["trainer"], pairs), (session, it)
        blocking(examiner, pairs, one)


def blocking(examiner: Examiner, pairs: Pairs, one: dict[str, Any]) -> None:
    session, codes = one["session"], set(one["blocking"])
    if one["proven"]:
        assert codes <= CODES
        assert not examiner.possible(session, pairs, codes), (session, codes)
        for code in codes if one["minimal"] else ():  # where the time told
            assert examiner.possible(session, pairs, codes - {code}), (session, codes, code)
    else:
        assert examiner.possible(session, pairs, CODES), (session, codes)
        assert "could be added" in one["text"] or "would make room" in one["text"]


def helped(examiner: Examiner, pairs: Pairs, answer: dict[str, Any]) -> None:
    """What would help is as said: the rule is the only one in the way, the day and the training fill what they say."""
    session, rest = answer["session"], {(k, i) for k, i in pairs if k != answer["session"]}
    if examiner.places(pairs)[session] >= examiner.sessions[session]["need"]:
        assert answer["would_help"] == []
    for one in answer["would_help"]:
        told = {(it["session"], it["trainer"]) for it in one["pairs"]}
        there, after, codes = examiner, pairs | told, set()
        if one["kind"] == "day":
            there, after = Examiner(moved(examiner.problem, session, one["on"])), frozenset(rest | told)
            assert len(told) == examiner.sessions[session]["need"]
        if one["kind"] == "rule":
            codes = {one["rule"]}
            [(_, trainer)] = told
            assert examiner.against(session, trainer, pairs) == codes
        if one["kind"] == "training":
            assert all(("approval" in examiner.alone(k, i)) for k, i in told)
            codes = {"approval"}
        assert {line[0] for line in there.broken(after) - examiner.broken(pairs)} <= codes | set(codes and {"lead"}), (
            one
        )
        assert one["gain"] == examiner.penalty(pairs) - there.penalty(after), one
        assert one["text"].startswith("With ") or one["kind"] != "rule"


def moved(problem: Problem, session: str, to: str) -> Problem:
    """The problem with one session on another day, no longer confirmed."""
    sessions = []
    for one in problem["sessions"]:
        by = date.fromisoformat(to) - date.fromisoformat(one["blocks"][0]["date"])
        days = [it | {"date": str(date.fromisoformat(it["date"]) + by)} for it in one["blocks"]]
        sessions.append(one | {"blocks": days} if one["id"] == session else one)
    pins = [one for one in problem["pinned"] if one["session"] != session]
    return problem | {"sessions": sessions, "pinned": pins}


def placed(examiner: Examiner, pairs: Pairs, answer: dict[str, Any]) -> None:
    """What the pair costs and what each other would, is what the whole plan costs with and without."""
    session, trainer = answer["session"], answer["trainer"]
    bare = pairs - {(session, trainer)}
    terms, without = examiner.terms(pairs), examiner.terms(bare)
    weights = examiner.problem["weights"]
    parts = {key: weights.get(key, 0) * (terms[key] - without[key]) for key in terms if key != "unfilled"}
    assert answer["parts"] == {key: part for key, part in parts.items() if part}
    assert answer["cost"] == sum(parts.values())
    others = {}
    for one in examiner.trainers:
        after = bare | {(session, one)}
        if (session, one) not in pairs and not examiner.against(session, one, bare):
            others[one] = examiner.penalty(after) - examiner.penalty(pairs)
    if (session, trainer) in examiner.pins:
        assert answer["alternatives"] == []
        return
    told = {one["trainer"]: one["difference"] for one in answer["alternatives"]}
    assert told.items() <= others.items()
    assert sorted(told.values()) == sorted(others.values())[: len(told)]
    assert len(told) == min(5, len(others))


def not_placed(examiner: Examiner, pairs: Pairs, answer: dict[str, Any]) -> None:
    """Ways in are legal, the best first, and cost what is said; where there is none, the rules are what keeps them out."""
    session, trainer = answer["session"], answer["trainer"]
    team = [i for k, i in pairs if k == session]
    ways: dict[str | None, int] = {}
    goers = [one for one in team if (session, one) not in examiner.pins]
    for goes in [*goers, *([None] if len(team) < examiner.sessions[session]["need"] else [])]:
        bare = pairs - {(session, goes)}
        if not examiner.against(session, trainer, bare):
            ways[goes] = examiner.penalty(bare | {(session, trainer)}) - examiner.penalty(pairs)
    told = {one["instead_of"]: one["difference"] for one in answer["alternatives"]}
    assert told.items() <= ways.items()
    assert sorted(told.values()) == sorted(ways.values())[: len(told)]
    assert len(told) == min(5, len(ways)), (answer, ways)
    if ways:
        assert (answer["cost"], answer["rules"]) == (min(ways.values()), [])
        return
    assert answer["cost"] is None
    codes = {one["code"] for one in answer["rules"]}
    against = [examiner.against(session, trainer, pairs - {(session, goes)}) for goes in goers]
    if len(team) < examiner.sessions[session]["need"]:
        against.append(examiner.against(session, trainer, pairs))
    if not against:
        against = [examiner.against(session, trainer, pairs) - {"lead", "first_solo", "multi_agency"}]
        against[0].add("pinned" if team else "overfilled")
    # Each is really in the way, and they are all that is in the way of the way in that is least closed.
    assert codes in against, (answer, against)
    assert len(codes) == min(map(len, against))
    assert answer["changes"]


@pytest.mark.parametrize("seed", SEEDS)
def test_small_problems(seed: int, tmp_path: Path) -> None:
    examine(*solved(tmp_path, small(seed)))


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.__name__)
def test_odd_problems(odd: Callable[[int], Problem], tmp_path: Path) -> None:
    for seed in range(3):
        examine(*solved(tmp_path, odd(seed)))
