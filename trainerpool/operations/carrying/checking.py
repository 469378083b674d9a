"""Whether a return may say what it says: known fields of the right form, and only its author's own; else it is refused whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from trainerpool.domain import offers
from trainerpool.exchange.carrying.form import Rows
from trainerpool.exchange.carrying.owing import OBSERVER, TRAINER, may_return
from trainerpool.exchange.carrying.returned import ADDED, CHANGED, FILE, REMOVED, Change, Returned
from trainerpool.operations.carrying.forms_of_text import is_as_written, is_day
from trainerpool.operations.carrying.writing import is_complete, is_well_formed
from trainerpool.problem import Problem
from trainerpool.queries.carried_slice import named_rows, sorts_of
from trainerpool.store.pool import Reader
from trainerpool.store.records import KINDS, Allocation

_STEPS = frozenset({offers.ACCEPTED, offers.DECLINED, offers.WITHDRAWN, offers.DELIVERED, offers.ABSENT})
_OF_SESSIONS = frozenset({"status", "delivered_version_id", "booked", "attended"})
_OWN = frozenset({
    "unavailability", "weekday_pattern", "ready_step", "session_report", "reflection", "support_request", "acknowledgement",
    "availability_answer",
})  # fmt: skip
_ADDED_ONLY = frozenset({"allocation_step", "session_part", "venue", "observation_revision"})
_SAID = frozenset({"outcome", "starred_met", "note", "on", "person_id", "course_id", "session_id"})
_NAMES = range(1, 256)
_OF_OBSERVATIONS = frozenset({"judgement", "strength", "observation_action", "observation_revision"})


@dataclass(frozen=True)
class _Ground:
    """What a return is looked at with: whose it is, what the pool holds of its records, and what it adds itself."""

    person: str
    sorts: frozenset[str]
    pool: Rows
    places: frozenset[str]
    added: Mapping[tuple[str, str], Change] = field(default_factory=dict)

    def held(self, kind: str, record: str) -> Mapping[str, Any]:
        """A record as the pool has it, or as the return adds it; empty where neither does."""
        found = self.pool.get(kind, {}).get(record)
        change = self.added.get((kind, record))
        return found if found is not None else change.after if change is not None else {}


def check_return(reader: Reader, returned: Returned, person_id: str, pool_id: str, today: Any) -> None:
    """Problem, and nothing taken in, where any change of a return is not its author's to make, or is not well formed."""
    if returned.pool != pool_id:
        raise Problem("This return is for another pool.", kept="Nothing was changed.")
    if returned.person != person_id:
        raise Problem(
            "This return was made under another record of the person who signed it.", kept="Nothing was changed.",
            todo="Send them a new carry file; their work stays at their desk.",
        )  # fmt: skip
    _check_moments(returned)
    _check_seen(returned.seen)
    wanted: dict[str, set[str]] = {}
    for change in returned.changes:
        wanted.setdefault(change.kind, set()).add(change.record)
        for name, kind in _POINTS.items():
            if isinstance(change.after.get(name), str):
                wanted.setdefault(kind, set()).add(change.after[name])
        wanted.setdefault("visit", set()).update(_visits_of_file(change))
    pool: dict[str, Any] = dict(named_rows(reader, wanted))
    visits = {str(row["visit_id"]) for row in pool.get("observation", {}).values() if row.get("visit_id")}
    visits |= {str(row["owner_id"]) for row in pool.get(FILE, {}).values()}
    pool["visit"] = {**pool.get("visit", {}), **named_rows(reader, {"visit": visits})["visit"]}
    places = reader.scalars(select(Allocation.session_id).where(Allocation.person_id == person_id))
    ground = _Ground(
        person_id, sorts_of(reader, person_id, today) | {TRAINER}, pool, frozenset(places),
        {(one.kind, one.record): one for one in returned.changes if one.change == ADDED},
    )  # fmt: skip
    for change in returned.changes:
        if not (_is_formed(change, ground.sorts) and _is_own(change, ground)):
            raise Problem(
                "This return says something its author cannot say, or holds something this program does not know.",
                kept="Nothing of it was taken in.",
                todo="Ask them to send it again; if it stays so, tell them by phone.",
            )


_POINTS = {
    "allocation_id": "allocation", "session_id": "training_session", "observation_id": "observation", "visit_id": "visit",
}  # fmt: skip


def _check_moments(returned: Returned) -> None:
    for text in (returned.made_at, *(one.at for one in returned.changes)):
        try:
            datetime.fromisoformat(text)
        except ValueError as error:
            raise Problem("This return does not say when it was made.", kept="Nothing of it was taken in.") from error


def _check_seen(seen: Rows) -> None:
    """The days of the sessions an author has seen are compared with those of now: they have to be days."""
    sessions = seen.get("training_session", {}).values()
    if not all(is_day(row["first_date"]) for row in sessions if "first_date" in row):
        raise Problem("This return does not say what it was made from.", kept="Nothing of it was taken in.")


def _is_formed(change: Change, sorts: frozenset[str]) -> bool:
    """Whether every field is one that may come back, with a value that may stand in it."""
    if not change.record or len(change.record) > 36 or (change.change == REMOVED and change.after):
        return False
    if change.change in {ADDED, CHANGED} and not change.after:
        return False
    if change.change == ADDED and not (change.kind in KINDS and is_complete(change.kind, change.after)):
        return False
    said = [(name, value) for name, values in change.said.items() for value in values]
    return all(
        may_return(change.kind, name, sorts) and is_well_formed(change.kind, name, value)
        for name, value in (*change.after.items(), *change.before.items(), *said)
    ) and all(is_as_written(change.kind, name, value) for name, value in change.after.items())


def _is_own(change: Change, ground: _Ground) -> bool:
    """Whether the author of a return may say this of this record."""
    if change.kind in _ADDED_ONLY and change.change != ADDED and change.kind != "session_part":
        return False
    if change.kind in _OWN:
        return _names_me(change, ground)
    if change.kind in _OF_OBSERVATIONS:
        return _of_observation(change, ground)
    rule: Callable[[Change, _Ground], bool] | None = _RULES.get(change.kind)
    return rule is not None and rule(change, ground)


def _names_me(change: Change, ground: _Ground) -> bool:
    """A record of the person: theirs in the pool where it is there, and not made over to somebody else."""
    there = ground.pool.get(change.kind, {}).get(change.record)
    if there is not None and there.get("person_id") != ground.person:
        return False
    unsaid = None if change.change == ADDED else ground.person
    return bool(change.after.get("person_id", unsaid) == ground.person)


def _person(change: Change, ground: _Ground) -> bool:
    return change.record == ground.person and change.change == CHANGED


def _allocation(change: Change, ground: _Ground) -> bool:
    state = change.after.get("state")
    if change.change == ADDED:
        mine = change.after.get("person_id") == ground.person
        states = {offers.PROPOSED, offers.ACCEPTED, offers.DELIVERED} if mine else {offers.PROPOSED}
        arranged = ("training_session", str(change.after.get("session_id"))) in ground.added
        known = change.after.get("role") in {"lead", "co-trainer", "extra"} and not change.after.get("override_reason")
        return arranged and known and state in states
    there = ground.pool.get("allocation", {}).get(change.record)
    mine = there is None or there.get("person_id") == ground.person
    return change.change == CHANGED and mine and set(change.after) == {"state"} and state in _STEPS


def _step(change: Change, ground: _Ground) -> bool:
    place = ground.held("allocation", str(change.after.get("allocation_id")))
    new = ("allocation", str(change.after.get("allocation_id"))) in ground.added
    mine = not place or place.get("person_id") == ground.person or new
    state = change.after.get("state")
    return bool(mine and (state in _STEPS or (new and state == offers.PROPOSED)))


def _session(change: Change, ground: _Ground) -> bool:
    if change.change == ADDED:
        return change.after.get("arranged_by_id") == ground.person and change.after.get("status") == "to agree"
    there = ground.pool.get("training_session", {}).get(change.record)
    mine = there is None or change.record in ground.places or there.get("arranged_by_id") == ground.person
    fine = set(change.after) <= _OF_SESSIONS and change.after.get("status", "delivered") == "delivered"
    return change.change == CHANGED and mine and fine


def _part(change: Change, ground: _Ground) -> bool:
    return change.change == ADDED and ("training_session", str(change.after.get("session_id"))) in ground.added


def _venue(change: Change, ground: _Ground) -> bool:
    return any(
        one.after.get("venue_id") == change.record for one in ground.added.values() if one.kind == "training_session"
    )


def _attendance(change: Change, ground: _Ground) -> bool:
    there = ground.pool.get("attendance", {}).get(change.record)
    session = str((there or {}).get("session_id") or change.after.get("session_id") or change.before.get("session_id"))
    arranged = ("training_session", session) in ground.added
    numbers = all(not isinstance(value, int) or 0 <= value < 10_000 for value in change.after.values())
    return numbers and (session in ground.places or arranged) and change.after.get("session_id", session) == session


def _visit(change: Change, ground: _Ground) -> bool:
    there = ground.held("visit", change.record)
    fine = OBSERVER in ground.sorts and (not there or there.get("observer_id") == ground.person)
    return fine and change.change == CHANGED and "observer_id" not in change.after


def _observes(key: str, ground: _Ground) -> bool:
    """Whether an observation was written by the person at a visit of theirs."""
    row = ground.held("observation", key)
    visit = ground.held("visit", str(row.get("visit_id")))
    return OBSERVER in ground.sorts and bool(row) and visit.get("observer_id") == ground.person


def _keeps_what_was_said(change: Change, key: str, ground: _Ground) -> bool:
    """Whether what was submitted stays: it is said otherwise only together with a revision that holds it whole."""
    seen = ground.pool.get("observation", {}).get(key)
    if seen is None or not seen.get("submitted_on") or change.kind == "observation_revision":
        return True
    there = ground.pool.get(change.kind, {}).get(change.record)
    if change.change == REMOVED:
        differs = there is not None
    else:
        said = {name: value for name, value in change.after.items() if change.kind != "observation" or name in _SAID}
        differs = bool(said) if there is None else any(there.get(name) != value for name, value in said.items())
    revised = {
        str(one.after.get("observation_id")) for one in ground.added.values() if one.kind == "observation_revision"
    }
    return not differs or key in revised


def _observation(change: Change, ground: _Ground) -> bool:
    there = ground.pool.get("observation", {}).get(change.record)
    if there is None and change.change != ADDED:
        return True  # gone from the pool: said so in the plan
    if there is not None and there.get("person_id") == ground.person:
        return change.change == CHANGED and all(
            may_return("observation", name, frozenset({TRAINER})) for name in change.after
        )  # fmt: skip
    mine = _observes(change.record, ground) and change.after.get("person_id") != ground.person
    return mine and _keeps_what_was_said(change, change.record, ground)


def _of_observation(change: Change, ground: _Ground) -> bool:
    there = ground.pool.get(change.kind, {}).get(change.record)
    key = str((there or {}).get("observation_id") or change.after.get("observation_id"))
    if change.change != ADDED and there is None:
        return OBSERVER in ground.sorts
    if change.kind == "observation_action" and change.change == CHANGED and not _observes(key, ground):
        return OBSERVER in ground.sorts and set(change.after) <= {"done_on", "done_note"}
    mine = _observes(key, ground) and change.after.get("observation_id", key) == key
    return mine and _keeps_what_was_said(change, key, ground)


def _note(change: Change, ground: _Ground) -> bool:
    there = ground.pool.get("timed_note", {}).get(change.record)
    visit = ground.held("visit", str((there or {}).get("visit_id") or change.after.get("visit_id")))
    gone = there is None and change.change != ADDED
    return OBSERVER in ground.sorts and (gone or visit.get("observer_id") == ground.person)


def _visits_of_file(change: Change) -> set[str]:
    sides = (change.after, change.before) if change.kind == FILE else ()
    return {str(side["owner_id"]) for side in sides if isinstance(side.get("owner_id"), str)}


def _scan(change: Change, ground: _Ground) -> bool:
    """A file kept with a visit of theirs, added or taken off: never one of a pack, never with another's visit."""
    sides = [ground.pool.get(FILE, {}).get(change.record) or {}, change.after, change.before]
    if (
        OBSERVER not in ground.sorts
        or change.change == CHANGED
        or len(str(change.after.get("name", "-"))) not in _NAMES
    ):
        return False
    for side in sides:
        visit = ground.held("visit", str(side.get("owner_id")))
        if side and (side.get("owner_kind") != "visit" or (visit and visit.get("observer_id") != ground.person)):
            return False
    return True


_RULES: dict[str, Callable[[Change, _Ground], bool]] = {
    "person": _person,
    "allocation": _allocation,
    "allocation_step": _step,
    "training_session": _session,
    "session_part": _part,
    "venue": _venue,
    "attendance": _attendance,
    "visit": _visit,
    "observation": _observation,
    "timed_note": _note,
    FILE: _scan,
}
