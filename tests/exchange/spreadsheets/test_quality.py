"""Logs of observations and registers of materials as other partnerships keep them: read without guessing, or asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exchange.spreadsheets.accounted import lost_texts, unaccounted
from tests.exchange.spreadsheets.workbooks import book_of
from trainerpool.exchange.spreadsheets.reading import Answers, Known, KnownCourse, KnownPerson, Reading
from trainerpool.exchange.spreadsheets.understand import understand

COURSES = (
    KnownCourse("c1", "NEG", "Neglect: Recognising and Responding"),
    KnownCourse("c2", "DA", "Domestic Abuse and Children"),
)
PEOPLE = tuple(
    KnownPerson(f"p{number}", *name.split(" ", 1))
    for number, name in enumerate(["Ada Quill", "Bram Osei", "Cerys Vaughan", "Dilip Anand", "Una Farrow"])
)
KNOWN = Known((), COURSES, PEOPLE)


def read(sheets: dict[str, list[list[Any]]], answers: Answers | None = None, known: Known = KNOWN) -> Reading:
    book = book_of(sheets)
    reading = understand(book, known=known, answers=answers or Answers())
    assert not unaccounted(book, reading)
    assert not lost_texts(book, reading)
    return reading


def seen(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [(o.on, o.course or "", o.known_id or o.trainer or "", o.outcome) for o in reading.observations]


def packs(reading: Reading) -> list[tuple[str, str, str]]:
    return [(m.course, m.version, m.state) for m in reading.materials]


def test_local_grades_are_read_by_the_key_on_the_sheet() -> None:
    reading = read({
        "QA visits": [
            ["Quality visits", "", "", "", ""],
            ["Key: 1 = Continue; 2 = Continue with action points; 3 = Paired delivery only until seen again; 4 = Not to deliver, refer to Business Unit"],
            [],
            ["Seen on", "Training", "Facilitator", "Seen by", "Grade", "What went well", "Even better if"],
            ["3 Mar 2026", "NEG", "Ada Quill", "Una Farrow", 1, "Warm welcome", "-"],
            ["4 Mar 2026", "DA", "Bram Osei", "Una Farrow", 2, "Clear outcomes", "Name the route"],
            ["5 Mar 2026", "DA", "Cerys Vaughan", "Una Farrow", 3, "Kept to time", "Use the contact sheet"],
            ["6 Mar 2026", "NEG", "Dilip Anand", "Una Farrow", "4", "", "Content warning; local thresholds"],
        ],
    })  # fmt: skip
    assert not reading.questions
    assert seen(reading) == [
        ("2026-03-03", "neg", "p0", "Continue"), ("2026-03-04", "da", "p1", "Continue with actions"),
        ("2026-03-05", "da", "p2", "Co-deliver only"), ("2026-03-06", "neg", "p3", "Pause and refer"),
    ]  # fmt: skip
    assert reading.observations[3].actions == ["Content warning", "local thresholds"]
    assert [o.grade for o in reading.observations] == ["1", "2", "3", "4"]


def test_a_key_in_a_table_of_its_own_explains_the_grades() -> None:
    reading = read({
        "Log": [
            ["Date", "Course", "Trainer", "Observer", "RAG", "Strengths", "Actions"],
            ["03/03/2026", "NEG", "Ada Quill", "Una Farrow", "Green", "Warm", "None"],
            ["13/03/2026", "NEG", "Bram Osei", "Una Farrow", "Amber", "Warm", "Timing"],
            ["14/03/2026", "NEG", "Cerys Vaughan", "Una Farrow", "Red", "", "Accuracy"],
        ],
        "Key": [["RAG", "Meaning"], ["Green", "Carry on delivering"], ["Amber", "Carry on, with an action plan"], ["Red", "Stop delivering and refer"]],
    })  # fmt: skip
    assert [o.outcome for o in reading.observations] == ["Continue", "Continue with actions", "Pause and refer"]


def test_a_grade_nobody_explains_is_asked_once_and_its_rows_wait() -> None:
    sheets = {
        "Log": [
            ["Date of visit", "Course", "Trainer observed", "Observer", "Rating"],
            ["3 Mar 2026", "NEG", "Ada Quill", "Una Farrow", "Good"],
            ["4 Mar 2026", "NEG", "Bram Osei", "Una Farrow", "Good"],
            ["5 Mar 2026", "NEG", "Cerys Vaughan", "Una Farrow", "Continue"],
        ]
    }
    reading = read(sheets)
    assert [(q.section, q.about) for q in reading.questions] == [("values", "outcome Good")]
    assert [bool(o.waiting) for o in reading.observations] == [True, True, False]
    answered = read(sheets, Answers(values={"outcome Good": "Continue with actions"}))
    assert not answered.questions
    assert [o.outcome for o in answered.observations] == ["Continue with actions", "Continue with actions", "Continue"]


def test_a_block_for_each_course() -> None:
    reading = read({
        "Observations": [
            ["Observations of delivery 2025-26"],
            [],
            ["Neglect: Recognising and Responding"],
            ["Date", "Trainer", "Observer", "Outcome", "Strengths", "Development points"],
            ["12 Nov", "Ada Quill", "Una Farrow", "Continue", "Warm", ""],
            ["3 Feb", "Bram Osei", "Una Farrow", "Continue", "Clear", ""],
            [],
            ["Domestic Abuse and Children"],
            ["Date", "Trainer", "Observer", "Outcome", "Strengths", "Development points"],
            ["4 Mar", "Cerys Vaughan & Dilip Anand", "Una Farrow", "Continue with actions", "Good pace", "1) Timing 2) Names"],
        ]
    })  # fmt: skip
    assert seen(reading) == [
        ("2025-11-12", "neg", "p0", "Continue"), ("2026-02-03", "neg", "p1", "Continue"),
        ("2026-03-04", "da", "p2", "Continue with actions"), ("2026-03-04", "da", "p3", "Continue with actions"),
    ]  # fmt: skip
    assert reading.observations[2].actions == ["Timing", "Names"]


def test_a_sheet_for_each_year() -> None:
    head = ["Date", "Session", "Trainer", "QA by", "Result"]
    reading = read({
        "2024": [head, ["12 Nov", "NEG", "Ada Quill", "Una Farrow", "Continue"]],
        "2025": [head, ["12/11", "DA", "Quill, Ada", "U Farrow", "Co-deliver only until re-seen"]],
    })  # fmt: skip
    assert seen(reading) == [("2024-11-12", "neg", "p0", "Continue"), ("2025-11-12", "da", "p0", "Co-deliver only")]
    assert [o.observer for o in reading.observations] == ["Una Farrow", "Una Farrow"]


def test_who_nobody_knows_is_asked_and_a_day_that_is_none_too() -> None:
    reading = read({
        "Log": [
            ["Date of visit", "Course", "Trainer observed", "Observer", "Outcome"],
            ["3 Mar 2026", "NEG", "Zed Nobody", "Una Farrow", "Continue"],
            ["last spring", "NEG", "Ada Quill", "Una Farrow", "Continue"],
            ["", "NEG", "", "Una Farrow", "Continue"],
        ]
    })  # fmt: skip
    assert {q.kind for q in reading.questions} == {"person", "date"}
    assert all(o.waiting for o in reading.observations)


def test_without_any_register_whoever_was_observed_is_a_new_person() -> None:
    reading = read(
        {
            "Log": [
                ["Date of visit", "Course", "Trainer observed", "Observer", "Outcome"],
                ["3 Mar 2026", "Neglect", "Ada Quill", "Una Farrow", "Continue"],
                ["4 Mar 2026", "Neglect", "A Quill", "Una Farrow", "Continue"],
            ]
        },
        known=Known(),
    )
    assert [(t.given_name, t.family_name, t.stage) for t in reading.trainers] == [("Ada", "Quill", None)]
    assert len({o.trainer for o in reading.observations}) == 1
    assert not reading.questions


def test_a_register_in_blocks_without_a_word_for_the_state() -> None:
    reading = read({
        "Packs": [
            ["Trainer packs"],
            ["Course", "Version", "Written by", "Signed off by", "Signed off on", "Next review", "Kept"],
            ["Neglect: Recognising and Responding", "2.0", "J. Hart", "S. Lowe", "07/01/2025", "07/01/2026", "S:\\neg"],
            ["", 3, "J. Hart", "S. Lowe", "19/01/2026", "Jan 2027", "S:\\neg"],
            ["", "3.1", "M. Holt", "", "", "", ""],
            ["DA", "1.0", "M. Holt", "S. Lowe", "May 2026", "", ""],
        ]
    })  # fmt: skip
    assert packs(reading) == [
        ("neg", "2.0", "superseded"), ("neg", "3.0", "approved"), ("neg", "3.1", "draft"), ("da", "1.0", "approved"),
    ]  # fmt: skip
    assert [m.review_due for m in reading.materials] == ["2026-01-07", "2027-01-31", None, None]
    assert reading.materials[3].approved_on == "2026-05-31"


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Current - approved", "approved"), ("LIVE", "approved"), ("In use", "approved"), ("Draft - with QA group", "in review"),
        ("Awaiting sign off", "in review"), ("Under review", "in review"), ("Approval pending", "in review"), ("Draft", "draft"),
        ("Being rewritten", "draft"), ("Superseded", "superseded"), ("Archived", "superseded"), ("Do not use", "withdrawn"),
        ("Withdrawn", "withdrawn"), ("Not yet approved", "in review"), ("No longer current", "superseded"), ("QA'd", "approved"),
    ],
)  # fmt: skip
def test_words_for_a_state(said: str, state: str) -> None:
    reading = read({
        "Register": [
            ["Course", "Pack version", "Status", "Author", "Approved by", "Date approved"],
            ["NEG", "v1.0", "Superseded", "J. Hart", "S. Lowe", "7 Jan 2024"],
            ["NEG", "v2.0", said, "J. Hart", "S. Lowe", "7 Jan 2025"],
        ]
    })  # fmt: skip
    assert not reading.questions
    assert packs(reading)[1] == ("neg", "2.0", state)


def test_a_status_nobody_understands_is_asked() -> None:
    reading = read({
        "Register": [
            ["Course", "Pack version", "Status", "Author", "Approved by", "Date approved"],
            ["NEG", "v1.0", "Blue", "J. Hart", "S. Lowe", "7 Jan 2024"],
        ]
    })  # fmt: skip
    assert [(q.kind, q.about) for q in reading.questions] == [("status", "status Blue")]
    assert reading.materials[0].waiting
