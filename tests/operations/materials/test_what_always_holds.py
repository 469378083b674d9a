"""Over deeds in any order: nothing is approved by its author or beside a starred No, nothing reviewed is lost, undo is whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.operations.materials.packs import EVERY, PACK, STARRED, page, pool_with_pack, versions
from tests.store.pools import content
from trainerpool.domain.checklists import Answer
from trainerpool.domain.materials import MaterialState
from trainerpool.operations import materials
from trainerpool.operations.deeds import DEEDS
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports import import_plan, plan_import
from trainerpool.operations.pools import close_pool
from trainerpool.problem import Problem
from trainerpool.store.records import Framework, MaterialReview, MaterialVersion, ReviewJudgement

PEOPLE = [
    "Rhodri Pryce-Lowe",
    "R. Lowe",
    "Pryce-Lowe, Rhodri",
    "Denzil Barlow",
    "D Barlow",
    "Nadia Farouk",
    "Marian Holt",
]
NUMBERS = ["3.1", "3.2", "3.3"]
PRINCIPLES = "Shropshire principles"
# Who is one person, written in the test apart from the program: by hand.
ONE = {
    "Rhodri Pryce-Lowe": 1, "R. Lowe": 1, "Pryce-Lowe, Rhodri": 1, "Denzil Barlow": 2, "D Barlow": 2, "Nadia Farouk": 3, "Marian Holt": 4,
    "J. Hart": 5, "S. Lowe": 6,
}  # fmt: skip

who, number = st.sampled_from(PEOPLE), st.sampled_from(NUMBERS)
answers = st.sampled_from([one.value for one in Answer])
pack = number.map(lambda text: {"version": f"NEG {text}"})


def deed(name: str, **arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    return st.builds(lambda **given: (name, {**given.pop("pack", {}), **given}), **arguments)


STEPS = st.one_of(
    deed("add_material_version", course=st.just("NEG"), version=number, author=who),
    deed("add_material_version", course=st.just("NEG"), version=number, author=who, approved_by=who, approved_on=st.just("2026-11-02")),
    deed("change_material_version", pack=pack, author=who),
    deed("submit_material_version", pack=pack, reviewer=who),
    deed("submit_material_version", pack=pack),
    deed("start_material_review", pack=pack, reviewer=who, carry=st.booleans()),
    deed("judge_material_items", pack=pack, items=st.just(EVERY)),
    deed("judge_material", pack=pack, item=st.sampled_from(sorted(STARRED | {"2", "4"})), judgement=answers, note=st.just("Because")),
    deed("judge_material", pack=pack, item=st.sampled_from(sorted(STARRED)), clear=st.just(["judgement"])),
    deed("answer_material_remark", pack=pack, item=st.sampled_from(sorted(STARRED)), answer=st.just("Done")),
    deed("return_material_version", pack=pack, note=st.just("Again")),
    deed("start_material_review", pack=pack, reviewer=who, checklist=st.just(PRINCIPLES)),
    deed("judge_material_items", pack=pack, items=st.just(EVERY[:17]), checklist=st.just(PRINCIPLES)),
    deed("break_off_review", pack=pack, why=st.just("Left")),
    deed("break_off_review", pack=pack, why=st.just("Left"), checklist=st.just(PRINCIPLES)),
    deed("approve_material_version", pack=pack, by=who),
    deed("approve_material_version", pack=pack, by=who),
    deed("withdraw_material_version", pack=pack, why=st.just("Old")),
    deed("remove_material_version", pack=pack),
    st.just(("undo", {})),
    st.just(("redo", {})),
)  # fmt: skip
# A way to approval that random steps seldom find whole; each prefix of it is tried with random steps after it.
WAY: list[tuple[str, dict[str, Any]]] = [
    ("submit_material_version", {"version": PACK, "reviewer": "Denzil Barlow"}),
    ("judge_material_items", {"version": PACK, "items": EVERY}),
    ("judge_material", {"version": PACK, "item": "6", "judgement": "No", "note": "Because"}),
    ("return_material_version", {"version": PACK}),
    ("submit_material_version", {"version": PACK}),
    ("start_material_review", {"version": PACK, "reviewer": "Nadia Farouk", "carry": True}),
    ("judge_material", {"version": PACK, "item": "6", "judgement": "Yes"}),
    ("approve_material_version", {"version": PACK, "by": "Marian Holt"}),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = pool_with_pack(tmp_path_factory.mktemp("packs"))
    yield made
    close_pool(made)


def read(desk: Desk, record_class: Any) -> list[Any]:
    with desk.store.reader() as reader:
        found = list(reader.scalars(select(record_class)))
        reader.expunge_all()
    return found


def ended(desk: Desk) -> dict[str, Any]:
    """What the reviews that are ended say, item by item."""
    done = {row.id: (row.reviewer, row.outcome) for row in read(desk, MaterialReview) if row.ended_on}
    said = {
        (row.review_id, row.item): (row.judgement, row.note)
        for row in read(desk, ReviewJudgement)
        if row.review_id in done
    }
    return {"reviews": done, "said": said}


def check_approved(desk: Desk) -> int:
    """Every version that counts as approved was approved by another, and its review holds; gives how many have one."""
    found = 0
    judgements, reviews = read(desk, ReviewJudgement), read(desk, MaterialReview)
    lists = {row.id: row.sort for row in read(desk, Framework)}
    states = {row.id: row.state for row in versions(desk).values()}
    for version in read(desk, MaterialVersion):
        if states[version.id] is not MaterialState.APPROVED:
            continue
        assert ONE[version.author] != ONE[version.approved_by], (version.author, version.approved_by)
        own = [one for one in reviews if one.version_id == version.id]
        assert all(one.ended_on for one in own)
        if own:
            last = max((one for one in own if one.outcome != "unfinished"), key=lambda one: (one.started_on, one.id))
            assert last.outcome == "approved"
            rests_on = [one for one in own if one.outcome == "approved"]
            assert [one for one in rests_on if lists[one.framework_id] == "checklist"]
            for review in rests_on:
                said = {one.item: one.judgement for one in judgements if one.review_id == review.id}
                is_checklist = lists[review.framework_id] == "checklist"
                assert len([answer for answer in said.values() if answer]) == (29 if is_checklist else 17)
                assert not is_checklist or not [item for item in STARRED if said[item] == "No"]
                assert ONE[review.reviewer] != ONE[version.author]
            found += 1
    return found


def do(desk: Desk, name: str, given: dict[str, Any]) -> bool:
    """One step; False where it was refused."""
    try:
        {"undo": desk.undo, "redo": desk.redo}[name]() if name in {"undo", "redo"} else DEEDS[name].do(desk, given)
    except Problem:
        return False
    return True


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WAY)), st.lists(STEPS, min_size=4, max_size=14))
@example(len(WAY), [("judge_material", {"version": PACK, "item": "6", "judgement": "No", "note": "Late"})])
@example(6, [
    ("start_material_review", {"version": PACK, "reviewer": "Denzil Barlow", "checklist": PRINCIPLES}),
    ("judge_material", {"version": PACK, "item": "6", "judgement": "Yes"}),
    ("approve_material_version", {"version": PACK, "by": "Marian Holt"}),
    ("judge_material_items", {"version": PACK, "items": EVERY[:17], "checklist": PRINCIPLES}),
    ("approve_material_version", {"version": PACK, "by": "Marian Holt"}),
])  # fmt: skip
@example(3, [("approve_material_version", {"version": PACK, "by": "Marian Holt"})])
def test_nothing_is_approved_against_the_rules_nor_lost(
    desk: Desk, far: int, steps: list[tuple[str, dict[str, Any]]]
) -> None:
    begin, undone = content(desk.store), len(desk.store.stacks.undo)
    for name, args in [*WAY[:far], *steps]:
        if name == "undo" and len(desk.store.stacks.undo) <= undone:
            continue  # the pool that is tried stays beneath it
        before, then = content(desk.store), ended(desk)
        if not do(desk, name, args):
            assert content(desk.store) == before
            continue
        check_approved(desk)
        if name in {"undo", "redo"}:
            continue
        now = ended(desk)
        assert then["reviews"].items() <= now["reviews"].items()
        answered = name == "answer_material_remark"
        assert answered or then["said"].items() <= now["said"].items()
        after = content(desk.store)
        if after != before:
            desk.undo()
            assert content(desk.store) == before
            desk.redo()
            assert content(desk.store) == after
    while len(desk.store.stacks.undo) > undone:
        desk.undo()
    while len(desk.store.stacks.undo) < undone:
        desk.redo()
    assert content(desk.store) == begin


def test_the_way_ends_in_an_approval_with_its_review(desk: Desk) -> None:
    assert [do(desk, name, args) for name, args in WAY] == [True] * len(WAY)
    assert check_approved(desk) == 1
    for _ in WAY:
        desk.undo()


def register(path: Path, rows: list[list[str]]) -> Path:
    """A register of materials as a workbook."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Materials register")
    for place, row in enumerate(
        [["Course", "Version", "Author", "Approved by", "Approved on", "Review due", "Status"], *rows]
    ):
        sheet.write_row(place, 0, row)
    book.close()
    return path


@pytest.mark.parametrize("state", ["Approved", "Current"])
def test_a_register_does_not_approve_what_the_checklist_stops_or_the_author_signs(tmp_path: Path, state: str) -> None:
    desk = pool_with_pack(tmp_path)
    for name, args in WAY[:3]:
        assert do(desk, name, args)
    rows = [
        [
            "Neglect: Recognising and Responding",
            "3.2",
            "Rhodri Pryce-Lowe",
            "Marian Holt",
            "10/11/2026",
            "10/11/2027",
            state,
        ],
        [
            "Neglect: Recognising and Responding",
            "4.0",
            "Rhodri Pryce-Lowe",
            "R. Pryce-Lowe",
            "11/11/2026",
            "11/11/2027",
            state,
        ],
        [
            "Neglect: Recognising and Responding",
            "2.0",
            "Ann Bell",
            "Carl Dell",
            "11/11/2024",
            "11/11/2025",
            "Superseded",
        ],
    ]
    import_plan(desk, plan_import(desk, register(tmp_path / "register.xlsx", rows)))
    found = {number: row.state for number, row in versions(desk).items()}
    assert found["3.2"] is MaterialState.IN_REVIEW
    assert found["4.0"] is not MaterialState.APPROVED
    assert found["2.0"] is MaterialState.SUPERSEDED
    assert page(desk).to_go == 0
    with pytest.raises(Problem, match="Item 6 is starred and says No"):
        materials.approve_material_version(desk, PACK)
    close_pool(desk)
