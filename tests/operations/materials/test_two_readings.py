"""A version read against two lists at once, an approval that turns out to be its author's, and two packs made one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.operations.materials.packs import EVERY, PACK, REVIEWER, page, under_review, versions
from trainerpool.domain.materials import MaterialState
from trainerpool.operations import courses, materials, people
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.settings import set_policy
from trainerpool.problem import Problem
from trainerpool.queries.frameworks import course_levels
from trainerpool.queries.material_page import version_page
from trainerpool.queries.material_versions import all_versions
from trainerpool.queries.materials import flags
from trainerpool.queries.today import today_page
from trainerpool.store.records import MaterialVersion

LIST = "Shropshire principles"
ALL_OF_IT = [{"item": str(number), "judgement": "Yes"} for number in range(1, 18)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """3.2 is under review by Denzil Barlow, every item of the checklist judged Yes."""
    made = under_review(tmp_path)
    materials.judge_material_items(made, PACK, EVERY)
    yield made
    close_pool(made)


def open_obstacles(desk: Desk) -> list[str]:
    return [one.text for one in page(desk).obstacles if one.meaning != "good"]


def refused(desk: Desk, says: str) -> None:
    with pytest.raises(Problem, match=says):
        materials.approve_material_version(desk, PACK)


def test_a_reading_by_principles_that_is_not_finished_stops_approval_and_is_never_recorded_as_approved(
    desk: Desk,
) -> None:
    materials.start_material_review(desk, PACK, "Sable Weir", checklist=LIST)
    assert open_obstacles(desk) == [f"“{LIST}”: 17 items have no judgement yet"]
    assert "approve" not in page(desk).may
    refused(desk, "17 items have no judgement yet")
    materials.judge_material_items(desk, PACK, ALL_OF_IT, checklist=LIST)
    assert open_obstacles(desk) == []
    materials.approve_material_version(desk, PACK)
    assert sorted((one.checklist, one.outcome, one.judged) for one in page(desk).reviews) == [
        (LIST, "approved", 17), ("Trainer packs", "approved", 29),
    ]  # fmt: skip


def test_a_reading_is_broken_off_with_a_reason_and_stays_as_unfinished(desk: Desk) -> None:
    materials.start_material_review(desk, PACK, "Sable Weir", checklist=LIST)
    with pytest.raises(Problem, match="Say why"):
        materials.break_off_review(desk, PACK, " ", checklist=LIST)
    with pytest.raises(Problem, match=r"Nobody is reading version 3\.2 against “Nothing”"):
        materials.break_off_review(desk, PACK, "Left", checklist="Nothing")
    materials.break_off_review(desk, PACK, "Sable has left", checklist=LIST)
    materials.approve_material_version(desk, PACK)
    assert sorted((one.checklist, one.outcome, one.note) for one in page(desk).reviews) == [
        (LIST, "unfinished", "Sable has left"), ("Trainer packs", "approved", ""),
    ]  # fmt: skip
    assert versions(desk)["3.2"].state is MaterialState.APPROVED


def test_breaking_off_is_no_way_round_a_starred_no_nor_round_a_version_sent_back(desk: Desk) -> None:
    materials.judge_material(desk, PACK, "6", "No", note="Old number")
    with pytest.raises(Problem, match="starred item is not broken off"):
        materials.break_off_review(desk, PACK, "Too strict")
    materials.return_material_version(desk, PACK)
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    materials.break_off_review(desk, PACK, "Ill")
    refused(desk, "has not been reviewed against the checklist")
    assert "Item 6 is starred and says No by “Trainer packs”" in open_obstacles(desk)


def test_the_page_says_what_stands_by_a_list_that_is_not_shown(desk: Desk) -> None:
    items = [{"no": "1", "text": "It has a title", "starred": True}]
    materials.revise_framework(desk, "principles", "Own", {"items": items})
    materials.start_material_review(desk, PACK, "Sable Weir", checklist="Own")
    materials.judge_material(desk, PACK, "1", "No", note="None", checklist="Own")
    assert open_obstacles(desk) == ["“Own”: item 1 is starred and says No"]
    refused(desk, "“Own”: item 1 is starred and says No")
    found = page(desk)
    assert [one.checklist for one in found.readings] == ["Trainer packs", "Own"]
    assert found.review is not None
    assert found.review.checklist == "Trainer packs"
    own = desk.ask(version_page, found.version.id, desk.today, desk.person, found.readings[1].id)
    assert own is not None
    assert own.review is not None
    assert [item.text for item in own.items] == ["It has a title"]
    materials.return_material_version(desk, PACK)
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    materials.judge_material_items(desk, PACK, EVERY)
    assert open_obstacles(desk) == ["Item 1 is starred and says No by “Own”"]


def _people(desk: Desk) -> None:
    people.add_trainer(desk, "Rhodri", "Pryce-Lowe", "Northmoor Police")
    people.add_trainer(desk, "Sable", "Weir", "Northmoor Police")


def test_a_reviewer_who_turns_out_to_be_the_author_takes_the_approval_away_and_is_told_of(desk: Desk) -> None:
    _people(desk)
    materials.return_material_version(desk, PACK, note="Again")
    materials.change_material_version(desk, PACK, author="Rhodri Pryce-Lowe")
    materials.submit_material_version(desk, PACK, reviewer="Sable Weir")
    materials.judge_material_items(desk, PACK, EVERY)
    materials.approve_material_version(desk, PACK)
    assert (versions(desk)["3.2"].state, page(desk).finding) == (MaterialState.APPROVED, "")
    people.merge_trainers(desk, "Sable Weir", "Rhodri Pryce-Lowe")
    now = page(desk)
    assert now.version.state is MaterialState.IN_REVIEW
    assert now.finding == "Sable Weir reviewed it, and is its author"
    lines = [
        row for row in desk.ask(today_page, desk.today).rows if row.title.startswith("The approval of Neglect 3.2")
    ]
    assert [row.detail for row in lines] == [
        "Sable Weir reviewed it, and is its author. Somebody else has to review and approve it."
    ]
    materials.start_material_review(desk, PACK, REVIEWER)
    materials.judge_material_items(desk, PACK, EVERY)
    materials.approve_material_version(desk, PACK)
    assert (versions(desk)["3.2"].state, page(desk).finding) == (MaterialState.APPROVED, "")


def test_an_approver_who_turns_out_to_be_the_author_is_told_of(desk: Desk) -> None:
    _people(desk)
    materials.change_material_version(desk, PACK, author="Rhodri Pryce-Lowe")
    materials.approve_material_version(desk, PACK, by="Sable Weir")
    people.merge_trainers(desk, "Sable Weir", "Rhodri Pryce-Lowe")
    assert page(desk).finding == "Sable Weir approved it, and is its author"
    desk.undo()
    assert page(desk).finding == ""


def test_versions_of_one_number_are_told_apart_when_two_courses_become_one(desk: Desk) -> None:
    courses.add_course(desk, "NG 2", "Neglect, second edition")
    materials.add_material_version(desk, "NG 2", "3.2", author="J. Hart")
    materials.add_material_version(desk, "NG 2", "5.0", author="J. Hart")
    for course in ("NEG", "NG 2"):
        materials.map_course(desk, course, "Nottinghamshire groups", "Group 3")
    materials.record_trigger(desk, "law", "The new Act", ["*"])
    courses.merge_courses(desk, "NG 2", "NEG")
    numbers = sorted(row.version for row in desk.ask(all_versions, desk.today))
    assert numbers == ["3.1", "3.2", "3.2-NG2", "5.0"]
    materials.change_material_version(desk, "NEG 3.2-NG2", change_note="The other one")
    assert [row.change_note for row in desk.ask(all_versions, desk.today) if row.version == "3.2"] == ["Routes renewed"]
    assert len(next(iter(desk.ask(course_levels).values()))) == 1
    assert len(desk.ask(flags)) == 1
    desk.undo()
    desk.undo()
    assert sorted(row.version for row in desk.ask(all_versions, desk.today)) == ["3.1", "3.2", "3.2", "5.0"]
    assert len(desk.ask(flags)) == 2


def test_two_of_one_number_in_an_older_pool_are_not_taken_for_each_other_and_are_told_apart(desk: Desk) -> None:
    made = str(materials.add_material_version(desk, "NEG", "7.0", author="J. Hart").record)
    with desk.work("As an older program left it") as work:
        work.get(MaterialVersion, made).version = "3.1"
    old = next(row for row in desk.ask(all_versions, desk.today) if row.version == "3.1" and row.id != made)
    with pytest.raises(Problem, match=r"has two versions 3\.1"):
        materials.withdraw_material_version(desk, "NEG 3.1", "Old")
    found = desk.ask(version_page, old.id, desk.today, desk.person)
    assert found is not None
    assert (found.version.state, "renumber" in found.may) == (MaterialState.APPROVED, True)
    with pytest.raises(Problem, match="approved and cannot be changed"):
        materials.change_material_version(desk, old.id, number="3.0", change_note="Also this")
    materials.change_material_version(desk, old.id, number="3.0")
    assert "renumber" not in page(desk, "3.0").may
    with pytest.raises(Problem, match="approved and cannot be changed"):
        materials.change_material_version(desk, old.id, number="2.9")


@pytest.mark.parametrize(
    ("level", "says"),
    [
        ("block", "Policy lets no place on them be confirmed while that is so."),
        ("override", "A place on them can be confirmed only with a reason."),
        ("warn", "Policy warns of each place on them."), ("ignore", "1 session is planned after it: 12 Jan."),
    ],
)  # fmt: skip
def test_what_happens_past_the_review_date_is_said_as_policy_has_it(desk: Desk, level: str, says: str) -> None:
    set_policy(desk, {"rule_levels": {"material": level}}, from_=date(2026, 12, 1))
    unless = page(desk).unless
    assert unless is not None
    assert unless.detail.endswith(says)
