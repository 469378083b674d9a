"""Versions of a register of materials against those of the pool: added with the days their state stands for, or changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from trainerpool.exchange.spreadsheets.reading import MaterialDraft
from trainerpool.exchange.three_way import merge
from trainerpool.operations.imports.comparing import Comparing, Fate, fate_of
from trainerpool.operations.imports.plan import DECIDE
from trainerpool.queries.comparing_quality import NOT_NAMED, VersionNow
from trainerpool.queries.imports import BaseRow
from trainerpool.store.records import MaterialVersion

_FIELDS = ("author", "approved_by", "approved_on", "review_due", "kept_where", "note")
_DAYS = frozenset({"approved_on", "review_due"})
_COLUMN = {"note": "change_note"}
_UNDATED = "The register says so and gives no day; dated with the day of the import."


class MaterialComparison:
    """Gives every version of the reading a fate. A state a register gives no day for is dated with the day of the import."""

    def __init__(
        self, comparing: Comparing, held: Iterable[VersionNow], course_of: Mapping[str, str], called: Mapping[str, str]
    ) -> None:
        self._c, self._course_of, self._called = comparing, course_of, called
        self._by_id = {one.id: one for one in held}
        self._there = {(one.course_id, version_key(one.version)): one for one in self._by_id.values()}
        self._bases = comparing.bases.index("material", lambda row: (row.fields.get("course"), version_key(row.fields.get("version", ""))))  # fmt: skip

    def compare(self) -> None:
        """Compare them all."""
        for draft in self._c.reading.materials:
            course = self._course_of[draft.course]
            what = f"{self._called.get(course, '')} {draft.version}".strip()
            base = next(iter(self._c.bases.free(self._bases.get((course, version_key(draft.version)), ()))), None)
            if draft.waiting:
                if base is not None:
                    self._c.bases.met.add(base.id)
                self._c.fates[f"material:{draft.key}"] = Fate(DECIDE, None, what)
                continue
            self._one(draft, course, base, what)

    def _one(self, draft: MaterialDraft, course: str, base: BaseRow | None, what: str) -> None:
        c, sheet = self._c, _sheet(draft)
        held = (
            self._by_id.get(base.record_id or "")
            if base is not None
            else self._there.get((course, version_key(draft.version)))
        )
        changes: list[str] = []
        is_open, kept = False, sheet
        if held is None:
            values = {**_values(sheet), **self._days(draft, sheet)}
            record = c.writes.add(
                MaterialVersion, course_id=course, version=draft.version, source=c.source(draft.key), plan=[], **values
            )
        else:
            record = held.id
            merged = merge(
                {name: base.fields.get(name) for name in sheet} if base is not None else {}, sheet, _pool(held)
            )
            is_open = c.settle(merged, draft.key, what, {"state": "state"}, lambda _, value: str(value))
            changes = [f"{name.replace('_', ' ')}: {value}" for name, value in merged.changes.items()]
            values = _values(merged.changes)
            if "state" in merged.changes:
                values |= self._days(draft, {**_pool(held), **sheet}, held)
            if values:
                c.writes.change(MaterialVersion, record, **values)
            kept = merged.base
        remembered = {**kept, "course": course, "version": draft.version}
        c.keep_base("material", base, draft.key, record, remembered, [draft.key])
        c.decide_fate(
            f"material:{draft.key}", "version", fate_of(record, what, changes, is_new=held is None, is_open=is_open)
        )

    def _days(self, draft: MaterialDraft, sheet: Mapping[str, Any], held: VersionNow | None = None) -> dict[str, Any]:
        """The dated facts a state stands for, so that it is computed from them ever after."""
        today, state = self._c.today, draft.state
        approved = _day(sheet["approved_on"])
        since = _day(draft.since)
        found: dict[str, Any] = {"submitted_on": None, "superseded_on": None, "withdrawn_on": None}
        if state in ("in review", "approved", "superseded", "withdrawn"):
            found["submitted_on"] = min(approved or (since if state == "in review" else None) or today, today)
        if state == "approved":
            found |= {"approved_on": approved or today, "approved_by": sheet["approved_by"] or NOT_NAMED}
        if state == "superseded":
            found["superseded_on"] = since or self._followed_on(draft, approved) or today
        if state == "withdrawn":
            found |= {
                "withdrawn_on": since or today,
                "withdrawn_why": "Withdrawn." if since else f"Withdrawn. {_UNDATED}",
            }
        return {name: day for name, day in found.items() if day is not None or held is not None}

    def _followed_on(self, draft: MaterialDraft, approved: date | None) -> date | None:
        """The day the next version of the same course was approved, where the register says it."""
        order = _order(draft.version)
        later = [
            day
            for one in self._c.reading.materials
            if one.course == draft.course and _order(one.version) > order and (day := _day(one.approved_on)) is not None
        ]
        return min((day for day in later if approved is None or day >= approved), default=None)


def version_key(text: str) -> tuple[int, ...] | str:
    """A version made comparable: "3.0" and "3" are one, "3.1" and "3.10" are two."""
    order = _order(text)
    while len(order) > 1 and order[-1] == 0:
        order = order[:-1]
    return order or text.casefold()


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _sheet(draft: MaterialDraft) -> dict[str, Any]:
    notes = "; ".join(f"{one.label}: {one.text}" if one.label else one.text for one in draft.notes)
    found = {name: getattr(draft, name, None) or "" for name in _FIELDS if name != "note"}
    return {**found, "note": notes, "state": draft.state}


def _values(fields: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        _COLUMN.get(name, name): (_day(value) if name in _DAYS else value or None)
        for name, value in fields.items()
        if name in _FIELDS
    }
    # A register names people in words: another name is not the person who stood there before.
    return found | {f"{name}_id": None for name in ("author", "approved_by") if name in fields}


def _pool(held: VersionNow) -> dict[str, Any]:
    values = held.values
    found = {name: str(values[_COLUMN.get(name, name)] or "") for name in _FIELDS}
    found["approved_by"] = "" if found["approved_by"] == NOT_NAMED else found["approved_by"]
    state = "draft"
    if values["withdrawn_on"]:
        state = "withdrawn"
    elif values["superseded_on"]:
        state = "superseded"
    elif values["approved_on"]:
        state = "approved"
    elif values["submitted_on"]:
        state = "in review"
    return {**found, "state": state}


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)) if text else None
