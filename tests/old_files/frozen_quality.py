"""The part of the frozen pool that came with format 3: packs, observations, keys and desks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from trainerpool.store import records
from trainerpool.store.files import Bodies
from trainerpool.store.work import Work

DAY = date(2026, 5, 1)
SLIDES = b"%PDF-1.7\n"


def packs(work: Work, ids: dict[str, str]) -> None:
    """A version in review with all that hangs on it."""
    checklist = work.add(
        records.Framework(
            sort="checklist",
            name="Trainer packs",
            in_force_on=DAY,
            body={"items": [{"no": "1", "text": "Owner", "starred": True}]},
        )
    )
    ids["framework"] = checklist.id
    work.add(records.CourseLevel(course_id=ids["course"], framework="Tiers", level="Awareness"))
    version = work.find(select(records.MaterialVersion))[0].id
    ids["version"] = version
    review = work.add(
        records.MaterialReview(
            version_id=version,
            framework_id=checklist.id,
            reviewer="Ash Bell",
            reviewer_id=ids["person1"],
            started_on=DAY,
        )
    )
    work.add(
        records.ReviewJudgement(
            review_id=review.id,
            item="1",
            judgement="Partly",
            where_seen="p. 2",
            note="no date",
            answer="added",
            answered_on=DAY,
        )
    )
    work.add(
        records.KeptFile(
            owner_kind="material_version",
            owner_id=version,
            name="Slides.pdf",
            body=ids["slides"],
            size=len(SLIDES),
            contents="slides",
            added_on=DAY,
        )
    )
    trigger = work.add(records.Trigger(sort="guidance", title="New edition", on=DAY))
    work.add(records.TriggerFlag(trigger_id=trigger.id, course_id=ids["course"], settled_on=DAY, why="already said"))
    point = work.add(records.LearningPoint(source_kind="local review", title="“Child K”", on=DAY, theme="appointments"))
    work.add(records.AbsorbedLearning(version_id=version, learning_point_id=point.id, where_seen="slides 28 to 31"))
    work.add(records.Acknowledgement(version_id=version, person_id=ids["person0"], told_on=DAY, read_on=DAY))
    work.add(
        records.ContentCheck(
            framework_id=checklist.id,
            agency_id=ids["agency"],
            course_title="Induction",
            year=2026,
            judgements={"1": "Yes"},
        )
    )


def visits(work: Work, ids: dict[str, str]) -> None:
    """A visit, one trainer's observation corrected once."""
    visit = work.add(
        records.Visit(
            session_id=ids["session"],
            observer_id=ids["person1"],
            on="2027-03-09",
            framework_id=ids["framework"],
            version_id=ids["version"],
            learners=12,
            seen_from="09:30",
            seen_until="11:00",
            entered_by="Kim Ashdown",
            told_by="Łukasz Müller",
        )
    ).id
    seen = work.add(
        records.Observation(
            person_id=ids["person0"], visit_id=visit, on="2027-03-09", number=2, would_change="the film", spoken_on=DAY
        )
    ).id
    work.add(
        records.TimedNote(
            visit_id=visit, person_id=ids["person0"], at="09:31", text="Names, fire, breaks.", criteria=["5", "6"]
        )
    )
    work.add(records.Judgement(observation_id=seen, criterion="6", judgement="Developing", evidence="no warning"))
    work.add(records.Strength(observation_id=seen, text="Warm welcome"))
    work.add(records.ObservationAction(observation_id=seen, text="Warn before the film", owner="Siân", due=DAY))
    work.add(
        records.ObservationRevision(
            observation_id=seen, number=1, on=DAY, by="Ash Bell", why="wrong name", body={"judgements": {"6": "Met"}}
        )
    )


def trust(work: Work, ids: dict[str, str]) -> None:
    """Keys, an invitation, one file out and one back; keys here are words, not keys."""
    work.add(records.OwnKeys(receive_secret="a", receive_public="b", sign_secret="c", sign_public="d", made_on=DAY))
    work.add(records.PersonKeys(person_id=ids["person0"], receive_public="e", sign_public="f", made_on=DAY))
    work.add(records.Invitation(person_id=ids["person1"], sort="observer", made_on=DAY, until=DAY, secret="g"))
    work.add(
        records.CarriedFile(
            person_id=ids["person0"], number=1, file="c-1", issued_on=DAY, opens_until=DAY, inside={"sessions": 1}
        )
    )
    work.add(
        records.ReturnedFile(
            person_id=ids["person0"], file="r-1", digest="cd" * 32, on=DAY, outcome="taken in", inside={}
        )
    )
    work.add(records.HeldFile(file="c-1", number=1, opened_on=DAY, pool={"name": "Northshire"}, brought={}))


def desks(work: Work, ids: dict[str, str]) -> None:
    """What a trainer keeps."""
    both: dict[str, Any] = {"session_id": ids["session"], "person_id": ids["person0"]}
    work.add(records.ReadyStep(**both, step="room", done_on=DAY))
    work.add(records.SessionReport(**both, on=DAY, as_planned=True, version_id=ids["version"]))
    work.add(records.Reflection(**both, on=DAY, text="went well", answers={"keep": "the film"}, shared=True))
    work.add(records.SupportRequest(person_id=ids["person0"], on=DAY, text="please ring"))
    call = work.add(records.AvailabilityCall(start=DAY, end=DAY, opened_on=DAY, answer_by=DAY))
    work.add(records.AvailabilityAnswer(call_id=call.id, person_id=ids["person0"], on=DAY))


def keep_slides(bodies: Bodies, folder: Path) -> str:
    """Seal the one kept file's body beside the pool, and give its name."""
    source = folder / "slides"
    source.write_bytes(SLIDES)
    try:
        return bodies.keep(source, most=1000).name
    finally:
        source.unlink()


DEEDS = (("Add packs", packs), ("Add visits", visits), ("Exchange files", trust), ("At the desk", desks))
