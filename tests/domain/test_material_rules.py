"""Rules on trainer packs: what stops approval, what the days of a version make of it, what a framework has to hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trainerpool.domain.checklists import Answer, ChecklistItem, Judged, another_person, checklist_obstacles, to_go
from trainerpool.domain.frameworks import Sort, all_answered_yes, answer_of, content_year, framework_of
from trainerpool.domain.materials import MaterialState, MaterialVersion, material_on, material_state
from trainerpool.domain.same_person import Named
from trainerpool.problem import Problem
from trainerpool.queries.frameworks import ready_frameworks

ITEMS = [
    ChecklistItem("1", "Owner", starred=True),
    ChecklistItem("2", "Audience"),
    ChecklistItem("3", "Aims", starred=True),
]
YES = Judged(Answer.YES)
DAY = date(2026, 11, 23)


def codes(**judged: Judged) -> list[str]:
    return [one.code for one in checklist_obstacles(ITEMS, {name[1:]: one for name, one in judged.items()})]


def test_what_stops_approval() -> None:
    assert codes() == ["unjudged"]
    assert codes(n1=YES, n2=YES, n3=YES) == []
    assert codes(n1=YES, n2=Judged(Answer.NO, note="Why"), n3=Judged(Answer.NOT_APPLICABLE)) == []
    assert codes(n1=Judged(Answer.NO, note="Why"), n2=YES, n3=YES) == ["starred:1"]
    assert codes(n1=Judged(Answer.PARTLY), n2=YES, n3=YES) == ["notes"]
    assert codes(n1=Judged(Answer.PARTLY, note=" "), n2=YES) == ["unjudged", "notes"]
    assert [item.no for item in to_go(ITEMS, {"2": YES})] == ["1", "3"]


def test_a_reviewer_is_another_person() -> None:
    author = Named("Jane Hart")
    assert another_person("reviewer", author, Named("Aled Thwaite"), "reviewer").is_met
    assert not another_person("reviewer", author, Named("J. Hart"), "reviewer").is_met
    assert not another_person("reviewer", author, Named(""), "reviewer").is_met
    assert not another_person("reviewer", Named(""), Named("Aled Thwaite"), "reviewer").is_met


APPROVED = MaterialVersion("3.1", "Jane Hart", date(2026, 1, 5), "Sam Lowe", date(2026, 2, 1), date(2027, 2, 1))


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, MaterialState.APPROVED),
        ({"approved_by": "Jane Hart"}, MaterialState.IN_REVIEW),
        ({"approved_by": "J. Hart"}, MaterialState.IN_REVIEW),
        ({"approved_by": "J. Hart", "author_id": "a", "approved_by_id": "b"}, MaterialState.APPROVED),
        ({"author_id": "a", "approved_by_id": "a"}, MaterialState.IN_REVIEW),
        ({"review": "approved"}, MaterialState.APPROVED),
        ({"review": "open"}, MaterialState.IN_REVIEW),
        ({"review": "returned", "submitted_on": None}, MaterialState.DRAFT),
    ],
)
def test_who_approved_and_how_its_review_ended_decide(changes: dict[str, object], state: MaterialState) -> None:
    assert material_state(replace(APPROVED, **changes), DAY) is state  # type: ignore[arg-type]


def test_the_last_day_is_the_review_date_as_extended_or_a_triggers() -> None:
    longer = replace(APPROVED, extended_until=date(2027, 4, 1))
    assert longer.good_until == date(2027, 4, 1)
    assert replace(APPROVED, extended_until=date(2026, 4, 1)).good_until == date(2027, 2, 1)
    assert material_on([longer], date(2027, 4, 1)).is_approved
    assert not material_on([longer], date(2027, 4, 2)).is_approved
    touched = replace(longer, answer_by=date(2026, 12, 23), answer_to="The Act")
    assert (
        material_on([touched], date(2026, 12, 23)).text
        == "Version 3.1 is approved, to answer “The Act” by 23 Dec 2026."
    )
    late = material_on([touched], date(2026, 12, 24))
    assert (late.is_approved, late.text) == (False, "Version 3.1 was to answer “The Act” by 23 Dec 2026.")
    assert material_on([replace(APPROVED, review_due=None)], date(2040, 1, 1)).is_approved


def test_the_frameworks_that_stand_ready_are_whole() -> None:
    known = {one.name: one for one in ready_frameworks()}
    assert {name: (one.sort.value, len(one.items), sum(item.starred for item in one.items)) for name, one in known.items()} == {
        "Trainer packs": ("checklist", 29, 13), "Trainer pack": ("contents", 12, 0), "Shropshire tiers": ("levels", 3, 0),
        "Nottinghamshire groups": ("levels", 8, 0), "Shropshire principles": ("principles", 17, 0),
        "Nottinghamshire training content": ("content", 16, 0),
    }  # fmt: skip
    assert {item.group for item in known["Shropshire principles"].items} == {
        "All training",
        "Children and young people",
        "Adults",
    }
    content = known["Nottinghamshire training content"]
    assert (content.opens, content.logo_permitted) == ("04-01", False)
    assert content_year(content, date(2026, 3, 31)) == 2025
    assert content_year(content, date(2026, 4, 1)) == 2026
    assert not all_answered_yes(content, {"1": "Yes"})


def test_answers_and_frameworks_are_read_strictly() -> None:
    assert [answer_of(text) for text in ("yes", "N/A", "not applicable", "No", "PARTLY")] == [
        Answer.YES, Answer.NOT_APPLICABLE, Answer.NOT_APPLICABLE, Answer.NO, Answer.PARTLY,
    ]  # fmt: skip
    for wrong in ("", "maybe", "Yes but"):
        with pytest.raises(Problem, match="is no answer"):
            answer_of(wrong)
    with pytest.raises(Problem, match="no day of every year"):
        framework_of("content", "Mine", {"items": [{"text": "a"}], "opens": "02-29"})
    found = framework_of(
        "checklist", "Mine", {"items": [{"text": "First."}, {"no": "1a", "text": "Then", "starred": True}]}
    )
    assert found.sort is Sort.CHECKLIST
    assert [(item.no, item.short, item.starred) for item in found.items] == [
        ("1", "First", False),
        ("1a", "Then", True),
    ]
