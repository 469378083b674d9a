"""How often things changed, and the head of the trail, as calendars and the feet of reports need them."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from trainerpool.store.pool import Reader
from trainerpool.store.records import SessionPart
from trainerpool.store.schema import DEEDS, TRAIL

# What makes a calendar entry another one; a note or a count of bookings does not.
_OF_SESSION = frozenset({"first_date", "venue_id", "virtual", "status", "course_id", "title"})
_OF_ALLOCATION = frozenset({"state", "role"})


@dataclass(frozen=True, slots=True)
class TrailHeadRow:
    """The last link of the trail: how many deeds, and its digest."""

    count: int
    digest: str


def trail_head(reader: Reader) -> TrailHeadRow:
    """Where the trail stands."""
    row = reader.execute(select(DEEDS.c.seq, DEEDS.c.digest).order_by(DEEDS.c.seq.desc()).limit(1)).first()
    return TrailHeadRow(row.seq, row.digest) if row else TrailHeadRow(0, "")


@dataclass(frozen=True)
class CalendarHistory:
    """Session or allocation -> in how many deeds what a calendar shows of it changed after it was added.

    `most_parts` is how many parts a session had at the end of any deed: a calendar still holds them all. Neither
    number ever falls: a deed that is undone was one change, and its undoing is the next.
    """

    changes: Mapping[str, int]
    most_parts: Mapping[str, int]


def calendar_history(reader: Reader, only: Collection[str] | None = None) -> CalendarHistory:
    """What the trail says of sessions, their parts and allocations; of these sessions and allocations only, when asked."""
    deeds: dict[str, set[int]] = defaultdict(set)
    parts: dict[str, set[str]] = defaultdict(set)
    most: dict[str, int] = defaultdict(int)
    kinds = ("training_session", "session_part", "allocation")
    statement = (
        select(TRAIL.c.deed, TRAIL.c.kind, TRAIL.c.record, TRAIL.c.change, TRAIL.c.payload)
        .where(TRAIL.c.kind.in_(kinds))
        .order_by(TRAIL.c.seq)
    )
    if only is not None:
        owners = (func.json_extract(TRAIL.c.payload, f"$.{side}.session_id") for side in ("after", "before"))
        of_parts = select(SessionPart.id).where(SessionPart.session_id.in_(only))
        of_them = (TRAIL.c.kind == "session_part") & or_(
            *(owner.in_(only) for owner in owners), TRAIL.c.record.in_(of_parts)
        )
        statement = statement.where(TRAIL.c.record.in_(only) | of_them)
    for deed, rows in itertools.groupby(reader.execute(statement), key=lambda row: int(row.deed)):
        for row in rows:
            payload = json.loads(row.payload) if row.payload else {}
            before, after = payload.get("before") or {}, payload.get("after") or {}
            if row.kind == "session_part":
                owner = (after or before).get("session_id") or _part_owner(reader, row.record)
                deeds[owner].add(deed)
                (parts[owner].discard if row.change == "removed" else parts[owner].add)(row.record)
            elif (before.keys() | after.keys()) & (_OF_SESSION if row.kind == "training_session" else _OF_ALLOCATION):
                deeds[row.record].add(deed)
        for owner, present in parts.items():
            if deed in deeds[owner]:
                most[owner] = max(most[owner], len(present))
    return CalendarHistory({record: len(found) - 1 for record, found in deeds.items() if record}, dict(most))


def _part_owner(reader: Reader, part_id: str) -> str:
    """The session of a part that was changed in place: its entry holds only what changed."""
    return reader.scalar(select(SessionPart.session_id).where(SessionPart.id == part_id)) or ""
