"""The sample workbook with its decisions equals its truth; again changes nothing; one undo gives the empty pool."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_pool
from tests.operations.imports.workbooks import SAMPLES, dump
from trainerpool.domain.materials import material_state
from trainerpool.host.clock import FixedClock
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports import answers_from_json, decide, import_plan, plan_import
from trainerpool.queries.imports import open_questions
from trainerpool.queries.materials import versions_by_course
from trainerpool.queries.observations import observations
from trainerpool.queries.settings import pool_settings
from trainerpool.queries.standings import trainers
from trainerpool.reports.exports import export

BOOK = SAMPLES / "pool_a.xlsx"
QUALITY = SAMPLES / "quality_1.xlsx"
pytestmark = pytest.mark.skipif(not BOOK.exists(), reason="the sample workbooks are not beside this checkout")
STANDING = {
    "approved": {"approved"},
    "in training": {"candidate"},
    "applied": {"candidate"},
    "lapsed": {"lapsed"},
    "withdrawn": {"alumni"},
}


def decisions() -> Any:
    return answers_from_json(json.loads((SAMPLES / "pool_a.decisions.json").read_text("utf-8")))


def truth() -> Any:
    return json.loads((SAMPLES / "pool_a.truth.json").read_text("utf-8"))


def exported(desk: Desk, folder: Path, kind: str) -> list[dict[str, Any]]:
    export(desk.ask, kind, folder / f"{kind}.json", desk.today)
    return json.loads((folder / f"{kind}.json").read_text("utf-8"))


def check(desk: Desk, folder: Path) -> None:
    """What is exported is what the workbook means, field by field; agencies as groups."""
    found = {(row["given_name"], row["family_name"]): row for row in exported(desk, folder, "trainers")}
    said = truth()
    assert len(found) == len(said["trainers"]) == 64
    grouped: dict[str, set[str]] = {}
    for one in said["trainers"]:
        row = found[one["given"], one["family"]]
        grouped.setdefault(one["agency"], set()).add(row["agency"])
        for field, there in (
            ("email", "email"),
            ("phone", "phone"),
            ("ttt", "ttt_course_on"),
            ("approved", "approved_from"),
        ):
            assert row[there] == one[field], (one["given"], one["family"], field)
        assert row["courses"] == sorted(one["courses"])
        later = one["approved"] is not None and one["approved"] > desk.today.isoformat()
        assert row["standing"] in ({"candidate"} if later else STANDING[one["stage"]]), one
    assert all(len(names) == 1 for names in grouped.values())
    assert len(set().union(*grouped.values())) == len(grouped) == 8
    sessions = [
        (row["course"], row["title"], len(row["parts"]), row["parts"][0]["start"], row["parts"][0]["end"], row["venue"],
         row["max_learners"], row["virtual"], [one["trainer"] for one in row["allocations"]])
        for row in exported(desk, folder, "sessions")
    ]  # fmt: skip
    wanted = [
        (one["course"], one["title"], one["days"], f"{one['date']}T{one['start'][:5]}", f"{one['date']}T{one['end'][:5]}",
         one["venue"], one["places"], one["virtual"], one["trainers"])
        for one in said["sessions"]
    ]  # fmt: skip
    assert sorted(sessions, key=repr) == sorted(wanted, key=repr)


def test_with_decisions_it_equals_its_truth(desk: Desk, tmp_path: Path) -> None:
    plan = plan_import(desk, BOOK, decisions())
    assert plan.name == "Import pool_a.xlsx: 64 trainers, 90 sessions"
    assert not plan.questions
    import_plan(desk, plan)
    check(desk, tmp_path)


def test_answered_afterwards_it_equals_its_truth_too(desk: Desk, tmp_path: Path) -> None:
    import_plan(desk, plan_import(desk, BOOK))
    asked = desk.ask(open_questions)
    assert sorted(row.section for row in asked) == ["agencies", "agencies", "people"]
    decided = decide(desk, decisions())
    assert (decided.answered, decided.left) == (3, ())
    check(desk, tmp_path)
    again = plan_import(desk, BOOK)
    assert again.changes_nothing, "the answers are remembered"


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    import_plan(desk, plan_import(desk, BOOK, decisions()))
    before, head = dump(desk), desk.store.head
    plan = plan_import(desk, BOOK, decisions())
    assert set(plan.totals) - {key for key, number in plan.totals.items() if not number} == {"unchanged", "skipped"}
    done = import_plan(desk, plan)
    assert (done.seq, desk.store.head, dump(desk)) == (None, head, before)


def test_one_undo_gives_the_empty_pool(desk: Desk) -> None:
    before = dump(desk)
    import_plan(desk, plan_import(desk, BOOK))
    assert dump(desk) != before
    assert desk.undo().name == "Undo: Import pool_a.xlsx: 64 trainers, 90 sessions"
    assert dump(desk) == before
    desk.redo()
    assert plan_import(desk, BOOK).changes_nothing


def test_a_plan_writes_nothing(desk: Desk) -> None:
    before = dump(desk)
    plan = plan_import(desk, BOOK)
    assert plan.totals["added"] == 161
    assert dump(desk) == before


def test_the_figures_of_records_begin(desk: Desk) -> None:
    import_plan(desk, plan_import(desk, BOOK, decisions()))
    assert desk.ask(pool_settings).records_begin == date(2026, 11, 21)
    for day, count in ((date(2026, 11, 21), 40), (date(2026, 12, 21), 41), (date(2027, 4, 21), 41)):
        states = Counter(row.standing.state.value for row in desk.ask(trainers, day))
        assert (states["approved"], states["lapsed"], states["alumni"]) == (count, 9, 2), day


def test_every_cell_is_understood_or_listed(desk: Desk) -> None:
    plan = plan_import(desk, BOOK)
    document = plan.document()
    numbers = {sheet["sheet"]: [row["row"] for row in sheet["rows"]] for sheet in document["sheets"]}
    assert numbers == {
        "Trainer register": list(range(1, 73)),
        "Programme 2027": list(range(1, 92)),
        "Lookups": list(range(1, 10)),
    }
    assert sum(document["totals"].values()) == 172
    for sheet in document["sheets"]:
        for row in sheet["rows"]:
            assert row["outcome"] in {"added", "merged", "unchanged", "needs decision", "skipped"}
            assert row["fields"] or row.get("texts") or row["problems"] or row.get("why") == "blank"
    first = next(row for row in document["sheets"][0]["rows"] if row["row"] == 5)
    assert (first["fields"]["agency"], first["fields"]["courses"]) == ("Education (schools and colleges)", "CE; CP")
    assert first["fields"]["notes"] == "Notes: Prefers mornings"


def test_without_transfer_nobody_is_approved_and_the_word_is_kept(desk: Desk) -> None:
    import_plan(desk, plan_import(desk, BOOK, decisions(), transfer=False))
    rows = desk.ask(trainers, desk.today)
    assert not [row for row in rows if row.standing.state.value == "approved"]
    owen = next(row for row in rows if row.person.name == "Owen Roberts")
    assert "The register says: approved from 2026-05-16; courses CE, CP; status approved" in owen.person.notes
    import_plan(desk, plan_import(desk, BOOK, decisions()))
    owen = next(row for row in desk.ask(trainers, desk.today) if row.person.name == "Owen Roberts")
    assert (owen.standing.state.value, owen.courses) == ("approved", ("CE", "CP"))
    assert "The register says" not in owen.person.notes


def test_imported_on_another_day_records_begin_that_day(tmp_path: Path) -> None:
    desk = a_pool(tmp_path, date(2027, 2, 1), "Later")
    import_plan(desk, plan_import(desk, BOOK, decisions()))
    assert desk.ask(pool_settings).records_begin == date(2027, 2, 1)
    desk.clock = FixedClock.on(date(2027, 3, 1))
    assert plan_import(desk, BOOK).changes_nothing, "a later day alone changes nothing"
    desk.store.close()


def test_a_log_and_a_register_of_packs_become_records_that_count(desk: Desk) -> None:
    import_plan(desk, plan_import(desk, BOOK, decisions()))
    plan = plan_import(desk, QUALITY)
    assert (plan.totals["added"], plan.totals["needs_decision"]) == (87, 0)
    assert plan.name.startswith("Import quality_1.xlsx: 64 observations, 23 versions")
    import_plan(desk, plan)
    assert plan_import(desk, QUALITY).changes_nothing
    truth = json.loads((SAMPLES / "quality_1.truth.json").read_text(encoding="utf-8"))
    found = {(row.trainer, row.on.isoformat(), row.course): row for row in desk.ask(observations, desk.today)}
    for one in truth["observations"]:
        row = found[one["trainer"], one["date"], one["course"]]
        assert (row.observer, list(row.strengths), [action.text for action in row.actions]) == (
            one["observer"],
            one["strengths"],
            one["actions"],
        )
        assert (row.outcome or "").startswith(one["outcome"])
    rhys = next(row for row in desk.ask(trainers, desk.today) if row.person.name == "Rhys Choudhury")
    assert not rhys.standing.may_deliver, "the log says: pause and refer"
    desk.undo()
    assert not desk.ask(observations, desk.today)
    rhys = next(row for row in desk.ask(trainers, desk.today) if row.person.name == "Rhys Choudhury")
    assert rhys.standing.may_deliver


def test_a_register_cannot_make_an_author_the_approver(desk: Desk) -> None:
    words = (
        "Course,Pack version,Status,Author,Approved by,Date approved\n"
        "NEG,v1.0,Current - approved,Jane Hart,J Hart,7 Jan 2026\nDA,v1.0,Current - approved,Jane Hart,Sal Lowe,7 Jan 2026\n"
        "PC,v1.0,Current - approved,Jane Hart,,7 Jan 2026\n"
    )
    import_plan(desk, plan_import(desk, ("register.csv", words.encode())))
    states = {}
    for versions in desk.ask(versions_by_course).values():
        for one in versions:
            states[one.approved_by] = material_state(one, desk.today).value
    assert states == {"J Hart": "in review", "Sal Lowe": "approved", "not named in the register": "approved"}
