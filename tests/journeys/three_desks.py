"""Three desks for the journeys between them: a pool of people with names of their own, and the search for those names in the clear."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from sqlalchemy import select

from tests.builders import a_pool
from trainerpool.domain.policy import Level
from trainerpool.operations import agencies, allocations, courses, evidence, observations, people, sessions, settings
from trainerpool.operations.desk import Desk
from trainerpool.queries.sessions import session
from trainerpool.store.records import TrainingSession

TODAY, DAY = date(2026, 11, 21), date(2027, 1, 12)
TRAINER, PARTNER, OBSERVER, SPARE = "Zqora Quillfeather", "Xanthe Wrenfold", "Ruth Penhale", "Orla Tindall"
PLANTED = (b"Zqora", b"Quillfeather", b"Xanthe", b"Wrenfold", b"Penhale")
SECRETS = (b"whatever I keep to myself", b"Named the learner by mistake")


def pool_of_three(folder: Path) -> Desk:
    """A pool, open: S1 on 12 Jan 2027 with the trainer and the partner, to be observed; S2 on 23 Feb offered to the trainer."""
    pool = a_pool(folder, TODAY)
    settings.set_records_begin(pool, date(2026, 11, 1))
    for agency in ("Ellerdale NHS Trust", "Northmoor Police"):
        agencies.add_agency(pool, agency)
    courses.add_course(pool, "NEG", "Neglect", minutes=180)
    settings.set_policy(pool, {"rule_levels": {"material_unrecorded": Level.IGNORE.value}})
    for name, agency in ((TRAINER, "Ellerdale NHS Trust"), (PARTNER, "Northmoor Police"), (SPARE, "Northmoor Police")):
        given, family = name.split()
        people.add_trainer(pool, given, family, agency)
        evidence.add_evidence(pool, name, "transferred_approval", "2025-03-16")
        evidence.add_evidence(pool, name, "transferred_approval", "2025-03-16", course="NEG")
    given, family = OBSERVER.split()
    people.add_trainer(pool, given, family, agency="Ellerdale NHS Trust", role="observer")
    for reference, day in (("S1", "2027-01-12"), ("S2", "2027-02-23")):
        parts = [{"start": f"{day}T09:30", "end": f"{day}T12:30"}]
        sessions.add_session(pool, "NEG", parts, venue="Fellgate Centre", max_learners=20, reference=reference)
        for name, role in ((TRAINER, "lead"), (PARTNER, "co-trainer")):
            allocations.offer_to_trainer(pool, reference, name, role)
            if name == PARTNER or reference == "S1":
                allocations.respond(pool, reference, name, accepted=True)
    observations.plan_visit(pool, "S1", OBSERVER, [TRAINER])
    return pool


def session_of(pool: Desk, reference: str) -> str:
    """A session by its reference."""
    found = pool.ask(
        lambda it: it.scalars(select(TrainingSession.id).where(TrainingSession.reference == reference)).one()
    )
    return str(found)


def state_of(pool: Desk, reference: str, name: str) -> str:
    """How far somebody's place on a session is; "" where they have none."""
    row = pool.ask(session, session_of(pool, reference))
    assert row is not None
    return next((one.state for one in row.team if one.name == name), "")


def nothing_in_the_clear(folder: Path) -> None:
    """No name and no private word in any file, nor in the name of one, here or in the folders for passing things and logs.

    A draft of an e-mail is addressed to somebody: it names them, nobody else, and nothing of what is in its file.
    """
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".tpool", ".tpcarry", ".tpreturn"}
    for path in files:
        body = path.read_bytes()
        found = {word for word in (*PLANTED, *SECRETS) if word in body}
        if path.suffix == ".eml":
            named = [
                name for name in (TRAINER, PARTNER, OBSERVER) if any(one.encode() in found for one in name.split())
            ]
            assert len(named) <= 1, path.name
            found -= {one.encode() for name in named for one in name.split()}
        assert not found, path.name
        assert not [word for word in PLANTED if word in path.name.encode()], path.name
    passing = [path for path in Path(os.environ["HOME"]).rglob("*") if path.is_file()]
    assert not [path for path in passing for word in (*PLANTED, *SECRETS) if word in path.read_bytes()]
