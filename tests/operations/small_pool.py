"""A pool with two agencies, one course, three trainers and one session, for tests of deeds."""

from __future__ import annotations

from pathlib import Path

from tests.builders import a_pool
from trainerpool.operations import agencies, courses, evidence, people, sessions, settings
from trainerpool.operations.desk import Desk

DAY = "2027-01-12"


def small_pool(folder: Path) -> Desk:
    """Nadia (NHS) and Denzil (police) hold NEG on transfer since 2025; Femi is a candidate; one session of NEG."""
    from datetime import date

    desk = a_pool(folder)
    settings.set_records_begin(desk, date(2026, 11, 1))
    for agency in ("Ellerdale NHS Trust", "Northmoor Police"):
        agencies.add_agency(desk, agency)
    courses.add_course(desk, "NEG", "Neglect: Recognising and Responding", minutes=180)
    people.add_trainer(desk, "Nadia", "Farouk", "Ellerdale NHS Trust", email="n.farouk@ellerdale.example.org")
    people.add_trainer(desk, "Denzil", "Barlow", "Northmoor Police")
    people.add_trainer(desk, "Femi", "Dacosta", "Northmoor Police")
    for name in ("Nadia Farouk", "Denzil Barlow"):
        evidence.add_evidence(desk, name, "transferred_approval", "2025-03-16")
        evidence.add_evidence(desk, name, "transferred_approval", "2025-03-16", course="NEG")
    evidence.add_evidence(desk, "Femi Dacosta", "application", "2026-09-01")
    parts = [{"start": f"{DAY}T09:30", "end": f"{DAY}T12:30"}]
    sessions.add_session(desk, "NEG", parts, venue="Fellgate Centre", max_learners=20, reference="S1")
    return desk
