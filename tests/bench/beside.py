"""A problem told to the peer, and its plan judged by our scorer: nothing of ours helps it, nothing of its own is believed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from trainerpool.allocation.instance import LEAD, NEW
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.scorer import Score, score
from trainerpool.allocation.shape import Shape

# The peer may live in an environment of its own: this names its Python.
PEER_PYTHON = "TRAINERPOOL_PEER_PYTHON"


def why_absent() -> str:
    """Why the peer cannot be run here, or nothing."""
    if shutil.which("java") is None:
        return "skipped: no Java here"
    if os.environ.get(PEER_PYTHON) is None and find_spec("timefold") is None:
        return f"skipped: timefold is not installed here, and {PEER_PYTHON} names no Python that has it"
    return ""


def peer(shape: Shape, seconds: float, start: list[set[int]] | None = None) -> Score | str:
    """The judged plan of the peer after so many seconds of its own search, or what it died of."""
    with tempfile.TemporaryDirectory(prefix="trainerpool-peer-") as home:
        problem, out = Path(home) / "problem.json", Path(home) / "plan.json"
        problem.write_text(json.dumps(_told(shape, start)), encoding="utf-8")
        python = os.environ.get(PEER_PYTHON, sys.executable)
        script = str(Path(__file__).with_name("peer.py"))
        done = subprocess.run(
            [python, script, str(problem), str(seconds), str(out)], capture_output=True, text=True, check=False
        )
        if not out.exists():
            return f"the peer ended with {done.returncode}: {done.stderr.strip().splitlines()[-1:]}"
        pairs = [tuple(pair) for pair in json.loads(out.read_text(encoding="utf-8"))["pairs"]]
    return score(shape.instance, Plan.of(pairs))


def _told(shape: Shape, start: list[set[int]] | None) -> dict[str, Any]:
    instance, ground = shape.instance, shape.ground
    targets = dict(shape.targets)
    people = [
        {
            "id": one.id,
            "number": number,
            "agency": one.agency,
            "cap_month": 10_000 if one.cap_month is None else one.cap_month,
            "cap_term": 10_000 if one.cap_term is None else one.cap_term,
            "lacking": max(0, one.min_year - one.delivered),
            "target": targets.get(shape.agency[number], 0),
        }
        for number, one in enumerate(instance.trainers)
    ]
    follower = dict(shape.followers)
    due = [one.observation_due for one in instance.trainers]
    sessions = []
    for number, one in enumerate(instance.sessions):
        few, levels = shape.eligible[number], shape.levels[number]
        held = sorted(shape.pins[number])
        team = [*held, *(sorted(start[number] - set(held)) if start is not None else ())]
        sessions.append(
            {
                "id": one.id,
                "number": number,
                "need": max(one.need, len(held)),
                "worth": instance.weight("unfilled") * one.priority,
                "month": f"{one.first_day:%Y-%m}",
                "term": str(ground.periods["term"][number] or number),
                "week": "{}-{}".format(*one.first_day.isocalendar()[:2]),
                "many_agencies": one.multi_agency and one.need >= 2,
                "clashes": sorted(ground.clashes[number]),
                "follower": follower.get(number, -1),
                "costs": {str(key): cost for key, cost in shape.costs[number].items()},
                "leads": [key for key in few if levels[key] == LEAD],
                "news": [key for key in few if levels[key] == NEW],
                "observes": [key for key in few if one.observable and (on := due[key]) and one.first_day <= on],
                "able": few,
                "start": team,
                "pins": len(held),
            }
        )
    never = [f"{a}/{b}" for one, other in instance.conflict_pairs for a, b in ((one, other), (other, one))]
    return {"people": people, "sessions": sessions, "weights": dict(instance.weights), "never": never}
