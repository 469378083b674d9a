"""Absences of a file against those of the pool: added, moved, or asked whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from trainerpool.domain.dates import in_words
from trainerpool.exchange.spreadsheets.reading import AvailabilityDraft
from trainerpool.exchange.three_way import merge
from trainerpool.operations.imports.comparing import Comparing, Fate, fate_of
from trainerpool.operations.imports.plan import DECIDE
from trainerpool.queries.comparing import AbsenceNow
from trainerpool.queries.imports import BaseRow
from trainerpool.store.records import Unavailability

_COLUMN = {"first": "start", "last": "end", "reason": "note"}
_WORDS = {"first": "first day away", "last": "last day away"}


def compare_absences(comparing: Comparing, absences: tuple[AbsenceNow, ...], person_of: Mapping[str, str]) -> None:
    """Give every absence of the reading a fate; one whose person is not known waits."""
    bases = comparing.bases.index("availability", lambda row: row.key)
    now = {absence.id: absence for absence in absences}
    there = {(absence.person_id, absence.start, absence.end): absence for absence in absences}
    for draft in comparing.reading.availability:
        free = comparing.bases.free(bases.get(draft.key, ()))
        person = person_of.get(draft.trainer or "") or draft.known_id
        what = f"{draft.text}, {in_words(draft.first)}"
        if person is None:
            comparing.bases.met.update(row.id for row in free)
            comparing.fates[f"availability:{draft.key}"] = Fate(DECIDE, None, what)
            continue
        base = next((row for row in free if row.fields["person"] == person), None)
        held = now.get(base.record_id or "") if base is not None else there.get((person, draft.first, draft.last))
        _one(comparing, draft, person, base, held)


def _one(
    comparing: Comparing, draft: AvailabilityDraft, person: str, base: BaseRow | None, held: AbsenceNow | None
) -> None:
    sheet: dict[str, Any] = {"first": draft.first.isoformat(), "last": draft.last.isoformat(), "reason": draft.reason}
    what, changes, is_open, kept = f"{draft.text}, {in_words(draft.first)}", [], False, sheet
    if held is None:
        record = comparing.writes.add(
            Unavailability, person_id=person, start=draft.first, end=draft.last, note=draft.reason or None,
            told_on=comparing.today,
        )  # fmt: skip
    else:
        record = held.id
        pool = {"first": held.start.isoformat(), "last": held.end.isoformat(), "reason": held.note}
        merged = merge({name: base.fields[name] for name in sheet} if base is not None else {}, sheet, pool)
        is_open = comparing.settle(merged, draft.key, what, _WORDS, lambda _, value: str(value))
        changes = [f"{_WORDS.get(name, name)}: {value}" for name, value in merged.changes.items()]
        values = {
            _COLUMN[name]: (date.fromisoformat(value) if name != "reason" else value or None)
            for name, value in merged.changes.items()
        }
        if values:
            comparing.writes.change(Unavailability, record, **values)
        kept = merged.base
    comparing.keep_base("availability", base, draft.key, record, {**kept, "person": person}, [draft.key])
    fate = fate_of(record, what, changes, is_new=held is None, is_open=is_open)
    comparing.decide_fate(f"availability:{draft.key}", "absence", fate)
