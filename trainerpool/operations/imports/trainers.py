"""Trainers of a file against the people of the pool: who is who, what is new of them, and what is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from trainerpool.exchange.spreadsheets.reading import TrainerDraft
from trainerpool.exchange.spreadsheets.words import norm, tidy
from trainerpool.exchange.three_way import Merge, is_empty, merge, merge_lines
from trainerpool.operations.imports.comparing import Comparing, Fate, fate_of, said_columns
from trainerpool.operations.imports.evidence import (
    APPROVING,
    COURSE,
    HELD,
    EvidenceOfPerson,
    is_transferred,
    items_of,
    stage_of,
)
from trainerpool.operations.imports.plan import DECIDE
from trainerpool.queries.comparing import EvidenceNow, MembershipNow, PersonNow
from trainerpool.queries.imports import BaseRow
from trainerpool.store.records import FormerName, Membership, Person

PLAIN = ("given_name", "family_name", "known_as", "email", "phone", "job_title")
DATED = ("ttt_course_on", "approved_from", "approved_until", "last_observed")
_WORDS = {
    "given_name": "given name", "family_name": "family name", "known_as": "known as", "email": "e-mail", "phone": "phone",
    "job_title": "job title", "agency": "agency", "ttt_course_on": "Train-the-Trainer course", "approved_from": "approval date",
    "approved_until": "end of approval", "last_observed": "last observation", "stage": "status",
}  # fmt: skip
_COLUMNS = {
    "email": {"email", "contact", "name"}, "phone": {"phone", "contact"}, "stage": {"status", "approved_from", "notes"},
    "courses": {"courses", "course"},
}  # fmt: skip


class TrainerComparison:
    """Compares every trainer of a reading with the pool; `record_of` gives the person by the draft's key."""

    def __init__(
        self, comparing: Comparing, people: tuple[PersonNow, ...], memberships: tuple[MembershipNow, ...],
        evidence: Mapping[str, list[EvidenceNow]], agency_of: Mapping[str, str], canon: Callable[[str | None], str],
        course_of: Mapping[str, str], names: Mapping[str, str], courses: Mapping[str, str],
    ) -> None:  # fmt: skip
        self._c, self._evidence = comparing, evidence
        self._people = {person.id: person for person in people}
        self._memberships: dict[str, list[MembershipNow]] = {}
        for membership in memberships:
            self._memberships.setdefault(membership.person_id, []).append(membership)
        self._agency_of, self._canon, self._course_of = agency_of, canon, course_of
        self._names, self._courses = names, courses
        self.record_of: dict[str, str] = {}
        self.agency_of_person: dict[str, str] = {person.id: canon(person.agency_id) for person in people}
        self._said = said_columns(comparing.reading)
        self._match = _Match(comparing, self._people, agency_of, canon)

    def compare(self) -> None:
        """Give every trainer of the reading a fate."""
        for draft in self._c.reading.trainers:
            base, person = self._match.of(draft)
            if draft.waiting is not None:
                if base is not None:
                    self._c.bases.met.add(base.id)
                self._c.fates[f"trainer:{draft.key}"] = Fate(DECIDE, None, _name(draft))
                continue
            self._one(draft, base, self._people.get(person or ""))

    def _one(self, draft: TrainerDraft, base: BaseRow | None, person: PersonNow | None) -> None:
        c, name = self._c, _name(draft)
        sheet, lines = self._sheet(draft, base)
        roots: dict[str, str] = dict(base.fields["_evidence"]) if base is not None else {}
        old = {key: value for key, value in base.fields.items() if key != "_evidence"} if base is not None else {}
        before = {key: value for key, value in old.items() if not key.startswith("_") and key != "notes"}
        record = person.id if person is not None else c.writes.add(Person, **self._new(sheet, lines))
        source = c.source(draft.sources[0] if draft.sources else draft.key)
        held = EvidenceOfPerson(c, record, self._evidence.get(record, ()), source)
        pool = self._pool(person, held, roots, {**before, **sheet}, before) if person is not None else {}
        merged = merge(before, sheet, pool)
        words = _WORDS | self._course_words(sheet)
        is_open = person is not None and c.settle(merged, draft.key, name, words, self._show)
        changes = []
        if person is not None:
            changes = self._change_person(person, merged.changes, base, lines)
        elif sheet.get("agency"):
            c.writes.add(Membership, person_id=record, agency_id=sheet["agency"], start=None, end=None)
        stands = {**before, **merged.changes} if base is not None else _stands_first(sheet, merged)
        now = items_of({**stands, **self._marks(old, stands)})
        if person is not None and base is None:
            now = {key: item for key, item in now.items() if held.of(key, {}) is None}
        changes += held.write(items_of(old) if old else {}, now, roots, renew=stage_of(stands) == "approved")
        read = {
            "notes": lines,
            "_evidence": roots,
            "_status": bool(old.get("_status")) or self._speaks(draft, "status"),
        }
        fields = {**merged.base, **self._marks(old, merged.base), **read}
        c.keep_base("trainer", base, draft.key, record, fields, list(draft.sources))
        self.record_of[draft.key] = record
        home = merged.changes.get("agency") or self.agency_of_person.get(record) or sheet.get("agency", "")
        self.agency_of_person[record] = home
        fate = fate_of(record, name, changes, is_new=person is None, is_open=is_open)
        c.decide_fate(f"trainer:{draft.key}", "trainer", fate)

    def _sheet(self, draft: TrainerDraft, base: BaseRow | None) -> tuple[dict[str, Any], list[str]]:
        """The fields the row speaks of, and its notes line by line."""
        sheet: dict[str, Any] = {name: getattr(draft, name) or "" for name in (*PLAIN, *DATED)}
        sheet["agency"] = self._agency_of.get(draft.agency or "", "")
        sheet["stage"] = draft.stage or ""
        courses = {
            self._course_of[held.course]: held.since or HELD for held in draft.courses if held.course in self._course_of
        }
        sheet |= {COURSE + course: since for course, since in courses.items()}
        before = base.fields if base is not None else {}
        if courses or self._speaks(draft, "courses"):
            sheet |= {name: "" for name in before if name.startswith(COURSE) and name not in sheet}
        for name in [name for name in sheet if is_empty(sheet[name]) and not is_empty(before.get(name))]:
            if not name.startswith(COURSE) and not self._speaks(draft, name):
                del sheet[name]
        if not any(is_empty(before.get(name)) for name in ("given_name", "family_name")) and not draft.given_name:
            sheet.pop("given_name", None)
        if before.get("_status") and not self._speaks(draft, "status"):
            sheet.pop("stage", None)  # the status column is gone: what a date alone implies says nothing against it
        lines = [line for note in draft.notes if (line := _line(note.label, note.text))]
        for label, value in (("Title", draft.title), ("Line manager", draft.line_manager)):
            lines += [f"{label}: {value}"] if value else []
        said = {**before, **sheet}
        if (not self._c.transfer and is_transferred(said)) or stage_of(sheet) in {"applied", "in training"}:
            lines += self._in_words(sheet)
        return sheet, list(dict.fromkeys(lines))

    def _in_words(self, sheet: Mapping[str, Any]) -> list[str]:
        """What the register says of approval where it is not recorded as evidence."""
        courses = [
            self._courses[name.removeprefix(COURSE)]
            for name, value in sheet.items()
            if name.startswith(COURSE) and value
        ]
        parts = [f"approved from {sheet['approved_from']}"] if sheet.get("approved_from") else []
        parts += [f"courses {', '.join(sorted(courses))}"] if courses else []
        parts += [f"status {stage_of(sheet)}"] if parts and stage_of(sheet) else []
        return [f"The register says: {'; '.join(parts)}"] if parts else []

    def _speaks(self, draft: TrainerDraft, name: str) -> bool:
        """Whether the sheets this row comes from have a column for a field."""
        wanted = _COLUMNS.get(name, {name})
        sheets = {place.rpartition("!")[0] for place in (*draft.sources, draft.key)}
        return any(wanted & self._said.get(sheet, set()) for sheet in sheets)

    def _marks(self, old: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
        """How and when the row was read: what is undated in it keeps the day it was first seen."""
        today = self._c.today.isoformat()
        same_stage = bool(old) and stage_of(old) == stage_of(now)
        return {
            "_seen_on": old.get("_seen_on", today),
            "_stage_on": old["_stage_on"] if same_stage else today,
            "_transfer": self._c.transfer or bool(old.get("_transfer")),
        }

    def _new(self, sheet: Mapping[str, Any], lines: list[str]) -> dict[str, Any]:
        values = {name: sheet.get(name) or None for name in PLAIN}
        values |= {"given_name": sheet.get("given_name", ""), "family_name": sheet.get("family_name", "")}
        return {**values, "role": "trainer", "notes": "\n".join(lines) or None}

    def _pool(
        self, person: PersonNow, held: EvidenceOfPerson, roots: Mapping[str, str], sheet: Mapping[str, Any],
        before: Mapping[str, Any],
    ) -> dict[str, Any]:  # fmt: skip
        """The person's fields as the pool has them, in the form of a row."""
        found: dict[str, Any] = {name: getattr(person, name) for name in PLAIN}
        found["agency"] = self._canon(person.agency_id)
        approval = held.of((APPROVING[0], None), roots)
        course = held.of(("ttt_course", None), roots)
        observed = held.of(("observed_delivery", None), roots)
        found["ttt_course_on"] = course.on if course else ""
        found["last_observed"] = observed.on if observed else ""
        undated = approval is not None and bool(approval.outcome)
        found["approved_from"] = approval.on if approval and not undated else ""
        found["approved_until"] = approval.until.isoformat() if approval and approval.until else ""
        found["stage"] = held.stage(roots) or before.get("stage", "")
        for name in [name for name in sheet if name.startswith(COURSE)]:
            own = held.of((APPROVING[0], name.removeprefix(COURSE)), roots)
            same = own is not None and (sheet[name] == HELD or own.on == sheet[name])
            found[name] = "" if own is None else sheet[name] if same else own.on
        return found

    def _course_words(self, sheet: Mapping[str, Any]) -> dict[str, str]:
        return {
            name: f"approval for {self._courses[name.removeprefix(COURSE)]}"
            for name in sheet
            if name.startswith(COURSE)
        }

    def _show(self, name: str, value: Any) -> str:
        if name == "agency":
            return self._names.get(value, "") if value else ""
        return str(value or "")

    def _change_person(
        self, person: PersonNow, changes: Mapping[str, Any], base: BaseRow | None, lines: list[str]
    ) -> list[str]:
        c, said = self._c, []
        values: dict[str, Any] = {name: changes[name] for name in PLAIN if name in changes}
        if "given_name" in values or "family_name" in values:
            c.writes.add(
                FormerName,
                person_id=person.id,
                given_name=person.given_name,
                family_name=person.family_name,
                until=c.today,
            )
        said += [
            f"{_WORDS[name]}: {getattr(person, name) or 'empty'} becomes {value or 'empty'}"
            for name, value in values.items()
        ]
        values = {
            name: value or (None if name not in {"given_name", "family_name"} else "") for name, value in values.items()
        }
        there = person.notes.split("\n") if person.notes else []
        notes = merge_lines(base.fields.get("notes", []) if base is not None else [], lines, there)
        if notes != there:
            values["notes"] = "\n".join(notes) or None
            said.append("notes")
        if values:
            c.writes.change(Person, person.id, **values)
        if changes.get("agency"):
            said.append(
                f"agency: {self._names.get(person.agency_id or '', 'none')} becomes {self._names.get(changes['agency'], '')}"
            )
            self._move(person, changes["agency"])
        said += [f"{_WORDS[name]}: {changes[name] or 'empty'}" for name in (*DATED, "stage") if name in changes]
        return said

    def _move(self, person: PersonNow, agency: str) -> None:
        """Membership is dated: what was delivered before keeps the agency of its day."""
        c = self._c
        running = [membership for membership in self._memberships.get(person.id, ()) if membership.end is None]
        for membership in running:
            c.writes.change(Membership, membership.id, end=c.today - timedelta(days=1))
        c.writes.add(Membership, person_id=person.id, agency_id=agency, start=c.today if running else None, end=None)


class _Match:
    """Finds who of the pool, and what of the last reading, a row is about."""

    def __init__(
        self,
        comparing: Comparing,
        people: Mapping[str, PersonNow],
        agency_of: Mapping[str, str],
        canon: Callable[[str | None], str],
    ) -> None:
        bases, self._bases = comparing.bases, comparing.bases
        self._agency_of, self._canon, self._people = agency_of, canon, people
        self._by_key = bases.index("trainer", lambda row: row.key)
        self._by_record = bases.index("trainer", lambda row: row.record_id)
        self._by_email = bases.index("trainer", lambda row: row.fields.get("email") or None)
        self._by_name = bases.index("trainer", lambda row: _names(row.fields))
        drafts = comparing.reading.trainers
        self._emails = Counter(draft.email for draft in drafts if draft.email)
        self._drawn = Counter(
            _names({"given_name": draft.given_name, "family_name": draft.family_name}) for draft in drafts
        )
        self._pool: dict[tuple[str, str], list[str]] = {}
        for person in people.values():
            if person.email:
                self._pool.setdefault((_names(_fields(person)), person.email.casefold()), []).append(person.id)
        self._taken: set[str] = set()

    def of(self, draft: TrainerDraft) -> tuple[BaseRow | None, str | None]:
        """The base and the person's id; either may be None."""
        base = self._base(draft)
        person = base.record_id if base is not None else draft.known_id
        if base is None and person is None and draft.email:
            same = self._pool.get(
                (_names({"given_name": draft.given_name, "family_name": draft.family_name}), draft.email.casefold()), []
            )
            person = same[0] if len(same) == 1 else None
        if person is not None and (person in self._taken or person not in self._people):
            return (base if person not in self._people else None), None
        if base is not None:
            self._bases.met.add(base.id)
        if person is not None:
            self._taken.add(person)
        return base, person

    def _base(self, draft: TrainerDraft) -> BaseRow | None:
        free = self._bases.free
        if draft.known_id is not None and (found := free(self._by_record.get(draft.known_id, ()))):
            return found[0]
        name = _names({"given_name": draft.given_name, "family_name": draft.family_name})
        agency = self._agency_of.get(draft.agency or "", "")
        same_name = free(self._by_name.get(name, ()))
        for row in same_name:
            if row.key == draft.key or (
                self._canon(row.fields.get("agency")) == agency and row.fields.get("email", "") == draft.email
            ):
                return row
        closer = [row for row in same_name if self._canon(row.fields.get("agency")) == agency]
        if len(closer) == 1:
            return closer[0]
        same_mail = free(self._by_email.get(draft.email, ())) if draft.email and self._emails[draft.email] == 1 else []
        if len(same_mail) == 1 and not self._drawn[_names(same_mail[0].fields)]:
            return same_mail[0]
        return same_name[0] if len(same_name) == 1 and self._drawn[name] == 1 else None


def _stands_first(sheet: Mapping[str, Any], merged: Merge) -> dict[str, Any]:
    """What a row stands for beside a person the pool already knew: the pool's word where both have one.

    While it is asked what somebody's status is, nothing of approval is taken over.
    """
    pool = {name: conflict.pool for name, conflict in merged.conflicts.items()}
    stands = {**sheet, **merged.kept, **pool}
    if "stage" not in merged.conflicts:
        return stands
    return {name: value for name, value in stands.items() if name in {"ttt_course_on", "last_observed"}}


def _fields(person: PersonNow) -> dict[str, str]:
    return {"given_name": person.given_name, "family_name": person.family_name}


def _names(fields: Mapping[str, Any]) -> str:
    return norm(f"{fields.get('given_name', '')} {fields.get('family_name', '')}")


def _name(draft: TrainerDraft) -> str:
    return f"{draft.given_name} {draft.family_name}".strip() or draft.key


def _line(label: str, text: str) -> str:
    return tidy(f"{label}: {text}" if label else text) if text.strip() else ""
