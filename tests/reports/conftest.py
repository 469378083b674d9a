"""A term of an invented partnership: four agencies, six trainers, five sessions, one place empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.builders import TODAY, a_pool
from tests.operations.materials.packs import EVERY, PACK, under_review
from tests.reports.observed import observe
from trainerpool.operations import materials
from trainerpool.operations.agencies import add_agency
from trainerpool.operations.availability import add_unavailability, set_weekdays
from trainerpool.operations.courses import add_course, change_course
from trainerpool.operations.desk import Desk
from trainerpool.operations.evidence import add_evidence
from trainerpool.operations.people import add_trainer
from trainerpool.operations.sessions import add_session, cancel_session
from trainerpool.operations.settings import add_term, set_pool_name, set_records_begin
from trainerpool.store.records import Allocation, Membership, Person, TrainingSession

PEOPLE = (
    ("Gwen", "Parry", "Police", "gwen.parry@police.example.org"),
    ("Idris", "Malik", "Children's Services", "idris.malik@council.example.org"),
    ("Ottilie", "Brand", "Health", "ottilie.brand@health.example.org"),
    ("Tom", "Vane", "Health", ""),
    ("Nia", "O'Dowd", "Probation", "nia@probation.example.org"),
    ("Sam", "Hill", "Police", "sam.hill@police.example.org"),
)


@dataclass
class Term:
    """The pool with its people and sessions by the names tests use."""

    desk: Desk
    people: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    observed: Desk | None = None
    observation: str = ""
    packed: Desk | None = None

    def put(self, session: str, person: str, role: str, state: str = "confirmed") -> None:
        """Put somebody on a session."""
        with self.desk.work(f"Put {person} on {session}") as work:
            homes = work.find(select(Membership).where(Membership.person_id == self.people[person]))
            ids = {"session_id": self.sessions[session], "person_id": self.people[person]}
            work.add(Allocation(role=role, state=state, agency_id=homes[0].agency_id, **ids))

    def add(self, name: str, course: str, *parts: str, **more: object) -> None:
        """Add a session; a part is "2027-01-12 09:30 16:30"."""
        spelt = []
        for part in parts:
            day, *times = part.split()
            spelt.append({"start": "T".join([day, *times[:1]]), "end": f"{day}T{times[1]}" if times else ""})
        add_session(self.desk, course, spelt, reference=name, **more)
        self.sessions[name] = self.desk.ask(lambda reader: reader.scalars(
            select(TrainingSession.id).where(TrainingSession.reference == name)
        ).one())  # fmt: skip


def fill(term: Term) -> None:
    """The term, in one piece of work."""
    with term.desk.together("Fill the term"):
        add_everything(term, term.desk)


def add_everything(term: Term, desk: Desk) -> None:
    set_pool_name(desk, "Moorshire", "Moorshire Safeguarding Partnership")
    set_records_begin(desk, TODAY)
    for agency in dict.fromkeys(agency for _, _, agency, _ in PEOPLE):
        add_agency(desk, agency)
    add_course(desk, "NEG", "Neglect: Recognising and Responding", minutes=180, max_learners=20)
    add_course(desk, "PC", "Professional Curiosity and Challenge")
    for given, family, agency, email in PEOPLE:
        add_trainer(desk, given, family, agency, email or None, phone="+447700900487" if given == "Tom" else None)
    term.people = desk.ask(lambda reader: {row.given_name: row.id for row in reader.scalars(select(Person))})
    for given, family, *_ in PEOPLE[:5]:
        add_evidence(desk, f"{given} {family}", "transferred_approval", "2025-06-02", course="NEG", source="register")
    add_evidence(desk, "Gwen Parry", "ttt_course", "2024-03", course="NEG")
    add_evidence(desk, "Sam Hill", "application", "2026-10-01", note="=HYPERLINK(1)")
    add_term(desk, "Spring term", date(2027, 1, 4), date(2027, 3, 26))
    add_unavailability(desk, "Nia O'Dowd", date(2027, 2, 1), date(2027, 2, 5), "@home")
    set_weekdays(desk, "Tom Vane", [0, 1, 2])
    hall = {"venue": "Moor Hall, Long Room", "max_learners": 18}
    term.add("neglect", "NEG", "2027-01-12 09:30 16:30", **hall)
    term.add("curious", "PC", "2027-01-14 09:30 12:30", "2027-01-15 09:30 12:30", virtual=True, max_learners=16)
    term.add("february", "NEG", "2027-02-09 13:30 16:30", **hall)
    term.add("off", "PC", "2027-02-11 09:30 12:30", **hall)
    term.add("summer", "NEG", "2027-07-06 09:30 16:30", **hall)
    cancel_session(desk, term.sessions["off"], "too few booked")
    term.put("neglect", "Gwen", "lead")
    term.put("neglect", "Ottilie", "co-trainer", "offered")
    term.put("neglect", "Sam", "extra")
    term.put("curious", "Idris", "lead")
    term.put("curious", "Tom", "co-trainer")
    term.put("february", "Nia", "co-trainer", "accepted")
    term.put("summer", "Gwen", "lead")


def packed(folder: Path) -> Desk:
    """A pack under review with two remarks, one of them answered; its course mapped to levels and touched by a trigger."""
    desk = under_review(folder)
    materials.judge_material_items(desk, PACK, EVERY[:12])
    materials.judge_material(desk, PACK, "6", "No", "Slide 22", "The number closed in August")
    materials.judge_material(desk, PACK, "10", "Partly", note="No voice of a parent")
    materials.answer_material_remark(desk, PACK, "10", "A second film is on its way")
    materials.record_trigger(desk, "guidance", "Working Together", ["NEG"], on=date(2026, 11, 9))
    for framework, level in (
        ("Shropshire tiers", "3"),
        ("Nottinghamshire groups", "3"),
        ("Nottinghamshire groups", "4"),
    ):
        materials.map_course(desk, "NEG", framework, level)
    change_course(desk, "NEG", strand="children", max_learners=20)
    add_course(desk, "HID", "Hidden Harm")
    return desk


@pytest.fixture(scope="session")
def term(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Term]:
    """The term, to read from only; beside it the same where somebody was observed, which moves where they stand."""
    made, seen = (Term(a_pool(tmp_path_factory.mktemp("reports"))) for _ in range(2))
    fill(made)
    fill(seen)
    made.observed, made.observation = seen.desk, observe(seen.desk, seen.people["Gwen"])
    made.sessions["seen"] = seen.sessions["curious"]
    made.packed = packed(tmp_path_factory.mktemp("packs"))
    yield made
    made.packed.store.close()
    seen.desk.store.close()
    made.desk.store.close()


@pytest.fixture
def own_term(tmp_path: Path) -> Iterator[Term]:
    """The term, to change."""
    made = Term(a_pool(tmp_path))
    fill(made)
    yield made
    made.desk.store.close()
