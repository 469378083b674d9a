"""A new version of a framework: what goes along with it, what is refused, and what was said of it before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.operations.materials.packs import PACK, REVIEWER, a_file, page, pool_with_pack, versions
from trainerpool.domain.checklists import ChecklistItem
from trainerpool.operations import materials
from trainerpool.operations.desk import Desk
from trainerpool.operations.observations import change_observation_framework
from trainerpool.operations.pools import close_pool
from trainerpool.problem import Problem
from trainerpool.queries.framework_history import FrameworkHistory, framework_effect, framework_histories
from trainerpool.queries.frameworks import course_levels


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = pool_with_pack(tmp_path)
    yield made
    close_pool(made)


def history(desk: Desk, name: str) -> FrameworkHistory:
    return next(one for one in desk.ask(framework_histories, desk.today) if name in (one.name, one.sort))


def body(items: tuple[ChecklistItem, ...], **reworded: str) -> dict[str, Any]:
    """The items, those of the numbers n3=... called otherwise; an empty name leaves the item out."""
    told = [
        {"no": one.no, "text": one.text, "short": reworded.get(f"n{one.no}", one.short), "starred": one.starred, "group": one.group}
        for one in items
    ]  # fmt: skip
    return {"items": [one for one in told if one["short"]]}


def effect(desk: Desk, name: str, begins: date | None = None, **reworded: str) -> list[str]:
    of = history(desk, name)
    items = tuple(
        ChecklistItem(one["no"], one["text"], one["short"], one["starred"], one["group"])
        for one in body(of.newest.items, **reworded)["items"]
    )
    return [one.text for one in desk.ask(framework_effect, of.sort, of.name, items, begins or desk.today, desk.today)]


def test_every_framework_there_is_has_its_versions(desk: Desk) -> None:
    found = desk.ask(framework_histories, desk.today)
    assert [one.name for one in found] == [
        "Trainer packs", "Trainer pack", "Observation framework", "Nottinghamshire groups", "Shropshire tiers",
        "Shropshire principles", "Nottinghamshire training content",
    ]  # fmt: skip
    assert [len(one.newest.items) for one in found] == [29, 12, 27, 8, 3, 17, 16]
    assert {len(one.versions) for one in found} == {1}
    assert (found[0].newest.starred, found[2].newest.starred) == (13, 9)
    groups = {item.group for item in history(desk, "Shropshire principles").newest.items}
    assert groups == {"All training", "Children and young people", "Adults"}


def test_versions_are_listed_newest_first_and_the_one_in_force_is_told(desk: Desk) -> None:
    items = history(desk, "checklist").newest.items
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    materials.revise_framework(desk, "checklist", "Trainer packs", body(items, n29=""))
    later = desk.today + timedelta(days=30)
    materials.revise_framework(desk, "checklist", "Trainer packs", body(items, n28=""), later)
    of = history(desk, "checklist")
    assert [(one.number, len(one.items), one.used, one.is_in_force) for one in of.versions] == [
        (3, 28, 0, False), (2, 28, 0, True), (1, 29, 1, False),
    ]  # fmt: skip
    assert (of.newest.number, of.in_force.number) == (3, 2)
    desk.undo()
    assert history(desk, "checklist").newest.number == 2


def test_what_a_checklist_would_touch_is_said_before(desk: Desk) -> None:
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    said = effect(desk, "checklist", n6="")
    assert said == [
        "Neglect 3.2 keeps version 1", "The new version counts for later reviews", "A No on 12 starred items will stop approval",
    ]  # fmt: skip
    materials.return_material_version(desk, PACK, note="Later")
    assert effect(desk, "checklist")[0] == "No review is under way"


def test_an_observation_framework_without_a_star_is_warned_of(desk: Desk) -> None:
    of = history(desk, "observation")
    bare = tuple(ChecklistItem(one.no, one.text, "", starred=False, group=one.group) for one in of.newest.items)
    lines = desk.ask(framework_effect, "observation", of.name, bare, desk.today, desk.today)
    assert [one.text for one in lines if one.meaning == "stop"] == ["No criterion is starred"]
    change_observation_framework(desk, [{"letter": "A", "title": "All", "criteria": [{"number": "1", "text": "It is safe", "starred": True}]}])  # fmt: skip
    assert [(one.number, len(one.items)) for one in history(desk, "observation").versions] == [(2, 1), (1, 27)]


def test_courses_go_along_with_a_level_that_is_renamed_and_keep_one_that_is_retired(desk: Desk) -> None:
    groups = history(desk, "Nottinghamshire groups")
    course = versions(desk)["3.1"].course_id
    materials.map_course(desk, "NEG", groups.name, "Group 3")
    materials.map_course(desk, "NEG", groups.name, "Group 4")
    assert effect(desk, groups.name, n3="Frontline", n4="") == [
        "1 course mapped to Group 3 will be of Frontline", "1 course mapped to Group 4 keeps a level that goes",
    ]  # fmt: skip
    later = desk.today + timedelta(days=1)
    assert effect(desk, groups.name, later, n3="Frontline") == [
        "1 course mapped to Group 3 keeps that name until mapped anew"
    ]
    materials.revise_framework(desk, "levels", groups.name, body(groups.newest.items, n3="Frontline", n4=""))
    assert desk.ask(course_levels)[course] == ((groups.name, "Frontline"), (groups.name, "Group 4"))
    desk.undo()
    assert desk.ask(course_levels)[course] == ((groups.name, "Group 3"), (groups.name, "Group 4"))


def test_files_of_open_packs_go_along_with_a_content_that_is_renamed_and_approved_ones_keep_their_list(
    desk: Desk, tmp_path: Path
) -> None:
    materials.add_material_file(desk, PACK, a_file(tmp_path), contents="Slides")
    contents = history(desk, "contents")
    before = page(desk, "3.1").missing
    assert "Slides" in before
    assert "1 pack not approved yet would miss Prompt cards" in [
        one.text
        for one in desk.ask(
            framework_effect, "contents", contents.name,
            (*contents.newest.items, ChecklistItem("13", "Cards for each table", "Prompt cards")), desk.today, desk.today,
        )
    ]  # fmt: skip
    materials.revise_framework(desk, "contents", contents.name, body(contents.newest.items, n3="Slides and notes"))
    assert [one.name for one in page(desk).expected if one.files] == ["Slides and notes"]
    assert page(desk, "3.1").missing == before


def test_two_items_that_say_the_same_are_refused(desk: Desk) -> None:
    items = [{"text": "Slides are there"}, {"text": "slides are there."}]
    with pytest.raises(Problem, match="Items 1 and 2 say the same"):
        materials.revise_framework(desk, "contents", "Trainer pack", {"items": items})
