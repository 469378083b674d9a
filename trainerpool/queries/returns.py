"""Returns in the pool: which wait and which were taken in, and the plan by which one would be merged."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from trainerpool.allocation.rules import findings
from trainerpool.domain import offers
from trainerpool.domain.policy import Level
from trainerpool.exchange.carrying.answers import judge_answer
from trainerpool.exchange.carrying.form import Rows
from trainerpool.exchange.carrying.merging import Fate, Item, plan_of
from trainerpool.exchange.carrying.returned import ADDED, Change, Returned
from trainerpool.exchange.carrying.statements import Heard, heard, read_statement
from trainerpool.queries.allocation_problem import ROLES, allocation_problem
from trainerpool.queries.carried_slice import named_rows, references
from trainerpool.queries.merged_people import merged_people
from trainerpool.queries.observations_planning import why_not_observer
from trainerpool.queries.return_scans import judge_scan
from trainerpool.queries.return_words import FIELDS, Words
from trainerpool.queries.trust import keys_of_person
from trainerpool.store.pool import Reader
from trainerpool.store.records import KINDS, CarriedFile, Person, ReturnedFile
from trainerpool.store.schema import DEEDS, TRAIL

WAITING, TAKEN_IN, REFUSED = "waiting", "taken in", "refused"
ABOUT_STANDING = ("standing", "approval", "candidate")
# Facts that can exist once, by what they are about: whoever reported one first gave it its id.
_ONCE: dict[str, tuple[str, ...]] = {
    "attendance": ("session_id", "agency_id"),
    "acknowledgement": ("version_id", "person_id"),
    "ready_step": ("session_id", "person_id", "step"),
    "session_report": ("session_id", "person_id"),
    "availability_answer": ("call_id", "person_id"),
}


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A return that came in: from whom, when it was made and came, what became of it and why, and how many changes it holds."""

    id: str
    person_id: str
    name: str
    role: str
    file: str
    digest: str
    on: date
    made_at: datetime | None
    outcome: str
    changes: int
    carry_number: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class ClashRow:
    """One field two sides set differently: what it is, what was carried out, and each side with who and when."""

    field: str
    before: str
    returned: str
    returned_at: str
    pool: str
    pool_by: str
    pool_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One thing a return says: the sentence, a second line, what becomes of it and why, and where it clashes."""

    key: str
    text: str
    detail: str
    fate: Fate
    why: str
    at: str
    clashes: tuple[ClashRow, ...] = ()


@dataclass(frozen=True)
class ReturnPlan:
    """What taking a return in would do, in the order it was done at the other desk; nothing is in the pool yet."""

    person_id: str
    name: str
    rows: tuple[PlanRow, ...]
    items: tuple[Item, ...]

    def count(self, fate: Fate) -> int:
        """How many things have this fate."""
        return sum(row.fate is fate for row in self.rows)

    @property
    def summary(self) -> str:
        """One line: "5 changes ready, 1 clash to settle, 1 already the same."."""
        ready, clash = self.count(Fate.READY), self.count(Fate.CLASH)
        same, refused = self.count(Fate.SAME) + self.count(Fate.LATER), self.count(Fate.REFUSED)
        said = [f"{ready} change{'' if ready == 1 else 's'} ready"]
        said += [f"{clash} clash{'' if clash == 1 else 'es'} to settle"] if clash else []
        said += [f"{same} already the same"] if same else []
        said += [f"{refused} cannot be taken in"] if refused else []
        return ", ".join(said) + "."


def returned_files(reader: Reader, outcome: str | None = None) -> tuple[ReturnRow, ...]:
    """The returns that came in, latest first; only those waiting, taken in or refused when asked."""
    statement = (
        select(ReturnedFile, Person.given_name, Person.family_name, Person.role)
        .join(Person, Person.id == ReturnedFile.person_id)
        .order_by(ReturnedFile.on.desc(), ReturnedFile.id.desc())
    )
    if outcome is not None:
        statement = statement.where(ReturnedFile.outcome == outcome)
    rows = []
    for one in reader.execute(statement):
        file, inside = one.ReturnedFile, one.ReturnedFile.inside
        made = inside.get("made_at")
        rows.append(ReturnRow(
            file.id, file.person_id, f"{one.given_name} {one.family_name}".strip(), one.role, file.file, file.digest, file.on,
            datetime.fromisoformat(made) if made else None, file.outcome, int(inside.get("changes") or 0),
            int(inside.get("carry_number") or 0), str(inside.get("why") or ""),
        ))  # fmt: skip
    return tuple(rows)


def return_known(reader: Reader, file: str, digest: str) -> ReturnRow | None:
    """The return of this id or with these very bytes, as far as it came in before."""
    return next((row for row in returned_files(reader) if row.file == file or row.digest == digest), None)


@dataclass(frozen=True, slots=True)
class ReturnTrust:
    """Why a return can be trusted: since when its author's keys are known, and the carry file it answers."""

    keys_since: date | None
    carry_number: int
    carry_issued_on: date | None
    opens_until: date | None
    taken_in_before: bool


def return_trust(reader: Reader, returned: Returned, person_id: str) -> ReturnTrust:
    """What stands behind a return that was opened: every check of its seal has been made by then."""
    keys = keys_of_person(reader, person_id)
    carried = reader.execute(
        select(CarriedFile.issued_on, CarriedFile.opens_until).where(
            CarriedFile.person_id == person_id, CarriedFile.file == returned.carry
        )
    ).first()
    known = return_known(reader, returned.file, "")
    return ReturnTrust(
        keys.made_on if keys else None, returned.carry_number, carried.issued_on if carried else None,
        carried.opens_until if carried else None, known is not None and known.outcome == TAKEN_IN,
    )  # fmt: skip


def return_plan(reader: Reader, returned: Returned, person_id: str, today: date) -> ReturnPlan:
    """The plan of a return of somebody against the pool of now."""
    aligned = _aligned(reader, returned)
    pool = _pool_rows(reader, aligned)
    missing = _dangling(reader, aligned)

    def judge(item: Item) -> tuple[Fate, str] | None:
        if any(one in missing for one in ((c.kind, c.record) for c in item.changes)):
            return Fate.REFUSED, "What this is about is no longer in the pool."
        said = judge_answer(item, pool, aligned.seen) or judge_scan(reader, item, today)
        return _who_may(reader, item, pool, person_id, today) if said is None or said[0] is Fate.READY else said

    items = plan_of(aligned, pool, _heard(reader, person_id, aligned), judge)
    words = Words(reader, person_id, pool)
    rows = []
    for item in items:
        text, detail = words.sentence(item)
        rows.append(PlanRow(
            item.key, text, detail, item.fate, item.why, max(one.at for one in item.changes),
            tuple(_clash_row(reader, words, item, number) for number in range(len(item.clashes))),
        ))  # fmt: skip
    return ReturnPlan(person_id, words.name, tuple(rows), items)


def plan_in_words(reader: Reader, returned: Returned, person_id: str) -> ReturnPlan:
    """What a return says, in sentences, for whoever is about to send it: against the very records it was made from."""
    pool = _pool_rows(reader, returned)
    items = plan_of(replace(returned, seen=pool), pool)
    words = Words(reader, person_id, pool)
    rows = []
    for item in items:
        text, detail = words.sentence(item)
        rows.append(PlanRow(item.key, text, detail, item.fate, "", max(one.at for one in item.changes)))
    return ReturnPlan(person_id, words.name, tuple(rows), items)


def _clash_row(reader: Reader, words: Words, item: Item, number: int) -> ClashRow:
    clash = item.clashes[number]
    at = next((one.at for one in item.changes if (one.kind, one.record) == (clash.kind, clash.record)), "")
    by, when = _last_change(reader, clash.kind, clash.record, clash.field)
    return ClashRow(
        FIELDS.get(clash.field, clash.field.replace("_", " ").removesuffix(" id")),
        words.value(clash.kind, clash.field, clash.before), words.value(clash.kind, clash.field, clash.returned), at,
        words.value(clash.kind, clash.field, clash.pool), by, when,
    )  # fmt: skip


def _last_change(reader: Reader, kind: str, record: str, field: str) -> tuple[str, datetime | None]:
    """Who set a field of a record last in the pool, and when."""
    statement = (
        select(DEEDS.c.by, DEEDS.c.at, TRAIL.c.payload)
        .join(DEEDS, DEEDS.c.seq == TRAIL.c.deed)
        .where(TRAIL.c.kind == kind, TRAIL.c.record == record)
        .order_by(TRAIL.c.seq.desc())
    )
    for row in reader.execute(statement):
        after = json.loads(row.payload)["after"] if row.payload else None
        if after is None or field in after:
            return row.by, datetime.fromisoformat(row.at)
    return "", None


def _pool_rows(reader: Reader, returned: Returned) -> Rows:
    """What the pool holds of the records a return speaks of, and of the sessions of its places."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for change in returned.changes:
        wanted[change.kind].add(change.record)
        for field, kind in (("allocation_id", "allocation"), ("session_id", "training_session")):
            if change.after.get(field):
                wanted[kind].add(str(change.after[field]))
    for kind, records in returned.seen.items():
        wanted[kind] |= set(records)
    found = named_rows(reader, wanted)
    sessions = {str(row["session_id"]) for row in found.get("allocation", {}).values()}
    return {**found, **named_rows(reader, {"training_session": wanted["training_session"] | sessions})}


def _aligned(reader: Reader, returned: Returned) -> Returned:
    """The return with the pool's own ids for facts that exist once and were recorded here under another."""
    changes = []
    for change in returned.changes:
        about = _ONCE.get(change.kind)
        if about is not None and change.change == ADDED and all(name in change.after for name in about):
            record_class = KINDS[change.kind]
            where = [getattr(record_class, name) == change.after[name] for name in about]
            there = reader.scalars(select(record_class.id).where(*where)).first()
            if there is not None and there != change.record:
                changes.append(replace(change, record=there))
                continue
        changes.append(change)
    return replace(returned, changes=tuple(changes))


def _dangling(reader: Reader, returned: Returned) -> set[tuple[str, str]]:
    """The changes that point to a record that is neither in the pool nor brought by the return."""
    brought: dict[str, set[str]] = defaultdict(set)
    wanted: dict[str, set[str]] = defaultdict(set)
    points: list[tuple[Change, str, str]] = []
    for change in returned.changes:
        if change.change == ADDED:
            brought[change.kind].add(change.record)
        for name, target, _ in references(KINDS[change.kind]):
            if change.after.get(name):
                points.append((change, target, str(change.after[name])))
                wanted[target].add(str(change.after[name]))
    there = {kind: _ids(reader, kind, keys) for kind, keys in wanted.items()}
    return {(one.kind, one.record) for one, target, key in points if key not in there[target] | brought[target]}


def _ids(reader: Reader, kind: str, keys: Iterable[str]) -> set[str]:
    record_class = KINDS[kind]
    return set(reader.scalars(select(record_class.id).where(record_class.id.in_(list(keys)))))


def _heard(reader: Reader, person_id: str, returned: Returned) -> Heard:
    """What the other returns taken in have said of the same records."""
    statement = select(ReturnedFile.person_id, ReturnedFile.inside).where(
        ReturnedFile.outcome == TAKEN_IN, ReturnedFile.file != returned.file
    )
    wanted, merged = {(one.kind, one.record) for one in returned.changes}, merged_people(reader)
    said = []
    for row in reader.execute(statement):
        told = ((one[0], merged.get(one[1], one[1]), *one[2:]) for one in row.inside.get("said", ()))
        lines = [one for one in told if (one[0], one[1]) in wanted]
        said += [read_statement(row.person_id, str(row.inside.get("made_at") or ""), lines)] if lines else []
    return heard(said, replace(returned, person=person_id))


def _who_may(reader: Reader, item: Item, pool: Rows, person_id: str, today: date) -> tuple[Fate, str] | None:
    """An acceptance by somebody whom standing or approval bars by now: the rule of the deed, asked before it."""
    change = item.head
    if change.kind == "observation" and (change.change == ADDED or _TELLING & change.after.keys()):
        return _may_observe(reader, {**pool.get("observation", {}).get(change.record, {}), **change.after}, person_id)
    if change.kind != "allocation" or change.change == ADDED or change.after.get("state") != offers.ACCEPTED:
        return None
    place = pool.get("allocation", {}).get(change.record, {})
    session = str(place.get("session_id"))
    day = _day_of(pool.get("training_session", {}).get(session, {}))
    if day is None:
        return None
    problem = allocation_problem(reader, day, day, today, (session,), placed_only=True)
    if session not in problem.instance.session_by_id or person_id not in problem.instance.trainer_by_id:
        return Fate.REFUSED, "The session is not staffed any more."
    found = findings(
        problem.instance, person_id, session, problem.standing_plan, problem.profile, ROLES[str(place.get("role"))]
    )
    barred = [one.text for one in found if one.code in ABOUT_STANDING and one.level is Level.BLOCK]
    return (Fate.REFUSED, f"{barred[0]}") if barred else None


# What an observer says of an observation that is held against their independence anew.
_TELLING = frozenset({"submitted_on", "person_id", "session_id", "outcome"})


def _may_observe(reader: Reader, seen: Mapping[str, Any], person_id: str) -> tuple[Fate, str] | None:
    """Somebody seen whom the visit was not planned for, or with whom the observer delivers by now: they stay independent."""
    session = seen.get("session_id")
    found = why_not_observer(reader, str(session), person_id, (str(seen.get("person_id")),)) if session else ()
    return (Fate.REFUSED, found[0]) if found else None


def _day_of(session: Any) -> date | None:
    text = str(session.get("first_date") or "")
    return date.fromisoformat(text) if len(text) == 10 else None
