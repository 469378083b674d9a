"""The example pool: an invented partnership, made by the main job itself: a workbook imported, then a year of evidence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from trainerpool.host.clock import FixedClock
from trainerpool.host.places import resource
from trainerpool.operations.allocations import offer_place, respond
from trainerpool.operations.carrying.example import play_exchange
from trainerpool.operations.deeds import DEEDS
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports import ImportPlan, import_plan, plan_import
from trainerpool.operations.materials import record_read, tell_trainers
from trainerpool.operations.observations.example import play_observations
from trainerpool.operations.pools import make_pool
from trainerpool.queries.courses import courses
from trainerpool.queries.material_readers import coming_trainers
from trainerpool.queries.material_versions import material_versions
from trainerpool.queries.sessions import sessions
from trainerpool.store.keys import Cost

EXAMPLE_DAY = date(2026, 11, 23)
PASSPHRASE = "example"  # noqa: S105 - it guards nobody: everyone in the example is invented
_CHEAP = Cost(memory_kib=8192, passes=1, lanes=4)


def example_workbook() -> Path:
    """The coordinator's workbook the example is imported from."""
    return resource("example") / "Northmoor trainers 2026-27.xlsx"


def make_example_pool(folder: Path, told: Callable[[str], None] | None = None) -> Desk:
    """Make the example pool in a folder and give it open, standing on Mon 23 Nov 2026."""
    tell = told or (lambda _text: None)
    desk = new_example_pool(folder)
    tell("Reading the workbook")
    import_example(desk)
    tell("Recording a year of evidence")
    record_history(desk)
    return desk


def make_demo_pool(folder: Path, told: Callable[[str], None] | None = None) -> Desk:
    """The example pool with offline exchange beside it: people invited, carry files out, a return that waits with a clash."""
    desk = make_example_pool(folder, told)
    record_exchange(desk, folder)
    return desk


def record_exchange(desk: Desk, folder: Path) -> None:
    """Offline exchange, sealed and signed for real; it takes the seconds that passphrases of six words are meant to take."""
    told = json.loads((resource("example") / "exchange.json").read_text(encoding="utf-8"))
    play_exchange(desk, told, folder, _CHEAP)


def new_example_pool(folder: Path) -> Desk:
    """The example pool, still empty."""
    desk = make_pool(folder / "Northmoor.tpool", "Marian Holt", PASSPHRASE, FixedClock.on(EXAMPLE_DAY), _CHEAP).desk
    desk.backups = folder / "backups"  # nothing of the example stays on this computer
    return desk


def import_example(desk: Desk) -> ImportPlan:
    """Bring the example's workbook in; gives what was understood of it."""
    plan = plan_import(desk, example_workbook())
    import_plan(desk, plan)
    return plan


def record_history(desk: Desk) -> None:
    """A year of evidence as one piece of work: agreements, deliveries, observations, holds, candidates on their way."""
    deeds: list[dict[str, Any]] = json.loads((resource("example") / "history.json").read_text(encoding="utf-8"))
    with desk.together("Record the evidence of the last year"):
        for item in deeds:
            DEEDS[item["deed"]].do(desk, item["args"])
        _answers(desk)
        _packs(desk)
        told = json.loads((resource("example") / "observations.json").read_text(encoding="utf-8"))
        play_observations(desk, told)


def _packs(desk: Desk) -> None:
    """Trainer packs at every step: approved after a review, returned, under review, with the files they consist of."""
    folder = resource("example") / "packs"
    for item in json.loads((resource("example") / "packs.json").read_text(encoding="utf-8")):
        given = item["args"]
        if "path" in given:
            given["path"] = str(folder / given["path"])
        DEEDS[item["deed"]].do(desk, given)
    domestic = desk.ask(material_versions, next(row.id for row in desk.ask(courses) if row.code == "DAC"), EXAMPLE_DAY)[
        0
    ]
    told = desk.ask(coming_trainers, domestic.course_id, EXAMPLE_DAY)
    if told:
        tell_trainers(desk, domestic.id, list(told), date(2026, 11, 3))
        for number, trainer in enumerate(told[: len(told) // 2 + 1]):
            record_read(desk, domestic.id, trainer, date(2026, 11, 5 + number % 9), "by e-mail" if number % 2 else None)


def _answers(desk: Desk) -> None:
    """A term is never all settled: somebody has declined, somebody has not answered yet."""
    staffed = [row for row in desk.ask(sessions, EXAMPLE_DAY) if len(row.trainers) == 2]
    if len(staffed) > 4:
        respond(
            desk,
            staffed[2].id,
            staffed[2].trainers[-1].person_id,
            accepted=False,
            reason="Court date moved",
            told_by="by telephone",
        )
        offer_place(desk, staffed[3].id, staffed[3].trainers[-1].person_id)
