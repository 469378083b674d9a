"""The shared samples: a coordinator's workbook against its truth, and a real pool's open data."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.spreadsheets.accounted import lost_texts, unaccounted
from trainerpool.exchange.spreadsheets.book import read_book
from trainerpool.exchange.spreadsheets.reading import Answers, Reading, SamePeople
from trainerpool.exchange.spreadsheets.understand import understand

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not on this machine")


def _json(name: str) -> Any:
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"))


def _read(answers: Answers) -> Reading:
    return understand(read_book(SAMPLES / "pool_a.xlsx"), answers=answers)


def _answers() -> Answers:
    told = _json("pool_a.decisions.json")
    people = tuple(SamePeople(tuple(one["rows"]), one["same"]) for one in told["people"])
    return Answers(told["agencies"], told["courses"], people, told["columns"])


def test_pool_a_trainers_equal_their_truth_field_by_field() -> None:
    reading = _read(_answers())
    codes = {course.key: course.code for course in reading.courses}
    found = {
        (t.given_name, t.family_name): (
            t.stage,
            t.email,
            t.phone,
            t.ttt_course_on,
            t.approved_from,
            sorted(codes[c.course] for c in t.courses),
        )
        for t in reading.trainers
    }
    want = {
        (t["given"], t["family"]): (t["stage"], t["email"], t["phone"], t["ttt"], t["approved"], t["courses"])
        for t in _json("pool_a.truth.json")["trainers"]
    }
    assert found == want
    assert not reading.questions


def test_pool_a_agencies_are_grouped_as_the_truth_groups_them() -> None:
    reading = _read(_answers())
    agency = {(t.given_name, t.family_name): t.agency for t in reading.trainers}
    groups: dict[str, set[str | None]] = {}
    for truth in _json("pool_a.truth.json")["trainers"]:
        groups.setdefault(truth["agency"], set()).add(agency[truth["given"], truth["family"]])
    assert all(len(found) == 1 for found in groups.values())
    assert len({next(iter(found)) for found in groups.values()}) == len(groups) == len(reading.agencies)


def test_pool_a_sessions_equal_their_truth() -> None:
    reading = _read(_answers())
    codes = {course.key: course.code for course in reading.courses}
    names = {t.key: f"{t.given_name} {t.family_name}" for t in reading.trainers}
    found = [
        {
            "course": codes[s.course or ""], "title": s.title, "date": str(s.parts[0].on), "days": len(s.parts), "start": str(s.parts[0].start),
            "end": str(s.parts[0].end), "venue": s.venue, "places": s.max_learners, "trainers": [names[n.trainer or ""] for n in s.trainers],
            "virtual": s.virtual,
        }
        for s in reading.sessions
    ]  # fmt: skip
    assert found == _json("pool_a.truth.json")["sessions"]


def test_pool_a_undecided_asks_its_three_questions_and_keeps_the_rows_that_wait_apart() -> None:
    reading = _read(Answers())
    assert [(q.kind, q.about) for q in reading.questions] == [
        ("agency", "SC - Children's Services"), ("agency", "SFRS"), ("duplicate", "Trainer register!8|Trainer register!71"),
    ]  # fmt: skip
    assert [t.key for t in reading.trainers if t.waiting] == ["Trainer register!71"]
    unsure = {agency.name for agency in reading.agencies if agency.unsure}
    assert unsure == {"SC - Children's Services", "SFRS"}


@pytest.mark.parametrize("name", ["pool_a.xlsx", "quality_1.xlsx", "real/workshops.csv", "real/badged_instructors.csv"])
def test_every_cell_of_the_samples_is_accounted_for(name: str) -> None:
    book = read_book(SAMPLES / name)
    reading = understand(book)
    assert not unaccounted(book, reading)
    assert not lost_texts(book, reading)


def test_the_observation_log_and_the_materials_register_equal_their_truth() -> None:
    reading = understand(read_book(SAMPLES / "quality_1.xlsx"))
    assert not reading.questions
    codes = {course.key: course.code for course in reading.courses}
    seen = [
        (o.on, codes[o.course or ""], o.text, o.observer, o.outcome, o.strengths, o.actions)
        for o in reading.observations
    ]
    truth = _json("quality_1.truth.json")
    outcome = {"Pause": "Pause and refer"}
    assert seen == [
        (o["date"], o["course"], o["trainer"], o["observer"], outcome.get(o["outcome"], o["outcome"]), o["strengths"], o["actions"])
        for o in truth["observations"]
    ]  # fmt: skip
    versions = [
        (codes[m.course], m.version, m.state, m.author or None, m.approved_by or None, m.approved_on, m.review_due)
        for m in reading.materials
    ]
    names = ("course", "version", "state", "author", "approved_by", "approved_on", "review_due")
    assert versions == [tuple(m[name] for name in names) for m in truth["materials"]]


def test_real_workshops_keep_every_date_attendance_and_host() -> None:
    with (SAMPLES / "real" / "workshops.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    reading = understand(read_book(SAMPLES / "real" / "workshops.csv"))
    assert len(reading.sessions) == len(rows)
    assert not reading.questions
    for row, session in zip(rows, reading.sessions, strict=True):
        assert [str(part.on) for part in session.parts] == [row["start_date"]]
        assert str(session.attended if session.attended is not None else "") == row["attendance"]
        assert (session.reference, session.country) == (row["slug"], row["country"])
        assert session.venue == " ".join(row["host_name"].split())
        assert (session.trainers, session.max_learners) == ([], None)


def test_real_instructors_are_known_by_their_number_alone() -> None:
    with (SAMPLES / "real" / "badged_instructors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    reading = understand(read_book(SAMPLES / "real" / "badged_instructors.csv"))
    assert [(t.given_name, t.family_name, t.approved_from) for t in reading.trainers] == [
        ("", r["person"], r["first_badge_date"]) for r in rows
    ]
    assert not any(t.email or t.phone or t.agency or t.courses for t in reading.trainers)
