"""What may travel in a return, and what a record belongs to: kinds, their fields, and the record they are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainerpool.exchange.carrying.returned import Change

TRAINER, OBSERVER = "trainer", "observer"

# Kind -> the fields that may be changed by a return; () means all of them. What is not named never travels back.
OF_TRAINERS: Mapping[str, tuple[str, ...]] = {
    "person": ("phone", "email", "known_as", "job_title", "home_zone"),
    "allocation": (),
    "allocation_step": (),
    "unavailability": (),
    "weekday_pattern": (),
    "training_session": (),
    "session_part": (),
    "venue": (),
    "attendance": (),
    "ready_step": (),
    "session_report": (),
    "acknowledgement": (),
    "reflection": (),
    "support_request": (),
    "availability_answer": (),
    "observation": (
        "reflected_on", "went_as_planned", "would_change", "what_i_need", "reply", "reply_agrees", "replied_on",
    ),
}  # fmt: skip
OF_OBSERVERS: Mapping[str, tuple[str, ...]] = {
    "person": OF_TRAINERS["person"],
    "unavailability": (),
    "weekday_pattern": (),
    "support_request": (),
    "visit": (),
    "observation": (
        "person_id", "course_id", "session_id", "observer_id", "observer_name", "on", "purpose", "outcome", "starred_met",
        "state", "note", "visit_id", "role", "number", "reflected_on", "went_as_planned", "would_change", "what_i_need",
        "spoken_on", "submitted_on", "copied_on", "source",
    ),
    "timed_note": (),
    "judgement": (),
    "strength": (),
    "observation_action": (),
    "observation_revision": (),
    "kept_file": (),
}  # fmt: skip

# Kind -> the field that points to the record it is a part of.
PART_OF: Mapping[str, tuple[str, str]] = {
    "allocation_step": ("allocation_id", "allocation"),
    "session_part": ("session_id", "training_session"),
    "judgement": ("observation_id", "observation"),
    "strength": ("observation_id", "observation"),
    "observation_action": ("observation_id", "observation"),
    "observation_revision": ("observation_id", "observation"),
    "timed_note": ("visit_id", "visit"),
}


def may_return(kind: str, field: str, sorts: frozenset[str]) -> bool:
    """Whether a field of this kind of record may come back from somebody of these sorts."""
    for sort, kinds in ((TRAINER, OF_TRAINERS), (OBSERVER, OF_OBSERVERS)):
        if sort in sorts and kind in kinds and (not kinds[kind] or field in kinds[kind]):
            return True
    return False


def returned_kinds(sorts: frozenset[str]) -> frozenset[str]:
    """The kinds of record that may come back from somebody of these sorts."""
    found: set[str] = set()
    if TRAINER in sorts:
        found |= set(OF_TRAINERS)
    if OBSERVER in sorts:
        found |= set(OF_OBSERVERS)
    return frozenset(found)


def is_private(kind: str, values: Mapping[str, Any]) -> bool:
    """Whether a record never leaves its author's desk: a reflection that is not shared."""
    return kind == "reflection" and not values.get("shared")


def subjects(changes: tuple[Change, ...], known: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[str]:
    """For each change the key of what it is about: a place, a session, an observation, or the record itself.

    `known` are records that the changes may point to without changing them. Fields of a person are each their own.
    """
    own = {(one.kind, one.record): one for one in changes}

    arranged = {key for (kind, key), one in own.items() if kind == "training_session" and one.change == "added"}
    places = {str(own["training_session", key].after.get("venue_id")): key for key in arranged}

    def parent(kind: str, values: Mapping[str, Any], record: str) -> str:
        session = str(values.get("session_id"))
        if session in arranged:
            return f"training_session {session}"  # it cannot be there without the session it is about
        if kind == "venue" and record in places:
            return f"training_session {places[record]}"
        if kind in PART_OF:
            field, of = PART_OF[kind]
            key = str(values.get(field))
            held = _values(own.get((of, key)), known.get(of, {}).get(key, {}))
            return parent(of, held, key)
        return f"{kind} {record}"

    return [parent(one.kind, _values(one, known.get(one.kind, {}).get(one.record, {})), one.record) for one in changes]


def _values(change: Change | None, held: Mapping[str, Any]) -> Mapping[str, Any]:
    if change is None:
        return held
    return {**held, **change.before, **change.after}
