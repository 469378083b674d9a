"""What the workbook of another partnership holds, and the truth it means: grids, people, sessions."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

Row = Sequence[Any]


@dataclass
class Grid:
    """One sheet: rows of values, merged ranges as (first row, first column, last row, last column), 1-based."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False

    def add(self, *cells: Any) -> int:
        """Put a row at the end; its number."""
        self.rows.append(list(cells))
        return len(self.rows)

    def at(self, row: int) -> str:
        return f"{self.name}!{row}"


@dataclass
class Person:
    """A trainer as the truth has them. `courses` are keys of the book's courses."""

    given: str
    family: str
    agency: str = ""
    email: str | None = None
    phone: str | None = None
    ttt: str | None = None
    approved: str | None = None
    until: str | None = None
    courses: tuple[str, ...] = ()
    stage: str = "approved"
    at: str = ""

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


@dataclass
class Event:
    """A session as the truth has it: parts as (day, start, end)."""

    course: str
    parts: list[tuple[date, time, time]]
    venue: str | None = None
    virtual: bool = False
    places: int | None = None
    trainers: tuple[str, ...] = ()
    status: str | None = None
    at: str = ""


@dataclass
class Book:
    """A file to write and what it means. `courses`: key -> every spelling that is right."""

    title: str
    grids: list[Grid]
    people: list[Person] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    courses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ending: str = "xlsx"
    delimiter: str = ","
    encoding: str = "utf-8"
    no_surname_order: bool = False


GIVEN = [
    "Siân", "Carys", "Llŷr", "Agnieszka", "Łukasz", "Oluwaseun", "Priya", "Fatima", "Jean-Paul", "Mary", "Tom",
    "Deborah", "Stephen", "Catherine", "Alasdair", "Niamh", "Harpreet", "Zainab", "Wioletta", "Craig", "Lorraine",
    "Julie", "Patrick", "Emeka", "Bronwen", "Kirsty", "Dominic", "Tracey", "Ffion", "Rajesh", "Gillian", "Marek",
    "Eleanor", "Kwame", "Bethan", "Nigel", "Sadia", "Paul", "Ingrid", "Callum",
]  # fmt: skip
FAMILY = [
    "Ap Rhys", "O'Neill", "McAllister", "Wójcik", "Żukowski", "Adeyemi", "Patel", "van der Meer", "Smith-Hughes",
    "Okafor", "Begum", "Llewellyn", "Pritchard", "D'Souza", "Thornton", "Grzybowski", "Brown", "Khan",
    "Fitzgerald", "Clarke", "Ellis", "Macdonald", "Hartley-Brown", "St John", "Nwosu", "Green", "Baker", "Ahmed",
    "Whitehead", "de Souza", "Wilson", "Ćwik", "Young", "Marsh", "Turner", "King", "Day", "Hall", "Field", "Ward",
]  # fmt: skip


def people(seed: int, count: int, agencies: Sequence[str], domain: str = "example.org") -> list[Person]:
    """Invented people with distinct surnames; mail by given.family, phones of the range kept for stories."""
    pick = random.Random(seed)
    given, family = list(GIVEN), list(FAMILY)
    pick.shuffle(given)
    pick.shuffle(family)
    made = []
    for number in range(count):
        one = Person(given[number % len(given)], family[number % len(family)], agencies[number % len(agencies)])
        plain = "".join(c for c in f"{one.given}.{one.family}".lower() if c.isascii() and (c.isalnum() or c in ".-"))
        one.email = f"{plain}@{one.agency.lower().split()[0]}.{domain}"
        one.phone = f"07700 900{pick.randint(100, 999)}"
        made.append(one)
    return made


def day(pick: random.Random, first: int = 2022, last: int = 2025) -> date:
    return date(pick.randint(first, last), pick.randint(1, 12), pick.randint(1, 28))


def stamp(on: date) -> datetime:
    return datetime(on.year, on.month, on.day)


def ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def serial(on: date) -> int:
    return (on - date(1899, 12, 30)).days


T = time
