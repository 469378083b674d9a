"""Around a pack: triggers and their flags, learning taken in, who is told, sessions, frameworks, yearly content checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.operations.materials.packs import EVERY, PACK, REVIEWER, page, pool_with_pack, versions
from tests.operations.small_pool import DAY
from trainerpool.domain.standing import Meaning
from trainerpool.operations import allocations, courses, materials, sessions
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.settings import set_policy
from trainerpool.problem import Problem
from trainerpool.queries.day_checks import session_warnings
from trainerpool.queries.frameworks import content_checks, course_levels, framework_in_force, frameworks
from trainerpool.queries.material_learning import learning_points, triggers
from trainerpool.queries.materials import flags
from trainerpool.queries.sessions import sessions as all_sessions
from trainerpool.queries.today import today_page


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = pool_with_pack(tmp_path)
    yield made
    close_pool(made)


def approve(desk: Desk, settles: list[str] | None = None) -> None:
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    materials.judge_material_items(desk, PACK, EVERY)
    materials.approve_material_version(desk, PACK, settles=settles)


def warnings(desk: Desk, day: str) -> tuple[str, ...]:
    course = versions(desk)["3.1"].course_id
    return desk.ask(session_warnings, ((day, "09:30", "12:30"),), "", course)


def test_a_trigger_flags_every_course_it_touches_at_once(desk: Desk) -> None:
    courses.add_course(desk, "HID", "Hidden Harm")
    courses.add_course(desk, "OLD", "Old Course")
    courses.retire_course(desk, "OLD")
    done = materials.record_trigger(desk, "law", "The new Act", ["*"])
    assert len(desk.ask(flags)) == 2
    assert done.result == desk.ask(triggers)[0].id
    desk.undo()
    assert desk.ask(flags) == ()
    desk.redo()
    materials.flag_course(desk, "The new Act", "OLD")
    assert desk.ask(triggers)[0].open == 3
    for refused, says in (
        (lambda: materials.flag_course(desk, "The new Act", "OLD"), "flagged for it already"),
        (lambda: materials.record_trigger(desk, "weather", "Rain", ["*"]), "no sort of trigger"),
        (lambda: materials.record_trigger(desk, "law", "Nothing", []), "which courses"),
        (lambda: materials.settle_flag(desk, "HID: The new Act"), "by which version or for which reason"),
        (lambda: materials.settle_flag(desk, "HID: The new Act", version="NEG 3.1"), "of another course"),
        (lambda: materials.settle_flag(desk, "NEG: The new Act", version="NEG 3.1"), "was not approved since"),
        (lambda: materials.settle_flag(desk, "NEG: The new Act", version=PACK), "was not approved since"),
    ):
        with pytest.raises(Problem, match=says):
            refused()
    materials.settle_flag(desk, "HID: The new Act", why="It says nothing new for this course")
    assert desk.ask(triggers)[0].open == 2
    approve(desk, [one.id for one in page(desk).flags])
    assert [(flag.is_open, version) for flag, name, version in desk.ask(triggers)[0].flags if name == "Neglect"] == [
        (False, "Neglect 3.2")
    ]


def test_a_trigger_not_answered_in_time_ends_what_was_approved(desk: Desk) -> None:
    materials.extend_material_version(desk, "NEG 3.1", date(2027, 12, 1), "Until the new edition")
    assert warnings(desk, DAY) == ()
    materials.record_trigger(desk, "guidance", "Working Together", ["NEG"], on=date(2026, 11, 10))
    assert warnings(desk, "2026-12-10") == ()
    assert warnings(desk, "2026-12-11") == ("Version 3.1 was to answer “Working Together” by 10 Dec 2026.",)
    [line] = [row for row in desk.ask(today_page, desk.today).rows if row.subject.startswith("flag:")]
    assert line.title == "1 course to answer “Working Together” by Thu 10 Dec"
    materials.settle_flag(desk, "NEG: Working Together", why="Read; it changes nothing we say")
    assert warnings(desk, "2026-12-11") == ()
    desk.undo()
    desk.undo()
    set_policy(desk, {"trigger_days": 90})
    materials.record_trigger(desk, "guidance", "Working Together", ["NEG"])
    assert warnings(desk, "2027-01-12") == ()


def test_an_extended_version_is_used_beyond_its_review_date(desk: Desk) -> None:
    assert warnings(desk, DAY) == ("Version 3.1 passes its review date on 1 Dec 2026.",)
    materials.extend_material_version(desk, "NEG 3.1", date(2027, 1, 12), "Printing")
    assert warnings(desk, DAY) == ()
    assert warnings(desk, "2027-01-13") == ("Version 3.1 passes its review date on 12 Jan 2027.",)


def test_trainers_of_coming_sessions_are_told_and_say_they_have_read(desk: Desk) -> None:
    for name, role in (("Nadia Farouk", "lead"), ("Denzil Barlow", "co-trainer")):
        allocations.allocate_trainer(desk, "S1", name, role, "Agreed by telephone")
        allocations.offer_place(desk, "S1", name)
    with pytest.raises(Problem, match="cannot be told of"):
        materials.tell_trainers(desk, PACK)
    approve(desk)
    assert [(row.name, row.words) for row in page(desk).readers] == [
        ("Denzil Barlow", "Not told yet"),
        ("Nadia Farouk", "Not told yet"),
    ]
    materials.tell_trainers(desk, PACK, ["Nadia Farouk"])
    assert materials.tell_trainers(desk, PACK).name == "Tell 1 trainer of Neglect 3.2"
    with pytest.raises(Problem, match="Nobody is left"):
        materials.tell_trainers(desk, PACK)
    materials.record_read(desk, PACK, "Nadia Farouk", told_by="by telephone")
    with pytest.raises(Problem, match="has read it already"):
        materials.record_read(desk, PACK, "Nadia Farouk")
    assert [(row.name, row.words, row.meaning) for row in page(desk).readers] == [
        ("Denzil Barlow", "Told 21 Nov, not read yet", Meaning.ATTENTION),
        ("Nadia Farouk", "Read 21 Nov (by telephone)", Meaning.GOOD),
    ]
    [line] = [row for row in desk.ask(today_page, desk.today).rows if row.subject.startswith("reading:")]
    assert line.title == "1 trainer has not read Neglect 3.2"


def test_a_session_records_the_version_planned_and_delivered(desk: Desk) -> None:
    courses.add_course(desk, "HID", "Hidden Harm")
    materials.add_material_version(desk, "HID", "1.0")
    [row] = page(desk, "3.1").sessions
    assert (row.planned, row.is_recorded, row.uses) == ("3.1", False, True)
    materials.set_session_material(desk, "S1", planned=PACK)
    assert [(one.planned, one.uses) for one in page(desk).sessions] == [("3.2", True)]
    with pytest.raises(Problem, match="of another course"):
        materials.set_session_material(desk, "S1", planned="HID 1.0")
    with pytest.raises(Problem, match="still to come"):
        materials.set_session_material(desk, "S1", delivered=PACK)
    sessions.add_session(desk, "NEG", [{"start": "2026-11-10T09:30", "end": "2026-11-10T12:30"}], reference="S0")
    materials.set_session_material(desk, "S0", planned="NEG 3.1", delivered=PACK)
    past = next(one for one in page(desk).sessions if not one.is_coming)
    assert (past.planned, past.delivered) == ("3.1", "3.2")
    materials.set_session_material(desk, "S0", clear=["delivered"])
    assert not [one for one in page(desk).sessions if not one.is_coming]
    assert len(desk.ask(all_sessions)) == 2


def test_a_session_recorded_as_delivered_names_the_version_it_was_planned_with_or_the_one_approved_that_day(
    desk: Desk,
) -> None:
    for number in ("A", "B", "C"):
        sessions.add_session(desk, "NEG", [{"start": "2026-11-10T09:30", "end": "2026-11-10T12:30"}], reference=number)
    materials.set_session_material(desk, "A", planned=PACK)
    materials.set_session_material(desk, "C", delivered=PACK)
    sessions.record_session_delivered(desk, "A")
    sessions.record_team_delivered(desk, "B")
    sessions.record_session_delivered(desk, "C")
    assert len([one for one in page(desk).sessions if one.delivered == "3.2"]) == 2
    assert [one.delivered for one in page(desk, "3.1").sessions if not one.is_coming] == ["3.1"]
    desk.undo()
    desk.undo()
    assert [one.status for one in page(desk, "3.1").sessions if not one.is_coming] == []


def test_learning_is_taken_in_by_versions_and_traced_back(desk: Desk) -> None:
    materials.add_learning_point(desk, "local review", "Child K", date(2026, 6, 12), theme="appointments")
    with pytest.raises(Problem, match="safeguarding adults review"):
        materials.add_learning_point(desk, "SAR", "Mr B", date(2026, 6, 12))
    materials.absorb_learning(desk, PACK, "Child K", "Slides 28 to 31")
    with pytest.raises(Problem, match="takes it in already"):
        materials.absorb_learning(desk, PACK, "Child K")
    materials.change_learning_point(desk, "Child K", must_change="Missed appointments are looked at", clear=["theme"])
    [point] = desk.ask(learning_points)
    assert (point.must_change, point.theme, [name for _, name in point.absorbed_in]) == (
        "Missed appointments are looked at", "", ["Neglect 3.2"],
    )  # fmt: skip
    assert [one.where_seen for one in page(desk).absorbed] == ["Slides 28 to 31"]
    materials.remove_absorbed_learning(desk, PACK, "Child K")
    assert page(desk).absorbed == ()


def test_a_review_keeps_the_checklist_it_was_begun_with(desk: Desk) -> None:
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    body = {"items": [{"text": "Everything is there", "starred": True}, {"text": "It is short"}]}
    materials.revise_framework(desk, "checklist", "Trainer packs", body)
    assert len(page(desk).items) == 29
    materials.return_material_version(desk, PACK, note="By the new list")
    materials.submit_material_version(desk, PACK, reviewer=REVIEWER)
    now = page(desk)
    assert [(item.no, item.starred) for item in now.items] == [("1", True), ("2", False)]
    assert now.review is not None
    assert now.review.checklist_number == 2
    materials.revise_framework(desk, "checklist", "Trainer packs", {"items": [{"text": "Later"}]}, date(2027, 1, 1))
    assert desk.ask(framework_in_force, "checklist", date(2026, 12, 31)).number == 2
    assert desk.ask(framework_in_force, "checklist", date(2027, 1, 1)).number == 3
    for items, says in (
        ([], "no items"),
        ([{"no": "1"}], "no text"),
        ([{"no": "1", "text": "a"}, {"no": "1", "text": "b"}], "twice"),
    ):
        with pytest.raises(Problem, match=says):
            materials.revise_framework(desk, "checklist", "Trainer packs", {"items": items})
    with pytest.raises(Problem, match="no sort of framework"):
        materials.revise_framework(desk, "recipe", "Soup", body)


def test_a_course_is_mapped_to_levels_of_both_partnerships(desk: Desk) -> None:
    materials.map_course(desk, "NEG", "Shropshire tiers", "advanced and specialist")
    materials.map_course(desk, "NEG", "Nottinghamshire groups", "3")
    course = versions(desk)["3.1"].course_id
    assert desk.ask(course_levels)[course] == (
        ("Nottinghamshire groups", "Group 3"),
        ("Shropshire tiers", "Advanced and specialist"),
    )
    with pytest.raises(Problem, match="mapped to it already"):
        materials.map_course(desk, "NEG", "Nottinghamshire groups", "Group 3")
    with pytest.raises(Problem, match="no level 'Group 12'"):
        materials.map_course(desk, "NEG", "Nottinghamshire groups", "Group 12")
    materials.unmap_course(desk, "NEG", "Nottinghamshire groups", "Group 3")
    assert len(desk.ask(course_levels)[course]) == 1
    courses.change_course(desk, "NEG", strand="Children", prerequisites="Core Day")
    with pytest.raises(Problem, match="no strand"):
        courses.change_course(desk, "NEG", strand="pets")


def test_the_yearly_content_check_gives_its_statement_once_complete_and_never_a_logo(desk: Desk) -> None:
    agency, title = "Northmoor Police", "Induction"
    some, rest = ({str(no): "Yes" for no in span} for span in (range(1, 9), range(9, 17)))
    materials.record_content_check(desk, agency, title, some)
    [row] = desk.ask(content_checks, desk.today)
    assert (row.year, row.judged, row.of, row.statement, row.logo_permitted) == (2026, 8, 16, "", False)
    with pytest.raises(Problem, match="Item 9 is not answered"):
        materials.record_content_check(desk, agency, title, some, completed_on=desk.today)
    materials.record_content_check(desk, agency, title, rest, completed_on=desk.today)
    [row] = desk.ask(content_checks, desk.today)
    assert row.statement.startswith("Our training materials include all the content")
    assert not row.logo_permitted
    assert desk.ask(content_checks, date(2027, 3, 31))[0].statement
    [old] = desk.ask(content_checks, date(2027, 4, 1))
    assert (old.statement, old.words) == ("", "Of 2026; this year's is to be done")
    with pytest.raises(Problem, match="not open yet"):
        materials.record_content_check(desk, agency, title, some, year=2027)
    materials.record_content_check(desk, agency, title, {"4": "No"})
    assert desk.ask(content_checks, desk.today)[0].words == "Content is missing"
    own = desk.ask(frameworks, "content", desk.today)[0].framework
    body = {"items": [{"text": "One"}], "opens": "09-01", "logo_permitted": True, "statement": "Checked."}
    materials.revise_framework(desk, "content", own.name, body)
    materials.record_content_check(desk, "Ellerdale NHS Trust", "First day", {"1": "Yes"}, completed_on=desk.today)
    theirs = next(row for row in desk.ask(content_checks, desk.today) if row.course_title == "First day")
    assert (theirs.logo_permitted, theirs.statement, theirs.year) == (True, "Checked.", 2026)


@pytest.mark.parametrize(
    ("level", "alone", "with_reason"), [("block", False, False), ("override", False, True), ("warn", True, True)]
)
def test_a_place_is_confirmed_past_the_review_date_only_as_policy_lets_it(
    desk: Desk, level: str, alone: bool, with_reason: bool
) -> None:
    set_policy(desk, {"rule_levels": {"material": level}})
    allocations.allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    for reason, is_let in ((None, alone), ("The tables are printed", with_reason)):
        if is_let:
            allocations.confirm_place(desk, "S1", "Nadia Farouk", reason)
            desk.undo()
        else:
            with pytest.raises(Problem, match=r"Version 3\.1 passes its review date on 1 Dec 2026"):
                allocations.confirm_place(desk, "S1", "Nadia Farouk", reason)
