"""Observations of a log against those of the pool: added with their evidence, corrected as revisions, or asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from trainerpool.domain.dates import in_words, month_end
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.outcomes import limits_delivery
from trainerpool.exchange.spreadsheets.reading import ObservationDraft, Option, Question
from trainerpool.exchange.three_way import merge
from trainerpool.operations.imports.comparing import Comparing, Fate, fate_of
from trainerpool.operations.imports.plan import DECIDE, SKIPPED
from trainerpool.queries.comparing import EvidenceNow
from trainerpool.queries.comparing_quality import ObservationNow
from trainerpool.queries.imports import BaseRow
from trainerpool.store.records import EvidenceItem, Observation, ObservationAction, Strength

_WORDS = {
    "on": "day", "course": "course", "observer": "observer", "outcome": "outcome", "strengths": "strengths",
    "actions": "actions", "note": "note",
}  # fmt: skip
_NOT_HELD = "planned or called off, so not taken as held"
_SEEN = EvidenceKind.OBSERVED_DELIVERY.value


class ObservationComparison:
    """Gives every observation of the reading a fate. What was recorded here with a visit is never changed by a file."""

    def __init__(
        self, comparing: Comparing, held: Iterable[ObservationNow], evidence: Mapping[str, Sequence[EvidenceNow]],
        person_of: Mapping[str, str], course_of: Mapping[str, str], course_called: Mapping[str, str],
    ) -> None:  # fmt: skip
        self._c, self._evidence = comparing, evidence
        self._person_of, self._course_of, self._called = person_of, course_of, course_called
        self._by_id = {one.id: one for one in held}
        self._there: dict[tuple[str, str, str], list[ObservationNow]] = {}
        for one in self._by_id.values():
            self._there.setdefault((one.person_id, one.on, one.course_id), []).append(one)
        self._bases = comparing.bases.index("observation", lambda row: row.key)

    def compare(self) -> None:
        """Compare them all."""
        for draft in self._c.reading.observations:
            base = next(iter(self._c.bases.free(self._bases.get(draft.key, ()))), None)
            person = self._person_of.get(draft.trainer or "") or draft.known_id
            what = f"{draft.text}, {_day(draft.on)}" if draft.on else draft.text
            says = draft.outcome or draft.grade or draft.strengths or draft.actions
            if base is None and (not draft.held or (self._is_to_come(draft) and not says)):
                self._c.fates[f"observation:{draft.key}"] = Fate(SKIPPED, None, what, [_NOT_HELD])
                continue
            if draft.waiting or person is None or self._is_to_come(draft):
                if self._is_to_come(draft):
                    self._ask_day(draft, what)
                if base is not None:
                    self._c.bases.met.add(base.id)
                self._c.fates[f"observation:{draft.key}"] = Fate(DECIDE, None, what)
                continue
            self._one(draft, person, base, what)

    def _is_to_come(self, draft: ObservationDraft) -> bool:
        """A day that has not come is a plan or a slip: nobody was observed then."""
        return bool(draft.on) and draft.on > self._c.today.isoformat()[: len(draft.on)]

    def _ask_day(self, draft: ObservationDraft, what: str) -> None:
        place = draft.key.partition("#")[0]
        self._c.questions.append(
            Question(
                f"date:{draft.day_cell}", "date", f"{what} has not come yet. Which day was the visit?", [draft.day_cell], "values",
                draft.day_cell, [Option("", "Leave it out for now")], None, [place],
            )
        )  # fmt: skip

    def _sheet(self, draft: ObservationDraft) -> dict[str, Any]:
        notes = [f"{one.label}: {one.text}" if one.label else one.text for one in draft.notes]
        return {
            "on": draft.on, "course": self._course_of.get(draft.course or "", ""), "observer": draft.observer, "outcome": draft.outcome,
            "strengths": list(draft.strengths), "actions": list(draft.actions), "note": "; ".join(notes),
        }  # fmt: skip

    def _one(self, draft: ObservationDraft, person: str, base: BaseRow | None, what: str) -> None:
        c, sheet = self._c, self._sheet(draft)
        held = self._by_id.get(base.record_id or "") if base is not None else None
        if held is None and base is None:
            held = next(iter(self._there.get((person, draft.on, sheet["course"]), ())), None)
        observer = self._person_of.get(draft.observer_key or "") or draft.observer_id
        changes: list[str] = []
        is_open, kept = False, sheet
        if held is None:
            record = self._add(draft, person, observer, sheet)
        elif held.has_visit:
            record = held.id
        else:
            record = held.id
            merged = merge(_fields(base, sheet), sheet, _pool(held))
            is_open = c.settle(merged, draft.key, what, _WORDS, self._show)
            changes = [f"{_WORDS[name]}: {self._show(name, value)}" for name, value in merged.changes.items()]
            self._change(draft, held, person, observer, merged.changes)
            kept = merged.base
        c.keep_base("observation", base, draft.key, record, {**kept, "person": person}, [draft.key.partition("#")[0]])
        fate = fate_of(record, what, changes, is_new=held is None, is_open=is_open)
        c.decide_fate(f"observation:{draft.key}", "observation", fate)

    def _add(self, draft: ObservationDraft, person: str, observer: str | None, sheet: Mapping[str, Any]) -> str:
        writes, source = self._c.writes, self._c.source(draft.key.partition("#")[0])
        record = writes.add(
            Observation, person_id=person, course_id=sheet["course"] or None, session_id=None, observer_id=observer,
            observer_name=draft.observer or None, on=draft.on, purpose="Routine", outcome=draft.outcome or None, starred_met=None,
            state="closed", note=sheet["note"] or None, number=1, closed_on=_last(draft.on), local_grade=draft.grade or None, source=source,
        )  # fmt: skip
        self._put_points(record, sheet)
        self._count(person, record, observer, sheet, source)
        return record

    def _put_points(self, record: str, sheet: Mapping[str, Any]) -> None:
        for record_class, name in ((Strength, "strengths"), (ObservationAction, "actions")):
            for place, text in enumerate(sheet[name]):
                self._c.writes.add(record_class, observation_id=record, position=place, text=text)

    def _change(
        self,
        draft: ObservationDraft,
        held: ObservationNow,
        person: str,
        observer: str | None,
        changes: Mapping[str, Any],
    ) -> None:
        """Take over what the file now says otherwise; what counts for standing becomes a revision of its evidence."""
        columns = {"on": "on", "course": "course_id", "observer": "observer_name", "outcome": "outcome", "note": "note"}
        values = {columns[name]: value or None for name, value in changes.items() if name in columns}
        if "observer" in changes:
            values["observer_id"] = observer
        if "on" in changes:
            values["closed_on"] = _last(draft.on)
        if values:
            self._c.writes.change(Observation, held.id, **values)
        added = {name: changes[name] for name in ("strengths", "actions") if name in changes}
        for name, record_class in (("strengths", Strength), ("actions", ObservationAction)):
            there = held.strengths if name == "strengths" else held.actions
            for place, text in enumerate(one for one in added.get(name, ()) if one not in there):
                self._c.writes.add(record_class, observation_id=held.id, position=len(there) + place, text=text)
        if {"on", "course", "observer", "outcome"} & set(changes):
            self._count(person, held.id, observer, {**_pool(held), **changes}, self._c.source(draft.key), was=held)

    def _count(
        self, person: str, record: str, observer: str | None, sheet: Mapping[str, Any], source: str, was: ObservationNow | None = None
    ) -> None:  # fmt: skip
        """The observation as evidence: one item for one visit, in place of what was recorded of the same day before."""
        on = was.on if was is not None else sheet["on"]
        course = was.course_id if was is not None else sheet["course"]
        said = {sheet["outcome"], was.outcome if was is not None else sheet["outcome"]}
        replaced = self._recorded(person, on, course, said)
        self._c.writes.add(
            EvidenceItem, person_id=person, evidence_kind=_SEEN, on=sheet["on"], course_id=sheet["course"] or None, by_id=observer,
            by_name=sheet["observer"] or None, outcome=sheet["outcome"] or None, observation_id=record, source=source,
            recorded_at=self._c.at, recorded_by=self._c.person, replaces_id=replaced, retracted=False,
        )  # fmt: skip

    def _recorded(self, person: str, on: str, course: str, said: set[str | None]) -> str | None:
        """What is recorded of this day already, in the pool or by the register of the same file: its id.

        A limit is replaced only by the visit that set it: another of the same day stands beside it.
        """
        same = [
            item.id
            for item in self._evidence.get(person, ())
            if item.kind == _SEEN
            and not item.retracted
            and item.on == on
            and (item.course_id or "") in ("", course)
            and (not limits_delivery(item.outcome) or item.outcome in said)
        ]
        same += [
            item["id"]
            for item in self._c.writes.added.get(EvidenceItem, ())
            if (item["person_id"], item["evidence_kind"], item["on"]) == (person, _SEEN, on)
            and "observation_id" not in item
            and not item["retracted"]
        ]
        return same[-1] if same else None

    def _show(self, name: str, value: Any) -> str:
        if name == "course":
            return self._called.get(value, "")
        if name == "on":
            return _day(value) if value else ""
        return "; ".join(value) if isinstance(value, list) else str(value)


def _fields(base: BaseRow | None, sheet: Mapping[str, Any]) -> dict[str, Any]:
    return {name: base.fields[name] for name in sheet if name in base.fields} if base is not None else {}


def _pool(held: ObservationNow) -> dict[str, Any]:
    return {
        "on": held.on, "course": held.course_id, "observer": held.observer, "outcome": held.outcome,
        "strengths": list(held.strengths), "actions": list(held.actions), "note": held.note,
    }  # fmt: skip


def _last(on: str) -> date:
    return month_end(date.fromisoformat(f"{on}-01")) if len(on) == 7 else date.fromisoformat(on)


def _day(on: str) -> str:
    return in_words(date.fromisoformat(f"{on}-01" if len(on) == 7 else on), month_only=len(on) == 7)
