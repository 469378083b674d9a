"""A tiny pool and two desks in memory, on the pure parts alone: what carries, works, sends and merges for the properties."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from typing import Any

from trainerpool.exchange.carrying.answers import judge_answer
from trainerpool.exchange.carrying.ids import derived_id
from trainerpool.exchange.carrying.merging import Fate, Item, plan_of, writes_of, written
from trainerpool.exchange.carrying.returned import Returned, read_returned, returned_payload
from trainerpool.exchange.carrying.statements import heard, statement_of
from trainerpool.exchange.carrying.working_out import Layers, laid_over, own_changes, still_sent, with_sent

Rows = dict[str, dict[str, dict[str, Any]]]
_ALL = ("person", "allocation", "training_session", "unavailability", "attendance")
SORTS = frozenset({"trainer"})
NUMBERS = derived_id("attendance", "s", "agency")


@dataclass
class Pool:
    """Records, and the returns that were taken in."""

    rows: Rows
    taken: list[tuple[str, str, Returned]] = field(default_factory=list)

    def carried(self, key: str) -> Rows:
        """What somebody is brought: their own person, place and absences, and the session of both."""
        return {
            kind: {
                name: copy.deepcopy(row) for name, row in self.rows.get(kind, {}).items()
                if row.get("person_id", key) == key and (kind != "person" or name == key)
            }
            for kind in _ALL
        }  # fmt: skip

    def take_in(self, key: str, returned: Returned) -> None:
        """Take a return in, or leave it where it was taken in; clashes keep the pool's side."""
        if any(file == returned.file for _, file, _ in self.taken):
            return
        items = self.plan(key, returned)
        self.rows = written(self.rows, writes_of(items, {one.key for one in items if one.fate is Fate.READY}))
        self.taken.append((key, returned.file, returned))

    def plan(self, key: str, returned: Returned) -> tuple[Item, ...]:
        others = [statement_of(one) for _, file, one in self.taken if file != returned.file]
        return plan_of(
            returned, self.rows, heard(others, returned), lambda item: judge_answer(item, self.rows, returned.seen)
        )

    @property
    def clashed(self) -> set[tuple[str, str, str]]:
        """The fields in which what somebody said last stands against the pool, or against what another said last."""
        found = set()
        for _, file, one in self.taken:
            others = [statement_of(it) for _, other, it in self.taken if other != file]
            known = replace(heard(others, one), again={})
            items = plan_of(one, self.rows, known, lambda item, one=one: judge_answer(item, self.rows, one.seen))
            found |= {(c.kind, c.record, c.field) for item in items for c in item.clashes}
        return found


@dataclass
class DeskOf:
    """Somebody's desk: what was brought, what it holds, what was touched and what was sent."""

    key: str
    brought: Rows
    rows: Rows = field(default_factory=dict)
    touched: dict[tuple[str, str], str] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    number: int = 0

    def __post_init__(self) -> None:
        self.rows = copy.deepcopy(self.brought)

    def do(self, what: str, value: str, moment: int) -> None:
        """One deed at this desk."""
        if what == "phone":
            self._touch("person", self.key, moment)["phone"] = value
        elif what == "numbers":
            row = self._touch("attendance", NUMBERS, moment)
            row.update({"session_id": "s", "agency_id": "agency", "attended": int(value)})
        elif what == "absent":
            row = self._touch("unavailability", f"{self.key} {value}", moment)
            row.update({"person_id": self.key, "start": value})
        elif what == "present":
            self._touch("unavailability", f"{self.key} {value}", moment)
            del self.rows["unavailability"][f"{self.key} {value}"]
        else:
            self._touch("allocation", f"place {self.key}", moment)["state"] = {"x": "accepted", "y": "declined"}[value]

    def _touch(self, kind: str, record: str, moment: int) -> dict[str, Any]:
        self.touched.pop((kind, record), None)
        self.touched[kind, record] = f"2026-11-22T09:{moment:02}:00+00:00"
        return self.rows.setdefault(kind, {}).setdefault(record, {})

    def send(self, moment: int) -> Returned | None:
        """A return, once through its own bytes; None where there is nothing to say."""
        touched = [(kind, record, at) for (kind, record), at in self.touched.items()]
        changes = own_changes(self.brought, self.rows, touched, SORTS, self.said)
        if not changes:
            return None
        self.number += 1
        file, made = f"{self.key} {self.number}", f"2026-11-22T10:{moment:02}:00+00:00"
        found = Returned(file, self.number, "pool", self.key, "carry", 1, made, changes, self.brought)
        self.said = with_sent(self.said, changes, file)
        return read_returned(returned_payload(found))

    def carry(self, fresh: Rows, taken: set[str]) -> None:
        """Lay a newer carry file over the desk."""
        layers = Layers(self.brought, self.rows, SORTS, self.said, taken)
        self.rows = written(self.rows, laid_over(layers, fresh))
        self.said = still_sent(self.said, fresh, self.rows)
        self.brought = fresh


def fresh_pool() -> Pool:
    """Two people with a place each on one session."""
    return Pool({
        "person": {key: {"phone": "0"} for key in "ab"},
        "training_session": {"s": {"first_date": "2027-01-12", "status": "planned"}},
        "allocation": {
            f"place {key}": {"session_id": "s", "person_id": key, "state": "offered", "role": "lead"} for key in "ab"
        },
        "unavailability": {},
        "attendance": {},
    })  # fmt: skip
