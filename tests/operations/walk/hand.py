"""A hand that draws what deeds are done with: people, sessions, places and days of the pool as it stands."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select, text

from trainerpool.operations.desk import Desk
from trainerpool.store.records import Agency, Allocation, Course, Person, Record, TrainingSession, Venue

R = TypeVar("R", bound=Record)
WORDS = ["Ann", "Zoë", "O'Neill", "Łukasz", "Mei Lin", "Jean-Luc", "İpek", "Weir", "Sable", "Rowan", "Orrin", "Tamsin"]
Draw = Callable[["Hand"], Any]


class NothingThereError(Exception):
    """The pool holds nothing at present that the deed could be done with."""


class Hand:
    """Draws with a dice of its own, so that a walk can be walked again."""

    def __init__(self, desk: Desk, dice: random.Random) -> None:
        self.desk = desk
        self.dice = dice
        self._number = 0

    def rows(self, record_class: type[R], *conditions: ColumnElement[bool]) -> list[R]:
        """The records that meet the conditions, in the order they were put in: ids are random."""
        with self.desk.store.reader() as reader:
            found = list(reader.scalars(select(record_class).where(*conditions).order_by(text("rowid"))))
            reader.expunge_all()
        return found

    def row(self, record_class: type[R], *conditions: ColumnElement[bool]) -> R:
        found = self.rows(record_class, *conditions)
        if not found:
            raise NothingThereError
        return self.dice.choice(found)

    def one(self, *choices: Any) -> Any:
        return self.dice.choice(choices)

    def some(self, record_class: type[R], least: int, most: int, *conditions: ColumnElement[bool]) -> list[str]:
        """The ids of a few records, none of them twice."""
        found = [row.id for row in self.rows(record_class, *conditions)]
        if len(found) < least:
            raise NothingThereError
        return self.dice.sample(found, self.dice.randint(least, min(most, len(found))))

    def new(self, noun: str = "") -> str:
        """Words nothing in the pool is called by."""
        self._number += 1
        return f"{self.dice.choice(WORDS)} {noun} {self._number}".replace("  ", " ")

    def day(self, first: date | None = None, last: date | None = None) -> date:
        first, last = first or date(2026, 9, 1), last or date(2027, 6, 30)
        return first + timedelta(days=self.dice.randint(0, (last - first).days))

    def past(self) -> str:
        return self.day(date(2025, 1, 6), self.desk.today).isoformat()

    def span(self) -> dict[str, str]:
        start = self.day()
        return {"from": start.isoformat(), "to": (start + timedelta(days=self.dice.randint(0, 20))).isoformat()}

    def parts(self) -> list[dict[str, str]]:
        """One part, or two on two days."""
        start = self.day(date(2026, 10, 5), date(2027, 5, 28))
        return [
            {"start": f"{start + timedelta(days=n)}T09:30", "end": f"{start + timedelta(days=n)}T12:30"}
            for n in range(self.dice.choice([1, 1, 2]))
        ]

    def person(self, *but: str) -> str:
        return self.row(Person, Person.role == "trainer", Person.id.not_in(but)).id

    def agency(self, *but: str) -> str:
        return self.row(Agency, Agency.merged_into_id.is_(None), Agency.id.not_in(but)).id

    def course(self, *but: str) -> str:
        return self.row(Course, Course.id.not_in(but)).id

    def venue(self, *but: str) -> str:
        return self.row(Venue, Venue.id.not_in(but)).id

    def session(self, *conditions: ColumnElement[bool]) -> str:
        return self.row(TrainingSession, *conditions).id

    def two(self, draw: Callable[..., str], first: str, second: str) -> dict[str, Any]:
        """Two different ones."""
        one = draw()
        return {first: one, second: draw(one)}

    def place(self, *states: str) -> dict[str, Any]:
        """Somebody on a session, in one of these states."""
        row = self.row(Allocation, Allocation.state.in_(states))
        return {"session": row.session_id, "trainer": row.person_id}

    def pairs(self, *states: str) -> list[list[str]]:
        found = self.rows(Allocation, Allocation.state.in_(states))
        if not found:
            raise NothingThereError
        chosen = self.dice.sample(found, min(len(found), self.dice.randint(1, 3)))
        return [[row.session_id, row.person_id] for row in chosen]

    def perhaps(self, **draws: Callable[[], Any]) -> dict[str, Any]:
        """Each of these with even chances, left out where there is nothing of the sort."""
        found = {}
        for name, draw in draws.items():
            if self.dice.random() < 0.5:
                try:
                    found[name.removesuffix("_")] = draw()
                except NothingThereError:
                    continue
        return found
