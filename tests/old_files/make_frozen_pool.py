"""Makes the frozen pool of the present format: run before the format is released, never after.

python -m tests.old_files.make_frozen_pool
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from tests.old_files import frozen_quality
from trainerpool.store.keys import Cost
from trainerpool.store.pool import Stamp, Store, key_path, logs_of
from trainerpool.store.records import (
    KINDS,
    Agency,
    AgencyAlias,
    Allocation,
    AllocationStep,
    Attendance,
    ClosedDay,
    Course,
    CourseAlias,
    EvidenceItem,
    Exclusion,
    FormerName,
    ImportAnswer,
    ImportedFile,
    ImportedRow,
    ImportQuestion,
    MaterialVersion,
    Membership,
    Observation,
    Person,
    PolicyRecord,
    PoolSetting,
    SessionPart,
    Snooze,
    Term,
    TrainingSession,
    Unavailability,
    Venue,
    WeekdayPattern,
)
from trainerpool.store.redaction import erase
from trainerpool.store.schema import FORMAT
from trainerpool.store.work import Work

FOLDER = Path(__file__).parent / f"format_{FORMAT}"
PASSPHRASE = "nine bright kites over the mill"
START = datetime(2026, 11, 21, 9, tzinfo=UTC)
DAY = date(2026, 5, 1)


def _stamp(minutes: int) -> Stamp:
    return Stamp("Kim Ashdown", START + timedelta(minutes=minutes))


def _places(work: Work, ids: dict[str, str]) -> None:
    ids["agency"] = work.add(Agency(name="Northshire Council", short_name="NC", note="chairs the partnership")).id
    ids["merged"] = work.add(Agency(name="Northshire C.C.", merged_into_id=ids["agency"])).id
    work.add(AgencyAlias(agency_id=ids["agency"], text="County Hall", grade="likely"))
    ids["course"] = work.add(
        Course(
            code="SAF1",
            title="Safeguarding Foundations",
            short_name="Foundations",
            minutes=180,
            max_learners=25,
            tier="awareness",
        )
    ).id
    work.add(CourseAlias(course_id=ids["course"], text="Sfgdg found."))
    work.add(
        MaterialVersion(
            course_id=ids["course"],
            version="3.1",
            author="Sam Ferrier",
            submitted_on=DAY,
            approved_on=DAY,
            review_due=date(2027, 5, 1),
        )
    )
    ids["venue"] = work.add(
        Venue(
            name="Weir Hall",
            postcode="NX1 1AA",
            zone="north",
            address="2 Weir Lane",
            access="Ring at the side door",
            capacity=30,
        )
    ).id


def _people(work: Work, ids: dict[str, str]) -> None:
    names = [("Siân", "O'Neill"), ("Łukasz", "Müller"), ("Mei Lin", "Chu"), ("Zoë", "Smith-Jones"), ("Passing", "Bye")]
    for number, (given, family) in enumerate(names):
        ids[f"person{number}"] = person = work.add(
            Person(
                given_name=given,
                family_name=family,
                email=f"t{number}@north.example.org",
                phone="01632 960 123",
                notes="“quiet” room",
            )
        ).id
        work.add(Membership(person_id=person, agency_id=ids["agency"], start=DAY))
    work.add(FormerName(person_id=ids["person0"], given_name="Siân", family_name="Gruffydd", until=DAY))
    work.add(Exclusion(person_id=ids["person0"], other_id=ids["person1"], reason="related"))
    work.add(Unavailability(person_id=ids["person1"], start=DAY, end=date(2026, 5, 9), note="away", told_on=DAY))
    work.add(WeekdayPattern(person_id=ids["person2"], weekdays="024", start=DAY))
    first = work.add(_evidence(ids, on="2026-04", outcome=None))
    work.add(_evidence(ids, on="2026-04-17", outcome="Continue", replaces_id=first.id))


def _evidence(ids: dict[str, str], **more: Any) -> EvidenceItem:
    return EvidenceItem(
        person_id=ids["person0"], course_id=ids["course"], evidence_kind="sign_off", starred_met=True, until=date(2029, 5, 1),
        by_id=ids["person3"], recorded_at=START.isoformat(), recorded_by="Kim Ashdown", source="sheet Trainers, row 7", **more,
    )  # fmt: skip


def _programme(work: Work, ids: dict[str, str]) -> None:
    session = ids["session"] = work.add(
        TrainingSession(
            course_id=ids["course"], title="Foundations, spring", venue_id=ids["venue"], first_date="2027-03-09", places=20,
            host_agency_id=ids["agency"], arranged_by_id=ids["person3"], reference="S-17", booked=12,
        )
    ).id  # fmt: skip
    work.add(SessionPart(session_id=session, date="2027-03-09", start="09:30", end="12:30"))
    work.add(SessionPart(session_id=session, date="2027-03-10", assumed=True))
    allocation = work.add(
        Allocation(session_id=session, person_id=ids["person0"], role="lead", state="confirmed", pinned=True)
    ).id
    for state in ("proposed", "offered", "accepted", "confirmed"):
        work.add(AllocationStep(allocation_id=allocation, state=state, on=DAY, told_by="by telephone", answer_by=DAY))
    work.add(
        Observation(
            person_id=ids["person0"],
            course_id=ids["course"],
            observer_name="Ash Bell",
            on="2026-06-02",
            outcome="Continue",
        )
    )
    work.add(
        Attendance(session_id=session, agency_id=ids["agency"], booked=12, attended=9, cancelled_late=2, no_show=1)
    )
    work.add(Term(name="Half-term", start=date(2027, 2, 15), end=date(2027, 2, 19), sort="half-term"))
    work.add(Term(name="Spring 2027", start=date(2027, 1, 4), end=date(2027, 3, 26)))
    work.add(ClosedDay(start=date(2026, 12, 24), end=date(2027, 1, 3), label="Closed over the year"))


def _settings(work: Work, ids: dict[str, str]) -> None:
    work.add(PoolSetting(key="pool_name", value="Northshire"))
    work.add(PoolSetting(key="odd", value={"list": [1, 2.5, None, True, "é"], "deep": {"a": {}}}))
    work.add(PolicyRecord(body={"approval_months": 36, "two_people": True}, reason="as agreed"))
    work.add(PolicyRecord(effective_from=date(2027, 1, 1), body={"approval_months": 24}, reason="shortened"))
    work.add(Snooze(subject=ids["person2"], until=date(2026, 12, 1), reason="asked again in December"))
    work.add(
        ImportedFile(name="pool.xlsx", digest="ab" * 32, on="2026-11-21", totals={"people": 5}, sheets=["Trainers"])
    )
    work.add(
        ImportedRow(
            file_name="pool.xlsx", thing="trainer", key="sian oneill", record_id=ids["person0"], fields={"a": "b"}, rows=["Trainers!7"]
        )
    )  # fmt: skip
    work.add(ImportAnswer(file_name="", section="agencies", about="County", answer={"agency": ids["agency"]}))
    work.add(ImportQuestion(file_name="pool.xlsx", key="q1", about={"cells": ["B7"], "kept": "nothing"}))


def _history(store: Store, ids: dict[str, str]) -> None:
    with store.work("Rename", _stamp(15)) as work:
        work.get(Person, ids["person3"]).family_name = "Jones"
    store.undo(_stamp(16))
    store.redo(_stamp(17))
    with store.work("Many at once", _stamp(18)) as work:
        work.add_many(Person, [{"given_name": f"Given{n}", "family_name": "Row"} for n in range(200)])
    with store.work("Erase somebody", _stamp(19), one_way=True) as work:
        gone = work.get(Person, ids["person4"])
        membership = work.find(_memberships_of(gone.id))[0]
        work.remove(membership)
        work.remove(gone)
        erase(work, [gone.id, membership.id])
    with store.work("Undone at the end", _stamp(20)) as work:
        work.add(Venue(name="Nowhere"))
    store.undo(_stamp(21))


def _memberships_of(person: str) -> Any:
    from sqlalchemy import select

    return select(Membership).where(Membership.person_id == person)


def rows_of(store: Store) -> dict[str, dict[str, dict[str, Any]]]:
    """Every record of the pool as the database has it: kind -> id -> columns."""
    with store.reader() as reader:
        return {
            kind: {
                row["id"]: dict(row) for row in reader.execute(text(f'SELECT * FROM "{kind}" ORDER BY id')).mappings()
            }
            for kind in sorted(KINDS)
        }


def make(folder: Path) -> None:
    """Make the pool, its key file, its passphrase, and what it has to say, in a folder."""
    folder.mkdir(exist_ok=True)
    pool = folder / "pool.tpool"
    for old in folder.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    store, words = Store.create(pool, "Kim Ashdown", PASSPHRASE, Cost(32, 1, 4))
    ids = {"slides": frozen_quality.keep_slides(store.bodies, folder)}
    for number, (name, deed) in enumerate(
        [
            ("Add places and courses", _places),
            ("Add people", _people),
            ("Add the programme", _programme),
            ("Settings", _settings),
            *frozen_quality.DEEDS,
        ]
    ):
        with store.work(name, _stamp(number)) as work:
            deed(work, ids)
    _history(store, ids)
    rows = rows_of(store)
    assert all(rows.values()), [kind for kind, found in rows.items() if not found]
    expected = {
        "format": FORMAT, "head": {"count": store.head.count, "digest": store.head.digest}, "words": words,
        "undo": [step.name for step in store.stacks.undo], "redo": [step.name for step in store.stacks.redo], "rows": rows,
    }  # fmt: skip
    store.close()
    (folder / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    for left in (*logs_of(pool), Path(f"{pool}-lock")):
        left.unlink(missing_ok=True)
    assert key_path(pool).exists()


if __name__ == "__main__":
    make(FOLDER)
