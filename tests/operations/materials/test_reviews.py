"""A version on its way: draft, review, remarks, return, approval; and everything that is refused on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.operations.materials.packs import (
    AUTHOR,
    EVERY,
    PACK,
    REVIEWER,
    STARRED,
    UNIT,
    page,
    pool_with_pack,
    under_review,
    versions,
)
from trainerpool.domain.materials import MaterialState
from trainerpool.domain.standing import Meaning
from trainerpool.operations import materials, people
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.settings import set_policy
from trainerpool.problem import Problem
from trainerpool.queries.people import people as everybody


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = pool_with_pack(tmp_path)
    yield made
    close_pool(made)


@pytest.fixture
def reviewed(tmp_path: Path) -> Iterator[Desk]:
    made = under_review(tmp_path)
    yield made
    close_pool(made)


def test_a_pack_through_a_failed_review_to_approval(desk: Desk) -> None:
    assert page(desk).may == {"submit", "change", "withdraw", "remove"}
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    now = page(desk)
    assert now.subtitle == f"In review by {REVIEWER}, not the author. 29 items to go."
    assert now.may == {"change", "withdraw", "judge", "return", "read_besides", "break_off"}
    materials.judge_material_items(desk, PACK, EVERY)
    materials.judge_material(desk, PACK, "6", "No", where_seen="Slide 22")
    found = page(desk).obstacles
    assert [(one.code, one.meaning) for one in found] == [
        ("starred:6", Meaning.STOP), ("notes", Meaning.ATTENTION), ("reviewer", Meaning.GOOD),
    ]  # fmt: skip
    with pytest.raises(Problem, match="Item 6 says No without saying why"):
        materials.return_material_version(desk, PACK)
    materials.judge_material(desk, PACK, "6", note="The number closed in August")
    materials.return_material_version(desk, PACK)
    now = page(desk)
    assert (now.version.state, now.may >= {"submit", "answer"}) == (MaterialState.DRAFT, True)
    assert now.items[5].where_seen == "Slide 22"
    materials.answer_material_remark(desk, PACK, "6", "The new number stands on slide 22")
    materials.submit_material_version(desk, PACK)
    assert "start_review" in page(desk).may
    materials.start_material_review(desk, PACK, REVIEWER, carry=True)
    now = page(desk)
    assert (now.judged, now.to_go, now.items[5].answer) == (28, 1, None)
    materials.judge_material(desk, PACK, "6", "Yes")
    assert "approve" in page(desk).may
    materials.approve_material_version(desk, PACK)
    known = versions(desk)
    assert (known["3.2"].state, known["3.1"].state) == (MaterialState.APPROVED, MaterialState.SUPERSEDED)
    assert (known["3.2"].approved_by, known["3.2"].review_due) == (UNIT, date(2027, 11, 21))
    assert [one.outcome for one in page(desk).reviews] == ["approved", "returned"]


def test_the_review_date_is_the_policys_or_the_one_given(reviewed: Desk) -> None:
    set_policy(reviewed, {"material_review_months": 6})
    materials.judge_material_items(reviewed, PACK, EVERY)
    materials.approve_material_version(reviewed, PACK)
    assert versions(reviewed)["3.2"].review_due == date(2027, 5, 21)
    reviewed.undo()
    with pytest.raises(Problem, match="not after the approval"):
        materials.approve_material_version(reviewed, PACK, review_due=reviewed.today)
    materials.approve_material_version(reviewed, PACK, review_due=date(2027, 3, 1))
    assert versions(reviewed)["3.2"].review_due == date(2027, 3, 1)


def test_a_no_on_a_starred_item_stops_approval_whoever_asks(reviewed: Desk) -> None:
    assert {item.no for item in page(reviewed).items if item.starred} == STARRED
    materials.judge_material_items(reviewed, PACK, EVERY)
    for item in STARRED:
        materials.judge_material(reviewed, PACK, item, "No", note="Not there")
        for person in (UNIT, REVIEWER, "Nadia Farouk"):
            with pytest.raises(Problem, match=f"Item {item} is starred and says No"):
                materials.approve_material_version(reviewed, PACK, by=person)
        materials.judge_material(reviewed, PACK, item, "Yes", clear=["note"])
    assert versions(reviewed)["3.2"].state is MaterialState.IN_REVIEW


def test_a_no_elsewhere_partly_and_not_applicable_do_not_stop(reviewed: Desk) -> None:
    materials.judge_material_items(reviewed, PACK, EVERY)
    materials.judge_material(reviewed, PACK, "2", "No", note="Group size is missing")
    materials.judge_material(reviewed, PACK, "6", "partly", note="One number to check")
    materials.judge_material(reviewed, PACK, "11", "N/A")
    materials.approve_material_version(reviewed, PACK)
    assert versions(reviewed)["3.2"].state is MaterialState.APPROVED


def test_what_is_not_judged_stops_approval(reviewed: Desk) -> None:
    materials.judge_material_items(reviewed, PACK, [one for one in EVERY if one["item"] != "8"])
    with pytest.raises(Problem, match="1 item has no judgement yet"):
        materials.approve_material_version(reviewed, PACK)
    materials.judge_material(reviewed, PACK, "8", "Yes")
    materials.judge_material(reviewed, PACK, "9", clear=["judgement"])
    with pytest.raises(Problem, match="1 item has no judgement yet"):
        materials.approve_material_version(reviewed, PACK)


@pytest.mark.parametrize(
    "name", [AUTHOR, "R. Pryce-Lowe", "rhodri pryce-lowe", "Pryce-Lowe, Rhodri", "Mr R Lowe", "Pryce-Lowe"]
)
def test_the_author_reviews_and_approves_under_no_spelling(desk: Desk, name: str) -> None:
    with pytest.raises(Problem, match=r"(is|may be) the author"):
        materials.submit_material_version(desk, PACK, reviewer=name)
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    materials.judge_material_items(desk, PACK, EVERY)
    with pytest.raises(Problem, match=r"(is|may be) the author"):
        materials.approve_material_version(desk, PACK, by=name)
    with pytest.raises(Problem, match="author"):
        materials.add_material_version(
            desk, "NEG", "4.0", author=AUTHOR, approved_by=name, approved_on=date(2026, 11, 1)
        )


def test_people_of_the_pool_are_told_apart_by_who_they_are(desk: Desk) -> None:
    people.add_trainer(desk, "Dana", "Barlow", "Northmoor Police")
    materials.change_material_version(desk, PACK, author="Denzil Barlow")
    materials.submit_material_version(desk, PACK, reviewer="Dana Barlow")
    assert page(desk).review is not None
    materials.judge_material_items(desk, PACK, EVERY)
    denzil = next(row.id for row in desk.ask(everybody, desk.today) if row.name == "Denzil Barlow")
    with pytest.raises(Problem, match="is the author"):
        materials.approve_material_version(desk, PACK, by=denzil)
    with pytest.raises(Problem, match="may be the author"):
        materials.approve_material_version(desk, PACK, by="D. Barlow")


def test_an_author_changed_to_the_reviewer_is_found_at_approval(reviewed: Desk) -> None:
    materials.judge_material_items(reviewed, PACK, EVERY)
    materials.change_material_version(reviewed, PACK, author=REVIEWER)
    assert any(one.code == "reviewer" and one.meaning is Meaning.STOP for one in page(reviewed).obstacles)
    with pytest.raises(Problem, match="The reviewer is the author"):
        materials.approve_material_version(reviewed, PACK)


def test_a_version_without_review_is_not_approved_and_no_second_review_begins(desk: Desk) -> None:
    with pytest.raises(Problem, match="is draft and cannot be approved"):
        materials.approve_material_version(desk, PACK)
    materials.submit_material_version(desk, PACK)
    with pytest.raises(Problem, match="has not been reviewed"):
        materials.approve_material_version(desk, PACK)
    with pytest.raises(Problem, match="Nobody is reviewing"):
        materials.judge_material(desk, PACK, "1", "Yes")
    materials.start_material_review(desk, PACK, REVIEWER, checklist="Shropshire principles")
    with pytest.raises(Problem, match="has not been reviewed"):
        materials.approve_material_version(desk, PACK)
    materials.start_material_review(desk, PACK, "Nadia Farouk")
    with pytest.raises(Problem, match="under review already"):
        materials.start_material_review(desk, PACK, REVIEWER)
    with pytest.raises(Problem, match="no item '30'"):
        materials.judge_material(desk, PACK, "30", "Yes")
    with pytest.raises(Problem, match="is no answer"):
        materials.judge_material(desk, PACK, "3", "Maybe")


def test_an_approved_version_is_closed_to_changes(reviewed: Desk, tmp_path: Path) -> None:
    materials.judge_material_items(reviewed, PACK, EVERY)
    materials.approve_material_version(reviewed, PACK)
    with pytest.raises(Problem, match="Nobody is reviewing"):
        materials.judge_material(reviewed, PACK, "6", "No", note="Late")
    for refused in (
        lambda: materials.change_material_version(reviewed, PACK, author="Somebody Else"),
        lambda: materials.add_material_file(reviewed, PACK, str(tmp_path / "passphrase")),
        lambda: materials.return_material_version(reviewed, PACK, note="Late"),
        lambda: materials.submit_material_version(reviewed, PACK),
        lambda: materials.remove_material_version(reviewed, PACK),
        lambda: materials.start_material_review(reviewed, PACK, REVIEWER),
    ):
        with pytest.raises(Problem, match="is approved and cannot be"):
            refused()


def test_extended_with_a_reason_it_runs_to_the_new_day(desk: Desk) -> None:
    with pytest.raises(Problem, match="Say why"):
        materials.extend_material_version(desk, "NEG 3.1", date(2027, 1, 31), " ")
    with pytest.raises(Problem, match="runs to 1 Dec 2026 already"):
        materials.extend_material_version(desk, "NEG 3.1", date(2026, 11, 30), "Late")
    unless = page(desk).unless
    assert unless is not None
    assert (unless.text, len(unless.sessions)) == ("Version 3.1 passes its review date", 1)
    assert unless.detail == (
        "1 session is planned after it: 12 Jan. Policy lets no place on them be confirmed while that is so."
    )
    materials.extend_material_version(
        desk, "NEG 3.1", date(2027, 1, 31), "The new edition waits for the printed tables"
    )
    assert versions(desk)["3.1"].words == "to 31 Jan 2027"
    unless = page(desk).unless
    assert unless is not None
    assert unless.detail == "No session is planned after it."


def test_a_withdrawn_version_is_out_of_use_at_once_with_its_reason(desk: Desk) -> None:
    materials.withdraw_material_version(desk, "NEG 3.1", "Gives the old thresholds")
    row = versions(desk)["3.1"]
    assert (row.state, row.withdrawn_why) == (MaterialState.WITHDRAWN, "Gives the old thresholds")
    with pytest.raises(Problem, match="withdrawn already"):
        materials.withdraw_material_version(desk, "NEG 3.1", "Again")
    with pytest.raises(Problem, match="still to come"):
        materials.withdraw_material_version(desk, PACK, "Ahead", on=desk.today + timedelta(days=1))


def test_a_draft_goes_what_was_reviewed_stays(desk: Desk) -> None:
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    materials.return_material_version(desk, PACK, note="Begin with the aims")
    with pytest.raises(Problem, match="was reviewed and stays on record"):
        materials.remove_material_version(desk, PACK)
    materials.add_material_version(desk, "NEG", "3.3", from_version=PACK)
    materials.remove_material_version(desk, "NEG 3.3")
    assert "3.3" not in versions(desk)


def test_a_version_recorded_late_finds_its_place_among_the_others(desk: Desk) -> None:
    materials.add_material_version(
        desk, "NEG", "3.0", author="J. Hart", approved_by="S. Lowe", approved_on=date(2025, 6, 2)
    )
    row = versions(desk)["3.0"]
    assert (row.state, row.superseded_on) == (MaterialState.SUPERSEDED, date(2025, 12, 1))
    with pytest.raises(Problem, match="in the pool already"):
        materials.add_material_version(desk, "NEG", "3.0")
    with pytest.raises(Problem, match="still to come"):
        materials.add_material_version(
            desk, "NEG", "9", author="A. Bell", approved_by="C. Dell", approved_on=date(2027, 1, 1)
        )


def test_versions_are_in_the_order_of_their_numbers(desk: Desk) -> None:
    for number in ("3.10", "3.9", "10", "Pilot"):
        materials.add_material_version(desk, "NEG", number)
    assert list(versions(desk)) == ["10", "3.10", "3.9", "3.2", "3.1", "Pilot"]
