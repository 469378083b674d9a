"""The content of a carry file: one person's slice of the pool, and what is told to them beside it. Form 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from trainerpool.exchange.carrying.form import (
    Rows,
    check_version,
    day_of,
    number_of,
    refused,
    rows_of,
    text_of,
)
from trainerpool.exchange.sealing.payload import pack, unpack

FORM, VERSION = "trainerpool-carry", 1
WIPE_DAYS = 30
"""So many days after a carry file has expired its holder is offered to wipe it."""


@dataclass(frozen=True)
class Carried:
    """One carry file: for whom, its number for them, the days it covers and opens, the records and what is told.

    `told` holds texts computed in the pool: `standing`, `business_unit`, `sort`. `bodies` are files by the id of their
    record; `without` names those left out for their size.
    """

    file: str
    number: int
    pool: str
    pool_name: str
    partnership: str
    person: str
    name: str
    issued_on: date
    issued_by: str
    start: date | None
    end: date | None
    opens_until: date | None
    records: Rows
    told: Mapping[str, Any] = field(default_factory=dict)
    bodies: Mapping[str, bytes] = field(default_factory=dict)
    without: tuple[str, ...] = ()

    def is_expired(self, today: date) -> bool:
        """Whether its last day has passed: it still opens, and says so."""
        return is_expired(self.opens_until, today)


def is_expired(opens_until: date | None, today: date) -> bool:
    """Whether the last day of a carry file has passed."""
    return opens_until is not None and today > opens_until


def is_to_wipe(opens_until: date | None, today: date) -> bool:
    """Whether a carry file has been expired for so long that wiping it is offered."""
    return opens_until is not None and today > opens_until + timedelta(days=WIPE_DAYS)


def carried_payload(content: Carried) -> bytes:
    """A carry file's payload: the same content gives the same bytes."""
    body = {
        "form": FORM, "version": VERSION, "file": content.file, "number": content.number, "pool": content.pool,
        "pool_name": content.pool_name, "partnership": content.partnership, "person": content.person, "name": content.name,
        "issued_on": _text(content.issued_on), "issued_by": content.issued_by, "start": _text(content.start),
        "end": _text(content.end), "opens_until": _text(content.opens_until), "records": content.records,
        "told": content.told, "without": list(content.without),
    }  # fmt: skip
    return pack(body, content.bodies)


def read_carried(payload: bytes) -> Carried:
    """The content of a carry file's payload. Problem, and nothing taken, where any of it is not as it should be."""
    opened = unpack(payload)
    body, bodies = opened.body, opened.files
    check_version(body, FORM, VERSION)
    issued = day_of(body, "issued_on")
    told, without = body.get("told"), body.get("without")
    if issued is None or not isinstance(told, dict) or not isinstance(without, list):
        raise refused("it does not hold what such a file holds")
    if not all(isinstance(name, str) for name in without):
        raise refused("it does not hold what such a file holds")
    records = rows_of(body.get("records"))
    if set(bodies) - set(records.get("kept_file", {})):
        raise refused("it brings a file that belongs to nothing")
    return Carried(
        text_of(body, "file"), number_of(body, "number"), text_of(body, "pool"), text_of(body, "pool_name"),
        text_of(body, "partnership"), text_of(body, "person"), text_of(body, "name"), issued, text_of(body, "issued_by"),
        day_of(body, "start"), day_of(body, "end"), day_of(body, "opens_until"), records, told, bodies, tuple(without),
    )  # fmt: skip


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
