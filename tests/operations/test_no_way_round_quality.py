"""No path at all to an approval the checklist stops, a sign-off nobody independent saw, or a limit that is lifted unseen."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import select

from tests.operations.materials.packs import EVERY, PACK, REVIEWER, UNIT, pool_with_pack, versions
from tests.operations.observations.seen import Seen, of_visit, on_the_path, person, seen
from tests.operations.small_pool import small_pool
from trainerpool.domain.materials import MaterialState
from trainerpool.host.clock import FixedClock
from trainerpool.operations import allocations, evidence, materials, observations, people, sessions
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports import import_plan, plan_import
from trainerpool.operations.pools import close_pool
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import allocation_problem
from trainerpool.queries.standings import standing_of
from trainerpool.store.records import KINDS, KeptFile, MaterialVersion


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[Desk]:
    """Neglect 3.1 approved, 3.2 a draft of Rhodri Pryce-Lowe."""
    made = pool_with_pack(tmp_path)
    yield made
    close_pool(made)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Desk]:
    """Femi lacks an observed delivery and the sign-off; Denzil is Femi's mentor."""
    made = small_pool(tmp_path)
    on_the_path(made)
    yield made
    close_pool(made)


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Seen]:
    """Nadia and Denzil are being seen by Ruth Penhale."""
    made = seen(tmp_path)
    yield made
    close_pool(made.desk)


def _state(desk: Desk, given: str) -> str:
    return str(desk.ask(standing_of, person(desk, given), desk.today).state)


def _refused(deed: Callable[[], object], words: str = r"\w") -> None:
    with pytest.raises(Problem, match=words):
        deed()


# Approval


@pytest.mark.parametrize(
    ("author", "approver"),
    [
        ("Rhodri Pryce-Lowe and Kim Ashdown", "Rhodri Pryce-Lowe"),
        ("Kim Ashdown, Rhodri Pryce-Lowe", "Rhodri Pryce-Lowe"),
        ("Kim Ashdown / Rhodri Pryce-Lowe", "R. Pryce-Lowe"),
        ("Rhodri Pryce-Lowe", "Kim Ashdown & Rhodri Pryce-Lowe"),
        ("Rhodri Pryce-Lowe", "Rhodri"),
        ("Rhodri Pryce-Lowe", "RPL"),
        ("Rhodri Pryce-Lowe", "rhodri.pryce-lowe@northshire.example.org"),
        ("Rhodri Pryce-Lowe", "Rhodri Pryce-Lowe - NHS"),
        ("Elizabeth Hart", "Liz Hart"),
        ("Rhodri Pryce-Lowe", "?"),
    ],
)
def test_the_author_approves_under_no_other_way_of_writing(packs: Desk, author: str, approver: str) -> None:
    materials.change_material_version(packs, PACK, author=author)
    materials.submit_material_version(packs, PACK, reviewer=REVIEWER)
    materials.judge_material_items(packs, PACK, EVERY)
    _refused(lambda: materials.approve_material_version(packs, PACK, by=approver))
    _refused(lambda: materials.add_material_version(
        packs, "NEG", "4.0", author=author, approved_by=approver, approved_on=date(2026, 11, 1)
    ))  # fmt: skip


def test_a_copy_of_a_version_is_not_recorded_as_approved(packs: Desk) -> None:
    materials.submit_material_version(packs, PACK, reviewer=REVIEWER)
    materials.judge_material_items(packs, PACK, EVERY)
    materials.judge_material(packs, PACK, "6", "No", note="Old number")
    _refused(lambda: materials.add_material_version(
        packs, "NEG", "3.3", from_version=PACK, author="J. Hart", approved_by=UNIT, approved_on=packs.today
    ))  # fmt: skip


def test_a_shorter_checklist_is_no_way_round_a_starred_no(packs: Desk) -> None:
    materials.submit_material_version(packs, PACK, reviewer=REVIEWER)
    materials.judge_material_items(packs, PACK, EVERY)
    materials.judge_material(packs, PACK, "6", "No", note="Old number")
    materials.return_material_version(packs, PACK)
    materials.revise_framework(packs, "checklist", "Short", {"items": [{"no": "1", "text": "It has a title"}]})
    materials.submit_material_version(packs, PACK)
    materials.start_material_review(packs, PACK, REVIEWER, checklist="Short")
    materials.judge_material(packs, PACK, "1", "Yes")
    _refused(lambda: materials.approve_material_version(packs, PACK), "Item 6 is starred and says No")
    materials.return_material_version(packs, PACK, note="Again")
    materials.submit_material_version(packs, PACK)
    materials.start_material_review(packs, PACK, REVIEWER, checklist="Trainer packs")
    materials.judge_material_items(packs, PACK, EVERY)
    materials.approve_material_version(packs, PACK)
    assert versions(packs)["3.2"].state is MaterialState.APPROVED


def test_what_is_said_twice_of_an_item_in_one_go_is_kept(packs: Desk) -> None:
    materials.submit_material_version(packs, PACK, reviewer=REVIEWER)
    materials.judge_material_items(
        packs, PACK, [*EVERY[:5], {"item": "6", "clear": ["note"]}, {"item": "6", "judgement": "No", "note": "x"}, *EVERY[6:]]
    )  # fmt: skip
    _refused(lambda: materials.approve_material_version(packs, PACK), "Item 6 is starred and says No")


def test_author_and_approver_who_turn_out_to_be_one_person_take_the_approval_away(packs: Desk) -> None:
    people.add_trainer(packs, "Rhodri", "Pryce-Lowe", "Northmoor Police")
    people.add_trainer(packs, "Sable", "Weir", "Northmoor Police")
    materials.change_material_version(packs, PACK, author="Rhodri Pryce-Lowe")
    materials.submit_material_version(packs, PACK, reviewer=REVIEWER)
    materials.judge_material_items(packs, PACK, EVERY)
    materials.approve_material_version(packs, PACK, by="Sable Weir")
    people.merge_trainers(packs, "Sable Weir", "Rhodri Pryce-Lowe")
    assert versions(packs)["3.2"].state is not MaterialState.APPROVED
    packs.undo()
    assert versions(packs)["3.2"].state is MaterialState.APPROVED


def test_a_former_name_of_the_author_approves_nothing(packs: Desk) -> None:
    people.add_trainer(packs, "Rhodri", "Weir", "Northmoor Police")
    people.add_trainer(packs, "Rhodri", "Pryce-Lowe", "Northmoor Police")
    people.merge_trainers(packs, "Rhodri Weir", "Rhodri Pryce-Lowe")
    materials.change_material_version(packs, PACK, author="Rhodri Pryce-Lowe")
    with packs.work("As a register says it") as work:
        row = work.get(MaterialVersion, versions(packs)["3.2"].id)
        row.approved_by, row.approved_on = "Rhodri Weir", packs.today
    assert versions(packs)["3.2"].state is not MaterialState.APPROVED


def test_undone_and_done_again_on_another_day_nothing_is_approved_anew(packs: Desk) -> None:
    materials.submit_material_version(packs, PACK, reviewer=REVIEWER)
    materials.judge_material_items(packs, PACK, EVERY)
    materials.approve_material_version(packs, PACK)
    packs.undo()
    materials.judge_material(packs, PACK, "6", "No", note="Late")
    _refused(packs.redo)
    assert versions(packs)["3.2"].state is MaterialState.IN_REVIEW


# A version out of date


@pytest.mark.parametrize("sort", ["draft", "superseded", "withdrawn"])
def test_a_session_planned_with_a_version_out_of_use_says_so(packs: Desk, sort: str) -> None:
    materials.add_material_version(
        packs, "NEG", "3.3", author="J. Hart", approved_by="S. Lowe", approved_on=date(2026, 11, 2)
    )
    number = {"draft": "NEG 3.2", "superseded": "NEG 3.1", "withdrawn": "NEG 3.1"}[sort]
    if sort == "withdrawn":
        materials.withdraw_material_version(packs, "NEG 3.1", "Old")
    assert _material(packs) == ("approved", "Version 3.3 is approved.")
    materials.set_session_material(packs, "S1", planned=number)
    assert _material(packs) == ("not approved", f"Version {number[-3:]} is planned, and {sort} on 12 Jan 2027.")
    packs.undo()
    assert _material(packs)[0] == "approved"


def _material(desk: Desk) -> tuple[str, str]:
    """What the rules are told of the material of the session of 12 Jan 2027."""
    problem = desk.ask(allocation_problem, date(2027, 1, 1), date(2027, 1, 31), desk.today)
    [session] = [one for one in problem.instance.sessions if one.title.endswith("12 Jan 2027")]
    return session.material, session.material_text


# Sign-off


def _sign(desk: Desk) -> None:
    evidence.add_evidence(desk, "Femi Dacosta", "sign_off", "2026-11-20", course="NEG", by="Marian Holt")


@pytest.mark.parametrize(
    "observer", ["Femi Dacosta", "F. Dacosta", "Dacosta, Femi", "D. Barlow", "Mr Denzil Barlow", "M. Holt"]
)
def test_no_sign_off_stands_on_what_somebody_dependent_saw(path: Desk, observer: str) -> None:
    with contextlib.suppress(Problem):
        evidence.add_evidence(
            path, "Femi Dacosta", "observed_delivery", "2026-11-09", course="NEG", by=observer, starred_met=True
        )
    with contextlib.suppress(Problem):
        _sign(path)
    assert _state(path, "Femi") == "candidate"


@pytest.mark.parametrize("signer", ["F. Dacosta", "D Barlow", "R. Penhale", "Barlow, Denzil"])
def test_no_sign_off_by_somebody_dependent_written_otherwise(path: Desk, signer: str) -> None:
    evidence.add_evidence(
        path, "Femi Dacosta", "observed_delivery", "2026-11-09", course="NEG", by="Ruth Penhale", starred_met=True
    )
    with contextlib.suppress(Problem):
        evidence.add_evidence(path, "Femi Dacosta", "sign_off", "2026-11-20", course="NEG", by=signer)
    assert _state(path, "Femi") == "candidate"


def test_a_manager_or_partner_of_the_day_is_no_independent_observer_by_any_deed(path: Desk) -> None:
    people.add_trainer(path, "Marek", "Nowak", "Ellerdale NHS Trust")
    people.change_trainer(path, "Femi Dacosta", manager="Marek Nowak")
    femi = "Femi Dacosta"
    for deed in (
        lambda: evidence.add_evidence(
            path, femi, "observed_delivery", "2026-11-09", by="Marek Nowak", starred_met=True
        ),
        lambda: observations.add_observation(path, femi, "2026-11-09", "Continue", "M. Nowak", "NEG", starred_met=True),
    ):
        _refused(deed, "is Femi Dacosta's manager")
        with contextlib.suppress(Problem):
            _sign(path)
        assert _state(path, "Femi") == "candidate"


def test_who_became_a_partner_after_planning_submits_nothing(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    people.add_trainer(desk, "Marek", "Nowak", "Ellerdale NHS Trust")
    for course in (None, "NEG"):
        evidence.add_evidence(desk, "Marek Nowak", "transferred_approval", "2025-03-16", course=course)
    sessions.add_session(
        desk, "NEG", [{"start": "2026-11-17T09:30", "end": "2026-11-17T12:30"}], max_learners=20, reference="S0"
    )
    allocations.allocate_trainer(desk, "S0", "Nadia Farouk", "lead")
    planned = observations.plan_visit(desk, "S0", "Marek Nowak").result
    one = of_visit(desk, planned)["Nadia"]
    allocations.allocate_trainer(desk, "S0", "Marek Nowak", "co-trainer")
    observations.start_visit(desk, planned)
    made = Seen(desk, planned, one, "")
    made.ready(one)
    _refused(lambda: observations.submit_observation(desk, one), "delivers with")
    close_pool(desk)


def test_an_observer_merged_into_the_trainer_signs_nobody_off(path: Desk) -> None:
    people.add_trainer(path, "Rosa", "Penhale", "Ellerdale NHS Trust")
    evidence.add_evidence(
        path, "Femi Dacosta", "observed_delivery", "2026-11-09", course="NEG", by="Rosa Penhale", starred_met=True
    )
    _sign(path)
    assert _state(path, "Femi") == "approved"
    people.merge_trainers(path, "Rosa Penhale", "Femi Dacosta")
    assert _state(path, "Femi") == "candidate"
    path.undo()
    assert _state(path, "Femi") == "approved"


# Limits


@pytest.mark.parametrize(("outcome", "before"), [("Pause and refer", "suspended"), ("Co-deliver only", "co")])
@pytest.mark.parametrize("by_hand", [True, False])
def test_a_row_of_the_same_day_lifts_no_limit(path: Desk, outcome: str, before: str, by_hand: bool) -> None:
    if by_hand:
        evidence.add_evidence(
            path, "Nadia Farouk", "observed_delivery", "2026-11-10", outcome=outcome, by="Ruth Penhale"
        )
    else:
        observations.add_observation(path, "Nadia Farouk", "2026-11-10", outcome, "Ruth Penhale")
    observations.add_observation(path, "Nadia Farouk", "2026-11-10", "Continue", "Sable Weir", "NEG")
    assert _limited(path) == before


def test_a_row_of_a_log_lifts_no_limit_recorded_by_hand_that_day(path: Desk, tmp_path: Path) -> None:
    evidence.add_evidence(
        path, "Nadia Farouk", "observed_delivery", "2026-11-10", outcome="Pause and refer", by="R. Penhale"
    )
    book = xlsxwriter.Workbook(str(tmp_path / "log.xlsx"))
    sheet = book.add_worksheet("Observation log")
    for row, cells in enumerate([
        ["Date", "Trainer", "Course", "Observer", "Outcome", "Strengths"],
        ["10/11/2026", "Nadia Farouk", "NEG", "Sable Weir", "Continue", "Calm"],
        ["18/11/2026", "Nadia Farouk", "NEG", "Sable Weir", "", "Clear"],
    ]):  # fmt: skip
        sheet.write_row(row, 0, cells)
    book.close()
    assert import_plan(path, plan_import(path, tmp_path / "log.xlsx")).result["added"] == 2
    assert _limited(path) == "suspended"


def _limited(desk: Desk) -> str:
    standing = desk.ask(standing_of, person(desk, "Nadia"), desk.today)
    if standing.state == "suspended":
        return "suspended"
    return "co" if standing.co_deliver_only else str(standing.state)


@pytest.mark.parametrize(("outcome", "before"), [("Pause and refer", "suspended"), ("Co-deliver only", "co")])
@pytest.mark.parametrize(
    ("by", "said"), [("Sable Weir", None), ("Nadia Farouk", "Continue"), ("N. Farouk", "Continue")]
)
def test_only_being_seen_again_by_another_with_an_outcome_lifts_a_limit(
    path: Desk, outcome: str, before: str, by: str, said: str | None
) -> None:
    observations.add_observation(path, "Nadia Farouk", "2026-11-10", outcome, "Ruth Penhale")
    assert _limited(path) == before
    observations.add_observation(path, "Nadia Farouk", "2026-11-16", said, by)
    assert _limited(path) == before
    observations.add_observation(path, "Nadia Farouk", "2026-11-18", "Continue", "Ruth Penhale")
    assert _limited(path) == "approved"
    path.undo()
    assert _limited(path) == before


def test_an_observer_alone_corrects_no_limit_away(visit: Seen) -> None:
    desk, one = visit.desk, visit.nadia
    visit.submitted(one, "Pause and refer")
    observations.second_observation(desk, one, "Marian Holt")
    observations.correct_observation(desk, one, "Too hard", "Ruth Penhale", outcome="Continue with actions")
    assert visit.state("Nadia") == "suspended"
    _refused(lambda: observations.moderate_observation(desk, one, "R. Penhale"))
    observations.moderate_observation(desk, one, "Marian Holt")
    assert visit.state("Nadia") == "approved"
    desk.clock = FixedClock.on(date(2026, 12, 20))
    desk.undo()
    assert visit.state("Nadia") == "suspended"
    desk.redo()
    assert visit.state("Nadia") == "approved"


@pytest.mark.parametrize("name", ["N. Farouk", "Farouk, Nadia"])
def test_nobody_corrects_their_own_observation_under_another_spelling(visit: Seen, name: str) -> None:
    visit.submitted(visit.nadia, "Pause and refer")
    observations.second_observation(visit.desk, visit.nadia, "Marian Holt")
    assert visit.state("Nadia") == "suspended"
    _refused(lambda: observations.correct_observation(visit.desk, visit.nadia, "Mine", name, outcome="Continue"))
    _refused(lambda: observations.send_back_observation(visit.desk, visit.nadia, "Mine", name))


@pytest.mark.parametrize("name", ["N. Farouk", "R Penhale", "Penhale, Ruth", "?"])
def test_the_second_person_is_neither_under_another_spelling(visit: Seen, name: str) -> None:
    visit.submitted(visit.nadia, "Pause and refer")
    _refused(lambda: observations.second_observation(visit.desk, visit.nadia, name))
    _refused(lambda: observations.moderate_observation(visit.desk, visit.nadia, name))


@pytest.mark.parametrize("part", ["reflection", "strengths", "outcome", "revision"])
def test_whoever_something_is_written_of_is_not_taken_off_a_visit(visit: Seen, part: str) -> None:
    desk, one = visit.desk, visit.nadia
    observations.finish_visit(desk, visit.visit)
    if part == "reflection":
        observations.record_reflection(desk, one, "All went well")
    elif part == "strengths":
        observations.set_strengths(desk, one, ["Calm"])
    elif part == "outcome":
        observations.set_outcome(desk, one, "Continue")
    else:
        visit.submitted(one)
        observations.send_back_observation(desk, one, "Too short", "Marian Holt")
    _refused(lambda: observations.remove_trainer_seen(desk, one), "Something is written")


# What is deleted is back to the byte


def test_files_undone_are_back_by_redo_to_the_byte(packs: Desk, tmp_path: Path) -> None:
    body = bytes(range(256)) * 5000
    (tmp_path / "Slides.pdf").write_bytes(body)
    materials.add_material_file(packs, PACK, str(tmp_path / "Slides.pdf"))
    file = packs.ask(lambda reader: reader.scalars(select(KeptFile.id)).one())
    materials.remove_material_version(packs, PACK)
    for back in (packs.undo, packs.redo, packs.undo):
        back()
    assert materials.read_kept_file(packs, file) == body
    packs.undo()
    packs.redo()
    assert materials.read_kept_file(packs, file) == body


# What has no place


def test_of_wellbeing_disclosures_and_learners_only_yes_no_and_a_number_have_a_field() -> None:
    spoken_of = ("wellbeing", "disclos", "through_procedure", "learner")
    kinds = {
        f"{table}.{column.name}": column.type.python_type
        for table, record in KINDS.items()
        for column in record.__table__.columns
        if any(word in column.name for word in spoken_of) and column.name != "max_learners"
    }
    assert kinds == {
        "visit.wellbeing_offered": bool, "visit.reported_through_procedure": bool, "visit.learners": int,
    }  # fmt: skip
