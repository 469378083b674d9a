"""What the deeds on trainer packs can be done with in the pool as it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from tests.operations.walk.hand import Draw, Hand
from trainerpool.operations import materials
from trainerpool.operations.desk import Desk
from trainerpool.operations.materials import SORTS
from trainerpool.store.records import (
    AbsorbedLearning,
    CourseLevel,
    KeptFile,
    LearningPoint,
    MaterialReview,
    MaterialVersion,
    Person,
    ReviewJudgement,
    TrainingSession,
    Trigger,
    TriggerFlag,
)

_OPEN = (MaterialVersion.approved_on.is_(None), MaterialVersion.withdrawn_on.is_(None))
_IN_USE = (
    MaterialVersion.approved_on.is_not(None), MaterialVersion.withdrawn_on.is_(None), MaterialVersion.superseded_on.is_(None),
)  # fmt: skip
_IN_REVIEW = (*_OPEN, MaterialVersion.submitted_on.is_not(None))
_READ = MaterialVersion.id.in_(select(MaterialReview.version_id).where(MaterialReview.ended_on.is_(None)))
_TIERS = ["Induction", "Awareness and universal", "Advanced and specialist"]


def add_packs(desk: Desk) -> None:
    """Packs at several steps: approved, with files and a remark in review, judged whole and ready to approve."""
    path = desk.store.path.parent / "Guide.txt"
    path.write_text("How to run the day")
    approved = {"approved_by": "Somebody Else", "approved_on": date(2025, 12, 1), "review_due": date(2026, 12, 1)}
    materials.add_material_version(desk, "NEG", "1.0", author="Kim Ashdown", **approved)  # type: ignore[arg-type]
    for course, number in (("NEG", "2.0"), ("HID", "1.0")):
        name = f"{course} {number}"
        materials.add_material_version(desk, course, number, author="Kim Ashdown")
        materials.add_material_file(desk, name, str(path))
        materials.submit_material_version(desk, name, reviewer="Orla Tindall")
    every = [{"item": str(no), "judgement": "Yes"} for no in range(1, 30)]
    materials.judge_material_items(desk, "NEG 2.0", every)
    materials.judge_material(desk, "HID 1.0", "6", "No", note="The number is old")


def _version(hand: Hand, *conditions: Any) -> str:
    return hand.row(MaterialVersion, *conditions).id


def _draft(hand: Hand, *conditions: Any) -> str:
    return _version(hand, *_OPEN, MaterialVersion.submitted_on.is_(None), *conditions)


def _file(hand: Hand) -> dict[str, Any]:
    """A small file beside the pool, new each time or one that was there."""
    version = _version(hand, *_OPEN)
    path = hand.desk.store.path.parent / hand.one("Slides.pdf", "Plan.docx", "Picture.png")
    if not path.exists() or hand.dice.random() < 0.7:
        path.write_bytes(hand.new("body").encode() * hand.dice.randint(0, 90))
    return {"version": version, "path": str(path), **hand.perhaps(contents=lambda: "Slides")}


def _kept(hand: Hand) -> str:
    return hand.row(KeptFile, KeptFile.owner_id.in_(select(MaterialVersion.id).where(*_OPEN))).id


def _judged(hand: Hand) -> dict[str, Any]:
    items = [{"item": str(no), "judgement": "Yes", "where_seen": f"Slide {no}"} for no in range(1, 30)]
    return {"version": _version(hand, *_IN_REVIEW, _READ), "items": items}


def _one(hand: Hand) -> dict[str, Any]:
    judged = hand.one("Yes", "N/A", "Yes", "Partly", "No")
    said = {"item": str(hand.dice.randint(1, 30)), "judgement": judged, **hand.perhaps(note=hand.new)}
    return {"version": _version(hand, *_IN_REVIEW, _READ), **said}


def _remark(hand: Hand) -> dict[str, Any]:
    row = hand.row(ReviewJudgement, ReviewJudgement.judgement.in_(["No", "Partly"]))
    [review] = hand.rows(MaterialReview, MaterialReview.id == row.review_id)
    return {"version": review.version_id, "item": row.item, "answer": hand.new("Done")}


def _absorbed(hand: Hand) -> dict[str, Any]:
    row = hand.row(AbsorbedLearning, AbsorbedLearning.version_id.in_(select(MaterialVersion.id).where(*_OPEN)))
    return {"version": row.version_id, "learning_point": row.learning_point_id}


def _session(hand: Hand) -> dict[str, Any]:
    found = hand.row(MaterialVersion)
    session = hand.session(TrainingSession.course_id == found.course_id)
    return {"session": session, "planned": found.id, **hand.perhaps(clear=lambda: ["delivered"])}


def _level(hand: Hand) -> dict[str, Any]:
    row = hand.row(CourseLevel)
    return {"course": row.course_id, "framework": row.framework, "level": row.level}


def _begun(hand: Hand) -> dict[str, Any]:
    """A course, or a course and a version of it to begin from."""
    found = hand.rows(MaterialVersion)
    if not found or hand.dice.random() < 0.6:
        return {"course": hand.course()}
    old = hand.dice.choice(found)
    return {"course": old.course_id, "from_version": old.id}


def _not_flagged(hand: Hand) -> dict[str, Any]:
    """A trigger with a course it does not flag yet."""
    trigger = hand.row(Trigger).id
    return {
        "trigger": trigger,
        "course": hand.course(*(row.course_id for row in hand.rows(TriggerFlag, TriggerFlag.trigger_id == trigger))),
    }


OF_MATERIALS: dict[str, Draw] = {
    "add_material_version": lambda hand: {
        "version": hand.new(), "author": hand.new(), **_begun(hand),
        **hand.one({}, {"approved_by": "Somebody else", "approved_on": hand.past()}),
    },
    "change_material_version": lambda hand: {
        "version": _version(hand, *_OPEN), "change_note": hand.new(), **hand.perhaps(plan=lambda: [{"at": "09:30", "title": hand.new()}]),
    },
    "remove_material_version": lambda hand: {"version": _draft(hand, MaterialVersion.id.not_in(select(MaterialReview.version_id)))},
    "submit_material_version": lambda hand: {
        "version": _draft(hand), **hand.one({"reviewer": hand.row(Person).id}, {"reviewer": hand.row(Person).id}, {}),
    },
    "start_material_review": lambda hand: {
        "version": _version(hand, *_IN_REVIEW), "reviewer": hand.row(Person).id, "carry": hand.one(True, False),
        **hand.perhaps(checklist=lambda: hand.one("Trainer packs", "Shropshire principles")),
    },
    "judge_material": _one,
    "judge_material_items": _judged,
    "break_off_review": lambda hand: {"version": _version(hand, *_IN_REVIEW, _READ), "why": hand.new()},
    "answer_material_remark": _remark,
    "return_material_version": lambda hand: {"version": _version(hand, *_IN_REVIEW, _READ), "note": hand.new()},
    "approve_material_version": lambda hand: {"version": _version(hand, *_IN_REVIEW, _READ)},
    "extend_material_version": lambda hand: {
        "version": _version(hand, *_IN_USE, MaterialVersion.review_due.is_not(None)), "until": str(hand.day()).replace("2026", "2028"), "why": hand.new(),
    },
    "withdraw_material_version": lambda hand: {"version": _version(hand), "why": hand.new()},
    "add_material_file": _file,
    "remove_material_file": lambda hand: {"file": _kept(hand)},
    "change_material_file": lambda hand: {"file": _kept(hand), "name": hand.new("file"), **hand.perhaps(clear=lambda: ["contents"])},
    "record_trigger": lambda hand: {
        "sort": hand.one(*SORTS), "title": hand.new("Guidance"), "courses": hand.one(["*"], [hand.course()], [hand.course()]),
    },
    "flag_course": _not_flagged,
    "settle_flag": lambda hand: {"flag": hand.row(TriggerFlag, TriggerFlag.settled_on.is_(None)).id, "why": hand.new()},
    "add_learning_point": lambda hand: {"source_kind": "local review", "title": hand.new("Review"), "on": hand.past()},
    "change_learning_point": lambda hand: {
        "learning_point": hand.row(LearningPoint).id, "theme": hand.new(), **hand.perhaps(clear=lambda: ["note"])
    },
    "absorb_learning": lambda hand: {
        "version": _version(hand, *_OPEN), "learning_point": hand.row(LearningPoint).id, "where_seen": hand.new("Slide")
    },
    "remove_absorbed_learning": _absorbed,
    "tell_trainers": lambda hand: {"version": _version(hand, *_IN_USE), "trainers": hand.some(Person, 1, 2)},
    "record_read": lambda hand: {"version": _version(hand), "trainer": hand.person(), **hand.perhaps(told_by=hand.new)},
    "set_session_material": _session,
    "revise_framework": lambda hand: {
        "sort": "contents", "name": "Trainer pack", "body": {"items": [{"text": hand.new("Item")} for _ in range(3)]},
    },
    "map_course": lambda hand: {"course": hand.course(), "framework": "Shropshire tiers", "level": hand.one(*_TIERS)},
    "unmap_course": _level,
    "record_content_check": lambda hand: {
        "agency": hand.agency(), "course_title": hand.one("Induction", hand.new("Course")), "judgements": {str(hand.dice.randint(1, 16)): "Yes"},
    },
}  # fmt: skip
