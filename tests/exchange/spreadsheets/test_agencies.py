"""Three grades of likeness between spellings of agencies."""

from __future__ import annotations

import pytest

from trainerpool.exchange.spreadsheets.agencies import AgencyBook
from trainerpool.exchange.spreadsheets.reading import KnownAgency


def _book(*texts: str, answers: dict[str, str] | None = None, known: tuple[KnownAgency, ...] = ()) -> AgencyBook:
    book = AgencyBook(known, answers or {})
    for text in texts:
        book.add(text, "Pool!B2", "Pool!2")
    book.settle()
    return book


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thornby Police", "THORNBY POLICE "), ("Fire & Rescue", "Fire and Rescue"), ("Estuary Care Board (ECB)", "ECB"),
        ("TMC", "Thornby Metropolitan Council"), ("N Vale Police", "Northern Vale Police"), ("Notts Police", "Nottinghamshire Police"),
        ("Probation", "National Probation Service"), ("Rowan VN", "Rowan Voluntary Network"), ("Thorncom", "Thornby Community Health"),
        ("EKHUFT", "East Kent Hospitals University NHS Foundation Trust"), ("Police", "Thornby Police"), ("Nothmoor Council", "Northmoor Council"),
        ("Schools", "Education (schools and colleges)"), ("Ellerdale Constabulary", "Ellerdale Police"),
    ],
)  # fmt: skip
def test_same_and_likely_are_joined_without_a_question(one: str, other: str) -> None:
    book = _book(one, other)
    assert book.key_of(one) == book.key_of(other)
    assert not book.questions


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TC - Children's Services", "Thornby Council"), ("TFRS", "Thornby Fire and Rescue"), ("Northmoor CC", "Northmoor Council"),
        ("Northmoor Council Housing", "Northmoor Council"), ("VCS", "Voluntary Sector"), ("Education", "Schools"),
    ],
)  # fmt: skip
def test_unsure_ones_stay_apart_and_are_asked(one: str, other: str) -> None:
    book = _book(one, other)
    assert book.key_of(one) != book.key_of(other)
    assert len(book.questions) == 1
    answered = _book(one, other, answers={one: other, other: other})
    assert answered.key_of(one) == answered.key_of(other)
    assert not answered.questions


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("East Vale Academy", "West Vale Academy"), ("Thornby Council", "Thornby Police"), ("Ward 1 Trust", "Ward 2 Trust"),
        ("Northern Ambulance", "Northern Police"), ("Northmoor County Council", "Northmoor Borough Council"),
    ],
)  # fmt: skip
def test_different_agencies_are_never_joined(one: str, other: str) -> None:
    book = _book(one, other)
    assert book.key_of(one) != book.key_of(other)


def test_a_spelling_that_fits_two_agencies_is_asked() -> None:
    book = _book("Police", "Northern Vale Police", "Thornby Police")
    assert [q.about for q in book.questions] == ["Police"]


def test_a_known_alias_joins_what_the_file_alone_could_not() -> None:
    book = _book("Blue Light", known=(KnownAgency("7", "Thornby Police", ("Blue Light",)),))
    assert [(d.name, d.known_id) for d in book.drafts.values()] == [("Thornby Police", "7")]
