"""A framework while it is changed: what each step does to the items, and what is said of it before it counts."""

from __future__ import annotations

from dataclasses import replace

from trainerpool.domain.checklists import ChecklistItem
from trainerpool.domain.framework_changes import (
    Draft,
    alike,
    begun,
    changes_in_words,
    group_moved,
    group_renamed,
    group_retired,
    groups_of,
    is_changed,
    kept,
    moved,
    next_number,
    retired,
    toward,
    with_item,
    with_new,
)

ITEMS = (
    ChecklistItem("1", "Plan that another could run", "", starred=True, group="A Before"),
    ChecklistItem("2", "Roles agreed", "", group="A Before"),
    ChecklistItem("3", "Welcome", "", group="B Opening"),
    ChecklistItem("4", "Working agreement", "", starred=True, group="B Opening"),
)


def numbers(draft: Draft) -> str:
    return " ".join(one.no for one in draft)


def words(draft: Draft) -> dict[str, str]:
    return dict(changes_in_words(draft, ITEMS))


def test_nothing_changed_is_nothing_to_put_in_force() -> None:
    draft = begun(ITEMS)
    assert not is_changed(draft, ITEMS)
    assert changes_in_words(draft, ITEMS) == ()
    assert kept(draft) == ITEMS
    assert is_changed(moved(draft, "2", -1), ITEMS)


def test_each_change_is_said_of_its_item_and_of_the_whole() -> None:
    draft = with_item(begun(ITEMS), "2", replace(ITEMS[1], text="Roles and signals agreed"))
    draft = with_item(draft, "3", replace(ITEMS[2], starred=True))
    draft = with_item(draft, "4", replace(ITEMS[3], text="Agreement", starred=False))
    draft = retired(draft, "1")
    draft = with_new(draft, ChecklistItem("5", "Breaks", "", group="B Opening"), after="3")
    assert [one.change for one in draft] == ["Retired", "Reworded", "Starred", "New", "Reworded"]
    assert words(draft) == {
        "1 item retired": "1 Plan that another could run", "1 item new": "5 Breaks",
        "2 items reworded": "2 Roles and signals agreed; 4 Agreement", "1 item starred": "3 Welcome",
        "1 item no longer starred": "4 Agreement",
    }  # fmt: skip
    assert [item.no for item in kept(draft)] == ["2", "3", "5", "4"]


def test_what_is_retired_is_kept_after_all_and_a_new_one_is_simply_gone() -> None:
    draft = with_new(begun(ITEMS), ChecklistItem("5", "Breaks", "", group="A Before"))
    assert numbers(draft) == "1 2 5 3 4"
    assert numbers(retired(draft, "5")) == "1 2 3 4"
    assert kept(retired(retired(begun(ITEMS), "2"), "2", is_retired=False)) == ITEMS


def test_an_item_moves_within_its_group_then_over_into_the_next() -> None:
    draft = moved(begun(ITEMS), "1", 1)
    assert numbers(draft) == "2 1 3 4"
    assert words(draft) == {"Another order": "The items stand in another order than before."}
    draft = moved(draft, "1", 1)
    assert (numbers(draft), draft[1].item.group, draft[1].change) == ("2 1 3 4", "B Opening", "Other group")
    assert numbers(moved(draft, "4", 1)) == numbers(draft)
    assert words(moved(begun(ITEMS), "2", 1)) == {"1 item in another group": "2 Roles agreed"}


def test_groups_are_renamed_moved_and_retired_whole() -> None:
    draft = group_renamed(begun(ITEMS), "A Before", "A Getting ready")
    assert words(draft) == {"1 group named anew": "A Getting ready"}
    draft = group_moved(draft, "B Opening", -1)
    assert groups_of(kept(draft)) == ("B Opening", "A Getting ready")
    assert group_moved(draft, "B Opening", -1) == draft
    assert [item.no for item in kept(group_retired(draft, "B Opening"))] == ["1", "2"]
    assert kept(group_retired(group_retired(draft, "B Opening"), "A Getting ready")) == ()


def test_the_way_back_to_an_older_version_is_itself_a_change() -> None:
    now = (replace(ITEMS[0], text="Another plan"), ITEMS[2], ChecklistItem("5", "Breaks", "", group="B Opening"))
    draft = toward(now, ITEMS)
    assert kept(draft) == ITEMS
    assert {one.no: one.change for one in draft} == {"1": "Reworded", "2": "New", "3": "", "4": "New", "5": "Retired"}


def test_two_alike_are_found_and_a_number_is_never_given_twice() -> None:
    assert alike(ITEMS) is None
    same = ChecklistItem("9", "welcome.", "Opening words")
    assert alike((*ITEMS, same)) == (ITEMS[2], same)
    assert alike((ChecklistItem("1", "Slides", "Slides"),)) is None
    assert next_number(["1", "12", "B4"]) == "13"
